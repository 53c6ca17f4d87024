"""Rows of a page → paragraphs: geometry says where one ends, for a PDF itself does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from verbale.documents.blocks import Piece

Box = tuple[float, float, float, float]
FINAL = re.compile(r"[.!?:;…。][\"'”’)\]]*$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
GAP = 1.3  # of the usual distance between rows: more parts two paragraphs
LOOSE = 1.6  # of the height of letters: the usual distance where a page has too few rows to tell
SHORT = 0.8  # of the width of the text: a row that ends before it, with a final mark, ends its paragraph
EDGE = 2  # rows at the top and at the bottom of a page that may be running heads
REPEATS = 3  # pages on which a running head must stand; rows that must end in a hyphen
DIVIDED = 0.03  # of all rows: where fewer end in a hyphen, words are not divided


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its box (left, bottom, right, top) and baseline in points; broken: a hyphen at a line's end."""

    sign: str
    box: Box
    base: float
    page: int
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page. broken: its last word goes on in the next row."""

    text: str
    page: int
    box: Box
    base: float
    broken: bool = False

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Known:
    """How often each word stands in a document, and whether it divides words at line ends."""

    words: Counter[str]
    hyphenated: bool


def row(glyphs: Sequence[Glyph]) -> Row | None:
    """The row that glyphs make, or None where they are all white."""
    seen = [g for g in glyphs if not g.sign.isspace()]
    if not seen:
        return None
    sides = list(zip(*(g.box for g in seen), strict=True))
    box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    text = "".join(g.sign for g in glyphs).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return Row(text.strip(), seen[0].page, box, seen[0].base, seen[-1].broken)


def pieces(pages: Sequence[Sequence[Row]]) -> Iterator[Piece]:
    """The rows of all pages as pieces of text, without page numbers and running heads."""
    rows = [r for page in unframed(pages) for r in page]
    spacing = {p[0].page: usual(p) for p in pages if p}
    right = {p[0].page: max(r.box[2] for r in p) for p in pages if p}
    known = Known(Counter(w.casefold() for r in rows for w in WORD.findall(r.text)), hyphenated(rows))
    glue = False
    for before, this, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        text, joined = mended(this, after, known) if this.broken and after else (this.text, False)
        tight = before is not None and not parted(before, this, spacing[this.page], right[before.page])
        yield Piece(text, "page", this.page, box=this.box, tight=tight, glue=glue)
        glue = joined


def usual(page: Sequence[Row]) -> float:
    """The distance between the rows of a paragraph, in points: the lower quartile of the page's."""
    drops = [a.base - b.base for a, b in pairwise(page) if a.base > b.base]
    loose = LOOSE * max(max(r.height for r in page), 1.0)
    return quantiles(drops)[0] if len(drops) > 4 else min([*drops, loose])


def parted(before: Row, this: Row, spacing: float, right: float) -> bool:
    """Whether a paragraph ends between two rows."""
    closed = bool(FINAL.search(before.text))
    if before.page != this.page or this.base > before.base + 1:
        return closed or not this.text[0].islower()
    if before.base - this.base > GAP * spacing:
        return True
    short = before.box[2] < before.box[0] + SHORT * (right - before.box[0])
    indented = this.box[0] > before.box[0] + this.height
    return closed and (short or indented)


def hyphenated(rows: Sequence[Row]) -> bool:
    """Whether words are divided at line ends: then hyphens there are more than the few of compounds."""
    broken = sum(r.broken for r in rows)
    return broken >= REPEATS and broken >= DIVIDED * len(rows)


def mended(this: Row, after: Row, known: Known) -> tuple[str, bool]:
    """A row whose last word is broken, without its hyphen unless the whole is a compound; and that it is joined.

    The words of the document tell: the whole word elsewhere, the compound elsewhere, both halves elsewhere.
    """
    head, tail = WORD.search(this.text.rstrip("-")[::-1]), WORD.match(after.text)
    if not head or not tail or not tail[0][0].islower():
        return this.text, True
    first, second = head[0][::-1].casefold(), tail[0].casefold()
    count = known.words
    apart = count[f"{first}-{second}"] or (count[first] > 1 and count[second] > 1) or not known.hyphenated
    return (this.text if apart and not count[first + second] else this.text.rstrip("-")), True


def unframed(pages: Sequence[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """The pages without the rows at their edges that repeat from page to page or give the page's number."""
    edges = [[*page[:EDGE], *page[EDGE:][-EDGE:]] for page in pages]
    seen = Counter(key for edge in edges for key in {masked(r) for r in edge})
    often = max(REPEATS, len(pages) / 2)
    for page, edge in zip(pages, edges, strict=True):
        heads = [r for r in edge if seen[masked(r)] >= often or numeral(r)]
        yield [r for r in page if r not in heads] or page


def masked(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text.casefold())


def numeral(row: Row) -> bool:
    """Whether a row is the number of its page and nothing else."""
    return row.text.strip("-–— ") == str(row.page)
