"""Time expressions: dates, relative times, durations, recurrences, vague references.

What goes in: a document and its lines, parsed or not. What comes out: `Time` mentions in text order, each in one line.
A span leaves out the preposition ahead of it, save where that is part of the expression ("between 5 and 7 July");
the preposition gives `sign`, and "since", "after", "until", "by" and "before" leave the interval open at that end.
A month, part of one, season or year after "in" is some time within it; an explicit day or range is filled by what it
dates. Early month is days 1 to 10, mid 11 to 20, late 21 to the end; early, mid and late year are its thirds
(`clock.resolve`). Relative times rest on the document's date, or on the time last spoken of; where the document's date
is itself a stretch, both its ends must agree, else the readings stand as candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from verbale.core.document import Document
from verbale.core.interval import Interval
from verbale.core.line import Line
from verbale.core.mention import Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.clock import dates, parts, ranges, recurring, relative
from verbale.mentions.clock.cascade import Compiled, compiled, run
from verbale.mentions.clock.context import NO_ANCHOR, Context
from verbale.mentions.clock.meaning import (
    Date,
    Every,
    Fiscal,
    InYear,
    Length,
    Meaning,
    Part,
    Prior,
    Range,
    Same,
    Shift,
    Signed,
    Unresolved,
    Vague,
    Window,
    in_year,
    yearless,
)
from verbale.mentions.clock.period import Period, opened
from verbale.mentions.clock.resolve import readings
from verbale.mentions.clock.tense import direction
from verbale.mentions.clock.tokens import split
from verbale.mentions.clock.vocabulary import Vocabulary, vocabulary

KIND = "time"
LOOSE = ("month", "quarter", "half", "season", "year", "decade", "century")
NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})(?:/(\d{1,2})(?:/\d{2,4})?|-(\d{1,2})-\d{2,4})(?![\d/-])")
UNDATED = ("Length", "Every", "Ref")
LOOK_BACK = 40
VAGUE = ("early", "mid", "late", "beginning", "end")
LEVELS = (dates.LEVEL, recurring.LEVEL, relative.LEVEL, parts.PAIRS, parts.LEVEL, parts.PAIRS, ranges.LEVEL)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole document."""

    document: Document
    words: Vocabulary
    days: tuple[date, ...]
    south: bool
    order: str | None
    fiscal: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at its place in the document, before it is resolved."""

    span: Span
    line: Line
    meaning: Meaning
    kind: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression with what stands around it.

    ahead: the words of the line before it, or before the row it is a member of; joined: whether a member of the row
    comes before it; prior: the period last spoken of, near: whether that is in this sentence or the one before.
    """

    item: Found
    ahead: str
    joined: bool
    prior: Period | None
    near: bool


@lru_cache(maxsize=8)
def _levels(words: Vocabulary) -> tuple[Compiled, ...]:
    return tuple(compiled(level, words) for level in LEVELS)


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon) -> tuple[Time, ...]:
    """All time expressions of the lines, in order; never raises for what a line says."""
    words = vocabulary(lexicon)
    found = [f for line in lines for f in _expressions(document, line, words)]
    if not found:
        return ()
    return tuple(_resolved(found, _setting(document, found, words)))


def _expressions(document: Document, line: Line, words: Vocabulary) -> Iterator[Found]:
    text = line.span.of(document.text)
    nodes, hot = split(text, words)
    if not hot:
        return
    for level in _levels(words):
        nodes = run(nodes, level, text, words)
    for node in nodes:
        if "T" in node.values:
            kind = next(k for k in node.values if k != "T")
            yield Found(Span(node.start, node.end).shift(line.span.start), line, node.values["T"], kind)


def _setting(document: Document, found: Iterable[Found], words: Vocabulary) -> Setting:
    publisher, anchor = document.publisher, document.date
    ends = dict.fromkeys(d for d in (anchor.earliest, anchor.latest) if d) if anchor else {}
    fiscal = _fiscal(words, publisher)
    days = tuple(ends) if anchor and anchor.earliest and anchor.latest else ()
    return Setting(document, words, days, words.south(publisher), _order(document, found, words), fiscal)


def _fiscal(words: Vocabulary, state: str | None) -> tuple[int, str] | None:
    """First month of a government's fiscal year and which calendar year it is named for."""
    row = words.listed("time_fiscal", state)
    return (int(row["month"]), str(row["named"])) if row else None


def _order(document: Document, found: Iterable[Found], words: Vocabulary) -> str | None:
    """Day or month first in numeric dates: by the other numeric dates of the document, else by its publisher."""
    seen = set()
    for item in found:
        for raw in NUMBERS.finditer(item.span.of(document.text)) if isinstance(item.meaning, Date | Range) else ():
            first, second = int(raw[1]), int(raw[2] or raw[3])
            if max(first, second) > 12:
                seen.add("dmy" if first > 12 else "mdy")
    if len(seen) == 1:
        return seen.pop()
    given = words.listed("time_order", document.publisher).get("order") if not seen else None
    return str(given) if given else None


def _resolved(found: Sequence[Found], setting: Setting) -> Iterator[Time]:
    """Each expression in turn, with the last period spoken of carried along."""
    prior: Period | None = None
    where: Line | None = None
    previous = lead = found[0]
    for item in _shared_years(found, setting):
        joined = previous is not item and previous.kind not in UNDATED and _linked(previous, item, setting)
        lead, previous = (lead if joined else item), item
        near = where is not None and (where.index == item.line.index or _follows(where, item.line))
        ahead = setting.document.text[item.line.span.start : lead.span.start]
        time, period = _time(Moment(item, ahead, joined, prior, near), setting)
        if period is not None:
            prior, where = period, item.line
        yield time


def _follows(earlier: Line, later: Line) -> bool:
    return later.index - earlier.index == 1 and later.turn == earlier.turn and later.block == earlier.block


def _shared_years(found: Sequence[Found], setting: Setting) -> list[Found]:
    """Dates in a row share the year that one of them has: "in June and July 2024"."""
    out = list(found)
    pairs = [(i, i + 1) for i in range(len(out) - 1)]
    for here, there in [(a, b) for a, b in reversed(pairs)] + [(b, a) for a, b in pairs]:
        year = _year_of(out[there].meaning)
        if (
            year is not None
            and _takes_year(out[here])
            and _linked(out[min(here, there)], out[max(here, there)], setting)
        ):
            out[here] = replace(out[here], meaning=_with_year(out[here].meaning, year))
    return out


def _takes_year(item: Found) -> bool:
    return item.kind in ("Day", "Month", "Range", "Part", "Quarter") and yearless(item.meaning)


def _year_of(meaning: Meaning) -> Meaning | None:
    """The year an expression names, as a number or as an expression."""
    if isinstance(meaning, Date):
        return meaning.year if meaning.month else None
    return (
        meaning.year
        if isinstance(meaning, InYear)
        else _year_of(getattr(meaning, "of", None) or getattr(meaning, "start", None))
        if meaning is not None
        else None
    )


def _with_year(meaning: Meaning, year: Meaning) -> Meaning:
    return in_year(meaning, year) if isinstance(year, int) else InYear(meaning, year)


def _linked(a: Found, b: Found, setting: Setting) -> bool:
    gap = setting.document.text[a.span.end : b.span.start]
    return a.line is b.line and bool(setting.words.links.fullmatch(gap))


def _time(moment: Moment, setting: Setting) -> tuple[Time, Period | None]:
    """The mention and the period it names; a member of a row takes the preposition of the row's first."""
    item = moment.item
    sign, meaning = _sign(item, moment.ahead, setting)
    base = Time(item.span, item.line.index, sign=sign)
    if isinstance(meaning, Vague):
        return replace(base, ref=meaning.ref, sign="at"), None
    if isinstance(meaning, Every):
        return replace(base, set=meaning.iso, sign="at"), None
    if _elapsed(meaning) and (setting.words.lengths.search(moment.ahead) or _since(item, setting)):
        return replace(base, duration=relative.iso(meaning.count, meaning.unit)), None
    side = direction(item.line, setting.document.text, item.span, setting.words.lexicon) if sign != "since" else "past"
    if isinstance(meaning, Length):
        moved = _ahead(meaning, moment.ahead, side, setting)
        if moved is None:
            return replace(base, duration=meaning.iso), None
        meaning = moved
    return _dated(replace(moment, item=replace(item, meaning=meaning)), base, setting, side)


def _since(item: Found, setting: Setting) -> bool:
    """Whether what follows names the start ("in the past 32 years since independence")."""
    following = setting.document.text[item.span.end : item.line.span.end].split(None, 1)
    return bool(following) and setting.words.has(following[0], "since")


def _elapsed(meaning: Meaning) -> bool:
    """A stretch up to now that "for" turns into a length; quarters stay calendar quarters."""
    return isinstance(meaning, Window) and meaning.direction < 0 and meaning.unit != "quarter"


def _ahead(length: Length, ahead: str, side: str | None, setting: Setting) -> Shift | None:
    """ "In three weeks" of something to come is a date; of something past, or with "less than", a length."""
    near = setting.words.within.search(ahead)
    whole = length.amounts and all(n for n, _ in length.amounts)
    if not (near and side == "future" and whole and near[1].casefold() == setting.words.inside):
        return None
    return Shift(length.amounts, 1)


def _sign(item: Found, ahead: str, setting: Setting) -> tuple[str, Meaning]:
    if isinstance(item.meaning, Signed):
        return item.meaning.sign, item.meaning.of
    pattern, table = setting.words.signs
    m = pattern.search(ahead[-LOOK_BACK:])
    sign = table.get(" ".join(m[1].casefold().split()), "at") if m else "at"
    owner = setting.words.possessive.match(setting.document.text, item.span.end)
    if (item.kind == "Range" and sign in ("from", "between", "until")) or owner:
        sign = "at"
    return sign, item.meaning


def _contexts(moment: Moment, setting: Setting, side: str | None) -> list[Context]:
    """One context for each day the document may bear; the later members of a row are read from the member before."""
    prior, days = moment.prior, setting.days or (None,)
    if moment.joined and prior and prior.first and yearless(moment.item.meaning):
        days, side = (prior.first,), None
    owner = moment.item.meaning.owner if isinstance(moment.item.meaning, Fiscal) else None
    fiscal = _fiscal(setting.words, owner) if owner else setting.fiscal
    return [
        Context(d, side, prior, moment.near, setting.south, setting.order, fiscal, setting.document.publisher)
        for d in days
    ]


def _dated(moment: Moment, base: Time, setting: Setting, side: str | None) -> tuple[Time, Period | None]:
    item = moment.item
    try:
        contexts = _contexts(moment, setting, side)
        found = tuple(dict.fromkeys(p for c in contexts for p in readings(item.meaning, c)))
        intervals = tuple(_interval(p, moment, base.sign, setting, side) for p in found)
    except (Unresolved, OverflowError) as problem:
        return replace(base, reason=str(problem)), None
    if len(found) > 1 and isinstance(item.meaning, Window):
        return replace(base, duration=relative.iso(item.meaning.count, item.meaning.unit)), None
    precision = found[0].precision
    if len(found) > 1:
        return replace(base, candidates=intervals, precision=precision, reason=_open(setting)), None
    return replace(base, interval=intervals[0], precision=precision), found[0]


def _open(setting: Setting) -> str:
    return "the order of day and month is open" if len(setting.days) < 2 else "the document's date is a stretch"


def _bound(period: Period, sign: str, item: Found) -> Period:
    """The period as its sign leaves it; the end of a period, as a bound, is its last day."""
    which = getattr(item.meaning, "which", None)
    if which == "end" and sign in ("by", "until", "as-of", "before") and period.last:
        period = replace(period, first=period.last, precision="day", edtf=period.last.isoformat())
        sign = "by" if sign == "before" else sign
    if which == "beginning" and sign in ("since", "from") and period.first:
        period = replace(period, last=period.first, precision="day", edtf=period.first.isoformat())
    return opened(period, sign)


def _interval(period: Period, moment: Moment, sign: str, setting: Setting, side: str | None) -> Interval:
    item, ahead = moment.item, moment.ahead
    vague = isinstance(item.meaning, Part) and item.meaning.which in VAGUE
    within = vague or (bool(setting.words.within.search(ahead)) and period.precision in LOOSE)
    closed = sign == "from" and item.kind != "Signed" and not setting.words.starts.search(ahead)
    bound = _bound(period, "at" if closed else sign, item)
    loose = within or sign in ("by", "before")
    return Interval(bound.first, bound.last, bound.edtf, loose, _basis(moment, setting, side))


def _basis(moment: Moment, setting: Setting, side: str | None) -> str:
    """The rule and the anchor, in words."""
    item, prior = moment.item, moment.prior
    words = " ".join(item.span.of(setting.document.text).split())
    anchor = setting.document.date.edtf if setting.document.date else ""
    if isinstance(item.meaning, Prior | Same) or getattr(item.meaning, "base", None) == Prior():
        return f"{words}, from the earlier {prior.edtf}" if prior else f"{words} from {anchor}"
    if yearless(item.meaning) and moment.joined and prior:
        return f"{words}; year from the earlier {prior.edtf}"
    if yearless(item.meaning):
        return f"{words}; year from {anchor}, {side or 'nearest'}"
    return f"{words} from {anchor}" if _relative(item.meaning) else "as written"


def _relative(meaning: Meaning) -> bool:
    """Whether it can only be read from an anchor: it has none without one."""
    try:
        readings(meaning, Context(None, order="mdy", fiscal=(1, "start")))
    except Unresolved as reason:
        return str(reason) == NO_ANCHOR
    return False
