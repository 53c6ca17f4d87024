"""Whom a figure is about: the actors in the roles of its noun and of its clause, not all that stand near it.

The noun's roles: possessor, modifier, and what "of", "between", "from", "to", "with" join to it. The clause's: subject
(shared or of the clause above where it has none of its own), agent, object, giver and receiver. Who merely tells or
hails a figure is in `said_by`, and an institution that is only the place is left out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor, Quantity
from verbale.core.span import Span
from verbale.lines.clauses import agents, conjuncts, preps, subjects
from verbale.mentions.names.flat import flat
from verbale.mentions.names.index import index
from verbale.records.context import Context
from verbale.records.footing import NOUNS, Footing, figure_words

DEEP = 2  # how many nouns a role is followed through ("exports of goods of Malta")
MEDIA = "media"  # who asks is nobody's figure
ACTING = ("state", "body", "person", "group", "institution")


def about(ctx: Context, line: Line, span: Span, q: Quantity, f: Footing) -> tuple[str, ...]:
    """Ids of the actors a quantity is a figure of; empty where its words name none."""
    parse = line.parse
    if parse is None or f.top is None:
        return named(ctx, line, span)
    nouns = [n for n in (f.near, f.far, f.level) if n is not None]
    places = [i for n in nouns for i, _ in passed(ctx, line, parse, n) if i]
    own = [i for n in nouns for i in _carrier(ctx, line, parse, n)] + _above(ctx, line, parse, f)
    if places and q.sort == "count":
        return owners(ctx, [*(i for n in nouns for i in before(ctx, line, parse, n)), *places])
    travel = figure_words(ctx.lexicon)["travel"]
    moves = q.unit in travel or (f.near is not None and f.near.lemma in travel)
    if q.sort == "ordinal" and own and not moves:
        return owners(ctx, own)
    below = parse.kid(f.top, "relcl") if q.sort == "ordinal" else None
    clause = of_clause(ctx, line, parse, below or f.verb, nouns) if f.verb else ()
    clause = (*clause, *_shared(ctx, line, parse, f.verb)) if f.verb else clause
    if f.verb is not None and f.verb.lemma in figure_words(ctx.lexicon)["tell"]:
        clause = _told(ctx, line, span, f.verb, clause, own)
    if moves and f.near is not None:
        own = [*own, *_goal(ctx, line, parse, f.near)]
    if not nouns and q.sort == "amount":
        own = [*own, *(i for prep, o in preps(parse, f.top) for i in _across(ctx, line, parse, prep, o, 0))]
    found = owners(ctx, [*clause, *own])
    if q.sort not in ("count", "ordinal"):
        found = owners(ctx, [*found, *(s for i in found if i.startswith("person:") and (s := ctx.state_of(i)))])
    both = _parties(ctx, line, parse, [*nouns, *(subjects(parse, f.verb) if f.verb else ())])
    return both if set(found) <= set(both) else found


def of_noun(ctx: Context, line: Line, parse: Parse, noun: Token) -> tuple[str, ...]:
    """The actors in the roles of one noun phrase."""
    return owners(ctx, _noun(ctx, line, parse, noun, 0))


def _goal(ctx: Context, line: Line, parse: Parse, noun: Token) -> tuple[str, ...]:
    """ "the first visit of a minister to Peru": where to, whatever noun the tree hangs it on."""
    for t in parse.tokens[noun.i + 1 : noun.i + 9]:
        if t.low == "to" and t.pos == "ADP":
            goal = next((ctx.actor(line, o) for o in parse.kids(t, "pobj")), None)
            return goal.ids if goal and goal.sort == "state" else ()
    return ()


def _told(
    ctx: Context, line: Line, span: Span, verb: Token, clause: Sequence[str], own: Sequence[str]
) -> tuple[str, ...]:
    """Of the clause of "announced", "welcomed": a state or body that announces a sum gives it; a person who does so,
    and whoever hails it, stays only where no other is named."""
    gives = verb.lemma in figure_words(ctx.lexicon)["announce"]
    if gives and any(not i.startswith("person:") for i in clause):
        return tuple(clause)
    others = tuple(own) or tuple(i for i in named(ctx, line, span) if i not in clause)
    return () if others else tuple(clause)


def _carrier(ctx: Context, line: Line, parse: Parse, noun: Token) -> list[str]:
    """The roles of the figure's own noun; where the noun is itself a name ("five Goethe Institutes in Peru"), both."""
    own = ctx.actor(line, noun)
    if own is None or not own.ids:
        return _noun(ctx, line, parse, noun, 0)
    out = [*_dyad(ctx, line, own), *own.ids] if own.sort != "place" else []
    if own.sort in ("institution", "place"):
        out += [i for prep, o in preps(parse, noun) for i in _across(ctx, line, parse, prep, o, 0)]
    return out


def owners(ctx: Context, found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ctx.parent(i) for i in found if i != MEDIA))


# -- the roles of a noun -----------------------------------------------------------------------------------


def _noun(ctx: Context, line: Line, parse: Parse, noun: Token, depth: int) -> list[str]:
    """Actors of a noun phrase; inside a further noun, what stands before it wins over what follows."""
    own = ctx.actor(line, noun)
    if own is not None and own.ids and (own.sort != "place" or depth):
        return [i for a in (own, *_joined(ctx, line, parse, noun)) for i in (*_dyad(ctx, line, a), *a.ids)]
    out = [*before(ctx, line, parse, noun), *ctx.acting_for(line, noun)]
    if out and depth:
        return out
    out += [i for prep, o in preps(parse, noun) for i in _across(ctx, line, parse, prep, o, depth)]
    for clause in parse.kids(noun, "acl"):
        out += _participle(ctx, line, parse, clause, depth)
    for clause in parse.kids(noun, "relcl"):
        out += [i for s in parse.kids(clause, "nsubj") if s.tag[0] != "W" for i in _noun(ctx, line, parse, s, DEEP)]
        attrs = parse.kids(clause, "attr") if depth < DEEP else ()
        out += [i for t in attrs for i in _noun(ctx, line, parse, t, depth + 1)]
    return out


def _dyad(ctx: Context, line: Line, named: Actor) -> list[str]:
    """ "the U.S.-Malta Trade Dialogue", where the name is taken to begin after the hyphen: both states."""
    if named.sort not in ("institution", "body"):
        return []
    text = ctx.document.text
    first = [a for a in ctx.actors.get(line.index, ()) if a.sort == "state" and a.span.end == named.span.start - 1]
    whole = first[0].span.cover(named.span) if first else named.span
    words = re.sub("[–—-]", " ", flat(whole.of(text)).text)
    if not re.match(r"[^\s–—-]+(?: [^\s–—-]+)?[–—-]\w", whole.of(text)):
        return []
    hits = [h for h in index(ctx.lexicon, ctx.facts).find(words) if any(n.sort == "state" for n in h.names)][:2]
    pair = len(hits) == 2 and hits[0].start == 0 and hits[1].start == hits[0].end + 1
    return [n.key for h in hits for n in h.names if n.sort == "state"] if pair else []


def _joined(ctx: Context, line: Line, parse: Parse, noun: Token) -> list[Actor]:
    found = (ctx.actor(line, t) for t in conjuncts(parse, noun) if t.i != noun.i)
    return [a for a in found if a and a.ids]


def before(ctx: Context, line: Line, parse: Parse, noun: Token) -> list[str]:
    """Actors that stand before a noun inside its phrase: possessors, names and demonyms."""
    left = [t for t in parse.subtree(noun) if t.i < noun.i]
    if not left:
        return []
    stretch = Span(left[0].start, noun.start)
    return [i for a in ctx.inside(line, stretch, *ACTING) if not _far(ctx, line, a) for i in a.ids]


def _far(ctx: Context, line: Line, actor: Actor) -> bool:
    """ "their awards", "in their countries": several who are named neither in the sentence nor in the one before."""
    if len(actor.ids) < 2 or not (_whose(ctx, actor)):
        return False
    near = [a for n in (line.index - 1, line.index) for a in ctx.actors.get(n, ()) if not _whose(ctx, a)]
    return not {i for a in near for i in a.ids} >= set(actor.ids)


def _across(ctx: Context, line: Line, parse: Parse, prep: str, o: Token, depth: int) -> list[str]:
    """Actors across a preposition: a name at once; through a further noun where the preposition gives a role."""
    words = figure_words(ctx.lexicon)
    actor = ctx.actor(line, o)
    if actor is not None and actor.ids:
        if _far(ctx, line, actor):
            return []
        whole = actor.sort in ("state", "group", "body") or (prep == "with" and not depth)
        wanted = words["party"] if whole else words["giver"]
        through = actor.sort == "place" and prep in words["through"]
        held = [*_dyad(ctx, line, actor), *actor.ids]
        return held if through or (prep in wanted and actor.sort != "place") else []
    nested = prep in words["giver"] or prep in words["through"]
    return _noun(ctx, line, parse, o, depth + 1) if nested and depth < DEEP and o.pos in NOUNS else []


def _participle(ctx: Context, line: Line, parse: Parse, clause: Token, depth: int) -> list[str]:
    """ "vehicles imported into Fiji by Malta", "lorries crossing the X and Y posts": agent, object, ends of the way."""
    if any(k.low == "to" for k in parse.kids(clause, "aux")):
        return []
    out = [i for t in agents(parse, clause) for i in _noun(ctx, line, parse, t, 1)]
    out += [i for o in parse.kids(clause, "dobj") for i in _noun(ctx, line, parse, o, 1)]
    return out + [i for prep, o in preps(parse, clause) for i in _across(ctx, line, parse, prep, o, min(depth, 1))]


def _above(ctx: Context, line: Line, parse: Parse, f: Footing) -> list[str]:
    """ "the repatriation of 90 masks from Peru": the roles of the noun that the quantity's phrase belongs to."""
    out: list[str] = []
    at = f.near or f.top
    while at is not None and at.dep == "pobj" and parse.head(at).low in figure_words(ctx.lexicon)["of"]:
        up = parse.head(parse.head(at))
        if up.pos not in NOUNS:
            break
        out += [i for i in _noun(ctx, line, parse, up, 1 if ctx.actor(line, up) else 0) if i not in out]
        at = up
    return out


def passed(ctx: Context, line: Line, parse: Parse, noun: Token) -> list[tuple[str | None, str]]:
    """Places that what is counted passes ("trains crossing the A and B posts"): id where known, and name.

    Read word by word, for parsers take "trains passing" for a verb.
    """
    words = figure_words(ctx.lexicon)["through"]
    way = next((t for t in parse.tokens[noun.i + 1 : noun.i + 4] if t.low in words), None)
    run = itertools.takewhile(
        lambda t: t.pos in ("PROPN", "DET", "CCONJ", "PUNCT"), parse.tokens[way.i + 1 :] if way else ()
    )
    out: list[tuple[str | None, str]] = []
    for proper, group in itertools.groupby(run, key=lambda t: t.pos == "PROPN"):
        name = list(group)
        held = [a for t in name if proper and (a := ctx.actor(line, t))]
        if any(a.sort != "place" and a.span.contains(Span(name[0].start, name[-1].end)) for a in held):
            break
        out += [_place(held, name, ctx.document.text)] if proper else []
    return list(dict.fromkeys(out))


def _place(held: Sequence[Actor], name: Sequence[Token], text: str) -> tuple[str | None, str]:
    """Id, where known, and words of a place."""
    ids = [i for a in held if a.sort == "place" for i in a.ids]
    return (ids[0] if ids else None), text[name[0].start : name[-1].end]


# -- the roles of a clause ---------------------------------------------------------------------------------


def of_clause(ctx: Context, line: Line, parse: Parse, verb: Token, apart: Iterable[Token] = ()) -> tuple[str, ...]:
    """Actors of a clause: subject, agent, objects and receivers; `apart` are nouns that are looked at elsewhere."""
    skip = {t.i for n in apart for t in conjuncts(parse, parse.head(n) if n.dep == "conj" else n)}
    held = [s for s in subject(ctx, line, parse, verb) if s.i not in skip]
    out = [i for s in held for i in _noun(ctx, line, parse, s, 0)]
    out += _talkers(ctx) if _each_other(ctx, parse, verb, held) else ()
    out += [i for t in agents(parse, verb) for i in _noun(ctx, line, parse, t, 1)]
    for o in parse.kids(verb, "dobj", "dative", "attr"):
        out += [i for t in conjuncts(parse, o) if t.i not in skip for i in _object(ctx, line, parse, t)]
    for prep, o in preps(parse, verb):
        out += [i for i in _across(ctx, line, parse, prep, o, 1) if o.i not in skip]
    return owners(ctx, [*out, *_proxy(ctx, line, parse, verb)])


def _object(ctx: Context, line: Line, parse: Parse, t: Token) -> tuple[str, ...]:
    """An object that is an actor; "that" of "the only state that he visited" stands for the state and its subject."""
    actor = ctx.actor(line, t)
    if t.tag in ("WDT", "WP") and actor is None:
        return ()
    return actor.ids if actor and actor.sort != "place" else ()


def subject(ctx: Context, line: Line, parse: Parse, verb: Token) -> tuple[Token, ...]:
    """The clause's subject; of an infinitive without one, that of the noun or clause it hangs on."""
    words = figure_words(ctx.lexicon)
    deed = _deed(parse, verb)
    if deed is not None and deed.lemma in words["deed"] and (lead := _lead(parse, deed)):
        return lead
    found = ctx.subjects(line, parse, verb)
    loose = verb.tag == "VBG" and verb.dep in ("pcomp", "advcl", "conj")
    if found and not (loose and not ctx.ids(line, found)):
        return found
    for up in parse.ancestors(verb):
        if up.pos in NOUNS and (lead := _lead(parse, up)):
            return lead
        told = up.lemma in words["tell"]
        held = ctx.subjects(line, parse, up) if up.pos in ("VERB", "AUX") and not told else ()
        if held and (not found or ctx.ids(line, held)):
            return held
    return found


def _shared(ctx: Context, line: Line, parse: Parse, verb: Token) -> tuple[str, ...]:
    """ "will amend the duty on goods of Fiji by adding 4 points": what the clause above is done to."""
    up = next((a for a in parse.ancestors(verb) if a.pos == "VERB" and parse.kids(a, "nsubj")), None)
    loose = verb.tag == "VBG" and verb.dep in ("pcomp", "advcl", "conj")
    if not loose or up is None or parse.kids(verb, "nsubj"):
        return ()
    return tuple(i for o in parse.kids(up, "dobj") for i in _chain(ctx, line, parse, o, 5))


def _chain(ctx: Context, line: Line, parse: Parse, noun: Token, depth: int) -> tuple[str, ...]:
    """The first actor down the prepositions of a noun."""
    actor = ctx.actor(line, noun)
    if actor is not None and actor.ids and actor.sort != "place":
        return actor.ids
    below = [o for prep, o in preps(parse, noun) if prep in figure_words(ctx.lexicon)["party"]] if depth else []
    return next((ids for o in below if (ids := _chain(ctx, line, parse, o, depth - 1))), ())


def _deed(parse: Parse, verb: Token) -> Token | None:
    """The noun right before an infinitive ("Malta's pledge to send"), wherever the tree hangs it."""
    to = next((k for k in parse.kids(verb, "aux") if k.low == "to"), None)
    before = parse[to.i - 1] if to is not None and to.i else None
    return before if before is not None and before.pos == "NOUN" else None


def _each_other(ctx: Context, parse: Parse, verb: Token, held: Sequence[Token]) -> bool:
    """ "the third time we met": "we" are the two who talk, not one of them."""
    met = verb.lemma in figure_words(ctx.lexicon)["together"] and not parse.kids(verb, "dobj", "prep")
    return met and [t.low for t in held] == ["we"]


def _talkers(ctx: Context) -> tuple[str, ...]:
    """The two persons who speak in the document, where there are two."""
    said = dict.fromkeys(i for ids in ctx.scene.speakers.values() for i in ids if i.startswith("person:"))
    return tuple(said) if len(said) == 2 else ()


def _lead(parse: Parse, noun: Token) -> tuple[Token, ...]:
    """ "Malta's decision to lend", "the pledge by Fiji to send": whose deed the noun is."""
    by = [o for prep, o in preps(parse, noun) if prep in ("by", "from") or (prep == "of" and o.pos == "PROPN")]
    return (*parse.kids(noun, "poss"), *by)


def _proxy(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[str]:
    """ "on behalf of Kenya"."""
    for _, o in preps(parse, verb):
        if o.lemma in figure_words(ctx.lexicon)["proxy"]:
            yield from _noun(ctx, line, parse, o, 1)


# -- without a name in its roles ---------------------------------------------------------------------------


def _parties(ctx: Context, line: Line, parse: Parse, nouns: Iterable[Token]) -> tuple[str, ...]:
    """ "the deal", "bilateral trade" of a text, or else of a sentence, between two states are theirs."""
    states = tuple(p for p in ctx.scene.parties if ctx.is_state(p))
    words = figure_words(ctx.lexicon)
    if len(states) != 2:
        inside = [i for a in ctx.inside(line, line.span, "state") if a.form != "pronoun" for i in a.ids]
        states = tuple(dict.fromkeys(inside))
        nouns = [n for n in nouns if any(k.low in words["bilateral"] for k in parse.kids(n, "amod"))]
    for noun in nouns if len(states) == 2 else ():
        sure = any(k.low in words["bilateral"] for k in parse.kids(noun, "amod", "compound"))
        definite = any(k.low in words["definite"] for k in parse.kids(noun, "det", "poss"))
        if sure or (noun.lemma in words["pact"] and definite):
            return states
    return ()


def named(ctx: Context, line: Line, span: Span) -> tuple[str, ...]:
    """States and bodies by name inside a span, else institutions, where there are no more than two: for words
    whose roles the tree does not give."""
    for sorts in (("state", "body", "group"), ("institution",)):
        found = [a for a in ctx.inside(line, span, *sorts) if a.form != "pronoun" and not _whose(ctx, a)]
        ids = owners(ctx, (i for a in found for i in a.ids if not i.startswith("person:")))
        if ids:
            return ids if len(ids) <= 2 else ()
    return ()


def _whose(ctx: Context, actor: Actor) -> bool:
    """ "their countries": a group named through a pronoun."""
    words = actor.span.of(ctx.document.text).casefold().split()
    return bool(words) and words[0] in figure_words(ctx.lexicon)["whose"]


def places(ctx: Context, line: Line, parse: Parse, verb: Token) -> tuple[str, ...]:
    """ "Asia accounts for …": a place that is the subject."""
    found = (ctx.actor(line, s) for s in subjects(parse, verb))
    return tuple(i for a in found if a and a.sort == "place" for i in a.ids)
