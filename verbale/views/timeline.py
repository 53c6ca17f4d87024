"""What happened and what is planned, in order of time: a row for each happening, not for each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.register.happenings import Happening, happenings
from verbale.register.parties import parties
from verbale.views import prose
from verbale.views.names import Names, states
from verbale.views.sheets import Column, Sheet
from verbale.views.wording import clean

SORTS = ("visit", "meeting", "summit", "call", "agreement", "event", "undertaking")
"""What a timeline shows unless it is asked for less; figures have a view of their own."""
KINDS = ("event", "relation", "commitment")
MOST = 1000
"""Documents whose other records are looked at."""
COLUMNS = (
    Column("date", "Date", "the days it is told of, at their own precision; the document's day where it has none", 17),
    Column("sort", "Kind", "visit, meeting, summit, call, agreement, event or undertaking", 11),
    Column("status", "Status", "what it has come to by the latest document", 11),
    Column("what", "What", "in words", 30),
    Column("earliest", "First day", "ISO 8601; the first day that any document gives"),
    Column("latest", "Last day", "ISO 8601; the last day that any document gives"),
    Column("parties", "Parties", "who takes part"),
    Column("course", "Course", "what it was and became, each with its day, or the day of the document"),
    Column("differs", "Told differently", "fields that documents give differently, each value with who published it"),
    Column("documents", "Documents", "how many documents tell of it"),
    Column("sources", "Sources", "publisher and date of each document"),
    Column("urls", "Links", "where the documents stand on the web"),
    Column("quote", "Quote", "the words of one of them"),
    Column("id", "Id", "id of the happening"),
    Column("records", "Records", "ids of its records"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its publisher and date in words, its title, its address on the web."""

    words: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A happening as a line. day: in words; said: it has no day of its own, this is that of the document."""

    happening: Happening
    day: str
    said: bool
    earliest: date | None
    latest: date | None
    what: str
    parties: tuple[str, ...]
    sources: tuple[Source, ...]
    course: str
    differs: tuple[str, ...]
    quote: str

    def cells(self) -> dict[str, Any]:
        """The row by the keys of `COLUMNS`."""
        h = self.happening
        return {
            "date": f"(said) {self.day}" if self.said else self.day, "sort": h.sort, "status": h.status,
            "what": self.what, "earliest": self.earliest, "latest": self.latest, "parties": self.parties,
            "course": self.course, "differs": self.differs, "documents": len(self.sources),
            "sources": [s.words for s in self.sources], "urls": [s.url for s in self.sources if s.url],
            "quote": self.quote, "id": h.id, "records": [k.id for k in h.records],
        }  # fmt: skip

    def json(self) -> dict[str, Any]:
        own = {"what": self.what, "date": self.day, "said": self.said, "course": self.course, "quote": self.quote}
        docs = [_document(k) for k in self.happening.records]
        return self.happening.json() | own | {"parties": list(self.parties), "statements": docs}


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows in order of time."""

    rows: tuple[Row, ...]
    documents: int

    def sheet(self) -> Sheet:
        return Sheet("timeline", COLUMNS, tuple(row.cells() for row in self.rows))


def _document(kept: Kept) -> dict[str, Any]:
    doc = kept.document
    return {"record": kept.id, "quote": kept.record.quote, "said_by": list(kept.record.said_by), "doc": doc.id,
            "title": doc.title, "publisher": doc.publisher, "date": doc.date.edtf if doc.date else None,
            "url": link(doc.url)}  # fmt: skip


def link(url: str | None) -> str | None:
    """An address of the web; nothing else is ever a link."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def timeline(register: Register, query: Query, sorts: Sequence[str] = SORTS) -> Timeline:
    """The happenings of a query as rows. Raises RegisterError.

    since, until: the happening touches these days, by the statements that do; a recollection touches what it recalls.
    """
    kinds = query.kinds or (KINDS if "figure" not in sorts else (*KINDS, "figure"))
    found = gathered(register, replace(query, kinds=kinds), sorts)
    made = [h for h in unrepeated(found) if inside(h, query.since, query.until)]
    name = called(register, made)
    return Timeline(tuple(row(h, name) for h in ranked(made)), len({k.document.id for h in made for k in h.records}))


def gathered(register: Register, query: Query, sorts: Sequence[str]) -> tuple[Happening, ...]:
    """The happenings that a record of the query tells of.

    Of two sides, what one of them says in a document on both counts too, though the sentence names the other no more.
    """
    found = register.select(query)
    documents = tuple(sorted({k.document.id for k in found}))
    if len(query.actors) < 2 or not documents or len(documents) > MOST:
        return happenings(found, sorts)
    either = frozenset(i for side in query.actors for i in ([side] if isinstance(side, str) else side))
    more = register.select(replace(query, actors=(either,), documents=documents, kinds=("commitment", "event")))
    own = {k.id for k in found}
    return happenings({k.id: k for k in (*found, *more)}.values(), sorts, own)


def unrepeated(made: Sequence[Happening]) -> list[Happening]:
    """Without plans that stand in the list as the undertaking of the same clause."""
    promised: dict[str, list[Kept]] = {}
    for h in made:
        for k in h.records if h.sort == "undertaking" else ():
            promised.setdefault(k.document.id, []).append(k)

    def again(k: Kept) -> bool:
        return any(p.record.span.overlaps(k.record.span) for p in promised.get(k.document.id, ()))

    return [h for h in made if h.sort != "event" or h.status == "held" or not all(again(k) for k in h.records)]


def called(register: Register, made: Iterable[Happening], *more: str) -> Names:
    """The names of all who take part."""
    ids = {who for h in made for k in h.records for who, _ in parties(k.record)}
    publishers = {k.document.publisher for h in made for k in h.records if k.document.publisher}
    return Names(register.names((ids | publishers | set(more)) - states().keys()))


def inside(happening: Happening, since: date | None, until: date | None) -> bool:
    """Whether its days, or where it has none those of its documents, touch the stretch."""
    first, last = ends(happening)
    before = since is not None and last is not None and last < since
    after = until is not None and first is not None and first > until
    undated = first is None and last is None and (since or until)
    return not (before or after or undated)


def ends(happening: Happening) -> tuple[date | None, date | None]:
    """First and last day: its own, else those of its documents. A time that is open at an end has one day."""
    if happening.times:
        first, last = happening.earliest, happening.latest
        return first or last, last or first
    said = [s.date for s in happening.history if s.date]
    return min(said, default=None), max(said, default=None)


def ranked(made: Iterable[Happening]) -> list[Happening]:
    return sorted(made, key=lambda h: (ends(h)[0] or date.max, ends(h)[1] or date.max, h.sort, h.id))


def row(happening: Happening, name: Names) -> Row:
    first, last = ends(happening)
    said = not happening.times
    words = prose.times(happening.times) or prose.day(first)
    chief = prose.chief(happening)
    who = dict.fromkeys(i for k in happening.records for i, p in parties(k.record) if p not in ("said_by", "dyad"))
    if happening.sort == "undertaking":
        who = dict.fromkeys(i for k in happening.records for n in ("holder", "toward")
                            for i in k.record.values.get(n) or ())  # fmt: skip
    return Row(
        happening, words, said, first, last, prose.line(happening, name),
        tuple(clean(name(i)) for i in who if not i.startswith("place:")), tuple(sources(happening.records, name)),
        prose.course(happening),
        tuple(differing(happening, name)), clean(chief.record.quote),
    )  # fmt: skip


def sources(records: Iterable[Kept], name: Names) -> Iterator[Source]:
    """Each document once."""
    docs = {k.document.id: k.document for k in records}
    for doc in docs.values():
        who = clean(name(doc.publisher)) if doc.publisher else clean(doc.source)
        yield Source(", ".join(filter(None, (who, prose.when(doc.date)))), clean(doc.title or ""), link(doc.url))


def differing(happening: Happening, name: Names) -> Iterator[str]:
    """The conflicts in words: each value with who published it."""
    for conflict in happening.conflicts:
        sides = [f"{value(s.value)} ({prose.listed(clean(name(p)) for p in s.publishers)})" for s in conflict.sides]
        yield f"{conflict.field}: {' / '.join(sides)}"
    if happening.open:
        yield f"open: {happening.open[0].reason}"


def value(found: Any) -> str:
    """A value of a conflict in words."""
    if isinstance(found, dict):
        return prose.amount(found)
    return prose.days(str(found)) or clean(str(found).removeprefix("place:").replace("-", " ").title())


def html(shown: Timeline, title: str, about: str) -> str:
    """A page with a plot that can be zoomed and the same rows as a table. Raises Unreadable without plotly."""
    from verbale.views import plots
    from verbale.views.pages import template

    page = template("timeline.html.j2")
    return page.render(rows=shown.rows, title=title, about=about, documents=shown.documents,
                       script=plots.script() if shown.rows else "", figure=_figure(shown))  # fmt: skip


def _figure(shown: Timeline) -> str:
    from verbale.views import plots

    lanes = [s for s in (*SORTS, "figure") if any(r.happening.sort == s and r.earliest for r in shown.rows)]
    traces = []
    for lane in lanes:
        rows = [r for r in shown.rows if r.happening.sort == lane and r.earliest]
        for ahead in (False, True):
            held = [r for r in rows if (r.happening.status in AHEAD) == ahead]
            if held:
                traces.append(_trace(lane, lanes, held, ahead))
    axis = {"type": "category", "categoryorder": "array", "categoryarray": list(reversed(lanes)), "fixedrange": True,
            "automargin": True}  # fmt: skip
    whole = plots.layout(120 + 62 * len(lanes), xaxis={"type": "date", "automargin": True}, yaxis=axis)
    return plots.figure([t for t in traces if t], whole | {"showlegend": False})


AHEAD = ("planned", "to be signed", "to be issued", "to enter into force", "promised", "repeated", "changed",
         "conditional")  # fmt: skip


def _trace(lane: str, lanes: Sequence[str], rows: Sequence[Row], ahead: bool) -> dict[str, Any]:
    from verbale.views import plots

    n = SORTS.index(lane) if lane in SORTS else len(SORTS)
    colour = plots.COLOURS[n % len(plots.COLOURS)]
    marker = {"size": 12, "symbol": f"{plots.MARKS[n % len(plots.MARKS)]}{'-open' if ahead else ''}", "color": colour,
              "line": {"width": 2, "color": colour}}  # fmt: skip
    label = [f"{plots.text(r.day)} · {plots.text(r.happening.status)}<br>{plots.wrapped(r.what)}" for r in rows]
    x, y = [_middle(r) for r in rows], [lane] * len(rows)
    reach = {"type": "data", "array": [_half(r) for r in rows], "thickness": 3, "width": 0, "color": colour}
    return {"type": "scatter", "mode": "markers", "name": lane, "x": x, "y": y, "text": label,
            "hovertemplate": "%{text}<extra></extra>", "marker": marker, "error_x": reach}  # fmt: skip


def _middle(found: Row) -> str:
    assert found.earliest
    last = found.earliest if found.said else found.latest or found.earliest
    return (found.earliest + timedelta(days=(last - found.earliest).days // 2)).isoformat()


def _half(found: Row) -> int:
    """Half the length of its time in milliseconds, which is how a plot measures days."""
    if found.said or found.earliest is None or found.latest is None:
        return 0
    return (found.latest - found.earliest).days * 43_200_000
