"""Words and names as dated data: TOML tables with their own examples, one folder a language."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables of one language. Compared by identity, so that indices built on it can be cached."""

    language: str
    tables: Mapping[str, tuple[Entry, ...]]

    def table(self, name: str) -> tuple[Entry, ...]:
        """All entries under `[[name]]`, over every file of the folder, in file order."""
        return self.tables.get(name, ())


@cache
def load(language: str = "en") -> Lexicon:
    """The packaged lexicon of a language; the same object each time."""
    tables: dict[str, list[Entry]] = {}
    folder = resources.files(__package__) / language
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            for name, rows in tomllib.loads(path.read_text("utf-8")).items():
                if isinstance(rows, list):
                    tables.setdefault(name, []).extend(rows)
    return Lexicon(language, {k: tuple(v) for k, v in tables.items()})


@cache
def vocabulary(lexicon: Lexicon, table: str, *fields: str) -> frozenset[str]:
    """All words under the fields of a table: lists of words, or single ones such as `id`."""
    found = (row[f] for row in lexicon.table(table) for f in fields if f in row)
    return frozenset(w for value in found for w in ([value] if isinstance(value, str) else value))


PIECE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|([^()\[\]]+)")


@cache
def variants(pattern: str) -> tuple[str, ...]:
    """All surface forms of a pattern: "(a|b)" is a choice, "[x|y]" an optional choice; no nesting.

    "[the] (shared|common) future" gives four forms, single-spaced.
    """
    choices = []
    for must, may, plain in PIECE.findall(pattern):
        choices.append(must.split("|") if must else ["", *may.split("|")] if may else [plain])
    forms = (" ".join("".join(c).split()) for c in itertools.product(*choices))
    return tuple(dict.fromkeys(forms))
