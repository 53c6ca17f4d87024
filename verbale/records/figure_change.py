"""Changes: the direction of a rate, the level it belongs to, and a rate that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity
from verbale.records.context import Context
from verbale.records.figure_time import against
from verbale.records.footing import figure_words, predicate

RATES = ("percent", "points", "multiple")
CLOSE = 45  # characters between a level and the rate that belongs to it


def attached(
    ctx: Context, line: Line, found: Sequence[Quantity], levels: Sequence[Quantity]
) -> dict[Quantity, Quantity]:
    """Levels with the rate that stands beside each in its clause."""
    out: dict[Quantity, Quantity] = {}
    for q in found:
        if q.sort in RATES and (direction(ctx, line, q) or _verbal(line.parse, q)):
            rates = [v for v in found if v.sort == "percent" and q.sort == "points" and not direction(ctx, line, v)]
            level = next((v for v in (*levels, *rates) if _beside(v, q) and _one_clause(line.parse, v, q)), None)
            if level is not None and level not in out:
                out[level] = q
    return out


def _beside(level: Quantity, rate: Quantity) -> bool:
    return max(rate.span.start - level.span.end, level.span.start - rate.span.end) < CLOSE


def _one_clause(parse: Parse | None, level: Quantity, rate: Quantity) -> bool:
    """Whether no relative clause holds one of the two without the other, and a level in brackets is not of a further
    verb ("grew by 7% and outstripped imports (3 billion)")."""
    run = [t for t in parse or () if rate.span.end <= t.start < level.span.start]
    if run and run[-1].text == "(" and any(t.tag == "VBD" and t.dep == "conj" for t in run):
        return False
    tops = [parse.top(q.span) for q in (level, rate)] if parse else []
    held = [{a.i for a in parse.ancestors(t) if a.dep == "relcl"} for t in tops if parse and t]
    return len(held) < 2 or held[0] == held[1]


def change(ctx: Context, line: Line, rate: Quantity, covered: Interval | None) -> dict[str, Any]:
    """The change beside a level, as RECORDS.md has it."""
    return {
        "value": rate.value,
        "unit": rate.unit,
        "direction": direction(ctx, line, rate) or _verbal(line.parse, rate),
        "against": against(ctx, line, rate, covered),
    }


def alone(ctx: Context, line: Line, q: Quantity, covered: Interval | None) -> dict[str, Any] | None:
    """A change without a level: a rate with a direction, or a multiple that is a verb ("doubled")."""
    if q.sort not in RATES:
        return None
    way = direction(ctx, line, q) or _verbal(line.parse, q)
    return {**change(ctx, line, q, covered), "direction": way} if way else None


def direction(ctx: Context, line: Line, q: Quantity) -> str | None:
    """Up or down, from the words just before or after a rate, else from the verb or noun it measures."""
    if _compared(ctx, line, q):
        return None
    return _by_words(ctx, line, q) or (_by_tree(ctx, line.parse, q) if line.parse else None)


def _verbal(parse: Parse | None, q: Quantity) -> str | None:
    """The direction of a multiple that is a verb: "doubled" is up, "halved" down."""
    top = parse.top(q.number or q.span) if parse and q.sort == "multiple" else None
    if top is None or top.tag[:2] != "VB":
        return None
    return "down" if q.value is not None and q.value < 1 else "up"


def _by_words(ctx: Context, line: Line, q: Quantity) -> str | None:
    words = figure_words(ctx.lexicon)
    near = ctx.document.text[max(line.span.start, q.span.start - 28) : q.span.start].casefold()
    before = [w for w in re.findall(r"[a-z-]+", near) if w not in ("by", "of", "a", "an", "some", "about")][-2:]
    after = re.findall(r"[a-z-]+", ctx.document.text[q.span.end : q.span.end + 22].casefold())[:2]
    if before[-1:] == ["up"] and len(before) > 1 and before[0] in words["compose"]:
        return None
    for name in ("up", "down"):
        if any(w in words[name] for w in (*before[-1:], *after)) or (
            before and before[0] in words[name] and before[-1] in words["adverb"]
        ):
            return name
    return None


def _compared(ctx: Context, line: Line, q: Quantity) -> bool:
    """ "9 percent more than women in farms": a comparison of groups, where no time stands after "than"."""
    tail = re.match(r"\s+([a-z]+)(?:\s\w+){0,3}\s+than\s+([a-z]+)", ctx.document.text[q.span.end : q.span.end + 60])
    words = figure_words(ctx.lexicon)
    if tail is None or tail.group(1) not in words["up"] | words["down"]:
        return False
    at = q.span.end + tail.start(2)
    dated = any(0 <= t.span.start - at < 30 for t in ctx.times.get(line.index, ()))
    return not dated and tail.group(2) not in words["earlier"]


def _by_tree(ctx: Context, parse: Parse, q: Quantity) -> str | None:
    """ "reducing emissions in Chile by 10 percent", "a 4% rise in sales"; never "cut to 5 percent"."""
    top = parse.top(q.number or q.span)
    top = parse.head(top) if top and top.dep in ("nummod", "compound") else top
    if top is None or q.sort == "multiple":
        return None
    head = parse.head(top)
    if (top.dep == "pobj" and head.low in figure_words(ctx.lexicon)["rate"]) or top.dep == "npadvmod":
        return _way(ctx, predicate(parse, top))
    return _way(ctx, head) if top.dep in ("nmod", "compound", "amod", "nummod") else None


def _way(ctx: Context, token: Token | None) -> str | None:
    words = figure_words(ctx.lexicon)
    return next((n for n in ("up", "down") if token and {token.low, token.lemma} & words[n]), None)
