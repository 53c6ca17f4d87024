"""Where a quantity stands in its sentence: the nouns it can be a measure of, and the predicate it hangs on.

Roles are read from the dependency tree, nearest first: "a 30 million euro fund" (the noun it modifies), "40 percent of
the harvest", "an outlay of 3 million" (across "of"), "6 million in new loans" (across "in"), "exports reached 9
million" (the subject of a verb that states a level).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity
from verbale.lexicon import Lexicon
from verbale.lines.clauses import subjects
from verbale.records.context import Context

MODIFIER = ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "poss")
PREDICATE = ("ROOT", "csubj", "conj", "ccomp", "relcl", "advcl", "parataxis", "xcomp", "acl", "pcomp")
NOUNS = ("NOUN", "PROPN")
COUNTED = ("count", "ordinal")
LENGTHS = frozenset({"year", "month", "week", "day", "decade", "century", "hour", "minute"})
FIELDS = (
    "form", "measure", "about", "comparator", "value", "low", "high", "unit", "per", "period", "as_of", "change",
    "since", "scope", "among", "window", "members", "marks", "derived",
)  # fmt: skip
EMPTY: Mapping[str, Any] = dict.fromkeys(FIELDS)  # a figure's key fields, in contract order


@lru_cache(maxsize=4)
def figure_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Closed lists of the table `figure-words`, by name."""
    return {r["id"]: frozenset(r["words"]) for r in lexicon.table("figure-words")}


@dataclass(frozen=True, slots=True)
class Footing:
    """top: head of the quantity's own words. near: the noun it modifies or is joined to by "of"; far: one across "in";
    level: the subject of a verb that states a level. verb: the predicate of its clause. outer: the noun that the sum is
    of, where `near` is another ("purchases of 9 million of wheat")."""

    top: Token | None = None
    near: Token | None = None
    far: Token | None = None
    level: Token | None = None
    verb: Token | None = None
    outer: Token | None = None

    @property
    def noun(self) -> Token | None:
        return self.near or self.far or self.level


def footing(ctx: Context, line: Line, q: Quantity) -> Footing:
    """The footing of a quantity; all None where the line has no parse."""
    parse = line.parse
    top = _top(parse, q, figure_words(ctx.lexicon)["money"]) if parse else None
    if parse is None or top is None:
        return Footing()
    verb = top if top.tag[:2] == "VB" and q.sort == "multiple" else _past_aside(parse, top, predicate(parse, top))
    if q.sort in COUNTED and q.noun is not None:
        return Footing(top, top, None, None, verb)
    words = figure_words(ctx.lexicon)
    found = _outside(parse, _modified(parse, top) or top, words)
    near = _modified(parse, top) or _across(ctx, line, top, words["of"]) or found
    far = _across(ctx, line, top, words["in"])
    return Footing(top, near, far, _level(parse, found or top, verb, words), verb, found)


def _top(parse: Parse, q: Quantity, money: frozenset[str]) -> Token | None:
    """The counted noun itself, or the head of the number; of "3 and 4 million euros" the shared unit."""
    if q.noun is not None and q.sort in COUNTED:
        inside = parse.at(q.noun)
        return parse.top(q.noun) if len(inside) > 1 else next(iter(inside), None)
    unit = next((t for t in parse.at(q.span) if t.lemma in money and parse.head(t) not in parse.at(q.span)), None)
    top = unit or parse.top(q.span)
    while top is not None and (shared := parse.head(top)).lemma in money and shared.i > top.i:
        top = shared
    return top


def predicate(parse: Parse, token: Token) -> Token | None:
    """The nearest verb over a token that heads a clause."""
    return next((t for t in parse.ancestors(token) if t.pos in ("VERB", "AUX") and t.dep in PREDICATE), None)


def _past_aside(parse: Parse, top: Token, verb: Token | None) -> Token | None:
    """ "cut the duty, as set out in Decree 14, to 9 percent": not the verb of what stands between commas."""
    if verb is None or verb.dep != "advcl" or verb.tag != "VBN" or verb.i > top.i:
        return verb
    led = any(k.low == "as" for k in parse.kids(verb, "mark", "advmod"))
    opened = any(t.text == "," for t in parse.tokens[max(0, verb.i - 3) : verb.i])
    closed = any(t.text == "," for t in parse.tokens[verb.i : top.i])
    return predicate(parse, verb) if led and opened and closed else verb


def _modified(parse: Parse, top: Token) -> Token | None:
    """ "a 30 million euro fund": the noun that the quantity stands before as a modifier."""
    head = parse.head(top)
    plain = head.pos in NOUNS and head.i > top.i and head.i - top.i < 6
    return head if top.dep in MODIFIER and plain else None


def _across(ctx: Context, line: Line, top: Token, words: frozenset[str]) -> Token | None:
    """The common noun across a preposition right after the quantity, unless it names a time."""
    parse = line.parse
    for prep in parse.kids(top, "prep") if parse else ():
        for o in parse.kids(prep, "pobj") if parse and prep.low in words and prep.i > top.i else ():
            dated = any(t.span.overlaps(o.span) for t in ctx.times.get(line.index, ()))
            if parse and o.lemma in figure_words(ctx.lexicon)["money"]:
                return _across(ctx, line, o, words)
            o = _past_adjectives(parse, o) if parse else o
            common = o.pos == "NOUN" or (o.pos == "PROPN" and o.text.isupper() and ctx.actor(line, o) is None)
            dated = dated or o.lemma in LENGTHS
            if common and not dated and o.lemma not in figure_words(ctx.lexicon)["transparent"]:
                return o
    return None


def _stated(parse: Parse, top: Token, verb: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the quantity is the verb's own complement: "reached 9", "fell by 9", "rose from 8 to 9"."""
    head = parse.head(top)
    if top.dep in ("nsubj", "nsubjpass"):
        return False
    complement = top.dep == "pobj" and (head.low in words["carried"] or head.low in words["base-after-rate"])
    up = parse.head(head)
    return verb.i in (top.i, head.i) or (complement and verb.i in (up.i, parse.head(up).i))


def _past_adjectives(parse: Parse, token: Token) -> Token:
    """ "in humanitarian, technical and economic aid": the noun after a run of adjectives that the tree breaks up."""
    run = itertools.takewhile(lambda t: t.pos in ("ADJ", "NOUN", "PUNCT", "CCONJ"), parse.tokens[token.i : token.i + 9])
    nouns = [t for t in run if t.pos == "NOUN"] if token.pos == "ADJ" else []
    return nouns[-1] if nouns else token


def _outside(parse: Parse, top: Token, words: dict[str, frozenset[str]], depth: int = 3) -> Token | None:
    """ "an outlay of 3 million", "a duty at 5 percent", "one sum: 5 million"; "a total of" is looked through."""
    head = parse.head(top)
    if top.dep == "appos" and head.pos == "NOUN":
        return head
    if (priced := _priced(parse, head, words)) is not None:
        return priced
    if head.low in words["of"] and head.pos == "ADJ" and parse.head(head).pos == "NOUN":
        return parse.head(head)
    up = parse.head(head)
    if top.dep != "pobj" or head.low not in words["carried"] or up.pos not in NOUNS or not depth:
        return None
    if (thing := _thing_moved(parse, up, head, words)) is not None:
        return thing
    if up.lemma in words["transparent"]:
        return _modified(parse, up) or _owner(parse, up, words["deal"]) or _outside(parse, up, words, depth - 1)
    return up


def _thing_moved(parse: Parse, up: Token, prep: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """ "lower the fee for permits to 9 euros": the object of the verb, not the last noun of its phrase."""
    verb = predicate(parse, up)
    moves = verb is not None and verb.lemma in words["up"] | words["down"] | words["hold"]
    thing = parse.kid(verb, "dobj") if verb is not None and moves and prep.low in ("to", "by") else None
    return thing if thing is not None and thing.i < up.i and up in parse.subtree(thing) else None


def _priced(parse: Parse, prep: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """ "the purchase of trains valued at 9 million": the noun that the participle prices, up its chain of "of"."""
    verb = parse.head(prep)
    if prep.low not in words["at"] or verb.dep != "acl" or verb.lemma not in words["price"]:
        return None
    noun = parse.head(verb)
    while noun.dep == "pobj" and parse.head(noun).low in words["of"] and parse.head(parse.head(noun)).pos == "NOUN":
        noun = parse.head(parse.head(noun))
    return noun if noun.pos in NOUNS else None


def _owner(parse: Parse, value: Token, deals: frozenset[str]) -> Token | None:
    """ "sales of gas, with a value of 9 million": the noun that has the value, of a deal in goods the deal."""
    prep = parse.head(value)
    noun = parse.head(prep)
    if value.dep != "pobj" or prep.low != "with" or noun.pos != "NOUN":
        return None
    over = itertools.takewhile(lambda a: a.pos in ("NOUN", "ADP", "VERB") and a.tag != "VBD", parse.ancestors(noun))
    return next((a for a in over if a.pos == "NOUN" and a.lemma in deals), noun)


def _level(parse: Parse, top: Token, verb: Token | None, words: dict[str, frozenset[str]]) -> Token | None:
    """The subject of "reached", "is", "fell by": a common noun, not an actor's name or a pronoun."""
    moved = verb is not None and {verb.low, verb.lemma} & (words["up"] | words["down"] | words["multiply"])
    if verb is not None and moved and (thing := parse.kid(verb, "dobj")) and thing.i != top.i and thing.pos == "NOUN":
        return thing
    if verb is not None and verb.i < top.i and (thing := parse.kid(verb, "dobj")) and _parted(parse, top, verb):
        return thing
    held = verb is not None and verb.lemma in words["hold"] and parse.head(top).low in words["at"]
    if verb and held and (thing := parse.kid(verb, "dobj")) and thing.i != top.i and thing.pos == "NOUN":
        return thing
    if verb is None or verb.lemma not in words["level"] | words["multiply"] or not _stated(parse, top, verb, words):
        return None
    if (own := mistied(parse, verb)) is not None:
        return own
    others = [s for s in subjects(parse, _raised(parse, verb, words)) if s.i != top.i]
    found = next((s for s in others if s.pos == "NOUN" or (s.pos == "PROPN" and s.text.isupper())), None)
    return found or next((n for s in others if (n := _wider(parse, s, verb))), None)


def _parted(parse: Parse, top: Token, verb: Token) -> bool:
    """Whether a bracketing clause has drawn the quantity under itself: the nearest verb over it is not its own."""
    near = predicate(parse, top)
    return near is not None and near.i != verb.i and _past_aside(parse, top, near) == verb


def mistied(parse: Parse, verb: Token) -> Token | None:
    """ "Malta is a partner and trade rose …": the subject right before a verb that the tree joins to the noun before
    "and"."""
    up = parse.head(verb)
    verb = up if any(k.low == "to" for k in parse.kids(verb, "aux")) and up.tag == "VBD" else verb
    noun = parse[verb.i - 1] if verb.i else verb
    loose = verb.dep == "conj" and verb.tag in ("VBD", "VBZ", "VBP") and not parse.kids(verb, "nsubj", "nsubjpass")
    return noun if loose and noun.pos == "NOUN" and noun.dep == "conj" else None


def _raised(parse: Parse, verb: Token, words: dict[str, frozenset[str]]) -> Token:
    """ "trade rose by 9 percent to reach 9 million": the verb whose subject an infinitive of level shares."""
    up = parse.head(verb)
    open_end = verb.dep in ("advcl", "xcomp") and any(k.low == "to" for k in parse.kids(verb, "aux"))
    return up if open_end and up.lemma in words["up"] | words["down"] | words["level"] else verb


def _wider(parse: Parse, name: Token, verb: Token) -> Token | None:
    """ "investment in Serbia, which was …": "which" takes up the noun, not the name inside its phrase."""
    up = parse.head(parse.head(name))
    return up if verb.dep == "relcl" and name.pos == "PROPN" and name.dep == "pobj" and up.pos == "NOUN" else None


def points_back(ctx: Context, line: Line, f: Footing) -> bool:
    """ "that GDP", "this figure": a subject that the sentence before has named."""
    kids = line.parse.kids(f.level, "det") if line.parse and f.level else ()
    return any(k.low in figure_words(ctx.lexicon)["pointing"] for k in kids)


def pronoun_subject(ctx: Context, line: Line, f: Footing) -> bool:
    """Whether the clause's subject is "it", "this" or "they" throughout."""
    held = subjects(line.parse, f.verb) if line.parse and f.verb else ()
    return bool(held) and all(t.low in figure_words(ctx.lexicon)["taken-up"] for t in held)
