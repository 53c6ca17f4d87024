"""Days, months, years and ranges as the tables write them (EDTF level 0, ISO 8601-2)."""

from __future__ import annotations

from datetime import date

from verbale.core import interval
from verbale.core.interval import Interval


def parse(edtf: str, basis: str = "") -> Interval:
    """The interval of "2001", "2001-06", "2001-06-15" or "2024-07-03/2024-07-04".

    Raises ValueError for anything else.
    """
    if "/" in edtf:
        first, last = (parse(part) for part in edtf.split("/"))
        return Interval(first.earliest, last.latest, edtf, False, basis)
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return interval.day(date(*parts), basis)
    return interval.month(parts[0], parts[1], basis) if len(parts) == 2 else interval.year(parts[0], basis)
