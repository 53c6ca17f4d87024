"""Things with a history: from one sentence each, and over several documents."""

from __future__ import annotations

from typing import Any

import pytest

import verbale
from tests.conftest import cases
from tests.test_cases import holds
from verbale.lexicon import load
from verbale.register.thing_mentions import things_of
from verbale.register.thing_names import naming
from verbale.register.things import Thing, things


def read(text: str, **known: str) -> tuple[Thing, ...]:
    return things_of([verbale.read(text, **({"date": "2025-03-01", "publisher": "CHE"} | known))])


def plain(thing: Thing) -> dict[str, Any]:
    """A thing as the cases write it: its history as pairs, an open field as nothing."""
    told = thing.json()
    history = [[s["state"], s["when"] or ""] for s in told["states"]]
    return told | {"states": history, "supplied": any(s["supplied"] for s in told["states"])}


@pytest.mark.parametrize("row", cases("register/things"), ids=lambda r: r["text"][:50])
def test_cases(row: dict[str, Any]) -> None:
    got = [plain(t) for t in read(row["text"])]
    for expected in row["expect"]:
        assert any(holds(expected, g) for g in got), (expected, [{k: g.get(k) for k in expected} for g in got])
    assert bool(got) == bool(row["expect"]), got


DOCUMENTS = [
    ("2019-05-02", "Ghana and Norway plan to open a fishing school in Accra."),
    ("2020-02-02", "Ghana and Norway are building a fishing school in Accra."),
    ("2022-09-02", "The fishing school of Ghana and Norway in Accra was opened on 1 September 2022."),
    ("2024-04-02", "The fishing school of Ghana and Norway in Accra was closed in March 2024."),
]


def test_a_history_over_documents() -> None:
    readings = [verbale.read(verbale.document(t, date=d, source=f"{d}.txt")) for d, t in DOCUMENTS]
    (bare,) = things(r for reading in readings for r in reading.records)
    assert [s.state for s in bare.states if s.when] == ["open", "ended"] and bare.state == "ended"
    (found,) = things_of(readings[::-1])
    assert [s.state for s in found.states] == ["planned", "under-construction", "open", "ended"]
    assert [s.said for s in found.states] == [day for day, _ in DOCUMENTS]
    assert found.sources and len(found.names) >= 2
    assert found.owners == ("GHA", "NOR") and found.place == "place:accra"
    for state in found.states:
        assert state.quote in {r.quote for reading in readings for r in reading.records}


def test_two_bare_agreements_are_two_things() -> None:
    texts = ("Chile and Fiji signed the agreement in 2011.", "Chile and Fiji signed an agreement in 2019.")
    found = things(r for t in texts for r in verbale.read(t, date="2020-01-01").records)
    assert len(found) == 2


def test_one_name_of_two_owners_is_two_things() -> None:
    texts = [f"A {whose} cultural centre opened in Nairobi in 2011." for whose in ("Turkish", "Korean")]
    found = things(r for t in texts for r in verbale.read(t, date="2020-01-01").records)
    assert len(found) == 2


def test_nothing_gives_nothing() -> None:
    assert things([]) == () and things_of([]) == ()


def test_ids_come_from_content() -> None:
    text = DOCUMENTS[1][1]
    assert [t.id for t in read(text)] == [t.id for t in read(text, date="2023-01-01")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Kenyan Year of Tea", "The Year of Tea of Kenya"),
        ("the agreement on visa waiver", "an agreement on exemption from visa requirements"),
        ("the cultural center", "The new cultural centre"),
        ("the open skies agreement", "the agreement on air services"),
    ],
)
def test_two_wordings_have_the_same_marks(one: str, other: str) -> None:
    assert naming(one, load()).marks == naming(other, load()).marks


@pytest.mark.parametrize(
    ("words", "kind", "several"),
    [
        ("five schools", "institution", False),
        ("schools", "institution", True),
        ("the railway line to the port of Oran", "facility", False),
        ("The Year of Tea of Kenya", "programme", False),
        ("a hope of peace", None, False),
        ("the «Lotus Workshop»", "institution", False),
    ],
)
def test_the_head_noun_tells_the_kind(words: str, kind: str | None, several: bool) -> None:
    found = naming(words, load())
    assert (found.kind, found.several) == (kind, several)
