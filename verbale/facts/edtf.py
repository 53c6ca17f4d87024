"""Days, months, years and ranges as the tables write them (EDTF level 0, ISO 8601-2, and ranges with an open side)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from verbale.core import interval
from verbale.core.interval import Interval

OPEN = ".."


@lru_cache(maxsize=1 << 16)
def parse(edtf: str, basis: str = "") -> Interval:
    """The interval of "2001", "2001-06", "2001-06-15", "2024-07-03/2024-07-04", "../1950" or "2022/..".

    Raises ValueError for anything else.
    """
    if "/" in edtf:
        first, last = (None if part == OPEN else parse(part) for part in edtf.split("/"))
        return Interval(first.earliest if first else None, last.latest if last else None, edtf, False, basis)
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return interval.day(date(*parts), basis)
    return interval.month(parts[0], parts[1], basis) if len(parts) == 2 else interval.year(parts[0], basis)
