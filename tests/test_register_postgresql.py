"""A register on PostgreSQL does what one in a file does."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import CASES
from tests.handmade import TEXT, document, stub
from tests.serving import Missing, Server, server
from verbale.register import Query, Register, RegisterError, open_register

ROOT = Path(__file__).parents[1]
WHOLE = stub(document())


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    try:
        with server() as running:
            yield running
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture
def register(served: Server) -> Iterator[Register]:
    with open_register(served.database()) as held:
        yield held


@pytest.fixture
def pair(register: Register, tmp_path: Path) -> Iterator[tuple[Register, Register]]:
    """The same two documents on the server and in a file."""
    with open_register(tmp_path / "kept.sqlite") as file:
        for held in (register, file):
            held.add(replace(WHOLE, records=WHOLE.records[:3]), date(2021, 7, 1))
            held.add(WHOLE, date(2021, 8, 1))
            text = "Anna Berg visited Iceland on 4 May 2021. The café in Malmö was a “success”. Norway\0 \ud83d rests."
            held.add(stub(document(text, "two.txt", date=None, title="<b>\0")))
        yield register, file


QUERIES = [
    Query(),
    Query(actors=("NOR", {"ISL", "SWE"})),
    Query(actors=("ISL",), said_by=("NOR",), topics=("trade",)),
    Query(kinds=("event",), types=("visit",), statuses=("planned",)),
    Query(since=date(2021, 5, 1), until=date(2021, 12, 31)),
    Query(actors=("ISL",), since=date(2021, 5, 4), until=date(2021, 5, 4)),
    Query(as_of=date(2021, 5, 10)),
    Query(known_on=date(2021, 7, 15)),
    Query(publishers=("NOR",), topics=("t%",)),
]


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_both_stores_answer_alike(pair: tuple[Register, Register], query: Query) -> None:
    here, there = pair
    assert here.select(query) == there.select(query)
    assert here.documents(query) == there.documents(query)


def test_the_rest_is_alike(pair: tuple[Register, Register]) -> None:
    here, there = pair
    assert [h.holds() for h in pair] == [here.holds()] * 2
    assert here.check() == there.check() == []
    assert list(here.texts()) == list(there.texts())
    assert here.names(["NOR", "person:anna-berg"]) == there.names(["NOR", "person:anna-berg"])
    assert here.officers("NOR") == there.officers("NOR") == {"person:anna-berg"}
    name = WHOLE.records[4].id
    assert here.get(name) == there.get(name)
    assert here.history(name) == there.history(name)
    assert here.text(WHOLE.document.id) == TEXT


@pytest.mark.parametrize(
    "words",
    ["reach million", "Norway", '"open an office"', '"office an open"', "akureyri", "CAFE malmo", "café", "the", "!",
     "success", "visits", "Minister of Trade", "", "none of these", "a & b | c", "'; DROP TABLE x; --", ":*", "日本"],
)  # fmt: skip
def test_search_is_alike(pair: tuple[Register, Register], words: str) -> None:
    here, there = ({(h.quote, h.snippet, h.highlights, h.records) for h in held.search(words, 50)} for held in pair)
    assert here == there


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_search_with_a_query_is_alike(pair: tuple[Register, Register], query: Query) -> None:
    here, there = ({(h.quote, h.records) for h in held.search("Iceland", 50, query)} for held in pair)
    assert here == there


def test_a_long_stretch_gives_a_snippet(register: Register) -> None:
    text = "Many words stand here " * 20 + "and the café opened " + "and more words " * 20 + "."
    register.add(stub(document(text)))
    (hit,) = register.search("cafe opening")
    assert [h.of(hit.snippet) for h in hit.highlights] == ["café", "opened"]
    assert hit.snippet.startswith("…") and hit.snippet.endswith("…") and len(hit.snippet) < 250


def test_decisions_and_forgetting(register: Register) -> None:
    register.add(WHOLE)
    figure = WHOLE.records[2].id
    made = datetime(2021, 9, 1, tzinfo=UTC)
    register.decide("correct", [figure], "ada", "the annex", field="value", value=3, made=made)
    register.decide("merge", [figure, WHOLE.records[1].id], "ada", "one", made=made)
    assert [k.record.values["value"] for k in register.select(Query(kinds=("figure",)))] == [3]
    lines = list(register.export_decisions())
    register.add(replace(WHOLE, records=(), notes=("all gone",)))
    assert [d.orphaned for d in register.decisions()] == [True, True]
    assert register.forget("note.txt") == 1
    assert register.decisions() == [] and register.holds()["readings"] == 0
    assert register.import_decisions(lines).new == 2


def test_many_at_once(register: Register) -> None:
    readings = [stub(document(f"Norway reached {n} million. {TEXT}", f"{n}.txt")) for n in range(30)]
    assert register.add_all([*readings, *readings], date(2022, 1, 1), at_once=7) == 30
    assert register.add_all(readings) == 0
    assert len(register.select(Query())) == 30 * 9
    assert len(register.search("Akureyri", 100)) == 30
    assert register.check() == []


WRITER = """
import sys
from tests.handmade import TEXT, document, stub
from verbale.register import open_register
register = open_register(sys.argv[1])
for i in range(int(sys.argv[2]), int(sys.argv[3])):
    register.add(stub(document(f"Norway reached {i} million. {TEXT}", f"{i}.txt")))
"""


def test_two_writers_at_once_on_an_empty_database(served: Server) -> None:
    url = served.database()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen([sys.executable, "-c", WRITER, url, str(a), str(b)], env=environment, cwd=ROOT)
        for a, b in ((0, 40), (20, 60))
    ]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    with open_register(url, create=False) as register:
        found = register.holds()
        assert (found["documents"], found["readings"]) == (60, 60)
        assert register.check() == []


def test_an_old_register_is_brought_up_to_date(served: Server, tmp_path: Path) -> None:
    """The rows of tests/cases/register/v1.sql, in the tables of that version."""
    url, path = served.database(), tmp_path / "old.sqlite"
    with sqlite3.connect(path) as store:
        store.executescript((CASES / "register" / "v1.sql").read_text("utf-8"))
    store.close()
    file, there = sa.create_engine(f"sqlite:///{path}"), sa.create_engine(url.replace("://", "+psycopg://"))
    tables = sa.MetaData()
    order = ("meta", "documents", "readings", "turns", "records", "actors", "names", "refusals", "passages")
    tables.reflect(file, only=order)
    with file.connect() as old, there.begin() as new:
        for name in order:
            table = tables.tables[name]
            table.indexes = {i for i in table.indexes if i.name != "one_current_reading"}
            table.create(new)
            if rows := [dict(row) for row in old.execute(sa.select(table)).mappings()]:
                new.execute(table.insert(), rows)
        new.exec_driver_sql("SELECT setval(pg_get_serial_sequence('readings', 'number'), 3)")
    there.dispose()
    with open_register(url) as register:
        assert register.holds()["schema"] == 2
        assert len(register.select(Query(known_on=date(2021, 6, 15)))) == 5
        assert len(register.search("Akureyri")) == 1
        register.add(WHOLE)
        assert len(register.readings(WHOLE.document.id)) == 2


def test_what_cannot_be_opened_is_one_line_without_password(served: Server) -> None:
    served.run("CREATE DATABASE foreign_one")
    served.run("CREATE TABLE meta (x int)", "foreign_one")
    served.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    served.run("CREATE ROLE reader LOGIN PASSWORD 'reader-s3cret'")
    cases = {
        served.url("none_such"): "none_such: there is no such database",
        served.url(password="wr0ng"): "postgres: the database refuses this user or password",
        served.url("foreign_one"): "foreign_one: not a register of verbale",
        served.url("latin"): "latin: needs a database in UTF-8",
        "postgresql://verbale:a-s3cret@127.0.0.1:1/x": "x: the database cannot be reached",
        "postgresql://verbale:a-s3cret@no.such.host.invalid/x": "x: the database cannot be reached",
        "mysql://verbale:a-s3cret@127.0.0.1/x": "x: a register is an SQLite file, or a database at postgresql://…",
        served.url("postgres", "reader-s3cret", "reader"): "postgres: this user may not do that in the database",
    }
    for url, words in cases.items():
        with pytest.raises(RegisterError) as caught:
            open_register(url)
        assert str(caught.value) == words or (url.startswith("mysql") and words.endswith(str(caught.value)))
    with pytest.raises(RegisterError, match="not a register of verbale"):
        open_register(served.database(), create=False)


def test_a_reader_reads_and_may_not_write(served: Server) -> None:
    url = served.database()
    with open_register(url) as register:
        register.add(WHOLE)
    name = url.rsplit("/", 1)[1]
    served.run("CREATE ROLE viewer LOGIN PASSWORD 'v'")
    served.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO viewer", name)
    with open_register(served.url(name, "v", "viewer")) as register:
        assert len(register.select(Query())) == len(WHOLE.records)
        with pytest.raises(RegisterError, match=f"^{name}: this user may not do that in the database$"):
            register.add(stub(document("Norway reached 3 million.")))


def test_the_command_line(served: Server, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Norway and Iceland signed a treaty in Oslo on 3 May 2021.")
    url = served.database()
    command = [sys.executable, "-m", "tests.stubbed_cli"]
    wrong = url.replace("a-s3cret", "n0t-it")
    done = subprocess.run([*command, "register", "--register", wrong], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, "n0t-it" in done.stderr, done.stderr.count("\n")) == (2, False, 1)
    with open_register(url) as register:
        register.add(WHOLE)
    done = subprocess.run(
        [*command, "search", "akureyri", "--register", url, "--json"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0 and "Akureyri" in done.stdout
