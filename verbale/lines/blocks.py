"""Document text → blocks: headings, paragraphs, list items, table rows, credit lines, page furniture.

Hard-wrapped text (every line short) is joined over its line ends; text with long lines is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.line import Block
from verbale.core.span import Span
from verbale.lexicon import Lexicon

SHORT = 45  # a line of names alone
WRAP = 120  # a text none of whose paragraphs' lines is longer is taken as hard-wrapped
ITEM = re.compile(r"[ \t]*(?:[-*•‣●○▪–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])[ \t]+(?=\S)")
RULE = re.compile(r"[ \t]*(?:[-=_*#~][ \t]*){3,}$")
STYLE = re.compile(r"[ \t]*[.#@]?[\w\s.#>:,-]*\{[^}]*\}[ \t]*$")
TABLE = re.compile(r"\S.*(?:\t|\|).*\S")
MARKDOWN = re.compile(r"[ \t]*#{1,6}[ \t]+\S")
TERMINAL = re.compile(r"[.!?;:,…][\"'”’»)\]]*\s*$")
LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")


def blocks(text: str, lexicon: Lexicon) -> tuple[Block, ...]:
    """Blocks in text order; what lies between them is white space."""
    cues = {kind: tuple(c for row in lexicon.table(kind) for c in row["cues"]) for kind in ("credit", "furniture")}
    return tuple(Block(span, _kind(text, span, cues)) for span in _spans(text))


def _spans(text: str) -> Iterator[Span]:
    """Stretches of lines that belong together."""
    lines = [m.span() for m in LINE.finditer(text) if m.group().strip()]
    wrapped = sum(e - s > WRAP for s, e in lines[1:]) <= len(lines) // 50
    start = end = -1
    for s, e in lines:
        if start >= 0 and _breaks(text, (start, end), (s, e), wrapped):
            yield Span(start, end).trim(text, " \t\r\n\u00a0")
            start = -1
        start, end = (s if start < 0 else start), e
    if start >= 0:
        yield Span(start, end).trim(text, " \t\r\n\u00a0")


def _breaks(text: str, block: tuple[int, int], line: tuple[int, int], wrapped: bool) -> bool:
    """Whether a new block begins at `line`."""
    gap = text[block[1] : line[0]]
    if len(re.findall(r"\r\n|\r|\n|\u2029|\x0c", gap)) > 1 or not wrapped:
        return True
    words = text[line[0] : line[1]]
    last = text[text.rfind("\n", 0, block[1]) + 1 : block[1]]
    alone = any(p.match(words) or p.match(last) for p in (RULE, MARKDOWN, STYLE))
    return alone or bool(ITEM.match(words)) or _short_end(last) or (_capitals(last) and _capitals(words))


def _capitals(words: str) -> bool:
    """A short line of names, as in an address or a signature block: no part of running text."""
    parts = words.split()
    low = [w for w in parts if not w[0].isupper()]
    return 0 < len(words.strip()) < SHORT and len(low) * 2 <= len(parts) and all(len(w) < 5 for w in low)


def _short_end(last: str) -> bool:
    """A line that stops early and is no sentence's middle: a date line, a heading, an address."""
    return len(last.strip()) < 40 and not last.strip()[-1:].islower() and not last.rstrip().endswith(",")


def _kind(text: str, span: Span, cues: dict[str, tuple[str, ...]]) -> str:
    words = span.of(text)
    low = words.casefold()
    if RULE.match(words) or STYLE.match(words) or not re.search(r"\w", words):
        return "furniture"
    if len(words) < 160:
        for kind, found in cues.items():
            if any(low.startswith(c) or (kind == "furniture" and len(words) < 60 and c in low) for c in found):
                return kind
    if "\n" not in words and TABLE.match(words) and ("\t" in words.strip() or words.count("|") > 1):
        return "table-row"
    if MARKDOWN.match(words):
        return "heading"
    if ITEM.match(words) and not _dash_turn(words):
        return "list-item"
    return "heading" if _heading(words) else "paragraph"


def _dash_turn(words: str) -> bool:
    """A long dash before a sentence of its own may open a turn; turns.py decides."""
    return words.lstrip()[0] in "–—"


def _heading(words: str) -> bool:
    words = words.strip().rstrip("#*").strip()
    if TERMINAL.search(words):
        return False
    return len(words) <= 200 and len(words.split()) <= 30 and words.count("\n") <= 2
