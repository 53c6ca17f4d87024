"""What a rule of dating finds, and what comes of all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.core.interval import Interval
from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The days on which the document may have been written, as one place in it says.

    An interval of any year, such as the time after the end of May, has no days of its own; its EDTF then is
    "XXXX-06-01/XXXX-12-31" (ISO 8601-2, unspecified digits). reason: one sentence for a person.
    """

    interval: Interval
    reason: str
    span: Span

    @property
    def yearly(self) -> bool:
        """Whether it bounds month and day in whatever year it is."""
        return self.interval.edtf.startswith("XXXX")


@dataclass(frozen=True, slots=True)
class Dating:
    """interval: the date, where the evidence agrees and suffices. conflict: two pieces that cannot both hold.

    reason: why there is no interval, in all other cases.
    """

    interval: Interval | None
    evidence: tuple[Evidence, ...]
    conflict: str | None
    reason: str | None = None


def between(first: date | None, last: date | None, basis: str, span: Span) -> Interval:
    """Some day from first to last, both inclusive; open where None (EDTF ".." for an open end)."""
    left, right = (d.isoformat() if d else ".." for d in (first, last))
    return Interval(first, last, left if left == right else f"{left}/{right}", left != right, basis, span)


def yearly(first: tuple[int, int], last: tuple[int, int], basis: str, span: Span) -> Interval:
    """Some day from (month, day) to (month, day) of a year not yet known; across New Year where last is earlier."""
    return Interval(None, None, f"{_any(*first)}/{_any(*last)}", True, basis, span)


def instances(interval: Interval, years: range) -> list[tuple[date, date]]:
    """The stretches of days that a yearly interval means in those years."""
    (m1, d1), (m2, d2) = ((int(p[5:7]), int(p[8:10])) for p in interval.edtf.split("/"))
    over = 1 if (m2, d2) < (m1, d1) else 0
    return [(safe(y, m1, d1), safe(y + over, m2, d2)) for y in years if 1 < y < 9999]


def safe(year: int, month: int, day: int) -> date:
    """A day; 29 February becomes 1 March in a year that has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)


def _any(month: int, day: int) -> str:
    return f"XXXX-{month:02}-{day:02}"
