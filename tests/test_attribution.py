"""Who says what: every pattern of attribution holds on its rows, and every record is said by those it should be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import verbale
from tests.score_attribution import CASES, patterns, score

LEAST = 0.85  # F1, content and source both right


@pytest.mark.parametrize("name", patterns())
def test_pattern(name: str) -> None:
    got = score(name)
    assert got.rows >= 50
    assert got.f1(got.content) >= LEAST, got.misses
    assert got.f1(got.source) >= LEAST, got.misses


def said() -> list[list[Any]]:
    path = Path(CASES) / "attribution_publisher.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["rows"]
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize("row", said(), ids=lambda row: row[2][:50])
def test_said_by(row: list[Any]) -> None:
    publisher, title, text, expected = row
    reading = verbale.read(text, publisher=publisher, title=title, date="2024-01-01")
    offices = [r for r in reading.records if r.kind == "relation" and r.values["type"] == "office"]
    got = [list(r.said_by) for r in reading.records if r not in offices]
    assert got
    assert all(ids == expected for ids in got), got


def test_nobody_is_said_to_want_what_is_so() -> None:
    reading = verbale.read("Foreign Minister Lind said that Oslo urged Bergen to wait.")
    sorts = {m.json()["sort"] for m in reading.mentions if m.kind == "attribution"}
    assert sorts == {"assertion"}
