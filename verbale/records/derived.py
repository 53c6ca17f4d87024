"""What follows from a figure by plain arithmetic, kept apart from what is said: the field `derived`.

Each item names its rule and what it rests on. Numbers run on rounding intervals: a value stands for all that rounds to
it as written ("17.6 billion" is 17.55 to 17.65 billion). Rules: `level-over-growth` (the base of a growth rate),
`year-less-part` (the rest of a year whose whole and first part are known), `from-to` (the growth between two levels),
`date-less-elapsed` (the year N years back), `ordinal-implies-earlier` (a second visit means one before it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verbale.core.interval import Interval

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A stated number with the interval that its rounding leaves open."""

    value: float
    low: float
    high: float

    def per(self, other: Rounded) -> Rounded:
        return Rounded(self.value / other.value, self.low / other.high, self.high / other.low)

    def less(self, other: Rounded) -> Rounded:
        return Rounded(self.value - other.value, self.low - other.high, self.high - other.low)


def rounded(value: float, words: str) -> Rounded:
    """A number as its words state it: half a unit of the last digit written either way."""
    digits = shown(words)
    scale = abs(value) / digits if digits else 1.0
    half = scale * _unit(_written(words)) / 2
    return Rounded(value, value - half, value + half)


def shown(words: str) -> float:
    """The number that the digits show, without a scale word: 17.6 of "17.6 billion"; 0 where there are none."""
    written = _written(words)
    return float(written) if written else 0.0


def _written(words: str) -> str:
    digits = re.search(r"\d[\d,. \u00a0]*", words)
    written = re.sub(r"[,\s\u00a0]", "", digits.group()).rstrip(".") if digits else ""
    return written if re.fullmatch(r"\d+(?:\.\d+)?", written) else ""


def _unit(written: str) -> float:
    """The worth of the last digit that is not a trailing zero of a whole number."""
    _, dot, decimals = written.partition(".")
    return float(10.0 ** -len(decimals)) if dot else float(10 ** (len(written) - len(written.rstrip("0"))))


def base(level: Rounded, rate: Rounded, held: Mapping[str, Any], unit: str | None) -> Item | None:
    """The level before a growth of so many per cent; None where the bounds leave nothing."""
    sign = -1 if held.get("direction") == "down" else 1
    ends = sorted((1 + sign * rate.low / 100, 1 + sign * rate.high / 100))
    if held.get("unit") != "%" or held.get("value") is None or ends[0] <= 0:
        return None
    found = level.per(Rounded(1 + sign * rate.value / 100, ends[0], ends[1]))
    return _item("base", "level-over-growth", found, unit, held.get("against"))


def rest_of_year(whole: Rounded, year: str, part: Item) -> Item | None:
    """The rest of a year from its whole and a derived first part ("2023-01/2023-05" leaves 2023-06/2023-12)."""
    found = re.fullmatch(r"(\d{4})-01/(\d{4})-(\d\d)", str(part.get("period") or ""))
    if not found or not found.group(1) == found.group(2) == year or found.group(3) == "12":
        return None
    left = whole.less(Rounded(part["value"], part["low"], part["high"]))
    period = f"{year}-{int(found.group(3)) + 1:02}/{year}-12"
    return _item("rest", "year-less-part", left, part.get("unit"), period)


def growth(first: Rounded, last: Rounded, unit: str | None, start: str | None) -> Item | None:
    """The growth in per cent from one level to the next; of two rates the percentage points between them."""
    if unit == "%":
        return _item("growth", "from-to", last.less(first), "pp", start)
    if first.low <= 0:
        return None
    found = last.per(first)
    wide = Rounded(100 * (found.value - 1), 100 * (found.low - 1), 100 * (found.high - 1))
    return _item("growth", "from-to", wide, "%", start)


def origin(years: float, document: Interval | None) -> Item | None:
    """The calendar year so many years before the document's, where that year is known."""
    first, last = (document.earliest, document.latest) if document else (None, None)
    if first is None or last is None or first.year != last.year or not 0 < years < first.year or years % 1:
        return None
    return {"what": "since", "rule": "date-less-elapsed", "period": f"{first.year - int(years):04}"}


def earlier(ordinal: float, window: Mapping[str, str] | None) -> Item:
    """A second time means one before it, inside the window where one is stated; its date is not known."""
    return {"what": "earlier", "rule": "ordinal-implies-earlier", "value": ordinal - 1, "within": window}


def _item(what: str, rule: str, found: Rounded, unit: str | None, period: str | None) -> Item:
    return {
        "what": what,
        "rule": rule,
        "value": _short(found.value),
        "low": _short(found.low),
        "high": _short(found.high),
        "unit": unit,
        "period": period,
    }


def _short(value: float) -> float:
    """Six significant digits, so that the same input prints the same on every machine."""
    return float(f"{value:.6g}")
