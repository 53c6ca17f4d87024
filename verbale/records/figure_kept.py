"""Which quantities are figures: no group words, identifiers, addresses, sizes of files or lengths that only date."""

from __future__ import annotations

import itertools
import re

from verbale.core.line import Line
from verbale.core.mention import Quantity
from verbale.lines.clauses import preps
from verbale.records.context import Context
from verbale.records.footing import figure_words

LENGTHS = frozenset({"year", "month", "week", "day", "decade", "century", "hour", "minute"})
PAIR = (2, 3)
"""Counts that in "the two ministries", "the three institutions" only gather what was named before."""


def is_figure(ctx: Context, line: Line, q: Quantity) -> bool:
    text = ctx.document.text
    unit = (q.unit or "").split()[-1] if q.unit else ""
    if q.sort == "multiple" and (_adjective(line, q) or text[q.span.end : q.span.end + 6].split()[:1] == ["down"]):
        return False
    if unit in figure_words(ctx.lexicon)["file-size"] and text[: q.span.start].rstrip().endswith("("):
        return False
    if q.sort in ("amount", "percent", "points", "multiple", "fraction"):
        return unit not in LENGTHS or _length(ctx, line, q)
    if q.sort == "ordinal":
        return unit in figure_words(ctx.lexicon)["series"] and not (_clock(ctx, line, q) or _of_length(line, q, unit))
    if q.sort != "count" or not (q.unit or q.noun):
        return False
    return _length(ctx, line, q) if unit in LENGTHS else _is_count(ctx, line, q, unit)


def _is_count(ctx: Context, line: Line, q: Quantity, unit: str) -> bool:
    """No count: "the two sides", "the two ministries" (named before), "one must", "zero", "six-in-one"."""
    text = ctx.document.text
    lead = text[max(line.span.start, q.span.start - 6) : q.span.start].casefold().split()
    definite = lead[-1:] in (["the"], ["our"], ["both"], ["these"], ["all"])
    group = unit in figure_words(ctx.lexicon)["group"]
    pair = definite and q.value in PAIR and q.noun is not None and q.noun.start - (q.number or q.span).end <= 1
    pair = pair or (lead[-1:] == ["our"] and q.value in PAIR and unit not in figure_words(ctx.lexicon)["closed"])
    if (group and (definite or q.value == 2)) or pair or (q.value in (None, 0) and q.low is None):
        return False
    if unit in figure_words(ctx.lexicon)["discourse"] or _field(ctx, lead, unit) or _in_name(ctx, line, q):
        return False  # "in four ways" orders a speech
    noun = q.noun.of(text) if q.noun else ""
    if len(noun) > 4 and noun.isupper():
        return False  # a page number before a heading's words
    if _street(ctx, line, q):
        return False
    end = (q.number or q.span).end
    compound = re.match(r"-(?:in|on|to|of)-", text[end : end + 4])
    said = set(text[q.span.start : end].casefold().split()[:1])
    pronoun = q.value == 1 and text[q.span.start :][:3].casefold() == "one"
    return not (compound or pronoun or said & figure_words(ctx.lexicon)["pair"])


def _field(ctx: Context, lead: list[str], unit: str) -> bool:
    """ "in five areas"."""
    words = figure_words(ctx.lexicon)
    return bool(lead) and lead[-1] in words["across"] and unit in words["field"]


def _in_name(ctx: Context, line: Line, q: Quantity) -> bool:
    """ "the MERCOSUR 4 countries": a small bare number right after a body's letters is part of its name."""
    number = (q.number or q.span).of(ctx.document.text)
    held = [a for a in ctx.actors.get(line.index, ()) if 0 <= q.span.start - a.span.end <= 1]
    name = held[0].span.of(ctx.document.text).split()[-1] if held else ""
    return number.isdigit() and len(number) < 3 and len(name) > 1 and name.isupper()


def _street(ctx: Context, line: Line, q: Quantity) -> bool:
    """ "2330 Rizal Boulevard": the number of a house."""
    after = ctx.document.text[(q.number or q.span).end : line.span.end]
    run = itertools.takewhile(lambda w: w[:1].isupper(), after.split()[:4])
    return any(w.strip(",.;").casefold() in figure_words(ctx.lexicon)["street"] for w in run)


def _of_length(line: Line, q: Quantity, unit: str) -> bool:
    """ "the first year of the third decade": a place inside a longer time."""
    top = line.parse.top(q.noun or q.span) if line.parse and unit in LENGTHS else None
    return (
        top is not None
        and line.parse is not None
        and any(p == "of" and t.lemma in LENGTHS for p, t in preps(line.parse, top))
    )


def _adjective(line: Line, q: Quantity) -> bool:
    """ "double standards": a multiple that only qualifies a noun."""
    top = line.parse.top(q.number or q.span) if line.parse else None
    return top is not None and top.tag == "JJ" and top.dep == "amod"


def _clock(ctx: Context, line: Line, q: Quantity) -> bool:
    return any(t.interval and t.span.overlaps(q.span) for t in ctx.times.get(line.index, ()))


def _length(ctx: Context, line: Line, q: Quantity) -> bool:
    """A length of time is a figure where it is measured ("32 years since", "a period of 90 days"), not if it dates."""
    after, text = q.span.end, ctx.document.text
    led = re.search(r"period of(?: \w+)?\s*$", text[max(0, q.span.start - 22) : q.span.start])
    inside = any(t.interval and t.span.contains(q.span) for t in ctx.times.get(line.index, ()))
    before = text[max(line.span.start, q.span.start - 10) : q.span.start].casefold().split()
    inside = inside or bool(set(before[-1:]) & figure_words(ctx.lexicon)["stretch"])
    if re.match(r"\W+of\b", text[after : after + 8]) and inside:
        return False  # "the first five months of 2014"
    if re.match(r"\W+(?:since|after|of|from)\b", text[after : after + 12]) or led:
        return q.value is not None or q.low is not None
    dates = [t for t in ctx.times.get(line.index, ()) if t.span.overlaps(q.span)]
    return not dates and (q.value is not None or q.low is not None)
