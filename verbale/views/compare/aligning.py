"""Which piece of one text answers to which piece of the other.

Likeness of two pieces is the normalised Indel similarity of their words (rapidfuzz; 1 minus the insertions and
deletions that turn one into the other over the length of both), case, quotes and dashes folded. Of all pairs that are
alike enough, the chain is taken that goes forward in both texts and weighs most, each pair weighing the cube of its
likeness, so that one sentence that stayed outweighs several that only resemble (heaviest increasing subsequence, by a
Fenwick tree). What the chain leaves over is tied by falling likeness where it is more alike still: it has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract_iter

ALIKE = 0.5
"""Likeness from which two pieces in the same order are one piece that was changed."""
MOVED = 0.72
"""Likeness from which two pieces out of order are one piece that was moved."""
SHORT = 4
"""Words that a piece has at least that moved: "Space" over two paragraphs is no thing that went from here to there."""
MATES = 12
"""Pieces that one piece is held against at most: a text may have the same line hundreds of times."""
FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Link:
    """Piece `a` of the one answers to piece `b` of the other. moved: it stands out of order."""

    a: int
    b: int
    score: float
    moved: bool = False


def folded(words: str) -> str:
    """As pieces are compared: without the mark that ends them, which is a clause's place and not its words."""
    return " ".join(words.translate(FOLD).casefold().split()).rstrip(" .,;:")


def align(a: Sequence[str], b: Sequence[str], alike: float = ALIKE, moved: float = MOVED) -> tuple[Link, ...]:
    """Links between two lists of pieces, each piece in one at most, in the order of `a`."""
    found = links(a, b, alike)
    kept = chain(found, len(b))
    taken = {x.a for x in kept}, {x.b for x in kept}
    for x in sorted(found, key=lambda x: (-x.score, x.a, x.b)):
        told = len(a[x.a].split()) >= SHORT
        if told and x.score >= moved and x.a not in taken[0] and x.b not in taken[1]:
            kept.append(Link(x.a, x.b, x.score, True))
            taken[0].add(x.a)
            taken[1].add(x.b)
    return tuple(sorted(kept, key=lambda x: (x.a, x.b)))


def links(a: Sequence[str], b: Sequence[str], alike: float) -> list[Link]:
    """Pairs that are alike enough, of each piece of `a` the most alike, those nearest in place first."""
    code = _Code()
    left, right = ([code(words) for words in side] for side in (a, b))
    out = []
    for i, words in enumerate(left):
        near = extract_iter(words, right, scorer=Indel.normalized_similarity, processor=None, score_cutoff=alike)
        at = i * len(b) / len(a)
        best = nsmallest(MATES, near, key=lambda row: (-row[1], abs(row[2] - at), row[2]))
        out += [Link(i, j, float(score)) for _, score, j in best]
    return out


class _Code:
    """Words as single characters, so that sequences of words compare as fast as strings."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, words: str) -> str:
        return "".join(self._known.setdefault(w, chr(0x10000 + len(self._known))) for w in folded(words).split())


def chain(found: Iterable[Link], size: int) -> list[Link]:
    """The heaviest of all chains of links that go forward in both texts; `size`: pieces of the second."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    ordered = sorted(found, key=lambda x: (x.a, -x.b))
    back: list[int] = []
    for n, x in enumerate(ordered):
        weight, before = _top(best, x.b)
        back.append(before)
        _raise(best, x.b + 1, (weight + x.score**3, n))
    at, out = _top(best, size)[1], []
    while at >= 0:
        out.append(ordered[at])
        at = back[at]
    return out[::-1]


def _top(tree: list[tuple[float, int]], end: int) -> tuple[float, int]:
    """The greatest weight among the first `end` pieces."""
    out = (0.0, -1)
    while end:
        out = max(out, tree[end], key=lambda pair: pair[0])
        end -= end & -end
    return out


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value, key=lambda pair: pair[0])
        at += at & -at
