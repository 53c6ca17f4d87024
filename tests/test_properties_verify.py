"""What holds of every check whatever numbers and dates it is given: rounding contains, true sums pass, planted ones do
not, and a week's shift changes no weekday."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verbale
from verbale.core.finding import Finding
from verbale.verify.rounding import Range, factor, short, stated
from verbale.verify.run import examine

QUIET = [HealthCheck.too_slow]
MANY = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=QUIET)
SOME = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=QUIET)

SCALES = st.sampled_from(
    [("", 1), (" thousand", 10**3), (" million", 10**6), (" billion", 10**9), (" trillion", 10**12)]
)
DIGITS = st.integers(min_value=0, max_value=2)
LEVELS = st.decimals(min_value=2, max_value=900, places=4)


def rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def found(text: str, rule: str, when: str = "2021-06-15") -> list[Finding]:
    return [f for f in examine(verbale.read(text, date=when, publisher="NOR")) if f.rule == rule]


# -- rounding ------------------------------------------------------------------------------------------------


@MANY
@given(LEVELS, DIGITS, SCALES, st.sampled_from(["=", "~", ">=", "<="]))
def test_an_interval_contains_what_was_rounded(value: Decimal, digits: int, scale: tuple[str, int], sign: str) -> None:
    word, size = scale
    written = rounded(value, digits)
    number = stated(float(written * size), f"{written}{word}", sign)
    assert number.wide.holds(number.value) and number.narrow.holds(number.value)
    if sign in ("=", "~"):
        assert number.narrow.holds(Fraction(value) * size)
    for end, inner in ((number.wide.low, number.narrow.low), (number.narrow.high, number.wide.high)):
        assert end is None or inner is None or end <= inner


@MANY
@given(st.integers(min_value=1, max_value=10**7))
def test_round_numbers_are_never_rounded_by_more_than_a_twentieth(value: int) -> None:
    wide = stated(float(value), f"{value:,}").wide
    assert wide.low is not None and wide.high is not None
    slack = max(Fraction(1, 2), Fraction(value, 20))
    assert value - slack <= wide.low <= value <= wide.high <= value + slack


@MANY
@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=4))
def test_sums_on_ranges_hold_the_sums_of_what_is_in_them(pairs: list[tuple[Decimal, Decimal]]) -> None:
    low, high = Fraction(0), Fraction(0)
    total = Range(Fraction(0), Fraction(0))
    for pair in pairs:
        a, b = sorted(map(Fraction, pair))
        total, low, high = total + Range(a, b), low + a, high + b
    assert total.holds(low) and total.holds((low + high) / 2) and total.holds(high)
    assert short(high)


@MANY
@given(LEVELS, LEVELS, st.tuples(DIGITS, DIGITS, DIGITS), SCALES)
def test_growth_as_rounded_always_fits(
    base: Decimal, level: Decimal, digits: tuple[int, int, int], scale: tuple[str, int]
) -> None:
    word, size = scale
    percent = abs(level / base - 1) * 100
    a, b, p = rounded(base, digits[0]), rounded(level, digits[1]), rounded(percent, digits[2])
    grown = factor(stated(float(p), str(p)), level >= base)
    assert grown is not None
    product = stated(float(a * size), f"{a}{word}").wide * grown
    assert product.meets(stated(float(b * size), f"{b}{word}").wide)


@MANY
@given(
    st.decimals(min_value=0, max_value=500, places=1), st.sampled_from(["=", "~", ">", ">=", "<", "<="]), st.booleans()
)
def test_a_factor_is_natural_or_none(percent: Decimal, sign: str, up: bool) -> None:
    grown = factor(stated(float(percent), str(percent), sign), up)
    assert grown is None or (grown.low is not None and grown.low >= 0)


# -- whole sentences -----------------------------------------------------------------------------------------

UNITS = st.sampled_from([("", " euros", " million"), ("US$", "", " billion"), ("", " tonnes", " million")])
FRAMES = st.sampled_from(
    [
        "Trade between Chad and Niger {verb} by {p} percent, from {a} in 2018 to {b} in 2019.",
        "Sales {verb} from {a} to {b}, {noun} of {p} percent.",
        "Output reached {b} in 2019, {way} {p}% from {a} in 2018.",
    ]
)


def sentence(frame: str, unit: tuple[str, str, str], a: Decimal, b: Decimal, p: Decimal) -> str:
    up = b >= a
    words = {
        "verb": "rose" if up else "fell",
        "noun": "an increase" if up else "a decrease",
        "way": "up" if up else "down",
    }
    first, last = (f"{unit[0]}{x}{unit[2]}{unit[1]}" for x in (a, b))
    return frame.format(a=first, b=last, p=p, **words)


@SOME
@given(FRAMES, UNITS, LEVELS, LEVELS, st.tuples(DIGITS, DIGITS, DIGITS))
def test_true_growth_is_never_off(
    frame: str, unit: tuple[str, str, str], base: Decimal, level: Decimal, digits: tuple[int, int, int]
) -> None:
    a, b = rounded(base, digits[0]), rounded(level, digits[1])
    text = sentence(frame, unit, a, b, rounded(abs(level / base - 1) * 100, digits[2]))
    assert all(f.severity == "info" for f in found(text, "growth")), text
    assert all(f.severity == "info" for f in found(text, "direction")) or (level < base) != (b < a), text


@SOME
@given(FRAMES, UNITS, LEVELS, st.integers(min_value=5, max_value=90), st.integers(min_value=20, max_value=60))
def test_a_planted_growth_is_always_found(
    frame: str, unit: tuple[str, str, str], base: Decimal, percent: int, slip: int
) -> None:
    a = rounded(max(base, Decimal(20)), 1)
    b = rounded(a * (100 + percent) / 100, 1)
    text = sentence(frame, unit, a, b, Decimal(percent + slip))
    assert [f.outcome for f in found(text, "growth")] == ["off"], text


@SOME
@given(UNITS, st.integers(min_value=11, max_value=300), st.integers(min_value=11, max_value=300), st.integers(0, 1))
def test_parts_that_sum_pass_and_others_do_not(unit: tuple[str, str, str], a: int, b: int, slip: int) -> None:
    one, two = (f"{unit[0]}{x}.3{unit[2]}{unit[1]}" for x in (a, b))
    total = f"{unit[0]}{a + b + Decimal('0.6') + slip * (a + b) // 2}{unit[2]}{unit[1]}"
    text = f"The package of {total} comprises {one} for roads and {two} for ports."
    outcomes = {f.outcome for f in found(text, "parts-total")}
    assert outcomes == ({"off"} if slip else {"holds"}), text


# -- the calendar --------------------------------------------------------------------------------------------

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))


@SOME
@given(DAYS, st.integers(min_value=0, max_value=6), st.integers(min_value=-52, max_value=52))
def test_a_shift_by_weeks_changes_no_weekday(day: date, said: int, weeks: int) -> None:
    name = (date(2024, 1, 1) + timedelta(days=said)).strftime("%A")
    outcomes = []
    for when in (day, day + timedelta(weeks=weeks)):
        text = f"The two ministers met on {name}, {when.day} {when:%B} {when.year}."
        outcomes.append([f.outcome for f in found(text, "weekday", (when + timedelta(days=2)).isoformat())])
    assert outcomes[0] == outcomes[1] == [["off"], ["holds"]][said == day.weekday()]


# -- anything ------------------------------------------------------------------------------------------------

WORDS = """
rose fell from to by up down doubled tripled percent % million billion euros US$ tonnes an average of per year each
including comprising exports imports trade born aged died in of the , . ( ) : – and or 2019 2020 May Monday 31 June
halved points percentage share anniversary 30th years since compared with than more less 100 0 0.0 1,000 12.5
"""
ANY = st.sampled_from(WORDS.split()) | st.integers(min_value=0, max_value=10**13).map(str)


@SOME
@given(st.lists(ANY, min_size=3, max_size=40))
def test_random_numbers_raise_nothing(words: list[str]) -> None:
    text = " ".join(words) + "."
    for f in examine(verbale.read(text, date="2021-06-15", publisher="NOR")):
        assert all(s.of(text) == q for s, q in zip(f.spans, f.quotes, strict=True))


@pytest.mark.parametrize(
    "text", ["Exports fell by 100 percent to 0 euros from 0 euros.", "Of 0, 0 were 0 (0%).", "5% of 0%."]
)
def test_noughts_raise_nothing(text: str) -> None:
    examine(verbale.read(text, date="2021-06-15", publisher="NOR"))
