"""Each form of meaning laid on the calendar (the conventions are stated in `resolve`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from verbale.mentions.clock import period as cal
from verbale.mentions.clock.context import NO_ANCHOR, NO_PRIOR, Context
from verbale.mentions.clock.feasts import feast_days, nth_weekday
from verbale.mentions.clock.meaning import (
    Century,
    Date,
    Decade,
    Feast,
    Fiscal,
    InYear,
    Meaning,
    MonthOf,
    Nth,
    NthWeekDay,
    Numeric,
    Part,
    Prior,
    Relative,
    Run,
    Same,
    Season,
    Shift,
    Unresolved,
    WeekDay,
    WeekNumber,
    WeekOf,
    Window,
    in_year,
)
from verbale.mentions.clock.parted import part_of
from verbale.mentions.clock.period import Period

Settle = Callable[[Meaning, Context], Period]


@singledispatch
def lay(meaning: Any, context: Context, settle: Settle) -> Period:
    """The period of an expression with nothing left open; `settle` reads the expressions inside it."""
    raise Unresolved("not a date")


@lay.register
def _(meaning: Date, context: Context, settle: Settle) -> Period:
    year = meaning.year or context.day().year
    if meaning.month is None:
        return cal.years(year, 1, "year")
    if meaning.day is None:
        return cal.months(date(year, meaning.month, 1), 1, "month")
    return cal.day(date(year, meaning.month, meaning.day))


@lay.register
def _(meaning: Numeric, context: Context, settle: Settle) -> Period:
    month, day = (meaning.a, meaning.b) if context.order == "mdy" else (meaning.b, meaning.a)
    return cal.day(date(meaning.year or context.day().year, month, day))


@lay.register
def _(meaning: InYear, context: Context, settle: Settle) -> Period:
    year = settle(meaning.year, context)
    if not year.first:
        raise Unresolved(NO_ANCHOR)
    return settle(in_year(meaning.what, year.first.year), context)


@lay.register
def _(meaning: Relative, context: Context, settle: Settle) -> Period:
    found = cal.step(context.day(), meaning.unit, meaning.offset)
    if (
        meaning.unit == "weekend"
        and context.direction == "past"
        and not meaning.offset
        and found.distance(context.day())
    ):
        return cal.step(context.day(), "weekend", -1)
    return found


@lay.register
def _(meaning: MonthOf, context: Context, settle: Settle) -> Period:
    near = context.prior.last if meaning.prior and context.near and context.prior else None
    anchor = near or context.day()
    this = anchor.year
    years = {0: (this,), -1: (this, this - 1), 1: (this, this + 1)}[meaning.direction]
    found = [cal.months(date(y, meaning.month, 1), 1, "month") for y in years]
    if meaning.direction < 0:
        return cal.first_of(p for p in found if p.last and p.last < anchor)
    return cal.first_of(p for p in found if p.first and (p.first > anchor or meaning.direction == 0))


@lay.register
def _(meaning: WeekDay, context: Context, settle: Settle) -> Period:
    anchor = context.day()
    if meaning.mode == "coming":
        return cal.day(cal.first_of(d for d in cal.weekdays(meaning.weekday, anchor) if d > anchor))
    week = settle(meaning.week, context) if meaning.week is not None else cal.step(anchor, "week", meaning.offset)
    return cal.day((week.first or anchor) + timedelta(days=meaning.weekday))


@lay.register
def _(meaning: Window, context: Context, settle: Settle) -> Period:
    anchor, day = context.day(), timedelta(days=1)
    if not meaning.count:
        raise Unresolved("no number")
    if meaning.unit == "quarter":
        near, far = sorted((meaning.direction, meaning.direction * meaning.count))
        return cal.join(cal.step(anchor, "quarter", near), cal.step(anchor, "quarter", far))
    far_day = cal.add(anchor, meaning.count * meaning.direction, meaning.unit)
    return cal.days(far_day, anchor - day) if meaning.direction < 0 else cal.days(anchor + day, far_day)


@lay.register
def _(meaning: Shift, context: Context, settle: Settle) -> Period:
    """A move keeps the precision of its unit: years give a year, months a month, days and weeks a day."""
    if meaning.base is None and meaning.amounts[0][1] == "weekend":
        return cal.step(context.day(), "weekend", meaning.amounts[0][0] * meaning.direction)
    base = base_of(meaning.base, context, settle)
    value = (base.last if meaning.direction > 0 else base.first) or base.first or base.last
    if value is None:
        raise Unresolved(NO_PRIOR)
    if base.precision in ("year", "month"):
        value = base.first or value
    for count, unit in meaning.amounts:
        value = cal.add(value, count * meaning.direction, unit)
    units = [u for _, u in meaning.amounts]
    coarse = min((cal.MONTHS.get(u, 0) for u in units), default=0)
    if base.precision in ("range", "quarter", "half", "season") and coarse:
        return _moved(base, meaning)
    if (
        coarse == 0
        or meaning.exact
        or (base.precision == "day" and isinstance(meaning.base, Relative | Date | Feast | InYear))
    ):
        return cal.day(value)
    return cal.holding(value, "month" if coarse < 12 or base.precision == "month" else "year")


def base_of(base: Meaning, context: Context, settle: Settle) -> Period:
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


@lay.register
def _(meaning: Prior, context: Context, settle: Settle) -> Period:
    if meaning.anchored and not (context.prior and context.near):
        return cal.step(context.day(), meaning.unit or "day", meaning.offset)
    if meaning.close and not context.near:
        raise Unresolved(NO_PRIOR)
    prior = context.before()
    edge = prior.last if meaning.offset > 0 else prior.first
    value = edge or prior.first or prior.last
    if value is None:
        raise Unresolved(NO_PRIOR)
    return cal.step(value, meaning.unit, meaning.offset) if meaning.unit else prior


@lay.register
def _(meaning: Same, context: Context, settle: Settle) -> Period:
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


@lay.register
def _(meaning: Run, context: Context, settle: Settle) -> Period:
    first = settle(meaning.base, context).first
    if first is None:
        raise Unresolved(NO_PRIOR)
    last = first
    for count, unit in meaning.amounts:
        last = cal.add(last, count, unit)
    return cal.days(first, last - timedelta(days=1))


@lay.register
def _(meaning: Part, context: Context, settle: Settle) -> Period:
    anchor = context.anchor
    whole = settle(meaning.of, context)
    if isinstance(meaning.of, Prior) and context.prior:
        if whole.first == context.prior.first and whole.last == context.prior.last:
            return whole
        anchor = context.prior.first if meaning.which == "earlier" else context.prior.last
    return part_of(meaning.which, whole, anchor)


@lay.register
def _(meaning: Nth, context: Context, settle: Settle) -> Period:
    whole = settle(meaning.of, context)
    if not whole.first or not whole.last:
        raise Unresolved("part of an open time")
    if meaning.unit == "week" and meaning.count > 1 and whole.precision == "month":
        return _end_days(meaning, whole)
    if meaning.unit == "week":
        return _nth_week(meaning, whole)
    if meaning.unit == "quarter" and whole.precision == "century":
        start = whole.first.year + 25 * (meaning.n - 1 if meaning.n > 0 else 4 + meaning.n)
        return cal.join(cal.years(start, 1, "year"), cal.years(start + 24, 1, "year"))
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


def _end_days(meaning: Nth, whole: Period) -> Period:
    """Weeks at an end of a month are counted in days from that end ("the first two weeks of May": days 1 to 14).

    A year's weeks are numbered (ISO 8601), and go by their numbers.
    """
    assert whole.first and whole.last
    more = timedelta(days=7 * meaning.count - 1)
    found = (whole.last - more, whole.last) if meaning.n < 0 else (whole.first, whole.first + more)
    if not (whole.inside(found[0]) and whole.inside(found[1])):
        raise ValueError("the period has no such part")
    return cal.days(*found)


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


@lay.register
def _(meaning: NthWeekDay, context: Context, settle: Settle) -> Period:
    whole = settle(meaning.of, context)
    return cal.day(nth_weekday(meaning.n, meaning.weekday, whole.first or context.day(), whole.last or context.day()))


@lay.register
def _(meaning: WeekNumber, context: Context, settle: Settle) -> Period:
    year = settle(meaning.year, context).first
    return cal.holding(date.fromisocalendar((year or context.day()).year, meaning.number, 1), "week")


@lay.register
def _(meaning: WeekOf, context: Context, settle: Settle) -> Period:
    return cal.holding(settle(meaning.day, context).first or context.day(), meaning.unit)


@lay.register
def _(meaning: Season, context: Context, settle: Settle) -> Period:
    if meaning.offset is None:
        return cal.season(meaning.name, (settle(meaning.year, context).first or date.min).year, context.south)
    anchor = context.day()
    around = [cal.season(meaning.name, anchor.year + k, context.south) for k in (-2, -1, 0, 1, 2)]
    if meaning.offset < 0:
        return cal.first_of(p for p in reversed(around) if (p.last or date.max) < anchor)
    if meaning.offset > 0:
        return cal.first_of(p for p in around if (p.first or date.min) > anchor)
    return next((p for p in around if p.inside(anchor)), around[2])


@lay.register
def _(meaning: Decade, context: Context, settle: Settle) -> Period:
    """The 1800s are a century, the 1810s and the 2000s decades."""
    if meaning.full and meaning.start % 100 == 0 and meaning.start < 2000:
        return cal.years(meaning.start, 100, "century")
    start = meaning.start if meaning.full else 1900 + meaning.start
    if not meaning.full and meaning.start < 30:
        start += 100
    return cal.years(start, 10, "decade")


@lay.register
def _(meaning: Century, context: Context, settle: Settle) -> Period:
    return cal.years((meaning.number - 1) * 100, 100, "century")


@lay.register
def _(meaning: Fiscal, context: Context, settle: Settle) -> Period:
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


@lay.register
def _(meaning: Feast, context: Context, settle: Settle) -> Period:
    rule = _rule(meaning, context)
    if meaning.direction is None:
        return cal.between(*feast_days(rule, (settle(meaning.year, context).first or date.min).year))
    anchor = context.day()
    found = [cal.between(*feast_days(rule, anchor.year + k)) for k in (-1, 0, 1)]
    if meaning.direction < 0:
        return cal.first_of(p for p in reversed(found) if p.last and p.last < anchor)
    return cal.first_of(p for p in found if p.first and p.first > anchor)


def _rule(meaning: Feast, context: Context) -> tuple[str, ...]:
    """The rule of the state that is named, or of the publisher; else the one that all keep."""
    owner = meaning.owner or context.publisher
    own = next((rule for owners, rule in meaning.rules if owner in owners), None)
    common = next((rule for owners, rule in meaning.rules if not owners), None)
    if own is None and common is None:
        raise Unresolved("a feast of an unknown state")
    return own or common or ()
