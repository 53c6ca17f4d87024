"""Numbers written out in digits, words and scales and read back: ten times the number is ten times the reading."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.line import Line
from verbale.core.mention import Quantity
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.mentions import quantities

LEXICON = load()
MANY = settings(max_examples=150, deadline=None, derandomize=True)
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = (("billion", 10**9), ("million", 10**6), ("thousand", 10**3))
SCALE = st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)])
GROUPS = st.sampled_from(["", ",", "\u00a0", "\u2009", "\u202f"])
BEFORE = {"US$": "USD", "€": "EUR", "£": "GBP", "EUR ": "EUR", "USD ": "USD", "RMB ": "CNY", "HK$": "HKD"}
AFTER = {
    " euros": "EUR", " yuan": "CNY", " US dollars": "USD", " yen": "JPY", " tonnes": "t", " km": "km",
    " hectares": "ha", " square kilometres": "km2", " megawatts": "MW", " barrels": "bbl", " per cent": "%",
    " percentage points": "pp",
}  # fmt: skip
FRAMES = st.sampled_from(["The sum came to {}.", "It rose to {} in all.", "Trade stood at {}, as before."])


def found(text: str) -> tuple[Quantity, ...]:
    document = Document(digest(text), text, "case")
    return quantities.find(document, (Line(0, Span(0, len(text)), 0, "text", 0, "paragraph"),), LEXICON, ())


def read(frame: str, words: str) -> Quantity:
    """The one quantity of a sentence; its span holds its numeral and gives back the words that were put in."""
    text = frame.format(words)
    (mention,) = found(text)
    assert mention.number and mention.span.contains(mention.number)
    assert mention.span.of(text) == words
    return mention


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def below_thousand(number: int, and_: str, gap: str) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    tail = SMALL[rest] if rest < 20 else TENS[tens] + (f"{gap}{SMALL[ones]}" if ones else "")
    head = f"{SMALL[hundreds]} hundred" if hundreds else ""
    return f"{head}{and_}{tail}" if head and rest else head or tail


def spelled(number: int, and_: str, gap: str) -> str:
    """A number in English words, American without "and", British with it."""
    parts = []
    for name, size in SCALES:
        count, number = divmod(number, size)
        parts += [f"{below_thousand(count, and_, gap)} {name}"] if count else []
    last = below_thousand(number, and_, gap) if number or not parts else ""
    joint = and_ if parts and 0 < number < 100 else " "
    return " ".join(parts) + (joint if parts and last else "") + last


@MANY
@given(st.integers(1, 10**12), GROUPS, st.sampled_from(sorted(BEFORE)), FRAMES)
def test_money_in_digits_is_read_back(number: int, mark: str, sign: str, frame: str) -> None:
    got = read(frame, f"{sign}{grouped(number, mark)}")
    assert (got.value, got.unit) == (number, BEFORE[sign])


@MANY
@given(st.integers(1, 10**12), GROUPS, st.sampled_from(sorted(AFTER)), FRAMES)
def test_measures_in_digits_are_read_back(number: int, mark: str, unit: str, frame: str) -> None:
    got = read(frame, f"{grouped(number, mark)}{unit}")
    assert (got.value, got.unit) == (number, AFTER[unit])


@MANY
@given(st.decimals(0, 10**5, places=3), st.sampled_from(sorted(AFTER)), FRAMES)
def test_decimals_are_read_back(number: object, unit: str, frame: str) -> None:
    assert read(frame, f"{number}{unit}").value == float(str(number))


@MANY
@given(st.integers(1, 10**12 - 1), st.sampled_from([" ", " and "]), st.sampled_from(["-", " "]), FRAMES)
def test_words_are_read_back(number: int, and_: str, gap: str, frame: str) -> None:
    got = read(frame, f"{spelled(number, and_, gap)} tonnes")
    assert (got.value, got.unit) == (number, "t")


@MANY
@given(st.integers(1, 9999), SCALE, st.sampled_from(sorted(BEFORE)), FRAMES)
def test_a_scale_word_scales_money(number: int, scale: tuple[str, int], sign: str, frame: str) -> None:
    word, power = scale
    plain, scaled = read(frame, f"{sign}{number}"), read(frame, f"{sign}{number} {word}")
    assert (plain.value, plain.unit) == (number, scaled.unit)
    assert scaled.value == pytest.approx(number * 10**power)


@MANY
@given(st.integers(1, 999), st.integers(0, 99), SCALE, st.sampled_from(["", "€", "US$"]), FRAMES)
def test_decimals_before_a_scale_word(whole: int, part: int, scale: tuple[str, int], sign: str, frame: str) -> None:
    word, power = scale
    got = read(frame, f"{sign}{whole}.{part:02} {word}" + ("" if sign else " tonnes"))
    assert got.value == pytest.approx(float(Fraction(whole * 100 + part, 100) * 10**power))


@MANY
@given(st.integers(1, 10**9), st.sampled_from([10, 1000]), st.sampled_from(sorted(AFTER)), GROUPS, FRAMES)
def test_ten_times_the_number_is_ten_times_the_reading(n: int, times: int, unit: str, mark: str, frame: str) -> None:
    one, more = (read(frame, f"{grouped(x, mark)}{unit}") for x in (n, n * times))
    assert one.value and more.value == pytest.approx(one.value * times)
    assert (one.unit, one.sort, one.comparator) == (more.unit, more.sort, more.comparator)


@MANY
@given(st.integers(1, 900), st.integers(1, 90), SCALE, st.sampled_from([" to ", "-", "–"]), FRAMES)
def test_a_range_shares_scale_and_unit(low: int, more: int, scale: tuple[str, int], joint: str, frame: str) -> None:
    word, power = scale
    got = read(frame, f"{low}{joint}{low + more} {word} euros")
    assert got.unit == "EUR" and got.value is None
    assert got.low == pytest.approx(low * 10**power)
    assert got.high == pytest.approx((low + more) * 10**power)


@MANY
@given(st.integers(-(10**6), 10**6), st.sampled_from(["%", " per cent", " percent"]), FRAMES)
def test_per_cent_is_read_back(number: int, sign: str, frame: str) -> None:
    assume(number > 0)
    got = read(frame, f"{number / 100:.2f}{sign}")
    assert (got.unit, got.sort) == ("%", "percent")
    assert got.value == pytest.approx(number / 100)


LETTERS = {"m": 6, "bn": 9, "tn": 12, "k": 3}


@MANY
@given(st.integers(1, 999), st.sampled_from(sorted(LETTERS)), st.sampled_from(["US$", "€", "£"]), FRAMES)
def test_letters_of_scale(number: int, letter: str, sign: str, frame: str) -> None:
    assert read(frame, f"{sign}{number}{letter}").value == pytest.approx(number * 10 ** LETTERS[letter])


@MANY
@given(st.lists(st.tuples(st.integers(2, 999), st.sampled_from(sorted(AFTER))), min_size=2, max_size=5))
def test_quantities_side_by_side_stay_apart(rows: list[tuple[int, str]]) -> None:
    text = "; then ".join(f"it was {n}{unit}" for n, unit in rows) + "."
    assert [(q.value, q.unit) for q in found(text)] == [(n, AFTER[unit]) for n, unit in rows]
