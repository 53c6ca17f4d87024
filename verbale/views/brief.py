"""What the register holds on two sides, for one who is about to meet one of them: about two pages, every line noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.register.happenings import OCCASIONS, Happening, happenings
from verbale.register.happenings.days import narrow, said
from verbale.register.parties import parties
from verbale.views.briefing import lines
from verbale.views.briefing.lines import Lines, Matter, entry, recency, titled
from verbale.views.briefing.page import Brief, Entry, Note, Notes, Section
from verbale.views.names import Names, states
from verbale.views.pages import template
from verbale.views.timeline import inside, unrepeated

__all__ = ["Brief", "Entry", "Note", "Section", "brief", "html"]

MEETINGS = ("visit", "meeting", "summit")
SECTIONS: tuple[tuple[str, str, Callable[[Matter], Lines], int], ...] = (
    ("meetings", "Earlier visits and meetings", lines.meetings, 5),
    ("ties", "Agreements and ties", lines.agreements, 4),
    ("figures", "Figures", lines.figures, 4),
    ("positions", "Positions", lines.positions, 4),
    ("undertakings", "Undertakings", lines.undertakings, 5),
    ("phrases", "Set phrases", lines.phrases, 4),
    ("contradictions", "What documents tell differently", lines.contradictions, 4),
    ("planned", "What is planned", lines.planned, 3),
    ("events", "Other events", lines.events, 2),
    ("offices", "Who holds office", lines.offices, 4),
)
"""Name, title, its lines, and how many of them fit on two pages; in the order of the page."""
AROUND = 4
"""Lines beneath the last meeting."""
MOST = 1000
"""Documents whose other records are looked at."""


def brief(register: Register, a: str, b: str, query: Query | None = None, whole: bool = False) -> Brief:
    """The brief on two actor ids. Persons who hold an office of a side count as that side.

    query: since, until (what touches these days), as_of, known_on, publishers; not its other parts.
    whole: show every line, however many.
    Raises RegisterError.
    """
    asked = query or Query()
    teams = tuple(frozenset({side}) | register.officers(side, asked.known_on) for side in (a, b))
    found, made = _gathered(register, teams, asked)
    posts = _offices(register, found, made, (a, b), teams, asked)
    ids = {who for k in (*found, *posts) for who, _ in parties(k.record)} | {a, b}
    ids |= {k.document.publisher for k in found if k.document.publisher}
    name = Names(register.names(ids - states().keys()))
    days = [d for k in found if (d := said(k))]
    latest = asked.as_of or max(days, default=None)
    matter = Matter(found, made, posts, (a, b), teams, latest, name)
    notes = Notes(name)
    above = _last(matter)
    shown = [entry(h, matter, notes) for h in above]
    sections = tuple(_sections(replace(matter, above=frozenset(h.id for h in above)), notes, whole))
    documents = len({k.document.id for k in found})
    last, around = (shown[0] if shown else None), tuple(shown[1:])
    return Brief((name(a), name(b)), (a, b), last, around, sections, tuple(notes.all), documents,
                 min(days, default=None), max(days, default=None), asked)  # fmt: skip


def _gathered(
    register: Register, teams: Sequence[frozenset[str]], asked: Query
) -> tuple[list[Kept], list[Happening]]:
    """Records between the two, and the happenings that one of them tells of.

    What a side undertakes or does in one of these documents counts too, though the sentence names the other no more.
    """
    limits = replace(asked, actors=tuple(teams), kinds=(), types=(), statuses=(), topics=())
    found = [k for k in register.select(limits) if _between(k, teams)]
    documents = tuple(sorted({k.document.id for k in found}))
    more: list[Kept] = []
    if documents and len(documents) <= MOST:
        either = teams[0] | teams[1]
        more = register.select(replace(limits, actors=(either,), documents=documents, kinds=("commitment", "event")))
    own = {k.id for k in found}
    whole = happenings({k.id: k for k in (*found, *more)}.values(), own=own)
    made = [h for h in whole if inside(h, asked.since, asked.until)]
    return found, unrepeated(made)


def _between(kept: Kept, teams: Sequence[frozenset[str]]) -> bool:
    """Does a record concern both sides? What they did must name both; what one says need name only the other."""
    if kept.record.kind not in ("event", "relation"):
        return True
    named = {who for who, part in parties(kept.record) if part != "said_by"}
    return all(named & team for team in teams) and not _office(kept)


def _office(kept: Kept) -> bool:
    return kept.record.values.get("type") == "office"


def _offices(
    register: Register, found: Sequence[Kept], made: Sequence[Happening], sides: Sequence[str],
    teams: Sequence[frozenset[str]], asked: Query,
) -> list[Kept]:  # fmt: skip
    """The offices, under either side, of those who met, or where none of them has one, of all that the brief names."""
    acting = (k for k in found if k.record.kind in ("event", "stance", "commitment"))
    named = {who for k in acting for who, part in parties(k.record) if part != "said_by"}
    people = (teams[0] | teams[1]) & named - set(sides)
    met = people & lines.met(made)
    of_met = [k for k in _held(register, met, sides, asked) if met & set(k.record.values.get("subject") or ())]
    return of_met or _held(register, people, sides, asked)


def _held(register: Register, people: frozenset[str], sides: Sequence[str], asked: Query) -> list[Kept]:
    if not people:
        return []
    query = Query((people, set(sides)), ("relation",), ("office",), as_of=asked.as_of, known_on=asked.known_on)
    held = register.select(query)
    return [k for k in held if _office(k) and set(k.record.values.get("object") or ()) & set(sides)]


def _last(matter: Matter) -> list[Happening]:
    """The last meeting, then what came with it or after it: what else fell on its days, later calls."""
    held = [h for h in matter.made if h.sort in OCCASIONS and h.status == "held" and _dated(h, matter)]
    met = max((h for h in held if h.sort in MEETINGS), key=recency, default=None)
    met = met or max((h for h in held if h.sort == "call"), key=recency, default=None)
    if met is None:
        return []
    end = met.latest or met.earliest or date.min
    signed = [h for h in matter.made if h.sort == "agreement" and h.times and titled(h)]
    rest = [h for h in (*held, *signed) if h is not met and _with(h, met)]
    rest += [h for h in held if h.sort == "call" and h is not met and (h.earliest or date.min) > end]
    return [met, *sorted(rest, key=lambda h: (h.earliest or date.max, h.id))[:AROUND]]


def _dated(h: Happening, matter: Matter) -> bool:
    """Its days are known and have come, and both sides took part."""
    near = any(narrow(t) for t in h.times)
    return near and not _ahead(h, matter.day) and matter.both(h)


def _ahead(h: Happening, day: date | None) -> bool:
    return bool(day and h.earliest and h.earliest > day)


def _with(h: Happening, met: Happening) -> bool:
    """It falls on the days of the meeting."""
    return bool(
        h.earliest and h.latest and met.earliest and met.latest
        and met.earliest <= h.earliest and h.latest <= met.latest
    )  # fmt: skip


def _sections(matter: Matter, notes: Notes, whole: bool) -> Iterator[Section]:
    for slug, title, made, most in SECTIONS:
        found = list(made(matter))
        shown = tuple(line(notes) for line in (found if whole else found[:most]))
        if shown:
            yield Section(slug, title, shown, len(found) - len(shown))


def html(page: Brief) -> str:
    """One self-contained page: no script, nothing fetched, for screen in light and dark, telephone and paper."""
    return template("brief.html.j2").render(brief=page)


def rendered(page: Brief, form: str) -> str | bytes:
    """The page as html, markdown (text) or docx (bytes)."""
    if form == "docx":
        from verbale.views.briefing.docx import docx

        return docx(page)
    if form == "markdown":
        from verbale.views.briefing.markdown import markdown

        return markdown(page)
    return html(page)
