"""Decisions tied to the records of each reading, as decisions and readings come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from verbale.core.span import Span
from verbale.register.anchoring import Standing, found, placed
from verbale.register.decision import Anchor
from verbale.register.rows import record
from verbale.register.schema import attached, documents, readings, records, targets

Made = tuple[int, str, str]
"""A reading: its number, its document's id and source."""


def target(row: sa.RowMapping) -> Anchor:
    plain = {n: row[n] for n in ("doc", "source", "item", "kind", "record", "quote", "before", "after", "key", "alike")}
    return Anchor(span=Span(row["start"], row["stop"]), **plain)


def standing(connection: sa.Connection, reading: int) -> list[Standing]:
    """The records of a reading, in order."""
    asked = sa.select(records.c.number, records.c.id, records.c.body).where(records.c.reading == reading)
    rows = connection.execute(asked.order_by(records.c.number))
    return [Standing(number, name, record(body)) for number, name, body in rows]


def attach_new(connection: sa.Connection, made: Sequence[Made]) -> None:
    """Tie the decisions that are there to the records of new readings."""
    if connection.execute(sa.select(targets.c.number).limit(1)).first() is None:
        return
    for number, doc, source in made:
        near = sa.select(targets).where((targets.c.doc == doc) | (targets.c.source == source))
        _attach(connection, (number, doc, source), connection.execute(near).mappings().all())


def attach_decision(connection: sa.Connection, decision: str) -> None:
    """Tie one decision to the records of all readings that are there."""
    for row in connection.execute(sa.select(targets).where(targets.c.decision == decision)).mappings():
        near = (readings.c.doc == row["doc"]) | (readings.c.source == row["source"])
        asked = sa.select(readings.c.number, readings.c.doc, readings.c.source).where(near)
        for number, doc, source in connection.execute(asked).all():
            _attach(connection, (number, doc, source), [row])


def _attach(connection: sa.Connection, made: Made, rows: Iterable[sa.RowMapping]) -> None:
    number, doc, _ = made
    mine = [row for row in rows if row["doc"] == doc or _stands_in(connection, row, doc)]
    if not mine:
        return
    text = connection.execute(sa.select(documents.c.text).where(documents.c.id == doc)).scalar_one()
    there = standing(connection, number)
    if tied := list(_tied(mine, doc, text, there)):
        connection.execute(attached.insert(), [{"reading": number, **row} for row in tied])


def _tied(rows: Iterable[sa.RowMapping], doc: str, text: str, there: Sequence[Standing]) -> Iterator[dict[str, Any]]:
    for row in rows:
        at = placed(target(row), text, row["doc"] == doc)
        number = found(at, there) if at else None
        if number is not None:
            yield {"decision": row["decision"], "target": row["number"], "number": number}


def _stands_in(connection: sa.Connection, row: sa.RowMapping, doc: str) -> bool:
    """Whether another document is the anchor's own in a new wording.

    It is of the same file and item, and either the anchor's document is not here or both have the same address or
    item; a file's name alone does not make two texts that are both here one.
    """
    own = _origin(connection, row["doc"])
    other = _origin(connection, doc)
    if other is None or (other[0], other[1]) != (row["source"], row["item"]):
        return False
    return own is None or own[1] is not None or (own[2] is not None and own[2] == other[2])


def _origin(connection: sa.Connection, doc: str) -> tuple[str, str | None, str | None] | None:
    asked = sa.select(readings.c.source, readings.c.item, readings.c.url).where(readings.c.doc == doc)
    row = connection.execute(asked.order_by(readings.c.number.desc()).limit(1)).first()
    return (row[0], row[1], row[2]) if row else None
