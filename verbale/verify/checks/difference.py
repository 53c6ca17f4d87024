"""A change stated as an amount against the two levels it joins: "by 3 billion to 12 billion, from 9 billion".

Rests on: level - base = change, on rounding intervals, with all three in one sentence and of one unit. Averages and
yearly amounts are not the difference of two levels and are left open.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.verify.case import Case
from verbale.verify.moves import Move, moves
from verbale.verify.terms import Term

RULE = "difference"
RATES = ("%", "pp", "x")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each change by an amount."""
    for move in moves(case):
        if move.change and move.change.unit not in RATES:
            yield _open(case, move) if move.open else _held(case, move, move.change)


def _open(case: Case, move: Move) -> Finding:
    why = f"the change is of another kind ({move.open})"
    return case.finding(RULE, "info", "not-checkable", move.spans, f"a change by an amount: {why}", because=why)


def _held(case: Case, move: Move, said: Term) -> Finding:
    high, low = (move.level, move.base) if move.rising else (move.base, move.level)
    apart = high.number.wide - low.number.wide
    fits = apart.meets(said.number.wide)
    plain = said.number.narrow.holds(high.number.value - low.number.value)
    return case.finding(
        RULE, "info" if fits else "error", ("holds" if plain else "holds-by-rounding") if fits else "off", move.spans,
        f"{move.base.words} to {move.level.words}: {apart} apart, stated as {said.words}",
        because="the two levels and the change fit" if fits else "no values within the rounding fit",
        inputs={"base": move.base.words, "level": move.level.words, "change": said.words},
        formula="change = level - base", bounds=f"{apart} against {said.number.wide}",
    )  # fmt: skip
