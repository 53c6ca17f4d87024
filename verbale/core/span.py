"""Half-open stretches of a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets into a document's text in Unicode code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """The shortest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def trim(self, text: str, characters: str = " \t\r\n\u00a0,;:") -> Span:
        """This span without the given characters at either end."""
        words = self.of(text)
        left = len(words) - len(words.lstrip(characters))
        right = len(words.rstrip(characters))
        return Span(self.start + left, self.start + right) if left < right else Span(self.start, self.start)

    def json(self) -> list[int]:
        return [self.start, self.end]
