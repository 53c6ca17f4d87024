"""The vocabulary as regular expressions, and numbers and days in words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from verbale.core.line import Line
from verbale.lexicon import Lexicon, variants


@cache
def any_of(lexicon: Lexicon, *classes: str) -> str:
    """A group that matches any word of the classes, longest first; white space may be of any kind."""
    rows = (row for row in lexicon.table("dating_word") if row["class"] in classes)
    return choice(form for row in rows for pattern in row["words"] for form in variants(pattern))


def choice(forms: Iterable[str]) -> str:
    """A group of alternatives, longest first; one that never matches where there are none."""
    words = sorted({*forms}, key=lambda w: (-len(w), w)) or ["\0"]
    return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in words) + ")"


@cache
def says(lexicon: Lexicon, *classes: str) -> re.Pattern[str]:
    """Any word of the classes, as a whole word; not as an infinitive of the passive ("to be signed")."""
    return re.compile(rf"(?<!\w)(?<!\bbe\s){any_of(lexicon, *classes)}(?!\w)", re.IGNORECASE)


@cache
def months(lexicon: Lexicon) -> dict[str, int]:
    """Month names and abbreviations by their lower-case form."""
    rows = (row for row in lexicon.table("time_word") if row["class"] == "month")
    return {form.lower(): int(row["value"]) for row in rows for word in row["words"] for form in variants(word)}


@cache
def month(lexicon: Lexicon) -> str:
    return rf"(?:{choice(months(lexicon))}\.?)"


@cache
def cardinals(lexicon: Lexicon) -> dict[str, int]:
    return {str(row["word"]).lower(): int(row["value"]) for row in lexicon.table("number_cardinal")}


@cache
def ordinals(lexicon: Lexicon) -> dict[str, int]:
    return {str(row["word"]).lower(): int(row["value"]) for row in lexicon.table("number_ordinal")}


@cache
def number(lexicon: Lexicon) -> str:
    """A whole number below a thousand, in digits or in words."""
    word = choice(cardinals(lexicon))
    return rf"(?:\d{{1,3}}|{word}(?:[-\s]{word})?)"


@cache
def ordinal(lexicon: Lexicon) -> str:
    """An ordinal, in digits or in words."""
    return rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{choice(cardinals(lexicon))}[-\s])?{choice(ordinals(lexicon))})"


def value(text: str, lexicon: Lexicon) -> int | None:
    """The value of a cardinal or ordinal: "32", "24th", "thirty-two", "twenty-fourth"."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    known = cardinals(lexicon) | ordinals(lexicon)
    parts = [known.get(part) for part in re.split(r"[-\s]+", text.lower())]
    return sum(p for p in parts if p is not None) if all(p is not None for p in parts) else None


@cache
def planned(lexicon: Lexicon) -> re.Pattern[str]:
    """A future verb form with a verb of holding or going to a meeting."""
    verb = any_of(lexicon, "attend")
    return re.compile(rf"(?<!\w){any_of(lexicon, 'modal')}\s+(?:\w+\s+){{0,2}}?{verb}(?!\w)", re.IGNORECASE)


YEAR = re.compile(r"(?<![\d,.])(?:1[789]|20)\d\d(?![\d,.]\d|\d)")


def years(text: str) -> set[int]:
    """Years that a stretch of text names in four digits."""
    return {int(found) for found in YEAR.findall(text)}


@cache
def full_date(lexicon: Lexicon) -> re.Pattern[str]:
    """A day with month and year, or the first and last of a range of days: "3-4 July 2019", "July 3-4, 2019"."""
    m, d = month(lexicon), r"\d{1,2}(?:st|nd|rd|th)?"
    days = rf"({d})(?:\s*[-–]\s*{d})?"
    return re.compile(rf"\b(?:{days}\s+(?:of\s+)?({m}),?|({m})\s+{days},?)\s+(\d{{4}})(?!\d)", re.IGNORECASE)


def day_of(found: re.Match[str], lexicon: Lexicon) -> date | None:
    """The first day of a match of `full_date`."""
    day, name = found[1] or found[4], found[2] or found[3]
    number = months(lexicon)[name.lower().rstrip(".")]
    try:
        return date(int(found[5]), number, int(re.match(r"\d+", day)[0]))  # type: ignore[index]
    except ValueError:
        return None


def exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def quoted(text: str, line: Line, at: int) -> bool:
    """Whether the offset stands inside quotation marks that open in the same line."""
    before = text[line.span.start : at]
    return any(before.count(a) > before.count(b) for a, b in ("“”", "«»")) or before.count('"') % 2 == 1
