"""The kind of document that a title's own words name (`genres.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from verbale.documents.folding import fold
from verbale.documents.vocabulary import Entry, alternatives, vocabulary


@cache
def patterns() -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    """Each genre with the expression for its words; phrases under `but` are matched and give nothing."""
    rows = []
    for entry in vocabulary().table("genre"):
        but = alternatives(fold(w) for w in entry.get("but", ())) or "(?!)"
        said = alternatives(fold(w) for w in entry["words"])
        rows.append((entry, re.compile(rf"\b(?:{but})\b|\b(?P<said>{said})(?!\w)", re.IGNORECASE)))
    return tuple(rows)


def of(title: str) -> str | None:
    """The id of the genre, or None where the title names none."""
    found = sorted(named(fold(title)), key=lambda hit: (hit[0], -hit[1]))
    if not found:
        return None
    best = found[0][2]
    later = [str(entry["id"]) for _, _, entry in found[1:]]
    return next((name for name in later if name in best.get("yields", ())), str(best["id"]))


def named(title: str) -> Iterator[tuple[int, int, Entry]]:
    """Where each genre's words stand: start, length, entry. A word inside a longer one of another genre gives way."""
    hits = [(m.start("said"), len(m["said"]), e) for e, p in patterns() for m in p.finditer(title) if m["said"]]
    for start, length, entry in hits:
        if not any(s <= start and start + length <= s + n and n > length for s, n, _ in hits):
            yield start, length, entry
