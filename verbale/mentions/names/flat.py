"""Text for matching: folded, its white space single, with the way back to document offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from verbale.core.span import Span
from verbale.documents.folding import fold

SPACES = re.compile(r"\s{2,}|[\n\r\t\x0b\x0c]")


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` for matching; `marks` and `shifts` map its offsets to the document's."""

    text: str
    marks: tuple[int, ...]
    shifts: tuple[int, ...]

    def back(self, start: int, end: int) -> Span:
        """The document span of text[start:end]."""
        return Span(self._at(start), self._at(end - 1) + 1) if end > start else Span(self._at(start), self._at(start))

    def _at(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.marks, offset) - 1]

    def forth(self, offset: int) -> int:
        """The flat offset of a document offset (the nearest at or before it)."""
        low, high = 0, len(self.marks)
        while low < high:
            mid = (low + high) // 2
            if self.marks[mid] + self.shifts[mid] <= offset:
                low = mid + 1
            else:
                high = mid
        at = offset - self.shifts[max(low - 1, 0)]
        limit = self.marks[low] if low < len(self.marks) else len(self.text)
        return min(at, limit)


def flat(text: str) -> Flat:
    """Fold the text and turn every run of white space into one space."""
    folded = fold(text)
    pieces, marks, shifts, at, done = [], [0], [0], 0, 0
    for match in SPACES.finditer(folded):
        pieces += [folded[done : match.start()], " "]
        at += match.start() - done + 1
        done = match.end()
        if len(match.group()) > 1:
            marks.append(at)
            shifts.append(done - at)
    pieces.append(folded[done:])
    return Flat("".join(pieces), tuple(marks), tuple(shifts))


def lowered(text: str) -> str:
    """Lower case of the same length: the few letters that would grow ("İ", "ß") stay as they are."""
    low = text.casefold()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
