"""Two years of one communiqué: what was kept, changed, added, dropped and moved, clause by clause.

The texts are cut into clauses (`sides`), the clauses tied (`aligning`), and inside a tied pair the words compared
(`words`). A clause whose words stayed is kept, whatever number stands before it; one that stands out of order has
moved, its words perhaps changed as well. The rows follow the second text; what was dropped stands where it stood, after
the clause that went before it. Set phrases come first: those that only the first text has, only the second, and those
that both have with how often.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.views.compare.aligning import Link, align, folded
from verbale.views.compare.sides import About, Piece, Side
from verbale.views.compare.words import Part, diff
from verbale.views.wording import clean

OPS = ("kept", "changed", "moved", "added", "dropped")


@dataclass(frozen=True, slots=True)
class Row:
    """A clause of the page. a, b: as the texts have it; parts: word by word, where it is in both.

    number: counted from 1 on the page. to, origin: of a moved clause the number of its other place: where it stood,
    `to` says where it went; where it stands, `origin` says where it stood.
    """

    op: str
    number: int
    a: Piece | None
    b: Piece | None
    parts: tuple[Part, ...] = ()
    likeness: float | None = None
    origin: int | None = None
    to: int | None = None

    @property
    def piece(self) -> Piece:
        found = self.b or self.a
        assert found is not None
        return found

    def json(self) -> dict[str, Any]:
        return {
            "op": self.op,
            "number": self.number,
            "a": self.a.json() if self.a else None,
            "b": self.b.json() if self.b else None,
            "parts": [p.json() for p in self.parts] if any(p.op != "same" for p in self.parts) else [],
            "likeness": self.likeness,
            "from": self.origin,
            "to": self.to,
        }


@dataclass(frozen=True, slots=True)
class PhraseUse:
    """A set phrase in the two texts. words: as first written; a, b: how often; stock: worn wording, no formula."""

    canonical: str
    words: str
    a: int
    b: int
    stock: bool

    def json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Redline:
    """The comparison. counts: clauses by what became of them; of a moved one, one."""

    a: About
    b: About
    because: str
    notes: tuple[str, ...]
    dropped: tuple[PhraseUse, ...]
    added: tuple[PhraseUse, ...]
    kept: tuple[PhraseUse, ...]
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]

    mode = "redline"

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
            "phrases": {name: [p.json() for p in getattr(self, name)] for name in ("dropped", "added", "kept")},
            "rows": [row.json() for row in self.rows],
        }


def redline(a: Side, b: Side, because: str = "", notes: tuple[str, ...] = ()) -> Redline:
    """What became of the clauses of `a` in `b`."""
    ties = align([p.words for p in a.clauses], [p.words for p in b.clauses])
    rows = _numbered(list(_rows(a.clauses, b.clauses, ties)))
    found = Counter(row.op for row in rows if not row.to)
    uses = tuple(_phrases(a, b))
    return Redline(
        a=a.about,
        b=b.about,
        because=because,
        notes=notes,
        dropped=tuple(u for u in uses if not u.b),
        added=tuple(u for u in uses if not u.a),
        kept=tuple(u for u in uses if u.a and u.b),
        rows=rows,
        counts=tuple((op, found[op]) for op in OPS),
    )


def _rows(a: Sequence[Piece], b: Sequence[Piece], ties: Sequence[Link]) -> Iterator[Row]:
    """Rows without numbers, in the order of `b`; each dropped or moved clause of `a` after what stood before it."""
    straight = {x.b: x for x in ties if not x.moved}
    crossed = {x.b: x for x in ties if x.moved}
    gone, held = ({x.a for x in ties if x.moved is moved} for moved in (True, False))
    yield from _left(a, 0, held, gone)
    for j, piece in enumerate(b):
        if j in straight:
            yield _pair("", a[straight[j].a], piece, straight[j].score)
            yield from _left(a, straight[j].a + 1, held, gone)
        elif j in crossed:
            yield _pair("moved", a[crossed[j].a], piece, crossed[j].score)
        else:
            yield Row("added", 0, None, piece)


def _left(a: Sequence[Piece], start: int, held: set[int], gone: set[int]) -> Iterator[Row]:
    """What stood in `a` from here to the next clause that kept its place."""
    for i in itertools.takewhile(lambda i: i not in held, range(start, len(a))):
        yield Row("moved" if i in gone else "dropped", 0, a[i], None)


def _pair(op: str, a: Piece, b: Piece, score: float) -> Row:
    same = folded(a.words) == folded(b.words)
    parts = (Part("same", b.words),) if same else diff(a.words, b.words)
    return Row(op or ("kept" if same else "changed"), 0, a, b, parts, 1.0 if same else round(score, 3))


def _numbered(rows: list[Row]) -> tuple[Row, ...]:
    """Rows with their numbers, and both places of what moved pointing to each other."""
    stood = {row.a.span: n for n, row in enumerate(rows, 1) if row.op == "moved" and row.a and not row.b}
    stands = {row.a.span: n for n, row in enumerate(rows, 1) if row.op == "moved" and row.a and row.b}
    return tuple(_placed(row, n, stood, stands) for n, row in enumerate(rows, 1))


def _placed(row: Row, number: int, stood: dict[Any, int], stands: dict[Any, int]) -> Row:
    origin = stood.get(row.a.span) if row.a and row.b and row.op == "moved" else None
    to = stands.get(row.a.span) if row.a and not row.b and row.op == "moved" else None
    return Row(row.op, number, row.a, row.b, row.parts, row.likeness, origin, to)


def _phrases(a: Side, b: Side) -> Iterator[PhraseUse]:
    """Set phrases of either text, formulas before worn wording, in order of first use."""
    uses = [Counter(p.canonical for p in side.phrases) for side in (a, b)]
    first: dict[str, tuple[str, bool]] = {}
    for side in (a, b):
        for p in side.phrases:
            first.setdefault(p.canonical, (clean(p.span.of(side.text)), p.weight != "fixed"))
    for canonical, (words, stock) in sorted(first.items(), key=lambda row: row[1][1]):
        yield PhraseUse(canonical, words, uses[0][canonical], uses[1][canonical], stock)
