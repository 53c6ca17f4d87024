"""A register of an older schema is brought up to date and loses nothing."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import CASES
from tests.handmade import document, stub
from verbale.register import Query, RegisterError, open_register
from verbale.register.migrations import STEPS
from verbale.register.schema import VERSION

TABLES = ("documents", "readings", "turns", "records", "refusals", "passages")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as the first version of the program made it (tests/cases/register/v1.sql)."""
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as store:
        store.executescript((CASES / "register" / "v1.sql").read_text("utf-8"))
    store.close()
    return path


def shape(path: Path) -> dict[str, object]:
    found = sa.inspect(sa.create_engine(f"sqlite:///{path}"))
    names = [n for n in found.get_table_names() if not n.startswith("passage_words")]
    return {
        n: (
            sorted((c["name"], str(c["type"]), c["nullable"], c["primary_key"]) for c in found.get_columns(n)),
            sorted((str(i["name"]), tuple(i["column_names"]), i["unique"]) for i in found.get_indexes(n)),
            sorted((tuple(k["constrained_columns"]), k["referred_table"]) for k in found.get_foreign_keys(n)),
        )
        for n in names
    }


def test_every_version_has_its_step() -> None:
    assert sorted(STEPS) == list(range(2, VERSION + 1))


def test_an_old_register_gets_the_present_shape(old: Path, tmp_path: Path) -> None:
    open_register(old).close()
    open_register(tmp_path / "new.sqlite").close()
    assert shape(old) == shape(tmp_path / "new.sqlite")


def test_an_old_register_keeps_all_its_rows(old: Path) -> None:
    with sqlite3.connect(old) as store:
        before = {t: store.execute(f"SELECT count(*) FROM {t}").fetchone() for t in TABLES}
    store.close()
    open_register(old).close()
    with sqlite3.connect(old) as store:
        assert {t: store.execute(f"SELECT count(*) FROM {t}").fetchone() for t in TABLES} == before
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()


def test_an_old_register_answers_as_a_new_one(old: Path, tmp_path: Path) -> None:
    whole = stub(document())
    two = document(
        "Iceland and Norway are good neighbours. Anna Berg visited Norway on 9 June 2021.", "two.txt", date=None,
        publisher="ISL",
    )  # fmt: skip
    with open_register(tmp_path / "new.sqlite") as new, open_register(old) as register:
        new.add(whole, date(2021, 7, 1))
        new.add(stub(two))
        for query in (
            Query(),
            Query(actors=("NOR", "ISL"), since=date(2021, 5, 1), until=date(2021, 6, 30)),
            Query(as_of=date(2021, 5, 10)),
            Query(as_of=date(1990, 1, 1)),
            Query(topics=("trade",)),
            Query(said_by=("NOR",), kinds=("event",)),
        ):
            assert [k.record for k in register.select(query)] == [k.record for k in new.select(query)]
        assert [h.quote for h in register.search("Akureyri")] == ["Norway will open an office in Akureyri."]
        assert len(register.select(Query(known_on=date(2021, 6, 15)))) == 5


def test_a_reading_of_an_old_register_is_not_stored_again(old: Path) -> None:
    with open_register(old) as register:
        register.add(stub(document()))
        assert len(register.readings(document().id)) == 2


def test_an_old_register_that_cannot_be_written_says_so(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(RegisterError, match=r"^old\.sqlite: made by an older verbale and read-only"):
        open_register(old)


def test_a_step_that_fails_leaves_the_old_register(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x)")
        raise RegisterError("no")

    monkeypatch.setitem(STEPS, 2, broken)  # type: ignore[arg-type]
    before = old.read_bytes()
    with pytest.raises(RegisterError):
        open_register(old)
    assert sqlite3.connect(old).execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
    assert sqlite3.connect(old).execute("SELECT value FROM meta").fetchall() == [("1",)]
    assert old.read_bytes()[:24] == before[:24]
