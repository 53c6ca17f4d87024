"""The facts that a user has added: one SQLite file in his own folder, read fact by fact as they are asked for.

Opening it costs the same for ten facts and for a million: look-ups go through its indices.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.core.ids import digest
from verbale.facts.agreement import order
from verbale.facts.edtf import parse
from verbale.facts.fact import Fact

FILE = "facts.sqlite"
VERSION = 1
SCHEMA = """
create table fact (
    id text primary key, kind text not null, subject text not null, object text not null, value text, start text,
    end text, place text, ordinal integer, source text not null, "of" text, note text
) without rowid;
create index fact_subject on fact (kind, subject);
create index fact_object on fact (kind, object);
create index fact_of on fact (kind, "of");
create table person (id text not null, name text not null, primary key (id, name)) without rowid;
create table source (
    mapping text not null, file text not null, source text not null, vintage text not null, digest text not null,
    rows integer not null, facts integer not null, primary key (mapping, file, source, digest)
);
create table digest (value text not null);
"""
SELECT = 'select kind, subject, object, value, start, end, place, ordinal, source, "of", note from fact'
Key = tuple[str, str]


class FactsError(Exception):
    """Added facts that cannot be read or written; its text is the one line a person reads."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was added: the mapping it was read with, how many rows it has and how many facts it gave."""

    mapping: str
    file: str
    source: str
    vintage: str
    digest: str
    rows: int
    facts: int


class Added:
    """Look-ups in a file of added facts. Threads and forked processes each have their own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def _open(self) -> sqlite3.Connection:
        if getattr(self._local, "process", None) != os.getpid():
            self._local.connection, self._local.process = opened(self.path), os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def where(self, column: str, key: Key) -> tuple[Fact, ...]:
        """Facts of a kind with that subject or object."""
        rows = self._open().execute(f"{SELECT} where kind = ? and {column} = ?", key)
        return tuple(sorted(map(made, rows), key=order))

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        return tuple(sorted(map(made, self._open().execute(f"{SELECT} where kind = ?", (kind,))), key=order))

    def sent(self, kind: str, of: str) -> tuple[Fact, ...]:
        """Facts of a kind on those who come from a state or body."""
        rows = self._open().execute(f'{SELECT} where kind = ? and "of" = ?', (kind, of))
        return tuple(sorted(map(made, rows), key=order))

    def about(self, id: str) -> tuple[Fact, ...]:
        """Facts of any kind with that subject or object, or from that state."""
        rows = self._open().execute(f'{SELECT} where ? in (subject, object, "of")', (id,))
        return tuple(sorted(map(made, rows), key=order))

    def all(self) -> tuple[Fact, ...]:
        return tuple(map(made, self._open().execute(SELECT)))

    def keys(self, column: str) -> Iterator[Key]:
        yield from self._open().execute(f"select distinct kind, {column} from fact order by 1, 2")

    def count(self) -> dict[str, int]:
        """How many facts of each kind."""
        return dict(self._open().execute("select kind, count(*) from fact group by kind order by kind"))

    def people(self) -> tuple[tuple[str, str], ...]:
        """Person ids with a name each."""
        return tuple(self._open().execute("select id, name from person order by id, name"))

    def tables(self) -> tuple[Table, ...]:
        rows = self._open().execute("select * from source order by mapping, file, vintage, digest")
        return tuple(Table(*row) for row in rows)

    def digest(self) -> str:
        return str(self._open().execute("select value from digest").fetchone()[0])


class Chained(Mapping[Key, tuple[Fact, ...]]):
    """The facts shipped under a key, and those added under it; each key is looked up once."""

    def __init__(self, shipped: Mapping[Key, tuple[Fact, ...]], added: Added, column: str) -> None:
        self._shipped, self._added, self._column = shipped, added, column
        self._known: dict[Key, tuple[Fact, ...]] = {}

    def __getitem__(self, key: Key) -> tuple[Fact, ...]:
        if key not in self._known:
            shipped, more = self._shipped.get(key, ()), self._added.where(self._column, key)
            self._known[key] = tuple(sorted((*shipped, *more), key=order)) if more else shipped
        if not self._known[key]:
            raise KeyError(key)
        return self._known[key]

    def __iter__(self) -> Iterator[Key]:
        yield from sorted({*self._shipped, *self._added.keys(self._column)})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def made(row: tuple[Any, ...]) -> Fact:
    kind, subject, object, value, start, end, *rest = row
    return Fact(kind, subject, object, value, parse(start) if start else None, parse(end) if end else None, *rest)


def opened(path: Path) -> sqlite3.Connection:
    """A connection that reads. Raises FactsError where the file is none of ours."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        found = connection.execute("pragma user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise FactsError(f"{path.name}: cannot be read ({error})") from None
    if found != VERSION:
        raise FactsError(f"{path.name}: holds no facts of this version of verbale")
    return connection


def write(folder: Path, facts: Iterable[Fact], people: Iterable[tuple[str, str]], table: Table) -> int:
    """Add facts to the file in a folder, all or none; how many are new. Raises FactsError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / FILE)) as connection, connection:
            return _written(connection, facts, people, table)
    except (OSError, sqlite3.Error) as error:
        raise FactsError(f"{FILE}: cannot be written ({error})") from None


def _written(
    connection: sqlite3.Connection, facts: Iterable[Fact], people: Iterable[tuple[str, str]], table: Table
) -> int:
    if connection.execute("pragma user_version").fetchone()[0] == 0:
        connection.executescript(f"{SCHEMA} pragma user_version = {VERSION};")
    before = connection.total_changes
    connection.executemany(f"insert or ignore into fact values ({','.join('?' * 12)})", map(stored, facts))
    new = connection.total_changes - before
    connection.executemany("insert or ignore into person values (?, ?)", people)
    row = (table.mapping, table.file, table.source, table.vintage, table.digest, table.rows, new)
    connection.execute("insert or ignore into source values (?, ?, ?, ?, ?, ?, ?)", row)
    ids = (id for (id,) in connection.execute("select id from fact order by id"))
    connection.execute("delete from digest")
    connection.execute("insert into digest values (?)", (digest(*ids),))
    return new


def stored(fact: Fact) -> tuple[object, ...]:
    start, end = (i.edtf if i else None for i in (fact.start, fact.end))
    return (
        fact.id, fact.kind, fact.subject, fact.object, fact.value, start, end, fact.place, fact.ordinal, fact.source,
        fact.of, fact.note,
    )  # fmt: skip
