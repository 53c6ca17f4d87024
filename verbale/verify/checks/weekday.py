"""A weekday beside a full date.

Rests on: the Gregorian calendar. A date with its year is an error where the weekday is another. A date without one is
held against the document's day, where it lies within some weeks of it and the sentence names no year and tells no
history: a warning, since a year that was inferred may have been chosen by the weekday itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.mention import Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import any_of, weekdays

RULE = "weekday"
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
WEEKS = 45
"""Days about the document's within which a date without a year is of its year."""
NEAR = 14
"""Characters before or after a date in which its weekday stands."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each day with a weekday beside it."""
    for time in case.times:
        day = time.interval.earliest if time.interval else None
        named = _named(case, time) if day and time.interval and time.interval.latest == day else None
        if day is None or named is None:
            continue
        if str(day.year) in case.words(time.span):
            yield _judged(case, *named, day, "error")
        elif any(c.isdigit() for c in case.words(time.span)) and (near := _nearest(case, time, day)):
            yield _judged(case, *named, near, "warning")


def _nearest(case: Case, time: Time, day: date) -> date | None:
    """The same day and month nearest to the document's day, where nothing else may decide the year."""
    when, line = case.document.date, case.line(time.span)
    if when is None or when.earliest is None or when.earliest != when.latest or line is None:
        return None
    words = line.span.of(case.text)
    if YEAR.search(words) or any_of(case.lexicon, "another-year").search(words):
        return None
    days = [d for n in (-1, 0, 1) if (d := _in_year(day, when.earliest.year + n))]
    found = min(days, key=lambda d: abs((d - when.earliest).days if when.earliest else 0), default=None)
    return found if found and abs((found - when.earliest).days) <= WEEKS else None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _named(case: Case, time: Time) -> tuple[Span, int] | None:
    """The weekday in or just beside the date, and its number from Monday, where there is exactly one."""
    line = case.line(time.span)
    start, end = (line.span.start, line.span.end) if line else (time.span.start, time.span.end)
    first, last = max(start, time.span.start - NEAR), min(end, time.span.end + NEAR)
    found = [m for m in _days(case.lexicon).finditer(case.text, first, last) if _beside(case, m, time)]
    if len(found) != 1:
        return None
    where = Span(found[0].start(), found[0].end())
    return where.cover(time.span), weekdays(case.lexicon)[found[0].group(1).casefold()]


def _beside(case: Case, match: re.Match[str], time: Time) -> bool:
    """Whether the weekday is part of the date or parted from it by commas, brackets and blanks only."""
    if time.span.start <= match.start() < time.span.end:
        return True
    before = match.end() <= time.span.start
    gap = case.text[match.end() : time.span.start] if before else case.text[time.span.end : match.start()]
    return not gap.strip(" ,()\n\u00a0")


@lru_cache(maxsize=4)
def _days(lexicon: Lexicon) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, weekdays(lexicon)), key=len, reverse=True))
    return re.compile(rf"\b({names})\b\.?", re.IGNORECASE)


def _judged(case: Case, span: Span, said: int, day: date, severity: str) -> Finding:
    names = {number: name for name, number in reversed(weekdays(case.lexicon).items())}
    real = day.weekday()
    right = said == real
    return case.finding(
        RULE,
        "info" if right else severity,
        "holds" if right else "off",
        [span],
        f"“{case.words(span)}”: {day.isoformat()} is a {names[real].capitalize()}",
        because="the calendar gives the weekday of a date",
        inputs={"stated": names[said].capitalize(), "calendar": names[real].capitalize()},
        formula="weekday(date)",
    )
