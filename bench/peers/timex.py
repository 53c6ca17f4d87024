"""TIMEX3 values, as HeidelTime writes them, as answers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wire import ONE_DAY, Answer, days, form

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
SIZES = {"Q": 3, "H": 6}
THIRDS = {"START": 0, "MID": 1, "END": 2}


def month(year: int, number: int) -> date:
    """The first day of a month, counted from 1 and on into the next year."""
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def stretch(value: str) -> tuple[date, date] | None:
    """First day and the day after the last of a calendar value; None for what names no calendar stretch."""
    if re.fullmatch(r"\d{2,4}", value):
        size = 10 ** (4 - len(value))
        first = int(value) * size
        return (date(first, 1, 1), date(first + size, 1, 1)) if 0 < first < 9999 else None
    if m := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
        start = (int(m[3]) - 1) * SIZES[m[2]] + 1
        return month(int(m[1]), start), month(int(m[1]), start + SIZES[m[2]])
    if m := re.fullmatch(r"(\d{4})-([A-Z]{2})", value):
        start = SEASONS.get(m[2], 0)
        return (month(int(m[1]), start), month(int(m[1]), start + 3)) if start else None
    if m := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return (monday + timedelta(days=5) if m[3] else monday), monday + timedelta(days=7)
    return _dated(value)


def _dated(value: str) -> tuple[date, date] | None:
    if m := re.fullmatch(r"(\d{4})-(\d{2})", value):
        return month(int(m[1]), int(m[2])), month(int(m[1]), int(m[2]) + 1)
    if m := re.match(r"\d{4}-\d{2}-\d{2}", value):
        day = date.fromisoformat(m[0])
        return day, day + ONE_DAY
    return None


def third(first: date, after: date, part: int) -> tuple[date, date]:
    """Early, mid or late: ten days of a month, four months of a year; a third of anything else."""
    size = (after - first).days
    if 28 <= size <= 31:
        cuts = (first, first + timedelta(days=10), first + timedelta(days=20), after)
    elif 365 <= size <= 366:
        cuts = (first, month(first.year, 5), month(first.year, 9), after)
    else:
        cuts = (first, first + timedelta(days=size // 3), first + timedelta(days=2 * size // 3), after)
    return cuts[part], cuts[part + 1]


def answers(value: str, modifier: str | None) -> tuple[Answer, ...]:
    """The stretch a value names, and its early, mid or late third where the tag says so; a length as it stands."""
    if value.endswith("_REF"):
        return ({"ref": value.removesuffix("_REF").casefold()},)
    if value.startswith("P"):
        return (form(value),)
    whole = stretch(value)
    if not whole:
        return (form(value),)
    parts = [third(*whole, THIRDS[modifier])] if modifier in THIRDS else []
    return tuple(days(*part) for part in (*parts, whole))
