"""Marks of a figure, so that unlike figures are never put together: cumulative, annual, new, ceiling, request …

`marks` is a sorted list. By words of the lexicon (table `figure-mark`): cumulative, annual, new, ceiling, request,
target, estimate, each. By rule: part-year (a period inside one year), start-unstated (a count up to a day, from no
stated day), sum-or-each (a count at several places), closed-set (a definite number of unnamed members).
"""

from __future__ import annotations

import re
from functools import lru_cache

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon
from verbale.lines.clauses import preps
from verbale.records.context import Context
from verbale.records.figure_about import passed
from verbale.records.figure_time import LENGTHS
from verbale.records.footing import NOUNS, Footing, figure_words

NEAR = 5  # words before a number in which a qualifying word may stand


def marks(ctx: Context, line: Line, q: Quantity, f: Footing, when: Time | None) -> list[str]:
    """The marks of one figure, in alphabetical order."""
    if q.sort == "ordinal" or line.parse is None:
        return []
    sums = q.sort == "count" or (q.sort == "amount" and (q.unit or "") not in LENGTHS)
    rows = _rows(ctx.lexicon).items()
    out = {name for name, row in rows if (sums or not row.get("sums")) and _worded(line.parse, q, f, row)}
    if q.comparator == "<=" and q.sort == "amount":
        out.add("ceiling")
    if q.per == "year":
        out.add("annual")
    held = when.interval if when else None
    if when and held and when.sign == "as-of" and held.earliest == held.latest:
        out.add("start-unstated")
    if held and part_year(held):
        out.add("part-year")
    if q.sort == "count":
        out |= _of_count(ctx, line, line.parse, q, f, out)
    return sorted(out)


def guessed(ctx: Context, line: Line, q: Quantity) -> str:
    """The comparator: "an estimated total value of 9 million" is about so much, wherever the adjective stands."""
    words = ctx.document.text[max(line.span.start, q.span.start - 36) : q.span.start].casefold().split()
    near = re.split(r"[,;:]", " ".join(words[-4:]))[-1].split()
    sure = q.comparator == "=" and q.sort not in ("ordinal", "count")
    return "~" if sure and set(near) & figure_words(ctx.lexicon)["guess"] else q.comparator


@lru_cache(maxsize=4)
def _rows(lexicon: Lexicon) -> dict[str, Entry]:
    return {r["id"]: r for r in lexicon.table("figure-mark")}


def _worded(parse: Parse, q: Quantity, f: Footing, row: Entry) -> bool:
    """Whether a word of the mark qualifies the number or its noun, or its verb is one of the mark's."""
    first = next((t for t in parse if t.end > q.span.start), None)
    if first is None:
        return False
    near = parse.tokens[max(0, first.i - NEAR) : first.i]
    cut = next((t.i for t in reversed(near) if t.dep == "punct" or t.pos in ("VERB", "AUX")), -1)
    beside = [t.low for t in near if t.i > cut and t.pos != "PROPN"]
    noun = [k.low for n in (f.near, f.far, f.level) if n for k in (n, *parse.kids(n, "amod", "compound"))]
    mine = [k.low for k in parse.kids(f.verb, "advmod", "npadvmod")] if f.verb else []
    verb = f.verb is not None and f.verb.lemma in row.get("verbs", ())
    tail = [t.low for t in parse.tokens if q.span.end <= t.start][:2]
    beside_it = {*beside, *noun} & set(row.get("words", ()))
    return verb or bool(beside_it) or bool({*tail, *mine} & set(row.get("after", ())))


def part_year(held: Interval) -> bool:
    """A stretch of months inside one calendar year, from its beginning and not to its end."""
    first, last = held.earliest, held.latest
    whole = first is not None and last is not None and first.year == last.year
    return bool(whole and first and last and (first.month, first.day) == (1, 1) and 1 < last.month < 12)


def _of_count(ctx: Context, line: Line, parse: Parse, q: Quantity, f: Footing, found: set[str]) -> set[str]:
    out = set()
    if "each" not in found and f.near is not None and len(passed(ctx, line, parse, f.near)) > 1:
        out.add("sum-or-each")
    if f.near is not None and _closed(ctx, parse, q, f.near):
        out.add("closed-set")
    return out


def _closed(ctx: Context, parse: Parse, q: Quantity, noun: Token) -> bool:
    """ "the four priorities of the plan": a definite number of things that are not people or states."""
    words = figure_words(ctx.lexicon)
    definite = any(k.low in words["definite"] for k in parse.kids(noun, "det", "poss"))
    sure = noun.lemma in words["closed"] or (definite and any(p == "of" for p, _ in preps(parse, noun)))
    return definite and noun.pos in NOUNS and sure and noun.lemma not in words["group"] and q.comparator == "="


def members(ctx: Context, q: Quantity, span: Span) -> list[str]:
    """Who belongs to a well-known closed set ("the four freedoms of the single market"), from reference data."""
    low = span.of(ctx.document.text).casefold()
    return next((list(r["members"]) for r in ctx.lexicon.table("closed-set") if _is_set(r, q, low)), [])


def _is_set(row: Entry, q: Quantity, low: str) -> bool:
    return q.value == len(row["members"]) and q.unit in row["nouns"] and any(c in low for c in row["cues"])
