"""Claims of a record, a first or an only one, which nothing in the text lets a reader check.

Rests on: what a check would need. A record needs a number and the one before it, an only one the class it is said of, a
first one a register of the others. They are listed, never raised: not checkable, because of what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "uncheckable-claim"
WHY = {
    "unique": "it speaks of all others, and holds at the document's date only",
    "rank": "the text names no table that it is ranked in",
}


def find(case: Case) -> Iterator[Finding]:
    """One finding for each rank, each uniqueness and each record without a number."""
    for r in case.records("figure"):
        form = r.values["form"]
        if form in WHY:
            yield _open(case, r.fields.get("scope", r.span), WHY[form], r.id)
    numbers = [q.span for q in case.quantities if q.sort in ("amount", "count", "percent")]
    for match in any_of(case.lexicon, "record").finditer(case.text):
        span = Span(match.start(), match.end())
        line = case.line(span)
        if line and line.kind == "paragraph" and not any(line.span.contains(n) for n in numbers):
            yield _open(case, span, "no number and no earlier record is named", None)


def _open(case: Case, span: Span, why: str, record: str | None) -> Finding:
    return case.finding(
        RULE, "info", "not-checkable", [span], f"“{case.words(span)[:120]}”: {why}", because=why,
        records=(record,) if record else (), formula="claim against a table",
    )  # fmt: skip
