"""Look-alike characters are folded for matching, and every span leads back to the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.core.span import Span
from verbale.documents.folding import fold, folded

LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("’“–\u00a0ﬁﬀ\u00ad\u200bаеСАxe\u0301Ω・Ａ")
    )
)


@given(LETTERS)
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_folded_characters_lead_back_in_order(text: str) -> None:
    there = folded(text)
    backs = [there.span(Span(i, i + 1)) for i in range(len(there.text))]
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(backs))
    assert all(len(back) > 0 and back.end <= len(text) for back in backs)


@given(st.text(alphabet="The minster ’“–ﬁ\u00ad\u0301n"), st.data())
def test_folded_spans_lead_back_to_their_words(text: str, data: st.DataObject) -> None:
    there = folded(text)
    start = data.draw(st.integers(0, len(there.text)))
    end = data.draw(st.integers(start, len(there.text)))
    back = there.span(Span(start, end))
    assert there.text[start:end] in folded(back.of(text)).text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Сhina’s” – Kazakh\u00a0ties", '"China\'s" - Kazakh ties'),
        ("НАТО", "НАТО"),
        ("NАТO", "NATO"),
        ("ＡＢＣ１", "ABC1"),
    ],
)
def test_look_alikes_are_folded(text: str, plain: str) -> None:
    assert fold(text) == plain


def test_ligatures_open_and_lead_back() -> None:
    text = "the ﬁrst co\u00adoperation"
    there = folded(text)
    assert there.text == "the first cooperation"
    start = there.text.index("first")
    assert there.span(Span(start, start + 5)).of(text) == "ﬁrst"
