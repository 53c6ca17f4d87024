"""A gathering that is to "continue" every year, against the years in which the text itself says it was held.

Rests on: a sentence that says the gathering goes on annually, and a sentence that dates two or more earlier ones of the
same noun. A stretch of more than two years between one and the next, or between the last and the document, is told as a
warning: it is no error, for a series may be taken up again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from verbale.core.finding import Finding
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "annual-series"
GAP = timedelta(days=2 * 365 + 31)


def find(case: Case) -> Iterator[Finding]:
    """One finding for each gathering that goes on every year and whose earlier dates the text has."""
    yearly, on = any_of(case.lexicon, "yearly"), any_of(case.lexicon, "goes-on")
    for line in case.lines:
        words = line.span.of(case.text)
        match = yearly.search(words)
        nouns = _nouns(case, line)
        if match and on.search(words, 0, match.start()) and nouns:
            where = Span(line.span.start + match.start(), line.span.start + match.end())
            yield from _held(case, where, nouns)


def _nouns(case: Case, line: Line) -> set[str]:
    """What gathers, in the singular."""
    found = any_of(case.lexicon, "gatherings").findall(line.span.of(case.text))
    return {w.casefold().removesuffix("s") for w in found}


def _held(case: Case, where: Span, nouns: set[str]) -> Iterator[Finding]:
    for line in case.lines:
        earlier = any_of(case.lexicon, "earlier-ones").search(line.span.of(case.text))
        dates = _dates(case, line) if earlier and nouns & _nouns(case, line) else []
        if len(dates) > 1 and case.day:
            days = sorted({d for d, _ in dates} | {case.day})
            yield _finding(case, [where, *(s for _, s in dates)], days)
            return


def _dates(case: Case, line: Line) -> list[tuple[date, Span]]:
    held = (t for t in case.times if line.span.contains(t.span) and t.interval and t.precision in ("day", "range"))
    return [(t.interval.earliest, t.span) for t in held if t.interval and t.interval.earliest]


def _finding(case: Case, spans: list[Span], days: list[date]) -> Finding:
    wide = [(a, b) for a, b in pairwise(days) if b - a > GAP]
    shown = ", ".join(d.isoformat() for d in days)
    why = f"none is told between {wide[0][0]} and {wide[0][1]}" if wide else "no gap of two years"
    return case.finding(
        RULE, "warning" if wide else "info", "off" if wide else "holds", spans,
        f"“{case.words(spans[0])}”, with dates {shown}: {why}", because=why, inputs={"days": shown},
        formula="next day - day ≤ 2 years",
    )  # fmt: skip
