"""Days with their year: a text that plans for a day is no later, one that reports of it is no earlier.

A plan for a day without its year is for the next such day, and plans are talked of in the half-year before.
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

EVIDENCE = "planned"
LEAP = 2024  # any leap year, so that every day of a month exists
AHEAD = timedelta(days=183)


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Iterator[Evidence]:
    for line in lines:
        sentence = line.span.of(document.text)
        side = _side(sentence, lexicon)
        if side is None:
            continue
        for match in words.full_date(lexicon).finditer(sentence):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            day = words.day_of(match, lexicon)
            if day and _on(sentence, match.start(), lexicon) and not words.quoted(document.text, line, span.start):
                yield _dated(day, side, span)
        if side == "before":
            yield from _yearless(sentence, line, lexicon)


def _dated(day: date, side: str, span: Span) -> Evidence:
    first, last = (None, day) if side == "before" else (day, None)
    reason = f"what is set for {day} is still ahead" if side == "before" else f"what happened on {day} is reported"
    return Evidence(between(first, last, reason, span), reason, span)


def _yearless(sentence: str, line: Line, lexicon: Lexicon) -> Iterator[Evidence]:
    if words.years(sentence) or words.says(lexicon, "other_year").search(sentence):
        return
    for match in _day(lexicon).finditer(sentence):
        number, day = words.months(lexicon)[(match[1] or match[4]).lower().rstrip(".")], int(match[2] or match[3])
        if _on(sentence, match.start(), lexicon) and words.exists(LEAP, number, day):
            first = date(LEAP, number, day) - AHEAD
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            reason = f"what is set for “{match[0]}” is still ahead"
            yield Evidence(yearly((first.month, first.day), (number, day), reason, span), reason, span)


@cache
def _day(lexicon: Lexicon) -> re.Pattern[str]:
    month, day = words.month(lexicon), r"(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?"
    return re.compile(rf"\b(?:({month})\s+{day}|{day}\s+({month}))(?![\w-])(?!,?\s+\d{{4}})", re.IGNORECASE)


def _on(sentence: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a word just before says that something happens on that day: a treaty "of" a day is only named by it."""
    return bool(re.search(rf"(?<!\w){words.any_of(lexicon, 'on')}\s+$", sentence[:at], re.IGNORECASE))


def _side(sentence: str, lexicon: Lexicon) -> str | None:
    """before, after, or None where the sentence says neither or both."""
    if words.says(lexicon, "unreal").search(sentence):
        return None
    ahead = bool(words.planned(lexicon).search(sentence))
    behind = bool(words.says(lexicon, "behind", "past").search(sentence))
    if ahead == behind or (behind and words.says(lexicon, "modal").search(sentence)):
        return None
    return "before" if ahead else "after"
