"""Declared mappings: how the columns of a table give facts. One TOML file each, in mappings/ or a user's own.

docs/facts.md has every key. A cell says where a part of a fact comes from:

column: a column, or several of which the first that is not empty counts. const: a text that every row has.
year, month, day: the columns of a date in three. parts: whether they are given.
match: a regular expression; its first group (or all of it) is taken. drop: one whose matches are taken out.
refuse: one that makes a row bad. map: texts that stand for others; one that is mapped to "" stands for nothing.
type: text, state, body, actor (a state or a body), person, date or number. schemes: codes by which states are
recognised. template: "cow:{}" makes an id of a text. family_first: a person's family name comes first. split: a mark
between several texts. optional: whether a row may lack it. formats: forms of date besides ISO 8601.
unknown: a template for the id of a state or body that is not known; {} is its text, {slug} the slug of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Given
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

SCHEMES = ("iso3", "iso2", "wikidata", "name")
TYPES = {
    "subject": "actor", "object": "actor", "of": "actor", "start": "date", "end": "date", "known_until": "date",
    "ordinal": "number",
}  # fmt: skip
KNOWN_TYPES = ("text", "state", "body", "actor", "person", "date", "number")
OPTIONAL = ("value", "start", "end", "known_until", "place", "ordinal", "note", "of")
PARTS = ("subject", "object", *OPTIONAL)


class MappingError(Exception):
    """A mapping that is not there or not sound; its text is the one line a person reads."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a part of a fact comes from; see the module."""

    column: tuple[str, ...] = ()
    const: str | None = None
    match: re.Pattern[str] | None = None
    drop: re.Pattern[str] | None = None
    refuse: re.Pattern[str] | None = None
    map: Given[str, str] = field(default_factory=dict)
    type: str = "text"
    schemes: tuple[str, ...] = SCHEMES
    template: str | None = None
    unknown: str | None = None
    family_first: bool = False
    particles: tuple[str, ...] = ()
    parts: bool = False
    split: str | None = None
    optional: bool = False
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on a row: the column is one of `among`, is none of `besides`, and has `matches` in it."""

    column: str
    among: tuple[str, ...] | None
    besides: tuple[str, ...]
    matches: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact that a row gives where its conditions hold. parts: a cell for each part of the fact."""

    kind: str
    where: tuple[Where, ...]
    parts: Given[str, Cell]
    repeated: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table gives facts.

    names: names of states and bodies that only this table has. year: the column of the year of a table of observations,
    from which spells are made. wide: the first of the columns that are spread over rows, as `column` and `cell`.
    new_year: dates of 1 January mean the year. date_parts: year, month, day.
    """

    name: str
    title: str
    source: str
    url: str | None
    vintage: str
    rules: tuple[Rule, ...]
    names: Given[str, str]
    year: str | None
    wide: str | None
    new_year: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns it reads; of those that stand for one another, the first."""
        cells = [c for rule in self.rules for c in rule.parts.values()]
        read = [name for c in cells for name in (c.column if c.parts else c.column[:1])]
        read += [w.column for rule in self.rules for w in rule.where]
        read += [name for name in (self.year, self.wide) if name]
        return tuple(dict.fromkeys(n for n in read if not self.wide or n not in ("column", "cell")))


def names() -> tuple[str, ...]:
    """The mappings that are shipped."""
    folder = resources.files(__package__) / "mappings"
    return tuple(sorted(p.name[:-5] for p in folder.iterdir() if p.name.endswith(".toml") and p.name[0] != "_"))


def mapping(name: str) -> Mapping:
    """A shipped mapping by its name, or a user's own by the path of its TOML file.

    Raises MappingError where there is none or where it is not sound.
    """
    own = Path(name)
    if name not in names() and not (own.suffix == ".toml" and own.is_file()):
        raise MappingError(f"no mapping {own.name}; there are {', '.join(names())}")
    path = own if name not in names() else resources.files(__package__) / "mappings" / f"{name}.toml"
    try:
        return made(own.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise MappingError(f"mapping {own.name} is not sound ({type(error).__name__}: {error})") from None


@cache
def codes() -> Given[str, Given[str, str]]:
    """Codes of states by scheme (cow, wikidata) and other names they go by in tables."""
    text = (resources.files(__package__) / "mappings" / "_states.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def made(name: str, given: dict[str, Any]) -> Mapping:
    """A mapping from its TOML. Raises KeyError, TypeError or ValueError where a key is missing, wrong or not known."""
    rules = tuple(_rule(row) for row in given.pop("fact"))
    out = Mapping(
        name, given.pop("title"), given.pop("source"), given.pop("url", None), given.pop("vintage", ""), rules,
        given.pop("names", {}), given.pop("year", None), given.pop("wide", None), given.pop("new_year", False),
    )  # fmt: skip
    _nothing_left(given)
    return out


def _rule(row: dict[str, Any]) -> Rule:
    where = tuple(_where(dict(w)) for w in row.pop("where", ()))
    kind, repeated = row.pop("kind"), row.pop("repeated", None)
    cells = {part: _cell(part, row.pop(part)) for part in PARTS if part in row}
    _nothing_left(row)
    if "subject" not in cells:
        raise ValueError("a fact has no subject")
    return Rule(kind, where, cells, repeated)


def _where(row: dict[str, Any]) -> Where:
    among, besides = row.pop("is", None), tuple(row.pop("not", ()))
    matches = row.pop("matches", None)
    out = Where(row.pop("column"), None if among is None else tuple(among), besides, matches and re.compile(matches))
    _nothing_left(row)
    return out


def _cell(part: str, given: str | dict[str, Any]) -> Cell:
    """A cell; a text alone is the name of its column."""
    row: dict[str, Any] = {"column": given} if isinstance(given, str) else dict(given)
    usual = TYPES.get(part, "text")
    row.setdefault("type", "text" if "const" in row and usual != "date" else usual)
    if row["type"] not in KNOWN_TYPES:
        raise ValueError(f"{row['type']}: no type of cell")
    row.setdefault("optional", part in OPTIONAL)
    if "year" in row:
        row |= {"column": [row.pop("year"), row.pop("month"), row.pop("day")], "parts": True}
    if isinstance(row.get("column"), str):
        row["column"] = [row["column"]]
    for key in ("column", "schemes", "formats", "particles"):
        row[key] = tuple(row.get(key, SCHEMES if key == "schemes" else ()))
    for key in ("match", "drop", "refuse"):
        row[key] = re.compile(row[key]) if key in row else None
    return Cell(**row)


def _nothing_left(row: dict[str, Any]) -> None:
    if row:
        raise ValueError(f"{', '.join(row)}: not known")
