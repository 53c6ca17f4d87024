"""Two dates of one sentence in the wrong order: "from 20 to 18 November 2019", in force before it was signed.

Rests on: a stay ends after it begins, and a treaty enters into force when or after it is signed. Ranges of days that
share one month and year, and sentences that name both steps with one date each, years written. Provisional and
retroactive application are left alone. Warnings: which of the dates is the slip cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.line import Line
from verbale.core.mention import Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.orders import filled
from verbale.verify.wording import any_of, day

RULE = "date-range"
FIRST = r"(?:@range-lead\s+(\d{1,2})(?:st|nd|rd|th)?\s+@range-to\s+|(?<![\d.,/-])(\d{1,2})\s?[\u2013\u2014-]\s?)$"
NEAR, MOST = 40, 31


def find(case: Case) -> Iterator[Finding]:
    """One finding for each range of days and each signing with its entry into force."""
    for time in case.times:
        yield from _range(case, time)
    for line in case.lines:
        yield from _steps(case, line)


# -- from one day to another -------------------------------------------------------------------------------------


def _range(case: Case, time: Time) -> Iterator[Finding]:
    """What was read as a range is in order; what was not has its first day before the date that was read."""
    held = time.interval
    if held is None or held.latest is None or held.earliest is None or not case.words(time.span)[:1].isdigit():
        return
    if time.precision == "range" and not case.words(time.span)[:4].isdigit():
        yield _ordered(case, time.span, held.earliest.day, held.latest, True)
    before = case.text[max(0, time.span.start - NEAR) : time.span.start]
    m = _first(case.lexicon).search(before) if held.earliest == held.latest else None
    start = next((int(n) for n in m.groups() if n), 0) if m else 0
    if m is not None and 0 < start <= MOST:
        span = Span(time.span.start - len(before) + m.start(), time.span.end)
        yield _ordered(case, span, start, held.latest, start <= held.latest.day)


def _ordered(case: Case, span: Span, start: int, last: date, right: bool) -> Finding:
    return case.finding(
        RULE, "info" if right else "warning", "holds" if right else "contradicted", [span],
        f"“{case.words(span)}”: from day {start} to {day(last)}",
        because="in order" if right else "it would end before it begins",
        inputs={"first": str(start), "last": day(last)}, formula="first ≤ last",
    )  # fmt: skip


@lru_cache(maxsize=4)
def _first(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(filled(lexicon, FIRST), re.IGNORECASE)


# -- signed, then in force ----------------------------------------------------------------------------------------


def _steps(case: Case, line: Line) -> Iterator[Finding]:
    words = line.span.of(case.text)
    if any_of(case.lexicon, "in-force").search(words) is None or any_of(case.lexicon, "retroactive").search(words):
        return
    signed, forced = (_dated(case, line, name) for name in ("signed", "in-force"))
    if signed is None or forced is None or signed is forced or not (signed.interval and forced.interval):
        return
    first, last = signed.interval, forced.interval
    if first.earliest is None or last.latest is None:
        return
    right = last.latest >= first.earliest
    yield case.finding(
        RULE, "info" if right else "warning", "holds" if right else "contradicted", [forced.span, signed.span],
        f"signed {first.edtf}, in force {last.edtf}",
        because="in order" if right else "it would be in force before it was signed",
        inputs={"signed": first.edtf, "in force": last.edtf}, formula="signed ≤ in force",
    )  # fmt: skip


def _dated(case: Case, line: Line, name: str) -> Time | None:
    """The date right after the one word for a step; none where another step comes between or one party did it."""
    found = list(any_of(case.lexicon, name).finditer(case.text, line.span.start, line.span.end))
    if len(found) != 1:
        return None
    end = found[0].end()
    times = [t for t in case.times if end <= t.span.start <= end + NEAR and line.span.contains(t.span)]
    first = min(times, key=lambda t: t.span.start, default=None)
    if first is None or first.interval is None or first.interval.latest is None:
        return None
    other = any_of(case.lexicon, "signed" if name == "in-force" else "in-force")
    between = other.search(case.text, end, first.span.start)
    if any_of(case.lexicon, "by-word").search(case.text, end, first.span.start):
        return None
    return first if between is None and str(first.interval.latest.year) in case.words(first.span) else None
