"""Rows of a view as CSV, as a workbook and as a table at a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from verbale.views.wording import clean, short

CELL = 32_767
"""Characters that a cell of a workbook holds (Microsoft, "Excel specifications and limits")."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the rows, its head in CSV and workbook, what it holds, and its width at a terminal.

    width: characters of 80, 0 where it is not shown there.
    """

    key: str
    head: str
    meaning: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns; a row is a mapping by key, a list in a cell is joined by "; "."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]


def plain(value: Any) -> Any:
    """A value for a cell: numbers stay, lists are joined, days are ISO."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(plain(v)) for v in value)
    if isinstance(value, date):
        return value.isoformat()
    return clean(value) if isinstance(value, str) else value


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """The table with its head (RFC 4180), without line ends; no cell begins a formula."""
    from verbale.views.exporting.cells import cell

    yield _csv([c.head for c in sheet.columns])
    for row in sheet.rows:
        yield _csv([cell(plain(row.get(c.key))) for c in sheet.columns])


def _csv(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def workbook(sheet: Sheet, where: Path) -> None:
    """A workbook with the table and a codebook. Raises Unreadable where openpyxl is not installed, OSError."""
    from verbale.views.exporting.delivery import lacks

    lacks("xlsx", ("openpyxl",))
    from openpyxl import Workbook

    book = Workbook()
    table = book.active
    table.title = sheet.name[:31]
    _fill(table, [[c.head for c in sheet.columns], *([plain(r.get(c.key)) for c in sheet.columns] for r in sheet.rows)])
    table.freeze_panes = "A2"
    table.auto_filter.ref = table.dimensions
    _fill(book.create_sheet("codebook"), [["column", "meaning"], *([c.head, c.meaning] for c in sheet.columns)])
    book.save(where)


def _fill(table: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Texts as texts, so that none is run as a formula; columns as wide as they need, up to a limit."""
    from openpyxl.styles import Alignment, Font

    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row, 1):
            held = table.cell(i, j)
            if isinstance(value, str):
                held.value, held.data_type = value[:CELL], "s"
                held.quotePrefix = value[:1] in ("=", "+", "-", "@")
            else:
                held.value = value
            held.alignment = Alignment(vertical="top", wrap_text=True)
            held.font = Font(bold=i == 1)
    for j, cells in enumerate(zip(*rows, strict=True), 1):
        widest = max((len(str(v)) for v in cells if v is not None), default=8)
        table.column_dimensions[table.cell(1, j).column_letter].width = min(60, max(10, widest + 2))


def show(sheet: Sheet, console: Console) -> None:
    """The table at a terminal; columns without a width are left out."""
    from rich.table import Table
    from rich.text import Text

    from verbale.views.terminal import put

    shown = [c for c in sheet.columns if c.width]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    fixed = sum(c.width + 2 for c in shown[:-1])
    for column in shown:
        wide = max(column.width, console.width - fixed) if column is shown[-1] else column.width
        table.add_column(column.head, width=wide, overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(short(str(plain(row.get(c.key)) or ""), 240)) for c in shown))
    put(console, table)
