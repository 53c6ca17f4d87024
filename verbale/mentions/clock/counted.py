"""Days and stretches that are counted to, laid on the calendar (more of `lay`)."""

from __future__ import annotations

from datetime import timedelta

from verbale.mentions.clock import period as cal
from verbale.mentions.clock.context import NO_PRIOR, Context
from verbale.mentions.clock.lay import Settle, base_of, lay
from verbale.mentions.clock.meaning import Ended, Less, NthFrom, OnWeekDay, Shift, Unresolved, WeekendAt
from verbale.mentions.clock.period import Period

__all__ = ["lay"]


@lay.register
def _(meaning: NthFrom, context: Context, settle: Settle) -> Period:
    base = base_of(meaning.base, context, settle)
    way = 1 if meaning.n > 0 else -1
    anchor = (base.last if way > 0 else base.first) or context.day()
    near = (meaning.weekday - anchor.weekday()) * way % 7 or 7
    return cal.day(anchor + timedelta(days=way * (near + 7 * (abs(meaning.n) - 1))))


@lay.register
def _(meaning: OnWeekDay, context: Context, settle: Settle) -> Period:
    value = settle(meaning.day, context).first or context.day()
    if meaning.unit == "day" and value.weekday() != meaning.weekday:
        raise ValueError("another weekday")
    offset = meaning.weekday - value.weekday()
    return cal.day(value + timedelta(days=offset if meaning.unit in cal.DAYS else offset % 7))


@lay.register
def _(meaning: Less, context: Context, settle: Settle) -> Period:
    near = base_of(meaning.base, context, settle)
    far = settle(Shift(meaning.amounts, meaning.direction, meaning.base, exact=True), context)
    day = timedelta(days=meaning.direction)
    if not (near.first and near.last and far.first and far.last):
        raise Unresolved(NO_PRIOR)
    return cal.days(near.first, far.first - day) if meaning.direction > 0 else cal.days(far.last - day, near.last)


@lay.register
def _(meaning: Ended, context: Context, settle: Settle) -> Period:
    end = settle(meaning.end, context)
    if not end.first or not end.last:
        raise Unresolved("the earlier time is open")
    start = end.last + timedelta(days=1)
    for count, unit in meaning.amounts:
        start = cal.add(start, -count, unit)
    if end.precision == "month" and start.day == 1:
        return cal.join(cal.holding(start, "month"), end)
    return cal.days(start, end.last)


@lay.register
def _(meaning: WeekendAt, context: Context, settle: Settle) -> Period:
    """Saturday and Sunday of the week of the feast, and the feast with the days between."""
    feast = settle(meaning.feast, context).first or context.day()
    near = feast - timedelta(days=7) if feast.weekday() < 2 else feast
    saturday = near + timedelta(days=5 - near.weekday())
    return cal.days(min(feast, saturday), max(feast, saturday + timedelta(days=1)))
