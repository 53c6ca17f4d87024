"""What is known of a number while it is read, before it becomes a mention."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    start, end: document offsets, scale words included. value: mantissa times scale; None for "thousands of".
    form: cardinal, ordinal, fraction, indefinite, multiple, adverb or group. style: digits or words.
    grouped: thousands are set apart ("12,000"). article: opened by "a" ("a dozen").
    """

    start: int
    end: int
    mantissa: Decimal | None
    scale: Decimal = Decimal(1)
    form: str = "cardinal"
    style: str = "digits"
    grouped: bool = False
    article: bool = False

    @property
    def value(self) -> float | None:
        return None if self.mantissa is None else float(self.mantissa * self.scale)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def like_year(self) -> bool:
        """Four plain digits that may be a year of our era's last five centuries or the next."""
        plain = self.style == "digits" and not self.grouped and self.scale == 1 and self.form == "cardinal"
        return plain and self.end - self.start == 4 and self.mantissa is not None and 1500 <= self.mantissa < 2150


@dataclass(frozen=True, slots=True)
class Draft:
    """A numeral with what was found around it.

    start, end: the whole expression, sign or currency and unit included. sort and unit as in `core.mention.Quantity`;
    sort "part" is a small unit of a larger one. weak: nothing says that it counts anything. dead: it names a thing
    (a date, a resolution) and is no quantity.
    """

    numeral: Numeral
    start: int
    end: int
    sort: str = "number"
    unit: str | None = None
    comparator: str = "="
    low: float | None = None
    high: float | None = None
    per: str | None = None
    noun: Span | None = None
    reason: str | None = None
    weak: bool = False
    dead: bool = False
    value: float | None = None
    dimension: str | None = None


def integral(number: Decimal) -> bool:
    """Whether a number of any length has no decimal part; `% 1` fails beyond the context's digits."""
    return number == number.to_integral_value()
