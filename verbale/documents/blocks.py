"""Pieces of a structured source (paragraphs, elements, rows) joined into one text with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.core.document import Place
from verbale.core.span import Span

BULLET = "- "  # an unnumbered list item keeps a mark, or its text could not be told from a paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the unit, number, name and box of its place.

    tight: True when only a line break parts it from the piece before (rows of a table, lines of a page).
    glue: True when nothing parts it (a word that was broken at the end of a line).
    """

    text: str
    unit: str
    number: int
    name: str | None = None
    box: tuple[float, float, float, float] | None = None
    tight: bool = False
    glue: bool = False


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Place, ...]]:
    """The text, paragraphs parted by a blank line, and the place of every piece in it."""
    parts: list[str] = []
    places: list[Place] = []
    at = 0
    for piece in pieces:
        gap = "" if piece.glue or not parts else "\n" if piece.tight else "\n\n"
        start, at = at + len(gap), at + len(gap) + len(piece.text)
        parts += [gap, piece.text]
        places.append(Place(Span(start, at), piece.unit, piece.number, piece.box, piece.name))
    return "".join(parts), tuple(places)
