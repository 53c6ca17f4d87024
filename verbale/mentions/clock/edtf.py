"""Extended Date/Time Format, ISO 8601-2:2019: the part of it that verbale writes and reads back.

Written: day, month, year, season (21 to 24, southern 29 to 32), decade ("199X"), century ("19XX"), and intervals of
these, open at either end with "..".
"""

from __future__ import annotations

import calendar
import re
from datetime import date

SHAPE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?")
SEASON = {21: 3, 22: 6, 23: 9, 24: 12, 29: 9, 30: 12, 31: 3, 32: 6}


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def point(day: date, precision: str) -> str:
    """A day at the precision of day, month, year, decade or century."""
    if precision == "year":
        return f"{day.year:04}"
    if precision == "decade":
        return f"{day.year // 10:03}X"
    if precision == "century":
        return f"{day.year // 100:02}XX"
    return f"{day.year:04}-{day.month:02}" if precision == "month" else day.isoformat()


def write(first: date | None, last: date | None, precision: str) -> str:
    """The string of a stretch of days; None is an open end. Precision: day, month, year, decade or century."""
    left, right = (point(d, precision) if d else ".." for d in (first, last))
    return left if left == right else f"{left}/{right}"


def _bounds(text: str) -> tuple[date, date]:
    found = SHAPE.fullmatch(text)
    if not found:
        raise ValueError(f"not EDTF: {text!r}")
    year, month, day = found.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if day:
        whole = date(low, int(month), int(day))
        return whole, whole
    if not month:
        return date(max(low, 1), 1, 1), date(high, 12, 31)
    if int(month) in SEASON:
        start = SEASON[int(month)]
        return date(low, start, 1), last_of(low + (start == 12), (start + 1) % 12 + 1)
    return date(low, int(month), 1), last_of(low, int(month))


def read(text: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF string that `write` gives. Raises ValueError on any other."""
    left, slash, right = text.partition("/")
    first = None if left == ".." else _bounds(left)[0]
    end = right if slash else left
    return first, None if end == ".." else _bounds(end)[1]
