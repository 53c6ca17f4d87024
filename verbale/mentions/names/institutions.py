"""Institutions no list holds: a run of capitals with a noun that makes it one ("Singapore Mediation Centre"),
and acronyms bound in the text: "Legal Aid Bureau (LAB)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.ids import slug
from verbale.lexicon import Lexicon, vocabulary
from verbale.mentions.names.flat import lowered
from verbale.mentions.names.index import Hit
from verbale.mentions.names.titles import titles
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
    known = [h for h in names if _is_place(h)]
    out: list[Institution] = []
    i = 0
    while i < len(row):
        first, last = _run(row, i, inside)
        at = next((k for k in range(first, last) if row[k].bare in heads and not _within(row[k], known)), None)
        if at is not None:
            first = _open(text, row, first, at, lexicon)
        cut = _cut(row, first, last, at, heads, names) if at is not None else last
        if at is not None and cut == last == at + 1 and row[at].bare in bodies and not row[at].stops:
            cut = _aim(row, last, known, lexicon)
        i = cut if cut > i else i + 1
        if at is None or at >= cut or cut - first < 2:
            continue
        found = _mission(text, row[first:cut], known, lexicon) or _institution(row[first:cut], at - first, bodies)
        if found and not any(h.start < found.end and found.start < h.end and _is_body(h) for h in names):
            out.append(found)
    return out


def _open(text: str, row: list[Word], first: int, at: int, lexicon: Lexicon) -> int:
    """Where the name begins: after "and the", and after an office in it ("Managing Director of the Trade Board")."""
    base, begins = row[first].start, first
    for office in titles(lexicon).find(lowered(text[base : row[at].start])):
        start = next((i for i in range(first, at) if row[i].start == base + office.start), at)
        after = next((i for i in range(first, at) if row[i].start >= base + office.end), at)
        led = (
            start == first
            or row[start - 1].text.endswith("'s")
            or [w.text for w in row[start - 2 : start]] == ["and", "the"]
        )
        if led and row[after].text in ("of", "for"):
            begins = next((i for i in range(after, at) if row[i].capital), begins)
    return begins


def _aim(row: list[Word], last: int, known: Sequence[Hit], lexicon: Lexicon) -> int:
    """Where a name ends that says what a body is for: "Global Coalition to Defeat Piracy", "Global Forum on Rust"; not
    "sent the Coalition to Peru", "met the Forum on Monday"."""
    small = vocabulary(lexicon, "institution-head", "aims")
    more = row[last + 1] if last + 1 < len(row) and row[last].text in small else None
    if more is None or not more.capital or more.bare.casefold() in titles(lexicon).starters:
        return last
    if any(h.start <= more.start < h.end for h in known):
        return last
    end = last + 1
    while end < len(row) and row[end].capital:
        end += 1
        if row[end - 1].stops:
            break
    return end


def _is_place(hit: Hit) -> bool:
    return any(n.sort in ("state", "place", "region") for n in hit.names)


def _within(word: Word, hits: Sequence[Hit]) -> bool:
    """Whether a word belongs to a longer name of a state or a place ("Soviet Union", "West Bank")."""
    return any(h.start <= word.start and word.end <= h.end + 2 and h.end - h.start > len(word.bare) for h in hits)


def _cut(row: list[Word], first: int, last: int, at: int, heads: frozenset[str], known: Sequence[Hit]) -> int:
    """Where a run ends at "and": before a second institution, or after a name that is only listed beside one."""
    for i in range(first + 1, last - 1):
        if row[i].text != "and":
            continue
        left = any(h.start <= row[first].start and h.end + 2 >= row[i - 1].end for h in known)
        more = next((k for k in range(i + 1, last) if row[k].bare in heads), None)
        if left or (at < i and more is not None and all(w.text != "and" for w in row[i + 1 : more])):
            return i
    return last


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


def _institution(run: list[Word], at: int, bodies: frozenset[str]) -> Institution | None:
    """The run as an institution, small words at its end left out; `at`: the word that makes it one."""
    kept = list(run)
    while kept and not kept[-1].capital:
        kept.pop()
    name = " ".join(w.bare if i == len(kept) - 1 else w.text for i, w in enumerate(kept))
    if len(kept) < 2 or at >= len(kept):
        return None
    last = kept[-1]
    body = kept[at].bare in bodies
    return Institution(kept[0].start, last.start + len(last.bare), slug(name) if body else "org:" + slug(name), body)


def _mission(text: str, run: list[Word], known: Sequence[Hit], lexicon: Lexicon) -> Institution | None:
    """A state's mission abroad: "the Embassy of Brazil in Oslo", "Chinese Embassy in Ghana"; the id says both."""
    start, end = run[0].start, run[-1].start + len(run[-1].bare)
    held = [m for m in vocabulary(lexicon, "institution-head", "mission") if f" {m} " in f" {text[start:end]} "]
    noun = max(held, key=len, default=None)
    senders = [h for h in known if start <= h.start and h.end <= end and any(n.sort == "state" for n in h.names)]
    if noun is None or len(senders) != 1 or len({n.key for n in senders[0].names}) != 1:
        return None
    parts = ["org:" + slug(noun), senders[0].names[0].key.lower()]
    for host in known:
        between = text[end : host.start].split()
        if host.start > end and between in (["in"], ["to"], ["in", "the"], ["to", "the"]):
            parts.append("in-" + host.names[0].key.removeprefix("place:").lower())
            end = host.end
            break
    return Institution(start, end, "-".join(parts), False)


def bound(text: str, start: int) -> tuple[str, int, int] | None:
    """An acronym in brackets right after `start`: (acronym, start, end)."""
    match = BOUND.match(text, start + 1) if text[start : start + 1] == " " else None
    return (match.group(1), match.start(1), match.end(1)) if match else None
