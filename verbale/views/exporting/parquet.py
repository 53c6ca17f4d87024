"""Tables in Apache Parquet, a file for each; every column bears its meaning, lists are lists and days are days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from verbale.views.exporting.collection import Collection
from verbale.views.exporting.columns import Table
from verbale.views.exporting.tables import WHOLE

FORM = "parquet"
SUFFIX = ""
NEEDS = ("pyarrow",)
INSIDE = False
TABLES = WHOLE

GROUP = 20_000
"""Rows that are in memory at a time."""


def write(collection: Collection, where: Path) -> None:
    """A file for each table in the folder."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in TABLES:
        schema = _schema(table)
        with pq.ParquetWriter(where / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for rows in _groups(table.values(collection)):
                pairs = zip(zip(*rows, strict=True), schema, strict=True)
                columns = [pa.array(values, field.type) for values, field in pairs]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _schema(table: Table) -> Any:
    import pyarrow as pa

    kinds = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "day": pa.date32()}
    kinds |= {"list": pa.list_(pa.string())}
    said = ("meaning", "unit", "codes")
    fields = [
        pa.field(c.name, kinds.get(c.type, pa.string()), metadata={name: getattr(c, name) for name in said})
        for c in table.columns
    ]
    return pa.schema(fields, metadata={"meaning": table.meaning})


def _groups(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while found := list(islice(rows, GROUP)):
        yield found
