"""Shared by all tests: where the cases are, and the reference material outside the project where it is at hand."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[2] / "shared"


@cache
def cases(name: str) -> list[dict[str, Any]]:
    """The `[[case]]` rows of tests/cases/NAME.toml."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    assert isinstance(rows, list)
    return rows


@pytest.fixture(scope="session")
def seed() -> Path:
    """The seed interview, which stays outside the project."""
    path = SHARED / "seed" / "interview.txt"
    if not path.exists():
        pytest.skip("the seed interview is not at hand (../shared/seed)")
    return path
