"""What "will" only foretells: visits and rites, what a thing will bring, what is wished, asked or made sure of.

No function here makes a record; each says why a verb in the future undertakes nothing (lexicon tables
`no-undertaking` and `ceremony`).
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.core.line import Line, Parse, Token
from verbale.core.record import Record
from verbale.lexicon import vocabulary
from verbale.lines.clauses import modal, objects, words
from verbale.records.context import Context
from verbale.records.frames import frames


def assured(parse: Parse, verb: Token, before: Sequence[Record]) -> bool:
    """ "has committed to ensuring that access will not be cut": the clause is a part of what was undertaken."""
    head = parse.head(verb)
    under = verb.dep == "ccomp" and head.lemma in words("assuring")
    return under and any(b.fields["action"].contains(verb.span) for b in before)


def no_act(ctx: Context, parse: Parse, verb: Token, found: str) -> bool:
    """What "will" only foretells. "The Parties shall meet" is a duty; "will return the ring" is no journey."""
    if verb.dep == "relcl" and frames(ctx.lexicon, "event").of_noun(parse, parse.head(verb)):
        return True  # "the visit that she will pay"
    return any(
        not (row.get("intransitive") and objects(parse, verb)) and not (row.get("duty") and found == "shall")
        for row in frames(ctx.lexicon, "no-undertaking").of_verb(parse, verb)
    )


def ceremony(ctx: Context, parse: Parse, verb: Token) -> bool:
    """ "the flags will be raised on 11 March": a rite is a scheduled event."""
    rites = vocabulary(ctx.lexicon, "ceremony", "verbs")
    things = vocabulary(ctx.lexicon, "ceremony", "things")
    near = (*objects(parse, verb), *parse.kids(verb, "nsubjpass"))
    pairs = (w for t in near for w in (t.lemma, f"{parse[max(t.i - 1, 0)].low} {t.lemma}"))
    return verb.lemma in rites and not things.isdisjoint(pairs)


def embedded(ctx: Context, parse: Parse, verb: Token) -> bool:
    """ "how the region will develop": a question inside a sentence undertakes nothing."""
    asks = vocabulary(ctx.lexicon, "no-undertaking", "asks")
    inside = verb.dep in ("csubj", "csubjpass", "ccomp", "pcomp")
    return inside and any(k.low in asks for k in parse.kids(verb) if k.i < verb.i)


def thing(ctx: Context, line: Line, parse: Parse, verb: Token) -> bool:
    """ "the forum, which will make the city a hub": what a forum or a fund will do is its expected effect."""
    own = parse.kids(verb, "nsubj", "nsubjpass")
    linked = verb.dep == "relcl" and any(t.tag == "WDT" for t in own)
    actors = (ctx.actor(line, t) for t in ctx.subjects(line, parse, verb)) if linked else ()
    return linked and not any(a.sort in ("state", "person", "group") for a in actors if a)


def later(parse: Parse, verb: Token, none: frozenset[str]) -> bool:
    """Coordinated with an earlier verb under the same modal and subject, which made the record."""
    head = parse.head(verb)
    shares = verb.dep == "conj" and not parse.kids(verb, "nsubj", "nsubjpass") and head.pos in ("VERB", "AUX")
    return shares and modal(parse, head) is not None and head.lemma not in none


def wished(ctx: Context, parse: Parse, verb: Token) -> bool:
    """ "I hope that they will …": under a verb of wishing or believing."""
    under = vocabulary(ctx.lexicon, "no-undertaking", "under")
    child = verb
    for t in parse.ancestors(verb):
        clause = child.dep in ("ccomp", "acl", "xcomp", "advcl") and t.pos in ("ADJ", "NOUN")
        if t.lemma in under and (t.pos == "VERB" or clause):
            return True
        child = t
    return False
