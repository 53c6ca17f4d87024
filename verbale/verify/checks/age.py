"""An age against a year of birth: "born in 1946, he died in 2010 at the age of 64".

Rests on: completed years from birth to the day the age is of; a year alone leaves two ages open. Only a sentence with
one birth, one age and one other date, or none where the age is of the document's day. One year beside is a warning,
for ages are also counted by the year begun; more is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.interval import Interval
from verbale.core.line import Line
from verbale.core.mention import Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import any_of, choice, listed, years

RULE = "age"
NEAR = 40
"""Characters after "born" in which the date of birth begins."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each sentence with a birth and an age."""
    for line in case.lines:
        births = list(any_of(case.lexicon, "born").finditer(case.text, line.span.start, line.span.end))
        ages = list(_ages(case.lexicon).finditer(case.text, line.span.start, line.span.end)) if births else []
        if len(births) == len(ages) == 1:
            yield from _sentence(case, line, births[0].end(), ages[0])


def _sentence(case: Case, line: Line, born: int, age: re.Match[str]) -> Iterator[Finding]:
    said = next(int(n) for n in age.groups() if n)
    held = (t for t in case.times if line.span.contains(t.span) and not t.span.overlaps(_at(age)))
    times = [t for t in held if t.interval and t.interval.earliest and t.interval.latest and t.sign != "since"]
    birth = next((t for t in times if 0 <= t.span.start - born < NEAR), None)
    others = [t for t in times if t is not birth]
    when = _when(case, line, others, _at(age))
    between = birth is not None and born <= age.start() and (age.start() < birth.span.start or "-" in age.group())
    if birth is None or birth.interval is None or when is None or between:
        return
    first, last = birth.interval, when
    if first.earliest and first.latest and last.earliest and last.latest and first.latest < last.earliest:
        least, most = years(first.latest, last.earliest), years(first.earliest, last.latest)
        yield _finding(case, [_at(age), birth.span, *(t.span for t in others)], said, least, most)


def _at(m: re.Match[str]) -> Span:
    return Span(m.start(), m.end())


def _when(case: Case, line: Line, others: list[Time], age: Span) -> Interval | None:
    """The day the age is of: the one other date beside it, or the document's where there is none and nobody died."""
    if len(others) == 1:
        first, last = sorted((others[0].span, age))
        between = case.text[first.end : last.start]
        parted = (
            len(between) > NEAR
            or any_of(case.lexicon, "plus").search(between)
            or (set(",;") & set(between) and between.strip(" ,;"))
        )
        return None if parted else others[0].interval
    gone = any_of(case.lexicon, "passed-away").search(line.span.of(case.text))
    return None if others or gone or case.document.date is None else case.document.date


@lru_cache(maxsize=4)
def _ages(lexicon: Lexicon) -> re.Pattern[str]:
    before = choice(listed(lexicon, "age-before"))
    after = choice(listed(lexicon, "age-after"))
    return re.compile(rf"\b{before}\s+(\d{{1,3}})\b(?![-,.]\d)|\b(\d{{1,3}}){after}\b", re.IGNORECASE)


def _finding(case: Case, spans: list[Span], said: int, least: int, most: int) -> Finding:
    apart = max(least - said, said - most, 0)
    severity = "info" if not apart else "warning" if apart == 1 else "error"
    fits = f"{least} to {most}" if least != most else str(least)
    return case.finding(
        RULE, severity, "off" if apart else "holds", spans, f"an age of {said}, where the dates give {fits}",
        because="it fits" if not apart else "the dates give another age",
        inputs={"stated": str(said), "birth": case.words(spans[1])}, formula="age = completed years since birth",
        bounds=fits,
    )  # fmt: skip
