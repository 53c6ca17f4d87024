"""Dates as metadata and datelines write them, each with its own precision (EDTF, ISO 8601-2).

Month and weekday names are CLDR's. A date with slashes is read only where one number cannot be a month;
with full stops the day comes first, as in every CLDR locale that writes full stops.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

from verbale.core import interval
from verbale.core.interval import Interval
from verbale.documents.folding import fold
from verbale.documents.vocabulary import alternatives, vocabulary

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
LOCALES = {"en": ("en", "en_GB")}


def parse(value: str, basis: str, language: str = "en") -> Interval:
    """The interval a metadata value names: a day, a month, a year, or START/END with either end open.

    A month, a year or a stretch is some time inside itself: `within` is True.
    Raises ValueError where the value is none of these.
    """
    words = value.strip()
    start, slash, end = words.partition("/")
    if slash and all(side.strip() == ".." or ISO.fullmatch(side.strip()) for side in (start, end)):
        found = between(start.strip(), end.strip())
    else:
        found = iso(words) or written(words, language)
    if found is None:
        raise ValueError(f"{value[:40]!r} is not a date; write YYYY-MM-DD, YYYY-MM, YYYY or START/END")
    return replace(found, basis=basis, span=None)


def iso(words: str) -> Interval | None:
    """A day, month or year in ISO 8601; the time of day and its zone are left out, the day stays as written."""
    match = ISO.fullmatch(words) or COMPACT.fullmatch(words)
    parts = [int(p) for p in match.groups() if p] if match else []
    try:
        return sized(parts)
    except ValueError:
        return None


def sized(parts: list[int]) -> Interval | None:
    if len(parts) == 3:
        return interval.day(date(parts[0], parts[1], parts[2]))
    if len(parts) == 2 and 1 <= parts[1] <= 12:
        return replace(interval.month(parts[0], parts[1]), within=True)
    return replace(interval.year(parts[0]), within=True) if len(parts) == 1 else None


def between(start: str, end: str) -> Interval | None:
    """A stretch from the first day of one time to the last of another; ".." is open."""
    first, last = iso(start), iso(end)
    if (first is None and start != "..") or (last is None and end != "..") or first is last:
        return None
    early, late = first.earliest if first else None, last.latest if last else None
    if early and late and early > late:
        return None
    return Interval(early, late, f"{start[:10]}/{end[:10]}", within=True)


@cache
def names(language: str, kind: str) -> dict[str, int]:
    """CLDR's names of "months" or "days", folded, in lower case and without full stop, with their numbers."""
    found: dict[str, int] = {}
    for locale in LOCALES.get(language, (language,)):
        try:
            data = getattr(Locale.parse(locale), kind)
        except (UnknownLocaleError, ValueError):
            return names("en", kind)
        rows = [data[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated")]
        found |= {fold(name).casefold().rstrip("."): number for row in rows for number, name in row.items()}
    return {name: number for name, number in found.items() if not name.isdigit()}


@cache
def forms(language: str) -> tuple[re.Pattern[str], ...]:
    """The written forms of a date, with named parts; matched on folded text."""
    table = vocabulary()
    month = rf"(?P<m>{alternatives(names(language, 'months'))})\b\.?"
    year = r"(?P<y>(?:1[89]|20)\d\d)(?!\d)"
    number = rf"(?:0?[1-9]|[12]\d|3[01])(?:{alternatives(table.words('ordinal'))})?(?!\d)"
    of = rf"(?:\s*-\s*|\s+(?:{alternatives(table.words('of'))})\s+|\s+)"
    to = rf"(?:\s*-\s*|\s+(?:{alternatives(table.words('to'))})\s+)"
    days = rf"(?P<d>{number})(?:{to}(?P<e>{number}))?"
    shapes = (
        rf"{days}{of}{month}(?:\s*,\s*|\s*-\s*|\s+){year}",
        rf"{month}\s*{days}(?:\s*,\s*|\s+){year}",
        rf"{month}(?:\s*,\s*|\s+){year}",
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<n>\d\d?)(?P=sep)(?P<d>\d\d?)(?!\d)",
        r"(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<y>\d{4})(?!\d)",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


@cache
def pattern(language: str) -> str:
    """One expression for any written date, without groups, to be set into a larger one."""
    bare = [f.pattern.replace("(?P=sep)", "[-/.]") for f in forms(language)]
    return "(?:" + "|".join(re.sub(r"\(\?P<\w+>", "(?:", b) for b in bare) + ")"


@cache
def weekday(language: str) -> str:
    """An optional weekday before a date, with its comma."""
    return rf"(?:(?:{alternatives(names(language, 'days'))})\b\.?\s*,?\s+)?"


@cache
def clock(language: str) -> str:
    """An optional time of day after a date, with its zone."""
    at = alternatives(vocabulary().words("at"))
    hour = r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?)"
    return rf"(?:(?:\s*[,|(-]\s*|\s+)(?:(?:{at})\s+)?{hour}(?:\s*\(?(?-i:[A-Z]{{2,5}})(?:[+-]\d{{1,2}})?\)?)?\)?)?"


@cache
def alone(language: str) -> re.Pattern[str]:
    """A whole date: what may stand before it, the date, what may stand after it."""
    return re.compile(rf"{weekday(language)}({pattern(language)}){clock(language)}", re.IGNORECASE)


def written(words: str, language: str = "en") -> Interval | None:
    """The interval a written date names, a weekday before it and a time of day after it set aside."""
    folded = fold(words).strip()
    whole = alone(language).fullmatch(folded)
    for form in forms(language):
        match = form.fullmatch(whole[1]) if whole else None
        if match:
            return value(match.groupdict(), language)
    return None


def value(parts: dict[str, str | None], language: str) -> Interval | None:
    """The interval of the named parts of a form, or None where they name no day or leave it open."""
    figure = {k: int(re.sub(r"\D", "", v)) for k, v in parts.items() if v and k in "ynabde"}
    named = parts.get("m")
    if "a" in figure:
        figure["n"], figure["d"] = ordered(figure["a"], figure["b"], parts["sep"] or "")
    month = names(language, "months")[named.casefold()] if named else figure["n"]
    try:
        first = sized([figure["y"], month, *([figure["d"]] if "d" in figure else [])])
        last = sized([figure["y"], month, figure["e"]]) if "e" in figure else None
    except ValueError:
        return None
    return between(first.edtf, last.edtf) if first and last else first


def ordered(first: int, second: int, mark: str) -> tuple[int, int]:
    """Month and day of two numbers; (0, 0), which is no date, where either could be the month."""
    if mark == "." or first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else (0, 0)
