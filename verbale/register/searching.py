"""Words looked up in the index of the database, and where they stand in what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from verbale.core.span import Span
from verbale.register.asking import Query
from verbale.register.deciding import on_records
from verbale.register.indexing import CONFIGURATION, folded
from verbale.register.loading import AT_ONCE
from verbale.register.outcomes import applied
from verbale.register.queries import abouts, among, known, meeting
from verbale.register.rows import Hit, Kept, record
from verbale.register.schema import passages, readings, records
from verbale.register.words import LEFT, RIGHT, expression, marked, pieces

WIDTH = 32
"""Words of a snippet."""
LEAD = 8
"""Words of a snippet before the first that was looked for, where the stretch is longer."""
WORD = re.compile(r"\w+")
Places = dict[str, list[Span]]


def hits(connection: sa.Connection, words: str, limit: int, query: Query) -> list[Hit]:
    """The best stretches that hold the words; of those that overlap in one document, one."""
    wanted = pieces(words)
    if not wanted or limit <= 0:
        return []
    looked = _sqlite(wanted) if connection.dialect.name == "sqlite" else _postgresql(wanted)
    places = _asked_for(connection, query)
    found: list[Hit] = []
    taken: dict[int, list[Span]] = {}
    for row in connection.execute(_narrowed(looked, query, places)).mappings():
        span = Span(row["start"], row["stop"])
        if any(span.overlaps(other) for other in taken.get(row["reading"], ())):
            continue
        if places is not None and not any(span.overlaps(other) for other in places.get(row["doc"], ())):
            continue
        taken.setdefault(row["reading"], []).append(span)
        found.append(_hit(connection, row, span, wanted, query))
        if len(found) == limit:
            break
    return found


def _sqlite(wanted: Sequence[str]) -> sa.Select[Any]:
    word = sa.table("passage_words", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    matches = sa.text("passage_words MATCH :wanted").bindparams(wanted=expression(wanted))
    snippet = sa.func.snippet(sa.literal_column("passage_words"), 0, LEFT, RIGHT, "…", WIDTH).label("snippet")
    columns = (passages.c.reading, passages.c.start, passages.c.stop, passages.c.body, snippet)
    asked = sa.select(*columns).join_from(word, passages, passages.c.key == word.c.rowid)
    return asked.where(matches).order_by(word.c.rank, passages.c.key)


def _postgresql(wanted: Sequence[str]) -> sa.Select[Any]:
    asked = _asked(wanted)
    column: sa.ColumnClause[Any] = sa.literal_column("passages.words")
    columns = (passages.c.reading, passages.c.start, passages.c.stop, passages.c.body)
    chosen = sa.select(*columns).where(column.op("@@")(asked), sa.func.numnode(asked) > 0)
    ranked = sa.func.ts_rank_cd(column, asked, sa.literal_column("1")).desc()
    return chosen.order_by(ranked, passages.c.key).execution_options(stream_results=True, max_row_buffer=200)


def _asked(wanted: Sequence[str]) -> sa.ColumnElement[Any]:
    phrases = [sa.func.phraseto_tsquery(sa.literal_column(f"'{CONFIGURATION}'"), folded(p)) for p in wanted]
    asked: sa.ColumnElement[Any] = phrases[0]
    for phrase in phrases[1:]:
        asked = asked.op("&&")(phrase)
    return asked


def _narrowed(asked: sa.Select[Any], query: Query, places: Places | None) -> sa.Select[Any]:
    """Only in documents that meet the query, and where records are asked for, only in documents with such records."""
    asked = asked.join(readings, readings.c.number == passages.c.reading).add_columns(readings.c.doc)
    if places is not None and len(places) <= AT_ONCE:
        asked = asked.where(readings.c.doc.in_(sorted(places)))
    if query == Query():
        return asked
    plain = among(query).order_by(None).subquery("plain")
    return asked.where(readings.c.doc.in_(sa.select(plain.c.doc)))


def _asked_for(connection: sa.Connection, query: Query) -> Places | None:
    """Where the records that a query asks for stand, by document; None where it says nothing of records."""
    if not query.of_records:
        return None
    found: Places = {}
    asked, of = meeting(query, connection.dialect.name)
    for doc, start, stop in connection.execute(asked.add_columns(readings.c.doc, of.c.start, of.c.stop)):
        found.setdefault(doc, []).append(Span(start, stop))
    return found


def _hit(connection: sa.Connection, row: sa.RowMapping, span: Span, wanted: Sequence[str], query: Query) -> Hit:
    reading = row["reading"]
    document = abouts(connection, [reading])[reading][0]
    if "snippet" in row:
        text, highlights = marked(row["snippet"])
    else:
        text, highlights = snippet(row["body"], _places(connection, row["body"], wanted))
    return Hit(row["body"], span, document, text, highlights, _records(connection, document.id, span, query))


def _records(connection: sa.Connection, doc: str, span: Span, query: Query) -> tuple[str, ...]:
    """Ids of the records that lie inside, without those that a person rejected."""
    inside = (records.c.start >= span.start) & (records.c.stop <= span.end)
    asked = (
        sa.select(records.c.reading, records.c.number, records.c.id, records.c.body)
        .join(readings, readings.c.number == records.c.reading)
        .where(readings.c.doc == doc, known(query.known_on), inside)
        .order_by(records.c.number)
    )
    rows = connection.execute(asked).all()
    made = on_records(connection, {row.reading for row in rows}, query.known_on) if rows else {}
    rejected = {key for key, some in made.items() if _rejected(connection, key, rows, some)}
    return tuple(r.id for r in rows if query.rejected or (r.reading, r.number) not in rejected)


def _rejected(connection: sa.Connection, key: tuple[int, int], rows: Sequence[Any], made: Sequence[Any]) -> bool:
    row = next((r for r in rows if (r.reading, r.number) == key), None)
    if row is None:
        return False
    document = abouts(connection, [row.reading])[row.reading][0]
    return applied(Kept(row.id, record(row.body), document), made).rejected


def _places(connection: sa.Connection, body: str, wanted: Sequence[str]) -> list[Span]:
    """Where the words, or the phrases whole, stand in a stretch, by the lexemes of PostgreSQL's stemmer."""
    plain = folded(body)
    words = [(Span(*m.span()), m.group().lower()) for m in WORD.finditer(plain)]
    sought = [[w.lower() for w in WORD.findall(folded(piece))] for piece in wanted]
    stems = _stems(connection, {w for _, w in words}.union(*sought))
    forms = [stems[w] for _, w in words]
    found = (list(_runs(forms, [stems[w] for w in piece])) for piece in sought if piece)
    return sorted({words[a][0].cover(words[b - 1][0]) for runs in found for a, b in runs})


def _runs(forms: Sequence[str], piece: Sequence[str]) -> Iterator[tuple[int, int]]:
    size = len(piece)
    yield from ((at, at + size) for at in range(len(forms) - size + 1) if list(forms[at : at + size]) == list(piece))


def _stems(connection: sa.Connection, words: set[str]) -> dict[str, str]:
    asked = "SELECT w, (ts_lexize('verbale_stem', w))[1] FROM unnest(%s::text[]) AS w"
    return {w: stem or w for w, stem in connection.exec_driver_sql(asked, (sorted(words),))}


def snippet(body: str, places: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """A stretch of at most `WIDTH` words around the first place, with the places that lie in it."""
    words = [Span(*m.span()) for m in WORD.finditer(body)]
    if len(words) <= WIDTH:
        return body, tuple(places)
    first = next((i for i, w in enumerate(words) if places and w.overlaps(places[0])), 0)
    start = max(0, min(first - LEAD, len(words) - WIDTH))
    left = words[start].start if start else 0
    right = words[start + WIDTH - 1].end if start + WIDTH < len(words) else len(body)
    head, tail = "…" * bool(start), "…" * (right < len(body))
    by = len(head) - left
    inside = (Span(p.start + by, p.end + by) for p in places if left <= p.start and p.end <= right)
    return head + body[left:right] + tail, tuple(inside)
