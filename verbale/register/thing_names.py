"""The words of a thing: of which kind it is, whose, and what is left to tell it from others.

"The Year of Tea of Kenya" and "the Kenyan Year of Tea" have one set of marks; so have "visa waiver" and "exemption from
visa requirements" (lexicon table `thing-synonym`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from verbale.facts import load as load_facts
from verbale.lexicon import Lexicon, vocabulary
from verbale.mentions.names.index import Hit, index
from verbale.records.condition import kind

QUOTES = "«»“”\"‘’'"
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Where a name is cut: end ends its head, within leads in where it lies, branch what it is a part of."""

    end: re.Pattern[str]
    within: re.Pattern[str]
    branch: re.Pattern[str]


@lru_cache(maxsize=4)
def _cuts(lexicon: Lexicon) -> _Cuts:
    def any_of(table: str) -> str:
        return "|".join(sorted(vocabulary(lexicon, table, "words")))

    article = any_of("thing-article")
    return _Cuts(
        re.compile(rf"\s+(?:–|—|-)\s+|[,;:(]|\s+(?:{any_of('thing-cut')})\s+", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of('thing-within')})\s+(?:(?:{article})\s+)?$", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of('thing-branch')})\s+(?:(?:{article})\s+)?(.+)$", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """What the words of a thing say. marks: its own words, folded; states: whose it is by its words; places: where it
    is by its words; parent: what it is a branch of; several: whether it is a plural without a number; telling: whether
    it has marks besides its head noun ("the agreement" has none)."""

    kind: str | None
    marks: frozenset[str]
    states: tuple[str, ...]
    places: tuple[str, ...]
    parent: str | None
    several: bool
    telling: bool = True


@lru_cache(maxsize=4096)
def naming(words: str, lexicon: Lexicon) -> Naming:
    """Read the words of a thing; `kind` is None where its head noun names no kind of thing."""
    plain = " ".join(words.split())
    hits = index(lexicon, load_facts()).find(plain.replace("’", "'").replace("–", "-").replace("-", " "))
    head, several, noun = _head(plain, lexicon)
    marks = _marks(plain, hits, lexicon)
    inside = [h for h in hits if _cuts(lexicon).within.search(plain[: h.start])]
    owners = dict.fromkeys(n for h in hits if h not in inside for n in _ids(h, "state", "body"))
    places = dict.fromkeys(n for h in inside for n in _ids(h, "state", "place"))
    branch = _cuts(lexicon).branch.search(plain)
    parent = branch.group(1) if branch else None
    return Naming(head, marks, tuple(owners), tuple(places), parent, several, bool(marks - {noun}))


def _ids(hit: Hit, *sorts: str) -> tuple[str, ...]:
    """The id of a hit that has one meaning of one of the sorts."""
    found = [n.key for n in hit.names if n.sort in sorts]
    return tuple(found) if len(found) == 1 else ()


def _head(words: str, lexicon: Lexicon) -> tuple[str | None, bool, str]:
    """The kind of the noun at the head of the phrase, which stands before its first preposition; and the noun."""
    pieces = [p for p in _cuts(lexicon).end.split(words) if p]
    for piece in pieces[:2]:
        found = WORD.findall(piece)
        if not found:
            continue
        last = found[-1].casefold()
        one = next((f for f in _singular(last) if kind(lexicon, f)), None)
        if one:
            numbered = any(w[0].isdigit() or w.casefold() in _numbers(lexicon) for w in found)
            return kind(lexicon, one), one != last and not numbered, last
        if last in vocabulary(lexicon, "thing-year", "words"):
            return "programme", False, last
    return None, False, ""


def _singular(word: str) -> tuple[str, ...]:
    return (word, word[:-1] if word.endswith("s") else word, word[:-3] + "y" if word.endswith("ies") else word)


@lru_cache(maxsize=4)
def _numbers(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(w for w in vocabulary(lexicon, "thing-number", "words"))


@lru_cache(maxsize=4)
def _synonyms(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    out = []
    for row in lexicon.table("thing-synonym"):
        forms = "|".join(re.escape(w) for w in sorted(row["words"][1:], key=len, reverse=True))
        out.append((row["words"][0], re.compile(rf"\b(?:{forms})\b")))
    return tuple(out)


def _marks(words: str, hits: list[Hit], lexicon: Lexicon) -> frozenset[str]:
    """The words that tell the thing from others, without names of states and words of little meaning."""
    named = [h for h in hits if any(n.sort in ("state", "body", "place") for n in h.names)]
    rest = "".join(c for i, c in enumerate(words) if not any(h.start <= i < h.end for h in named)).casefold()
    for mark, pattern in _synonyms(lexicon):
        rest = pattern.sub(mark, rest)
    found = (w.strip(QUOTES) for w in WORD.findall(rest))
    return frozenset(w for w in found if len(w) > 1 and w not in vocabulary(lexicon, "thing-filler", "words"))
