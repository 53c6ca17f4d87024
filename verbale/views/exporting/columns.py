"""Columns that say what they hold, and tables of them: the codebook is what the tables are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.register.encoding import plain
from verbale.views.exporting.collection import Collection

TYPES: Mapping[str, str] = {
    "text": "words",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "day": "a day, ISO 8601 (YYYY-MM-DD)",
    "edtf": "a time at its own precision, EDTF (ISO 8601-2)",
    "list": "short codes, joined by ; where a cell holds one text",
    "link": "ids of other things, in the same export or on the web",
    "json": "JSON",
}
"""The types of columns, as a codebook explains them."""
LARGEST = 2**63 - 1
JOINT = ";"
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2, Char) cannot hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds and how it is got from a row's object.

    type: one of `TYPES`. unit: where the number or offset has one. codes: the values there are, or who lists them.
    covers: for a record's own fields, the key of `Record.values` that it is read from.
    """

    name: str
    type: str
    meaning: str
    get: Callable[[Any], Any]
    unit: str = ""
    codes: str = ""
    covers: str = ""

    def __post_init__(self) -> None:
        if self.type not in TYPES or not self.meaning:
            raise ValueError(f"{self.name}: a column needs a type there is and a meaning")

    def value(self, row: Any) -> Any:
        """The value of a row in the column's type; None where there is none or it is of another type."""
        found = self.get(row)
        return CASTS[self.type](found) if found is not None else None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one sort. rows: the objects that the columns read. An element of a format is a table too."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Collection], Iterable[Any]] = lambda _: ()

    def values(self, collection: Collection) -> Iterator[tuple[Any, ...]]:
        """The rows as typed values, in the order of the columns."""
        return (tuple(column.value(row) for column in self.columns) for row in self.rows(collection))


def filled(columns: Iterable[Column], row: Any) -> dict[str, Any]:
    """Name to value of what a row has; what is empty is left out."""
    found = ((c.name, c.value(row)) for c in columns)
    return {name: value for name, value in found if value is not None and value != [] and value != ""}


def fits(kind: str, value: Any) -> bool:
    """Whether a column of this type can hold the value without loss."""
    return value is None or CASTS[kind](value) is not None


def _text(value: Any) -> str | None:
    return UNSEEN.sub("\ufffd", value) if isinstance(value, str) else None


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST else None


def _number(value: Any) -> float | None:
    exact = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e308
    return float(value) if exact and float(value) == value else None


def _boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _list(value: Any) -> list[str] | None:
    found = [value] if isinstance(value, str) else value
    listed = isinstance(found, list | tuple) and all(isinstance(v, str) and JOINT not in v for v in found)
    return [UNSEEN.sub("\ufffd", v) for v in found] if listed else None


def _links(value: Any) -> list[str] | None:
    return list(value) if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value) else None


def _json(value: Any) -> str:
    return json.dumps(value, default=plain, ensure_ascii=True, allow_nan=False, sort_keys=True)


CASTS: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "edtf": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "day": _day,
    "list": _list,
    "link": _links,
    "json": _json,
}
