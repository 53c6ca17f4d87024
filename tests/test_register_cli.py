"""`verbale decide`, `verbale register` and `verbale forget` as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handmade import TEXT
from verbale.register import open_register

ROOT = Path(__file__).parents[1]


def verbale(*arguments: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.stubbed_cli", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, input=given, timeout=120, env=os.environ | {"COLUMNS": "200"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    note = tmp_path / "note.txt"
    note.write_text(TEXT)
    path = tmp_path / "kept.sqlite"
    done = verbale("read", note, "--register", path, "--date", "2021-06-01", "--publisher", "NOR")
    assert done.returncode == 0
    return path


def figure(path: Path) -> str:
    with open_register(path) as register:
        return register.records(kind="figure")[0].id


BY = ("--by", "Ada", "--why", "the annex says so")


def test_correct_list_export_import(kept: Path, tmp_path: Path) -> None:
    name = figure(kept)
    done = verbale("decide", "correct", name, "--field", "value", "--to", "14000000", *BY, "--register", kept)
    assert done.returncode == 0
    assert done.stderr == (
        "verbale: kept.sqlite: correct value: 12000000 → 14000000"
        " “Trade between Norway and Iceland reached 12 million dollars”\n"
    )
    shown = json.loads(verbale("show", name, "--register", kept, "--json").stdout)
    assert (shown["value"], shown["corrected"], shown["decisions"][0]["old"]) == (14000000, ["value"], 12000000)
    listed = verbale("decide", "list", "--register", kept).stdout
    assert name in listed and "12000000 → 14000000" in listed and "Ada" in listed
    file = tmp_path / "decisions.jsonl"
    assert verbale("decide", "export", "--register", kept, "-o", file).returncode == 0
    again = verbale("decide", "import", "-", "--register", kept, given=file.read_text("utf-8"))
    assert again.stderr == "verbale: kept.sqlite: 0 new, 1 known\n"
    other = tmp_path / "other.sqlite"
    open_register(other).close()
    done = verbale("decide", "import", file, "--register", other)
    assert done.stderr == "verbale: other.sqlite: 1 new, 0 known, 1 in the register without a record at their words\n"
    orphans = verbale("decide", "list", "--orphans", "--json", "--register", other).stdout
    assert json.loads(orphans)["orphaned"] is True
    assert verbale("decide", "list", "--orphans", "--register", kept).stderr == "verbale: nothing found\n"


def test_reading_again_keeps_decisions_and_stores_nothing(kept: Path, tmp_path: Path) -> None:
    name = figure(kept)
    assert verbale("decide", "reject", name, *BY, "--register", kept).returncode == 0
    again = verbale("read", tmp_path / "note.txt", "--register", kept, "--date", "2021-06-01", "--publisher", "NOR")
    assert again.returncode == 0
    with open_register(kept) as register:
        assert register.holds()["readings"] == 1
        assert not register.records(kind="figure") and register.get(name).rejected  # type: ignore[union-attr]


def test_conflicts_are_listed_side_by_side(kept: Path) -> None:
    name = figure(kept)
    for who, value in (("Ada", "14000000"), ("Bo", "15000000")):
        arguments = ("--field", "value", "--to", value, "--by", who, "--why", "so", "--register", kept)
        assert verbale("decide", "correct", name, *arguments).returncode == 0
    found = json.loads(verbale("decide", "list", "--conflicts", "--json", "--register", kept).stdout)
    assert (found["matter"], [d["new"] for d in found["decisions"]]) == ("value", [14000000, 15000000])
    assert "disputed: value" in verbale("decide", "list", "--conflicts", "--register", kept).stdout


def test_what_cannot_be_decided_ends_with_2(kept: Path, tmp_path: Path) -> None:
    name = figure(kept)
    (tmp_path / "bad.jsonl").write_text("no json\n")
    (tmp_path / "worse.jsonl").write_bytes(b"\xff\xfe\xff")
    cases = {
        ("confirm", "none", *BY): "kept.sqlite: no record none",
        ("confirm", name, "--by", " ", "--why", "x"): "kept.sqlite: a decision needs who made it and why",
        ("merge", name, *BY): "kept.sqlite: merge needs two records or more",
        ("correct", name, "--field", "value", "--to", "many", *BY): "kept.sqlite: value: not a number",
        ("import", tmp_path / "bad.jsonl"): "kept.sqlite: line 1: not a decision (not JSON)",
        ("import", tmp_path / "worse.jsonl"): "worse.jsonl: not decisions (not UTF-8)",
        ("import", tmp_path / "none.jsonl"): "none.jsonl: No such file or directory",
    }
    for arguments, words in cases.items():
        done = verbale("decide", *arguments, "--register", kept)
        assert (done.returncode, done.stderr) == (2, f"verbale: {words}\n")


def test_what_a_register_holds(kept: Path) -> None:
    done = verbale("register", "--register", kept, "--json", "--check")
    assert done.stderr == "verbale: kept.sqlite: whole\n"
    held = json.loads(done.stdout)
    assert (held["schema"], held["documents"], held["figure"]) == (2, 1, 1)
    with open_register(kept) as register:
        doc = register.documents()[0].id
    (reading,) = verbale("register", "--register", kept, "--json", "--readings", doc).stdout.splitlines()
    assert json.loads(reading)["reading"] == 1
    (version,) = verbale("register", "--register", kept, "--json", "--history", figure(kept)).stdout.splitlines()
    assert json.loads(version)["state"] == "read"
    for option, words in (("--readings", "document"), ("--history", "record")):
        done = verbale("register", "--register", kept, option, "none")
        assert (done.returncode, done.stderr) == (2, f"verbale: kept.sqlite: no {words} none\n")


def test_a_quote_that_left_its_place_is_found(kept: Path) -> None:
    with open_register(kept) as register, register._writes() as connection:
        connection.exec_driver_sql("UPDATE documents SET text = ' ' || text")
    done = verbale("register", "--register", kept, "--check")
    assert done.returncode == 2 and "records whose quote is not in the text" in done.stderr
