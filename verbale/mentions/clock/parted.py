"""Parts of a period: early, mid, late and their kin (the conventions are stated in `resolve`)."""

from __future__ import annotations

from datetime import date, timedelta

from verbale.mentions.clock import period as cal
from verbale.mentions.clock.meaning import Unresolved
from verbale.mentions.clock.period import Period

THIRD = {"early": 0, "beginning": 0, "mid": 1, "late": 2, "end": 2}
HALF = {"first-half": 0, "second-half": 1}
BESIDE = {"earlier": "early", "later": "late"}
WEEK = {0: (0, 2), 1: (1, 4), 2: (3, 6)}
DECADE = {0: (0, 3), 1: (4, 6), 2: (7, 9)}


def part_of(which: str, whole: Period, anchor: date | None) -> Period:
    """A part of a closed period. Raises Unresolved where the period is open or a day."""
    first, last = whole.first, whole.last
    if not first or not last:
        raise Unresolved("part of an open time")
    if which == "end" and whole.precision == "week":
        return cal.days(last - timedelta(days=2), last)
    if which in THIRD:
        return _third(THIRD[which], whole)
    if which in HALF:
        return _half(HALF[which], whole)
    return _around(which, whole, anchor)


def _around(which: str, whole: Period, anchor: date | None) -> Period:
    """Earlier, later and the rest of the period that the anchor lies in."""
    first, last = whole.first, whole.last
    assert first and last
    if anchor is None:
        raise Unresolved("no anchor")
    if not whole.inside(anchor):
        return _third(THIRD[BESIDE[which]], whole) if which in BESIDE else whole
    if which == "earlier":
        return cal.days(first, max(first, anchor - timedelta(days=1)))
    return cal.days(anchor, last)


def _third(n: int, whole: Period) -> Period:
    first, last = whole.first, whole.last
    assert first and last
    if whole.precision == "month":
        return cal.days(first.replace(day=(1, 11, 21)[n]), last if n == 2 else first.replace(day=(10, 20)[n]))
    if whole.precision == "week":
        a, b = WEEK[n]
        return cal.days(first + timedelta(days=a), first + timedelta(days=b))
    if whole.precision == "decade":
        a, b = DECADE[n]
        return cal.join(cal.years(first.year + a, 1, "year"), cal.years(first.year + b, 1, "year"))
    size = _months(whole)
    if not size or size % 3:
        raise Unresolved("part of a day")
    third = cal.months(cal.add(first, n * (size // 3), "month"), size // 3, "range")
    return third if size < 120 else cal.join(*(cal.years(d.year, 1, "year") for d in (third.first, third.last) if d))


def _half(n: int, whole: Period) -> Period:
    first, last = whole.first, whole.last
    assert first and last
    size = _months(whole)
    if whole.precision in ("decade", "century"):
        centre = first.year + size // 24
        a, b = (first.year, centre - 1) if n == 0 else (centre, last.year)
        return cal.join(cal.years(a, 1, "year"), cal.years(b, 1, "year"))
    if size and size % 2 == 0:
        return cal.months(cal.add(first, n * (size // 2), "month"), size // 2, "half" if size == 12 else "range")
    middle = first + timedelta(days=15 if whole.precision == "month" else (last - first).days // 2 + 1)
    return cal.days(first, middle - timedelta(days=1)) if n == 0 else cal.days(middle, last)


def _months(whole: Period) -> int:
    """Whole calendar months in the period; 0 where it is not made of them."""
    first, last = whole.first, whole.last
    assert first and last
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1
