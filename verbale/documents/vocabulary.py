"""The words of datelines and genres: data with their own examples, in `datelines.toml` and `genres.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The tables of both files. Compared by identity."""

    tables: Mapping[str, tuple[Entry, ...]]

    def table(self, name: str) -> tuple[Entry, ...]:
        """The entries under `[[name]]`, in file order."""
        return self.tables.get(name, ())

    def words(self, name: str) -> tuple[str, ...]:
        """All words of the entries under `[[name]]`."""
        return tuple(w for entry in self.table(name) for w in entry["words"])


@cache
def vocabulary() -> Vocabulary:
    """The packaged words; the same object each time."""
    tables: dict[str, tuple[Entry, ...]] = {}
    for name in ("datelines.toml", "formats.toml", "genres.toml"):
        data = tomllib.loads((resources.files("verbale.documents") / name).read_text("utf-8"))
        tables |= {k: tuple(rows) for k, rows in data.items()}
    return Vocabulary(tables)


def alternatives(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first, with any white space between their parts."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(r"\s+".join(map(re.escape, w.split())) for w in ordered)
