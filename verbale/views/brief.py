"""What the register holds on two sides, for one who is about to meet one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from verbale.core.interval import Interval
from verbale.register import Kept, Register
from verbale.register.parties import parties
from verbale.views.names import Names
from verbale.views.pages import template
from verbale.views.wording import clean, gist, sayers, when

MEETINGS = frozenset({"visit", "meeting", "summit", "call"})
TREATIES = frozenset({"signing", "entry-into-force", "issue"})


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the words, who said them, and the document they stand in.

    said_by: nothing where it is the publisher alone. url: only of the web.
    """

    number: int
    quote: str
    said_by: str
    title: str
    source: str
    publisher: str
    date: str
    url: str | None
    record: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a brief: when it was, what, and the numbers of the notes that carry it.

    said: the date of the latest document that says it, for what has no time of its own.
    """

    when: str
    said: str
    what: str
    status: str
    notes: tuple[int, ...]
    past: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Two sides, their last meeting, and all that is held on them, each line with its notes.

    latest: the day of the latest document used, which is as far as the brief can know.
    """

    sides: tuple[str, str]
    ids: tuple[str, str]
    last: Entry | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    documents: int
    earliest: date | None
    latest: date | None


def _event(kept: Kept) -> str:
    return str(kept.record.values.get("type")) if kept.record.kind == "event" else ""


def _done(kept: Kept) -> bool:
    return kept.record.status != "planned"


SECTIONS: tuple[tuple[str, str, Callable[[Kept], bool]], ...] = (
    ("meetings", "Visits and meetings", lambda k: _done(k) and _event(k) in MEETINGS),
    ("ties", "Agreements and ties", lambda k: _done(k) and (_tie(k) or _event(k) in TREATIES)),
    ("figures", "Figures", lambda k: k.record.kind == "figure"),
    ("positions", "Positions", lambda k: k.record.kind == "stance"),
    ("undertakings", "Undertakings", lambda k: k.record.kind == "commitment"),
    ("events", "Other events", lambda k: _done(k) and bool(_event(k)) and _event(k) not in MEETINGS | TREATIES),
    ("phrases", "Set phrases", lambda k: k.record.kind == "phrase"),
    ("planned", "What is planned", lambda k: not _done(k) and (bool(_event(k)) or _tie(k))),
    ("offices", "Who holds office", lambda k: k.record.kind == "relation" and _office(k)),
)
"""Name, title, and which records belong; in the order of the page."""


def _office(kept: Kept) -> bool:
    return kept.record.values.get("type") == "office"


def _tie(kept: Kept) -> bool:
    return kept.record.kind == "relation" and not _office(kept)


def brief(register: Register, a: str, b: str) -> Brief:
    """The brief on two actor ids. Persons who hold an office of a side count as that side.

    Raises RegisterError.
    """
    teams = tuple(frozenset({side}) | register.officers(side) for side in (a, b))
    found = [k for k in register.records(actors=teams) if _between(k, teams)]
    found += _offices(register, found, (a, b), teams)
    name = Names(register.names({who for k in found for who, _ in parties(k.record)} | {a, b}))
    notes = _Notes(name)
    latest = max((d for k in found if (d := _day(k.document.date))), default=None)
    last = max((k for k in found if _event(k) in MEETINGS and _happened(k)), key=_recency, default=None)
    first = _entries([last], notes, name, latest)[0] if last else None
    sections = tuple(_sections(found, notes, name, latest))
    early = min((t.earliest for k in found if (t := k.document.date) and t.earliest), default=None)
    documents = len({k.document.id for k in found})
    return Brief((name(a), name(b)), (a, b), first, sections, tuple(notes.all), documents, early, latest)


def _between(kept: Kept, teams: Sequence[frozenset[str]]) -> bool:
    """Does a record concern both sides? What they did must name both; what one says need name only the other."""
    counted = kept.record.kind not in ("event", "relation")
    named = {who for who, part in parties(kept.record) if counted or part != "said_by"}
    return all(named & team for team in teams) and (kept.record.kind != "relation" or not _office(kept))


def _offices(
    register: Register, found: Sequence[Kept], sides: Sequence[str], teams: Sequence[frozenset[str]]
) -> list[Kept]:
    """The offices, under either side, of the persons that the brief names."""
    named = {who for k in found for who, part in parties(k.record) if part != "said_by"}
    people = (teams[0] | teams[1]) & named - set(sides)
    held = register.records(actors=[people, set(sides)], kind="relation") if people else []
    return [k for k in held if _office(k) and set(k.record.values.get("object") or ()) & set(sides)]


def _day(time: Interval | None) -> date | None:
    return (time.latest or time.earliest) if time else None


def _happened(kept: Kept) -> bool:
    return kept.record.status == "held" and _day(kept.record.time) is not None


def _recency(kept: Kept) -> tuple[date, date]:
    late = _day(kept.record.time) or date.min
    return late, (kept.record.time.earliest if kept.record.time else None) or date.min


def _sections(found: Sequence[Kept], notes: _Notes, name: Names, latest: date | None) -> Iterator[Section]:
    for slug, title, belongs in SECTIONS:
        chosen = [k for k in found if belongs(k)]
        if slug == "meetings":
            chosen.sort(key=_recency, reverse=True)
        if chosen:
            yield Section(slug, title, tuple(_entries(chosen, notes, name, latest)))


def _entries(chosen: Sequence[Kept], notes: _Notes, name: Names, latest: date | None) -> list[Entry]:
    """One line for each thing said, however often: records with the same words, time and status share it."""
    lines: dict[tuple[str, str, str], list[Kept]] = {}
    for kept in chosen:
        lines.setdefault((_when(kept), _what(kept, name), kept.record.status), []).append(kept)
    return [
        Entry(day, _said(group), what, status, tuple(dict.fromkeys(map(notes, group))), _past(group[0], latest))
        for (day, what, status), group in lines.items()
    ]


def _when(kept: Kept) -> str:
    """A person's office and a set phrase stand without the days on which they were mentioned."""
    return "" if kept.record.kind == "phrase" or _office(kept) else when(kept.record.time)


def _said(group: Sequence[Kept]) -> str:
    """When it was last said, to the day or as near as documents tell."""
    dates = [time for k in group if (time := k.document.date)]
    return when(max(dates, key=lambda time: _day(time) or date.min, default=None)).removeprefix("within ")


def _what(kept: Kept, name: Names) -> str:
    """The gist; a figure with what it is a figure of, in full."""
    record = kept.record
    about = name.all(record.values.get("about") or ()) if record.kind == "figure" else ""
    words = f"{gist(record, name)}{f' ({clean(about)})' if about else ''}"
    return words[:1].upper() + words[1:]


def _past(kept: Kept, latest: date | None) -> bool:
    """Was it still planned when the latest document came out, though its day had gone?"""
    day = _day(kept.record.time)
    return kept.record.status == "planned" and day is not None and latest is not None and day < latest


class _Notes:
    """Footnotes in the order of their first use; the same words in the same document share one."""

    def __init__(self, name: Names) -> None:
        self.all: list[Note] = []
        self._name = name
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._next = count(1)

    def __call__(self, kept: Kept) -> int:
        key = (kept.document.id, kept.record.span.start, kept.record.span.end)
        if key not in self._numbers:
            self._numbers[key] = next(self._next)
            self.all.append(self._note(kept, self._numbers[key]))
        return self._numbers[key]

    def _note(self, kept: Kept, number: int) -> Note:
        doc = kept.document
        source = doc.source + (f" item {doc.item}" if doc.item else "")
        alone = kept.record.said_by == (doc.publisher,)
        return Note(
            number=number,
            quote=clean(kept.record.quote),
            said_by="" if alone else sayers(kept.record, self._name),
            title=clean(doc.title or ""),
            source=clean(source),
            publisher=clean(self._name(doc.publisher)) if doc.publisher else "",
            date=when(doc.date) or "undated",
            url=doc.url if doc.url and doc.url.lower().startswith(("https://", "http://")) else None,
            record=kept.id,
        )


def html(page: Brief) -> str:
    """One self-contained page: no script, nothing fetched, for screen in light and dark, telephone and paper."""
    return template("brief.html.j2").render(brief=page)
