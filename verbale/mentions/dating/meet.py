"""The days that all evidence leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from verbale.core.interval import Interval
from verbale.mentions.dating.evidence import Evidence, between, instances

NO_DAY = "no day fits all the evidence"
OPEN = "the evidence bounds the date on one side only"
SEVERAL = "the evidence fits several stretches of time"
WIDE = "the evidence leaves more than a year"
YEAR = 366  # days; a date that is less precise dates nothing


def meet(evidence: Sequence[Evidence]) -> Interval | str:
    """The interval that all leave, with their reasons as its basis; or why there is none."""
    dated = [e.interval for e in evidence if not e.yearly]
    first = max((i.earliest for i in dated if i.earliest), default=None)
    last = min((i.latest for i in dated if i.latest), default=None)
    if first is None or last is None:
        return OPEN
    pieces = [(first, last)] if first <= last else []
    for e in (e for e in evidence if e.yearly):
        pieces = _within(pieces, e.interval)
    if len(pieces) != 1:
        return SEVERAL if pieces else NO_DAY
    if (pieces[0][1] - pieces[0][0]).days >= YEAR:
        return WIDE
    reasons = "; ".join(dict.fromkeys(e.reason for e in evidence))
    return between(*pieces[0], reasons, evidence[0].span)


def near(evidence: Evidence, met: Interval) -> bool:
    """Whether the evidence bears on the date found: a treaty signed decades before agrees with every later date."""
    bounds = [d for d in (evidence.interval.earliest, evidence.interval.latest) if d]
    ends = [d for d in (met.earliest, met.latest) if d]
    return evidence.yearly or any(abs((a - b).days) <= 2 * YEAR for a in bounds for b in ends)


def _within(pieces: list[tuple[date, date]], window: Interval) -> list[tuple[date, date]]:
    out = set()
    for first, last in pieces:
        for a, b in instances(window, range(first.year - 1, last.year + 1)):
            if max(a, first) <= min(b, last):
                out.add((max(a, first), min(b, last)))
    return sorted(out)
