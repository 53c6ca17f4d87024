"""A change of a rate given in per cent where it is in percentage points.

Rests on: a rate that goes from A to B per cent changes by B - A percentage points and by (B / A - 1) × 100 per cent.
Raised as a warning where the stated per cent is the difference and not the growth, or where it is neither; as an error
where it is said to be points and the difference is another on every reading of the rounding.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.verify.case import Case
from verbale.verify.moves import Move, moves
from verbale.verify.rounding import Range, factor, short

RULE = "percentage-points"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each change of a rate whose two levels stand in one sentence."""
    for move in moves(case):
        rates = move.base.unit == move.level.unit == "%"
        if rates and move.change and move.change.unit in ("%", "pp"):
            yield _open(case, move) if move.open else _finding(case, move)


def _open(case: Case, move: Move) -> Finding:
    why = f"the change is of another kind ({move.open})"
    return case.finding(RULE, "info", "not-checkable", move.spans, f"a change of a rate: {why}", because=why)


def _fits(move: Move) -> tuple[bool, bool]:
    """Whether the change is the difference of the two rates, and whether it is their growth."""
    assert move.change
    base, level, said = move.base.number, move.level.number, move.change.number
    grown = factor(said, move.rising)
    known = base.narrow.low is not None and base.narrow.low > 0 and level.narrow.low is not None
    is_growth = known and grown is not None and (base.narrow * grown).meets(level.narrow)
    return said.wide.meets(_apart(move)), is_growth


def _apart(move: Move) -> Range:
    """The difference in the direction that the words give."""
    a, b = (move.level, move.base) if move.rising else (move.base, move.level)
    return a.number.narrow - b.number.narrow


def _finding(case: Case, move: Move) -> Finding:
    assert move.change
    is_points, is_growth = _fits(move)
    said = move.change
    right = is_points if said.unit == "pp" else is_growth
    slip = said.unit == "%" and is_points
    why = "it fits" if right else "it is percentage points" if slip else "neither points nor per cent"
    severity = "info" if right else "error" if said.unit == "pp" else "warning"
    points = move.level.number.value - move.base.number.value
    return case.finding(
        RULE, severity, "holds" if right else "off", move.spans,
        f"{move.base.words} to {move.level.words} is {short(points)} percentage points, stated as {said.words}",
        because=why, inputs={"from": move.base.words, "to": move.level.words, "stated": said.words},
        formula="points = to - from; per cent = (to / from - 1) × 100", bounds=f"points {_apart(move)}",
    )  # fmt: skip
