"""What the register asks of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from verbale.core.span import Span
from verbale.register.asking import Query, Side
from verbale.register.rows import Hit, Kept, about, record
from verbale.register.schema import actors as parts
from verbale.register.schema import passages, readings, records
from verbale.register.words import LEFT, RIGHT, marked

CONTEXT = 240
"""Characters of text that a record may be given on either side of its quote."""


def joined(*more: sa.Column[Any]) -> sa.Select[Any]:
    columns = (records.c.id.label("record"), records.c.body, *readings.c, *more)
    return sa.select(*columns).join_from(records, readings, readings.c.number == records.c.reading)


def current() -> sa.Select[Any]:
    return joined().where(readings.c.current)


def same(part: sa.FromClause) -> sa.ColumnElement[bool]:
    return (part.c.reading == records.c.reading) & (part.c.number == records.c.number)


def has(side: Side) -> sa.ColumnElement[bool]:
    ids = [side] if isinstance(side, str) else sorted(side)
    return sa.exists().where(
        parts.c.reading == records.c.reading, parts.c.number == records.c.number, parts.c.actor.in_(ids)
    )


def chosen(query: Query) -> sa.Select[Any]:
    """The records that meet a query, by the readings that are current."""
    lists: tuple[tuple[sa.ColumnElement[Any], tuple[str, ...]], ...] = (
        (records.c.kind, query.kinds),
        (records.c.type, query.types),
        (records.c.status, query.statuses),
        (readings.c.publisher, query.publishers),
        (readings.c.doc, query.documents),
    )
    one_of = [column.in_(values) for column, values in lists if values]
    return current().where(*(has(side) for side in query.actors), *one_of, *within(query.since, query.until))


def within(since: date | None, until: date | None) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions on the days; an end that stays open touches everything on its side."""
    if since or until:
        yield records.c.dated
    if since:
        yield records.c.latest.is_(None) | (records.c.latest >= since)
    if until:
        yield records.c.earliest.is_(None) | (records.c.earliest <= until)


def kept(row: sa.RowMapping, text: str = "") -> Kept:
    found = record(row["body"])
    start, stop = found.span.start, found.span.end
    before, after = text[max(0, start - CONTEXT) : start], text[stop : stop + CONTEXT]
    return Kept(row["record"], found, about(dict(row)), row["current"], before, after)


def hits(connection: sa.Connection, wanted: str, limit: int) -> list[Hit]:
    word = sa.table("passage_words", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    matches = sa.text("passage_words MATCH :wanted").bindparams(wanted=wanted)
    snippet = sa.func.snippet(sa.literal_column("passage_words"), 0, LEFT, RIGHT, "…", 32).label("snippet")
    chosen = (
        sa.select(*readings.c, passages.c.start, passages.c.stop, passages.c.body, snippet)
        .join_from(word, passages, passages.c.key == word.c.rowid)
        .join(readings, readings.c.number == passages.c.reading)
        .where(matches)
        .order_by(word.c.rank, passages.c.key)
    )
    found: list[Hit] = []
    for row in connection.execute(chosen).mappings():
        span = Span(row["start"], row["stop"])
        if not any(h.document.reading == row["number"] and h.span.overlaps(span) for h in found):
            found.append(_hit(connection, row, span))
        if len(found) == limit:
            break
    return found


def _hit(connection: sa.Connection, row: sa.RowMapping, span: Span) -> Hit:
    inside = (records.c.start >= row["start"]) & (records.c.stop <= row["stop"])
    ids = sa.select(records.c.id).where(records.c.reading == row["number"], inside).order_by(records.c.number)
    text, highlights = marked(row["snippet"])
    return Hit(row["body"], span, about(row), text, highlights, tuple(connection.execute(ids).scalars()))
