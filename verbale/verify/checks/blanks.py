"""Blanks before a comma or a full stop, an opening quotation mark for an apostrophe, a comma inside a date.

Rests on: the typography of English. One finding for a document, with all places, never more than an info: it says how
carefully a text was made, and moves nothing in its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "typography"
SLIP = re.compile(r"(?<=\w) +[,.;](?=\s|$)(?!\s*\.)|(?<=[A-Za-z])‘(?=s\b)")
COMMA = re.compile(r"(?<=\d),\s+$")
ROUND = 12


def find(case: Case) -> Iterator[Finding]:
    """One finding that lists every slip."""
    commas = any_of(case.lexicon, "of-year").finditer(case.text)
    stray = [m for m in (COMMA.search(case.text, max(0, c.start() - 4), c.start()) for c in commas) if m]
    found = sorted([*(m for m in SLIP.finditer(case.text) if "…" not in m.group()), *stray], key=re.Match.start)
    if not found:
        return
    spans = [Span(m.start(), m.end()) for m in found]
    shown = "; ".join(f"“{case.words(Span(max(0, s.start - ROUND), s.end))}”" for s in spans[:5])
    yield case.finding(
        RULE, "info", "off", spans, f"{len(spans)} slips of typography: {shown}",
        because="a blank before a stop, the wrong apostrophe or a comma too many", inputs={"places": str(len(spans))},
        formula="no blank before , . ;",
    )  # fmt: skip
