"""Decisions into the tables and out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from verbale.register.attaching import attach_decision, target
from verbale.register.decision import SEVERAL, Decision
from verbale.register.loading import chunks
from verbale.register.schema import attached, decisions, readings, records, targets

STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and where it stands now. records: for each target the id of the current record, None for none."""

    decision: Decision
    records: tuple[str | None, ...]

    @property
    def orphaned(self) -> bool:
        """Whether words that it was made on have no such record any more."""
        return None in self.records

    def json(self) -> dict[str, Any]:
        return self.decision.json() | {"records": list(self.records), "orphaned": self.orphaned}


def store(connection: sa.Connection, decision: Decision) -> bool:
    """Keep a decision and tie it to records; False where it is there already."""
    if connection.execute(sa.select(decisions.c.id).where(decisions.c.id == decision.id)).first():
        return False
    row = {n: getattr(decision, n) for n in ("id", "verb", "why", "field", "old", "new")}
    when = decision.made.strftime(STAMP)
    connection.execute(decisions.insert().values(person=decision.by, made=when, **row))
    for number, anchor in enumerate(decision.targets):
        plain = {k: v for k, v in anchor.json().items() if k != "span"}
        where = {"start": anchor.span.start, "stop": anchor.span.end}
        connection.execute(targets.insert().values(decision=decision.id, number=number, **plain, **where))
    attach_decision(connection, decision.id)
    return True


def loaded(connection: sa.Connection, ids: Iterable[str] | None = None) -> dict[str, Decision]:
    """Decisions by id, all or those, in the order in which they were made."""
    some: list[list[str] | None] = [None] if ids is None else list(chunks(sorted(ids)))
    found: dict[str, Decision] = {}
    for part in some:
        asked, anchors = sa.select(decisions), sa.select(targets).order_by(targets.c.decision, targets.c.number)
        if part is not None:
            asked, anchors = asked.where(decisions.c.id.in_(part)), anchors.where(targets.c.decision.in_(part))
        rows = connection.execute(anchors).mappings().all()
        found |= {row["id"]: _decision(row, rows) for row in connection.execute(asked).mappings()}
    return dict(sorted(found.items(), key=lambda item: (item[1].made, item[0])))


def _decision(row: sa.RowMapping, rows: Sequence[sa.RowMapping]) -> Decision:
    words = tuple(target(t) for t in rows if t["decision"] == row["id"])
    made = datetime.strptime(row["made"], STAMP).replace(tzinfo=UTC)
    return Decision(row["verb"], words, row["person"], made, row["why"], row["field"], row["old"], row["new"])


def decisions_there(connection: sa.Connection) -> bool:
    """Whether any record has been decided on."""
    return connection.execute(sa.select(attached.c.number).limit(1)).first() is not None


def on_records(
    connection: sa.Connection, numbers: Iterable[int] | None, known_on: date | None
) -> Mapping[tuple[int, int], list[Decision]]:
    """Decisions on records, by reading and number, of these readings or all; with `known_on` those made by its end."""
    if not decisions_there(connection):
        return {}
    asked = sa.select(attached.c.reading, attached.c.number, attached.c.decision)
    if numbers is None:
        rows = connection.execute(asked).all()
    else:
        parts = [asked.where(attached.c.reading.in_(part)) for part in chunks(sorted(numbers))]
        rows = [row for part in parts for row in connection.execute(part)]
    made = loaded(connection, {row[2] for row in rows}) if rows else {}
    found: dict[tuple[int, int], list[Decision]] = {}
    for reading, number, name in rows:
        if known_on is None or made[name].made.date() <= known_on:
            found.setdefault((reading, number), []).append(made[name])
    return found


def standing_now(connection: sa.Connection) -> list[Decided]:
    """All decisions with the current records they are tied to, in the order in which they were made."""
    asked = (
        sa.select(attached.c.decision, attached.c.target, records.c.id, readings.c.doc)
        .join(records, (records.c.reading == attached.c.reading) & (records.c.number == attached.c.number))
        .join(readings, (readings.c.number == attached.c.reading) & readings.c.current)
    )
    found: dict[tuple[str, int], dict[str, str]] = {}
    for name, number, record, doc in connection.execute(asked):
        found.setdefault((name, number), {})[doc] = record
    return [
        Decided(decision, tuple(_best(found.get((name, n), {}), t.doc) for n, t in enumerate(decision.targets)))
        for name, decision in loaded(connection).items()
    ]


def _best(by_doc: Mapping[str, str], doc: str) -> str | None:
    """The record in the document of the anchor, or else in the first other."""
    return by_doc.get(doc) or next((by_doc[other] for other in sorted(by_doc)), None)


def forget_words(connection: sa.Connection, docs: Sequence[str]) -> int:
    """Remove the words of documents, by id, from decisions; of how many targets.

    A decision on one record goes whole, and one on several where fewer than two are left.
    """
    gone = 0
    for part in chunks(docs):
        mine = targets.c.doc.in_(part)
        named = connection.execute(sa.select(targets.c.decision).where(mine).distinct()).scalars().all()
        gone += connection.execute(sa.delete(targets).where(mine)).rowcount
        left = sa.select(sa.func.count()).where(targets.c.decision == decisions.c.id).scalar_subquery()
        several = decisions.c.verb.in_(SEVERAL)
        gone_whole = sa.or_(left == 0, several & (left < 2))
        connection.execute(sa.delete(decisions).where(decisions.c.id.in_(named), gone_whole))
    return gone
