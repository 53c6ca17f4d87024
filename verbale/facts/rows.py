"""Rows of a table: CSV or TSV, with what a mapping says of its shape."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from verbale.core.ids import digest
from verbale.facts.mapping import Mapping as Declared
from verbale.facts.mapping import MappingError

NONE = ("", "0", "-1", "-9")
"""Cells of a wide table that say nothing: no member, not in the system, not known (codebook of COW IGO v3)."""
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, whose rows are read as they are asked for. digest: of its text. count: of its rows."""

    file: str
    digest: str
    text: str
    header: tuple[str, ...]
    count: int
    years: tuple[int, ...]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Rows by column, with their numbers as a spreadsheet shows them: the header is row 1."""
        for number, cells in _cells(self.text):
            yield number, dict(zip(self.header, (cell.strip() for cell in cells), strict=False))


def sheet(path: Path, declared: Declared) -> Sheet:
    """Open a table. Raises MappingError where it cannot be read or lacks a column that the mapping reads."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MappingError(f"{path.name}: {error.strerror or 'cannot be read'}") from None
    except UnicodeDecodeError:
        raise MappingError(f"{path.name}: is not UTF-8") from None
    header = _header(next(_reader(text), []), declared.wide)
    missing = [name for name in declared.needs if name.casefold() not in header]
    if missing:
        raise MappingError(f"{path.name}: lacks {', '.join(missing)}, which mapping {declared.name} reads")
    at = header.index(declared.year.casefold()) if declared.year else 0
    try:
        seen = [cells[at].strip() for _, cells in _cells(text) if at < len(cells)]
    except csv.Error as error:
        raise MappingError(f"{path.name}: is no table: {error}") from None
    years = {int(year) for year in seen if year.isdecimal()} if declared.year else set()
    return Sheet(path.name, digest(text), text, tuple(header), len(seen), tuple(sorted(years)))


def _reader(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header that have anything in them."""
    for number, cells in enumerate(_reader(text), 1):
        if number > 1 and any(cell.strip() for cell in cells):
            yield number, cells


def _header(names: list[str], wide: str | None) -> list[str]:
    """Names of columns in small letters; those of a wide table that are spread stay as they are written."""
    small = [name.strip().casefold() for name in names]
    at = small.index(wide.casefold()) + 1 if wide and wide.casefold() in small else len(small)
    return small[:at] + [name.strip() for name in names[at:]]


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max("\t,;", key=first.count)


def spread(row: Row, first: str) -> Iterator[Row]:
    """A row of a wide table as one row for each of its columns from `first` on that says something."""
    names = list(row)
    at = names.index(first.casefold())
    base = {name: row[name] for name in names[:at]}
    for name in names[at:]:
        if row[name] not in NONE:
            yield {**base, "column": first if name == names[at] else name, "cell": row[name]}
