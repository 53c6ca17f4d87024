"""What the finders of mentions look at: one document with its lines, its folded text and the knowledge they lean on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verbale.core.document import Document
from verbale.core.line import Line, Turn
from verbale.facts import Facts
from verbale.lexicon import Lexicon
from verbale.mentions.names.flat import Flat
from verbale.mentions.names.index import Hit
from verbale.mentions.names.titles import Title


@dataclass(frozen=True, slots=True)
class View:
    """One document as the finders see it. `ordinary` says whether a lower-case word is an English word."""

    document: Document
    lines: Sequence[Line]
    turns: Sequence[Turn]
    lexicon: Lexicon
    facts: Facts
    flat: Flat
    hits: Sequence[Hit]
    titles: Sequence[Title]
    ordinary: Callable[[str], bool]
