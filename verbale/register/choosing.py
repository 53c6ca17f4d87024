"""Records that meet a query, with what persons decided on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from verbale.register.asking import Query
from verbale.register.conditions import meets
from verbale.register.deciding import decisions_there, on_records
from verbale.register.outcomes import applied
from verbale.register.queries import abouts, chosen, mended
from verbale.register.rows import Kept, record, unswept

MANY = 2_000
"""Readings from which on all decisions are looked at, not those on each reading."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record with its place in the store: the reading's number is in its document."""

    number: int
    kept: Kept

    @property
    def order(self) -> tuple[Any, ...]:
        """By date, those without one last, then in read and text order."""
        found, document = self.kept.record, self.kept.document
        when = found.time or document.date
        early = (when.earliest or when.latest) if when else None
        return (early is None, early or date.min, document.reading, found.span.start, self.number)


def select(connection: sa.Connection, query: Query) -> list[Chosen]:
    """In date, read and text order."""
    with unswept():
        rows = connection.execute(chosen(query, connection.dialect.name)).all()
        if not decisions_there(connection):
            return _bare(connection, rows)
        return _decided(connection, query, [*rows, *connection.execute(mended(query))])


def _bare(connection: sa.Connection, rows: Any) -> list[Chosen]:
    about = abouts(connection, {row.reading for row in rows})
    return [Chosen(row.number, Kept(row.id, record(row.body), *about[row.reading])) for row in rows]


def _decided(connection: sa.Connection, query: Query, rows: Any) -> list[Chosen]:
    unique = list({(row.reading, row.number): row for row in rows}.values())
    readings = {row.reading for row in unique}
    decided = on_records(connection, readings if len(readings) < MANY else None, query.known_on)
    found = [
        Chosen(c.number, applied(c.kept, decided.get((c.kept.document.reading, c.number), ())))
        for c in _bare(connection, unique)
    ]
    return sorted((c for c in found if _stays(query, c.kept)), key=lambda c: c.order)


def _stays(query: Query, kept: Kept) -> bool:
    """Rejected records go; a corrected one is looked at by its new values, and so is one found only by its old."""
    if kept.rejected and not query.rejected:
        return False
    return not (kept.decisions or kept.dispute) or meets(query, kept.record, kept.document)
