"""A word written twice: "the the", "of of".

Rests on: the words of one sentence; doublings that English uses ("that that", "had had") and names are listed in the
lexicon and left alone. Capitalised pairs are names ("Sing Sing", "Bora Bora"). What a transcript or a quotation
doubles was perhaps spoken so, and "in in" may be two words that meet ("came in in the morning"): these are an info.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import listed

RULE = "doubled-word"
PAIR = re.compile(r"(?<![\w'’-])([a-z]{2,})[ \u00a0\n]+\1(?![\w'’-])", re.IGNORECASE)


def find(case: Case) -> Iterator[Finding]:
    """One finding for each doubled word inside a sentence."""
    fine = {w.casefold() for w in listed(case.lexicon, "doubled")}
    meeting = {w.casefold() for w in listed(case.lexicon, "may-meet")}
    for match in PAIR.finditer(case.text):
        word = match[1].casefold()
        if word in fine or match.group().split()[1][0].isupper() or not _inside(case, match):
            continue
        span = Span(match.start(), match.end())
        loose = word in meeting or _spoken(case, span)
        yield case.finding(
            RULE, "info" if loose else "warning", "off", [span], f"“{case.words(span)}”: a word is written twice",
            because="the same word stands twice in a row", inputs={"word": word}, formula="word(i) ≠ word(i + 1)",
        )  # fmt: skip


def _inside(case: Case, match: re.Match[str]) -> bool:
    """Whether both words stand in one sentence of running text."""
    line = case.line(Span(match.start(), match.end()))
    return line is not None and line.kind == "paragraph"


def _spoken(case: Case, span: Span) -> bool:
    """Whether the words are a transcript's or stand in quotation marks."""
    line = case.line(span)
    turn = next((t for t in case.reading.turns if line and t.index == line.turn), None)
    if turn is not None and (turn.label or turn.role != "text"):
        return True
    before = case.text[line.span.start : span.start] if line else ""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
