"""States and bodies as a document names them, straight from the lexicon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from verbale.core.document import Document
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, variants

Found = tuple[Span, str]
OPEN = "?"  # before a name that several carry: it counts as a party, of which no fact is known
WORD = re.compile(r"\w+")


@cache
def _forms(lexicon: Lexicon, table: str) -> dict[str, list[tuple[str, str]]]:
    """Forms with their id ("" for a longer string that names nobody), longest first, under their first word."""
    owners: dict[str, str] = {}
    for row in lexicon.table(table):
        for form in _named(row):
            owners[form] = row["id"] if form not in owners else OPEN + form
    for row in lexicon.table(table):
        owners |= {s["name"]: s["usual"] for s in row.get("shared", ()) if s.get("usual")}
        owners |= dict.fromkeys(row.get("not", ()), "")
    forms: dict[str, list[tuple[str, str]]] = {}
    for form, id in owners.items():
        for first in WORD.findall(form)[:1]:
            forms.setdefault(first, []).append((form, id))
    return {first: sorted(rows, key=lambda r: -len(r[0])) for first, rows in forms.items()}


def _named(row: Entry) -> list[str]:
    """All forms of a row; its acronyms only where they cannot mean something else."""
    acronyms = () if row.get("ambiguous") and row.get("acronyms") else row.get("acronyms", ())
    patterns = [*row.get("names", ()), *row.get("demonyms", ()), *acronyms]
    return list(dict.fromkeys(form for pattern in patterns for form in variants(pattern)))


def states(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """States in text order, the longest form at each place."""
    reach = 0
    for span, id in _matches(text, _forms(lexicon, "state")):
        if span.start >= reach:
            reach = span.end
            if id:
                yield span, id


def bodies(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Bodies in text order; a body inside the name of its organ is given too."""
    return ((span, id) for span, id in _matches(text, _forms(lexicon, "body")) if id)


def _matches(text: str, forms: dict[str, list[tuple[str, str]]]) -> Iterator[Found]:
    for word in WORD.finditer(text):
        for form, id in forms.get(word[0], ()):
            end = word.start() + len(form)
            if text.startswith(form, word.start()) and not text[end : end + 1].isalnum():
                yield Span(word.start(), end), id


@cache
def _counts(text: str, lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(id for _, id in states(text, lexicon)).most_common())


def dyad(document: Document, sentence: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The two states that a sentence about "relations" means: those it names, else the two most named by the document.

    None where it names more than two, or where the third is named as often as the second.
    """
    here = list(dict.fromkeys(id for _, id in states(sentence, lexicon)))
    if len(here) > 2:
        return None
    if len(here) == 2:
        return here[0], here[1]
    counts = _counts(document.text, lexicon)
    if len(counts) < 2 or (len(counts) > 2 and counts[1][1] == counts[2][1]):
        return None
    top = [id for id, _ in counts[:2]]
    return (top[0], top[1]) if set(here) <= set(top) else None
