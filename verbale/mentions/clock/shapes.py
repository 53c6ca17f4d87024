"""Dates written in figures: ISO 8601, day and month in either order, year spans, quarters, decades."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from verbale.mentions.clock.meaning import Date, Decade, Either, Fiscal, Meaning, Nth, Numeric, Range
from verbale.mentions.clock.vocabulary import Vocabulary

Found = tuple[str, Meaning] | None
ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
PIVOT = 50


def full_year(two: int) -> int:
    """A year of two figures: 00 to 49 lie in this century (POSIX splits at 69; official texts do not reach so far)."""
    return two + (2000 if two < PIVOT else 1900)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else full_year(int(text))


def ymd(m: re.Match[str]) -> Found:
    year, b, c = int(m["y"]), int(m["b"]), int(m["c"])
    if 1 <= b <= 12 and 1 <= c <= 31:
        return "Day", Date(year, b, c)
    return ("Day", Date(year, b, c)) if m["s"] == "-" and 1900 <= year < 2100 and min(b, c) and b < 32 else None


def compact(m: re.Match[str]) -> Found:
    """Eight figures, or three numbers with blanks between."""
    return ("Day", Date(int(m["y"]), int(m["b"]), int(m["c"])))


def abc(m: re.Match[str]) -> Found:
    """Two numbers and a year: with points the day is first (the habit of every publisher that writes points)."""
    a, b, year = int(m["a"]), int(m["b"]), _year(m["y"])
    if m["s"] == "." and 1 <= b <= 12 and 1 <= a <= 31:
        return "Day", Date(year, b, a)
    if m["s"] == "." and len(m["y"]) == 2:
        return None
    return numeric(a, b, year)


def numeric(a: int, b: int, year: int | None) -> Found:
    """Day and month in an order that the numbers settle where one is above 12."""
    if not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    if a > 12 or a == b:
        return "Day", Date(year, b, a)
    return "Day", Date(year, a, b) if b > 12 else Numeric(a, b, year)


def roman(m: re.Match[str]) -> Found:
    month, day = ROMAN.get(m["m"]), int(m["d"])
    return ("Day", Date(int(m["y"]), month, day)) if month and 1 <= day <= 31 else None


def year_pair(m: re.Match[str]) -> Found:
    """In "2003-04" the next year makes a fiscal or working year, a later one a range, 01 to 12 else a month."""
    year, second, dash = int(m["y"]), int(m["b"]), m["s"]
    if len(m["b"]) == 4:
        return ("Range", Range(Date(year), Date(second))) if second > year else None
    tail = year // 100 * 100 + second + (100 if second < year % 100 else 0)
    if len(m["b"]) == 2 and tail == year + 1:
        return "Year", Fiscal(year, span=True, named=dash == "/")
    month = ("Month", Date(year, second)) if 1 <= second <= 12 else None
    if len(m["b"]) == 2 and second > year % 100 and year >= 1800:
        span = Range(Date(year), Date(tail))
        if dash in "–—" or not month:
            return ("Range", span) if dash not in "/." else None
        return ("Range", Either((span, Date(year, second)))) if dash == "-" and year >= 2000 else month
    return month


def month_year(m: re.Match[str]) -> Found:
    month = int(m["a"])
    return ("Month", Date(int(m["y"]), month)) if 1 <= month <= 12 else None


def day_month(m: re.Match[str]) -> Found:
    """Day and month with no year; whether the words around it allow a date is for the rules to say."""
    found = numeric(int(m["a"]), int(m["b"]), None)
    return ("short", found[1]) if found else None


def decade(m: re.Match[str]) -> Found:
    text = m["y"].strip()
    if len(text) == 4:
        return "Decade", Decade(int(text))
    return "Decade", Decade(int(text), full=False)


def quarter(m: re.Match[str]) -> Found:
    year = m["y"] or m["y2"]
    n = int(m["n"])
    unit = "half" if m["h"] else "quarter"
    if unit == "half" and (n > 2 or not year):
        return None
    return "Quarter", Nth(n, unit, Date(_year(year)) if year else Date())


def fiscal(m: re.Match[str]) -> Found:
    first, second = _year(m["y"]), m["b"]
    return "Year", Fiscal(first, span=bool(second))


@lru_cache(maxsize=8)
def shapes(
    vocabulary: Vocabulary,
) -> tuple[re.Pattern[str], dict[str, Callable[[re.Match[str]], Found]], dict[str, re.Pattern[str]]]:
    """One pattern that finds any of the forms, and for each its own pattern and reader."""
    q, h, fy = (vocabulary.marks(k) for k in ("quarter", "half", "fiscal"))
    forms: dict[str, tuple[str, Callable[[re.Match[str]], Found]]] = {
        "ymd": (r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<c>\d{1,2})(?![\d])", ymd),
        "compact": (r"(?P<y>(?:19|20)\d\d)(?P<b>0[1-9]|1[0-2])(?P<c>[0-2]\d|3[01])(?!\d)", compact),
        "spaced": (r"(?P<y>(?:19|20)\d\d) (?P<b>0[1-9]|1[0-2]) (?P<c>[0-2]\d|3[01])(?![,.]?\d|-|\w)", compact),
        "abc": (r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)(?![\d]|[-/.]\d)", abc),
        "roman": (r"(?P<d>\d{1,2})[./ ]\s?(?P<m>[IVX]{1,4})[./ ]\s?(?P<y>[12]\d{3})(?!\d)", roman),
        "fiscal": (rf"(?:{fy})\s?[’']?(?P<y>\d{{4}}|\d\d)(?:[-–/](?P<b>\d{{4}}|\d\d))?(?!\d)", fiscal),
        "quarter": (
            rf"(?:(?P<y>\d{{4}}|\d\d)[-\s]?)?(?:(?:{q})|(?P<h>{h}))(?P<n>[1-4])(?:[-\s,]*(?:{vocabulary.marks('of')})?\s*"
            r"(?P<y2>\d{4}))?(?![\d.]\d|\w)",
            quarter,
        ),
        "turned": (rf"(?P<n>[1-4])(?:(?:{q})|(?P<h>{h}))[-\s]?(?P<y>\d{{4}})(?P<y2>)(?!\w|[.]\d)", quarter),
        "pair": (
            r"(?P<y>[12]\d{3})\s?(?P<s>[-–—/.~])\s?(?P<b>\d{4}|\d{1,2})"
            r"(?![\d]|[-/.]\d|\w|,\d| [A-Z][a-z]{2,8} [12]\d{3})",
            year_pair,
        ),
        "my": (r"(?P<a>\d{1,2})\s?[-/]\s?(?P<y>[12]\d{3})(?![\d]|[-/.]\d|\w)", month_year),
        "dm": (r"(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})(?![\d]|[-/.]\d|\w|,\d{3}|%)", day_month),
        "decade": (rf"[’']?(?P<y>[12]\d{{2}}0 ?|[2-9]0)[’']?(?:{vocabulary.marks('plural')})\b", decade),
    }
    union = "|".join(
        f"(?P<{name}>{re.sub(r'[?]P<[a-z0-9]+>', '?:', body).replace('(?P=s)', '[-/.]')})"
        for name, (body, _) in forms.items()
    )
    readers = {name: reader for name, (_, reader) in forms.items()}
    return re.compile(union), readers, {name: re.compile(body) for name, (body, _) in forms.items()}
