"""Movements told in one sentence: "rose by 20 per cent, from 2 billion in 2018 to 3 billion in 2019".

A movement is read from the order of its words alone: the numbers, the times beside them, the prepositions and the word
that says up or down, with nothing else between. So it names its base, its level and its change beyond doubt; what is
said in more or other words is left to the records. Movements that are averages, yearly rates or measured otherwise
("in real terms") are given with `open`, for no sum of their levels gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from verbale.core.interval import Interval
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.kept import kept
from verbale.verify.orders import named, patterns, way
from verbale.verify.rounding import stated
from verbale.verify.terms import T, Term, masked
from verbale.verify.wording import any_of, listed

LEVELS = ("amount", "count", "percent", "number")


@dataclass(frozen=True, slots=True)
class Move:
    """From base to level, by a change if one is said. up: as the words have it; None where a multiple says it.

    sure: whether the words "from" or "when it was" give the base of the change, and not a mere comparison.
    open: words that make the change another thing than level against base; None where nothing does.
    """

    base: Term
    level: Term
    change: Term | None
    up: bool | None
    sure: bool
    open: str | None
    span: Span

    @property
    def rising(self) -> bool:
        """Up or down by the words, else by the numbers."""
        return self.level.number.value >= self.base.number.value if self.up is None else self.up

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(t.span for t in (self.level, self.change, self.base) if t)


@kept
def moves(case: Case) -> tuple[Move, ...]:
    """All movements of a document, in text order."""
    before = (None, *case.lines)
    return tuple(m for last, line in zip(before, case.lines, strict=False) for m in _of_line(case, line, last))


def _of_line(case: Case, line: Line, before: Line | None) -> Iterator[Move]:
    text, numbers, clock = masked(case, line)
    if len(numbers) < 2:
        return
    taken: list[tuple[int, int]] = []
    for pattern in patterns(case.lexicon):
        for m in pattern.finditer(text):
            if any(m.start() < e and s < m.end() for s, e in taken):
                continue
            move = _Matched(m, numbers, clock).move(case, before)
            if move is not None:
                taken.append((m.start(), m.end()))
                yield move


@dataclass(frozen=True, slots=True)
class _Matched:
    """An order of words that was found, and what its signs stand for."""

    match: re.Match[str]
    numbers: Mapping[str, Term]
    clock: Mapping[str, Interval | None]

    def term(self, name: str) -> Term | None:
        words = named(self.match)
        held, time = self.numbers.get(words.get(name, "")), re.search(T, words.get(f"{name}_time", ""))
        return replace(held, time=self.clock[time.group()]) if held and time else held

    def move(self, case: Case, before: Line | None) -> Move | None:
        """The movement, where its numbers are of one kind; a level that "this" points at is in the sentence before."""
        base, level, change = self.term("base"), self.term("level"), self.term("change")
        if base is not None and level is None and before is not None and named(self.match).get("this"):
            level = _sole(case, before, base)
        if base is None or level is None or not _kin(base, level, change):
            return None
        than = " ".join(named(self.match).get("than", "").split()).casefold()
        if than in listed(case.lexicon, "than"):
            base = replace(base, number=stated(float(base.number.value), base.number.words, "=", base.sort == "count"))
        other = self._otherwise(case, base, level) or (self._uneven() if than else None)
        return Move(base, level, change, way(self.match), not than, other, base.span.cover(level.span))

    def _otherwise(self, case: Case, base: Term, level: Term) -> str | None:
        """Words in or about it by which the change is another thing than level against base."""
        m = self.match
        around = m.string[max(0, m.start() - 40) : m.end() + 40]
        found = any_of(case.lexicon, "other-growth").search(around)
        if found is None and not _year_apart(base.time, level.time):
            found = any_of(case.lexicon, "year-on-year").search(around)
        return found.group() if found else None

    def _uneven(self) -> str | None:
        """Times of the sentence of unlike length, of which a mere comparison may join two."""
        held = [t for t in self.clock.values() if t and _length(t)]
        lengths = [n for t in held if (n := _length(t))]
        return " / ".join(t.edtf for t in held) if lengths and min(lengths) * 10 < max(lengths) * 8 else None


def _sole(case: Case, line: Line, base: Term) -> Term | None:
    """The one number of a sentence in the unit of another."""
    held = [t for t in masked(case, line)[1].values() if t.unit == base.unit and t.sort == base.sort]
    return held[0] if len(held) == 1 else None


def _kin(base: Term, level: Term, change: Term | None) -> bool:
    """Whether the two levels are of one unit, and the change of it or a rate."""
    if base.sort not in LEVELS or level.sort not in LEVELS or not _one_unit(base, level):
        return False
    return change is None or change.unit in ("%", "pp", "x", base.unit, level.unit) or change.unit is None


def _one_unit(base: Term, level: Term) -> bool:
    """Whether two levels have one unit, which one of two numbers of like size may leave to the other."""
    if base.unit == level.unit and (base.per == level.per or None in (base.per, level.per)):
        return True
    a, b = abs(base.number.value), abs(level.number.value)
    bare = "number" in (base.sort, level.sort) or "count" in (base.sort, level.sort)
    return bare and not {"%", "pp"} & {base.unit, level.unit} and min(a, b) * 1000 > max(a, b)


def _year_apart(first: Interval | None, last: Interval | None) -> bool:
    """Whether two periods are the same part of a year and of the year before."""
    if not (first and last and first.earliest and first.latest and last.earliest and last.latest):
        return False
    ends = ((first.earliest, last.earliest), (first.latest, last.latest))
    return all(360 <= (b - a).days <= 370 for a, b in ends)


def _length(time: Interval | None) -> int | None:
    return (time.latest - time.earliest).days + 1 if time and time.earliest and time.latest else None
