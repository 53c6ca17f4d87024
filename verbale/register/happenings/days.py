"""How the times of two statements stand to each other."""

from __future__ import annotations

from datetime import date, timedelta

from verbale.core.interval import Interval
from verbale.register.rows import Kept

NARROW = timedelta(days=31)
DAY = timedelta(days=1)
YEAR = timedelta(days=366)


def said(kept: Kept) -> date | None:
    """The day of the document: the last it can be."""
    time = kept.document.date
    return (time.latest or time.earliest) if time else None


def width(time: Interval | None) -> timedelta | None:
    """From first to last day; None where an end is open or there is no time."""
    return time.latest - time.earliest if time and time.earliest and time.latest else None


def narrow(time: Interval | None, most: timedelta = NARROW) -> bool:
    days = width(time)
    return days is not None and days <= most


def touch(a: Interval, b: Interval) -> bool:
    """They meet, or no day lies between them."""
    if a.overlaps(b):
        return True
    first, last = (a, b) if (a.latest or date.max) < (b.earliest or date.min) else (b, a)
    return bool(first.latest and last.earliest and last.earliest - first.latest <= DAY)


def holds(wide: Interval, near: Interval) -> bool:
    """The one lies inside the other."""
    early = (wide.earliest or date.min) <= (near.earliest or date.min)
    return early and (near.latest or date.max) <= (wide.latest or date.max)


def nearest(times: list[Interval]) -> list[Interval]:
    """The times without those that hold another one strictly; of equal ones the first."""
    seen: dict[tuple[date | None, date | None], Interval] = {}
    for time in times:
        seen.setdefault((time.earliest, time.latest), time)
    each = list(seen.values())
    return [t for t in each if not any(o is not t and holds(t, o) for o in each)]


def too_late(planned: Kept, held: Kept) -> bool:
    """What a document plans cannot be what was over before it came out."""
    day, time = planned.document.date, held.record.time
    return bool(day and day.earliest and time and time.latest and time.latest < day.earliest)
