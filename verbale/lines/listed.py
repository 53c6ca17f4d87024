"""Lists in a sentence: "trade, transport, science and technology, and other fields" as its items.

Items are parted by commas and by the last "and"; two words that the lexicon knows as one thing stay one item, and so do
two joined by "and" before the end of the list. The list ends where another clause begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.line import Parse
from verbale.core.span import Span
from verbale.lexicon import Lexicon, vocabulary

FINITE = ("VBZ", "VBP", "VBD", "MD")
OPENS_CLAUSE = ("VB", "VBG", "RB", "WDT", "WP", "WRB", "IN", "PRP", "EX", "TO")
"""Tags of a word after a comma that begins something else than an item (Penn Treebank)."""
BREAKS = ";:()–—?!"
OPENING, CLOSING = '“‘«"', '”’»"'


@lru_cache(maxsize=4)
def _joints(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the last item, and what stands between two items of one stretch."""
    rows = {row["id"]: "|".join(map(re.escape, row["words"])) for row in lexicon.table("list-joint")}
    last, between = rows["before-last"], rows["between"]
    return re.compile(rf"\s*(?:{last})\s+", re.IGNORECASE), re.compile(rf"\s+(?:{between})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list in text order. open: whether it says that it is not complete ("etc.")."""

    items: tuple[Span, ...]
    open: bool

    @property
    def span(self) -> Span:
        return self.items[0].cover(self.items[-1])


@lru_cache(maxsize=4)
def _open(lexicon: Lexicon) -> re.Pattern[str]:
    words = sorted(vocabulary(lexicon, "list-open", "words"), key=len, reverse=True)
    return re.compile(rf"(?:^|\s|,)(?:{'|'.join(map(re.escape, words))})(?!\w).*\Z", re.IGNORECASE | re.DOTALL)


def listed(text: str, within: Span, parse: Parse | None, lexicon: Lexicon, known: frozenset[str]) -> Listed | None:
    """The list that fills the span from its start, or None where there is no item.

    known: words in lower case that are items whatever tag a tagger gives them ("transport").
    """
    end = _stop(text, within, parse, known)
    pieces = _up_to_last(text, list(_pieces(text, Span(within.start, end), lexicon)), lexicon)
    found: list[Span] = []
    left_open = False
    for n, piece in enumerate(pieces):
        match = _open(lexicon).search(piece.of(text))
        if match:
            left_open = True
            piece = Span(piece.start, piece.start + match.start())
        last = n == len(pieces) - 1 or left_open
        found += [s for s in _split(text, piece, last, lexicon) if len(s)]
        if last:
            break
    return Listed(tuple(found), left_open) if found else None


def _stop(text: str, within: Span, parse: Parse | None, known: frozenset[str]) -> int:
    """Where the list ends: a break, a finite verb, or after a comma a word that opens another clause."""
    ends = [i for i in range(within.start, within.end) if text[i] in BREAKS]
    end = min([*ends, within.end])
    fresh, start = False, end
    first = next(iter(parse.at(within)), None) if parse else None
    opening = tuple(t for t in OPENS_CLAUSE if first is None or t != first.tag)  # a list of gerunds goes on with them
    for token in parse.at(Span(within.start, end)) if parse else ():
        joins = token.tag == "CC" or token.text == ","
        opens = fresh and token.tag in opening and token.low != "as"
        if token.start > within.start and token.low not in known and (token.tag in FINITE or opens):
            return start if fresh else token.start
        start = start if joins and fresh else token.start if joins else end
        fresh = joins
    return end


def _pieces(text: str, span: Span, lexicon: Lexicon) -> Iterator[Span]:
    """The stretches between commas, without white space and quotes around them."""
    last, between = _joints(lexicon)
    start = span.start
    for at in (*(i for i in range(span.start, span.end) if text[i] == ","), span.end):
        piece = _bare(text, Span(start, at))
        if len(piece):
            yield piece
            if start > span.start and last.match(text, start, at) and between.search(piece.of(text)) is None:
                return
        start = at + 1


def _up_to_last(text: str, pieces: list[Span], lexicon: Lexicon) -> list[Span]:
    """The pieces up to the last that "and" joins: what stands after it is no item any more."""
    joined = [n for n, p in enumerate(pieces) if _joins(text, p, lexicon)]
    open_ = any(_open(lexicon).search(p.of(text)) for p in pieces)
    return pieces[: joined[-1] + 1] if joined and joined[-1] and not open_ else pieces


def _joins(text: str, piece: Span, lexicon: Lexicon) -> bool:
    """Whether a piece begins with "and", or has one inside that makes no pair."""
    words = piece.of(text)
    return _joints(lexicon)[0].match(words) is not None or next(_cuts(words, lexicon), None) is not None


def _cuts(words: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Each "and" of a piece that joins two items: none inside a quoted name, none that makes a pair."""
    for match in _joints(lexicon)[1].finditer(words):
        before = words[: match.start()]
        quoted = sum(before.count(c) for c in "«“") > sum(before.count(c) for c in "»”")
        if not quoted and not _pair(words, match, lexicon):
            yield match


def _bare(text: str, span: Span) -> Span:
    """A stretch without white space, and without quotes that are not closed inside it or hold all of it."""
    span = span.trim(text, " \t\r\n\u00a0,.")
    words = span.of(text)
    if not words:
        return span
    first, last, inner = words[0] in OPENING, words[-1] in CLOSING, words[1:-1]
    both = first and last and not any(c in inner for c in OPENING + CLOSING if c not in "‘’")
    left = first and (both or not any(c in words[1:] for c in CLOSING))
    right = last and (both or not any(c in words[:-1] for c in OPENING))
    return Span(span.start + left, span.end - right) if len(words) > 2 else span


def _split(text: str, piece: Span, last: bool, lexicon: Lexicon) -> Iterator[Span]:
    """A piece of the list without its leading "and"; the last one is two items where it is no pair."""
    lead = _joints(lexicon)[0].match(text, piece.start, piece.end)
    piece = (Span(lead.end(), piece.end) if lead else piece).trim(text)
    words = piece.of(text)
    cut = next(_cuts(words, lexicon), None)
    if not last or lead or cut is None:
        yield piece
        return
    yield Span(piece.start, piece.start + cut.start())
    yield Span(piece.start + cut.end(), piece.end)


def _pair(words: str, joint: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the words around this "and" are one thing by the lexicon."""
    left, right = words[: joint.start()].casefold().split(), words[joint.end() :].casefold().split()
    known = vocabulary(lexicon, "list-pair", "words")
    return any(" ".join((*left[-i:], "and", *right[:j])) in known for i in (1, 2) for j in (1, 2))
