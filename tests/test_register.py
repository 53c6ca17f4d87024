"""The register keeps whole readings, old and new, and answers safely."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.handmade import TEXT, document, stub
from verbale.register import Register, RegisterError, migrations, open_register
from verbale.register.words import marked, query


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return open_register(tmp_path / "kept.sqlite")


def count(register: Register, table: str) -> int:
    with register._engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)


def test_what_goes_in_comes_out(register: Register) -> None:
    reading = stub(document())
    register.add(reading, known_on=date(2021, 7, 1))
    kept = register.records()
    assert sorted(k.id for k in kept) == sorted(r.id for r in reading.records)
    assert {k.id: k.record.json() for k in kept} == {r.id: r.json() for r in reading.records}
    assert all(k.record.span.of(TEXT) == k.record.quote for k in kept)
    (about,) = register.documents()
    assert (about.date, about.title, about.known_on) == (reading.document.date, "A note on ties", date(2021, 7, 1))


def test_a_new_reading_supersedes_and_both_are_kept(register: Register) -> None:
    first = stub(document())
    register.add(first)
    second = replace(first, records=first.records[:2])
    register.add(second)
    assert len(register.records()) == 2
    assert count(register, "readings") == 2
    lost = register.get(first.records[3].id)
    assert lost is not None and not lost.current
    assert register.search("Akureyri")[0].records == ()


def test_the_same_reading_again_changes_nothing(register: Register) -> None:
    for _ in range(3):
        register.add(stub(document()))
    assert count(register, "readings") == 1


def test_what_was_dropped_comes_back(register: Register) -> None:
    whole = stub(document())
    for reading in (whole, replace(whole, records=()), whole):
        register.add(reading)
    assert len(register.records()) == len(whole.records)
    assert count(register, "readings") == 3
    assert len(register.search("Akureyri")) == 1


def test_forget_leaves_no_word_behind(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    with open_register(path) as register:
        register.add(stub(document()))
        register.add(stub(document("Norway will open a Quixotium in Bergen.", "other.txt")))
        assert register.forget("nothing.txt") == 0
        assert register.forget("other.txt") == 1
        assert not register.search("Quixotium")
        assert len(register.search("Akureyri")) == 1
        assert count(register, "records") == len(stub(document()).records)
        assert all(b"uixotium" not in p.read_bytes().lower() for p in tmp_path.iterdir())
    assert [p.name for p in tmp_path.iterdir()] == ["kept.sqlite"]


def test_forget_by_id(register: Register) -> None:
    doc = document()
    register.add(stub(doc))
    assert register.forget(doc.id) == 1
    assert all(count(register, table) == 0 for table in ("documents", "readings", "actors", "passages", "names"))


def test_records_by_actor_kind_and_day(register: Register) -> None:
    register.add(stub(document()))
    assert {k.record.kind for k in register.records(actors=["NOR", "ISL"], kind="stance")} == {"stance"}
    (past,) = register.records(actors=["person:anna-berg"], until=date(2021, 5, 31))
    assert past.record.values["type"] == "visit"
    ahead = register.records(since=date(2022, 1, 1))
    assert {k.record.status for k in ahead} == {"planned"}
    hers = register.records(actors=["person:anna-berg"])
    assert hers and register.records(actors=[{"SWE", "NOR"}, "person:anna-berg"]) == hers
    assert register.records(actors=["SWE"]) == []


def test_records_without_any_date_have_no_place_in_time(register: Register) -> None:
    register.add(stub(document(date=None)))
    assert all(k.record.time for k in register.records(since=date(1900, 1, 1)))
    assert any(k.record.time is None for k in register.records())


def test_officers_and_names(register: Register) -> None:
    register.add(stub(document()))
    assert register.officers("NOR") == {"person:anna-berg"}
    assert register.names(["person:anna-berg", "SWE"]) == {"person:anna-berg": "Anna Berg"}


def test_search_finds_forms_and_phrases(register: Register) -> None:
    register.add(stub(document()))
    (hit,) = register.search("reach million")
    assert hit.span.of(TEXT) == hit.quote and hit.records
    assert [h.of(hit.snippet) for h in hit.highlights] == ["reached", "million"]
    assert [h.quote for h in register.search('"open an office"')] == ["Norway will open an office in Akureyri."]
    assert register.search('"office an open"') == []
    assert len(register.search("Norway", limit=2)) == 2


@pytest.mark.parametrize(
    "words",
    ["", '"', '""', "AND", "NEAR(a b", "body:x", "*", "a*", "-a", "^a", "(a OR b", "'; DROP TABLE records; --", "\0",
     "\ud800", "a\ud800b", "{a b}:c", 'a"b', "+", "NOT NOT", "日本", "\u0300", "x" * 10_000],
)  # fmt: skip
def test_search_takes_any_words(register: Register, words: str) -> None:
    register.add(stub(document()))
    assert isinstance(register.search(words), list)
    assert count(register, "records") == 8


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_search_is_safe_for_all_text(register: Register, words: str) -> None:
    assert register.search(words) == []


def test_query_reads_nothing_as_syntax() -> None:
    assert query('one "two three" AND body:x') == '"one" "two three" "AND" "body:x"'
    assert query(" - ") is None
    assert marked("a \ufdd0b\ufdd1 c")[0] == "a b c"


def test_half_characters_and_nul_are_stored(register: Register) -> None:
    text = "Norway \ud83d and\0 Iceland reached 12 million krone."
    register.add(stub(document(text)))
    (kept,) = register.records()
    assert kept.record.quote == text[:-1]
    assert register.search("krone")[0].span == kept.record.span.cover(register.search("krone")[0].span)


def test_get_gives_the_words_around(register: Register) -> None:
    reading = stub(document())
    register.add(reading)
    record = reading.records[1]
    kept = register.get(record.id)
    assert kept is not None and (kept.before + kept.record.quote + kept.after) in TEXT
    assert register.get("no-such-id") is None


def test_open_problems_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("just words " * 100)
    sqlite3.connect(tmp_path / "foreign.sqlite").execute("CREATE TABLE t (x)").connection.commit()
    (tmp_path / "folder").mkdir()
    names = ["text.sqlite", "foreign.sqlite", "folder", "none/kept.sqlite"]
    for name in names:
        with pytest.raises(RegisterError) as caught:
            open_register(tmp_path / name)
        assert str(tmp_path) not in str(caught.value) and "\n" not in str(caught.value)
        assert str(caught.value).startswith(Path(name).name + ": ")
    with pytest.raises(RegisterError, match="no such register"):
        open_register(tmp_path / "missing.sqlite", create=False)
    assert not (tmp_path / "missing.sqlite").exists()
    assert sqlite3.connect(tmp_path / "foreign.sqlite").execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]


def test_a_damaged_register_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    with open_register(path) as register:
        for i in range(20):
            register.add(stub(document(f"Norway reached {i} million. {TEXT}", f"{i}.txt")))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with pytest.raises(RegisterError, match=r"kept\.sqlite: "):
        open_register(path).records()


def test_a_full_disk_says_so_and_leaves_whole_documents(tmp_path: Path) -> None:
    register = open_register(tmp_path / "kept.sqlite")
    register.add(stub(document()))
    listener = sa.event.listen(register._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 60"))
    assert listener is None
    with pytest.raises(RegisterError, match="the disk is full"):
        for i in range(100):
            register.add(stub(document(f"Norway reached {i} million. {TEXT * 5}", f"{i}.txt")))
    assert all(len(register.records(actors=["NOR"])) >= 1 for _ in register.documents())
    assert count(register, "documents") == count(register, "readings")


def test_a_read_only_register_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept.sqlite"
    with open_register(path) as register:
        register.add(stub(document()))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_register(path) as register:
        assert register.search("Akureyri")
        with pytest.raises(RegisterError, match="read-only"):
            register.add(stub(document("Norway reached 3 million.")))


def test_migrations_run_in_order_and_newer_is_refused(tmp_path: Path) -> None:
    register = open_register(tmp_path / "kept.sqlite")
    ran: list[int] = []
    steps = {n: (lambda _, n=n: ran.append(n)) for n in (4, 3)}
    with register._engine.begin() as connection:
        assert migrations.upgrade(connection, 4, steps) == 2
    assert ran == [3, 4]
    register.close()
    with pytest.raises(RegisterError, match="newer verbale"):
        open_register(tmp_path / "kept.sqlite")


def test_an_address_works_as_well(tmp_path: Path) -> None:
    open_register(f"sqlite:///{tmp_path}/a b.sqlite").add(stub(document()))
    assert len(open_register(tmp_path / "a b.sqlite", create=False).documents()) == 1
    for bad in ("sqlite://", "nonsense://x/y", "://"):
        with pytest.raises(RegisterError):
            open_register(bad)


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.handmade import TEXT, document, stub
from verbale.register import open_register
register = open_register(sys.argv[2])
print("ready", flush=True)
for i in range(int(sys.argv[3]), int(sys.argv[4])):
    register.add(stub(document(f"Norway reached {i} million. {TEXT}", f"{i}.txt")))
"""


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parent.parent), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2])
def test_killed_midway_leaves_whole_documents(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "kept.sqlite"
    process = writer(path, 0, 100_000)
    assert process.stdout and process.stdout.readline() == "ready\n"
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_register(path, create=False) as register:
        stored = len(register.documents())
        assert len(register.records()) == 9 * stored
        assert count(register, "documents") == stored
        with register._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            connection.exec_driver_sql("INSERT INTO passage_words(passage_words) VALUES ('integrity-check')")
        register.add(stub(document()))


def test_two_writers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    both = [writer(path, 0, 15), writer(path, 10, 25)]
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with open_register(path) as register:
        assert len(register.documents()) == 25
        assert count(register, "readings") == 25
