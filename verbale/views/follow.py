"""The undertakings register: who undertook what towards whom and by when, and what later texts say of it.

In the shape of the compliance reports of the G7 and G20 Research Groups: a commitment a row, its text, its date, and
how it stands. What documents do not tell is "no later word", never failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.register.happenings import Happening
from verbale.views import prose
from verbale.views.names import Names
from verbale.views.sheets import Column, Sheet
from verbale.views.timeline import Source, called, gathered, link, sources
from verbale.views.wording import clean

KINDS = ("commitment", "event", "figure")
STANDS = {"promised": "no later word", "repeated": "repeated", "changed": "changed", "done": "reported done",
          "dropped": "dropped"}  # fmt: skip
"""How an undertaking stands, as a reader is told."""
COLUMNS = (
    Column("number", "No.", "number of the row", 3),
    Column("holder", "Who", "who undertook it", 13),
    Column("toward", "To whom", "towards whom, where the text names one"),
    Column("what", "What", "what is undertaken, in the words of the latest text that states it", 28),
    Column("due", "By when", "the deadline, in words", 10),
    Column("deadline", "Deadline", "the deadline of the latest text, EDTF"),
    Column("checkable", "Checkable", "checkable: one can tell later if it was done; vague: one cannot"),
    Column("why", "Why", "what makes it so: its deadline, date, number, or the act that can be seen to happen"),
    Column("conditions", "Conditions", "what it hangs on, in the words of the text"),
    Column("modality", "Modality", "shall, will, agreed, committed, ready, willing or intends"),
    Column("first", "First said", "day of the first document that states it, ISO 8601"),
    Column("stands", "How it stands", "no later word, repeated, changed, reported done or dropped", 13),
    Column("later", "What later texts say", "each later statement with its document's day", 0),
    Column("overdue", "Day has passed", "its deadline had gone by the latest document, and none tells how it ended"),
    Column("said_by", "Said by", "who said it first"),
    Column("sources", "Sources", "publisher and date of each document"),
    Column("urls", "Links", "where the documents stand on the web"),
    Column("quote", "Quote", "the words in which it was first said"),
    Column("id", "Id", "id of the undertaking"),
    Column("records", "Records", "ids of its records"),
)


@dataclass(frozen=True, slots=True)
class Later:
    """What a later text says. words: the day, the step and what it gives."""

    words: str
    quote: str
    source: Source


@dataclass(frozen=True, slots=True)
class Row:
    """An undertaking. checkable: "checkable", "vague" or nothing where that is not known."""

    happening: Happening
    number: int
    holder: tuple[str, ...]
    toward: tuple[str, ...]
    what: str
    due: str
    deadline: str
    checkable: str
    why: str
    conditions: tuple[str, ...]
    modality: str
    first: date | None
    stands: str
    later: tuple[Later, ...]
    overdue: bool
    said_by: tuple[str, ...]
    sources: tuple[Source, ...]
    quote: str

    def cells(self) -> dict[str, Any]:
        """The row by the keys of `COLUMNS`."""
        plain = {n: getattr(self, n) for n in ("number", "holder", "toward", "what", "due", "deadline", "checkable",
                 "why", "conditions", "modality", "first", "overdue", "said_by", "quote")}  # fmt: skip
        late = f"{self.stands}; its day has passed" if self.overdue else self.stands
        return plain | {
            "stands": late, "later": [w.words for w in self.later], "sources": [s.words for s in self.sources],
            "urls": [s.url for s in self.sources if s.url], "id": self.happening.id,
            "records": [k.id for k in self.happening.records],
        }  # fmt: skip

    def json(self) -> dict[str, Any]:
        out = self.happening.json() | self.cells() | {"stands": self.stands, "first": self.first}
        out["later"] = [{"words": w.words, "quote": w.quote, "url": w.source.url} for w in self.later]
        return out | {"kind": "undertaking"}


@dataclass(frozen=True, slots=True)
class Undertakings:
    """Rows by first day. latest: the day of the latest document, by which a deadline has gone or not."""

    rows: tuple[Row, ...]
    documents: int
    latest: date | None

    def sheet(self) -> Sheet:
        return Sheet("undertakings", COLUMNS, tuple(row.cells() for row in self.rows))


def follow(register: Register, query: Query, status: Sequence[str] = (), checkable: bool | None = None) -> Undertakings:
    """The undertakings that a query's records tell of. Raises RegisterError.

    since, until: one of its statements was made in these days. status: only those that came to one of these.
    checkable: only those that are, or only those that are not.
    """
    found = gathered(register, replace(query, since=None, until=None, kinds=KINDS), ("undertaking", "figure"))
    sums = amounts(k for h in found if h.sort == "figure" for k in h.records)
    held = [h for h in found if h.sort == "undertaking" and _said(h, query.since, query.until)]
    held = [h for h in held if not status or h.status in status]
    latest = query.as_of or max((s.date for h in found for s in h.history if s.date), default=None)
    name = called(register, held)
    rows = [row(h, n, name, sums, latest) for n, h in enumerate(sorted(held, key=_first), 1)]
    if checkable is not None:
        rows = [r for r in rows if r.checkable == ("checkable" if checkable else "vague")]
        rows = [replace(r, number=n) for n, r in enumerate(rows, 1)]
    return Undertakings(tuple(rows), len({k.document.id for r in rows for k in r.happening.records}), latest)


def _said(happening: Happening, since: date | None, until: date | None) -> bool:
    days = [s.date for s in happening.history if s.date]
    if not days:
        return since is None and until is None
    return any((since is None or d >= since) and (until is None or d <= until) for d in days)


def _first(happening: Happening) -> tuple[date, str]:
    return next((s.date for s in happening.history if s.date), date.max), happening.id


def amounts(records: Iterable[Kept]) -> dict[str, list[Kept]]:
    """Planned sums by document."""
    out: dict[str, list[Kept]] = {}
    for kept in records:
        if kept.record.status == "planned":
            out.setdefault(kept.document.id, []).append(kept)
    return out


def row(h: Happening, number: int, name: Names, sums: Mapping[str, list[Kept]], latest: date | None) -> Row:
    stated = [k for k in h.records if k.record.kind == "commitment"]
    given = [k for k in stated if not _gives_up(h, k)] or stated
    last, first = given[-1], given[0]
    v = last.record.values
    holders = dict.fromkeys(i for k in given for i in k.record.values.get("holder") or ())
    toward = dict.fromkeys(i for k in given for i in k.record.values.get("toward") or () if i not in holders)
    deadline = str(v.get("deadline") or "")
    began = next((s.date for s in h.history if s.date), None)
    return Row(
        h, number, tuple(clean(name(i)) for i in holders), tuple(clean(name(i)) for i in toward),
        prose.capital(clean(str(v.get("action") or last.record.quote))), prose.due(deadline), deadline,
        *checked(stated), tuple(conditions(last)), clean(str(v.get("modality") or "")), began,
        STANDS[h.status], tuple(later(h, name, sums)), overdue(h, deadline, latest),
        tuple(clean(name(i)) for i in first.record.said_by), tuple(sources(h.records, name)),
        clean(first.record.quote),
    )  # fmt: skip


def _gives_up(h: Happening, kept: Kept) -> bool:
    return any(s.record == kept.id and s.status == "dropped" for s in h.history)


def checked(stated: Sequence[Kept]) -> tuple[str, str]:
    """Whether the latest text makes it checkable, and why; nothing where none says so."""
    graded = [k.record.values for k in stated if k.record.values.get("grade")]
    return (clean(str(graded[-1]["grade"])), clean(str(graded[-1].get("reason") or ""))) if graded else ("", "")


def conditions(kept: Kept) -> Iterator[str]:
    """What an undertaking hangs on, in its words."""
    for found in kept.record.values.get("conditions") or ():
        if isinstance(found, Mapping) and found.get("text"):
            yield clean(str(found["text"]))


def overdue(h: Happening, deadline: str, latest: date | None) -> bool:
    """Its last day had gone when the latest document came out, and nothing tells how it ended."""
    from verbale.facts import edtf

    try:
        found = edtf.parse(deadline) if deadline else None
    except ValueError:
        return False
    end = found.latest if found else None
    return bool(end and latest and end < latest and h.status not in ("done", "dropped"))


def later(h: Happening, name: Names, sums: Mapping[str, list[Kept]]) -> Iterable[Later]:
    """Every step behind the first, in the order of the documents."""
    by = {k.id: k for k in h.records}
    before = summed(by[h.history[0].record], sums) if h.history[0].record in by else ""
    for step in h.history[1:]:
        kept = by[step.record]
        doc = kept.document
        source = next(iter(sources([kept], name)), Source("", "", link(doc.url)))
        now = summed(kept, sums)
        gives = [now if step.status == "changed" and now != before else "", _until(step.detail, step.status)]
        what = f"{step.status}: {', '.join(filter(None, gives))}" if any(gives) else step.status
        before = now or before
        yield Later(f"{prose.day(step.date) or 'undated'}, {what} ({clean(source.words.split(',')[0])})",
                    clean(kept.record.quote), source)  # fmt: skip


def _until(detail: str, status: str) -> str:
    if status == "done":
        return prose.days(detail)
    return prose.due(detail.rpartition("by ")[2]) if status == "changed" and "by " in detail else ""


def summed(kept: Kept, sums: Mapping[str, list[Kept]]) -> str:
    """The sum that stands in the words of an undertaking."""
    inside = [s for s in sums.get(kept.document.id, ()) if s.record.span.overlaps(kept.record.span)]
    return prose.amount(inside[0].record.values) if inside else ""


def html(shown: Undertakings, title: str, about: str) -> str:
    """A page with a row for each undertaking; nothing in it is a script."""
    from verbale.views.pages import template

    return template("follow.html.j2").render(
        rows=shown.rows, title=title, about=about, latest=prose.day(shown.latest), script="", figure="",
        counts=[(s, sum(r.stands == s for r in shown.rows)) for s in STANDS.values()],
    )  # fmt: skip
