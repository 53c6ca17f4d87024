"""An office given to a person at a time when the facts know another holder.

Rests on: the reference facts of offices, with their dates. The day is the record's own or the document's. Raised only
where the facts cover that day for that office, the person is not among its holders within half a year of it (acting
and designated holders, handovers, reports of the past), and the text does not call the office former. Who held the
office once may be spoken of with it ever after, so it must be the sentence's own act that is out of time: a meeting, a
visit, a call or an opening, an error where the sentence dates it, else a warning. A title that a person never bore
("Foreign Minister" of one who is president), where the two offices are never held together, is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.facts import Fact
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import any_of, day, listed, state_names

RULE = "office-holder"
MARGIN = timedelta(days=183)
CONTACT = ("meeting", "summit", "visit", "call", "opening")
HISTORY = timedelta(days=20 * 365)
APART = {
    ("foreign-minister", "head-of-state"), ("head-of-government", "head-of-state"), ("deputy", "head-of-state"),
    ("head-of-state", "head-of-government"), ("head-of-state", "foreign-minister"),
    ("head-of-government", "foreign-minister"),
}  # fmt: skip
"""Office by the title and office by the facts that one person does not hold at a time; monarchs are left out below."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each office whose level and state the facts know."""
    for r in case.records("relation"):
        v = r.values
        if (
            "\n" in r.quote
            or v["type"] != "office"
            or len(v["subject"]) != 1
            or len(v["object"]) != 1
            or ("object" in r.supplied and not _full(case, r))
        ):
            continue
        when = (r.time.latest if r.time else None) or case.day
        level = level_of(case, r)
        if when is not None and level and not _past(case, r):
            yield from _judged(case, r, level, when)


def _full(case: Case, r: Record) -> bool:
    """Whether the person is named in full: a bare family name may be a namesake's."""
    names = [a.name for a in case.actors if a.name and r.span.contains(a.name) and a.ids == tuple(r.values["subject"])]
    return any(len(case.words(n).split()) > 1 for n in names)


def level_of(case: Case, r: Record) -> str | None:
    """The level of office that a title claims, where it is one of the plain ones, with or without the state."""
    title = " ".join(str(r.values.get("value") or "").split()).casefold()
    for name in _forms(case.lexicon, r.values["object"][0]):
        title = re.sub(rf"(?<!\w)(?:of (?:the )?)?{re.escape(name)}(?!\w)", " ", title)
    plain = title.split()
    american = [w.casefold().split() for w in listed(case.lexicon, "american-titles")]
    if plain in american and r.values["object"] != ["USA"]:
        return None
    rows = case.lexicon.table("dating_title")
    return next((row["level"] for row in rows if plain in [w.casefold().split() for w in row["words"]]), None)


@lru_cache(maxsize=512)
def _forms(lexicon: Lexicon, state: str) -> tuple[str, ...]:
    """The names and adjectives of a state in lower case, longest first."""
    rows = [r for r in lexicon.table("state") if r["id"] == state]
    forms = {f for r in rows for f in (*state_names(r), *(d.casefold() for d in r.get("demonyms", ())))}
    return tuple(sorted(forms, key=lambda f: (-len(f), f)))


def _past(case: Case, r: Record) -> bool:
    """Whether a word before the office says that it is over or not yet held."""
    before = case.text[max(0, r.span.start - 40) : r.fields.get("value", r.span).end]
    return (
        r.status != "held" or bool(r.values.get("until")) or bool(any_of(case.lexicon, "not-in-office").search(before))
    )


def _judged(case: Case, r: Record, level: str, when: date) -> Iterator[Finding]:
    state, person = r.values["object"][0], r.values["subject"][0]
    holders = case.facts.holders(level, state, when)
    near = {f.subject for f in case.facts.holders(level, state) if f.first - MARGIN <= when <= _end(f)}
    every = case.facts.offices_of(person)
    own = [f for f in every if f.object == state]
    now = [f for f in own if f.first - MARGIN <= when <= _end(f)]
    other = None if person in near else _apart(case, level, now, when)
    once = any(f.kind == level for f in own)
    if other and (not once or _acts(case, r)):
        yield _finding(case, r, "warning", "contradicted", "the facts give the person another office", (other,), when)
    elif not holders or other:
        return
    elif person in near or now:
        yield _finding(case, r, "info", "holds", "the facts have this holder on that day", holders, when)
    else:
        stale = any(f.known is not None and f.known < when for f in holders)
        doubt = "the facts do not reach that day" if stale else _doubt(case, r, every, own, when)
        severity = "info" if doubt else "error" if once and _dated(_acts(case, r)) else "warning"
        outcome = "not-checkable" if doubt else "contradicted"
        why = doubt or "the facts have another holder on that day"
        yield _finding(case, r, severity, outcome, why, holders, when)


def _doubt(case: Case, r: Record, every: tuple[Fact, ...], own: list[Fact], when: date) -> str:
    """Why another holder says nothing against the text; empty where nothing does."""
    line = case.line(r.span)
    if not every:
        return "the facts do not know this person"
    if not own:
        return "the facts know this person from another state or body"
    if "object" in r.supplied:
        return "the text does not say of which state"
    if max(f.last for f in own) < when - HISTORY:
        return "the person's last known term lies far back: the text may speak of the past"
    if not _acts(case, r):
        return "the sentence tells no act of the person: the text may speak of the past"
    times = [t.interval for t in case.times if t.interval and line and line.span.contains(t.span)]
    told = any(t.earliest and t.latest and f.first <= t.latest and t.earliest <= f.last for t in times for f in own)
    return "the sentence speaks of a time when the person held office" if told else ""


def _acts(case: Case, r: Record) -> list[Record]:
    """Meetings and the like in the record's sentence that the person takes part in."""
    line, person = case.line(r.span), r.values["subject"][0]
    held = (e for e in case.records("event") if e.values["type"] in CONTACT and line and line.span.contains(e.span))
    return [e for e in held if any(a["id"] == person for a in e.values["actors"])]


def _dated(acts: list[Record]) -> bool:
    return any(e.time and e.time.span for e in acts)


def _apart(case: Case, level: str, now: list[Fact], when: date) -> Fact | None:
    """The office held well before and after the day that goes with no other, where the title names another."""
    if any(f.kind == level for f in now) or any(f.kind == "body-head" for f in now):
        return None
    sure = [f for f in now if f.first + MARGIN <= when <= f.last - MARGIN]
    elected = any_of(case.lexicon, "elected-heads")
    for f in sure:
        president = bool(elected.search(f.value or ""))
        if (level, f.kind) in APART and president == (f.kind == "head-of-state"):
            return f
    return None


def _end(fact: Fact) -> date:
    return min(fact.last, date.max - MARGIN) + MARGIN


def _term(f: Fact) -> str:
    return f"{f.value}: {f.subject.removeprefix('person:')} from {day(f.first)} to {day(f.last if f.end else None)}"


def _finding(
    case: Case, r: Record, severity: str, outcome: str, because: str, holders: tuple[Fact, ...], when: date
) -> Finding:
    known = "; ".join(map(_term, holders))
    office = f"{r.values['value']} of {r.values['object'][0]}"
    return case.finding(
        RULE, severity, outcome, [r.span], f"“{case.words(r.span)}”, on {day(when)}: {known}",
        because=because, records=(r.id,), inputs={"stated": r.values["subject"][0], "day": day(when), "known": known},
        formula="holder(office, day) = person", supplied=tuple(dict.fromkeys(f"{office}: {f.source}" for f in holders)),
    )  # fmt: skip
