"""Institutions no list holds: a run of capitals with a noun that makes it one ("Singapore Mediation Centre"),
and acronyms bound in the text: "Legal Aid Bureau (LAB)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.ids import slug
from verbale.lexicon import Lexicon
from verbale.mentions.names.index import Hit
from verbale.mentions.names.words import Word, words

BOUND = re.compile(r"\(\s*(?:the\s+)?[\"']?([A-Z][A-Za-z0-9&-]{1,11})[\"']?\s*\)")


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution at flat offsets, with its id; `body` where it is a forum or mechanism."""

    start: int
    end: int
    id: str
    body: bool


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    rows = lexicon.table("institution-head")
    inside = frozenset(w for r in lexicon.table("name-particle") for w in r["words"]) - {"in", "on", "to"}
    return frozenset(w for r in rows for w in r["words"]), frozenset(w for r in rows for w in r["body"]), inside


def institutions(text: str, start: int, end: int, names: Sequence[Hit], lexicon: Lexicon) -> list[Institution]:
    """Institutions in text[start:end], none where a known name of a body already stands."""
    heads, bodies, inside = _heads(lexicon)
    row = words(text, start, end)
    out: list[Institution] = []
    i = 0
    while i < len(row):
        first, last = _run(row, i, inside)
        i = last if last > i else i + 1
        if last - first < 2 or not any(w.bare in heads for w in row[first:last]):
            continue
        found = _institution(row[first:last], heads, bodies)
        if found and not any(h.start < found.end and found.start < h.end and _is_body(h) for h in names):
            out.append(found)
    return out


def _is_body(hit: Hit) -> bool:
    return any(n.sort in ("body", "institution", "instrument", "person") for n in hit.names)


def _run(row: list[Word], i: int, inside: frozenset[str]) -> tuple[int, int]:
    """A run of capitals from word i, small words inside it."""
    if not row[i].capital:
        return i, i
    first = i + 1 if row[i].bare.casefold() in ("the", "a", "an", "this", "our", "their", "in", "on", "at") else i
    end = first
    while end < len(row) and (row[end].capital or (end > first and row[end].text in inside)):
        end += 1
        if row[end - 1].text.endswith(".") and not row[end - 1].initial:
            break
    while end > first and not row[end - 1].capital:
        end -= 1
    return first, end


def _institution(run: list[Word], heads: frozenset[str], bodies: frozenset[str]) -> Institution | None:
    """Cut the run at "and" before a second institution, and after the head's own "of" or "for" phrase."""
    at = next(i for i, w in enumerate(run) if w.bare in heads)
    stop = len(run)
    for i in range(at + 1, len(run)):
        if run[i].text == "and" and any(w.bare in heads for w in run[i + 1 :]):
            stop = i
            break
    kept = run[:stop]
    while kept and not kept[-1].capital:
        kept.pop()
    name = " ".join(w.bare if i == len(kept) - 1 else w.text for i, w in enumerate(kept))
    if len(kept) < 2:
        return None
    last = kept[-1]
    body = kept[at].bare in bodies
    return Institution(kept[0].start, last.start + len(last.bare), slug(name) if body else "org:" + slug(name), body)


def bound(text: str, start: int) -> tuple[str, int, int] | None:
    """An acronym in brackets right after `start`: (acronym, start, end)."""
    match = BOUND.match(text, start + 1) if text[start : start + 1] == " " else None
    return (match.group(1), match.start(1), match.end(1)) if match else None
