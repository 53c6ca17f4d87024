"""Talks of two: "our call", "we agreed", "the partnership that we have established" are of both who speak.

In the words of one of two, such nouns and verbs need the other; "our talks with Togo", "we met the target" do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from verbale.core.line import Line, Parse, Token, Turn
from verbale.lexicon import Lexicon
from verbale.lines.clauses import SUBJECT
from verbale.mentions.actors import is_role_label


def pair(
    turns: Sequence[Turn], speakers: dict[int, tuple[str, ...]], states: frozenset[str], lexicon: Lexicon
) -> tuple[str, ...]:
    """The two states whose persons speak in turns; none where they are not two. The press is no side."""
    spoken = [speakers.get(t.index, ()) for t in turns if t.label and not is_role_label(t.label, lexicon)]
    held = [s[-1] if len(s) > 1 and s[-1] in states else "" for s in spoken if s]
    out = tuple(dict.fromkeys(held))
    return out if len(out) == 2 and all(out) else ()


def talk(
    line: Line, token: Token | None, means: str, both: tuple[str, ...], said: tuple[str, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    """Whom a pronoun stands for in a talk of two states (`both`): the two for a "we" that takes in the other, the other
    for "you"; nothing elsewhere. said: who speaks."""
    if line.parse is None or token is None or not said or said[-1] not in both:
        return ()
    if means == "speakers" and mutual(line.parse, token, lexicon):
        return tuple(sorted(both, key=lambda s: s != said[-1]))
    if means == "addressee" and addressed(line.parse, token, lexicon):
        return tuple(s for s in both if s != said[-1])
    return ()


def broken(line: Line, token: Token) -> bool:
    """ "Our — in our call, you …": a possessive that is begun anew."""
    after = next((t for t in line.parse or () if t.i == token.i + 1), None)
    return token.tag == "PRP$" and token.dep == "nsubj" and after is not None and after.dep == "punct"


def mutual(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether a "we" or "our" takes in the one who is spoken to."""
    if token.tag == "PRP$":
        return _shared(parse, parse.head(token), token, _words(lexicon))
    verb = parse.head(token)
    if token.dep not in SUBJECT or verb.pos not in ("VERB", "AUX"):
        return False
    words = _words(lexicon)
    verbs = (verb, *parse.kids(verb, "xcomp"))  # "we will continue to work together"
    if any(_third(parse, v, words) for v in verbs):
        return False
    near = {k.low for v in verbs for k in parse.kids(v, "advmod", "dep", "appos")} | {k.low for k in parse.kids(token)}
    led = verb.dep == "relcl" and parse.head(verb).lemma in words["things"] and not _named(parse, parse.head(verb))
    alone = verb.lemma in words["meets"] and not parse.kids(verb, "dobj")
    alone = alone or any(o.lemma in words["deals"] for o in parse.kids(verb, "dobj") if verb.lemma in words["strikes"])
    acts = bool(near & words["together"]) and verb.lemma not in words["holds"]
    return acts or led or alone or verb.lemma in words["does"]


def addressed(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether a "you" is the other side, and does not only keep the talk going ("as you know")."""
    verb = parse.head(token)
    return not (token.dep in SUBJECT and verb.lemma in _words(lexicon)["idle"])


def _shared(parse: Parse, noun: Token, token: Token, words: dict[str, frozenset[str]]) -> bool:
    """ "our call", "our mutual commitment", "our two countries"; not "our talks with Togo", "our meeting room"."""
    between = {t.low for t in parse if token.i < t.i < noun.i}
    if _third(parse, noun, words) or _named(parse, noun):
        return False
    return bool(between & words["shared"]) or noun.lemma in words["talks"] | words["things"]


def _named(parse: Parse, noun: Token) -> bool:
    """ "our African Growth Partnership": a thing with a name of its own."""
    return noun.pos == "PROPN" or any(k.pos == "PROPN" for k in parse.kids(noun, "compound", "nmod", "poss"))


def _third(parse: Parse, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether words name with whom: "with Togo", but not "with you"."""
    whom = [o for p in parse.kids(head, "prep") if p.low in words["whom"] for o in parse.kids(p, "pobj", "pcomp")]
    return any(o.low not in words["you"] for o in whom)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    return {k: frozenset(row[k]) for row in lexicon.table("mutual") for k in row if k != "examples"}
