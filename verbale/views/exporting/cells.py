"""Values as the cells of text tables, and cells back as values.

A spreadsheet runs a cell that begins with = + - @ (or their full-width forms, a tab or a line end) as a formula, so
such a text gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that begins with apostrophes and then
such a sign: to read it back, take one apostrophe away. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from verbale.views.exporting.collection import Collection
from verbale.views.exporting.columns import JOINT, Table

FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if GUARDED.match(text) else text


def flat(value: Any) -> Any:
    """A value for a cell that knows texts and numbers: lists joined, days and truth in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return JOINT.join(value)
    return value.isoformat() if isinstance(value, date) else value


def cell(value: Any) -> str:
    """A value as the text of a cell; whole numbers without a decimal point."""
    found = flat(value)
    if isinstance(found, float):
        return str(int(found)) if found.is_integer() and abs(found) < 2**53 else repr(found)
    return "" if found is None else guarded(found) if isinstance(found, str) else str(found)


def csv_lines(table: Table, collection: Collection, delimiter: str = ",") -> Iterator[str]:
    """The table with its head, a record at a time (RFC 4180, lines end with a line feed)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")

    def taken(row: list[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(row)
        return buffer.getvalue()

    yield taken([column.name for column in table.columns])
    yield from (taken([cell(value) for value in row]) for row in table.values(collection))
