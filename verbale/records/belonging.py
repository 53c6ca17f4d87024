"""Memberships and chairs that a noun tells beside its sentence: "Fiji, a member of the Commonwealth, …", "as chair of
APEC, Peru …", and "Fiji's membership of the WTO has …" where reference data know it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import vocabulary
from verbale.lines.clauses import conjuncts, np_span, preps, words
from verbale.records.context import Context
from verbale.records.frames import frames

TYPES = ("membership", "founding-membership", "chair")


@dataclass(frozen=True, slots=True)
class Belonging:
    """Who belongs to or chairs which body, in the words of the noun phrase."""

    span: Span
    kind: str
    subject: tuple[str, ...]
    bodies: tuple[str, ...]
    value: str


def belongings(ctx: Context, line: Line, parse: Parse, noun: Token) -> Iterator[Belonging]:
    """What one noun tells; nothing where the sentence is a question or the owner is a pronoun that stayed open."""
    if noun.pos not in ("NOUN", "PROPN") or line.span.of(ctx.document.text).rstrip().endswith("?"):
        return
    for row in frames(ctx.lexicon, "relation").of_noun(parse, noun):
        bodies = _bodies(ctx, line, parse, noun)
        owner = _beside(ctx, line, parse, noun) if row["type"] in TYPES and bodies else ()
        if owner and not set(owner) & set(bodies):
            yield _told(ctx, parse, noun, row["type"], owner, bodies)
            return
    if noun.lemma in words("belonging") and (bodies := _bodies(ctx, line, parse, noun)):
        owner = _known(ctx, _owner(ctx, line, parse, noun), bodies)
        if owner:
            yield _told(ctx, parse, noun, "membership", owner, bodies)


def _told(
    ctx: Context, parse: Parse, noun: Token, kind: str, owner: tuple[str, ...], bodies: tuple[str, ...]
) -> Belonging:
    span = np_span(parse, noun)
    return Belonging(span, kind, owner, bodies, " ".join(span.of(ctx.document.text).split()))


def _bodies(ctx: Context, line: Line, parse: Parse, noun: Token) -> tuple[str, ...]:
    """The bodies of the noun: "of", "in" or before it."""
    near = (*parse.kids(noun, "compound", "nmod"), *(t for p, t in preps(parse, noun) if p in ("of", "in", "to")))
    found = (a.ids[0] for t in near if (a := ctx.actor(line, t)) and len(a.ids) == 1)
    return tuple(dict.fromkeys(i for i in found if i in vocabulary(ctx.lexicon, "body", "id")))


def _beside(ctx: Context, line: Line, parse: Parse, noun: Token) -> tuple[str, ...]:
    """Whose apposition the noun is, or the subject of the verb that "as" hangs on."""
    head = parse.head(noun)
    if noun.dep == "appos":
        return _states(ctx, line, (head,))
    as_ = noun.dep == "pobj" and head.low == "as" and parse.head(head).pos in ("VERB", "AUX")
    lead = as_ and head.i < parse.head(head).i  # "as a member of the WTO, Fiji …", not "admitted Fiji as a member"
    return _states(ctx, line, ctx.subjects(line, parse, parse.head(head))) if lead else ()


def _states(ctx: Context, line: Line, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The states that all the tokens name; none where one of them is no state."""
    found = [ctx.actor(line, t) for t in tokens]
    sure = [a for a in found if a and a.sort == "state" and a.ids]
    return tuple(i for a in sure for i in a.ids) if len(sure) == len(found) else ()


def _owner(ctx: Context, line: Line, parse: Parse, noun: Token) -> tuple[str, ...]:
    """The possessor of a noun that is the subject of what has happened."""
    head = parse.head(noun)
    perfect = head.tag == "VBN" and any(k.lemma == "have" for k in parse.kids(head, "aux"))
    done = head.pos == "VERB" and (head.tag == "VBD" or perfect) and noun.dep == "nsubj"
    return _states(ctx, line, tuple(c for k in parse.kids(noun, "poss") for c in conjuncts(parse, k))) if done else ()


def _known(ctx: Context, owner: tuple[str, ...], bodies: tuple[str, ...]) -> tuple[str, ...]:
    """The owners, where reference data have all of them among the members of each body."""
    day = ctx.document.date.latest if ctx.document.date else None
    return owner if all(set(owner) <= set(ctx.facts.members(b, day)) for b in bodies) else ()
