"""Numbers that no mention is made of, for they stand without a noun: "from 120 to 180", "20 were women"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from verbale.core.line import Line
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.rounding import Stated, stated
from verbale.verify.wording import choice

YEARS = range(1500, 2101)
"""Four digits in this range are taken for a year."""


def bare(case: Case, line: Line, taken: Iterable[Span]) -> Iterator[tuple[Stated, Span]]:
    """Numbers of a sentence outside the spans that are taken, in digits or in one word, in text order."""
    held = tuple(taken)
    for m in _numeral(case.lexicon).finditer(case.text, line.span.start, line.span.end):
        span = Span(m.start(), m.end())
        value = _value(case.lexicon, m.group())
        if value not in YEARS and not any(span.overlaps(s) for s in held):
            yield stated(value, m.group(), "=", True), span


def _value(lexicon: Lexicon, words: str) -> float:
    known = _cardinals(lexicon).get(words.casefold())
    return float(words.replace(",", "")) if known is None else known


@lru_cache(maxsize=4)
def _cardinals(lexicon: Lexicon) -> dict[str, float]:
    """Numbers of one word above one, which is too often a pronoun."""
    return {r["word"]: float(r["value"]) for r in lexicon.table("number_cardinal") if r["value"] > 1}


@lru_cache(maxsize=4)
def _numeral(lexicon: Lexicon) -> re.Pattern[str]:
    words = choice(_cardinals(lexicon))
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?"
    return re.compile(rf"(?<![\w.,/:$€£¥-])(?:{digits}|{words})(?![\w/:%$€£-]|[.,]\d)", re.IGNORECASE)
