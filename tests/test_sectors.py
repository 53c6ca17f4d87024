"""Lists of fields, and how much of a paragraph is set wording."""

from __future__ import annotations

from typing import Any

import pytest

import verbale
from tests.conftest import cases
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.lines.listed import listed
from verbale.register.density import paragraphs
from verbale.register.sectors import sectors


@pytest.mark.parametrize("row", cases("register/sectors"), ids=lambda r: r["text"][:50])
def test_cases(row: dict[str, Any]) -> None:
    found = sectors(verbale.read(row["text"], date="2024-05-01", publisher="CHE"))
    if "items" not in row:
        assert found == ()
        return
    (one,) = found
    assert [i.words for i in one.items] == row["items"]
    assert one.open == row["open"]
    assert list(one.of) == row.get("of", list(one.of))
    assert [i.topic or "" for i in one.items] == row.get("topics", [i.topic or "" for i in one.items])
    guessed = row.get("suspected", [w for w in row["items"] if w == "humanitarian"])
    assert [i.words for i in one.items if i.suspected] == guessed
    for item in one.items:
        assert item.span.of(row["text"]) == item.words and one.span.contains(item.span)
    assert one.json()["kind"] == "sectors"


def test_fields_without_an_actor_are_those_of_the_sentence_before() -> None:
    text = "Chad and Niger are partners. Work in areas such as farming, health and sport goes on."
    (one,) = sectors(verbale.read(text, date="2024-05-01"))
    assert one.of == ("TCD", "NER") and one.inherited


LISTS = [
    ("tea, rice and salt", ["tea", "rice", "salt"], False),
    ("tea, rice, and salt", ["tea", "rice", "salt"], False),
    ("tea and rice", ["tea", "rice"], False),
    ("tea", ["tea"], False),
    ("tea, rice, etc.", ["tea", "rice"], True),
    ("tea, rice and other goods", ["tea", "rice"], True),
    ("oil and gas, tea and rice", ["oil and gas", "tea", "rice"], False),
    ("tea, theatre and music, and rice", ["tea", "theatre and music", "rice"], False),
    ("openness and inclusiveness, purity and beauty", ["openness and inclusiveness", "purity and beauty"], False),
    ("the «Tea and Rice» fair, the regatta", ["the «Tea and Rice» fair", "the regatta"], False),
    ("tea, rice; salt", ["tea", "rice"], False),
]


@pytest.mark.parametrize(("text", "items", "more"), LISTS, ids=[row[0] for row in LISTS])
def test_lists_without_a_parse(text: str, items: list[str], more: bool) -> None:
    found = listed(text, Span(0, len(text)), None, load(), frozenset())
    assert found is not None
    assert [s.of(text) for s in found.items] == items and found.open == more
    assert found.span.contains(found.items[-1])


@pytest.mark.parametrize("text", ["", " ", ", ,", ";"])
def test_no_items_no_list(text: str) -> None:
    assert listed(text, Span(0, len(text)), None, load(), frozenset()) is None


def test_density_is_the_share_of_words_in_phrases() -> None:
    text = "Win-win cooperation gives new impetus.\n\nTrade between Oman and Peru reached US$3 billion in 2021."
    first, second = paragraphs(verbale.read(text, date="2022-05-01"))
    assert (first.fixed, first.stock, first.words) == (1, 1, 5)
    assert first.density == 0.8 and second.density == 0
    assert second.figures == 1 and first.json()["density"] == 0.8


def test_no_text_no_paragraphs() -> None:
    assert paragraphs(verbale.read("")) == ()
