"""Quantities: cases, lexicon examples, and properties of numbers in general."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import year
from verbale.core.line import Line, Parse
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.lines.parser import Parser
from verbale.mentions import quantities

LEXICON = load()
CASES = tomllib.loads((Path(__file__).parent / "cases" / "mentions" / "quantities.toml").read_text("utf-8"))["case"]
FIELDS = ("value", "low", "high", "unit", "per")


def found(
    text: str, publisher: str | None = None, times: tuple[Time, ...] = (), parse: Parse | None = None
) -> tuple[Quantity, ...]:
    document = Document(digest(text), text, "case", publisher=publisher)
    line = Line(0, Span(0, len(text)), 0, "text", 0, "paragraph", parse)
    return quantities.find(document, (line,), LEXICON, times)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    mentions = found(case["text"], case.get("publisher"))
    assert [m.span.of(case["text"]) for m in mentions] == [e["quote"] for e in case["expect"]]
    for mention, expected in zip(mentions, case["expect"], strict=True):
        for name in FIELDS:
            wanted = expected.get(name)
            assert getattr(mention, name) == (pytest.approx(wanted) if isinstance(wanted, float) else wanted), name
        assert mention.comparator == expected.get("comparator", "=")


def test_cases_read_the_same_with_a_parse() -> None:
    lost = []
    for case, parse in zip(CASES, Parser().parse((c["text"], 0, ()) for c in CASES), strict=True):
        mentions = found(case["text"], case.get("publisher"), parse=parse)
        if [m.span.of(case["text"]) for m in mentions] != [e["quote"] for e in case["expect"]]:
            lost.append((case["text"], mentions))
    assert lost == []


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("entry", LEXICON.table("currency"), ids=lambda e: e["code"])
def test_currency_examples(entry: dict[str, Any]) -> None:
    for example in (*entry["examples"], f"It cost {entry['code']} 60 million."):
        assert [q.unit for q in found(example)] == [entry["code"]]


@pytest.mark.parametrize("entry", LEXICON.table("measure_unit"), ids=lambda e: e["code"])
def test_unit_examples(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        assert entry["code"] in [q.unit for q in found(example)]


@pytest.mark.parametrize("table", ["rate", "bound"])
def test_rate_and_bound_examples(table: str) -> None:
    key = {"rate": "per", "bound": "comparator"}[table]
    for entry in LEXICON.table(table):
        for example in entry["examples"]:
            assert entry[key] in [getattr(q, key) for q in found(example)], example


NUMBER_WORDS = (
    "number_cardinal",
    "number_ordinal",
    "number_fraction",
    "number_multiple",
    "number_adverb",
    "number_group",
)


@pytest.mark.parametrize("table", [*NUMBER_WORDS, "measure"])
def test_number_words_count_in_their_examples(table: str) -> None:
    for entry in LEXICON.table(table):
        assert all(found(example) for example in entry["examples"]), entry


@pytest.mark.parametrize(
    "table", ["number_identifier", "number_idiom", "ordinal_title", "number_month", "number_clock"]
)
def test_names_and_dates_count_nothing_in_their_examples(table: str) -> None:
    for entry in LEXICON.table(table):
        assert [found(e) for e in entry["examples"]] == [()] * len(entry["examples"]), entry


def test_measures_name_known_units_and_topics() -> None:
    units = {e["code"] for e in LEXICON.table("measure_unit")} | {"money", "%", "count"}
    rows = LEXICON.table("measure")
    assert len(rows) >= 90 and len({r["id"] for r in rows}) == len(rows)
    assert all(set(r["units"]) <= units and r.get("flow") in {None, "annual", "stock", "cumulative"} for r in rows)


def test_a_number_in_a_date_is_left_out_but_a_length_of_time_is_kept() -> None:
    text = "In the past 32 years and by the 3 quarter marks."
    dates = tuple(Time(Span(*s), 0, year(2024)) for s in ((0, 20), (25, 47)))
    assert [q.span.of(text) for q in found(text, times=dates)] == ["32 years"]


def test_a_length_of_time_that_a_time_mention_holds_is_not_told_twice() -> None:
    text = "The lease runs 12 years and costs 40 euros a year for 3 plots."
    quantity = found(text)
    mentions = quantities.told([*quantity, Time(Span(15, 23), 0, duration="P12Y")], LEXICON)
    assert [m.span.of(text) for m in mentions if isinstance(m, Quantity)] == ["40 euros", "3 plots"]
    assert quantities.told(quantity, LEXICON) == quantity


@pytest.mark.parametrize("entry", LEXICON.table("currency_part"), ids=lambda e: e["words"][0])
def test_small_units_are_parts_of_their_currencies(entry: dict[str, Any]) -> None:
    known = {e["code"] for e in LEXICON.table("currency")}
    assert set(entry.get("codes", ())) <= known
    for example in entry["examples"]:
        (mention,) = found(example)
        assert mention.value is not None and mention.value <= 80 / entry["ratio"], example


def test_every_currency_of_the_standard_is_known() -> None:
    rows = [e for e in LEXICON.table("currency") if "until" not in e and e["code"] not in ("XDR", "XBT", "XSU", "XUA")]
    assert len(rows) >= 160 and all(e["minor"] in (0, 2, 3, 4) for e in rows)


def test_mentions_stay_within_their_line() -> None:
    text = "Turnover was 5\nmillion euros for 12\nmonths"
    document = Document("d", text, "case")
    lines = tuple(Line(i, Span(*s), 0, "text", 0, "paragraph") for i, s in enumerate(((0, 14), (15, 35), (36, 42))))
    mentions = quantities.find(document, lines, LEXICON, ())
    assert all(lines[q.line].span.contains(q.span) for q in mentions)


SCALES = st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)])


@settings(deadline=None)
@given(st.integers(1, 999), SCALES)
def test_a_scale_word_scales_the_reading(number: int, scale: tuple[str, int]) -> None:
    word, power = scale
    (plain,) = found(f"They spent {number} euros.")
    (scaled,) = found(f"They spent {number} {word} euros.")
    assert scaled.value == pytest.approx((plain.value or 0) * 10**power)


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}"]), st.sampled_from(["US$", "€", "£"]))
def test_what_is_formatted_is_read_again(number: int, form: str, sign: str) -> None:
    (mention,) = found(f"It cost {sign}{form.format(number)} in all.")
    assert mention.value == number


@settings(deadline=None)
@given(st.decimals(0, 10**6, places=2), st.sampled_from(["%", " per cent", " km", " tonnes"]))
def test_decimals_are_read_again(number: Any, unit: str) -> None:
    (mention,) = found(f"It came to {number}{unit} in all.")
    assert mention.value == float(number)


UNITS = [e["word"] for e in LEXICON.table("number_cardinal") if 0 < e["value"] < 20]
TENS = [e["word"] for e in LEXICON.table("number_cardinal") if 20 <= e["value"] < 100]
VALUES = {e["word"]: e["value"] for e in LEXICON.table("number_cardinal")}


@settings(deadline=None)
@given(st.sampled_from(UNITS[:9]), st.sampled_from(TENS), st.sampled_from(UNITS[:9]), st.sampled_from(["-", " "]))
def test_number_words_add_up(hundreds: str, ten: str, one: str, gap: str) -> None:
    (mention,) = found(f"They sold {hundreds} hundred and {ten}{gap}{one} tonnes.")
    assert mention.value == VALUES[hundreds] * 100 + VALUES[ten] + VALUES[one]


PIECES = [
    "$",
    "5",
    "million",
    "one",
    "first",
    "half",
    "a",
    "%",
    "-",
    "to",
    "and",
    "3,5",
    "½",
    "€",
    "US",
    ".",
    " ",
    "\n",
    "th",
    "()",
    "of",
    "twice",
]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
        st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    )
)
def test_nothing_raises_and_no_mention_overlaps(text: str) -> None:
    mentions = found(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(mentions))
    assert all(m.number is not None and m.span.contains(m.number) for m in mentions)
