"""Blocks → sentences. By hand, because offsets must hold and official prose has its own abbreviations
("H.E.", "No. 5", "U.S."): the forms that do not end a sentence are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.span import Span
from verbale.lexicon import Lexicon

LONGEST = 1500  # characters; a longer stretch without an end is cut at white space, so that memory stays bounded
END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[–—-]*\s*[\w«“\"'‘$€£#*])|[;](?=\s*\n\s*[-•*(\d])")
WORD = re.compile(r"[^\s\"“”«»(\[]+$")


@lru_cache(maxsize=4)
def _tables(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    never: set[str] = set()
    maybe: set[str] = set()
    for row in lexicon.table("abbreviation"):
        (maybe if row.get("ends") in ("maybe", True) else never).update(f.casefold() for f in row["forms"])
    starters = {w for row in lexicon.table("sentence-starter") for w in row["words"]}
    return frozenset(never), frozenset(maybe), frozenset(starters)


def sentences(text: str, block: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Sentence spans of a block, white space trimmed, none longer than LONGEST."""
    start = block.start
    for match in END.finditer(text, block.start, block.end):
        if _ends(text, start, match, block, lexicon):
            yield from _cut(text, Span(start, match.end()))
            start = match.end()
    yield from _cut(text, Span(start, block.end))


def _ends(text: str, start: int, match: re.Match[str], block: Span, lexicon: Lexicon) -> bool:
    mark = match.group()
    after = text[match.end() : match.end() + 60].lstrip(" \t\r\n\"'“‘«([–—-")
    if mark[0] != ".":
        return mark[0] == ";" or not after[:1].islower()
    if len(mark.strip("\"'”’»)]")) > 1:
        return not after[:1].islower()
    return not after[:1].islower() and not _abbreviated(text[start : match.start() + 1], after, lexicon)


def _abbreviated(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether the full stop at the end of `before` belongs to an abbreviation, an initial or a number."""
    never, maybe, starters = _tables(lexicon)
    found = WORD.search(before)
    word = found.group().casefold() if found else ""
    follows = re.match(r"\w+", after)
    opens = bool(follows) and follows is not None and follows.group().casefold() in starters
    if word in never or re.fullmatch(r"\d{1,2}\.", before.strip()):
        return True
    if word in maybe or re.fullmatch(r"(?:[a-z]\.){2,}", word):
        return not opens
    return bool(re.fullmatch(r"[a-z]\.", word)) and not opens


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The trimmed span, in pieces where it is too long for a sentence."""
    span = span.trim(text, " \t\r\n\u00a0")
    while len(span) > LONGEST:
        at = max(text.rfind(" ", span.start, span.start + LONGEST), text.rfind("\n", span.start, span.start + LONGEST))
        at = at if at > span.start else span.start + LONGEST
        yield Span(span.start, at).trim(text, " \t\r\n\u00a0")
        span = Span(at, span.end).trim(text, " \t\r\n\u00a0")
    if len(span):
        yield span
