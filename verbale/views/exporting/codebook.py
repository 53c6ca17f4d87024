"""The codebook: what every column of an export holds, made of the columns themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.views.exporting.columns import TYPES, Column, Table


@dataclass(frozen=True, slots=True)
class Entry:
    """A column in its table; None for the line on the table itself."""

    table: Table
    column: Column | None = None


def entries(tables: Sequence[Table]) -> Iterator[Entry]:
    """A line on each table, then one on each of its columns."""
    for table in tables:
        yield Entry(table)
        yield from (Entry(table, column) for column in table.columns)


def codebook(tables: Sequence[Table]) -> Table:
    """The codebook of some tables, itself a table, which explains itself too."""

    def rows(_: object) -> Iterator[Entry]:
        return entries((*tables, whole))

    whole = Table(
        "codebook",
        "a row for each table and each column",
        (
            Column("table", "text", "name of the table", lambda e: e.table.name),
            Column("column", "text", "name of the column; empty for the table itself", _column),
            Column("type", "text", "type of its values", lambda e: TYPES[e.column.type] if e.column else None),
            Column("unit", "text", "what a number counts", lambda e: (e.column and e.column.unit) or None),
            Column("meaning", "text", "what it holds", lambda e: e.column.meaning if e.column else e.table.meaning),
            Column("codes", "text", "the values there are, or who lists them", _codes),
        ),
        rows,
    )
    return whole


def _column(entry: Entry) -> str | None:
    return entry.column.name if entry.column else None


def _codes(entry: Entry) -> str | None:
    return (entry.column.codes or None) if entry.column else None
