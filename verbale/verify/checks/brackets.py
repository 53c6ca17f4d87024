"""Brackets and quotation marks that are not closed, or closed without having been opened.

Rests on: pairing within one paragraph. A quotation that runs over paragraphs opens each and closes only the last, so an
open quotation mark is no finding where the next paragraph begins with one; enumerators "a)" and "1)" open nothing, and
an apostrophe, the sign of inches and a smile are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.verify.case import Case

RULE = "brackets"
PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "{": "}"}
OPENERS = {closing: opening for opening, closing in PAIRS.items()}
ENUMERATOR = re.compile(r"(?:^|[\s;,:])(?:\w|\d{1,2}|[ivx]{1,4})\)$")
QUOTES = "“”«»"
INCHES = re.compile(r"\d”$")
FACE = re.compile(r"(?:^|\s)[:;]-?[()]$")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each bracket or quotation mark without its fellow."""
    blocks = _blocks(case)
    for i, (span, kind) in enumerate(blocks):
        if kind == "furniture":
            continue
        words = span.of(case.text)
        after = blocks[i + 1][0].of(case.text).lstrip()[:1] if i + 1 < len(blocks) else ""
        loose = list(_loose(words))
        open_before = i and blocks[i - 1][0].of(case.text).lstrip()[:1] in ("“", "«", '"')
        for at, mark in loose:
            if INCHES.search(words, max(0, at - 2), at + 1) or FACE.search(words, max(0, at - 3), at + 1):
                continue
            if mark in QUOTES and (after in ("“", "«") or open_before or len(loose) > 2):
                continue
            where = Span(span.start + at, span.start + at + 1)
            yield _finding(case, where, mark)


def _blocks(case: Case) -> list[tuple[Span, str]]:
    """The paragraphs, each from its first to its last sentence."""
    out: list[tuple[int, Span, str]] = []
    for line in case.lines:
        if out and out[-1][0] == line.block:
            out[-1] = (line.block, out[-1][1].cover(line.span), line.kind)
        else:
            out.append((line.block, line.span, line.kind))
    return [(span, kind) for _, span, kind in out]


def _loose(words: str) -> Iterator[tuple[int, str]]:
    """Marks without a fellow, with their offsets."""
    held: list[tuple[int, str]] = []
    for at, mark in enumerate(words):
        if mark in PAIRS:
            held.append((at, mark))
        elif mark in OPENERS:
            if held and held[-1][1] == OPENERS[mark]:
                held.pop()
            elif not ENUMERATOR.search(words, max(0, at - 6), at + 1):
                yield at, mark
    yield from held


def _finding(case: Case, where: Span, mark: str) -> Finding:
    around = Span(max(0, where.start - 15), min(len(case.text), where.end + 15))
    side = "closed" if mark in PAIRS else "opened"
    return case.finding(
        RULE, "warning", "off", [where], f"“{mark}” in “{case.words(around)}” is never {side}",
        because="its fellow is missing in the paragraph", inputs={"mark": mark},
        formula="every opening mark has its closing one",
    )  # fmt: skip
