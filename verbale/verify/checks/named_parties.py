""" "The two leaders", "both ministers" against the persons just named, "both" of three.

Rests on: a list of names joined by commas and "and" that "both" or a numeral takes up in the same sentence. Raised as a
warning only where the names are states or persons of one list, the numeral stands right before or after it, and they
differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import listed

RULE = "named-parties"
JOIN = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each list of names with a word of number bound to it."""
    names = [a for a in case.actors if a.form == "name" and a.sort in ("state", "person")]
    for group in _lists(case, names):
        before = case.text[max(0, group[0].span.start - 12) : group[0].span.start]
        found = _number(case.lexicon).search(before)
        if found:
            start = group[0].span.start - len(before) + found.start()
            yield _finding(case, Span(start, group[-1].span.end), found[1], len(group))


def _lists(case: Case, names: list[Actor]) -> Iterator[list[Actor]]:
    """Runs of names of one sort, each joined to the next by a comma or "and"; the last by "and"."""
    run: list[Actor] = []
    for a in [*names, None]:
        gap = case.text[run[-1].span.end : a.span.start] if run and a else ""
        if run and a and a.sort == run[0].sort and JOIN.fullmatch(gap):
            run.append(a)
            continue
        joined = case.text[run[-2].span.end : run[-1].span.start] if len(run) > 1 else ""
        if len(run) > 1 and "and" in joined.split():
            yield run
        run = [a] if a else []


@lru_cache(maxsize=4)
def _number(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(listed(lexicon, 'both'))})\s+(?:the\s+)?$", re.IGNORECASE)


def _finding(case: Case, span: Span, word: str, found: int) -> Finding:
    right = found == 2
    return case.finding(
        RULE, "info" if right else "warning", "holds" if right else "off", [span],
        f"“{word}” of {found}: “{case.words(span)}”",
        because="both is two" if right else "both is said of two, not more",
        inputs={"word": word, "named": str(found)}, formula="both = 2",
    )  # fmt: skip
