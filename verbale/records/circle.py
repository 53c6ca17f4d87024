"""Who met whom in one clause: "met separately with P, Q and R" is one event, and P and Q did not meet.

Source: RECORDS.md ("Meetings with P, Q and R in one clause is one event"). Words: lexicon table `one-by-one`.
"""

from __future__ import annotations

from functools import lru_cache

from verbale.core.line import Line, Parse
from verbale.core.span import Span
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.clauses import passive
from verbale.mentions.names.flat import lowered
from verbale.records.acts import Act
from verbale.records.cast import dyads, pairs
from verbale.records.context import Context

MET = ("meeting", "call", "signing")
WHOLE = 3
"""So many parties at least, else there is nothing to tell apart."""


def circle(ctx: Context, line: Line, parse: Parse, act: Act) -> list[list[str]]:
    """The dyads of an act: where several are met one by one, those of the subject with each of them, both ways."""
    if act.row["type"] == "visit":  # guests who come together visit their host, not each other
        guests = [s for i, r in act.roles if r == "visitor" and (s := ctx.state_of(i))]
        return pairs(guests, [s for i, r in act.roles if r != "visitor" and (s := ctx.state_of(i)) and s not in guests])
    if act.row["type"] not in MET or len(act.roles) < WHOLE or not one_by_one(ctx, parse, act):
        return dyads(ctx, act.roles)
    subjects = () if passive(parse, act.verb) else ctx.ids(line, ctx.subjects(line, parse, act.verb))
    mine = [s for i in subjects if (s := ctx.state_of(i))]
    others = [s for i, _ in act.roles if i not in subjects and (s := ctx.state_of(i)) and s not in mine]
    return [*pairs(mine, others), *pairs(others, mine)]


def one_by_one(ctx: Context, parse: Parse, act: Act) -> bool:
    """An adverb in the clause, an adjective of the noun, or a noun in the plural that is no fixed plural."""
    words = f" {lowered(act.span.of(ctx.document.text))} "
    adverbs, adjectives, plurals, verbs, margins = _words(ctx.lexicon)
    whole = lowered(Span(parse[0].start, parse[len(parse) - 1].end).of(ctx.document.text))
    if any(w in whole for w in margins):
        return True
    if any(f" {w} " in words for w in adverbs) or (act.noun is None and act.verb.lemma in verbs):
        return True
    if act.thing is not None:  # "signed separate agreements with"
        return not adjectives.isdisjoint(lowered(act.thing.of(ctx.document.text)).split()[:3])
    if act.noun is None:
        return False
    kids = {k.low for k in parse.kids(act.noun, "amod", "compound")}
    return act.noun.low in plurals or not kids.isdisjoint(adjectives)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    keys = ("adverbs", "adjectives", "plurals", "phoning", "margins")
    return tuple(vocabulary(lexicon, "one-by-one", key) for key in keys)
