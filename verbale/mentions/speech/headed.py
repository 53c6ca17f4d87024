"""A source before or after a colon: "Lavrov: Russia ready for talks", "Talks to resume: officials"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.speech.said import Raw
from verbale.mentions.speech.words import pattern

HEAD = re.compile(r"\s*(?:[-•*]\s+)?([A-Z][^:“”\"\n]{1,60}?)(:)\s+(?=\S)")
TAIL = re.compile(r"(:|\s[–—-])\s+([^:–—“”\"\n]{2,40})$")
ON = re.compile(r"\s+on\s+")
QUOTED = re.compile(r"[“\"«‘'„]")
LONGEST = 8  # words of a source before a colon
ENDS = (".", "?", "!")
NAME = 3  # words of a bare name


@dataclass(frozen=True, slots=True)
class Voice:
    """What tells a name from a word. ordinary: whether a lower-case word is an English word."""

    lexicon: Lexicon
    ordinary: Callable[[str], bool]


def find(text: str, line: Line, here: Sequence[Actor], voice: Voice) -> Iterator[Raw]:
    """The source a colon sets off, in headings, captions and list items; elsewhere only before a quotation."""
    match = HEAD.match(text, line.span.start, line.span.end)
    found = next(_before(text, line, match, here, voice), None) if match else None
    if found is None and (match := TAIL.search(text, line.span.start, line.span.end)):
        found = next(_after(text, line, match, here, voice), None)
    if found:
        yield found


def _before(text: str, line: Line, match: re.Match[str], here: Sequence[Actor], voice: Voice) -> Iterator[Raw]:
    source, content = Span(*match.span(1)), Span(match.end(), line.span.end)
    quoted = QUOTED.match(text, content.start) is not None
    if on := ON.search(text, source.start, source.end):
        source = Span(source.start, on.start())
    headline = line.kind == "heading" or text[: line.span.end].rstrip()[-1:] not in ENDS
    speaks = (quoted or headline) and _speaks(text, source, here, voice, quoted)
    if speaks and _states(text, content, quoted) and not _has_verb(line, Span(*match.span(1))):
        yield Raw(Span(*match.span(2)), source, content, direct=quoted)


def _after(text: str, line: Line, match: re.Match[str], here: Sequence[Actor], voice: Voice) -> Iterator[Raw]:
    source, content = Span(*match.span(2)), Span(line.span.start, match.start())
    headline = text[: line.span.end].rstrip()[-1:] not in ENDS
    if headline and _speaks(text, source, here, voice, False) and _states(text, content, False):
        yield Raw(Span(*match.span(1)).trim(text), source, content)


def _speaks(text: str, source: Span, here: Sequence[Actor], voice: Voice, quoted: bool) -> bool:
    """Whether the words name someone who speaks: a person, a body, an office; a state only before a quotation."""
    words = source.of(text)
    if len(words.split()) > LONGEST:
        return False
    sorts = {a.sort for a in here if source.overlaps(a.span) and (a.ids or a.form == "title")}
    if sorts & {"person", "office", "institution", "body"} or (quoted and sorts):
        return True
    return pattern(voice.lexicon, "speaker").search(words) is not None or _name(words, here, source, voice, quoted)


def _name(words: str, here: Sequence[Actor], source: Span, voice: Voice, quoted: bool) -> bool:
    """Whether the words are one name that is no English word and no place; before a quotation any name will do."""
    if any(source.overlaps(a.span) and a.sort in ("state", "place", "group") for a in here):
        return False
    parts = words.split()
    if len(parts) > NAME or not all(p[:1].isupper() and p.isalpha() for p in parts):
        return False
    return quoted or all(p.isupper() or not voice.ordinary(p.lower()) for p in parts)


def _states(text: str, content: Span, quoted: bool) -> bool:
    return len(content.of(text).split()) >= (1 if quoted else 3)


def _has_verb(line: Line, source: Span) -> bool:
    """A source with a verb in it is a clause that opens a list."""
    return line.parse is not None and any(
        t.tag in ("VBZ", "VBD", "VBP", "MD") for t in line.parse.at(source) if t.start >= source.start
    )
