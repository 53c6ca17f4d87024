"""Time expressions: cases, lexicon examples, and properties of calendars in general."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import cases
from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import Interval, day
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Time
from verbale.core.span import Span
from verbale.lexicon import load, variants
from verbale.mentions import times
from verbale.mentions.clock import edtf, period

LEXICON = load()
CASES = [c for name in ("times", "times_official", "times_news", "times_feasts") for c in cases(f"mentions/{name}")]
RELATIVE = (
    "Exports fell last year.",
    "They will meet next month.",
    "They met on 9 November.",
    "They will meet in early July.",
    "The pact was signed three months ago.",
    "Trade rose from February to April this year.",
    "Output fell in the first quarter.",
    "They met at the end of last year.",
    "Since October last year the post has been vacant.",
    "The pact was signed nine years ago.",
)
WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """the of in from to between and last next this first May June 3 4th 31 1999 2024 year years month week
        Monday day ago later early half quarter 12/05 - – / , . 's 2003-04 Q3 FY century 1990s since until every same
        period a two eleven hundred spring weekend fiscal before after on by now Easter 3.4 19980314 mid end
        more than less today ago three Fridays other date final 7/6 10/1/2018
        weekend morning night weeks Diwali 3/4 2015-1-32 ½ hours""",
    )
)


def anchor(text: str | None) -> Interval | None:
    if text is None:
        return None
    first, _, last = text.partition("..")
    if not last:
        return day(date.fromisoformat(first))
    return Interval(date.fromisoformat(first), date.fromisoformat(last), f"{first}/{last}", True)


def found(text: str, when: Interval | None, publisher: str | None = None) -> tuple[Time, ...]:
    document = Document(digest(text), text, "case", date=when, publisher=publisher)
    line = Line(0, Span(0, len(text)), 0, "text", 0, "paragraph")
    return times.find(document, (line,), LEXICON)


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["text"])[:60])
def test_case(case: dict[str, Any]) -> None:
    got = found(case["text"], anchor(case.get("date")), case.get("publisher"))
    shown = [{"quote": m.span.of(case["text"]), "sign": m.sign, **m.json()} for m in got]
    assert [g["quote"] for g in shown] == [e["quote"] for e in case["expect"]]
    for mention, expected in zip(shown, case["expect"], strict=True):
        assert {k: mention.get(k) for k in expected} == expected


def parsed(text: str, *words: tuple[str, str, str, str, int]) -> Parse:
    """A parse by hand: lemma, part of speech, tag, label and head of each word, split at spaces."""
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    tokens = [
        Token(i, a, b, text[a:b], text[a:b].casefold(), lemma, pos, tag, dep, head)
        for i, ((a, b), (lemma, pos, tag, dep, head)) in enumerate(zip(spans, words, strict=True))
    ]
    kids = {i: tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens))}
    return Parse(tuple(replace(t, children=kids[t.i]) for t in tokens))


TO = ("to", "PART", "TO", "aux", 3)
HE, IN = ("he", "PRON", "PRP", "nsubj", 1), ("in", "ADP", "IN", "prep", 1)
AGREED, MEET = ("agree", "VERB", "VBD", "ROOT", 1), ("meet", "VERB", "VB", "xcomp", 1)
MET, MAY = ("meet", "VERB", "VBD", "ROOT", 1), ("May", "PROPN", "NNP", "pobj")


@pytest.mark.parametrize(
    ("text", "words", "edtf_string"),
    [
        ("They agreed to meet in May", (HE, AGREED, TO, MEET, (*IN[:4], 3), (*MAY, 4)), "2025-05"),
        (
            "They met in May",
            (HE, MET, IN, (*MAY, 2)),
            "2024-05",
        ),
    ],
)
def test_the_parse_gives_the_direction(text: str, words: tuple[Any, ...], edtf_string: str) -> None:
    line = Line(0, Span(0, len(text)), 0, "text", 0, "paragraph", parsed(text, *words))
    document = Document(digest(text), text, "case", date=day(date(2024, 6, 28)))
    (mention,) = times.find(document, (line,), LEXICON)
    assert mention.interval and mention.interval.edtf == edtf_string


def test_a_line_further_on_keeps_its_place() -> None:
    text = "The port closed in 2015. That year trade fell."
    cut = text.index("That")
    lines = [
        Line(i, Span(a, b), 0, "text", 0, "paragraph") for i, (a, b) in enumerate(((0, cut - 1), (cut, len(text))))
    ]
    first, second = times.find(Document(digest(text), text, "case"), lines, LEXICON)
    assert (first.span.of(text), second.span.of(text), second.line) == ("2015", "That year", 1)
    assert second.interval and second.interval.edtf == "2015"


TABLES = ("time_word", "time_sign", "time_within", "time_length", "time_cue", "time_feast", "time_mark")


@pytest.mark.parametrize("table", TABLES)
def test_every_example_holds_its_words(table: str) -> None:
    for entry in LEXICON.table(table):
        forms = {v.casefold() for w in entry["words"] for v in variants(w)} | set(entry.get("endings", ()))
        for example in entry["examples"]:
            assert any(f in example.casefold() for f in forms), entry


def shifted(value: date, years: int) -> date:
    return period.add(value, years, "year")


@given(st.sampled_from(RELATIVE), st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(-40, 40))
@settings(max_examples=150, deadline=None)
def test_a_later_document_has_later_dates(text: str, when: date, years: int) -> None:
    """Moving the document by whole years moves every relative date by as many; 29 February stands for the 28th."""
    if (when.month, when.day) == (2, 29):
        when = when.replace(day=28)
    here, there = (found(text, day(d))[0].interval for d in (when, shifted(when, years)))
    assert here and there
    for a, b in ((here.earliest, there.earliest), (here.latest, there.latest)):
        assert (a is None) == (b is None)
        if a and b:
            moved = shifted(a, years)
            assert (moved.month, moved.year) == (b.month, b.year)
            assert moved.day == b.day or (moved.month == 2 and moved.day in (28, 29))


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(0, 4000), st.sampled_from(["day", "month", "year"]))
def test_an_interval_is_read_back_as_written(first: date, days: int, precision: str) -> None:
    last = date.fromordinal(first.toordinal() + days)
    if precision != "day":
        first, last = (period.holding(d, precision) for d in (first, last))  # type: ignore[assignment]
        first, last = first.first, last.last  # type: ignore[attr-defined]
    assert edtf.read(edtf.write(first, last, precision)) == (first, last)


@given(st.sampled_from(["day", "month", "quarter", "half", "year", "decade", "century"]), st.dates(date(1000, 1, 1)))
def test_a_calendar_unit_is_read_back(unit: str, when: date) -> None:
    whole = period.holding(when, unit)
    assert whole.inside(when)
    assert edtf.read(whole.edtf) == (whole.first, whole.last)


@given(st.sampled_from(sorted(period.SEASONS)), st.integers(1000, 2999), st.booleans())
def test_a_season_is_read_back(name: str, year: int, south: bool) -> None:
    whole = period.season(name, year, south)
    assert edtf.read(whole.edtf) == (whole.first, whole.last)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)))
@settings(max_examples=400, deadline=None)
def test_nothing_raises(text: str) -> None:
    for mention in found(text, day(date(2024, 2, 29))):
        given_forms = [mention.interval, mention.duration, mention.set, mention.ref]
        assert sum(x is not None for x in given_forms) == 1 or (mention.reason and not any(given_forms))
        assert mention.span.of(text)
        if mention.interval:
            assert edtf.read(mention.interval.edtf) == (mention.interval.earliest, mention.interval.latest)
