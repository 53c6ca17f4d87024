"""Cases of records that stand in files of their own beside those of test_cases.py."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_cases import holds, reading, rows

FILES = {
    "records/building": "event",
    "records/condition": "relation",
    "records/relation_tiers": "relation",
    "records/visit_rank": "event",
}


@pytest.mark.parametrize(("name", "row"), rows(*FILES))
def test_records(name: str, row: dict[str, Any]) -> None:
    got = [
        r.json() for r in reading({"date": "2025-03-01", "publisher": "CHE", **row}).records if r.kind == FILES[name]
    ]
    for expected in row.get("expect", []):
        found = [{k: g.get(k) for k in ("quote", *expected)} for g in got]
        assert any(holds(expected, g) for g in got), (expected, found)
    if "count" in row or not row.get("expect"):
        assert len(got) == row.get("count", 0), [(g["type"], g["quote"]) for g in got]
