"""Days that fall by a rule."""

from __future__ import annotations

from datetime import date, timedelta

from verbale.mentions.clock.edtf import last_of


def nth_weekday(n: int, weekday: int, first: date, last: date) -> date:
    """The n-th weekday between two days, from the end where n is below zero. Raises ValueError where there is none."""
    if n > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (n + 1))
    if not first <= found <= last:
        raise ValueError("the period has no such weekday")
    return found


def feast_day(rule: tuple[str, ...], year: int) -> date:
    """The day of a feast: month and day; days from Easter; or month, "nth", place and weekday (Monday is 0)."""
    if rule[0] == "easter":
        return _easter(year) + timedelta(days=int(rule[1]))
    month = int(rule[0])
    if rule[1] != "nth":
        return date(year, month, int(rule[1]))
    return nth_weekday(int(rule[2]), int(rule[3]), date(year, month, 1), last_of(year, month))


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
