"""Stretches of days with their own precision (EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from verbale.core.span import Span

SUPPLIED = ", supplied ("
"""What the basis of a time says where a reference fact gave it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Earliest and latest day of a time, and how it was found.

    earliest, latest: first and last day, both inclusive; None is open.
    edtf: the EDTF string at the precision of the words ("2024-07", "2024-07-03/2024-07-04").
    within: True when it is some time inside the interval, False when it fills it.
    basis: the rule and the anchor it rests on, in words.
    span: the words that give it, where there are any.
    """

    earliest: date | None
    latest: date | None
    edtf: str
    within: bool = False
    basis: str = ""
    span: Span | None = None

    def json(self) -> dict[str, Any]:
        return {
            "edtf": self.edtf,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "within": self.within,
            "basis": self.basis,
            "span": self.span.json() if self.span else None,
        }

    def at(self, span: Span | None) -> Interval:
        return replace(self, span=span)

    def overlaps(self, other: Interval) -> bool:
        early = max(self.earliest or date.min, other.earliest or date.min)
        return early <= min(self.latest or date.max, other.latest or date.max)


def day(value: date, basis: str = "", span: Span | None = None) -> Interval:
    """One day."""
    return Interval(value, value, value.isoformat(), False, basis, span)


def month(year: int, number: int, basis: str = "", span: Span | None = None) -> Interval:
    """A calendar month, which stays a month."""
    last = calendar.monthrange(year, number)[1]
    return Interval(date(year, number, 1), date(year, number, last), f"{year:04}-{number:02}", False, basis, span)


def year(number: int, basis: str = "", span: Span | None = None) -> Interval:
    """A calendar year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), f"{number:04}", False, basis, span)
