"""News by PLOVER: deeds and positions as records, their roots and state dyads, and the shared suite's floor.

Cases are data: event_news and stance_news as tests/test_cases.py reads them, event_codes by roots and dyads.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import verbale
from tests.conftest import cases
from tests.test_cases import holds, reading
from verbale.lexicon import load

SUITE = Path(__file__).parents[2] / "shared" / "suites" / "event_plover_train.jsonl"
LATER = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}  # fmt: skip
"""Roots of PLOVER's first version, as its second folds them."""
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
LOWERED = ("The ", "A ")
LEAST = {"f1": 0.72, "precision": 0.75}
EVERY = 4
"""One sentence of so many of the suite is read here: the whole takes half a minute."""


def roots(row: dict[str, Any]) -> set[str]:
    found = [(r.json().get("codes") or {}).get("plover") for r in reading(row).records]
    return {LATER.get(p, p) for p in found if p}


def rows(*names: str) -> list[Any]:
    return [pytest.param(n, row, id=f"{n}:{row['text'][:50]}") for n in names for row in cases(f"records/{n}")]


@pytest.mark.parametrize(("name", "row"), rows("event_news", "stance_news"))
def test_news(name: str, row: dict[str, Any]) -> None:
    got = [r.json() for r in reading(row).records if r.kind == name.split("_")[0]]
    for expected in row.get("expect", []):
        assert any(holds(expected, g) for g in got), (expected, got)
    if "count" in row or not row.get("expect"):
        assert len(got) == row.get("count", 0), [g["quote"] for g in got]


@pytest.mark.parametrize(("name", "row"), rows("event_codes"))
def test_codes(name: str, row: dict[str, Any]) -> None:
    assert roots(row) == set(row.get("root", ()))
    if "dyad" in row:
        assert row["dyad"] in [d for r in reading(row).records for d in r.json().get("dyads") or ()]


@pytest.mark.parametrize("frame", load("en").table("conduct"), ids=lambda f: f["id"])
def test_examples_of_frames_are_read(frame: dict[str, Any]) -> None:
    """Each example of a frame gives a record of its root; a year before it has every line read."""
    for example in frame["examples"]:
        text = "In 2019 " + (example[0].lower() + example[1:] if example.startswith(LOWERED) else example)
        read = verbale.read(text, date="2020-01-01").records
        found = {(r.json().get("codes") or {}).get("plover") for r in read}
        assert frame["plover"] in found or (frame.get("targeted") or [None])[0] in found, (example, found)


def test_codes_are_those_of_the_codebooks() -> None:
    known = set(ROOTS)
    tables = [row for name in ("conduct", "event", "stance") for row in load("en").table(name)]
    assert {row["plover"] for row in tables} <= known
    assert all(row["cameo"].isdigit() and 1 <= int(row["cameo"][:2]) <= 20 for row in tables)


@pytest.mark.skipif(not SUITE.exists(), reason="the shared suite is not at hand")
def test_suite() -> None:
    """Root F1 and precision by the suite's own rule: roots of all records of a sentence against the gold's."""
    lines = SUITE.read_text("utf-8").splitlines()[::EVERY]
    gold = said = right = 0
    for row in map(json.loads, lines):
        true = {LATER.get(g["code"], g["code"]) for g in row["gold"]}
        mine = roots(row)
        gold, said, right = gold + len(true), said + len(mine), right + len(true & mine)
    assert right / said >= LEAST["precision"]
    assert 2 * right / (said + gold) >= LEAST["f1"]
