"""Figures: when two statements give one point of one series.

Rule: the same measure, form, unit, rate, actors, scope and period, in sentences that share most of their
words. Values are kept side by side, each with its publishers; what one publisher gives again with
another value is a revision. Targets and figures of what has been are two things.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from verbale.register.happenings.words import content, listed
from verbale.register.rows import Kept

NUMERAL = re.compile(r"\d[\d,.\u00a0\u202f']*\d|\d")
FORMS = ("amount", "count", "share", "change")
LOOSE = 0.1
"""How far an approximate value may lie from what is said, as a share of it."""
ROUND = 0.05
"""How far a number with noughts at its end may lie from what is said, as a share of it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A record of a figure. series: what it is a figure of; words: the rest of its sentence."""

    kept: Kept
    series: tuple[Any, ...]
    period: str
    target: bool
    words: frozenset[str]
    keys: tuple[Hashable, ...]


def point(kept: Kept) -> Point | None:
    """The record as a point; None where it does not say of what and of when it is a figure."""
    r, v = kept.record, kept.record.values
    if r.kind != "figure" or v.get("form") not in FORMS or r.status not in ("held", "planned"):
        return None
    period = v.get("period") or v.get("as_of")
    about = v.get("about") or ()
    if not period or not about or not v.get("measure") or v["measure"] in listed("vague"):
        return None
    key = series(kept)
    target = r.status == "planned"
    return Point(kept, key, str(period), target, content(r.quote), ((key, str(period), target),))


def series(kept: Kept) -> tuple[Any, ...]:
    """What makes figures one series: form, measure, actors, unit, rate, scope."""
    v = kept.record.values
    about = tuple(str(a) for a in v.get("about") or ())
    actors = about if v.get("measure") in listed("directed") else tuple(sorted(about))
    change = v.get("change") if v.get("form") == "change" else None
    against = str(change.get("against") or "") if isinstance(change, dict) else ""
    return (v.get("form"), v.get("measure"), actors, v.get("unit"), v.get("per"), str(v.get("scope") or ""), against)


def tie(a: Point, b: Point) -> str | None:
    """The rule that ties two statements; None where they are of two series or two things."""
    if a.keys != b.keys or len(a.words & b.words) * 2 < min(len(a.words), len(b.words)):
        return None
    if a.kept.document.id == b.kept.document.id and not agree(a.kept, b.kept):
        return None
    return "same measure, period, parties and unit"


def bounds(kept: Kept) -> tuple[float, float] | None:
    """Lowest and highest value that the words leave open, by rounding and bound; None where there is no number."""
    v = kept.record.values
    low, high, value = v.get("low"), v.get("high"), v.get("value")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)):
        return float(low), float(high)
    if not isinstance(value, (int, float)):
        return None
    half = _half(kept, float(value))
    sign = v.get("comparator") or "="
    half = max(half, abs(value) * LOOSE) if sign == "~" else half
    low_open, high_open = sign in ("<", "<="), sign in (">", ">=")
    return float("-inf") if low_open else value - half, float("inf") if high_open else value + half


def _half(kept: Kept, value: float) -> float:
    """Half a unit of the last digit that counts; noughts at the end of a whole number may be rounding."""
    where = kept.record.fields.get("value")
    words = where.shift(-kept.record.span.start).of(kept.record.quote) if _inside(kept) and where else ""
    numeral = NUMERAL.search(words)
    if numeral is None or not value or kept.record.values.get("form") == "count":
        return 0.0
    digits = re.sub(r"[^\d.]", "", numeral.group())
    head, _, tail = digits.partition(".")
    stated = float(f"{head}.{tail or 0}") if digits.count(".") < 2 and head else 0.0
    if not stated:
        return 0.0
    scale = abs(value) / stated
    noughts = 0 if tail else len(head) - len(head.rstrip("0"))
    return float(min(scale * 10 ** (noughts - len(tail)) / 2, max(abs(value) * ROUND, scale * 10 ** -len(tail) / 2)))


def _inside(kept: Kept) -> bool:
    where = kept.record.fields.get("value")
    return where is not None and kept.record.span.contains(where)


def agree(a: Kept, b: Kept) -> bool:
    """Whether both can be one value."""
    one, two = bounds(a), bounds(b)
    if one is None or two is None:
        return a.record.values.get("value") == b.record.values.get("value")
    return one[0] <= two[1] and two[0] <= one[1]


def stated(kept: Kept) -> dict[str, Any]:
    """The value as the document gives it."""
    v = kept.record.values
    return {k: v[k] for k in ("comparator", "value", "low", "high", "unit") if v.get(k) is not None}
