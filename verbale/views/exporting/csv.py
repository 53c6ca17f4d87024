"""Tables of comma-separated values (RFC 4180) in UTF-8, a file for each, in a folder or an archive."""

from __future__ import annotations

from pathlib import Path

from verbale.views.exporting.cells import csv_lines
from verbale.views.exporting.collection import Collection
from verbale.views.exporting.tables import WHOLE

FORM = "csv"
SUFFIX = ""
NEEDS = ()
INSIDE = False
TABLES = WHOLE


def write(collection: Collection, where: Path) -> None:
    """A file for each table in the folder."""
    for table in TABLES:
        with (where / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(table, collection))
