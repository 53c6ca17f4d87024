"""How far the words of an undertaking reach: its verbs with what stands right of them, and a span for each measure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from verbale.core.line import Parse, Token
from verbale.core.span import Span
from verbale.lines.clauses import FINITE, conjuncts, objects, words
from verbale.mentions.names.flat import lowered
from verbale.records.assertion import Condition
from verbale.records.context import Context

KEPT = ("advmod", "neg", "compound", "amod", "det", "prt")  # what belongs to an action though it stands before it
MARKS = frozenset("()[]*_")
"""Marks of notes and brackets, at which the parser may break a name."""
STOPS = (";", ".", ",")
OPENS = ("RB", "JJ", "VBN", "DT", "NN", "NNS", "NNP", "PRP$", "CD")


def reached(parse: Parse, action: Token) -> Span:
    """What is undertaken: the verb with what stands right of it, without subject, modal and lead-in."""
    before = {t.i for k in parse.kids(action) if k.i < action.i and k.dep not in KEPT for t in parse.subtree(k)}
    bound = [k.i for k in parse.kids(action, "aux", "auxpass", "nsubj", "nsubjpass") if k.i < action.i]
    leads = [k for k in parse.kids(action) if bound and k.i < bound[-1] and k.dep != "neg"]  # "Moreover, we will"
    leads += [k for k in parse.kids(action, "conj") if _own_clause(action, k)]
    left = {*before, *(t.i for k in leads for t in parse.subtree(k))} if action.pos in ("VERB", "AUX") else set()
    told = [t for t in parse.subtree(action) if t.dep != "punct" and t.i not in left] or [action]
    told = told[:-1] if len(told) > 1 and told[-1].tag == "CC" else told
    return Span(told[0].start, told[-1].end)


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


# -- where the parser broke off --------------------------------------------------------------------------


def further(parse: Parse, reach: Span, action: Token) -> tuple[Span, tuple[Token, ...]]:
    """The reach with what goes on behind it, and the verbs of further measures: a name broken at a bracket or an
    asterisk, an object shared with an earlier verb, the items of a list parted by semicolons."""
    reach, found = _shared(parse, reach, action), list[Token]()
    while True:
        at = next((t.i for t in parse if t.start >= reach.end), len(parse.tokens))
        end, verb = _over_marks(parse, at), None
        if end is None:
            end, verb = _item(parse, at, action)
        if end is None:
            return _closed(parse, reach, at), tuple(found)
        reach = Span(reach.start, end)
        found += [verb] if verb else []


def _shared(parse: Parse, reach: Span, action: Token) -> Span:
    """ "call for, and commit to provide, aid to Chad": the object behind the second comma is of both verbs."""
    after = [t for t in parse if t.start >= reach.end]
    alone = action.pos == "VERB" and reach == action.span and not objects(parse, action)
    if alone and len(after) > 1 and after[0].tag in OPENS and (end := _run(parse, after[0].i, STOPS)):
        return Span(reach.start, end)  # "protect widely known rights", where the parser hangs the object elsewhere
    if not alone or len(after) < 2 or after[0].low != ",":
        return reach
    noun = next((t for t in after if t.pos in ("NOUN", "PROPN") and parse.subtree(t)[0].i == after[1].i), None)
    return Span(reach.start, parse.subtree(noun)[-1].end) if noun else reach


def _over_marks(parse: Parse, at: int) -> int | None:
    """Where a name ends that goes on behind marks: "(WTO) *Agreement on Fisheries*"."""
    first = next((t for t in parse.tokens[at:] if t.text not in MARKS), None)
    if first is None or first.i == at or first.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "DET"):
        return None
    return _run(parse, first.i, STOPS)


def _item(parse: Parse, at: int, action: Token) -> tuple[int | None, Token | None]:
    """The end of a list's next item, and its verb, which has the form of the first: "; and fully apply the rules"."""
    at = next((t.i for t in parse.tokens[at:] if t.text not in MARKS), at)
    rest = parse.tokens[at + 1 :] if at < len(parse.tokens) and parse[at].low == ";" else ()
    verb = next((t for t in rest if t.tag not in ("CC", "RB", "RBR", "TO")), None)
    led = action.tag == "VB" or (parse.head(action).low == "to" and action.tag != "VBG")
    bare = verb is not None and led and verb.tag in ("VB", "VBP") and verb.low == verb.lemma
    same = bare or (verb is not None and action.tag == "VBG" and verb.tag == "VBG")
    own = verb is not None and any(at < k.i < verb.i for k in parse.kids(verb, "nsubj", "nsubjpass"))
    if verb is None or not same or own or verb.lemma in words("referring"):
        return None, None
    return _run(parse, verb.i + 1, (";", ".")), verb


def _run(parse: Parse, at: int, stops: Sequence[str]) -> int | None:
    """The end of the words from a token up to the next stop; none where they are a sentence of their own."""
    run = list(itertools.takewhile(lambda t: t.low not in stops, parse.tokens[at:]))
    while run and (run[-1].text in MARKS or run[-1].tag == "CC"):
        run.pop()
    own = any(t.tag in FINITE and t.dep == "ROOT" for t in run) or any(t.tag == "MD" for t in run)
    return run[-1].end if run and not own else None


def _closed(parse: Parse, reach: Span, at: int) -> Span:
    """With the bracket that closes one opened inside."""
    inside = [t.text for t in parse if reach.start <= t.start < reach.end]
    shut = at < len(parse.tokens) and parse[at].text == ")" and inside.count("(") > inside.count(")")
    return Span(reach.start, parse[at].end) if shut else reach
