"""The words of saying as the rules ask for them: by kind, by first word, by frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.line import Parse, Token
from verbale.lexicon import Lexicon

LOOSE = ("named", "for")  # frames of words that are mostly something else ("term", "charge")
NEAR = 5  # words after the verb among which the rest of a many-word verb stands ("make it quite clear")


@dataclass(frozen=True, slots=True)
class Cue:
    """One frame of one word of saying. rest: the words that follow the first; object: see saying_more.toml."""

    rest: tuple[str, ...]
    frame: str
    sort: str
    strength: str
    object: bool


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The table `saying` by kind and first word."""

    kinds: Mapping[str, Mapping[str, tuple[Cue, ...]]]

    def cues(self, kind: str, word: str) -> tuple[Cue, ...]:
        return self.kinds.get(kind, {}).get(word, ())

    def has(self, kind: str, word: str) -> bool:
        return word in self.kinds.get(kind, {})

    def at(self, kind: str, parse: Parse, token: Token) -> dict[str, Cue]:
        """The frames of the word of a kind that stands at a token; those of the longest word that fits."""
        fits = [c for c in self.cues(kind, token.lemma) if not c.rest or follows(parse, token, c.rest)]
        longest = max((len(c.rest) for c in fits), default=0)
        return {c.frame: c for c in fits if len(c.rest) == longest}


def rest(parse: Parse, token: Token, words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of the words that follow a token in order, among the next few; empty where one is missing."""
    found: list[Token] = []
    for t in parse.tokens[token.i + 1 : token.i + 1 + NEAR]:
        if len(found) < len(words) and words[len(found)] in (t.low, t.lemma):
            found.append(t)
    return tuple(found) if len(found) == len(words) else ()


def follows(parse: Parse, token: Token, words: tuple[str, ...]) -> bool:
    """Whether the rest of a many-word verb stands after it: a preposition must hang on the verb."""
    found = rest(parse, token, words)
    return bool(found) and (found[0].head == token.i or found[0].i == token.i + 1)


@lru_cache(maxsize=4)
def words(lexicon: Lexicon) -> Words:
    """The words of a lexicon. A later entry for the same word and frame stands in for an earlier one."""
    kinds: dict[str, dict[str, dict[tuple[tuple[str, ...], str], Cue]]] = {}
    for kind, lemma, cue in _entries(lexicon):
        first, *others = lemma.split()
        kinds.setdefault(kind, {}).setdefault(first, {})[(tuple(others), cue.frame + "+" * cue.object)] = Cue(
            tuple(others), cue.frame + "+" * cue.object, cue.sort, cue.strength, cue.object
        )
    return Words({k: {w: tuple(c.values()) for w, c in ws.items()} for k, ws in kinds.items()})


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str, Cue]]:
    for row in lexicon.table("saying"):
        lemmas = [row["lemma"]] if isinstance(row["lemma"], str) else row["lemma"]
        for lemma in lemmas:
            for frame in row["frame"]:
                cue = Cue((), frame, row.get("sort", "assertion"), row["strength"], bool(row.get("object")))
                yield row.get("kind", "verb"), lemma, cue


@lru_cache(maxsize=8)
def forms(lexicon: Lexicon, kind: str) -> frozenset[str]:
    """All words of a kind, in full."""
    return frozenset(lemma for k, lemma, _ in _entries(lexicon) if k == kind)


@lru_cache(maxsize=8)
def pattern(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    """Any word of a kind, the longest first, with white space of any length inside."""
    ordered = sorted(forms(lexicon, kind), key=len, reverse=True)
    joined = "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in ordered)
    return re.compile(rf"\b(?:{joined})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def spoken(lexicon: Lexicon) -> frozenset[str]:
    """Every form of the words that can make an attribution, as they stand in a text: for lines that nobody named."""
    verbs = {w.split()[0] for k, w, c in _entries(lexicon) if k == "verb" and c.frame not in LOOSE}
    forms_ = {f for w in verbs for f in inflected(w)} | forms(lexicon, "irregular")
    nouns = forms(lexicon, "noun") | forms(lexicon, "possessed")
    return frozenset(forms_ | nouns | {f"{w}s" for w in nouns})


def inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb; a doubled consonant is among them whether it is needed or not."""
    stem = verb[:-1] if verb.endswith("e") else verb
    third = f"{verb}es" if verb.endswith(("s", "x", "sh", "ch")) else f"{verb}s"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    return (verb, third, f"{stem}ed", f"{stem}ing", f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing")
