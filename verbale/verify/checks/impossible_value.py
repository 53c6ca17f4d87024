"""Values that cannot be: a share of more than the whole, a fall by more than all, a negative count.

Rests on: what the words mean. Only shares of a whole that nothing exceeds (people, seats, votes, land) and falls in per
cent are bounded by a hundred; growth, debt, targets, capacity and one flow measured by another are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.orders import filled
from verbale.verify.wording import any_of

RULE = "impossible-value"
WHOLE = 100
AHEAD = 60
"""Characters after a share in which its whole is named."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each share, fall and count."""
    for r in case.records("figure"):
        value, form = r.values.get("value"), r.values.get("form")
        if not isinstance(value, (int, float)):
            continue
        if r.values.get("unit") == "%" and r.values.get("per") is None and _share(case, r):
            yield _finding(case, r, value <= WHOLE, f"a share of {value:g} per cent of a whole", "share ≤ 100 %")
        if form == "count":
            yield _finding(case, r, value >= 0, f"a count of {value:g}", "count ≥ 0")
        down = _fall(r)
        if down and form != "elapsed" and value >= 0:
            yield _finding(case, r, down <= WHOLE, f"a fall by {down:g} per cent", "fall ≤ 100 %")


def _fall(r: Record) -> float | None:
    """By how many per cent it fell."""
    change = r.values.get("change") or {}
    value = change.get("value")
    down = change.get("direction") == "down" and change.get("unit") == "%"
    return float(value) if down and isinstance(value, (int, float)) else None


def _share(case: Case, r: Record) -> bool:
    """Whether it is a part of a whole that nothing exceeds: "of the population", "the share of women is"."""
    where = r.fields.get("value", r.span)
    before, after = case.text[r.span.start : where.start], case.text[where.end : where.end + AHEAD]
    if r.values.get("change") or any_of(case.lexicon, "over-whole").search(case.words(r.span)):
        return False
    named = r.values.get("form") == "share" and _bounded(case.lexicon).match(after.lstrip()) is not None
    return named or (r.values.get("measure") == "share" and any_of(case.lexicon, "share-is").search(before) is not None)


@lru_cache(maxsize=4)
def _bounded(lexicon: Lexicon) -> re.Pattern[str]:
    """ "per cent of the district's population": a whole of things or people that are counted."""
    form = r"(?:@percent\s*)?@of\s+(?:[\w'’-]+\s+){0,3}?@bounded-whole"
    return re.compile(filled(lexicon, form), re.IGNORECASE)


def _finding(case: Case, r: Record, right: bool, message: str, formula: str) -> Finding:
    where = r.fields.get("value") or r.fields.get("change") or r.span
    return case.finding(
        RULE, "info" if right else "error", "holds" if right else "off", [where], message, formula=formula,
        because="within what can be" if right else "more than there is", records=(r.id,),
        inputs={"stated": case.words(where)},
    )  # fmt: skip
