"""Quantities that belong together: joined sums, "from … to …", and lists that "respectively" shares out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from verbale.core.line import Line
from verbale.core.mention import Quantity
from verbale.records import derived
from verbale.records.context import Context
from verbale.records.footing import figure_words
from verbale.records.measures import is_money


def paired(ctx: Context, line: Line, every: list[Quantity]) -> list[Quantity]:
    """ "3 and 4 billion euros": a bare number joined to a sum shares its scale and unit; "between" makes them one
    range."""
    out: list[Quantity | None] = list(every)
    for i, (q, after) in enumerate(itertools.pairwise(every)):
        between = ctx.document.text[q.span.end : after.span.start].strip()
        if after.sort != "amount" or not is_money(after) or not after.number or q.value is None or after.value is None:
            continue
        shown = derived.shown(after.number.of(ctx.document.text))
        bare = q.sort in ("number", "count") and re.fullmatch(r"[\d.,]+", q.span.of(ctx.document.text))
        if between in ("and", ",", "or", "to") and bare and shown:
            value = q.value * after.value / shown
            out[i] = replace(q, value=value, unit=after.unit, sort="amount", noun=None)
            lead = ctx.document.text[max(line.span.start, q.span.start - 9) : q.span.start].casefold().split()
            if between == "and" and set(lead[-1:]) & figure_words(ctx.lexicon)["range"]:
                number = q.span.cover(after.number)
                span = q.span.cover(after.span)
                out[i + 1] = replace(after, value=None, low=value, high=after.value, span=span, number=number)
                out[i] = None
    return [q for q in out if q is not None]


def from_to(ctx: Context, line: Line, levels: Sequence[Quantity]) -> dict[Quantity, Quantity]:
    """ "from 2 billion in 2018 to 3 billion in 2022": the later level with the one it came from."""
    out = {}
    text = ctx.document.text
    for a, b in itertools.pairwise(levels):
        lead = text[max(line.span.start, a.span.start - 16) : a.span.start].casefold().split()
        between = text[a.span.end : b.span.start].casefold().split()
        alike = a.unit == b.unit and a.sort == b.sort and len(between) < 8
        if alike and "from" in lead[-3:] and "to" in between[-3:]:
            out[b] = a
        elif alike and _moved_from(between, lead, figure_words(ctx.lexicon)["moved-from"]):
            out[a] = b
    return out


def _moved_from(between: list[str], lead: list[str], words: frozenset[str]) -> bool:
    """ "9 million, up from a strong 8 million", "to 9 million from 8 million"."""
    joined = " ".join(between)
    return any(f" {w} " in f" {joined} " for w in words) or (between == ["from"] and "to" in lead[-2:])


def lead_in(ctx: Context, line: Line) -> Line | None:
    """The sentence with a colon that opens the list a line is an item of."""
    if line.kind != "list-item":
        return None
    before = (p for p in reversed(ctx.lines[: ctx.lines.index(line)]) if p.kind != "list-item")
    found = next(before, None)
    return found if found is not None and found.span.of(ctx.document.text).rstrip().endswith(":") else None


def order(ctx: Context, line: Line, found: Sequence[Quantity], q: Quantity) -> tuple[int, int]:
    """Where a quantity stands in a list that "respectively" shares out: (place, length); (0, 0) without one."""
    text = ctx.document.text
    word = next((t for t in line.parse or () if t.low in figure_words(ctx.lexicon)["respectively"]), None)
    if word is None:
        return 0, 0
    run = [p for p in found if p.sort == q.sort and p.unit == q.unit]
    gaps = [len(text[a.span.end : b.span.start].split()) for a, b in itertools.pairwise(run)]
    return (run.index(q), len(run)) if len(run) > 1 and max(gaps) < 3 else (0, 0)
