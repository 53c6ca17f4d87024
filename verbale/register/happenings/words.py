"""The words that tell whether two statements name one thing (lexicon table `happening_words`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verbale.lexicon import load

WORD = re.compile(r"[^\W\d_][\w'’.-]*[^\W_]|[^\W\d_]")


@lru_cache(maxsize=64)
def listed(name: str) -> tuple[str, ...]:
    """The words under an id of the table, longest first."""
    rows = (r for r in load("en").table("happening_words") if r["id"] == name)
    return tuple(sorted((w for r in rows for w in r["words"]), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=64)
def any_of(name: str) -> re.Pattern[str]:
    """One of the words under an id, as whole words, in any case."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed(name)))})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _called(state: str) -> frozenset[str]:
    row = next((r for r in load("en").table("state") if r["id"] == state), None)
    names = [*row.get("names", ()), *row.get("demonyms", ())] if row else []
    return frozenset(w for n in names for w in _split(n))


def _split(text: str) -> list[str]:
    return [w.casefold().removesuffix("'s").removesuffix("’s") for w in WORD.findall(text)]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without the ending of its tense or number."""
    for end in listed("ending"):
        if word.endswith(end) and len(word) - len(end) > 2:
            return word[: -len(end)]
    return word


@lru_cache(maxsize=4096)
def _left(but: frozenset[str]) -> frozenset[str]:
    """What says nothing: function words and the names of these states."""
    return frozenset(w for who in but for w in _called(who)) | frozenset(listed("plain"))


def content(text: str, but: Iterable[str] = ()) -> frozenset[str]:
    """Stems of the words that say what is meant: no numbers, no function words, no names of the states in `but`."""
    left = _left(frozenset(but))
    return frozenset(stem(w) for w in _split(text) if w not in left)


def proper(text: str, but: Iterable[str] = ()) -> frozenset[str]:
    """Words with a capital, without the first one and without the names of the states in `but`."""
    left = _left(frozenset(but))
    found = [m.group() for m in WORD.finditer(text) if m.start()]
    return frozenset(stem(w) for n in found if n[0].isupper() for w in _split(n) if w not in left)


def title(text: str) -> str:
    """The name of a thing as it is compared: without its article and without "between A and B"."""
    words = " ".join(text.split())
    cut = any_of("parties-follow").search(words)
    words = words[: cut.start()] if cut and cut.start() > 0 else words
    return _article().sub("", words.casefold()).strip(" ,.;:\"'“”")


@lru_cache(maxsize=1)
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(map(re.escape, listed('article')))})\s+")


def named(text: str) -> bool:
    """Whether the words name one thing: two capitals or more behind an article, and that does not leave it open."""
    first, _, rest = " ".join(text.split()).partition(" ")
    open_ = first.casefold() in listed("open")
    return not open_ and len(re.findall(r"\b[A-Z]", rest if first.casefold() in listed("article") else text)) > 1
