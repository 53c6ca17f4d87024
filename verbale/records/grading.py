"""How an undertaking can be checked: its grade with the reason, its conditions, its measure and its strength.

`grade` is `checkable` where a deadline, a date, a number or a named act or deliverable that can be seen to happen
stands in it; else `vague` ("strengthen", "continue to", "work towards"). The words: lexicon table `grading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon
from verbale.lines.clauses import conditional, negated, objects, preps
from verbale.records.assertion import Condition, conditions, governed, inverted
from verbale.records.context import DATED, Context

MEASURED = ("amount", "percent", "points", "multiple", "fraction", "count")
STRENGTHS = (1, 9)


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What is graded. word: what binds ("will", "agreed"); action: what is undertaken; measures: its verbs; reach: its
    words; due: its deadline."""

    line: Line
    parse: Parse
    row: Entry
    word: Token
    action: Token
    measures: tuple[Token, ...]
    reach: Span
    due: Time | None


@lru_cache(maxsize=4)
def _lists(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    return {r["id"]: frozenset(r["words"]) for r in lexicon.table("grading")}


def graded(ctx: Context, it: Undertaking) -> dict[str, Any]:
    """`grade`, `reason`, `measure`, `conditions`, `rung`: fields beside those of RECORDS.md."""
    grade, reason = _grade(ctx, it)
    measure = _measure(ctx, it)
    hangs = bound(ctx, it.line, it.parse, it.word, it.action)
    text = ctx.document.text
    return {
        "grade": grade,
        "reason": reason,
        "measure": {**measure.json(), "span": measure.span.json()} if measure else None,
        "conditions": [{"text": _plain(c.span.of(text)), "span": c.span.json(), "firm": c.firm} for c in hangs],
        "rung": _rung(ctx, it),
    }


def bound(ctx: Context, line: Line, parse: Parse, word: Token, action: Token) -> tuple[Condition, ...]:
    """The conditions of an undertaking."""
    return conditions(ctx.document.text, line, parse, word, ctx.lexicon, action)


def _plain(words: str) -> str:
    return " ".join(words.split())


def standing(parse: Parse, word: Token, action: Token, hangs: Sequence[Condition]) -> str:
    """held, conditional, or denied: "have not agreed to", "has no intention to", "is not ready to". Who says what he
    will not do undertakes that."""
    refused = word.i != action.i and _refused(parse, word)
    if refused or governed(parse, word) == "denied":
        return "denied"
    open_ = conditional(parse, word) or conditional(parse, action) or inverted(parse, word)
    return "conditional" if open_ or any(c.firm for c in hangs) else "held"


def _refused(parse: Parse, word: Token) -> bool:
    """Whether the word that binds is itself negated; of a noun, by "no" or by its verb."""
    if word.pos == "NOUN":
        head = parse.head(word)
        none = any(k.dep == "det" and k.low == "no" for k in parse.kids(word))
        return none or (word.dep == "dobj" and negated(parse, head))
    return negated(parse, word)


# -- the grade -------------------------------------------------------------------------------------------


def _grade(ctx: Context, it: Undertaking) -> tuple[str, str]:
    """The first reason that holds, from the hardest to the softest."""
    text = ctx.document.text
    if it.due:
        return "checkable", f"deadline: {_plain(it.due.span.of(text))}"
    if dated := _date(ctx, it):
        return "checkable", f"date: {_plain(dated.span.of(text))}"
    if number := _measure(ctx, it):
        return "checkable", f"number: {_plain(number.span.of(text))}"
    if term := _quantity(ctx, it, _lists(ctx.lexicon)["terms"]):
        return "checkable", f"term: {_plain(term.span.of(text))}"
    for verb in it.measures or (it.action,):
        if said := _seen(ctx, it, verb):
            return "checkable", said
    return "vague", _vague(ctx, it)


def _date(ctx: Context, it: Undertaking) -> Time | None:
    """The first date in the undertaking's words that is not over."""
    today = ctx.document.date.earliest if ctx.document.date else None
    for t in _own(ctx, it, ctx.times.get(it.line.index, ())):
        last = t.interval.latest if t.interval else None
        over = today is not None and last is not None and last < today
        if t.interval and t.precision in DATED and t.sign != "since" and not over and _adverbial(it.parse, t):
            return t
    return None


def _adverbial(parse: Parse, time: Time) -> bool:
    """Whether a time dates the act, and is no part of a name ("the 2022-2032 Masterplan")."""
    top = parse.top(time.span)
    adverb = top is not None and top.dep in ("pobj", "npadvmod", "advmod", "pcomp", "dobj", "prep")
    return adverb and top is not None and _own_clause(parse, top)


def _own_clause(parse: Parse, token: Token) -> bool:
    """Whether no relative clause stands between the token and what is undertaken."""
    chain = (token, *parse.ancestors(token))
    return not any(t.dep == "relcl" for t in chain[: next((i for i, t in enumerate(chain) if t.dep == "ROOT"), 0)])


def _own(ctx: Context, it: Undertaking, found: Iterable[Time]) -> Iterator[Time]:
    """Times in the undertaking's own words, outside its conditions."""
    hangs = bound(ctx, it.line, it.parse, it.word, it.action)
    return (t for t in found if it.reach.contains(t.span) and not any(c.span.contains(t.span) for c in hangs))


def _measure(ctx: Context, it: Undertaking) -> Quantity | None:
    """The first quantity in the undertaking's words that is a measure of it: no count of the parties, no length."""
    lists = _lists(ctx.lexicon)
    return _quantity(ctx, it, None, lists["uncounted"] | lists["terms"])


def _quantity(
    ctx: Context, it: Undertaking, units: frozenset[str] | None, but: frozenset[str] = frozenset()
) -> Quantity | None:
    hangs = bound(ctx, it.line, it.parse, it.word, it.action)
    for q in ctx.quantities.get(it.line.index, ()):
        unit = (q.unit or "").split()[-1:]
        outside = any(c.span.contains(q.span) for c in hangs) or not it.reach.contains(q.span)
        told = q.value is not None or q.low is not None or q.high is not None
        if q.sort not in MEASURED or outside or not told or not unit or unit[0] in but:
            continue
        top = it.parse.top(q.span)
        if units is None or (unit[0] in units and top is not None and _own_clause(it.parse, top)):
            return q
    return None


def _seen(ctx: Context, it: Undertaking, verb: Token) -> str | None:
    """The act or the deliverable that can be seen to happen; an attempt at one cannot."""
    lists = _lists(ctx.lexicon)
    if it.word.lemma in lists["attempts"] or (verb.pos in ("NOUN", "PROPN") and verb.dep == "pobj"):
        return None
    for at in _chain(it.parse, verb, lists["continuing"]):
        if at.lemma in lists["attempts"]:
            return None
        inward = [t for t in objects(it.parse, at) if t.lemma in lists["abstract"]]
        if at.lemma in lists["acts"] and not inward:
            return f"act: {'not ' if negated(it.parse, at) else ''}{at.lemma}"
        thing = _deliverable(ctx, it.parse, at)
        if thing and at.lemma not in lists["vague"]:
            return f"deliverable: {thing}"
    return None


def _chain(parse: Parse, verb: Token, through: frozenset[str]) -> Iterator[Token]:
    """The verb, and what it carries on with: "continue to send", "keep sending"."""
    yield verb
    if verb.lemma in through:
        inner = [k for k in parse.kids(verb, "xcomp", "advcl") if k.i > verb.i]
        inner += [t for p, t in preps(parse, verb) if p in ("to", "with", "on", "in") and t.pos in ("VERB", "NOUN")]
        yield from inner[:1]


def _deliverable(ctx: Context, parse: Parse, at: Token) -> str | None:
    """A thing that is there or not: the object of the verb, or the noun itself that is pledged."""
    nouns = _lists(ctx.lexicon)["deliverables"]
    held: Sequence[Token] = objects(parse, at) if at.pos in ("VERB", "AUX") else (at,)
    held = (*held, *parse.kids(at, "nsubjpass"))
    for t in held:
        pair = f"{parse[t.i - 1].low} {t.lemma}" if t.i else ""
        if t.lemma in nouns or t.low in nouns or pair in nouns:
            return t.low if pair not in nouns else pair
        if found := next((x for p, x in preps(parse, t) if p == "of" and x.lemma in nouns), None):
            return found.low
    return None


def _vague(ctx: Context, it: Undertaking) -> str:
    """What keeps it from being checked: the soft verb, else that nothing in it can be seen."""
    lists = _lists(ctx.lexicon)
    for verb in it.measures or (it.action,):
        for group in ("attempts", "continuing", "vague"):
            if verb.lemma in lists[group]:
                return f"only: {verb.lemma}"
    return "no deadline, number, named act or deliverable"


# -- strength --------------------------------------------------------------------------------------------


def _rung(ctx: Context, it: Undertaking) -> int | None:
    """The ladder's rung of the modality, one up or down for an adverb that binds or loosens."""
    base = it.row.get("rung")
    if base is None:
        return None
    lists = _lists(ctx.lexicon)
    near = {k.low for t in (it.word, it.action) for k in it.parse.kids(t, "advmod", "amod")}
    said = Span(min(it.word.start, it.reach.start), it.reach.end).of(ctx.document.text)
    low = f" {_plain(said).casefold()} "
    up = bool(near & lists["binding"])
    down = bool(near & lists["loosening"]) or any(f" {w} " in low for w in lists["asides"])
    return min(STRENGTHS[1], max(STRENGTHS[0], int(base) + up - down))
