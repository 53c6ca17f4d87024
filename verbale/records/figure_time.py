"""Which period a figure covers, what a change is held against, and inside what window a first or second time falls."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.records.context import Context
from verbale.records.figure_spell import coming
from verbale.records.footing import Footing, figure_words

FINITE = ("VBD", "VBZ", "VBP")
STEP = 32  # code points between a level and its time, where it moves "from … to …"


def period(ctx: Context, line: Line, span: Span, q: Quantity, f: Footing) -> Time | None:
    """The dated time of the quantity's own clause, nearest first, else the one that opens the sentence.

    The base of a comparison ("below 2005 levels"), the time of another verb's clause and what only comes before or
    after ("following the talks of May") are none.
    """
    dated = [t for t in ctx.times.get(line.index, ()) if t.interval and not t.span.overlaps(q.span)]
    dated = [t for t in dated if not is_base(ctx, line, t) and not _aside(ctx, line, t) and not _issued(ctx, line, t)]
    near = [t for t in dated if span.contains(t.span) or (t.span.end <= span.start and span.start - t.span.end < 4)]
    near = [t for t in near if _same_clause(line, t, f)]
    found = min(near, key=lambda t: _distance(t, q), default=None) or _leading(line, dated, span, f)
    found = found or _trailing(line, dated, q, f) or coming(ctx, line, f)
    return _opened(ctx, line, found) if found else None


def _issued(ctx: Context, line: Line, t: Time) -> bool:
    """ "under Decree 14 of 3 May 2013": the date of an instrument, not of what it says."""
    before = ctx.document.text[max(line.span.start, t.span.start - 44) : t.span.start].casefold()
    led = re.search(r"([a-z]+)(?:\s+(?:no\.?\s*)?[\w./-]*\d[\w./-]*)?\s*,?\s+(?:of|dated)\s+$", before)
    return t.precision == "day" and led is not None and led.group(1) in figure_words(ctx.lexicon)["instrument"]


def _trailing(line: Line, dated: Sequence[Time], q: Quantity, f: Footing) -> Time | None:
    """ "invest 9 million to train nurses in the next three years": a time at the end of a purpose holds for what
    serves it."""
    parse = line.parse
    late = [t for t in dated if t.span.start >= q.span.end and line.span.end - t.span.end < 3 and t.sign != "since"]
    top = parse.top(late[0].span) if parse and len(late) == 1 else None
    if parse is None or top is None or f.verb is None:
        return None
    over = [a for a in parse.ancestors(top) if a.pos == "VERB"]
    below = list(itertools.takewhile(lambda a: a.i != f.verb.i, over))  # type: ignore[union-attr]
    bare = all(a.tag == "VB" and (a.dep == "conj" or any(k.low == "to" for k in parse.kids(a, "aux"))) for a in below)
    return late[0] if bare and len(below) < len(over) else None


def beside_level(ctx: Context, line: Line, q: Quantity, later: Quantity | None) -> Time | None:
    """The dated time behind a level and before the level it moved to."""
    end = later.span.start if later and later.span.start > q.span.end else line.span.end
    near = [t for t in ctx.times.get(line.index, ()) if t.interval and q.span.end <= t.span.start and t.span.end <= end]
    first = near[0] if near else None
    return first if first and first.span.start - q.span.end < STEP and not first.span.overlaps(q.span) else None


def is_base(ctx: Context, line: Line, t: Time) -> bool:
    """ "compared to …", "below 2005 levels", "over the previous year": what a figure is held against."""
    words = figure_words(ctx.lexicon)["base"]
    text = ctx.document.text
    before = re.findall(r"[\w-]+", text[max(line.span.start, t.span.start - 28) : t.span.start].casefold())[-4:]
    before = before[max((i + 1 for i, w in enumerate(before) if any(c.isdigit() for c in w)), default=0) :]
    after = text[t.span.end : t.span.end + 8].casefold()
    if set(re.findall(r"[a-z]+", after)[:1]) & figure_words(ctx.lexicon)["level-noun"]:
        return True
    compared = [w for w in before if w in words]
    loose = not set(compared) - figure_words(ctx.lexicon)["base-after-rate"]
    return bool(compared) and (not loose or _after_rate(ctx, line, t))


def _after_rate(ctx: Context, line: Line, t: Time) -> bool:
    """ "up 4 percent from 2017": "from", "on", "over" make a base only right after a rate."""
    rates = [q for q in ctx.quantities.get(line.index, ()) if q.sort in ("percent", "points", "multiple")]
    return any(0 <= t.span.start - q.span.end < 30 for q in rates) and t.precision != "range"


def _aside(ctx: Context, line: Line, t: Time) -> bool:
    """Whether the time lies under "after", "before" or "following"."""
    parse = line.parse
    top = parse.top(t.span) if parse else None
    words = figure_words(ctx.lexicon)["aside"]
    over = [a for a in parse.ancestors(top) if a.dep in ("prep", "mark", "pcomp")] if parse and top else []
    return any(a.low in words for a in over)


def _same_clause(line: Line, t: Time, f: Footing) -> bool:
    """Whether the verb over a time is the quantity's own or stands above it."""
    parse = line.parse
    top = parse.top(t.span) if parse else None
    if parse is None or top is None or f.top is None:
        return True
    chain = list(itertools.takewhile(lambda a: a.pos not in ("VERB", "AUX"), parse.ancestors(top)))
    over = next((a for a in parse.ancestors(top) if a.pos in ("VERB", "AUX")), None)
    mine = {f.top.i, *(a.i for a in parse.ancestors(f.top))}
    if over is not None and f.verb is not None and over.i in mine and over.i != f.verb.i:
        return all(a.pos in ("ADP", "ADV", "SCONJ") for a in chain)
    if any(k.tag in ("JJS", "RBS") for a in chain if a.pos == "NOUN" for k in parse.kids(a)):
        return False  # "the highest level since 2010"
    return over is None or over.i in mine or over.dep in ("xcomp", "ROOT", "conj", "ccomp", "parataxis")


def _leading(line: Line, dated: Sequence[Time], span: Span, f: Footing) -> Time | None:
    """The time that opens the sentence, where it is the only one and no other verb stands between."""
    early = [t for t in dated if t.span.end <= span.start and (t.precision != "day" or t.sign == "as-of")]
    before = [t for t in early if t.sign == "as-of" or _same_clause(line, t, f)]
    if len(dated) == 1 and len(early) == 1 and fronted(line, early[0], f):
        return early[0]
    verbs = [v for v in line.parse or () if before and before[-1].span.end <= v.start < span.start and v.tag in FINITE]
    verbs = [v for v in verbs if v.i not in _governing(line, f)]
    sure = bool(before) and (not verbs or before[0].sign == "as-of")
    return before[0] if len(dated) == 1 and sure else None


def _governing(line: Line, f: Footing) -> set[int]:
    """The words that only carry the figure's infinitive ("are projected to grow", "rose to reach")."""
    parse, verb, out = line.parse, f.verb, set[int]()
    while parse and verb and verb.dep in ("xcomp", "advcl") and any(k.low == "to" for k in parse.kids(verb, "aux")):
        verb = parse.head(verb)
        out |= {verb.i, *(k.i for k in parse.kids(verb, "aux", "auxpass"))}
    return out


def fronted(line: Line, t: Time, f: Footing) -> bool:
    """ "In 2013 trade fell and exports rose to reach 9 million": a time at the head of a sentence holds for all
    its coordinated predicates of one tense."""
    parse = line.parse
    top = parse.top(t.span) if parse else None
    if parse is None or top is None or f.verb is None or top.i > 4:
        return False
    over = next((a for a in parse.ancestors(top) if a.pos in ("VERB", "AUX")), None)
    chain = [f.verb, *(a for a in parse.ancestors(f.verb) if a.pos in ("VERB", "AUX"))]
    mine = list(itertools.takewhile(lambda a: over is None or a.i != over.i, chain))
    alike = all((a.dep == "conj" and over and a.tag == over.tag) or _open_end(parse, a) for a in mine)
    return over is not None and over.dep == "ROOT" and len(mine) < len(chain) and alike


def _open_end(parse: Parse, verb: Token) -> bool:
    return verb.dep in ("advcl", "xcomp") and any(k.low == "to" for k in parse.kids(verb, "aux"))


def _distance(time: Time, q: Quantity) -> tuple[int, bool]:
    """How far a time stands from a quantity; of two as near, the one after it."""
    gap = min(abs(time.span.start - q.span.end), abs(q.span.start - time.span.end))
    return gap, time.span.start < q.span.start


def _opened(ctx: Context, line: Line, t: Time) -> Time:
    """ "since the talks of June 2023": the time runs from there on, wherever in the phrase it stands."""
    parse = line.parse
    top = parse.top(t.span) if parse else None
    over = {a.low for a in parse.ancestors(top) if a.dep in ("prep", "mark")} if parse and top else set()
    held = t.interval
    if "since" not in over or held is None or held.edtf.endswith("/..") or "/" in held.edtf:
        return t
    return replace(t, interval=replace(held, edtf=f"{held.edtf}/..", latest=None), sign="since")


def against(ctx: Context, line: Line, rate: Quantity, covered: Interval | None) -> str | None:
    """What a change is held against: a time after it that a word of comparison leads, or the year before."""
    tail = " ".join(ctx.document.text[rate.span.end : rate.span.end + 44].casefold().split())
    yearly = figure_words(ctx.lexicon)["yearly"]
    if covered and re.fullmatch(r"\d{4}", covered.edtf) and any(tail.startswith(w) for w in yearly):
        return f"{int(covered.edtf) - 1:04}"
    after = [t for t in ctx.times.get(line.index, ()) if t.interval and 0 <= t.span.start - rate.span.end < 44]
    held = next((t for t in after if is_base(ctx, line, t)), None)
    return held.interval.edtf.removesuffix("/..") if held and held.interval else None


def window(ctx: Context, line: Line, after: Token | None, q: Quantity | None = None) -> dict[str, str] | None:
    """ "the first … in 13 years", "the second … in less than two years": the length of time it happened in."""
    if line.parse is None or after is None:
        return None
    for n in ctx.quantities.get(line.index, ()):
        lead = ctx.document.text[max(line.span.start, n.span.start - 26) : n.span.start].casefold().split()
        if n.unit in LENGTHS and n.value and n is not q and n.span.start > after.start and _inside(lead[-3:]):
            return {"duration": f"P{n.value:g}{LENGTHS[n.unit]}", "comparator": n.comparator}
    return None


def _inside(lead: list[str]) -> bool:
    """ "in", "in less than", with no number between."""
    at = max((i for i, w in enumerate(lead) if w in ("in", "within")), default=None)
    return at is not None and not any(c.isdigit() for w in lead[at:] for c in w)


LENGTHS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
