"""The lines at the two ends of a text, found without walking through what lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from verbale.core.span import Span

LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def rows(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    """Up to `most` lines that are not blank and begin between two offsets, cut at the second."""
    found = LINE.finditer(text[start:end])
    return islice((Span(m.start() + start, m.end() + start) for m in found if m[0].strip("\ufeff \t\u00a0")), most)
