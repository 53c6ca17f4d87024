"""A workbook with a sheet for each table and one for the codebook.

Texts are cells of type text, so that none is run as a formula, and are marked to stay so when they are edited. A sheet
has no room for the texts of documents; a cell holds 32,767 characters (ECMA-376, Microsoft's "Excel specifications and
limits"), and what is longer ends with an ellipsis.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from verbale.core.problem import Unreadable
from verbale.views.exporting.cells import FORMULA, flat
from verbale.views.exporting.codebook import codebook
from verbale.views.exporting.collection import Collection
from verbale.views.exporting.columns import Table
from verbale.views.exporting.tables import FLAT

FORM = "xlsx"
SUFFIX = ".xlsx"
NEEDS = ("openpyxl",)
INSIDE = True
TABLES = FLAT

ROWS = 1_048_575
"""Rows of a sheet below its head."""
CELL = 32_767
FIRST_DAY = date(1900, 3, 1)
"""Before it the days of a workbook are not those of the calendar (1900 is a leap year there)."""
MODIFIED = re.compile(rb"(<dcterms:(modified|created)[^>]*>)[^<]*(<)")


def write(collection: Collection, where: Path) -> None:
    """A new workbook. Raises Unreadable where a table has more rows than a sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in (*TABLES, codebook(TABLES)):
        _sheet(book, table, collection)
    raw = where.with_name(f"{where.name}.raw")
    book.save(raw)
    _settle(raw, where)
    raw.unlink()


def _sheet(book: Any, table: Table, collection: Collection) -> None:
    from openpyxl.cell import WriteOnlyCell

    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in table.columns])
    for number, row in enumerate(table.values(collection)):
        if number == ROWS:
            sheet.close()
            raise Unreadable(f"{table.name}: more rows than a sheet holds; csv, parquet and sqlite have no such limit")
        sheet.append([_cell(WriteOnlyCell, sheet, value) for value in row])


def _cell(make: Any, sheet: Any, value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None or (isinstance(value, date) and value >= FIRST_DAY):
        return value
    text = flat(value)
    made = make(sheet, text if len(text) <= CELL else text[: CELL - 1] + "…")
    if FORMULA.match(text):
        made.data_type, made.quotePrefix = "s", True
    return made


def _settle(raw: Path, where: Path) -> None:
    """The same workbook without the time it was written at."""
    from verbale.views.exporting.delivery import EPOCH, entry

    stamp = b"%04d-%02d-%02dT00:00:00Z" % EPOCH[:3]
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(where, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _names(old):
            with old.open(name) as file, new.open(entry(name), "w", force_zip64=True) as target:
                if name == "docProps/core.xml":
                    target.write(MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<3>", file.read()))
                else:
                    shutil.copyfileobj(file, target)


def _names(archive: zipfile.ZipFile) -> Iterator[str]:
    """Its files, the list of their types first, as some readers want it."""
    return iter(sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name)))
