"""The lexicon of set phrases: what every entry must have, and that no form stands for two phrases."""

from __future__ import annotations

from collections import Counter

import pytest

from verbale.lexicon import load, variants
from verbale.mentions.phrases import forms, plain

ROWS = load().table("phrase")
TRADITIONS = {
    "chn", "un", "general", "usa", "rus", "eu", "ind", "arab", "asean", "nato", "turkic", "jpn", "g7", "afr", "lat",
    "kor", "nordic", "pacific",
}  # fmt: skip


def test_every_phrase_has_a_family_a_tradition_and_a_weight() -> None:
    bare = [r["canonical"] for r in ROWS if not r.get("family") or r.get("weight") not in ("fixed", "stock")]
    assert bare == []
    assert {r["tradition"] for r in ROWS} == TRADITIONS


def test_a_first_use_has_its_source_and_a_plausible_year() -> None:
    bad = [r["canonical"] for r in ROWS if "first" in r and not (r.get("source") and 1600 < r["first"] < 2026)]
    assert bad == []


def test_many_phrases_have_a_first_use() -> None:
    assert sum("first" in r for r in ROWS) >= 190


def test_canonical_ids_are_single() -> None:
    assert [c for c, n in Counter(r["canonical"] for r in ROWS).items() if n > 1] == []


def test_no_form_stands_for_two_phrases() -> None:
    seen: dict[str, str] = {}
    twice = []
    for row in ROWS:
        for form in (plain(f) for p in (*row["patterns"], *row.get("renderings", ())) for f in variants(p)):
            if seen.setdefault(form, row["canonical"]) != row["canonical"]:
                twice.append((form, seen[form], row["canonical"]))
    assert twice == []


def test_a_rendering_is_no_usual_form() -> None:
    usual = {plain(f) for r in ROWS for p in r["patterns"] for f in variants(p)}
    assert forms(load()).suspected.isdisjoint(usual)


@pytest.mark.parametrize("row", [r for r in ROWS if r.get("parts")], ids=lambda r: r["canonical"])
def test_the_parts_of_a_phrase_are_phrases(row: dict[str, dict[str, str]]) -> None:
    assert set(row["parts"]) <= {r["canonical"] for r in ROWS}
