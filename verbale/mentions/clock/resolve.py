"""Meanings laid on the calendar.

Conventions (the brief's own, stated so that a reader can redo them): early, mid and late month are days 1 to 10, 11 to 20
and 21 to the end; early, mid and late year are its thirds, of a decade its years 0 to 3, 4 to 6, 7 to 9; of a week Monday to
Wednesday, Tuesday to Friday, Thursday to Sunday, its end Friday to Sunday. "last Tuesday" is that of the week before the anchor's, "next Tuesday"
of the week after it. "the past three years" ends on the day ahead of the anchor, "the next three years" starts on the
day that follows it. An undated time is the last one begun for what is past, the next one not yet over for what is to
come, else the nearest, another year than the anchor's counting twice as far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from verbale.mentions.clock import period as cal
from verbale.mentions.clock.meaning import (
    Century,
    Date,
    Decade,
    Either,
    Feast,
    Fiscal,
    InYear,
    Meaning,
    MonthDay,
    MonthOf,
    Nth,
    NthWeekDay,
    Numeric,
    Part,
    Prior,
    Range,
    Relative,
    Same,
    Season,
    Shift,
    Unresolved,
    WeekDay,
    WeekNumber,
    WeekOf,
    Window,
    in_year,
    open_order,
    yearless,
)
from verbale.mentions.clock.parted import part_of
from verbale.mentions.clock.period import Period

NO_ANCHOR = "no anchor"
NO_PRIOR = "no earlier time"


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    anchor: the day of the document; direction: past, future or None; prior: the time last spoken of, near: whether it
    stands in this sentence or the one before; order: mdy or dmy; fiscal: the publisher's row of `time_fiscal`.
    """

    anchor: date | None
    direction: str | None = None
    prior: Period | None = None
    near: bool = False
    south: bool = False
    order: str | None = None
    fiscal: tuple[int, str] | None = None

    def day(self) -> date:
        if self.anchor is None:
            raise Unresolved(NO_ANCHOR)
        return self.anchor

    def before(self) -> Period:
        if self.prior is None:
            raise Unresolved(NO_PRIOR)
        return self.prior


def readings(meaning: Meaning, context: Context) -> tuple[Period, ...]:
    """The periods that an expression can be: one where it is settled. Raises Unresolved with the reason."""
    try:
        if isinstance(meaning, Either):
            return tuple(p for r in meaning.readings for p in readings(r, context))
        if context.order is None and open_order(meaning):
            return tuple(_tries(lambda k: settle(meaning, replace(context, order=("mdy", "dmy")[k])), (0, 1)))
        return (settle(meaning, context),)
    except (ValueError, OverflowError) as problem:
        raise Unresolved("no such day") from problem


def settle(meaning: Meaning, context: Context) -> Period:
    """The one period of an expression; a year or week that is not written is taken by direction."""
    if isinstance(meaning, Range):
        return _range(meaning, context)
    if isinstance(meaning, WeekDay) and meaning.mode is None:
        return _pick((cal.day(d) for d in _weekdays(meaning.weekday, context.day())), context)
    if isinstance(meaning, MonthDay):
        return _pick(_tries(lambda k: _month_day(meaning, k, context.day()), range(-13, 14)), context)
    if isinstance(meaning, Date) and meaning.weekday is not None and (found := _by_weekday(meaning, context)):
        return found
    if yearless(meaning):
        start = context.day().year
        ended = isinstance(meaning, Nth | Part)
        return _pick(_tries(lambda y: settle(in_year(meaning, y), context), range(start - 8, start + 9)), context, ended)
    return _lay(meaning, context)


def _by_weekday(meaning: Date, context: Context) -> Period | None:
    """A day and month whose weekday settles the year; None where it is written, or fits no year near the anchor."""
    if meaning.year is not None or meaning.month is None or meaning.day is None or context.anchor is None:
        return None
    years = range(context.anchor.year - 1, context.anchor.year + 2)
    days = [p for p in _tries(lambda y: settle(replace(meaning, year=y, weekday=None), context), years) if p.first]
    return next((p for p in days if p.first and p.first.weekday() == meaning.weekday), None)


def _tries(make: Callable[[int], Period], values: Iterable[int]) -> Iterable[Period]:
    for value in values:
        try:
            yield make(value)
        except (ValueError, OverflowError):
            continue


def _pick(periods: Iterable[Period], context: Context, ended: bool = False) -> Period:
    """The one that the direction asks for, else the nearest; `ended`: a past period must be over."""
    anchor, found = context.day(), sorted(periods, key=lambda p: p.first or date.min)
    if not found:
        raise Unresolved("no such day")
    if context.direction == "future":
        return next((p for p in found if (p.last or date.max) >= anchor), found[-1])
    if context.direction == "past":
        edge = "last" if ended else "first"
        return next((p for p in reversed(found) if (getattr(p, edge) or date.min) <= anchor), found[0])
    return min(found, key=lambda p: _far(p, anchor))


def _far(period: Period, anchor: date) -> int:
    """Distance for what has no tense: another year counts twice as far as the anchor's own."""
    same = period.inside(anchor) or (period.first or date.min).year == anchor.year
    return period.distance(anchor) * (1 if same else 2)


def _weekdays(weekday: int, anchor: date) -> tuple[date, ...]:
    this = anchor + timedelta(days=weekday - anchor.weekday())
    return tuple(this + timedelta(days=7 * k) for k in (-1, 0, 1))


def _month_day(meaning: MonthDay, months: int, anchor: date) -> Period:
    value = cal.add(anchor.replace(day=1), months, "month").replace(day=meaning.day)
    if meaning.weekday not in (None, value.weekday()):
        raise ValueError("another weekday")
    return cal.day(value)


def _range(meaning: Range, context: Context) -> Period:
    """From start to end; what the start leaves unsaid comes from the end, what the end leaves unsaid lies after it."""
    start, end = meaning.start, meaning.end
    if yearless(start) and yearless(end):
        year = context.day().year
        return _pick(_tries(lambda y: _span(start, end, y, context), range(year - 2, year + 3)), context, True)
    if yearless(start) and isinstance(end, Relative | WeekDay) and context.anchor:
        last = settle(end, context)
        return cal.join(settle(start, replace(context, direction="past", anchor=last.last)), last)
    if yearless(start):
        last = settle(end, context)
        year = (last.first or last.last or date.max).year
        return next(iter(_tries(lambda y: cal.join(settle(in_year(start, y), context), last), (year, year - 1))))
    first = settle(start, context)
    if yearless(end) or (isinstance(end, WeekDay) and end.mode is None):
        return cal.join(first, settle(end, replace(context, direction="future", anchor=first.last or first.first)))
    return cal.join(first, settle(end, context))


def _span(start: Meaning, end: Meaning, year: int, context: Context) -> Period:
    first = settle(in_year(start, year), context)
    last = settle(in_year(end, year), context)
    if last.first and first.first and last.first < first.first:
        last = settle(in_year(end, year + 1), context)
    return cal.join(first, last)


@singledispatch
def _lay(meaning: Any, context: Context) -> Period:
    raise Unresolved("not a date")


@_lay.register
def _(meaning: Date, context: Context) -> Period:
    year = meaning.year or context.day().year
    if meaning.month is None:
        return cal.years(year, 1, "year")
    if meaning.day is None:
        return cal.months(date(year, meaning.month, 1), 1, "month")
    return cal.day(date(year, meaning.month, meaning.day))


@_lay.register
def _(meaning: Numeric, context: Context) -> Period:
    month, day = (meaning.a, meaning.b) if context.order == "mdy" else (meaning.b, meaning.a)
    return cal.day(date(meaning.year or context.day().year, month, day))


@_lay.register
def _(meaning: InYear, context: Context) -> Period:
    year = settle(meaning.year, context)
    if not year.first:
        raise Unresolved(NO_ANCHOR)
    return settle(in_year(meaning.what, year.first.year), context)


@_lay.register
def _(meaning: Relative, context: Context) -> Period:
    found = cal.step(context.day(), meaning.unit, meaning.offset)
    if meaning.unit == "weekend" and context.direction == "past" and not meaning.offset and found.distance(context.day()):
        return cal.step(context.day(), "weekend", -1)
    return found


@_lay.register
def _(meaning: MonthOf, context: Context) -> Period:
    anchor = context.day()
    this = anchor.year
    years = {0: (this,), -1: (this, this - 1), 1: (this, this + 1)}[meaning.direction]
    found = [cal.months(date(y, meaning.month, 1), 1, "month") for y in years]
    if meaning.direction < 0:
        return next(p for p in found if p.last and p.last < anchor)
    return next(p for p in found if p.first and (p.first > anchor or meaning.direction == 0))


@_lay.register
def _(meaning: WeekDay, context: Context) -> Period:
    anchor = context.day()
    if meaning.mode == "coming":
        return cal.day(next(d for d in _weekdays(meaning.weekday, anchor) if d > anchor))
    week = settle(meaning.week, context) if meaning.week is not None else cal.step(anchor, "week", meaning.offset)
    return cal.day((week.first or anchor) + timedelta(days=meaning.weekday))


@_lay.register
def _(meaning: Window, context: Context) -> Period:
    anchor, day = context.day(), timedelta(days=1)
    if not meaning.count:
        raise Unresolved("no number")
    if meaning.unit == "quarter":
        near, far = sorted((meaning.direction, meaning.direction * meaning.count))
        return cal.join(cal.step(anchor, "quarter", near), cal.step(anchor, "quarter", far))
    far_day = cal.add(anchor, meaning.count * meaning.direction, meaning.unit)
    return cal.days(far_day, anchor - day) if meaning.direction < 0 else cal.days(anchor + day, far_day)


@_lay.register
def _(meaning: Shift, context: Context) -> Period:
    """A move keeps the precision of its unit: years give a year, months a month, days and weeks a day."""
    base = _base(meaning.base, context)
    value = (base.last if meaning.direction > 0 else base.first) or base.first or base.last
    if value is None:
        raise Unresolved(NO_PRIOR)
    if base.precision in ("year", "month"):
        value = base.first or value
    for count, unit in meaning.amounts:
        value = cal.add(value, count * meaning.direction, unit)
    units = [u for _, u in meaning.amounts]
    coarse = min((cal.MONTHS.get(u, 0) for u in units), default=0)
    if base.precision == "range" and coarse:
        return _moved(base, meaning)
    if coarse == 0 or (base.precision == "day" and isinstance(meaning.base, Relative | Date | Feast | InYear)):
        return cal.day(value)
    return cal.holding(value, "month" if coarse < 12 or base.precision == "month" else "year")


def _base(base: Meaning, context: Context) -> Period:
    if base is None:
        return cal.day(context.day())
    return context.before() if base == Prior() else settle(base, context)


def _moved(base: Period, meaning: Shift) -> Period:
    """A whole period moved by years or months ("a year earlier" than January to May)."""
    count = sum(n * cal.MONTHS[u] for n, u in meaning.amounts) * meaning.direction
    if not base.first or not base.last:
        raise Unresolved("the earlier time is open")
    whole = len(base.edtf.partition("/")[0]) == 7
    first, last = cal.add(base.first, count, "month"), cal.add(base.last, count, "month")
    if whole:
        return cal.join(cal.holding(first, "month"), cal.holding(last, "month"))
    return cal.days(first, last)


@_lay.register
def _(meaning: Prior, context: Context) -> Period:
    if meaning.anchored and not (context.prior and context.near):
        return cal.step(context.day(), meaning.unit or "day", meaning.offset)
    prior = context.before()
    edge = prior.last if meaning.offset > 0 else prior.first
    value = edge or prior.first or prior.last
    if value is None:
        raise Unresolved(NO_PRIOR)
    return cal.step(value, meaning.unit, meaning.offset) if meaning.unit else prior


@_lay.register
def _(meaning: Same, context: Context) -> Period:
    base = context.before()
    year = settle(meaning.of, context).first if meaning.of is not None else None
    if not base.first or not base.last:
        raise Unresolved("the earlier time is open")
    offset = year.year - base.first.year if year else 0
    if meaning.unit in ("day", "week", "month", "quarter", "half") and meaning.unit != base.precision:
        return cal.holding(cal.add(base.first, offset, "year"), meaning.unit)
    if base.precision in ("month", "year", "day"):
        return cal.holding(cal.add(base.first, offset, "year"), base.precision)
    return _moved(base, Shift(((offset, "year"),), 1))


@_lay.register
def _(meaning: Part, context: Context) -> Period:
    return part_of(meaning.which, settle(meaning.of, context), context.anchor)


@_lay.register
def _(meaning: Nth, context: Context) -> Period:
    whole = settle(meaning.of, context)
    if not whole.first or not whole.last:
        raise Unresolved("part of an open time")
    if meaning.unit == "week":
        return _nth_week(meaning, whole)
    back = meaning.n < 0
    edge = whole.last if back else whole.first
    offset = meaning.n + 1 if back else meaning.n - 1
    near = cal.step(edge, meaning.unit, offset) if meaning.unit != "day" else cal.day(edge + timedelta(days=offset))
    far = (meaning.count - 1) * (-1 if back else 1)
    other = cal.step(near.first or edge, meaning.unit, far)
    found = cal.join(*sorted((near, other), key=lambda p: p.first or edge)) if far else near
    if not (found.first and found.last and whole.first <= found.first and found.last <= whole.last):
        raise ValueError("the period has no such part")
    return found


def _nth_week(meaning: Nth, whole: Period) -> Period:
    """Weeks belong to the period that holds their Thursday (ISO 8601)."""
    assert whole.first and whole.last
    edge = whole.last if meaning.n < 0 else whole.first
    week = cal.holding(edge, "week")
    thursday = (week.first or edge) + timedelta(days=3)
    if not whole.inside(thursday):
        thursday += timedelta(days=7 if meaning.n > 0 else -7)
    moved = thursday + timedelta(days=7 * (meaning.n - 1 if meaning.n > 0 else meaning.n + 1))
    other = moved + timedelta(days=7 * (meaning.count - 1) * (1 if meaning.n > 0 else -1))
    a, b = sorted((moved, other))
    return cal.days(a - timedelta(days=3), b + timedelta(days=3), "week")


@_lay.register
def _(meaning: NthWeekDay, context: Context) -> Period:
    whole = settle(meaning.of, context)
    return cal.day(_nth_of(meaning.n, meaning.weekday, whole.first or context.day(), whole.last or context.day()))


def _nth_of(n: int, weekday: int, first: date, last: date) -> date:
    if n > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (n + 1))
    if not first <= found <= last:
        raise ValueError("the period has no such weekday")
    return found


@_lay.register
def _(meaning: WeekNumber, context: Context) -> Period:
    year = settle(meaning.year, context).first
    return cal.holding(date.fromisocalendar((year or context.day()).year, meaning.number, 1), "week")


@_lay.register
def _(meaning: WeekOf, context: Context) -> Period:
    return cal.holding(settle(meaning.day, context).first or context.day(), "week")


@_lay.register
def _(meaning: Season, context: Context) -> Period:
    if meaning.offset is None:
        return cal.season(meaning.name, (settle(meaning.year, context).first or date.min).year, context.south)
    anchor = context.day()
    around = [cal.season(meaning.name, anchor.year + k, context.south) for k in (-2, -1, 0, 1, 2)]
    if meaning.offset < 0:
        return next(p for p in reversed(around) if (p.last or date.max) < anchor)
    if meaning.offset > 0:
        return next(p for p in around if (p.first or date.min) > anchor)
    return next((p for p in around if p.inside(anchor)), around[2])


@_lay.register
def _(meaning: Decade, context: Context) -> Period:
    start = meaning.start if meaning.full else 1900 + meaning.start
    if not meaning.full and meaning.start < 30:
        start += 100
    return cal.years(start, 10, "decade")


@_lay.register
def _(meaning: Century, context: Context) -> Period:
    return cal.years((meaning.number - 1) * 100, 100, "century")


@_lay.register
def _(meaning: Fiscal, context: Context) -> Period:
    """A fiscal year by the publisher's calendar; two years with no word for what they are stay two calendar years."""
    if context.fiscal is None or not meaning.named:
        if meaning.year is None or not meaning.span:
            raise Unresolved("fiscal year of an unknown calendar")
        return cal.join(cal.years(meaning.year, 1, "year"), cal.years(meaning.year + 1, 1, "year"))
    month, named = context.fiscal
    if meaning.year is None:
        this = context.day()
        start = this.year - (1 if this.month < month else 0) + (meaning.offset or 0)
    else:
        start = meaning.year - (1 if named == "end" and not meaning.span and month > 1 else 0)
    if month == 1 and meaning.span:
        return cal.join(cal.years(start, 1, "year"), cal.years(start + 1, 1, "year"))
    return cal.months(date(start, month, 1), 12, "year")


@_lay.register
def _(meaning: Feast, context: Context) -> Period:
    if meaning.direction is None:
        return cal.day(_feast(meaning.rule, (settle(meaning.year, context).first or date.min).year))
    anchor = context.day()
    days = [_feast(meaning.rule, anchor.year + k) for k in (-1, 0, 1)]
    if meaning.direction < 0:
        return cal.day(next(d for d in reversed(days) if d < anchor))
    return cal.day(next(d for d in days if d > anchor))


def _feast(rule: tuple[str, ...], year: int) -> date:
    if rule[0] == "easter":
        return _easter(year) + timedelta(days=int(rule[1]))
    month = int(rule[0])
    if rule[1] != "nth":
        return date(year, month, int(rule[1]))
    return _nth_of(int(rule[2]), int(rule[3]), date(year, month, 1), cal.last_of(year, month))


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
