"""One verb told of several occasions: "twice last year and once this year", "in May 2019 and again in June 2021".

What goes in: a sentence with the time that its verb was given. What comes out: one occasion for each coordinated time,
with its own count and place. Days or months that follow one another without a count may be one stretch: they stay one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Token
from verbale.core.mention import Actor, Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.records.context import DATED, Context
from verbale.records.frames import frames

SIGNS = ("at", "in", "on", "during")
LOOSE = ("PUNCT", "ADP", "CCONJ", "PART", "SPACE", "SCONJ")
FINITE = ("VBD", "VBZ", "VBP", "MD")
Parts = dict[str, Any]
TAIL = 60
"""Characters after a time in which its place may stand."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of several times of an act. own: counted or set off ("again"), so that it is surely another."""

    span: Span
    time: Interval
    count: int | None = None
    place: Actor | None = None
    own: bool = False
    tied: bool = False
    """Whether a word ("and"), not a comma alone, joins it to the one before."""


def occasions(ctx: Context, line: Line, verb: Token, time: Interval | None) -> tuple[Occasion, ...]:
    """The row of coordinated times that the act's time stands in, two at least; else nothing."""
    if time is None or time.span is None or not line.span.contains(time.span):
        return ()
    for row in _rows(ctx, line):
        if any(o.time.span == time.span for o in row) and _alone(ctx, line, verb, row):
            return _placed(ctx, line, row)
    return ()


def _rows(ctx: Context, line: Line) -> Iterator[tuple[Occasion, ...]]:
    """Maximal rows of times joined by "and", a comma, "again"."""
    row: list[Occasion] = []
    for t in (t for t in ctx.times.get(line.index, ()) if t.interval and t.precision in DATED and t.sign in SIGNS):
        joined = _joined(ctx, line, row[-1], t) if row else None
        if joined is None:
            yield from _whole(row)
            row = [_first(ctx, line, t)]
        else:
            row.append(joined)
    yield from _whole(row)


def _whole(row: Sequence[Occasion]) -> Iterator[tuple[Occasion, ...]]:
    if len(row) > 1 and any(o.own or o.tied for o in row) and all(_apart(a, b) for a, b in pairwise(row)):
        yield tuple(row)


def _apart(a: Occasion, b: Occasion) -> bool:
    """Whether two times are surely two: counted, set off, or with days between them."""
    if a.time.overlaps(b.time):
        return False
    first, last = sorted((a.time, b.time), key=lambda i: str(i.earliest))
    if first.latest is None or last.earliest is None:
        return False
    return b.own or last.earliest - first.latest > timedelta(days=1)


def _first(ctx: Context, line: Line, t: Time) -> Occasion:
    lead = _shapes(ctx.lexicon)["lead"].search(
        _masked(ctx, line, Span(max(line.span.start, t.span.start - TAIL), t.span.start))
    )
    q = next((q for q in reversed(_counts(ctx, line)) if q.span.end <= t.span.start), None) if lead else None
    assert t.interval
    return Occasion(q.span.cover(t.span) if q else t.span, t.interval.at(t.span), _number(q))


def _joined(ctx: Context, line: Line, last: Occasion, t: Time) -> Occasion | None:
    """The next of the row, where nothing but joining words, a place and a count stand between."""
    assert last.time.span and t.interval
    gap = Span(last.time.span.end, t.span.start)
    found = _shapes(ctx.lexicon)["gap"].fullmatch(_masked(ctx, line, gap)) if gap.start < gap.end else None
    if found is None:
        return None
    inside = [q for q in _counts(ctx, line) if gap.contains(q.span)]
    q = inside[-1] if inside else None
    start = q.span.start if q else gap.start + found.end("again" if found["again"] else "join")
    text = ctx.document.text
    while text[start : start + 1].isspace():
        start += 1
    tied = any(c.isalpha() for c in found["join"])
    return Occasion(Span(start, t.span.end), t.interval.at(t.span), _number(q), None, bool(q or found["again"]), tied)


def _counts(ctx: Context, line: Line) -> list[Quantity]:
    return [q for q in ctx.quantities.get(line.index, ()) if q.sort == "count" and q.unit == "time" and q.value]


def _number(q: Quantity | None) -> int | None:
    return int(q.value) if q and q.value else None


def _places(ctx: Context, line: Line) -> list[Actor]:
    return [a for a in ctx.actors.get(line.index, ()) if a.sort in ("place", "state") and a.ids and a.form != "demonym"]


def _masked(ctx: Context, line: Line, span: Span) -> str:
    """The words of a stretch, of the same length, with a count as # and a place as @."""
    out = list(" " * len(span)) if not len(span) else list(span.of(ctx.document.text))
    marks = [(q.span, "#") for q in _counts(ctx, line)] + [(a.span, "@") for a in _places(ctx, line)]
    for held, sign in marks:
        if span.contains(held):
            out[held.start - span.start : held.end - span.start] = sign * len(held)
    return "".join(out)


@lru_cache(maxsize=4)
def _shapes(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """gap: what stands between two times of a row; lead: a count before the first; place: where, after a time."""
    table = {
        r["id"]: "|".join(sorted(map(re.escape, r["words"]), key=len, reverse=True)) for r in lexicon.table("occasion")
    }
    where, on = rf"(?:{table['where']})\s+@+", rf"(?:(?:{table['on']})\s+)?"
    join = rf"(?P<join>\s*,?\s*\b(?:{table['join']})\b|\s*,)"
    gap = rf"(?:\s+{where})?{join}(?P<again>\s+(?:{table['again']}))?\s+(?:{where}\s+)?(?:#+\s+)?{on}"
    return {
        "gap": re.compile(gap, re.IGNORECASE),
        "lead": re.compile(rf"#\s+{on}$", re.IGNORECASE),
        "place": re.compile(rf"\s+{where}", re.IGNORECASE),
        "before": re.compile(rf"{where}\s+(?:#+\s+)?{on}$", re.IGNORECASE),
    }


def _alone(ctx: Context, line: Line, verb: Token, row: Sequence[Occasion]) -> bool:
    """Whether the row is the verb's own: the last of it does not open the clause of another verb."""
    last = row[-1]
    if last.time.span is None or line.parse is None:
        return True
    if last.time.span.start < verb.start:
        return not any(t.tag in FINITE for t in line.parse if t.end <= row[0].span.start)
    after = [t for t in line.parse if t.start >= last.time.span.end]
    if not after or (after[0].pos in LOOSE and after[0].text != ","):
        return True
    more = any(t.tag in FINITE and t.dep in ("ROOT", "conj") for t in after)
    return after[0].text == "," and (last.own or not more)


def _placed(ctx: Context, line: Line, row: Sequence[Occasion]) -> tuple[Occasion, ...]:
    """Each with the place right after its time; those before it in the row without one share the next."""
    out: list[Occasion] = []
    held: Actor | None = None
    for o in reversed(row):
        assert o.time.span
        after = Span(o.time.span.end, min(line.span.end, o.time.span.end + TAIL))
        found = _shapes(ctx.lexicon)["place"].match(_masked(ctx, line, after))
        end = after.start + found.end() if found else 0
        held = next((a for a in _places(ctx, line) if a.span.end == end), _before(ctx, line, o) or held)
        out.append(replace(o, place=held, span=Span(o.span.start, max(o.span.end, end))))
    return tuple(reversed(out))


def _before(ctx: Context, line: Line, o: Occasion) -> Actor | None:
    """The place right before a time: "in Santiago on 6 June"."""
    assert o.time.span
    ahead = Span(max(line.span.start, o.time.span.start - TAIL), o.time.span.start)
    found = _shapes(ctx.lexicon)["before"].search(_masked(ctx, line, ahead))
    near = [a for a in _places(ctx, line) if found and ahead.start + found.start() <= a.span.start < ahead.end]
    return near[-1] if near else None


def each(row: Sequence[Occasion], span: Span, parts: Parts) -> Iterator[tuple[Span, Parts]]:
    """For each occasion of an act the words and the fields of its record; the first keeps the words of the act."""
    for o in row:
        assert o.time.span
        ahead = o.time.span.end <= span.start
        where = Span(o.span.start, span.end) if ahead else o.span if o is not row[0] else _cut(span, row)
        held = {"count": o.count if any(x.count for x in row) else parts["values"]["count"]}
        fields = parts["fields"] | {"time": o.time.span}
        if o.place is not None and any(x.place for x in row):
            held, fields = held | {"place": o.place.ids[0]}, fields | {"place": o.place.span}
        yield where, {**parts, "time": o.time, "values": {**parts["values"], **held}, "fields": fields}


def _cut(span: Span, row: Sequence[Occasion]) -> Span:
    """The act's words up to its first time, where nothing but the rest of the row stands behind them."""
    ends = Span(span.start, max(row[0].span.end, span.start + 1))
    return ends if span.end <= row[-1].span.end + 1 else span


def noun_time(ctx: Context, line: Line, noun: Token, span: Span) -> tuple[Interval | None, Span]:
    """The time of a noun of event and its words with it: inside its phrase, right before it ("their May 2021 meeting"),
    or, where it has an owner, right behind ("your visit to Fiji in May 2021")."""
    assert line.parse
    dated = [t for t in ctx.times.get(line.index, ()) if t.interval and t.precision in DATED]
    inside = [t for t in ctx.times.get(line.index, ()) if t.interval and span.contains(t.span)]
    inside = [t for t in inside if not _of_another(ctx, line, t, noun)]
    owners = line.parse.kids(noun, "poss")
    if inside and inside[0].interval:
        return inside[0].interval.at(inside[0].span), span
    for t in (t for t in dated if t.sign in SIGNS):
        assert t.interval
        if start := _right_before(line, t, noun):
            return t.interval.at(t.span), Span(min(start, span.start), span.end)
        between = ctx.document.text[span.end : t.span.start].split() if t.span.start > span.end else ["-"]
        if owners and (not between or (len(between) == 1 and between[0] in SIGNS)):
            return t.interval.at(t.span), Span(span.start, t.span.end)
    return None, span


def _of_another(ctx: Context, line: Line, t: Time, noun: Token) -> bool:
    """Whether a time inside a noun's phrase dates another event named in it ("a visit after the talks of May")."""
    assert line.parse
    top = line.parse.top(t.span)
    for above in line.parse.ancestors(top) if top else ():
        if above.i == noun.i:
            return False
        if above.pos == "NOUN" and frames(ctx.lexicon, "event").of_noun(line.parse, above):
            return True
    return False


def _right_before(line: Line, t: Time, noun: Token) -> int | None:
    """Where a time begins that only modifiers of the noun part from it, its owner with it; None where it is none."""
    assert line.parse
    if t.span.end >= noun.start:
        return None
    near = line.parse.at(Span(t.span.end, noun.start))
    if len(near) > 2 or any(w.pos not in ("ADJ", "NOUN", "PROPN") or w.head != noun.i for w in near):
        return None
    own = [w.start for w in line.parse if w.dep == "poss" and w.end <= t.span.start <= w.end + 2]
    return own[-1] if own else t.span.start
