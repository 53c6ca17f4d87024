"""Whom a view is about: a state with those who hold its offices; and what a view says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbale.register import Register
from verbale.register.asking import Query, Side
from verbale.views import prose
from verbale.views.console import put, say, writing
from verbale.views.names import Names, identify
from verbale.views.sheets import Sheet, csv_lines, workbook
from verbale.views.wording import clean


@dataclass(frozen=True, slots=True)
class Sides:
    """ids and names as a person gave them; query: each with the persons who hold an office of it."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    query: tuple[Side, ...]


def sides(register: Register, words: Sequence[str], known_on: date | None = None) -> Sides:
    """The actors that a person means, with who was known to hold their offices. Raises RegisterError."""
    ids = tuple(identify(w) for w in words)
    name = Names(register.names(ids))
    query: tuple[Side, ...] = tuple(frozenset({i}) | register.officers(i, known_on) for i in ids)
    return Sides(ids, tuple(clean(name(i)) for i in ids), query)


def basis(rows: int, word: str, documents: int, query: Query) -> str:
    """How many rows of how many documents, and by which days."""
    parts = [f"{several(rows, word)} from {several(documents, 'document')}"]
    if query.since or query.until:
        ends = " ".join(f"{w} {prose.day(d)}" for w, d in (("from", query.since), ("to", query.until)) if d)
        parts.append(ends)
    parts += [f"as of {prose.day(query.as_of)}"] if query.as_of else []
    parts += [f"as known on {prose.day(query.known_on)}"] if query.known_on else []
    return ", ".join(parts)


def several(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def delivered(shape: str, output: str | None, lines: Iterable[object], sheet: Callable[[], Sheet]) -> bool:
    """Whether rows were asked for as JSON, CSV or a workbook, and are written now."""
    if shape == "json":
        put_json(lines, output)
    elif shape == "csv":
        put(csv_lines(sheet()), output)
    elif shape == "xlsx":
        put_workbook(sheet(), str(output))
    return shape in ("json", "csv", "xlsx")


def put_json(lines: Iterable[object], output: str | None) -> None:
    """JSON lines to stdout or to a file."""
    from verbale.register.encoding import dumps

    put((dumps(line) for line in lines), output)


def put_workbook(sheet: Sheet, output: str) -> None:
    """A workbook to a file; stops with one line where it cannot be written."""
    where = Path(output)
    with writing(where):
        workbook(sheet, where)
    say(f"{where.name}: {several(len(sheet.rows), 'row')}")
