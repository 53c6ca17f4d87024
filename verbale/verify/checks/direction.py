"""Two levels that go the other way than the word between them: "rose from 12 million to 9 million".

Rests on: what rises ends higher, what falls ends lower, on rounding intervals, both levels in one sentence. Rates of
exchange ("to the dollar") and numbers without a unit, where lower may be better, are left alone. A warning: which of
the three words is the slip cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.verify.case import Case
from verbale.verify.moves import Move, moves
from verbale.verify.wording import any_of

RULE = "direction"
LEAST = 1000
"""A number without a unit that is as large is no rank, grade or clock."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each movement with a word that says up or down."""
    for move in moves(case):
        dated = move.base.time and move.level.time
        told = (
            dated or move.base.unit or move.level.unit or min(move.base.number.value, move.level.number.value) >= LEAST
        )
        if move.up is not None and move.sure and told and not _rate(case, move):
            yield _finding(case, move)


def _rate(case: Case, move: Move) -> bool:
    """Whether the numbers are so many of one thing for one of another."""
    after = case.text[move.level.span.end : move.level.span.end + 14].lstrip()
    return bool(move.base.per or move.level.per or any_of(case.lexicon, "rate-after").match(after))


def _finding(case: Case, move: Move) -> Finding:
    low, high = (move.base, move.level) if move.up else (move.level, move.base)
    top, bottom = high.number.narrow.high, low.number.narrow.low
    right = top is None or bottom is None or bottom <= top
    way = "up" if move.up else "down"
    return case.finding(
        RULE, "info" if right else "warning", "holds" if right else "contradicted", [move.base.span, move.level.span],
        f"{move.base.words} to {move.level.words}, said to go {way}",
        because="it does" if right else "the numbers go the other way",
        inputs={"from": move.base.words, "to": move.level.words, "direction": way},
        formula="from ≤ to" if move.up else "from ≥ to", bounds=f"{low.number.narrow} against {high.number.narrow}",
    )  # fmt: skip
