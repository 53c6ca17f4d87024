"""Quotations: where they open and close, over sentences and paragraphs.

Each paragraph of a longer quotation opens with a mark and only the last one closes (the printers' rule in English).
A mark that never closes ends with its sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.core.line import Line
from verbale.core.span import Span

MARK = re.compile(r"[“”„«»\"]|``|''|(?<![\w’])[‘](?=\w)|(?<=[.,!?…])’(?!\w)")
PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "``": "''"}
SHORT = 3  # letters of the small words of a name ("One Belt and One Road")
FULL = 5  # words from which a quotation is taken as direct speech where its marks hold no sentence's end
STOP = re.compile(r"[.,!?…—–][\"'”’»]*$|[.,!?…—–]$")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation without its marks. lines: first and last line it touches. goes_on: it never closed, and the
    next paragraph opens with a mark; follows: it is such a next one."""

    span: Span
    lines: tuple[int, int]
    goes_on: bool = False
    follows: bool = False

    def full(self, text: str) -> bool:
        """Whether it reads as direct speech and not as a word or two held with tongs."""
        words = self.span.of(text)
        many = len(words.split())
        plain = any(w.islower() and len(w) > SHORT for w in words.split())
        return (many >= FULL and plain) or (many >= 1 and bool(STOP.search(words)) and words[:1].isupper())


def quotes(text: str, lines: Sequence[Line]) -> tuple[Quote, ...]:
    """All quotations, in text order."""
    out: list[Quote] = []
    ends = {line.index: line.span.end for line in lines}
    for _, group in itertools.groupby(lines, key=lambda line: (line.block, line.turn)):
        block = list(group)
        opens = MARK.match(text, block[0].span.start) is not None
        goes_on = bool(out) and out[-1].goes_on and opens
        if out and out[-1].goes_on and not opens:
            out[-1] = _closed(out[-1], ends)
        found = list(_in_block(text, block))
        if found and goes_on:
            found[0] = replace(found[0], follows=True)
        out += found
    if out and out[-1].goes_on:
        out[-1] = _closed(out[-1], ends)
    return tuple(out)


def _closed(quote: Quote, ends: Mapping[int, int]) -> Quote:
    """A quotation that nothing closes: it ends with the sentence it opens in."""
    end = min(ends[quote.lines[0]], quote.span.end)
    return Quote(Span(quote.span.start, max(end, quote.span.start)), (quote.lines[0],) * 2, False, quote.follows)


def _in_block(text: str, block: Sequence[Line]) -> Iterator[Quote]:
    start, end = block[0].span.start, block[-1].span.end
    opened: tuple[int, str] | None = None
    for match in MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            opened = (match.end(), mark) if _opens(text, match) else None
        elif _closes(text, opened[1], match):
            yield _quote(Span(opened[0], match.start()), block)
            opened = None
    if opened is not None and opened[1] != "‘":
        yield replace(_quote(Span(opened[0], end), block), goes_on=True)


def _opens(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark == '"':
        return not text[match.end() : match.end() + 1].isspace() and match.end() < len(text)
    return mark in PAIRS


def _closes(text: str, opened: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if opened == '"':
        return mark in ('"', "”")
    return mark in PAIRS.get(opened, "") or (mark == '"' and opened in "“„")


def _quote(span: Span, block: Sequence[Line]) -> Quote:
    touched = [line.index for line in block if line.span.overlaps(span)] or [block[0].index]
    return Quote(span, (touched[0], touched[-1]))
