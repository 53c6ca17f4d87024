"""Figures over part of a year: whoever reports January to May writes after May.

"This year" bounds month and day once other evidence gives the year; a year in digits bounds the date itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from verbale.core.document import Document
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.facts import Facts
from verbale.lexicon import Lexicon
from verbale.mentions.dating import words
from verbale.mentions.dating.evidence import Evidence, between, yearly

EVIDENCE = "periods"
PLAIN = 2023  # any year without a leap day, for days after a month's end


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Iterator[Evidence]:
    for line in lines:
        sentence = line.span.of(document.text)
        if words.says(lexicon, "modal").search(sentence) or not words.says(lexicon, "reported").search(sentence):
            continue
        for match in _period(lexicon).finditer(sentence):
            at = Span(line.span.start + match.start(), line.span.start + match.end())
            after = _after(match, lexicon)
            figure = re.search(r"\d", sentence[: match.start()] + sentence[match.end() :])
            if after and figure and not words.quoted(document.text, line, at.start):
                yield _evidence(after, match["year"], at, document.text)


def _evidence(after: tuple[int, int], year: str | None, span: Span, text: str) -> Evidence:
    reason = f"figures are given for “{span.of(text)}”"
    if year:
        return Evidence(between(date(int(year), *after), None, reason, span), reason, span)
    return Evidence(yearly(after, (12, 31), reason, span), reason, span)


@cache
def _period(lexicon: Lexicon) -> re.Pattern[str]:
    def w(*classes: str) -> str:
        return words.any_of(lexicon, *classes)

    month, n, nth = words.month(lexicon), words.number(lexicon), words.ordinal(lexicon)
    span = rf"{w('from')}\s+{month}\s*{w('to')}\s*(?P<to>{month})|(?<=\s){month}\s*[-–]\s*(?P<dash>{month})"
    part = rf"{w('first')}\s+(?P<months>{n})\s+{w('month_unit')}|(?P<part>{nth})\s+(?P<unit>{w('half', 'quarter')})"
    day = rf"(?P<m1>{month})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{month})"
    cut = rf"{w('as_of')}\s+(?:{day}|(?P<whole>{month}))"
    own = rf"{w('this_year')}|(?P<year>(?:19|20)\d\d)"
    return re.compile(rf"(?<!\w)(?:{span}|{part}|{cut})\s*,?\s+(?:{w('of')}\s+)?(?:{own})(?!\w)", re.IGNORECASE)


def _after(match: re.Match[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """Month and day of the first day on which the figures may be reported; None for a whole year."""
    if match["d1"] or match["d2"]:
        number, day = _month(match["m1"] or match["m2"], lexicon), int(match["d1"] or match["d2"])
        return (number, day) if words.exists(PLAIN, number, day) else None
    month = _last_month(match, lexicon)
    if month is None or not 1 <= month < 12:
        return None
    end = words.last_day(PLAIN, month) + timedelta(days=1)
    return end.month, end.day


def _last_month(match: re.Match[str], lexicon: Lexicon) -> int | None:
    name = match["to"] or match["dash"] or match["whole"]
    if name:
        return _month(name, lexicon)
    if match["months"]:
        return words.value(match["months"], lexicon)
    part = words.value(match["part"], lexicon) or 0
    half = words.says(lexicon, "half").fullmatch(match["unit"])
    return part * 6 if half else part * 3


def _month(name: str, lexicon: Lexicon) -> int:
    return words.months(lexicon)[name.lower().rstrip(".")]
