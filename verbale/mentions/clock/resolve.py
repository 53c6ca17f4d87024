"""Meanings laid on the calendar.

Conventions, stated so that a reader can redo them. Early, mid and late month are days 1 to 10, 11 to 20 and 21 to the
end; early, mid and late year are its thirds; of a decade its years 0 to 3, 4 to 6 and 7 to 9; of a week Monday to
Wednesday, Tuesday to Friday and Thursday to Sunday, its end Friday to Sunday. "last Tuesday" is that of the week before
the anchor's, "next Tuesday" of the week after it. "the past three years" ends on the day ahead of the anchor, "the next
three years" starts on the day that follows it. An undated time is the last one begun for what is past, the next one not
yet over for what is to come, else the nearest, another year than the anchor's counting twice as far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from verbale.mentions.clock import period as cal
from verbale.mentions.clock.context import Context
from verbale.mentions.clock.counted import lay
from verbale.mentions.clock.meaning import (
    Date,
    Either,
    Ended,
    Meaning,
    MonthDay,
    Nth,
    Numeric,
    Part,
    Range,
    Relative,
    Unresolved,
    WeekDay,
    in_year,
    open_order,
    yearless,
)
from verbale.mentions.clock.period import Period


def readings(meaning: Meaning, context: Context) -> tuple[Period, ...]:
    """The periods that an expression can be: one where it is settled. Raises Unresolved with the reason."""
    try:
        found = _all(meaning, context)
    except (ValueError, OverflowError) as problem:
        raise Unresolved("no such day") from problem
    if not found:
        raise Unresolved("no such day")
    return found


def _all(meaning: Meaning, context: Context) -> tuple[Period, ...]:
    if isinstance(meaning, Either):
        return tuple(p for r in meaning.readings for p in readings(r, context))
    if open_order(meaning) and (context.order is None or _named(meaning)):
        found = tuple(_orders(meaning, context))
        return _plausible(meaning, found, context) if len(found) > 1 else found
    return (settle(meaning, context),)


def _named(meaning: Meaning) -> bool:
    """Whether a weekday stands beside the numbers."""
    return isinstance(meaning, Numeric) and meaning.weekday is not None


def _orders(meaning: Meaning, context: Context) -> Iterable[Period]:
    """What it means with the month first, and with the day first."""
    for order in ("mdy", "dmy"):
        try:
            yield settle(meaning, replace(context, order=order))
        except (ValueError, OverflowError):
            continue


def _plausible(meaning: Meaning, found: tuple[Period, ...], context: Context) -> tuple[Period, ...]:
    """What a weekday beside it, or the course of a range, leaves of the two orders; else what the document's habit is.

    A range that ends in the year it starts in is preferred to one that runs over the turn of the year.
    """
    if _named(meaning):
        kept = [p for p in found if p.first and p.first.weekday() == meaning.weekday]
        if len(kept) > 1 and context.anchor:
            near = [p for p in kept if p.first and p.first.year == context.anchor.year]
            kept = near or kept
    else:
        kept = [p for p in found if isinstance(meaning, Range) and p.first and p.last and p.first.year == p.last.year]
    if len(kept) == 1:
        return tuple(kept)
    return (found[context.order == "dmy"],) if context.order else found


def settle(meaning: Meaning, context: Context) -> Period:
    """The one period of an expression; a year or week that is not written is taken by direction."""
    if isinstance(meaning, Range):
        return _range(meaning, context)
    if isinstance(meaning, WeekDay) and meaning.mode is None:
        return _pick((cal.day(d) for d in cal.weekdays(meaning.weekday, context.day())), context)
    if isinstance(meaning, MonthDay):
        return _pick(_tries(lambda k: _month_day(meaning, k, context.day()), range(-13, 14)), context)
    if isinstance(meaning, Date) and meaning.weekday is not None and (found := _by_weekday(meaning, context)):
        return found
    if isinstance(meaning, Numeric) and meaning.weekday is not None and (found := _by_numbers(meaning, context)):
        return found
    if yearless(meaning):
        start = context.day().year
        stretch = isinstance(meaning, Ended)
        ended = stretch or isinstance(meaning, Nth | Part)
        periods = _tries(lambda y: settle(in_year(meaning, y), context), range(start - 8, start + 9))
        return _pick(periods, context, ended, stretch)
    return lay(meaning, context, settle)


def _by_numbers(meaning: Numeric, context: Context) -> Period | None:
    month, day = (meaning.a, meaning.b) if context.order == "mdy" else (meaning.b, meaning.a)
    return _by_weekday(Date(meaning.year, month, day, meaning.weekday), context)


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


def _pick(periods: Iterable[Period], context: Context, ended: bool = False, stretch: bool = False) -> Period:
    """The one that the direction asks for, else the nearest (`stretch`: by its end); `ended`: if past, it is over."""
    anchor, found = context.day(), sorted(periods, key=lambda p: p.first or date.min)
    if not found:
        raise Unresolved("no such day")
    if context.direction == "future":
        return next((p for p in found if (p.last or date.max) >= anchor), found[-1])
    if context.direction == "past":
        edge = "last" if ended else "first"
        return next((p for p in reversed(found) if (getattr(p, edge) or date.min) <= anchor), found[0])
    if stretch:
        return min(found, key=lambda p: abs(((p.last or date.max) - anchor).days))
    return min(found, key=lambda p: _far(p, anchor))


def _far(period: Period, anchor: date) -> int:
    """Distance for what has no tense: another year counts twice as far as the anchor's own."""
    same = period.inside(anchor) or (period.first or date.min).year == anchor.year
    return period.distance(anchor) * (1 if same else 2)


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
        return cal.first_of(_tries(lambda y: cal.join(settle(in_year(start, y), context), last), (year, year - 1)))
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
