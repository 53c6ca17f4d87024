"""A person's words as a query of the word index, and its answer as text with highlights."""

from __future__ import annotations

import re

from verbale.core.span import Span

LEFT, RIGHT = "\ufdd0", "\ufdd1"
"""Marks around a found word: noncharacters, which no text interchanges (Unicode 23.7)."""

PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')


def query(words: str) -> str | None:
    """An FTS5 expression in which every word, and every phrase in double quotes, must occur.

    Nothing of the input is read as syntax: each piece becomes a quoted string. None where no word is left.
    """
    pieces = (phrase or word for phrase, word in PIECE.findall(words.replace("\0", " ")))
    kept = [p.encode("utf-8", "ignore").decode() for p in pieces if any(c.isalnum() for c in p)]
    return " ".join(f'"{p}"' for p in kept) or None


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
