"""Capitals and seats that stand for a state, only where the sentence makes them act.

"Beijing said", "ties with Ankara", "Moscow's decision" name a state; "talks in Beijing", "Astana will host the
meeting" and "they met at the White House" name a place.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.core.ids import slug
from verbale.core.line import Parse, Token
from verbale.core.mention import Actor
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.clauses import SUBJECT


def read(a: Actor, parse: Parse | None, text: str, lexicon: Lexicon) -> Actor:
    """The actor as the sentence means it: a capital as its state where it acts, a seat as a place where one is in it.

    a: a named actor; text: the document's. Actors of other sorts, and those in a sentence without a parse, stay.
    """
    token = parse.top(a.span) if parse else None
    if parse is None or token is None or a.name != a.span:
        return a
    if a.sort == "place" and a.form == "capital" and a.of and _acts(parse, token, lexicon):
        return replace(a, sort="state", ids=a.of, form="metonym", of=())
    if a.sort == "state" and a.form == "metonym" and _inside(parse, token, lexicon):
        return replace(a, sort="place", ids=("place:" + slug(a.span.of(text)),), of=a.ids)
    return a


def _acts(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether a capital says, decides, owns a policy, or is party to relations."""
    while token.dep == "conj":
        token = parse.head(token)
    head = parse.head(token)
    if token.dep in SUBJECT:
        chain = [head, *parse.kids(head, "xcomp")]
        return any(v.lemma in vocabulary(lexicon, "side", "acts") for v in chain)
    if token.dep == "poss":
        return head.lemma in vocabulary(lexicon, "side", "owned")
    if token.dep == "pobj" and head.low in ("with", "between"):
        over = parse.head(head)
        return over.lemma in vocabulary(lexicon, "side", "shared", "acts")
    return False


def _inside(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether somebody is in, at or on the way to a seat."""
    return token.dep == "pobj" and parse.head(token).low in vocabulary(lexicon, "side", "where")
