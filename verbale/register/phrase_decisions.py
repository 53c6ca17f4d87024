"""What a person decided of candidates for set phrases: a TOML file to edit, and the lexicon entries it gives.

    [[accepted]]
    words = "the golden thread of trust"
    canonical = "golden-thread-of-trust"
    tradition = "general"

    [[rejected]]
    words = "for immediate release"
    because = "boilerplate of one press office"

`proposal` writes a file of candidates, each under `[[candidate]]`: rename the heading to accept or to reject it.
`phrase_file` turns what was accepted into entries of the lexicon's own format (`verbale/lexicon/en/phrases.toml`), for
that file or one of the user's own; `extended` gives a lexicon with such a file.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.core.ids import slug
from verbale.lexicon import Lexicon
from verbale.register.candidates import Candidate


class DecisionsError(Exception):
    """A file of decisions that cannot be read; its text is the one line a person reads."""


@dataclass(frozen=True, slots=True)
class PhraseDecisions:
    """Entries of a file of decisions. words: of all that was decided, for `candidates(decided=…)`."""

    accepted: tuple[Mapping[str, Any], ...] = ()
    rejected: tuple[Mapping[str, Any], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(str(row["words"]) for row in (*self.accepted, *self.rejected))


def phrase_decisions(path: Path) -> PhraseDecisions:
    """The decisions of a file; none where there is no such file. Raises DecisionsError."""
    if not path.exists():
        return PhraseDecisions()
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DecisionsError(f"{path.name}: {error}") from error
    found = {name: tables.get(name, []) for name in ("accepted", "rejected")}
    for name, rows in found.items():
        if not isinstance(rows, list) or any(not isinstance(r, dict) or not r.get("words") for r in rows):
            raise DecisionsError(f"{path.name}: every [[{name}]] needs `words`")
    return PhraseDecisions(tuple(found["accepted"]), tuple(found["rejected"]))


def proposal(found: Iterable[Candidate]) -> str:
    """A TOML file of candidates to edit."""
    return "\n".join(_candidate(c) for c in found)


def _candidate(c: Candidate) -> str:
    uses = "".join(f"# {_plain(u.doc)} {u.date or ''}: {_plain(u.quote)}\n" for u in c.examples)
    rows = {"words": c.words, "canonical": c.canonical, "documents": c.documents, "publishers": list(c.publishers)}
    rows |= {"first_use": c.first or "", "last_use": c.last or "", "because": c.because}
    return f"{uses}[[candidate]]\n" + "".join(f"{k} = {_value(v)}\n" for k, v in rows.items())


def _plain(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _value(value: Any) -> str:
    """A string, a number or a list of strings as TOML (its basic strings are JSON's, but for U+007F)."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def phrase_file(held: PhraseDecisions) -> str:
    """The accepted candidates as entries of the lexicon's table `phrase`."""
    return "\n".join(_entry(row) for row in held.accepted)


def _entry(row: Mapping[str, Any]) -> str:
    words = " ".join(str(row["words"]).split())
    canonical = str(row.get("canonical") or slug(words))
    values: dict[str, Any] = {
        "canonical": canonical,
        "patterns": list(row.get("patterns") or [words]),
        "tradition": str(row.get("tradition") or "general"),
        "family": str(row.get("family") or canonical),
        "weight": str(row.get("weight") or "fixed"),
    }
    if row.get("first") and row.get("source"):
        values |= {"first": int(row["first"]), "source": str(row["source"])}
    values["examples"] = list(row.get("examples") or [f"They spoke of {words}."])
    return "[[phrase]]\n" + "".join(f"{k} = {_value(v)}\n" for k, v in values.items())


def extended(lexicon: Lexicon, toml: str) -> Lexicon:
    """A lexicon with the tables of a TOML text added to its own. Raises tomllib.TOMLDecodeError."""
    more = {k: tuple(v) for k, v in tomllib.loads(toml).items() if isinstance(v, list)}
    return Lexicon(lexicon.language, {**lexicon.tables, **{k: (*lexicon.table(k), *v) for k, v in more.items()}})
