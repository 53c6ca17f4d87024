"""Figures of one document as series: what may be held against what.

Two figures belong to one series when they have one measure, one unit, one set of actors and one asserter. Levels are
compared only over periods of the same length, or where one period holds the other; never twelve months against five.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.rounding import Range, Stated, factor, stated, times

COUNTS = ("count", "ordinal", "elapsed")


@dataclass(frozen=True, slots=True)
class Level:
    """A figure with a number, as a series sees it. first, last: the days of its period, where it has one."""

    record: Record
    number: Stated
    key: tuple[Any, ...]
    period: str | None
    first: date | None
    last: date | None

    @property
    def words(self) -> str:
        """The figure on one line: number, unit, period."""
        unit, period = self.record.values.get("unit"), self.period
        return " ".join(
            str(p) for p in (self.number.words, f"[{unit}]" if unit else "", period and f"in {period}") if p
        )


def number(case: Case, record: Record) -> Stated | None:
    """The stated value of a figure with what its words leave open; None where it has no number."""
    value = record.values.get("value")
    span = record.fields.get("value")
    if not isinstance(value, (int, float)) or span is None:
        return None
    counted = record.values.get("form") in COUNTS
    return stated(value, case.words(span), record.values.get("comparator") or "=", counted)


def levels(case: Case) -> tuple[Level, ...]:
    """Amounts, counts and shares with their numbers, in text order."""
    return tuple(_levels(case))


def _levels(case: Case) -> Iterator[Level]:
    for r in case.records("figure"):
        if r.values.get("form") not in ("amount", "count", "share") or r.status in ("denied", "asked", "conditional"):
            continue
        found = number(case, r)
        if found is not None:
            yield Level(r, found, key(r), r.values.get("period"), *_days(r))


def key(r: Record) -> tuple[Any, ...]:
    """What makes figures one series: measure, unit, rate, actors and who asserts it."""
    v = r.values
    about = tuple(sorted(v.get("about") or ()))
    return (v.get("measure"), v.get("unit"), v.get("per"), about, r.said_by)


def _days(r: Record) -> tuple[date | None, date | None]:
    if not r.values.get("period") or r.time is None or r.time.edtf != r.values["period"]:
        return None, None
    return r.time.earliest, r.time.latest


def change(case: Case, record: Record) -> tuple[Range, Stated] | None:
    """The growth factor that a level's change in per cent gives, as a wide range, with the per cent as said."""
    held = record.values.get("change") or {}
    value, unit = held.get("value"), held.get("unit")
    if not isinstance(value, (int, float)) or unit not in ("%", "x"):
        return None
    span = record.fields.get("change")
    said = stated(value, case.words(span) if span else str(value), held.get("comparator") or "=")
    up = held.get("direction") != "down"
    grown = times(said, up) if unit == "x" else factor(said, up)
    return (grown, said) if grown is not None else None


def pairs(found: Iterable[Level]) -> Iterator[tuple[Level, Level]]:
    """Two levels of one series, the earlier period first."""
    held = sorted(found, key=lambda x: (x.last or date.max, x.record.span.start))
    for i, a in enumerate(held):
        yield from ((a, b) for b in held[i + 1 :] if a.key == b.key)


def span_of(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF year, month, day or interval of them; None for other forms."""
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    ends = (_day(first, False), _day(last or first, True))
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def _day(words: str, last: bool) -> date | None:
    parts = words.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3:
        return None
    year, month, day = (*map(int, parts), *[0] * (3 - len(parts)))
    if not month:
        return date(year, 12, 31) if last else date(year, 1, 1)
    if not 1 <= month <= 12:
        return None
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))
