"""Every rule has cases as data, and every case holds.

tests/cases/ mirrors the package: a reader of a record kind, a finder of mentions, an input format or a kind of
evidence without a file of cases fails here.
"""

from __future__ import annotations

from typing import Any

import pytest

import verbale
from tests.conftest import CASES, cases
from verbale.core.discovery import modules
from verbale.core.record import Reading

RULES = {
    "verbale.documents": "SUFFIXES",
    "verbale.mentions": "KIND",
    "verbale.mentions.dating": "EVIDENCE",
    "verbale.records": "KIND",
}
KINDS = list(dict.fromkeys(m.KIND for m in modules("verbale.records", "KIND")))
MENTIONS = ["actors", "groups", "attribution", "phrases"]


def rows(*names: str) -> list[Any]:
    return [pytest.param(n, row, id=f"{n}:{row['text'][:50]}") for n in names for row in cases(n)]


@pytest.mark.parametrize(("package", "attribute"), RULES.items())
def test_every_rule_has_cases(package: str, attribute: str) -> None:
    found = modules(package, attribute)
    folder = CASES / "/".join(package.split(".")[1:])
    names = {m.__name__.rsplit(".", 1)[1] for m in found}
    assert names
    missing = {n for n in names if not (folder / f"{n}.toml").exists()}
    assert not missing or (folder.with_suffix(".toml")).exists()


def reading(row: dict[str, Any]) -> Reading:
    known = {k: row[k] for k in ("date", "publisher", "title", "genre") if k in row}
    return verbale.read(row["text"], **known)


def holds(expected: Any, got: Any) -> bool:
    """Whether all that is expected is in what was got; lists of plain values in any order."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(holds(v, got.get(k)) for k, v in expected.items())
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(any(holds(e, g) for g in got) for e in expected)
    return bool(expected == got or (expected == "" and got is None))


@pytest.mark.parametrize(("name", "row"), rows(*(f"records/{k}" for k in KINDS)))
def test_records(name: str, row: dict[str, Any]) -> None:
    kind = name.split("/")[1]
    got = [r.json() for r in reading(row).records if r.kind == kind]
    for expected in row.get("expect", []):
        assert any(holds(expected, g) for g in got), (
            expected,
            [{k: g.get(k) for k in ("quote", *expected)} for g in got],
        )
    if "count" in row or not row.get("expect"):
        assert len(got) == row.get("count", 0), [g["quote"] for g in got]


@pytest.mark.parametrize(("name", "row"), rows(*(f"mentions/{m}" for m in MENTIONS)))
def test_mentions(name: str, row: dict[str, Any]) -> None:
    kind = {"actors": "actor", "groups": "actor", "phrases": "phrase"}.get(name.split("/")[1], "attribution")
    text = row["text"]
    got = [{"quote": m.span.of(text), **m.json()} for m in reading(row).mentions if m.kind == kind]
    got = [{**g, **{k[:-5]: text[slice(*v)] for k, v in g.items() if k.endswith("_span") and v}} for g in got]
    for expected in row.get("expect", []):
        assert any(holds(expected, g) for g in got), (expected, got)
    for quote in row.get("absent", []):
        assert all(g["quote"] != quote for g in got), got
    if "count" in row:
        assert len(got) == row["count"], got


@pytest.mark.parametrize(("name", "row"), rows("lines/turns", "lines/blocks", "lines/sentences"))
def test_lines(name: str, row: dict[str, Any]) -> None:
    got = verbale.read(row["text"])
    text = row["text"]
    if "turns" in row:
        found = [[t.role, t.label or "", t.span.of(text)[:30]] for t in got.turns]
        assert [[a, b, c[:30]] for a, b, c in row["turns"]] == found
    if "answers" in row:
        assert [-1 if t.answers is None else t.answers for t in got.turns] == row["answers"]
    if "lines" in row:
        assert [line.span.of(text) for line in got.lines] == row["lines"]
    if "kinds" in row:
        assert [line.kind for line in got.lines] == row["kinds"]
