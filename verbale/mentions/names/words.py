"""The flat text as words, for reading runs of capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(
    r"(?:[A-Z]\.)+[A-Z](?![\w.'-])|(?:[A-Z]\.){2,}-[A-Z][\w'&/-]*\.?|\w[\w'&/-]*(?:\.(?=\w\.))?\w*\.?|[^\w\s]"
)
INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?$|[A-Z]$")
SUFFIX = re.compile(r"(?:'s|')$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the flat text with its offsets; `bare` is without a possessive ending or a full stop."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        return SUFFIX.sub("", self.text) if INITIAL.match(self.text) else SUFFIX.sub("", self.text.rstrip("."))

    @property
    def clean(self) -> int:
        """The end without a full stop that ends the sentence."""
        return self.start + len(self.text if self.initial else self.text.rstrip("."))

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def initial(self) -> bool:
        return bool(INITIAL.match(self.text))

    @property
    def stopped(self) -> bool:
        """Whether a full stop ends the word, and it is no row of initials ("U.S.")."""
        return self.text.endswith(".") and not self.initial

    @property
    def stops(self) -> bool:
        """Whether a run of names cannot go on after this word."""
        return self.text.endswith(("'s", "'")) or (self.text.endswith(".") and not self.initial)


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of text[start:end]."""
    return [Word(m.start(), m.end(), m.group()) for m in WORD.finditer(text, start, end)]
