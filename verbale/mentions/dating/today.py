"""The day that a text calls its own: "today, 9 April 1998"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from verbale.core.document import Document
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.facts import Facts
from verbale.lexicon import Lexicon
from verbale.mentions.dating import words
from verbale.mentions.dating.evidence import Evidence, between

EVIDENCE = "today"


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Iterator[Evidence]:
    for line in lines:
        sentence = line.span.of(document.text)
        for match in words.full_date(lexicon).finditer(sentence):
            day = words.day_of(match, lexicon)
            at = line.span.start + match.start()
            if day and _today(lexicon).search(sentence[: match.start()]) and not words.quoted(document.text, line, at):
                span = Span(at, line.span.start + match.end())
                yield Evidence(between(day, day, "the day it calls today", span), f"today is {day}", span)


@cache
def _today(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words.any_of(lexicon, 'today')}\s*[,(–-]?\s*(?:{words.any_of(lexicon, 'on')}\s+)?$")
