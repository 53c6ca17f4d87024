"""Figures that say too little of themselves: a cut-off with no start, one number for several places, no source.

Rests on: what a reader needs to hold a figure beside another: from when to when it counts, whether it is for each or
for all, whose statistics it is and in which direction trade is meant. Only the first two can mislead and are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.orders import filled
from verbale.verify.wording import any_of

RULE = "underspecified-figure"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each figure that lacks something."""
    for r in case.records("figure"):
        if r.values["form"] not in ("amount", "count"):
            continue
        line = case.line(r.span)
        around = line.span.of(case.text) if line else r.quote
        counted = r.values["form"] == "count"
        if (
            counted
            and r.values.get("as_of")
            and not r.values.get("period")
            and not any_of(case.lexicon, "start").search(around)
        ):
            yield _finding(case, r, "warning", "a cut-off is given, the start of the count is not")
        if counted and _several(case, r) and not any_of(case.lexicon, "each-or-all").search(around):
            yield _finding(case, r, "warning", "one number for several places: for each or for all is not said")
        if r.values.get("measure") == "trade-turnover" and not any_of(case.lexicon, "source").search(around):
            yield _finding(case, r, "info", "whose statistics, and whether both directions, is not said")


def _several(case: Case, r: Record) -> bool:
    """Whether the count runs "through A and B": two places joined right after a word of passage."""
    held = (Span(m.start(1), m.end(1)) for m in _through(case.lexicon).finditer(case.text, r.span.start, r.span.end))
    return any(not any(a.span.contains(pair) for a in case.actors) for pair in held)


@lru_cache(maxsize=4)
def _through(lexicon: Lexicon) -> re.Pattern[str]:
    name = r"(?-i:[A-Z])[\w'’-]+(?:\s+(?-i:[A-Z])[\w'’-]+)?"
    form = rf"@passage\s+(?:@article\s+)?({name}\s+@plus\s+(?:@article\s+)?{name})"
    return re.compile(filled(lexicon, form), re.IGNORECASE)


def _finding(case: Case, r: Record, severity: str, why: str) -> Finding:
    where = r.fields.get("value", r.span)
    return case.finding(
        RULE, severity, "not-checkable", [where], f"“{case.words(r.span)[:120]}”: {why}", because=why, records=(r.id,),
        inputs={"figure": case.words(where)}, formula="period, place, source given",
    )  # fmt: skip
