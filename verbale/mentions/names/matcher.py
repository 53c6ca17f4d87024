"""Many fixed forms of words found in one pass, at word boundaries (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


class Matcher:
    """Finds every occurrence of its forms. The text must be written as the forms are (folded, lower-cased)."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = list(forms)
        self._automaton = AhoCorasick(self.forms or ["\x00"], matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(start, minus the end, number of the form), by start and then the longest first; overlaps included."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return sorted((start, -end, number) for number, start, end in found if bounded(text, start, end))


def bounded(text: str, start: int, end: int) -> bool:
    """Whether the stretch begins and ends at word boundaries."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or (text[end - 1].isalnum() and after.isalnum()):
        return False
    return not (after == "." and text[end - 1].isupper() and text[end + 1 : end + 2].isalpha())
