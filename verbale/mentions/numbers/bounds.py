"""Words beside a number that bound it or make it approximate (RECORDS.md, `comparator`)."""

from __future__ import annotations

import re
from functools import cache

from verbale.lexicon import Lexicon
from verbale.mentions.numbers.trie import alternation
from verbale.mentions.numbers.vocabulary import Bound, Vocabulary, vocabulary

WINDOW = 64  # characters looked at before a number
LONGEST = 6  # words in the longest bound
BREAK = re.compile(r"[,;:()!?«“”\"\n]\s*(?=\S)|\.\s+(?=[A-Z])")


def before(
    text: str, first: int, start: int, lexicon: Lexicon, duration: bool = False, small: bool = False
) -> str | None:
    """The comparator that the words before `start` give, no further back than `first`; None where none do.

    duration: the number measures a length of time, before which "over" is a bound only after words such as "for".
    small: a small count in words, before which "about" and "under" are prepositions.
    """
    v = vocabulary(lexicon)
    window = _window(text, first, start)
    for sign, bound in v.bounds["before"].items():
        if not sign[0].isalpha() and window.endswith(sign):
            return bound.comparator
    words = window.lower().split()
    while words and _fitting(words, v) is None and (size := _filler(words, v)):
        del words[-size:]
    found = _fitting(words, v)
    return _read(words, *found, duration, small, v) if found else None


def _read(words: list[str], bound: Bound, size: int, duration: bool, small: bool, v: Vocabulary) -> str | None:
    lead = words[-size - 1] if len(words) > size else ""
    if bound.loose and duration and lead not in v.sets["duration_bound_cue"]:
        return None
    if bound.prepositional and small:
        return None
    return v.opposite.get(bound.comparator, bound.comparator) if lead in v.sets["bound_negation"] else bound.comparator


def _window(text: str, first: int, start: int) -> str:
    window = text[max(first, start - WINDOW) : start].rstrip("(«“\"'‘ \u00a0")
    return BREAK.split(window.replace("\n", " "))[-1]


def _fitting(words: list[str], v: Vocabulary) -> tuple[Bound, int] | None:
    table = v.bounds["before"]
    for size in range(min(LONGEST, len(words)), 0, -1):
        if hit := table.get(" ".join(words[-size:])):
            return hit, size
    return None


def _filler(words: list[str], v: Vocabulary) -> int:
    """How many of the last words add nothing ("more than a total of"); 0 where none do."""
    return next((n for n in (3, 2, 1) if " ".join(words[-n:]) in v.sets["bound_filler"]), 0)


@cache
def _after(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    v = vocabulary(lexicon)
    apart = alternation(v.bounds["after"])
    return re.compile(rf"(?:\s+|(?=-))(?P<cue>(?i:{apart}))(?!\w)(?!\s+[\d$€£])"), re.compile(
        alternation(v.bounds["joined"]) + r"(?![\w+])"
    )


def after(text: str, end: int, stop: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The comparator that words right after `end` give ("or more", "+"), and where they end."""
    table, (apart, joined) = vocabulary(lexicon).bounds, _after(lexicon)
    if m := joined.match(text, end, stop):
        return table["joined"][m[0]].comparator, m.end()
    if m := apart.match(text, end, stop):
        return table["after"][" ".join(m["cue"].lower().split())].comparator, m.end()
    return None


def inside(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """The comparator of a sign between digits and their scale word ("90+ million")."""
    signs = vocabulary(lexicon).bounds["joined"]
    return next((b.comparator for s, b in signs.items() if not s[-1].isalpha() and s in text[start:end]), None)
