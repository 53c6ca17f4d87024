"""Times that rest on known events: "since its founding", "after the Astana summit".

Rests on: the reference facts of foundings, diplomatic relations and numbered meetings. What is founded is named or is
what the pronoun stands for; a summit is known by its place, where exactly one meeting of a body that the document
names was held there in the two years around the document. Nothing else is an anchor; the basis names the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from verbale.core.interval import SUPPLIED, Interval
from verbale.core.line import Line
from verbale.core.mention import Actor, Time
from verbale.core.span import Span
from verbale.facts import Fact
from verbale.lexicon import Lexicon
from verbale.mentions import eras
from verbale.mentions.dating import words
from verbale.mentions.dating.names import dyad
from verbale.mentions.view import View

NEAR = timedelta(days=731)
SIGNS = {"since": (True, False), "after": (True, False), "before": (False, True), "until": (False, True)}
"""Which end of the stretch the event gives: its first, its last."""


def find(view: View, actors: Sequence[Actor], times: Sequence[Time]) -> tuple[Time, ...]:
    """Times in text order that do not overlap those already found."""
    taken = {s for t in times for s in range(t.span.start, t.span.end)}
    counted = {t.span.end + 1 for t in times if t.duration}  # "32 years since" counts from the event
    here: dict[int, list[Actor]] = {}
    for a in actors:
        here.setdefault(a.line, []).append(a)
    known = [t for line in view.lines for t in _line(view, line, here.get(line.index, []))]
    over = {s for t in known for s in range(t.span.start, t.span.end)}
    found = merged(known, (t for t in eras.find(view) if not over & set(range(t.span.start, t.span.end))))
    free = (t for t in found if not taken & set(range(t.span.start, t.span.end)))
    return tuple(t for t in free if t.span.start not in counted)


def _line(view: View, line: Line, actors: list[Actor]) -> Iterator[Time]:
    for match in _pattern(view.lexicon).finditer(view.document.text, line.span.start, line.span.end):
        event = _event(view, line, match, actors)
        if event is not None and event.start is not None:
            sign = next(k for k in SIGNS if match["sign"].casefold() in _leads(view.lexicon)[k])
            yield _time(line, Span(match.start(), match.end()), event, sign)


@lru_cache(maxsize=4)
def _leads(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The words that lead a landmark in, by what they bound."""
    rows = lexicon.table("landmark_lead")
    return {k: frozenset(w.casefold() for r in rows if r["sign"] == k for w in r["words"]) for k in SIGNS}


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    leads = words.choice(w for group in _leads(lexicon).values() for w in group)
    own, the = words.any_of(lexicon, "own"), words.any_of(lexicon, "article")
    born, meets, of = (words.any_of(lexicon, c) for c in ("founding", "gathering", "of"))
    ties = words.any_of(lexicon, "relations")
    name = r"[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,4}"
    return re.compile(
        rf"(?<!\w)(?P<sign>(?i:{leads}))\s+(?:(?P<own>(?i:{own}))\s+(?P<born>(?i:{born}))(?!\s+{of}\b)"
        rf"|(?i:{the})\s+(?P<made>(?i:{born}))\s+{of}\s+(?:(?i:{the})\s+)?(?P<what>{name})"
        rf"|(?:(?i:{the})\s+)?(?P<ties>(?i:{ties}))"
        rf"|(?i:{the})\s+(?P<place>{name})\s+(?P<meets>(?i:{meets})))(?!\w)"
    )


def _event(view: View, line: Line, match: re.Match[str], actors: list[Actor]) -> Fact | None:
    if match["place"]:
        return _meeting(view, match["place"])
    if match["ties"]:
        pair = dyad(view.document, line.span.of(view.document.text), view.lexicon)
        return view.facts.relations(*pair) if pair else None
    span = Span(*match.span("own")) if match["own"] else Span(*match.span("what"))
    ids = {i for a in actors if a.span == span or (match["what"] and a.span.contains(span)) for i in a.ids}
    return view.facts.founding(ids.pop()) if len(ids) == 1 else None


def _meeting(view: View, place: str) -> Fact | None:
    """The one meeting held at a place in the years around the document, of a body that the document names."""
    when = view.document.date
    if when is None or when.latest is None:
        return None
    named = {n.key for h in view.hits for n in h.names if n.sort == "body"}
    held = [f for body in sorted(named) for f in view.facts.series(body) if _there(f, place, when.latest)]
    return held[0] if len(held) == 1 else None


def _there(fact: Fact, place: str, when: date) -> bool:
    return fact.place is not None and fact.place.casefold() == place.casefold() and abs(fact.first - when) < NEAR


def _time(line: Line, span: Span, event: Fact, sign: str) -> Time:
    first, last = SIGNS[sign]
    start, end = event.start or event.end, event.end or event.start
    assert start and end
    low = (_next(end.latest) if sign == "after" else start.earliest) if first else None
    high = (_before(start.earliest) if sign == "before" else end.latest) if last else None
    left, right = (start.edtf if sign == "since" else _iso(low)), (end.edtf if sign == "until" else _iso(high))
    edtf = f"{left}/{right}"
    about = " and ".join(filter(None, (event.subject, event.object)))
    basis = f"{event.kind} of {about}, {start.edtf}{SUPPLIED}{event.source})"
    return Time(span, line.index, Interval(low, high, edtf, False, basis, span), sign=sign, precision="range")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ".."


def _next(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def merged(times: Iterable[Time], more: Iterable[Time]) -> tuple[Time, ...]:
    """Both in text order."""
    return tuple(sorted((*times, *more), key=lambda t: (t.span.start, t.span.end)))
