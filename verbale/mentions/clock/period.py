"""Stretches of calendar days and the arithmetic on them. Weeks run from Monday (ISO 8601); seasons are whole months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from verbale.mentions.clock import edtf
from verbale.mentions.clock.edtf import last_of

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
SEASON_CODE = {3: 21, 6: 22, 9: 23, 12: 24}
SOUTH_CODE = {9: 29, 12: 30, 3: 31, 6: 32}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive, None where open; the precision of the words; the EDTF string."""

    first: date | None
    last: date | None
    precision: str
    edtf: str

    def inside(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)

    def distance(self, day: date) -> int:
        """Days between the period and a day; 0 where the day lies inside."""
        if self.inside(day):
            return 0
        edge = self.first if self.first and day < self.first else self.last
        return abs((day - edge).days) if edge else 0


def days(first: date, last: date, precision: str = "range") -> Period:
    """A stretch named to the day."""
    if first > last:
        raise ValueError("a stretch of days ends before it starts")
    return Period(first, last, precision, edtf.write(first, last, "day"))


def day(value: date) -> Period:
    return days(value, value, "day")


def between(first: date, last: date) -> Period:
    """A day, or the stretch of days it may be."""
    return day(first) if first == last else days(first, last)


def months(first: date, count: int, precision: str) -> Period:
    """Whole months from the one that holds `first`."""
    if count < 1:
        raise ValueError("a stretch of no months")
    start = first.replace(day=1)
    end = add(start, count - 1, "month")
    last = last_of(end.year, end.month)
    return Period(start, last, precision, edtf.write(start, last, "month"))


def season(name: str, year: int, south: bool) -> Period:
    """A meteorological season; winter (summer in the south) is named by the year it starts in."""
    start = SEASONS[name]
    start = (start + 5) % 12 + 1 if south else start
    first = date(year, start, 1)
    end = add(first, 2, "month")
    code = (SOUTH_CODE if south else SEASON_CODE)[start]
    return Period(first, last_of(end.year, end.month), "season", f"{year:04}-{code}")


def add(value: date, count: int, unit: str) -> date:
    """A day moved by so many units; the last day of a shorter month stands for one it does not have.

    Raises OverflowError or ValueError outside the years 1 to 9999, and for units that are no part of the calendar.
    """
    if unit in DAYS:
        return value + timedelta(days=count * DAYS[unit])
    if unit not in MONTHS:
        raise ValueError(f"not a unit of the calendar: {unit}")
    moved = value.year * 12 + value.month - 1 + count * MONTHS[unit]
    year, month = moved // 12, moved % 12 + 1
    return date(year, month, min(value.day, last_of(year, month).day))


def holding(value: date, unit: str) -> Period:
    """The calendar unit that holds a day."""
    if unit == "day":
        return day(value)
    if unit == "weekend":
        saturday = value + timedelta(days=5 - value.weekday())
        return days(saturday, saturday + timedelta(days=1), "week")
    if unit in DAYS:
        monday = value - timedelta(days=value.weekday())
        return days(monday, monday + timedelta(days=DAYS[unit] - 1), "week")
    if unit in ("month", "quarter", "half"):
        size = MONTHS[unit]
        return months(value.replace(month=(value.month - 1) // size * size + 1, day=1), size, unit)
    return years(value.year, MONTHS[unit] // 12, unit)


def years(number: int, size: int, unit: str) -> Period:
    """A calendar year, decade or century that holds a year (1990 to 1999; 1900 to 1999)."""
    start = number // size * size
    first, last = date(max(start, 1), 1, 1), date(start + size - 1, 12, 31)
    return Period(first, last, unit, edtf.write(first, last, unit))


def step(value: date, unit: str, offset: int) -> Period:
    """The calendar unit so many units from the one that holds a day."""
    if unit in ("week", "weekend", "day", "fortnight"):
        return holding(add(value, offset, "week" if unit == "weekend" else unit), unit)
    return holding(add(value.replace(day=1), offset, unit), unit)


def join(a: Period, b: Period) -> Period:
    """From the start of one to the end of the other, each at its own precision."""
    if a.first and b.last and a.first > b.last:
        raise ValueError("a range ends before it starts")
    left, right = a.edtf.partition("/")[0], b.edtf.rpartition("/")[2]
    return Period(a.first, b.last, "range", left if left == right else f"{left}/{right}")


def opened(period: Period, sign: str) -> Period:
    """The time a sign leaves open: "since" and "after" have no end, "by", "until" and "before" no start.

    "after" starts on the day that follows, "before" ends on the day ahead of it.
    """
    left, right = period.edtf.partition("/")[0], period.edtf.rpartition("/")[2]
    if sign in ("since", "from"):
        return replace(period, last=None, edtf=f"{left}/..")
    if sign in ("by", "until"):
        return replace(period, first=None, edtf=f"../{right}")
    if sign == "after" and period.last:
        start = period.last + timedelta(days=1)
        return Period(start, None, period.precision, f"{_edge(start, period, 1)}/..")
    if sign == "before" and period.first:
        end = period.first - timedelta(days=1)
        return Period(None, end, period.precision, f"../{_edge(end, period, -1)}")
    return period


def _edge(bound: date, period: Period, direction: int) -> str:
    shape = period.precision if period.precision in ("month", "year", "decade", "century") else "day"
    written = edtf.point(bound, shape)
    whole = edtf.read(written)[0 if direction > 0 else 1] == bound
    return written if whole else bound.isoformat()


def weekdays(weekday: int, anchor: date) -> tuple[date, ...]:
    """A weekday (Monday is 0) in the week before the anchor's, in it, and after it."""
    this = anchor + timedelta(days=weekday - anchor.weekday())
    return tuple(this + timedelta(days=7 * k) for k in (-1, 0, 1))


def first_of(found: Iterable[T]) -> T:
    """The first of what there is. Raises ValueError where the calendar has none."""
    for one in found:
        return one
    raise ValueError("no such day in the years around")
