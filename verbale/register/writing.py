"""A reading as rows: what is worked out before the store is locked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.register.encoding import ascii_dumps
from verbale.register.naming import written
from verbale.register.parties import parties
from verbale.register.rows import storable
from verbale.register.schema import FIRST, LAST
from verbale.register.times import stretch

Row = tuple[Any, ...]
WORDS = ("source", "item", "title", "publisher", "place", "url", "language", "genre")
OUTSIDE = (LAST, FIRST)
"""The ends of what has no place in time: they touch no day."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "documents": ("id", "text"),
    "readings": ("number", "doc", "current", "digest", "known_on", *WORDS, "date", "earliest", "latest", "dating",
                 "notes", "counts"),
    "turns": ("reading", "number", "start", "stop", "role", "label", "answers", "speakers"),
    "records": ("reading", "number", "id", "kind", "type", "status", "start", "stop", "quote", "dated", "earliest",
                "latest", "body", "begins", "ends", "topics"),
    "actors": ("reading", "number", "actor", "part", "earliest", "latest"),
    "names": ("reading", "actor", "name", "times"),
    "refusals": ("reading", "number", "start", "stop", "reason", "detail"),
    "passages": ("reading", "start", "stop", "body"),
}  # fmt: skip
"""The columns of each table in the order of the rows, tables in the order in which they are filled."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of one reading, all but the reading's number, which the store gives and each row starts with.

    mark: a hash of all that the reading says; two readings with the same mark are the same.
    """

    doc: str
    source: str
    text: str
    mark: str
    reading: Row
    rows: Mapping[str, Sequence[Row]]


def prepare(reading: Reading, known_on: date | None) -> Prepared:
    """The rows of a reading. known_on: the day it was learnt."""
    plain = [record.json() for record in reading.records]
    bodies = [ascii_dumps(record) for record in plain]
    about, doc = _about(reading), reading.document
    mark = _mark(reading, about, bodies)
    whole = tuple(storable(about[name]) if about[name] else about[name] for name in WORDS)
    parts = tuple(ascii_dumps(about[name]) for name in ("dating", "notes", "counts"))
    when = ascii_dumps(about["date"]) if about["date"] else None
    known = known_on.isoformat() if known_on else None
    row = (doc.id, True, mark, known, *whole, when, *_days(doc.date), *parts)
    return Prepared(doc.id, whole[0], storable(doc.text), mark, row, _tables(reading, [p["id"] for p in plain], bodies))


def _tables(reading: Reading, ids: Sequence[str], bodies: Sequence[str]) -> dict[str, Sequence[Row]]:
    recorded = list(enumerate(reading.records))
    return {
        "turns": list(_turns(reading)),
        "records": [(n, ids[n], *_record(reading, r, bodies[n])) for n, r in recorded],
        "actors": [(n, *row) for n, r in recorded for row in cast(r, r.time or reading.document.date)],
        "names": [(who, storable(name), times) for (who, name), times in sorted(written(reading).items())],
        "refusals": [(n, *_ends(r.span), r.reason, storable(r.detail)) for n, r in enumerate(reading.refusals)],
        "passages": list(_passages(reading)),
    }


def _mark(reading: Reading, about: Mapping[str, Any], bodies: Sequence[str]) -> str:
    """A hash of all that a reading would store: of the JSON of the whole, put together from what is at hand."""
    refused = [(r.span.json(), r.reason, r.detail) for r in reading.refusals]
    said = [(t.index, t.span.json(), t.role, t.label, t.answers) for t in reading.turns]
    known = {n: storable(v) if n in WORDS and v else v for n, v in about.items()}
    whole = (ascii_dumps(known), f"[{', '.join(bodies)}]", ascii_dumps(refused), ascii_dumps(said))
    return digest(f"[{', '.join(whole)}]", reading.document.text)


def _about(reading: Reading) -> dict[str, Any]:
    doc = reading.document
    row: dict[str, Any] = {name: getattr(doc, name) for name in WORDS}
    row |= {"date": doc.date.json() if doc.date else None, "notes": list(reading.notes)}
    return row | {"counts": dict(reading.counts), "dating": [[why, when.json()] for why, when in reading.dating]}


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(when: Interval | None) -> tuple[str | None, str | None]:
    return (_iso(when.earliest), _iso(when.latest)) if when else (None, None)


def _turns(reading: Reading) -> Iterator[Row]:
    for number, turn in enumerate(reading.turns):
        label = storable(turn.label) if turn.label else None
        speakers = ascii_dumps(list(reading.speakers.get(turn.index, ())))
        yield number, *_ends(turn.span), turn.role, label, turn.answers, speakers


def _record(reading: Reading, record: Record, body: str) -> Row:
    when, shape = record.time or reading.document.date, record.values.get("type")
    sort = shape if isinstance(shape, str) else None
    head = (record.kind, sort, record.status, *_ends(record.span), storable(record.quote))
    return *head, when is not None, *_days(when), body, *holding(record, reading.document.date), topics(record)


def holding(record: Record, dated: Interval | None) -> tuple[str, str]:
    """First and last day on which it holds, in the way of columns that are looked up."""
    found = stretch(record, dated)
    return closed(found.begins, found.ends) if found else OUTSIDE


def closed(first: date | None, last: date | None) -> tuple[str, str]:
    return first.isoformat() if first else FIRST, last.isoformat() if last else LAST


def topics(record: Record) -> str:
    return f"|{'|'.join(record.topics)}|" if record.topics else ""


def cast(record: Record, when: Interval | None) -> Iterator[tuple[str, str, str, str]]:
    """(actor, part, first and last day) of everyone in a record; whose office it gives has the part "office" too."""
    days = closed(when.earliest, when.latest) if when else OUTSIDE
    office = record.kind == "relation" and record.values.get("type") == "office"
    for who, part in parties(record):
        yield who, part, *days
        if office and part == "object":
            yield who, "office", *days


def _passages(reading: Reading) -> Iterator[Row]:
    """Every sentence, and every quote that reaches beyond one, each stretch once."""
    text, lines = reading.document.text, sorted({line.span for line in reading.lines})
    starts = [line.start for line in lines]
    quotes = {r.span for r in reading.records if not _inside(r.span, lines, starts)}
    whole = {*lines, *quotes} or ({Span(0, len(text))} if text else set())
    return ((*_ends(span), storable(span.of(text))) for span in sorted(whole))


def _inside(span: Span, lines: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and lines[at].contains(span)
