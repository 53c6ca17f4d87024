"""The seed interview, against what a careful desk officer would raise on it and what must not be raised.

The list stands outside the project (../shared/gold/interview.audit.jsonl); without it these tests are skipped. A row is
found where a finding of a rule that says the same touches one of its places.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

import verbale
from tests.conftest import SHARED
from verbale.verify.run import examine

GOLD = SHARED / "gold"
AUDIT = GOLD / "interview.audit.jsonl"
pytestmark = pytest.mark.skipif(not AUDIT.exists(), reason="the audit list is not at hand (../shared/gold)")

SAYS = {
    "anniversary-against-elapsed": {"anniversary"},
    "visitor-is-host": {"visitor-host"},
    "misspelt-quoted-name": {"quoted-name"},
    "name-variants-one-referent": {"wording-variants", "official-wording"},
    "name-differs-from-official": {"official-wording"},
    "figure-underspecified": {"underspecified-figure"},
    "figure-source-missing": {"underspecified-figure"},
    "claim-without-metric": {"uncheckable-claim"},
    "uniqueness-claim": {"uncheckable-claim"},
    "implied-event": {"visit-repeated"},
    "unresolved-reference": {"unlisted-set"},
    "grammar-slip": {"likely-artefact"},
    "typography": {"typography"},
    "no-document-date": {"document-date"},
    "elapsed-consistent": {"elapsed-years"},
    "ordinal-consistent": {"series-number"},
    "implied-base-consistent": {"implied-base"},
    "repetition-consistent": {"visit-repeated"},
}
"""Which rules say what a row of the list says."""


@cache
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in AUDIT.read_text("utf-8").splitlines() if line.strip()]


@cache
def findings() -> list[dict[str, Any]]:
    text = (GOLD / "interview.txt").read_text("utf-8")
    return [f.json() for f in examine(verbale.read(text, genre="interview", language="en"))]


def touching(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Findings on a place of the row."""
    places = [e["span"] for e in row["evidence"]]
    return [f for f in findings() if any(a < e and s < b for a, b in places for s, e in f["spans"])]


def found(row: dict[str, Any], *outcomes: str) -> bool:
    """Whether a rule that says the row's thing came to one of the outcomes there."""
    return any(f["rule"] in SAYS[row["code"]] and f["outcome"] in outcomes for f in touching(row))


def where(**values: Any) -> list[dict[str, Any]]:
    return [r for r in rows() if all(r[k] == v for k, v in values.items())]


def test_the_list_is_of_this_text() -> None:
    text = (GOLD / "interview.txt").read_text("utf-8")
    assert all(text[slice(*e["span"])] == e["quote"] for r in rows() for e in r["evidence"])


def test_what_is_grave_is_found() -> None:
    grave = where(**{"raise": True, "severity": "high"}) + where(**{"raise": True, "severity": "medium"})
    assert grave
    assert [r["evidence"][0]["quote"] for r in grave if not found(r, "off", "contradicted", "not-checkable")] == []


def test_half_of_what_is_slight_is_found() -> None:
    slight = where(**{"raise": True, "severity": "low"})
    missed = [r["evidence"][0]["quote"] for r in slight if not found(r, "off", "contradicted", "not-checkable")]
    assert len(missed) * 2 <= len(slight), missed


def test_what_agrees_holds() -> None:
    missed = [r["code"] for r in where(severity="ok") if not found(r, "holds", "holds-by-rounding")]
    assert missed == []


def test_nothing_is_raised_that_must_not_be() -> None:
    """No warning and no error on the places of a trap, but for the finding that no date is given, which cites all."""
    loud = [
        (row["code"], f["rule"], f["message"])
        for row in where(**{"raise": False})
        for f in touching(row)
        if f["severity"] != "info" and f["rule"] != "document-date"
    ]
    assert loud == []
