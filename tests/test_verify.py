"""Every check has cases as data, half of them traps that must stay silent, and every case holds."""

from __future__ import annotations

from typing import Any

import pytest

import verbale
from tests.conftest import CASES, cases
from tests.test_cases import holds
from verbale.verify.case import page
from verbale.verify.run import checks, compare, examine

NAMES = [m.__name__.rsplit(".", 1)[1] for m in checks()]
RULES = {m.__name__.rsplit(".", 1)[1]: m.RULE for m in checks()}
LEAST = 8


def rows() -> list[Any]:
    return [
        pytest.param(n, row, id=f"{n}:{(row.get('text') or row['texts'][0]['text'])[:50]}")
        for n in NAMES
        for row in cases(f"verify/{n}")
    ]


def findings(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings on one text, or on several texts of a batch."""
    texts = row.get("texts") or [row]
    known = ("date", "publisher", "title", "genre")
    readings = [verbale.read(t["text"], **{k: t[k] for k in known if k in t}) for t in texts]
    found = [f for r in readings for f in examine(r)] if "text" in row else list(compare(map(page, readings)))
    return [f.json() for f in found]


@pytest.mark.parametrize(("name", "row"), rows())
def test_check(name: str, row: dict[str, Any]) -> None:
    got = [f for f in findings(row) if f["rule"] == RULES[name]]
    for expected in row.get("expect", []):
        assert any(holds(expected, f) for f in got), (expected, got)
    if not any(e.get("severity") in ("error", "warning") for e in row.get("expect", [])):
        assert [f for f in got if f["severity"] != "info"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_check_has_cases_and_traps(name: str) -> None:
    held = cases(f"verify/{name}")
    traps = [c for c in held if not any(e.get("severity") in ("error", "warning") for e in c.get("expect", []))]
    assert len(held) >= LEAST and len(traps) * 2 >= len(held)


def test_every_check_says_what_it_rests_on() -> None:
    assert all("Rests on" in (m.__doc__ or "") for m in checks())
    assert len(set(RULES.values())) == len(RULES)
    assert (CASES / "verify").is_dir()
