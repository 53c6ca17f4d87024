"""How far the words of an undertaking reach: its verbs with what stands right of them, and one span for each measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.core.line import Parse, Token
from verbale.core.span import Span
from verbale.lexicon import vocabulary
from verbale.lines.clauses import FINITE, conjuncts, objects
from verbale.mentions.names.flat import lowered
from verbale.records.assertion import Condition
from verbale.records.context import Context

KEPT = ("advmod", "neg", "compound", "amod", "det", "prt")  # what belongs to an action though it stands before it
MARKS = "()[]*_ \t\n"
"""Marks of notes and brackets at which the parser may break a name."""


def reached(parse: Parse, action: Token) -> Span:
    """What is undertaken: the verb with what stands right of it, without subject, modal and lead-in."""
    before = {t.i for k in parse.kids(action) if k.i < action.i and k.dep not in KEPT for t in parse.subtree(k)}
    bound = [k.i for k in parse.kids(action, "aux", "auxpass", "nsubj", "nsubjpass") if k.i < action.i]
    leads = [k for k in parse.kids(action) if bound and k.i < bound[-1] and k.dep != "neg"]  # "Moreover, we will"
    leads += [k for k in parse.kids(action, "conj") if _own_clause(action, k)]
    left = {*before, *(t.i for k in leads for t in parse.subtree(k))} if action.pos in ("VERB", "AUX") else set()
    words = [t for t in parse.subtree(action) if t.dep != "punct" and t.i not in left] or [action]
    words = words[:-1] if len(words) > 1 and words[-1].tag == "CC" else words
    return Span(words[0].start, words[-1].end)


def before_condition(ctx: Context, reach: Span, hangs: Sequence[Condition]) -> Span:
    """The words up to a condition that ends them: it has a field of its own."""
    last = next((c.span for c in hangs if c.span.end >= reach.end > c.span.start > reach.start), None)
    text = ctx.document.text
    return Span(reach.start, reach.start + len(text[reach.start : last.start].rstrip(" ,;\n"))) if last else reach


def measures_of(parse: Parse, word: Token, action: Token) -> tuple[Token, ...]:
    """The verbs of an undertaking: the action, what is coordinated with it, and bare verbs that the parser hangs on
    the word that governs it ("committed to take part, cut emissions and report")."""
    if action.pos not in ("VERB", "AUX"):
        return ()
    over = (word, *(t for t in parse.ancestors(action) if t.i >= word.i))
    loose = (k for t in dict.fromkeys(over) if t.i != action.i for k in _bare(parse, t, action))
    found = {*conjuncts(parse, action), *(c for k in loose for c in conjuncts(parse, k))}
    return tuple(sorted((t for t in found if not _own_clause(action, t)), key=lambda t: t.i))


def _own_clause(action: Token, other: Token) -> bool:
    """ "their commitment to cut tariffs and discussed …": a finite verb is no measure beside an infinitive."""
    return action.tag == "VB" and other.tag in ("VBD", "VBZ")


def _bare(parse: Parse, over: Token, action: Token) -> Iterator[Token]:
    for kid in parse.kids(over, "conj", "parataxis", "dep"):
        own = parse.kids(kid, "nsubj", "nsubjpass", "aux", "auxpass")
        if kid.i > action.i and kid.tag in ("VB", "VBP") and not own and (over.tag != "VBP" or over.lemma == "be"):
            yield kid


def parts_of(parse: Parse, measures: Sequence[Token], reach: Span) -> list[Span]:
    """One span for each measure, up to where the next begins."""
    spans = [reached(parse, t) for t in measures]
    ends = [s.start for s in spans[1:]] + [reach.end]
    return [
        Span(s.start, min(s.end, e)) if e > s.start else s
        for s, e in zip(spans, ends, strict=True)
        if s.start < reach.end
    ]


def before_purpose(ctx: Context, span: Span) -> Span:
    """The words up to a purpose clause ("so that …"), which is nobody's undertaking."""
    low = lowered(span.of(ctx.document.text))
    cuts = [i for r in ctx.lexicon.table("purpose") for w in r["words"] if (i := low.find(f" {w} ")) > 0]
    return Span(span.start, span.start + min(cuts)).trim(ctx.document.text) if cuts else span
