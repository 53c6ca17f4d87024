"""From the TOML tables to facts. A group of rows shares what stands above it: its body, its office, its source."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from verbale.core.ids import slug
from verbale.core.interval import Interval, day
from verbale.facts.added import FILE, Added, Chained
from verbale.facts.compiled import kept
from verbale.facts.edtf import parse
from verbale.facts.fact import Fact
from verbale.facts.store import Facts, People, index

FOLDER = "VERBALE_FACTS"
"""Names the folder of a user's own facts."""
Row = Mapping[str, Any]
INITIAL = re.compile(r"\b[^\W\d_]\.?(?=\s)\s*")


def load(folder: str | None = None) -> Facts:
    """The packaged facts, with those in a user's own folder; the same object each time.

    folder: where `verbale facts add` has put them; without it the one that the environment variable VERBALE_FACTS
    names. Raises FactsError where what stands there is not readable.
    """
    own = Path(folder or os.environ.get(FOLDER) or ".") / FILE
    if not (folder or os.environ.get(FOLDER)) or not own.exists():
        return shipped()
    found = Added(own)
    return extended(str(own.absolute()), found.digest())


@cache
def shipped() -> Facts:
    """The packaged facts alone; the same object each time."""
    folder = resources.files(__package__) / "data"
    files = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    texts = [p.read_text("utf-8") for p in files]
    return kept(texts, lambda: read(texts))


@lru_cache(maxsize=8)
def extended(path: str, digest: str) -> Facts:
    """The packaged facts with those of a file; digest: the state of that file."""
    base, own = shipped(), Added(Path(path))
    names = {id: dict.fromkeys(forms) for id, forms in base.people}
    for id, name in own.people():
        names.setdefault(id, {})[name] = None
    people = tuple((id, tuple(forms)) for id, forms in sorted(names.items()))
    subjects, objects = Chained(base.by_subject, own, "subject"), Chained(base.by_object, own, "object")
    return Facts(base.shipped, subjects, objects, people, own)


def read(texts: Iterable[str]) -> Facts:
    """Facts from the texts of tables, the packaged ones or a user's own.

    Raises KeyError for a row that lacks a part, ValueError for a date that is none.
    """
    tables: dict[str, list[Row]] = {}
    for text in texts:
        for name, rows in tomllib.loads(text).items():
            tables.setdefault(name, []).extend(rows)
    read_rows = (READERS[name](row) for name, rows in tables.items() if name in READERS for row in rows)
    facts = list(chain.from_iterable(read_rows))
    facts += [fact for row in tables.get("organ", []) for fact in organ(row, facts)]
    return index(facts, people(tables.get("person", []), tables.get("office", [])))


def founding(row: Row) -> Iterator[Fact]:
    start = parse(row["date"], f"founding of {row['id']}")
    yield Fact("founding", row["id"], "", row.get("what"), start, None, row.get("place"), None, row["source"])


def membership(row: Row) -> Iterator[Fact]:
    """One row for all that joined (and left) on the same days."""
    start, end = dated(row.get("start")), dated(row.get("end"))
    for state in row["members"]:
        yield Fact("membership", state, row["body"], row.get("as"), start, end, None, None, row["source"])


def organ(row: Row, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The members of a body are those of its organs; organs is a list of ids."""
    for fact in (f for f in facts if f.kind == "membership" and f.object == row["same_as"]):
        for id in row["organs"]:
            yield replace(fact, object=id, source=f"{fact.source}; {row['source']}")


def relations(row: Row) -> Iterator[Fact]:
    """One row for all dyads of a state; partners is a list of [partner, date]."""
    for partner, when in row["partners"]:
        first, second = sorted((row["state"], partner))
        start = parse(when, f"diplomatic relations {first}-{second}")
        yield Fact("relations", first, second, None, start, None, None, None, row["source"])


def series(row: Row) -> Iterator[Fact]:
    """meetings is a list of [ordinal, date or range, place, chair]."""
    for ordinal, when, place, chair in row["meetings"]:
        whole = parse(when)
        start, end = (day(d, whole.edtf) for d in (whole.earliest, whole.latest) if d)
        yield Fact("meeting", row["body"], "", chair or None, start, end, place or None, ordinal, row["source"])


def office(row: Row) -> Iterator[Fact]:
    """terms is a list of [person, first day, last day, last month known].

    The last day is left out while the term runs; where it is not known whether it still does, it is empty and the
    month up to which the holder is known stands after it, which goes into the note.
    """
    for name, first, *last in row["terms"]:
        start, end = dated(first), dated(last[0] if last else None)
        note = f"known until {last[1]}" if len(last) > 1 else None
        yield Fact(
            row["level"], person(name), row["actor"], row["title"], start, end, None, None, row["source"], note=note
        )


def epoch(row: Row) -> Iterator[Fact]:
    start, end = dated(row.get("start")), dated(row.get("end"))
    yield Fact("epoch", row["id"], "", row["name"], start, end, row.get("place"), None, row["source"])


READERS = {
    "founding": founding,
    "membership": membership,
    "relations": relations,
    "series": series,
    "office": office,
    "epoch": epoch,
}


def dated(edtf: str | None) -> Interval | None:
    """None stays open, and so does an empty string."""
    return parse(edtf) if edtf else None


@lru_cache(maxsize=1 << 14)
def person(name: str) -> str:
    """The id of a person from the full name in the order of its own language; initials are dropped, numerals kept."""
    return f"person:{slug(INITIAL.sub('', name))}"


def people(aliases: Iterable[Row], offices: Iterable[Row]) -> People:
    """Every holder of an office, with the further names that the tables give."""
    names: dict[str, dict[str, None]] = {}
    for row in offices:
        for name, *_ in row["terms"]:
            names.setdefault(person(name), {})[name] = None
    for row in aliases:
        names.setdefault(person(row["names"][0]), {}).update(dict.fromkeys(row["names"]))
    return tuple((id, tuple(found)) for id, found in sorted(names.items()))
