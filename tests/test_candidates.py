"""Candidates for set phrases: planted formulas are found, ordinary language, names and known phrases are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import cases
from verbale.lexicon import load, variants
from verbale.mentions.phrases import forms
from verbale.register.candidates import Candidate, Rules, Text, candidates
from verbale.register.phrase_decisions import (
    DecisionsError,
    PhraseDecisions,
    extended,
    phrase_decisions,
    phrase_file,
    proposal,
)

FILLER = (
    "Farmers in the valley asked about rain.",
    "Prices of tea rose after a wet spring.",
    "A new ferry crosses our lake twice a day.",
    "Teachers wanted smaller classes and warmer rooms.",
    "One harbour master counted boats before noon.",
    "Nobody knew when that storm would end.",
    "Engineers repaired a dam and painted its gates.",
    "Two schools swapped pupils for several months.",
)
FRAMES = (
    "Both sides walk {}.",
    "An old poem praises {} without end.",
    "Yesterday they sang of {}!",
    "What is {}?",
    "Few doubted {} then.",
)


def corpus(*planted: str, times: int = 4, publisher: str | None = None) -> list[Text]:
    """Eight documents of everyday sentences; each planted phrase stands in `times` of them, in ever new frames."""
    out: list[Text] = []
    for n in range(8):
        words = [FILLER[n]]
        words += [FRAMES[(n + k) % len(FRAMES)].format(p) for k, p in enumerate(planted) if (n + k) % 8 < times]
        out.append((f"doc{n}", publisher or f"press{n % 3}", f"2021-0{n + 1}-05", " ".join(words)))
    return out


def placed(texts: list[str]) -> list[Text]:
    """The sentences, one to each of the first documents."""
    own = [*texts, *[""] * 8]
    return [(d, p, day, f"{words} {more}") for (d, p, day, words), more in zip(corpus(), own, strict=False)]


def found(texts: list[Text], rules: Rules | None = None) -> dict[str, Candidate]:
    return {c.words.casefold(): c for c in candidates(texts, rules or Rules())}


@pytest.mark.parametrize("row", cases("register/candidates"), ids=lambda r: r["texts"][0][:40])
def test_cases(row: dict[str, object]) -> None:
    texts = row["texts"]
    assert isinstance(texts, list)
    wanted = row.get("expect")
    assert list(found(placed(texts))) == ([wanted] if wanted else [])


def test_a_candidate_tells_its_uses() -> None:
    got = found(corpus("the lantern path of patient kinship"))
    (one,) = got.values()
    assert one.words == "lantern path of patient kinship"
    assert one.canonical == "lantern-path-of-patient-kinship"
    assert (one.count, one.documents, one.publishers) == (4, 4, ("press0", "press1", "press2"))
    assert (one.first, one.last) == ("2021-01-05", "2021-04-05")
    assert len(one.examples) == 3 and all("lantern path" in u.quote for u in one.examples)
    assert 0.4 <= one.npmi <= 1 and one.by_chance < 0.01
    assert "4 uses in 4 documents" in one.because
    assert one.json()["kind"] == "candidate"


def test_the_longest_sequence_wins() -> None:
    got = found(corpus("the copper bell of shared harvests", "a copper bell of shared harvests"))
    assert list(got) == ["copper bell of shared harvests"]


def test_a_part_that_stands_alone_as_well_comes_too() -> None:
    long, short = "copper bell of shared harvests under old stars", "copper bell of shared harvests"
    texts = corpus(f"the {long}", times=3)
    texts += [(f"more{n}", "other", None, frame.format(f"the {short}")) for n, frame in enumerate(FRAMES)]
    assert set(found(texts)) == {long, short}


def test_it_must_recur_in_documents_not_in_one() -> None:
    text = "They walk the lantern path of patient kinship. " * 9
    assert candidates([("one", None, None, text), *corpus()]) == ()


def test_publishers_can_be_asked_for() -> None:
    sentence = "the lantern path of patient kinship"
    assert found(corpus(sentence, publisher="press"))
    assert not found(corpus(sentence, publisher="press"), Rules(publishers=2))
    assert found(corpus(sentence), Rules(publishers=2))


def test_words_across_a_full_stop_or_a_paragraph_are_no_sequence() -> None:
    assert found(corpus("the lantern. Path of mules", times=5)) == {}
    assert found(corpus("the lantern path\n\nof patient mules", times=5)) == {}


def test_a_line_end_is_a_space() -> None:
    got = found(corpus("the lantern\npath of patient kinship"))
    assert "lantern path of patient kinship" in got


def test_what_the_lexicon_knows_does_not_come() -> None:
    known = "a community with a shared future for mankind", "win-win cooperation", "the Council of the European Union"
    assert found(corpus(*known, times=6)) == {}


def test_what_was_decided_does_not_come_again() -> None:
    texts = corpus("the lantern path of patient kinship")
    assert candidates(texts, decided=["Lantern path of patient kinship"]) == ()


def test_no_texts_no_candidates() -> None:
    assert candidates([]) == ()
    assert candidates([("a", None, None, ""), ("b", None, None, "  \n\n ")]) == ()


def test_the_same_texts_in_any_order_give_the_same_candidates() -> None:
    texts = corpus("the lantern path of patient kinship", "a copper bell of shared harvests")
    there, back = candidates(texts), candidates(texts[::-1])
    assert [(c.words, c.count, c.first, c.npmi) for c in there] == [(c.words, c.count, c.first, c.npmi) for c in back]


# -- decisions -------------------------------------------------------------------------------------------

FILE = """
[[accepted]]
words = "lantern path of patient kinship"
tradition = "general"
first = 2021
source = "own text"

[[rejected]]
words = "copper bell of shared harvests"
because = "a poem"
"""


@pytest.fixture
def held(tmp_path: Path) -> PhraseDecisions:
    path = tmp_path / "decisions.toml"
    path.write_text(FILE, "utf-8")
    return phrase_decisions(path)


def test_decisions_are_read(held: PhraseDecisions) -> None:
    assert held.words == ("lantern path of patient kinship", "copper bell of shared harvests")
    assert [r["words"] for r in held.rejected] == ["copper bell of shared harvests"]


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert phrase_decisions(tmp_path / "none.toml") == PhraseDecisions()


@pytest.mark.parametrize("text", ["[[accepted]]\ncanonical = 'x'\n", "accepted = 3\n", "not toml at all ="])
def test_a_bad_file_is_one_clear_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DecisionsError, match=r"decisions\.toml: "):
        phrase_decisions(path)


def test_a_proposal_is_toml_that_a_person_can_turn_into_phrase_decisions(tmp_path: Path) -> None:
    texts = corpus('the "lantern path of patient kinship" \\ there', times=5)
    written = proposal(candidates(texts))
    path = tmp_path / "decisions.toml"
    path.write_text(written.replace("[[candidate]]", "[[accepted]]"), "utf-8")
    assert phrase_decisions(path).words == ("lantern path of patient kinship",)


def test_accepted_candidates_become_entries_of_the_lexicon(held: PhraseDecisions) -> None:
    lexicon = extended(load(), phrase_file(held))
    row = lexicon.table("phrase")[-1]
    assert row["canonical"] == "lantern-path-of-patient-kinship" and row["first"] == 2021
    assert variants(row["patterns"][0])[0] in row["examples"][0]
    assert "lantern path of patient kinship" in forms(lexicon).rows
    assert len(lexicon.table("phrase")) == len(load().table("phrase")) + 1
    texts = corpus("the lantern path of patient kinship")
    assert candidates(texts, lexicon=lexicon) == ()
