"""What the register asks of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from verbale.register.asking import Query, Side
from verbale.register.loading import chunks
from verbale.register.rows import ABOUT, About, Kept, Version, about, record
from verbale.register.schema import actors as parts
from verbale.register.schema import attached, decisions, readings, records

CONTEXT = 240
"""Characters of text that a record may be given on either side of its quote."""
SHOWN = [readings.c[n] for n in ("number", "doc", "current", "known_on", *(n for n in ABOUT if n != "id"))]
"""What of a reading its document is told by."""


def joined(*more: sa.Column[Any]) -> sa.Select[Any]:
    """Records with their documents."""
    place = records.c.number.label("place_in_reading")
    columns = (records.c.id.label("record"), records.c.body, place, *SHOWN, *more)
    return sa.select(*columns).join_from(records, readings, readings.c.number == records.c.reading)


def same(part: sa.FromClause, of: sa.FromClause = records) -> sa.ColumnElement[bool]:
    return (part.c.reading == of.c.reading) & (part.c.number == of.c.number)


def known(day: date | None) -> sa.ColumnElement[bool]:
    """The one reading of each document that counts: the current one, or the latest that was known on a day."""
    if day is None:
        return readings.c.current
    later = readings.alias("later")
    after = (later.c.doc == readings.c.doc) & (later.c.number > readings.c.number)
    return _by(readings, day) & ~sa.exists().where(after, _by(later, day))


def _by(made: sa.FromClause, day: date) -> sa.ColumnElement[bool]:
    return made.c.known_on.is_(None) | (made.c.known_on <= day)


def named(query: Query, dialect: str) -> sa.Subquery | None:
    """Places of the records that name everyone asked for, on the days asked for; None where nobody is asked for.

    The days stand beside the actors, so that one index answers for an actor and a stretch of days. It gives places in
    order, and SQLite merges two such lists, each of one actor, if it is asked for order; the limit, which is none,
    keeps it from passing over the order of a part (sqlite.org/lang_select.html).
    """
    sides: list[tuple[Side, str | None]] = [(side, None) for side in query.actors]
    sides += [(query.said_by, "said_by")] if query.said_by else []
    asked = [_side(ids, part, query) for ids, part in sides]
    if not asked:
        return None
    if len(asked) == 1:
        return asked[0].distinct().subquery("named")
    if dialect == "sqlite" and len(sides) == 2 and all(who.startswith("person:") for who in _ids(sides[0][0])):
        return asked[0].where(_there(*sides[1])).distinct().subquery("named")
    both = sa.intersect(*asked)
    if dialect == "sqlite" and all(len(_ids(side)) == 1 for side, _ in sides):
        both = both.order_by("reading", "number").limit(-1)
    return both.subquery("named")


def _ids(side: Side) -> list[str]:
    return [side] if isinstance(side, str) else sorted(side)


def _there(side: Side, part: str | None) -> sa.ColumnElement[bool]:
    """Whether the record names a side too: cheap where few are asked, as persons are named far less than states."""
    other = parts.alias("other")
    found = sa.select(other.c.actor).where(same(other, parts), other.c.actor.in_(_ids(side)))
    return (found.where(other.c.part == part) if part else found).exists()


def _side(side: Side, part: str | None, query: Query) -> sa.Select[Any]:
    ids = _ids(side)
    asked = sa.select(parts.c.reading, parts.c.number).where(parts.c.actor.in_(ids))
    if part:
        asked = asked.where(parts.c.part == part)
    if query.documents:
        there = sa.select(readings.c.number).where(readings.c.doc.in_(query.documents))
        asked = asked.where(parts.c.reading.in_(there))
    if query.since or query.until:
        asked = asked.where(parts.c.latest >= (query.since or date.min), parts.c.earliest <= (query.until or date.max))
    return asked


FOUND = ("reading", "number", "id", "body")
"""What of a record is fetched, first of all."""


def chosen(query: Query, dialect: str) -> sa.Select[Any]:
    """`FOUND` of the records that meet a query by what was read, in date, read and text order."""
    asked, of = meeting(query, dialect)
    early = sa.nulls_last(sa.func.coalesce(of.c.earliest, of.c.latest))
    order = (early, of.c.reading, of.c.start, of.c.number)
    return asked.add_columns(*(of.c[name] for name in FOUND)).order_by(*order)


def meeting(query: Query, dialect: str) -> tuple[sa.Select[Any], sa.FromClause]:
    """A selection, of no columns yet, with the joins and conditions of a query; and what stands for its records."""
    wanted = named(query, dialect)
    of, places = (records, records) if wanted is None else _reached(wanted, dialect)
    asked = sa.select().select_from(places)
    asked = asked.join(readings, readings.c.number == of.c.reading)
    lists: tuple[tuple[sa.ColumnElement[Any], tuple[str, ...]], ...] = (
        (of.c.kind if wanted is None else of.c.kind + "", query.kinds),
        (of.c.type, query.types),
        (of.c.status, query.statuses),
        (readings.c.publisher, query.publishers),
        (readings.c.doc, query.documents),
    )
    one_of = [column.in_(values) for column, values in lists if values]
    return asked.where(known(query.known_on), *one_of, *_on_days(of, query), *_about(of, query)), of


def _reached(wanted: sa.Subquery, dialect: str) -> tuple[sa.FromClause, sa.FromClause]:
    """What stands for the records, and its join to the places wanted, from which they are looked up one by one.

    SQLite does so by itself. PostgreSQL expects far more places than there are, since it cannot know how seldom two
    actors meet, and would rather read the whole table; `OFFSET 0` keeps it from joining in another way.
    """
    if dialect == "sqlite":
        return records, wanted.join(records, same(wanted))
    each = sa.select(records).where(same(wanted)).offset(sa.literal_column("0")).lateral("reached")
    return each, wanted.join(each, sa.true())


def _on_days(of: sa.FromClause, query: Query) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions on the days; an end that stays open touches everything on its side."""
    if query.since or query.until:
        yield of.c.dated
    yield from touching(of, query.since, query.until)
    if query.as_of:
        yield of.c.begins <= query.as_of
        yield of.c.ends >= query.as_of


def touching(table: sa.FromClause, since: date | None, until: date | None) -> Iterator[sa.ColumnElement[bool]]:
    if since:
        yield table.c.latest.is_(None) | (table.c.latest >= since)
    if until:
        yield table.c.earliest.is_(None) | (table.c.earliest <= until)


def _about(of: sa.FromClause, query: Query) -> Iterator[sa.ColumnElement[bool]]:
    if query.topics:
        yield sa.or_(*(of.c.topics.contains(f"|{topic}|", autoescape=True) for topic in query.topics))


def mended(query: Query) -> sa.Select[Any]:
    """Every record that a person corrected, in the readings that count: what is asked may hold of it now."""
    asked = sa.select(*(records.c[name] for name in FOUND)).where(
        sa.tuple_(records.c.reading, records.c.number).in_(
            sa.select(attached.c.reading, attached.c.number)
            .join(decisions, decisions.c.id == attached.c.decision)
            .where(decisions.c.verb == "correct")
        )
    )
    return asked.join(readings, readings.c.number == records.c.reading).where(known(query.known_on))


def among(query: Query) -> sa.Select[Any]:
    """The readings whose documents meet a query that says nothing of records."""
    one_of = [c.in_(v) for c, v in ((readings.c.publisher, query.publishers), (readings.c.doc, query.documents)) if v]
    days = [day for day in (query.until, query.as_of) if day]
    asked = tuple(touching(readings, query.since, min(days, default=None)))
    placed = (readings.c.earliest.isnot(None) | readings.c.latest.isnot(None),) if asked else ()
    return sa.select(*SHOWN).where(known(query.known_on), *one_of, *asked, *placed).order_by(readings.c.number)


def abouts(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, tuple[About, bool]]:
    """Documents by the number of the reading, and whether that reading is current."""
    found: dict[int, tuple[About, bool]] = {}
    for part in chunks(sorted(numbers)):
        rows = connection.execute(sa.select(*SHOWN).where(readings.c.number.in_(part))).mappings()
        found |= {row["number"]: (about(row), row["current"]) for row in rows}
    return found


def kept(row: sa.RowMapping, text: str = "") -> Kept:
    found = record(row["body"])
    start, stop = found.span.start, found.span.end
    before, after = text[max(0, start - CONTEXT) : start], text[stop : stop + CONTEXT]
    return Kept(row["record"], found, about(dict(row)), row["current"], before, after)


def versions(connection: sa.Connection, wanted: Kept) -> list[Version]:
    """What every reading of the record's document has at its words."""
    read = wanted.original or wanted.record
    mine = sa.select(*SHOWN).where(readings.c.doc == wanted.document.id).order_by(readings.c.number)
    there = joined().where(readings.c.doc == wanted.document.id, records.c.kind == read.kind)
    at = (records.c.id == wanted.id) | ((records.c.start == read.span.start) & (records.c.stop == read.span.end))
    found: dict[int, list[Kept]] = {}
    for row in connection.execute(there.where(at).order_by(records.c.number)).mappings():
        found.setdefault(row["number"], []).append(kept(row))
    made = [about(row) for row in connection.execute(mine).mappings()]
    return list(_told(made, {n: _nearest(wanted, some) for n, some in found.items()}))


def _nearest(wanted: Kept, found: list[Kept]) -> Kept:
    return next((k for k in found if k.id == wanted.id), found[0])


def _told(made: list[About], found: dict[int, Kept]) -> Iterator[Version]:
    last: Kept | None = None
    first = True
    for reading in made:
        now = found.get(reading.reading)
        if now is None and first:
            continue
        yield Version(reading, "read" if first else _moved(last, now), now)
        last, first = now, False


def _moved(last: Kept | None, now: Kept | None) -> str:
    if now is None:
        return "gone"
    if last is None:
        return "back"
    return "same" if last.record == now.record else "changed"
