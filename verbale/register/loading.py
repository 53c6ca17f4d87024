"""Many rows into a table at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from verbale.register import schema
from verbale.register.attaching import attach_new
from verbale.register.writing import COLUMNS, Prepared, Row

AT_ONCE = 400
"""Values in one list of a question (SQLite's oldest limit is 999)."""


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    found = list(values)
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]


def batches(prepared: Iterable[Prepared], size: int) -> Iterator[list[Prepared]]:
    """Lists of at most `size`, none with two readings of one document."""
    batch: dict[str, Prepared] = {}
    for item in prepared:
        if len(batch) >= max(1, size) or item.doc in batch:
            yield list(batch.values())
            batch = {}
        batch[item.doc] = item
    if batch:
        yield list(batch.values())


def refresh(connection: sa.Connection) -> None:
    """Statistics for the planner, from a sample of the rows on SQLite (sqlite.org/lang_analyze.html)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit = 400")
    for table in ("readings", "records", "actors", "names", "passages"):
        connection.exec_driver_sql(f"ANALYZE {table}")


def put(connection: sa.Connection, table: str, rows: Sequence[Row]) -> None:
    """Rows into a table, in the order of `COLUMNS`."""
    columns = COLUMNS[table]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        names = ", ".join(f'"{c}"' for c in columns)
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))
    else:
        _copy(connection, table, columns, rows)


def _copy(connection: sa.Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    names = ", ".join(f'"{c}"' for c in columns)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def write(connection: sa.Connection, prepared: Sequence[Prepared]) -> int:
    """Store readings of different documents in the caller's transaction; how many said something new.

    One that says exactly what the current one says is passed over. The reading before it stays, without its place in
    the word index.
    """
    held = _current(connection, [p.doc for p in prepared])
    new = [p for p in prepared if held.get(p.doc, (None, 0))[0] != p.mark]
    _supersede(connection, [held[p.doc][1] for p in new if p.doc in held])
    put(connection, "documents", [(p.doc, p.text) for p in new if p.doc not in held])
    numbers = _numbers(connection, len(new))
    put(connection, "readings", [(number, *p.reading) for number, p in zip(numbers, new, strict=True)])
    for table in list(COLUMNS)[2:]:
        put(connection, table, [(n, *row) for n, p in zip(numbers, new, strict=True) for row in p.rows[table]])
    attach_new(connection, [(n, p.doc, p.source) for n, p in zip(numbers, new, strict=True)])
    return len(new)


def _current(connection: sa.Connection, docs: Sequence[str]) -> dict[str, tuple[str, int]]:
    """The mark and the number of the current reading of each document that is there."""
    of = schema.readings.c
    found: dict[str, tuple[str, int]] = {}
    for some in chunks(docs):
        asked = sa.select(of.doc, of.digest, of.number).where(of.doc.in_(some), of.current)
        found |= {doc: (mark, number) for doc, mark, number in connection.execute(asked)}
    return found


def _supersede(connection: sa.Connection, numbers: Sequence[int]) -> None:
    for some in chunks(numbers):
        old = schema.readings.c.number.in_(some)
        connection.execute(sa.update(schema.readings).where(old).values(current=False))
        for table in (schema.passages, schema.names):
            connection.execute(sa.delete(table).where(table.c.reading.in_(some)))


def _numbers(connection: sa.Connection, count: int) -> list[int]:
    """Numbers for new readings; one that was ever given is not given again."""
    if connection.dialect.name == "sqlite":
        asked = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'readings'"
        last = int(connection.exec_driver_sql(asked).scalar() or 0)
        return list(range(last + 1, last + 1 + count))
    series = sa.func.generate_series(1, count).table_valued("value")
    given = sa.func.nextval(sa.func.pg_get_serial_sequence("readings", "number"))
    return sorted(connection.execute(sa.select(given).select_from(series)).scalars())
