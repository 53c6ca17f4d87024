"""The command line: what goes where, how it ends, and that it never shows a path."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from rich.console import Console

from tests.handmade import TEXT, document, stub
from verbale.views import progress

HERE = Path(__file__).parent
ROOT = HERE.parent
COMPILED = tempfile.TemporaryDirectory()
"""Where the commands under test keep compiled modules, so that each need not compile them again."""
PATHS = {
    "PYTHONPATH": str(ROOT),
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": COMPILED.name,
}


def verbale(*words: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HERE / "stubbed_cli.py"), *map(str, words)]
    done = subprocess.run(
        command, input=given, capture_output=True, env=os.environ | PATHS | environment, timeout=60, check=False
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "notes"
    place.mkdir()
    for i in range(6):
        (place / f"{i}.txt").write_text(f"Norway reached {i} million. {TEXT}")
    (place / "bad.txt").write_text(f"CRASH now. {TEXT}")
    return place


def test_read_prints_records_as_lines(note: Path) -> None:
    done = verbale("read", note, "--json", "--date", "2021-06-01", "--publisher", "NOR")
    assert done.returncode == 0 and not done.stderr
    expected = sorted(stub(document()).records, key=lambda r: r.span.start)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [r.id for r in expected]


def test_read_prints_mentions_and_refusals_after_records(note: Path) -> None:
    done = verbale("read", note, "--json", "--mentions", "--refused")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    order = [("mention", "refusal").index(f["kind"]) + 1 if f["kind"] in ("mention", "refusal") else 0 for f in found]
    assert order == sorted(order) and set(order) == {0, 1, 2}
    assert all(TEXT[slice(*f["span"])] == f["quote"] for f in found)
    assert found[-1]["kind"] == "refusal" and found[-1]["reason"] == "not understood"


def test_read_from_standard_input() -> None:
    done = verbale("read", "-", "--json", given=TEXT.encode())
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 8


def test_read_for_a_person_fits_eighty_columns_and_is_plain(note: Path) -> None:
    done = verbale("read", note)
    assert done.returncode == 0 and "\x1b" not in done.stdout
    assert all(len(line) <= 80 and line == line.rstrip() for line in done.stdout.splitlines())
    assert "1 refusal" in done.stdout and "Norway – supports" in done.stdout


def test_a_partly_unreadable_batch_ends_well(folder: Path) -> None:
    done = verbale("read", folder, folder / "none.txt", "--json")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "verbale: bad.txt: ValueError: no reading of file.txt",
        "verbale: none.txt: is not there",
    ]
    assert len(done.stdout.splitlines()) == 6 * 9


def test_workers_print_the_same_bytes(folder: Path) -> None:
    one, two = (verbale("read", folder, "--json", "--mentions", "--workers", n) for n in ("1", "2"))
    assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)


@pytest.mark.parametrize(
    "words",
    [
        ["read", "none.txt"],
        ["read"],
        ["read", "x.txt", "--workers", "0"],
        ["read", "x.txt", "--mentions"],
        ["read", "x.txt", "--date", "soon"],
        ["unknown"],
        ["search", "x", "--register", "none.sqlite"],
        ["show", "x"],
    ],
)
def test_what_cannot_be_done_ends_with_two(words: list[str]) -> None:
    done = verbale(*words)
    assert done.returncode == 2 and not done.stdout and done.stderr
    assert "Traceback" not in done.stderr


def test_malformed_lines_never_fail_a_container(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    good = json.dumps({"id": "a", "text": TEXT, "date": "2021-06-01"})
    path.write_text(f"{good}\nnot json\n[]\n{json.dumps({'id': 'b', 'text': 'CRASH.'})}\n")
    done = verbale("read", path, "--json")
    assert done.returncode == 0
    assert {json.loads(line)["item"] for line in done.stdout.splitlines()} == {"a"}
    assert len(done.stderr.splitlines()) == 3 and "item b: ValueError" in done.stderr


def test_register_round(note: Path, folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite"
    done = verbale("read", note, folder, "--register", kept, "--workers", "2", "--date", "2021-06-01")
    assert done.returncode == 0 and done.stdout.splitlines()[0] == "note.txt: 8 records, 1 refusals"
    found = verbale("search", "Akureyri", "--register", kept, "--json", "--limit", "3")
    hits = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.returncode == 0 and len(hits) == 3
    shown = verbale("show", hits[0]["records"][0], "--register", kept)
    assert shown.returncode == 0 and "open an office in Akureyri" in " ".join(shown.stdout.split())
    assert json.loads(verbale("show", hits[0]["records"][0], "--register", kept, "--json").stdout)["current"]
    page = tmp_path / "page.html"
    made = verbale("brief", "Norway", "isl", "--register", kept, "-o", page)
    assert made.returncode == 0 and not made.stdout and "Norway" in page.read_text()
    assert verbale("forget", "note.txt", "--register", kept).stderr == "verbale: kept.sqlite: 1 document forgotten\n"
    assert verbale("forget", "note.txt", "--register", kept).returncode == 2
    everything = "".join(r.stdout + r.stderr for r in (done, found, shown, made)) + page.read_text()
    assert str(tmp_path) not in everything


def test_search_that_finds_nothing_ends_well(note: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite"
    verbale("read", note, "--register", kept)
    done = verbale("search", "Atlantis", "--register", kept)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "verbale: nothing found\n")


def test_a_register_that_is_none_is_one_line(note: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_text("x" * 5000)
    done = verbale("read", note, "--register", tmp_path / "kept.sqlite")
    assert done.returncode == 2
    assert done.stderr == "verbale: kept.sqlite: not a register (not an SQLite file)\n"


def test_escapes_in_a_text_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Norway \x1b[31mand \u202eIceland reached 12 million [bold]krone[/bold].")
    done = verbale("read", path)
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout and "[bold]" in done.stdout


def test_debug_shows_where(note: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_text("x" * 5000)
    done = verbale("--debug", "read", note, "--register", tmp_path / "kept.sqlite")
    assert done.returncode == 2 and "Traceback" in done.stderr


def test_a_closed_pipe_is_silent(folder: Path) -> None:
    for i in range(60):
        (folder / f"more{i}.txt").write_text(f"Norway reached {i + 10} million. {TEXT}")
    command = [sys.executable, str(HERE / "stubbed_cli.py"), "read", str(folder), "--json", "--mentions"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | PATHS, bufsize=0
    )
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read().decode()
    assert process.wait(60) == 0
    assert errors == "verbale: bad.txt: ValueError: no reading of file.txt\n" or errors == ""


def test_other_encodings_of_the_terminal_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Norway – «Iceland» reached 12 million.", encoding="utf-8")
    done = verbale("read", path, "--json", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert json.loads(done.stdout)["quote"].startswith("Norway – «Iceland»")


def test_help_and_version_come_at_once() -> None:
    times = []
    for word in ("--help", "--version"):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "verbale.cli", word], env=os.environ | PATHS, capture_output=True, check=True
        )
        times.append(time.perf_counter() - start)
        assert done.stdout.startswith((b"Usage: verbale", b"verbale"))
    assert min(times) < 1


def test_heavy_parts_are_not_loaded_for_help() -> None:
    code = "import sys, verbale.cli; print([m for m in ('spacy', 'sqlalchemy', 'jinja2', 'babel') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | PATHS, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_problems_are_told_at_a_terminal_too(folder: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, str(HERE / "stubbed_cli.py"), "read", str(folder), "--json", "--workers", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=slave, env=os.environ | PATHS | {"TERM": "xterm"}
    )
    os.close(slave)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal whose other side is closed
        while part := os.read(master, 1 << 16):
            shown += part
    os.close(master)
    assert process.wait(60) == 0
    assert b"verbale: bad.txt: ValueError" in shown


@pytest.mark.parametrize("watched", [True, False])
def test_a_bar_is_shown_to_a_person_on_long_work_only(watched: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    out = io.StringIO()
    with progress.Watch(Console(file=out, force_terminal=watched, width=80)) as watch:
        for i in watch.over(range(3)):
            time.sleep(0.2)
            if i == 1:
                watch.clear()
    assert ("2 documents" in out.getvalue()) == watched
    assert watched or out.getvalue() == ""
