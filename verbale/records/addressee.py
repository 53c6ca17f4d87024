"""Whom an undertaking is made to or meant for, where that is named (RECORDS.md, `toward`)."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.line import Line, Parse, Token
from verbale.lexicon import vocabulary
from verbale.lines.clauses import objects, preps, words
from verbale.records.context import Context
from verbale.records.stance import HOLDERS

TO = ("to", "with", "for")
BESIDE = ("by", "behind", "alongside", "beside")
"""Where one stands: "stand by Peru"."""
OF = ("on", "against", "from")
"""What a measure is laid on: "the duty on goods of Peru"."""
DEEP = 3


def addressees(ctx: Context, line: Line, parse: Parse, action: Token) -> tuple[str, ...]:
    """Ids of whom the act is done with, for or to, or who is helped by it."""
    found: list[str] = []
    for verb in (action, *parse.kids(action, "xcomp")):
        beside = BESIDE if verb.lemma in ("stand", "stay", "remain") else ()
        for prep, at in preps(parse, verb):
            if (prep in TO or prep in beside) and not _absolute(parse, prep, at):
                found += _party(ctx, line, at)
        for at in objects(parse, verb):
            found += _object(ctx, line, parse, at)
        found += _helped(ctx, line, parse, verb)
    if action.pos in ("NOUN", "PROPN"):
        found += [i for k in parse.kids(action, "poss") if (a := ctx.actor(line, k)) for i in a.ids]
    return tuple(dict.fromkeys(found))


def _absolute(parse: Parse, prep: str, at: Token) -> bool:
    """ "with ASEAN at the centre": a circumstance, and nobody with whom something is done."""
    near = parse.tokens[at.i + 1 : at.i + 4]
    return prep == "with" and bool(near) and near[0].tag == "IN" and any(t.low in words("standing-at") for t in near)


def _object(ctx: Context, line: Line, parse: Parse, at: Token) -> Iterator[str]:
    """Who is the object, or stands behind a preposition of it: "a loan to Peru", "the duty on articles of Peru"."""
    actor = ctx.actor(line, at)
    if actor and actor.sort in ("state", "body", "person", "group"):
        yield from actor.ids
    for prep, t in preps(parse, at):
        if prep in TO and not _absolute(parse, prep, t):
            yield from _party(ctx, line, t)
    yield from _laid(ctx, line, parse, at, DEEP)


def _laid(ctx: Context, line: Line, parse: Parse, at: Token, depth: int) -> Iterator[str]:
    """Whose goods or acts a measure is laid on, through "the rate of duty on goods of Peru"."""
    for prep, t in preps(parse, at):
        if prep in OF:
            yield from (i for p, x in preps(parse, t) if p in ("of", "from") for i in _state(ctx, line, x))
        elif prep == "of" and depth:
            yield from _laid(ctx, line, parse, t, depth - 1)


def _helped(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[str]:
    """Whom a purpose names: "will be paid out to support Chad's budget"."""
    helps = vocabulary(ctx.lexicon, "helping", "words")
    for aim in parse.kids(verb, "xcomp", "advcl"):
        if aim.tag == "VB" and aim.lemma in helps:
            for at in objects(parse, aim):
                yield from _state(ctx, line, at)
                yield from (i for k in parse.kids(at, "poss") for i in _state(ctx, line, k))


def _party(ctx: Context, line: Line, token: Token) -> tuple[str, ...]:
    actor = ctx.actor(line, token)
    return actor.ids if actor and actor.sort in HOLDERS and actor.form != "pronoun" else ()


def _state(ctx: Context, line: Line, token: Token) -> tuple[str, ...]:
    actor = ctx.actor(line, token)
    return actor.ids if actor and actor.sort in ("state", "body") and actor.form != "pronoun" else ()
