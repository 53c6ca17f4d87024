"""Flat tables in an SQLite file, for those who ask in SQL; the codebook is a table of it.

Days are texts (ISO 8601), truth is 1 or 0, lists are texts joined by semicolons; `parties` has a row for each actor.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from verbale.views.exporting.cells import flat
from verbale.views.exporting.codebook import codebook
from verbale.views.exporting.collection import Collection
from verbale.views.exporting.columns import Table
from verbale.views.exporting.tables import WHOLE

FORM = "sqlite"
SUFFIX = ".sqlite"
NEEDS = ()
INSIDE = True
TABLES = WHOLE

KINDS = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
INDEXED = ("id", "doc", "actor", "record", "happening")


def write(collection: Collection, where: Path) -> None:
    """A new file with the tables."""
    with closing(sqlite3.connect(where.absolute())) as connection, connection:
        for table in (*TABLES, codebook(TABLES)):
            _table(connection, table, collection)


def _table(connection: sqlite3.Connection, table: Table, collection: Collection) -> None:
    head = ", ".join(f'"{c.name}" {KINDS.get(c.type, "TEXT")}' for c in table.columns)
    places = ", ".join("?" * len(table.columns))
    connection.execute(f'CREATE TABLE "{table.name}" ({head})')
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', _rows(table, collection))
    for name in INDEXED:
        if any(c.name == name for c in table.columns):
            connection.execute(f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")')


def _rows(table: Table, collection: Collection) -> Iterator[list[Any]]:
    for row in table.values(collection):
        yield [int(value) if isinstance(value, bool) else flat(value) for value in row]
