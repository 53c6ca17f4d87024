"""A number of things that are spoken of as known and named nowhere: "the five priorities", "the three forces".

Rests on: the text, and the lexicon where a set phrase has members. A listing in the same or the next sentence settles
it. Never raised: the reader is told what to look up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.mention import Quantity
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "unlisted-set"
DEFINITE = re.compile(r"\b(?:the|these|those|its|their|our|his|her)\s+$", re.IGNORECASE)
LIST = re.compile(r"[:;–—]|,[^,.]+,|,[^,.]+ and ")
FEW = range(3, 13)


def find(case: Case) -> Iterator[Finding]:
    """One finding for each small definite set of counted things."""
    parties = any_of(case.lexicon, "no-set")
    for q in case.quantities:
        where = q.number or q.span
        definite = DEFINITE.search(case.text, max(0, where.start - 8), where.start)
        if q.sort != "count" or q.value not in FEW or not definite or parties.search(case.words(q.span)):
            continue
        if not any(a.sort in ("group", "person") and a.span.overlaps(q.span) for a in case.actors):
            yield _finding(case, q)


def _finding(case: Case, q: Quantity) -> Finding:
    line = case.line(q.span)
    after = next((x for x in case.lines if line and x.index == line.index + 1), None)
    rest = case.text[q.span.end : line.span.end] if line else ""
    named = bool(LIST.search(rest)) or (after is not None and after.kind == "list-item")
    why = "the sentence or a list after it names members" if named else "the text beside it does not name them"
    shown = Span(q.span.start, min(line.span.end, q.span.end + 60)) if line else q.span
    return case.finding(
        RULE, "info", "holds" if named else "not-checkable", [q.span], f"“{case.words(shown)}”: {why}",
        because=why, inputs={"count": f"{q.value:g}"}, formula="members named = count",
    )  # fmt: skip
