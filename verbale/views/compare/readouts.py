"""Two readouts of one meeting: what both say, what only one says, and where they contradict each other.

Statements (records) are tied one to one by falling likeness (`likeness`); what a text says again is tied to the pair it
repeats. A pair with a hard difference is a conflict, and its two values stand side by side. Sentences are tied where a
pair of statements ties them, or where their weighed words are alike; the rows of sentences follow the first text, what
only the second says after the sentence it follows there. Every sentence of both texts is in a row: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.core.record import Record
from verbale.views.compare.likeness import Difference, Ground, Weights, judge, offices
from verbale.views.compare.sides import About, Piece, Side
from verbale.views.names import Names
from verbale.views.wording import clean, gist, sayers, when

SAME = 0.5
"""Likeness from which two records state one thing."""
NEAR = 0.4
"""Likeness of words from which two sentences are of one matter."""
CLOSE = 0.55
"""The same, where one of them is tied already."""
ORDER = ("event", "commitment", "stance", "figure", "relation", "phrase")
"""Kinds in the order of the page."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of one text. id: of its record; quote: its words on one line."""

    id: str
    kind: str
    what: str
    when: str
    status: str
    said_by: str
    quote: str
    span: tuple[int, int]

    def json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {"span": list(self.span)}


@dataclass(frozen=True, slots=True)
class Pair:
    """What both texts say. more_a, more_b: where they say it again."""

    kind: str
    a: Said
    b: Said
    likeness: float
    differences: tuple[Difference, ...] = ()
    more_a: tuple[Said, ...] = ()
    more_b: tuple[Said, ...] = ()

    @property
    def conflict(self) -> bool:
        return any(d.hard for d in self.differences)

    @property
    def hard(self) -> tuple[Difference, ...]:
        return tuple(d for d in self.differences if d.hard)

    def json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "likeness": self.likeness,
            "a": self.a.json(),
            "b": self.b.json(),
            "differences": [d.json() for d in self.differences],
            "again_a": [s.json() for s in self.more_a],
            "again_b": [s.json() for s in self.more_b],
        }


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of sentences: `both`, `a` or `b`; conflict: statements in it contradict each other."""

    where: str
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    conflict: bool = False

    def json(self) -> dict[str, Any]:
        rows = {"a": [p.json() for p in self.a], "b": [p.json() for p in self.b]}
        return {"where": self.where, "conflict": self.conflict} | rows


@dataclass(frozen=True, slots=True)
class Readouts:
    """The comparison. counts: statements that are in both, in conflict, only in one."""

    a: About
    b: About
    because: str
    notes: tuple[str, ...]
    conflicts: tuple[Pair, ...]
    both: tuple[Pair, ...]
    only_a: tuple[Said, ...]
    only_b: tuple[Said, ...]
    sentences: tuple[Beside, ...]

    mode = "readouts"

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        names = ("conflicts", "both", "only_a", "only_b")
        return tuple((name, len(getattr(self, name))) for name in names)

    def json(self) -> dict[str, Any]:
        return {
            "schema": "verbale/1",
            "kind": "comparison",
            "mode": self.mode,
            "because": self.because,
            "notes": list(self.notes),
            "a": self.a.json(),
            "b": self.b.json(),
            "counts": dict(self.counts),
            "conflicts": [p.json() for p in self.conflicts],
            "both": [p.json() for p in self.both],
            "only_a": [s.json() for s in self.only_a],
            "only_b": [s.json() for s in self.only_b],
            "sentences": [row.json() for row in self.sentences],
        }


@dataclass(frozen=True, slots=True)
class _Tie:
    """Indices of two records that state one thing, and of those that state it again."""

    a: int
    b: int
    score: float
    differences: tuple[Difference, ...]


def readouts(a: Side, b: Side, name: Names, because: str = "", notes: tuple[str, ...] = ()) -> Readouts:
    """What two readouts say, held against each other."""
    weights = Weights((p.words for side in (a, b) for p in side.sentences), (*a.people, *b.people))
    ground = Ground(weights, offices((*a.records, *b.records)), name)
    found = _judged(a.records, b.records, ground)
    ties, again = _tied(found)
    pairs = [_pair(a, b, tie, again, name) for tie in ties]
    used = {x.a for x in found if x in ties or x in again}, {x.b for x in found if x in ties or x in again}
    left = [
        tuple(_said(side, i, name) for i, _ in sorted(_left(side.records, taken), key=_place))
        for side, taken in zip((a, b), used, strict=True)
    ]
    clashing = [tie for tie, pair in zip(ties, pairs, strict=True) if pair.conflict]
    rows = tuple(_rows(a, b, _sentences(a, b, ties, weights), _spots(a, b, clashing)))
    ordered = sorted(pairs, key=lambda p: (ORDER.index(p.kind), p.a.span))
    conflicts, both = ([p for p in ordered if p.conflict is want] for want in (True, False))
    return Readouts(a.about, b.about, because, notes, tuple(conflicts), tuple(both), left[0], left[1], rows)


def _judged(a: Sequence[Record], b: Sequence[Record], ground: Ground) -> list[_Tie]:
    """All pairs of records that may state one thing, the most alike first."""
    every = ((i, j, judge(x, y, ground)) for i, x in enumerate(a) for j, y in enumerate(b) if x.kind == y.kind)
    found = [_Tie(i, j, round(score, 3), differences) for i, j, (score, differences) in every if score >= SAME]
    return sorted(found, key=lambda x: (-x.score, x.a, x.b))


def _tied(found: Sequence[_Tie]) -> tuple[list[_Tie], list[_Tie]]:
    """Pairs one to one, and the ties of what is said again to one of them."""
    pairs: list[_Tie] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for x in found:
        if x.a not in taken[0] and x.b not in taken[1]:
            pairs.append(x)
            taken[0].add(x.a)
            taken[1].add(x.b)
    again, seen = [], (set(taken[0]), set(taken[1]))
    for x in found:
        if (x.a in seen[0]) != (x.b in seen[1]) and not any(d.hard for d in x.differences):
            again.append(x)
            seen[0].add(x.a)
            seen[1].add(x.b)
    return pairs, again


def _pair(a: Side, b: Side, tie: _Tie, again: Sequence[_Tie], name: Names) -> Pair:
    more_a = tuple(_said(a, t.a, name) for t in again if t.b == tie.b)
    more_b = tuple(_said(b, t.b, name) for t in again if t.a == tie.a)
    here, there = _said(a, tie.a, name), _said(b, tie.b, name)
    return Pair(here.kind, here, there, tie.score, tie.differences, more_a, more_b)


def _said(side: Side, index: int, name: Names) -> Said:
    r = side.records[index]
    span = (r.span.start, r.span.end)
    return Said(side.ids[index], r.kind, gist(r, name), when(r.time), r.status, sayers(r, name), clean(r.quote), span)


def _left(records: Sequence[Record], taken: set[int]) -> Iterator[tuple[int, Record]]:
    return ((i, r) for i, r in enumerate(records) if i not in taken)


def _place(row: tuple[int, Record]) -> tuple[int, int, int]:
    rank = ORDER.index(row[1].kind) if row[1].kind in ORDER else len(ORDER)
    return rank, row[1].span.start, row[0]


def _spots(a: Side, b: Side, ties: Iterable[_Tie]) -> frozenset[tuple[str, int]]:
    """Sentences with a statement of a conflict: the side and the index."""
    places = (
        (("a", a.sentence(a.records[t.a].span)) for t in ties),
        (("b", b.sentence(b.records[t.b].span)) for t in ties),
    )
    return frozenset((side, p.sentence) for both in places for side, p in both if p)


def _sentences(a: Side, b: Side, ties: Sequence[_Tie], weights: Weights) -> list[tuple[int, int]]:
    """Positions of sentences that are of one matter; a heading is tied to a heading alone."""
    at = [{p.span: i for i, p in enumerate(side.sentences)} for side in (a, b)]
    found: set[tuple[int, int]] = set()
    for tie in (t for t in ties if a.records[t.a].kind != "relation"):
        here, there = a.sentence(a.records[tie.a].span), b.sentence(b.records[tie.b].span)
        if here and there and "heading" not in (here.kind, there.kind):
            found.add((at[0][here.span], at[1][there.span]))
    alike = [
        (weights.alike(x.words, y.words), i, j)
        for i, x in enumerate(a.sentences)
        for j, y in enumerate(b.sentences)
        if (x.kind == "heading") == (y.kind == "heading")
    ]
    for score, i, j in sorted(alike, key=lambda row: (-row[0], row[1], row[2])):
        taken = (i in {x for x, _ in found}) + (j in {y for _, y in found})
        if taken < 2 and score >= (NEAR, CLOSE)[taken]:
            found.add((i, j))
    return sorted(found)


def _rows(a: Side, b: Side, ties: list[tuple[int, int]], spots: frozenset[tuple[str, int]]) -> Iterator[Beside]:
    groups = _groups(ties)
    first = {min(xs): (xs, ys) for xs, ys in groups}
    held = {i for xs, _ in groups for i in xs}, {j for _, ys in groups for j in ys}
    done = 0
    for i in range(len(a.sentences)):
        if i in first:
            xs, ys = first[i]
            yield from _only_b(b, range(done, min(ys)), held[1])
            done = max(done, min(ys))
            left, right = tuple(a.sentences[x] for x in xs), tuple(b.sentences[y] for y in ys)
            clash = {("a", p.sentence) for p in left} & spots and {("b", p.sentence) for p in right} & spots
            yield Beside("both", left, right, bool(clash))
        elif i not in held[0]:
            yield Beside("a", (a.sentences[i],), ())
    yield from _only_b(b, range(done, len(b.sentences)), held[1])


def _only_b(b: Side, which: range, held: set[int]) -> Iterator[Beside]:
    return (Beside("b", (), (b.sentences[j],)) for j in which if j not in held)


def _groups(ties: list[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Sentences that hang together, directly or through others, in text order on both sides."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in ties:
        mine = [g for g in groups if i in g[0] or j in g[1]]
        joined = ({i}.union(*(g[0] for g in mine)), {j}.union(*(g[1] for g in mine)))
        groups = [g for g in groups if g not in mine] + [joined]
    return [(sorted(xs), sorted(ys)) for xs, ys in sorted(groups, key=lambda g: min(g[0]))]
