"""Whether a figure is held, planned, denied or conditional: its clause's status, and where the figure stands apart.

A purpose, a goal and a forthcoming deal are planned, and so is a period that is still to come. The level that a change
starts from is held, and a denial or a condition does not touch a number that only limits what the sentence is about.
"""

from __future__ import annotations

import re

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Time
from verbale.records.context import Context
from verbale.records.figure_lists import lead_in
from verbale.records.footing import NOUNS, Footing, figure_words, predicate

OPEN = ("planned", "conditional", "held")


def status(ctx: Context, line: Line, f: Footing, when: Time | None, start: bool) -> str:
    """The status of a figure; `start` where it is the level that another one moved from."""
    parse = line.parse
    if parse is None:
        return "held"
    verb = _verb(parse, f.verb)
    said = ctx.status(line, parse, verb) if verb else "held"
    start = start and said in OPEN
    if start or (said == "denied" and _limits(parse, f, verb)) or _shown(ctx, parse, said, verb):
        return "held"
    if said != "held":
        return said
    ahead = _coming(ctx, when) or _aimed(ctx, parse, f, verb) or _listed(ctx, line, parse)
    return "planned" if ahead else "held"


def _verb(parse: Parse, verb: Token | None) -> Token | None:
    """ "the recovery and return of 9 million": a noun that the tree takes for a verb gives way to the verb above."""
    while verb is not None and verb.tag == "VB" and verb.dep == "conj" and not parse.kids(verb, "aux", "nsubj"):
        up = parse.head(verb)
        if up.pos not in NOUNS and up.tag not in ("VBD", "VBZ", "VBN"):
            break
        verb = predicate(parse, verb)
    return verb


def _limits(parse: Parse, f: Footing, verb: Token | None) -> bool:
    """ "for loans below 9 million, no check is needed": the number stands in a phrase before its clause."""
    if f.top is None or verb is None:
        return False
    chain = [a for a in (f.top, *parse.ancestors(f.top)) if a.i == verb.i or verb in parse.ancestors(a)]
    below = next((a for a in chain if parse.head(a).i == verb.i and a.i != verb.i), None)
    return below is not None and below.dep == "prep" and below.i < min([verb.i, *_core(parse, verb)])


def _core(parse: Parse, verb: Token) -> list[int]:
    return [k.i for k in parse.kids(verb, "nsubj", "nsubjpass")]


def _shown(ctx: Context, parse: Parse, said: str, verb: Token | None) -> bool:
    """ "if you look at the output, it is 9 million": a condition that only points at something."""
    if said != "conditional" or verb is None:
        return False
    under = [c for c in parse.kids(verb, "advcl") if any(k.low == "if" for k in parse.kids(c, "mark"))]
    words = figure_words(ctx.lexicon)["look"]
    return bool(under) and all(c.lemma in words and any(k.tag == "PRP" for k in parse.kids(c, "nsubj")) for c in under)


def _coming(ctx: Context, when: Time | None) -> bool:
    """Whether the period begins after the document's day, or is a deadline after it."""
    day = ctx.document.date.latest if ctx.document.date else None
    held = when.interval if when else None
    if day is None or held is None:
        return False
    due = held.edtf.startswith("../") and held.latest is not None and held.latest > day
    return due or (held.earliest is not None and held.earliest > day)


def _aimed(ctx: Context, parse: Parse, f: Footing, verb: Token | None) -> bool:
    """ "to train 90 nurses", "the goal of saving 9 lakes", "a target of 9 million"."""
    words = figure_words(ctx.lexicon)
    if any(n is not None and n.lemma in words["goal"] for n in (f.near, f.outer)):
        return True
    at = verb
    while at is not None and at.dep == "conj" and parse.head(at).pos == "VERB" and not parse.kids(at, "nsubj", "aux"):
        at = parse.head(at)
    if at is None:
        return False
    head = parse.head(at)
    if at.dep == "pcomp" and parse.head(head).lemma in words["goal"] | words["deed"]:
        return True
    if not any(k.low == "to" for k in parse.kids(at, "aux")) or at.lemma in words["level"] - words["set-level"]:
        return False
    aim = head.pos in NOUNS and at.dep in ("acl", "relcl") and head.lemma in words["goal"] | words["deed"]
    return aim or at.dep == "advcl" or (at.dep == "ROOT" and at.i < 3)


def _listed(ctx: Context, line: Line, parse: Parse) -> bool:
    """An item without a verb of its own, in a list that is opened as of things to come."""
    root = next((t for t in parse if t.dep == "ROOT"), None)
    lead = lead_in(ctx, line) if root is not None and root.pos in NOUNS else None
    told = re.findall(r"[a-z-]+", lead.span.of(ctx.document.text).casefold()) if lead else []
    return bool(set(told) & figure_words(ctx.lexicon)["ahead"])
