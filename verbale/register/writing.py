"""A reading as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from verbale.core.ids import digest
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.register import schema
from verbale.register.encoding import ascii_dumps
from verbale.register.naming import written
from verbale.register.parties import parties
from verbale.register.rows import storable

Row = dict[str, Any]


def write(connection: sa.Connection, reading: Reading, known_on: date | None) -> bool:
    """Store a reading in the caller's transaction; False where the current one says exactly the same.

    The reading before it stays, without its place in the word index.
    """
    mark, current = _mark(reading), schema.readings.c.current
    mine = (schema.readings.c.doc == reading.document.id) & current
    if connection.execute(sa.select(schema.readings.c.digest).where(mine)).scalar() == mark:
        return False
    old = connection.execute(sa.select(schema.readings.c.number).where(mine)).scalar()
    if old is not None:
        connection.execute(sa.update(schema.readings).where(schema.readings.c.number == old).values(current=False))
        connection.execute(sa.delete(schema.passages).where(schema.passages.c.reading == old))
    else:
        text = storable(reading.document.text)
        connection.execute(schema.documents.insert().values(id=reading.document.id, text=text))
    _rows(connection, reading, _enter(connection, reading, mark, known_on))
    return True


def _mark(reading: Reading) -> str:
    """A hash of all that a reading would store."""
    doc = reading.document
    refused = [(r.span.json(), r.reason, r.detail) for r in reading.refusals]
    said = [(t.index, t.span.json(), t.role, t.label, t.answers) for t in reading.turns]
    return digest(ascii_dumps([_about(reading), [r.json() for r in reading.records], refused, said]), doc.text)


def _about(reading: Reading) -> Row:
    doc = reading.document
    row: Row = {
        name: storable(value) if value else value
        for name in ("source", "item", "title", "publisher", "place", "url", "language", "genre")
        for value in (getattr(doc, name),)
    }
    row |= {"date": doc.date.json() if doc.date else None, "notes": list(reading.notes)}
    return row | {"counts": dict(reading.counts), "dating": [[why, when.json()] for why, when in reading.dating]}


def _enter(connection: sa.Connection, reading: Reading, mark: str, known_on: date | None) -> int:
    """The row of the reading itself; its number."""
    when = reading.document.date
    days = {"earliest": when.earliest if when else None, "latest": when.latest if when else None}
    row = _about(reading) | days | {"doc": reading.document.id, "current": True, "digest": mark, "known_on": known_on}
    key = connection.execute(schema.readings.insert().values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _rows(connection: sa.Connection, reading: Reading, number: int) -> None:
    tables: tuple[tuple[sa.Table, Iterator[Row]], ...] = (
        (schema.turns, _turns(reading)),
        (schema.records, (_record(reading, r) | {"number": i} for i, r in enumerate(reading.records))),
        (schema.actors, _actors(reading)),
        (schema.names, _names(reading)),
        (schema.refusals, _refusals(reading)),
        (schema.passages, _passages(reading)),
    )
    for table, rows in tables:
        if filled := [row | {"reading": number} for row in rows]:
            connection.execute(table.insert(), filled)


def _ends(span: Span) -> Row:
    return {"start": span.start, "stop": span.end}


def _turns(reading: Reading) -> Iterator[Row]:
    for number, turn in enumerate(reading.turns):
        label = storable(turn.label) if turn.label else None
        row: Row = {"number": number, "role": turn.role, "label": label, "answers": turn.answers}
        yield row | {"speakers": list(reading.speakers.get(turn.index, ()))} | _ends(turn.span)


def _record(reading: Reading, record: Record) -> Row:
    when, shape = record.time or reading.document.date, record.values.get("type")
    row: Row = {"id": record.id, "kind": record.kind, "type": shape if isinstance(shape, str) else None}
    row |= {"status": record.status, "quote": storable(record.quote), "body": record.json()}
    days = {"earliest": when.earliest if when else None, "latest": when.latest if when else None}
    return row | days | {"dated": when is not None} | _ends(record.span)


def _actors(reading: Reading) -> Iterator[Row]:
    for number, record in enumerate(reading.records):
        yield from ({"number": number, "actor": who, "part": part} for who, part in parties(record))


def _names(reading: Reading) -> Iterator[Row]:
    for (who, name), times in sorted(written(reading).items()):
        yield {"actor": who, "name": storable(name), "times": times}


def _refusals(reading: Reading) -> Iterator[Row]:
    for number, refusal in enumerate(reading.refusals):
        yield {"number": number, "reason": refusal.reason, "detail": storable(refusal.detail)} | _ends(refusal.span)


def _passages(reading: Reading) -> Iterator[Row]:
    """Every sentence, and every quote that reaches beyond one, each stretch once."""
    text, lines = reading.document.text, sorted({line.span for line in reading.lines})
    starts = [line.start for line in lines]
    quotes = {r.span for r in reading.records if not _inside(r.span, lines, starts)}
    whole = {*lines, *quotes} or ({Span(0, len(text))} if text else set())
    return ({"body": storable(span.of(text))} | _ends(span) for span in sorted(whole))


def _inside(span: Span, lines: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and lines[at].contains(span)
