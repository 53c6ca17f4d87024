"""Lengths of time that a figure is spread on: "within six years", "over four months", "9 million over five years"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from verbale.core.interval import Interval
from verbale.core.line import Line
from verbale.core.mention import Quantity, Time
from verbale.facts import edtf as edtfs
from verbale.records.context import Context
from verbale.records.footing import LENGTHS, Footing

INSIDE = ("within", "in")
AHEAD = ("will", "shall")


def coming(ctx: Context, line: Line, f: Footing) -> Time | None:
    """ "within six years it will be 9 million": a length of time from the document's day on."""
    parse, day = line.parse, ctx.document.date.latest if ctx.document.date else None
    if parse is None or f.verb is None or day is None or not any(k.low in AHEAD for k in parse.kids(f.verb, "aux")):
        return None
    for t in ctx.times.get(line.index, ()):
        years = re.fullmatch(r"P(\d+)Y", t.duration or "")
        top = parse.top(t.span) if years else None
        prep = parse.head(top) if top else None
        if years and prep and prep.low in INSIDE and parse.head(prep).i == f.verb.i:
            return replace(t, interval=_from(day, int(years.group(1)), t.span.of(ctx.document.text)))
    return None


def _from(day: date, years: int, words: str) -> Interval:
    """From the day after a day on, so many years."""
    first = day + timedelta(days=1)
    end = day if (day.month, day.day) != (2, 29) else day - timedelta(days=1)
    return edtfs.parse(f"{first}/{end.replace(year=end.year + years)}", f"{words} from {day}")


def spell(ctx: Context, line: Line, q: Quantity, f: Footing) -> dict[str, str] | None:
    """ "over four months it fell 9 percent", "9 million over five years": the length of time a figure is spread on."""
    parse = line.parse
    for t in ctx.times.get(line.index, ()):
        top = parse.top(t.span) if parse and t.duration and not t.interval else None
        prep = parse.head(top) if parse and top else None
        own = t.span.overlaps(q.span) or q.unit in LENGTHS
        if own or parse is None or top is None or prep is None or prep.low not in ("over", *INSIDE):
            continue
        held = {n.i for n in (f.top, f.near, f.outer, f.verb) if n is not None}
        value = parse.head(prep)
        if top.dep == "pobj" and (value.i in held or (value.pos == "NOUN" and f.top in parse.subtree(value))):
            return {"duration": str(t.duration), "comparator": "<=" if prep.low == "within" else "="}
    return None
