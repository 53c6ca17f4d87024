"""What the finders of mentions look at: one document with its lines, its folded text and the knowledge they lean on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from verbale.core.document import Document
from verbale.core.line import Line, Turn
from verbale.core.span import Span
from verbale.facts import Facts
from verbale.lexicon import Lexicon
from verbale.mentions.names.flat import Flat
from verbale.mentions.names.index import Hit
from verbale.mentions.names.titles import Title


@dataclass(frozen=True, slots=True)
class View:
    """One document as the finders see it.

    ordinary: whether a lower-case word is an English word. sure: what the text names beyond doubt somewhere.
    """

    document: Document
    lines: Sequence[Line]
    turns: Sequence[Turn]
    lexicon: Lexicon
    facts: Facts
    flat: Flat
    hits: Sequence[Hit]
    titles: Sequence[Title]
    ordinary: Callable[[str], bool]
    sure: frozenset[str] = frozenset()
    _line_starts: tuple[int, ...] = field(init=False, repr=False)
    _hit_starts: tuple[int, ...] = field(init=False, repr=False)
    _title_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_line_starts", tuple(line.span.start for line in self.lines))
        object.__setattr__(self, "_hit_starts", tuple(h.start for h in self.hits))
        object.__setattr__(self, "_title_starts", tuple(t.start for t in self.titles))

    def line_at(self, span: Span) -> Line | None:
        """The line that holds the span."""
        i = bisect_right(self._line_starts, span.start) - 1
        return self.lines[i] if i >= 0 and self.lines[i].span.contains(span) else None

    def bounds(self, line: Line) -> tuple[int, int]:
        """The line's stretch of the flat text."""
        return self.flat.forth(line.span.start), self.flat.forth(line.span.end - 1) + 1

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        """Names that begin in a stretch of the flat text."""
        return self.hits[bisect_left(self._hit_starts, start) : bisect_left(self._hit_starts, end)]

    def titles_in(self, start: int, end: int) -> Sequence[Title]:
        """Titles that begin in a stretch of the flat text."""
        return self.titles[bisect_left(self._title_starts, start) : bisect_left(self._title_starts, end)]
