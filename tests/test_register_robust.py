"""Nothing that was acknowledged is lost, and what goes wrong is one clear line and exit status 2.

`VERBALE_KILLS=200` kills as often as bench/register_killed.py does.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.handmade import TEXT, document, stub
from tests.writers import both, lost, runs
from verbale.register import open_register

ROOT = Path(__file__).parents[1]
KILLS = int(os.environ.get("VERBALE_KILLS", "20"))


def verbale(*arguments: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command line with the stub reader, as a person would run it; limit: the largest file it may write."""
    command = [sys.executable, "-m", "tests.stubbed_cli", *map(str, arguments)]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, preexec_fn=bound if limit else None
    )
    assert "Traceback" not in done.stderr
    return done


def folder_of_notes(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(f"Norway reached {n} million krone. {TEXT * 5}")
    return folder


def test_two_writers_of_a_thousand_documents_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "kept.sqlite")
    assert both(path, 1000) == ["done", "done"]
    assert lost(path, range(2000)) == []
    with open_register(path) as register:
        found = register.holds()
        assert (found["documents"], found["readings"], found["records"]) == (2000, 2000, 2000)


def test_killed_writers_lose_nothing_they_acknowledged(tmp_path: Path) -> None:
    acknowledged, problems = runs(str(tmp_path / "kept.sqlite"), KILLS)
    assert problems == [] and acknowledged >= KILLS


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    notes, path = folder_of_notes(tmp_path / "notes", 60), tmp_path / "kept.sqlite"
    done = verbale("read", notes, "--register", path, limit=3_000_000)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] in (
        "verbale: kept.sqlite: the disk failed to read or write",
        "verbale: kept.sqlite: the disk is full",
    )
    stored = done.stdout.count(" records,")
    with open_register(path) as register:
        assert stored <= len(register.documents()) <= stored + 1 and stored > 3
        assert register.check() == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or not mount:
        pytest.skip("only root may mount a small disk")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True)
    if done.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(disk: Path, tmp_path: Path) -> None:
    notes, path = folder_of_notes(tmp_path / "notes", 200), disk / "kept.sqlite"
    done = verbale("read", notes, "--register", path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "verbale: kept.sqlite: the disk is full"
    assert str(disk) not in done.stderr
    stored = done.stdout.count(" records,")
    assert stored > 3
    larger = tmp_path / "copy.sqlite"
    for suffix in ("", "-wal"):
        if (disk / f"kept.sqlite{suffix}").exists():
            shutil.copy(disk / f"kept.sqlite{suffix}", f"{larger}{suffix}")
    with open_register(larger) as register:
        assert stored <= len(register.documents()) <= stored + 1
        assert register.check() == []


def test_a_disk_that_cannot_be_written(disk: Path, tmp_path: Path) -> None:
    path, note = disk / "kept.sqlite", tmp_path / "note.txt"
    note.write_text(TEXT)
    with open_register(path) as register:
        register.add(stub(document()))
        record = register.records()[0].id
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert verbale("search", "Akureyri", "--register", path).returncode == 0
    asked = [
        ("read", note, "--date", "2020-01-01"),
        ("forget", "note.txt"),
        ("decide", "confirm", record, "--by", "ada", "--why", "so"),
    ]
    for arguments in asked:
        done = verbale(*arguments, "--register", path)
        assert (done.returncode, done.stderr) == (2, "verbale: kept.sqlite: the register is read-only\n")
    with open_register(path, create=False) as register:
        assert len(register.records()) == len(stub(document()).records)


def good(path: Path) -> None:
    with open_register(path) as register:
        register.add_all(stub(document(f"Norway reached {n} million. {TEXT}", f"{n}.txt")) for n in range(20))


def newer(path: Path) -> None:
    good(path)
    with sqlite3.connect(path) as store:
        store.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    store.close()


def overwritten(path: Path) -> None:
    good(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def cut(path: Path) -> None:
    good(path)
    path.write_bytes(path.read_bytes()[:-50_000])


def headless(path: Path) -> None:
    good(path)
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def without_a_table(path: Path) -> None:
    good(path)
    with sqlite3.connect(path) as store:
        store.execute("DROP TABLE turns")
    store.close()


BROKEN = {
    newer: "made by a newer verbale (schema 99; this one knows up to 2)",
    overwritten: "the file is damaged",
    cut: "the file is damaged",
    headless: "not a register (not an SQLite file)",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_register_that_cannot_be_used(broken: object, tmp_path: Path) -> None:
    path, note = tmp_path / "kept.sqlite", tmp_path / "note.txt"
    note.write_text(TEXT)
    broken(path)  # type: ignore[operator]
    before = path.read_bytes()
    for arguments in (("register", "--check"), ("read", note), ("search", "Akureyri million")):
        done = verbale(*arguments, "--register", path)
        assert (done.returncode, done.stderr) == (2, f"verbale: kept.sqlite: {BROKEN[broken]}\n")
    assert path.read_bytes() == before


def test_a_register_without_a_table(tmp_path: Path) -> None:
    path, note = tmp_path / "kept.sqlite", tmp_path / "note.txt"
    note.write_text(TEXT)
    without_a_table(path)
    done = verbale("read", note, "--register", path)
    assert done.returncode == 2 and done.stderr.startswith("verbale: kept.sqlite: ") and done.stderr.count("\n") == 1


def test_a_register_of_the_first_schema_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as store:
        store.executescript((CASES / "register" / "v1.sql").read_text("utf-8"))
    store.close()
    done = verbale("register", "--register", path, "--check")
    assert done.returncode == 0 and done.stderr == "verbale: old.sqlite: whole\n"
    assert verbale("search", "Akureyri", "--register", path).returncode == 0
