"""Undated documents of one's own, and the seed interview: the date that evidence leaves, or none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verbale import facts, lexicon
from verbale.core.discovery import modules
from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.lines import layout
from verbale.mentions.dating import Dating, infer

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases/mentions/dating.toml").read_text("utf-8"))["case"]
SEED = HERE.parent.parent / "shared/seed/interview.txt"


def dated(text: str) -> tuple[Dating, set[str]]:
    """The dating and the kinds of evidence found."""
    document, words = Document(digest(text), text, "case.txt"), lexicon.load()
    lines = layout(document, words).lines
    rules = modules("verbale.mentions.dating", "EVIDENCE")
    kinds = {rule.EVIDENCE for rule in rules if [*rule.find(document, lines, words, facts.load())]}
    return infer(document, lines, words, facts.load()), kinds


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    found, kinds = dated(case["text"])
    reasons = [e.reason for e in found.evidence]
    assert (found.interval and found.interval.edtf) == case.get("date"), (reasons, found.conflict, found.reason)
    assert bool(found.conflict) == case.get("conflict", False), reasons
    assert set(case.get("kinds", ())) <= kinds, reasons
    assert not set(case.get("absent", ())) & kinds, reasons
    assert not any(case.get("absent_reason", "\0") in r for r in reasons), reasons


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_evidence_stands_in_the_text(case: dict[str, Any]) -> None:
    found, _ = dated(case["text"])
    assert all(e.reason and e.span.of(case["text"]).strip() for e in found.evidence)
    assert found.interval or found.conflict or found.reason


def test_every_kind_of_evidence_has_a_case() -> None:
    kinds = {rule.EVIDENCE for rule in modules("verbale.mentions.dating", "EVIDENCE")}
    assert kinds <= {kind for case in CASES for kind in case.get("kinds", ())}


@pytest.mark.skipif(not SEED.exists(), reason="../shared/seed is not here")
def test_seed_interview() -> None:
    found, kinds = dated(SEED.read_text("utf-8"))
    assert found.interval and found.interval.edtf == "2024-06-01/2024-07-03"
    assert {"elapsed", "series", "periods", "planned"} <= kinds
