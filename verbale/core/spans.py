"""Many spans at once: which of them a span lies in or overlaps, by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from verbale.core.span import Span


class Spans:
    """Spans that do not overlap one another, kept in order; where some do, they are merged."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start < merged[-1].end:
                merged[-1] = merged[-1].cover(span)
            else:
                merged.append(span)
        self._starts = [s.start for s in merged]
        self._ends = [s.end for s in merged]

    def overlap(self, span: Span) -> bool:
        """Whether one of the spans shares a character with this one."""
        i = bisect_right(self._ends, span.start)
        return i < len(self._starts) and self._starts[i] < span.end

    def hold(self, span: Span) -> bool:
        """Whether this span lies inside one of them."""
        i = bisect_right(self._starts, span.start) - 1
        return i >= 0 and span.end <= self._ends[i]
