"""Who acts and who is acted on: the parties of a deed as ids, as states and in words.

Persons and bodies of a state count as their state in a dyad (CAMEO codebook, actors); so do its forces, courts and
people where the phrase names it ("Fijian troops", "protesters in Suva").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.clauses import agents, np_span, objects, passive, preps, words
from verbale.records.context import LISTED, Context

ACTING = ("state", "body", "person", "group", "institution", "office")
INNER = ("of", "in", "worth")
AIMED = ("on", "upon", "against", "at")
STRONG = ("visitor", "initiator", "giver", "inviter")
Role = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a deed: ids where it is known, the states it counts as, and its words."""

    role: str
    ids: tuple[str, ...]
    states: tuple[str, ...]
    words: str
    loose: bool = False

    def sure(self, other: Sequence[str] = ()) -> tuple[str, ...]:
        """Its states; of those that its phrase only names, the first that is not among the others."""
        return tuple(s for s in self.states if s not in other)[:1] if self.loose else self.states


@lru_cache(maxsize=4)
def classes(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Classes of nouns that frames name, by id."""
    return {r["id"]: frozenset(r["words"]) for r in lexicon.table("cast")}


def expanded(lexicon: Lexicon, words: Iterable[str]) -> frozenset[str]:
    """A frame's list of nouns with each "@class" replaced by its words."""
    held = classes(lexicon)
    return frozenset(x for w in words for x in (held[w[1:]] if w.startswith("@") else (w,)))


def namings(ctx: Context, parse: Parse, token: Token) -> frozenset[str]:
    """What a noun may be listed as: its lemma, with the word before it, with "of …" after it; and what it measures."""
    out: set[str] = set()
    for t in _measured(ctx, parse, token):
        before = parse[t.i - 1].low if t.i else ""
        single = t.low[:-1] if t.tag == "NNP" and t.low.endswith("s") else t.low  # "Dockworkers" at a sentence's head
        out |= {t.lemma, t.low, single, f"{before} {t.lemma}"}
        out |= {f"{t.lemma} of {o.lemma}" for prep, o in preps(parse, t) if prep == "of"}
    return frozenset(out)


def _measured(ctx: Context, parse: Parse, token: Token, depth: int = 3) -> tuple[Token, ...]:
    """The token and what it measures: "a shipment of 40 tents", "5 million dollars in aid"."""
    counted = token.tag == "CD" or any(k.tag in ("CD", "$") for k in parse.kids(token))
    if not depth or not (counted or token.lemma in classes(ctx.lexicon)["measure"]):
        return (token,)
    return (
        token,
        *(x for p, t in preps(parse, token) if p in INNER for x in _measured(ctx, parse, t, depth - 1)),
    )


def party(ctx: Context, line: Line, parse: Parse, token: Token, role: str) -> Party:
    """The party that a token heads."""
    actor = ctx.actor(line, token)
    states, loose = _states(ctx, line, parse, token, actor)
    ids = tuple(i for i in actor.ids if i != "media") if actor else ()
    if actor and actor.of and any(i.startswith("place:") for i in ids):
        ids = actor.of
    arm = not namings(ctx, parse, token).isdisjoint(classes(ctx.lexicon)["state-arm"])
    ids = ids or ctx.acting_for(line, token) or (states[:1] if arm and token.pos == "NOUN" else ())
    span = np_span(parse, token)
    return Party(role, ids, states, " ".join(span.of(ctx.document.text).split()), loose)


def _states(ctx: Context, line: Line, parse: Parse, token: Token, actor: Actor | None) -> tuple[tuple[str, ...], bool]:
    """The states a party counts as: its own, else those that its phrase names; and whether only the first is sure."""
    own = [s for i in (actor.ids if actor else ()) if (s := ctx.state_of(i))]
    own = own or [s for i in (actor.of if actor else ()) if (s := ctx.state_of(i))]
    if own:
        return tuple(dict.fromkeys(own)), False
    inside = ctx.inside(line, np_span(parse, token))
    found = [s for a in inside for i in (*a.ids, *a.of) if (s := ctx.state_of(i))]
    listed = len(inside) > 1 and all(
        " ".join(ctx.document.text[a.span.end : b.span.start].split()) in LISTED for a, b in pairwise(inside)
    )  # "Omani and Yemeni forces" are both; "Oman's envoy to Yemen" is the first
    return tuple(dict.fromkeys(found)), not listed


def named(ctx: Context, line: Line, token: Token) -> bool:
    """Whether a token is a name or a pronoun of somebody who can act."""
    actor = ctx.actor(line, token)
    if actor is not None:
        return actor.sort in ACTING or bool(actor.of)
    if token.tag in ("PRP", "WP"):
        return token.low in words("someone")
    acronym = token.pos == "NOUN" and len(token.text) > 1 and token.text.isupper()
    thing = {token.low, token.lemma} & vocabulary(ctx.lexicon, "event", "things")
    return (acronym or token.tag.startswith("NNP")) and not thing


def pairs(sources: Sequence[str], targets: Sequence[str]) -> list[list[str]]:
    """[source, target] for each pair of different states, each once."""
    return [list(p) for p in dict.fromkeys((a, b) for a in sources for b in targets if a != b)]


def dyads(ctx: Context, roles: Iterable[Role]) -> list[list[str]]:
    """[source, target] pairs of states: each source role towards each other state of the act."""
    states = [(s, r) for i, r in roles if (s := ctx.state_of(i))]
    strong = [s for s, r in states if r in STRONG]
    weak = [s for s, r in states if r not in STRONG]
    if strong and weak:
        return pairs(strong, weak)
    held = [s for s, _ in states]
    return pairs(held, held)


def told_dyads(ctx: Context, line: Line, parse: Parse, verb: Token, noun: Token | None, both: bool) -> list[list[str]]:
    """Pairs of states of a verb's arguments, where the roles of its frame give none: "the German chancellor arrived in
    Warsaw". both: all take part alike."""
    turned = passive(parse, verb)
    doers = agents(parse, verb) if turned else ctx.subjects(line, parse, verb)
    met = ctx.subjects(line, parse, verb) if turned else objects(parse, verb)
    met += tuple(at for t in (verb, noun) if t is not None for _, at in preps(parse, t))
    source = [s for t in doers for s in party(ctx, line, parse, t, "").sure()]
    target = [s for t in met if t not in doers for s in party(ctx, line, parse, t, "").sure(source)]
    return pairs([*source, *target], [*source, *target]) if both else pairs(source, target)


def in_office(ctx: Context, line: Line, token: Token) -> tuple[str, ...]:
    """An unnamed holder of an office stands for the state that his phrase names: "the envoy of Fiji"."""
    if line.parse is None or token.pos != "NOUN" or token.lemma not in classes(ctx.lexicon)["office-holder"]:
        return ()
    return party(ctx, line, line.parse, token, "").states[:1]


def met_in(ctx: Context, line: Line, parse: Parse, tokens: Sequence[Token]) -> Actor | None:
    """ "with King Harald in Oslo": the place that the parser hangs on a person met."""
    met = [*tokens, *(at for t in tokens for _, at in preps(parse, t))]
    for token in met:
        person = ctx.actor(line, token)
        if person is None or person.sort != "person":
            continue
        for prep, at in preps(parse, token):
            actor = ctx.actor(line, at) if prep in ("in", "at") else None
            if actor and actor.ids and actor.sort in ("place", "institution") and actor.form != "demonym":
                return actor
    return None


def singles_out(ctx: Context, line: Line, parse: Parse, verb: Token) -> bool:
    """Whether a measure is aimed at persons or organisations ("sanctions on three officials"), not at a state."""
    under = (verb, *objects(parse, verb), *ctx.subjects(line, parse, verb))
    for prep, at in (pair for t in under for pair in preps(parse, t)):
        actor = ctx.actor(line, at) if prep in AIMED else None
        if prep in AIMED and at.lemma in classes(ctx.lexicon)["entity"]:
            return True
        if actor and actor.ids and actor.sort in ("person", "institution"):
            return True
    return False
