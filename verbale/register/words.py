"""A person's words as a query of the word index, and its answer as text with highlights."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.core.span import Span

LEFT, RIGHT = "\ufdd0", "\ufdd1"
"""Marks around a found word: noncharacters, which no text interchanges (Unicode 23.7)."""

PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')


def query(words: str) -> str | None:
    """An FTS5 expression in which every word, and every phrase in double quotes, must occur.

    Nothing of the input is read as syntax: each piece becomes a quoted string. None where no word is left.
    """
    return expression(pieces(words)) or None


def pieces(words: str) -> list[str]:
    """The words, and the phrases in double quotes; what has no letter and no figure is left out."""
    found = (phrase or word for phrase, word in PIECE.findall(words.replace("\0", " ")))
    return [p.encode("utf-8", "ignore").decode() for p in found if any(c.isalnum() for c in p)]


def expression(wanted: Sequence[str]) -> str:
    return " ".join(f'"{p}"' for p in wanted)


def marked(snippet: str) -> tuple[str, tuple[Span, ...]]:
    """The snippet without its marks, and where the marked words stand in it."""
    text, spans, start = "", [], None
    for piece in re.split(f"([{LEFT}{RIGHT}])", snippet):
        if piece == LEFT:
            start = len(text)
        elif piece == RIGHT and start is not None:
            spans.append(Span(start, len(text)))
            start = None
        elif piece != RIGHT:
            text += piece
    return text, tuple(spans)
