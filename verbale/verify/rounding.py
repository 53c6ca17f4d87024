"""What a stated number can mean: exact intervals of rounding, and sums done on them.

A value stated as 41 billion stands for 40.5 to 41.5 billion; a bound is a bound; an approximate value is a tenth
wider than its rounding. Numbers written without a decimal part may be rounded to their last digit that is not a
nought ("40,000" to the nearest ten thousand), yet never by more than a twentieth, for nobody writes 20 for 15: that is
the wide reading. The narrow one rounds to the last digit written. Only what fails in the wide reading is called off.
Sums are exact (fractions), so that no result depends on a machine's floating point. Rests on: interval arithmetic
(IEEE 1788 calls these operations by the same names).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

NUMERAL = re.compile(r"\d[\d,.\u00a0\u202f']*\d|\d")
LOOSE = Fraction(1, 10)
"""How far an approximate value ("about 40") may lie from what is said, as a share of it."""
ROUND = Fraction(1, 20)
"""How far a number with noughts at its end may lie from what is said, as a share of it."""


@dataclass(frozen=True, slots=True)
class Range:
    """All values from low to high, both included; None is without end."""

    low: Fraction | None
    high: Fraction | None

    def __add__(self, other: Range) -> Range:
        return Range(_plus(self.low, other.low), _plus(self.high, other.high))

    def __sub__(self, other: Range) -> Range:
        return Range(_minus(self.low, other.high), _minus(self.high, other.low))

    def __mul__(self, other: Range) -> Range:
        """For ranges of values that are not negative, which amounts and rates are; others raise ValueError."""
        _natural(self, other)
        return Range(_times(self.low, other.low), _times(self.high, other.high))

    def __truediv__(self, other: Range) -> Range:
        """For a divisor that is above nought throughout; else the result has no end."""
        _natural(self, other)
        low = None if other.high is None else _times(self.low, 1 / other.high) if other.high else Fraction(0)
        high = _times(self.high, 1 / other.low) if other.low else None
        return Range(low if low is not None else Fraction(0), high)

    def meets(self, other: Range) -> bool:
        """Whether some value lies in both."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def holds(self, value: Fraction) -> bool:
        return not (_below(value, self.low) or _below(self.high, value))

    def percent(self) -> Range:
        """One plus so many per cent of one: 32 gives 1.32."""
        return Range(_ratio(self.low), _ratio(self.high))

    def __str__(self) -> str:
        low, high = (short(end) if end is not None else "…" for end in (self.low, self.high))
        return low if low == high else f"{low} to {high}"


def _natural(*ranges: Range) -> None:
    for r in ranges:
        if r.low is None or r.low < 0:
            raise ValueError(f"not a range of natural amounts: {r}")


def exactly(value: Fraction | int) -> Range:
    return Range(Fraction(value), Fraction(value))


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _minus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b


def _times(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a * b


def _below(a: Fraction | None, b: Fraction | None) -> bool:
    return a is not None and b is not None and a < b


def _ratio(a: Fraction | None) -> Fraction | None:
    return None if a is None else 1 + a / 100


def short(value: Fraction) -> str:
    """The number as a person writes it, to five digits."""
    if value.denominator == 1 and abs(value) < 100_000:
        return str(value.numerator)
    if abs(value) < 10**6:
        return f"{float(f'{float(value):.5g}'):,.10g}"
    size = next(((n, w) for n, w in SCALES if abs(value) >= n), (1, ""))
    return f"{float(value / size[0]):.5g}{size[1]}"


SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as said: its value, and the narrow and the wide interval that its words leave open."""

    value: Fraction
    narrow: Range
    wide: Range
    words: str

    @property
    def exact(self) -> bool:
        return self.narrow.low == self.narrow.high


def stated(value: float, words: str, comparator: str = "=", whole: bool = False) -> Stated:
    """A number with the intervals its words leave.

    value: scale applied. words: the numeral as written ("US$41 billion"). comparator: by RECORDS.md.
    whole: a count of things, which is not rounded when it is below a hundred.
    """
    number = Fraction(Decimal(repr(value)))
    fine, coarse = _steps(number, words, whole)
    wide = max(fine, min(coarse, 2 * ROUND * abs(number)))
    return Stated(number, _around(number, fine, comparator), _around(number, wide, comparator), words)


def factor(said: Stated, up: bool) -> Range | None:
    """What a level is multiplied by when it moves so many per cent; None for a fall by more than all."""
    wide = said.wide if up else Range(_negative(said.wide.high), _negative(said.wide.low))
    held = wide.percent()
    if held.high is not None and held.high < 0:
        return None
    return Range(max(held.low, Fraction(0)) if held.low is not None else Fraction(0), held.high)


def _negative(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def times(said: Stated, up: bool) -> Range | None:
    """What a level is multiplied by when it is multiplied so often: "halved" and "a twofold fall" are one half."""
    wide = said.wide
    if wide.low is None or wide.low <= 0:
        return None
    return wide if up or said.value < 1 else exactly(1) / wide


def _steps(number: Fraction, words: str, whole: bool) -> tuple[Fraction, Fraction]:
    """The units of the last digit written and of the last one that is not nought; nought for a number in words."""
    found = NUMERAL.search(words)
    if found is None or not number:
        return Fraction(0), Fraction(0)
    digits = re.sub(r"[,\u00a0\u202f']", "", found.group())
    written = Fraction(Decimal(digits)) if digits.count(".") < 2 else Fraction(0)
    if not written or (whole and number < 100 and "." not in digits):
        return Fraction(0), Fraction(0)
    scale = abs(number) / written
    decimals = len(digits.partition(".")[2])
    noughts = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    return scale / 10**decimals, scale * 10 ** min(noughts, 3) / 10**decimals


def _around(value: Fraction, step: Fraction, comparator: str) -> Range:
    half = step / 2
    if comparator in (">", ">="):
        return Range(value - half if comparator == ">=" else value, None)
    if comparator in ("<", "<="):
        return Range(Fraction(0), value + half if comparator == "<=" else value)
    if comparator == "~":
        half = max(half, abs(value) * LOOSE)
    return Range(value - half, value + half)
