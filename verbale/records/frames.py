"""Frames of the lexicon, indexed by word: which entries a verb or noun of a sentence may start.

The tables are looked up by lemma, not tried one by one, so that their size costs nothing per sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.line import Parse, Token
from verbale.lexicon import Entry, Lexicon


@dataclass(frozen=True, slots=True)
class Frames:
    """Entries of one table by verb lemma (with the particle or preposition they need) and by noun lemma."""

    verbs: dict[str, tuple[tuple[str, Entry], ...]]
    nouns: dict[str, tuple[tuple[str, Entry], ...]]

    def of_verb(self, parse: Parse, verb: Token) -> list[Entry]:
        """Entries whose verb this is; one that needs a particle or preposition must have it."""
        return [row for tail, row in self.verbs.get(verb.lemma, ()) if not tail or follows(parse, verb, tail)]

    def of_noun(self, parse: Parse, noun: Token) -> list[Entry]:
        """Entries whose noun this is; a noun of several words must have them all."""
        return [row for lead, row in self.nouns.get(noun.lemma, ()) if not lead or precedes(parse, noun, lead)]


@lru_cache(maxsize=64)
def frames(lexicon: Lexicon, table: str) -> Frames:
    """The frames of a lexicon table."""
    return indexed(lexicon.table(table))


def indexed(rows: Iterable[Entry]) -> Frames:
    """Entries by their verbs and nouns."""
    verbs: dict[str, list[tuple[str, Entry]]] = {}
    nouns: dict[str, list[tuple[str, Entry]]] = {}
    for row in rows:
        for form in row.get("verbs", ()):
            head, _, tail = form.partition(" ")
            verbs.setdefault(head, []).append((tail, row))
        for form in row.get("nouns", ()):
            lead, _, head = form.rpartition(" ")
            if " of " in f" {form} " or form.endswith(" of"):
                head, _, lead = form.partition(" ")
                lead = ">" + lead
            nouns.setdefault(head, []).append((lead, row))
    return Frames(_sorted(verbs), _sorted(nouns))


def _sorted(table: dict[str, list[tuple[str, Entry]]]) -> dict[str, tuple[tuple[str, Entry], ...]]:
    """Longer forms first."""
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in table.items()}


def follows(parse: Parse, verb: Token, tail: str) -> bool:
    """Whether the words stand after the verb as its particle, preposition or object, nothing but adverbs
    and an object between."""
    want = tail.split()
    kids = [
        k
        for k in parse.kids(verb, "prep", "prt", "dobj", "acomp", "xcomp", "advmod", "agent", "dative")
        if k.i > verb.i
    ]
    first = next((k for k in kids if want[0] in (k.low, k.lemma)), None)
    if len(want) == 1 and any(
        m.low == want[0] for k in parse.kids(verb, "advcl", "xcomp") for m in parse.kids(k, "mark")
    ):
        return True  # "spoke today with X to …", where the parser hangs "with" on the infinitive
    if first is None:
        near = [t.low for t in parse.tokens[verb.i + 1 : verb.i + 1 + len(want)]]
        return near == want
    rest = [t for t in parse.tokens[first.i : first.i + len(want) + 1] if t.tag != "DT"][: len(want)]
    low = [t.low for t in rest]
    return len(want) == 1 or low == want or (low[0] == want[0] and [t.lemma for t in rest] == want)


def precedes(parse: Parse, noun: Token, lead: str) -> bool:
    """Whether the words stand before the noun inside its phrase (or after it, where the form says so)."""
    if lead.startswith(">"):
        want = lead[1:].split()
        return [t.low for t in parse.tokens[noun.i + 1 : noun.i + 1 + len(want)]] == want
    want = lead.split()
    before = parse.tokens[max(0, noun.i - len(want)) : noun.i]
    return [t.low for t in before] == want or [t.lemma for t in before] == want


def heads(row: Entry, key: str, tokens: Iterable[Token], parse: Parse) -> bool:
    """Whether one of the tokens is a word of the entry's list `key` (a list of lemmas or of two words)."""
    words = row.get(key, ())
    for t in tokens:
        pair = f"{parse[t.i - 1].low} {t.low}" if t.i else t.low
        if t.lemma in words or t.low in words or pair in words:
            return True
    return False
