"""How much of a paragraph is set wording, so that the paragraphs which say something stand out.

density = (words inside set phrases and stock wording) / (words), over each paragraph; a measure of this project.
figures counts the figure records of the paragraph, facts all records but phrases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from verbale.core.mention import Phrase
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.core.spans import Spans

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what it holds. density: share of words inside phrases, 0 to 1."""

    span: Span
    words: int
    fixed: int
    stock: int
    inside: int
    figures: int
    facts: int

    @property
    def density(self) -> float:
        return round(self.inside / self.words, 4) if self.words else 0.0

    def json(self) -> dict[str, Any]:
        return {
            "span": self.span.json(), "words": self.words, "fixed": self.fixed, "stock": self.stock,
            "figures": self.figures, "facts": self.facts, "density": self.density,
        }  # fmt: skip


def paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """The paragraphs of a reading in text order: the lines of one block."""
    blocks: dict[tuple[int, int], Span] = {}
    for line in reading.lines:
        if line.kind not in ("furniture", "credit"):
            key = (line.turn, line.block)
            blocks[key] = blocks[key].cover(line.span) if key in blocks else line.span
    return tuple(_paragraph(reading, span) for span in blocks.values())


def _paragraph(reading: Reading, span: Span) -> Paragraph:
    text = reading.document.text
    phrases = [m for m in reading.mentions if isinstance(m, Phrase) and span.contains(m.span)]
    cover = Spans(m.span for m in phrases)
    words = [Span(m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]
    records = [r for r in reading.records if span.contains(r.span)]
    return Paragraph(
        span,
        len(words),
        sum(m.weight == "fixed" for m in phrases),
        sum(m.weight == "stock" for m in phrases),
        sum(cover.hold(w) for w in words),
        sum(r.kind == "figure" for r in records),
        sum(r.kind != "phrase" for r in records),
    )
