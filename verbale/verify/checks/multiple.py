"""A multiple against the two levels it joins: "tripled from 3 billion to 9 billion", "a fivefold rise".

Rests on: level = base × multiple, on rounding intervals, both levels in one sentence. Multiples in words are loose: a
tenth either way passes as rounding. Beyond it is a warning; an error where a quarter or more is missing or above.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verbale.core.finding import Finding
from verbale.verify.case import Case
from verbale.verify.moves import Move, moves
from verbale.verify.rounding import LOOSE, Range, exactly, short, times
from verbale.verify.terms import Term

RULE = "multiple"
FAR = Fraction(1, 4)


def find(case: Case) -> Iterator[Finding]:
    """One finding for each multiple."""
    for move in moves(case):
        if move.change and move.change.unit == "x" and move.base.number.value:
            grown = times(move.change.number, move.up is not False)
            low = move.base.number.wide.low
            if grown is not None and low is not None and low > 0 and move.level.number.wide.low is not None:
                yield _open(case, move) if move.open else _held(case, move, move.change, grown)


def _open(case: Case, move: Move) -> Finding:
    why = f"the change is of another kind ({move.open})"
    return case.finding(RULE, "info", "not-checkable", move.spans, f"a multiple: {why}", because=why)


def _held(case: Case, move: Move, said: Term, grown: Range) -> Finding:
    product = move.base.number.wide * grown
    level = move.level.number
    real = level.value / move.base.number.value
    fits = product.meets(level.wide) or _near(real, grown, LOOSE)
    plain = grown.holds(real)
    severity = "info" if fits else "warning" if _near(real, grown, FAR) else "error"
    return case.finding(
        RULE, severity, ("holds" if plain else "holds-by-rounding") if fits else "off", move.spans,
        f"{move.base.words} to {move.level.words} is {short(Fraction(round(real * 100), 100))} times, "
        f"stated as {said.words}",
        because="the two levels and the multiple fit" if fits else "no values within the rounding fit",
        inputs={"base": move.base.words, "level": move.level.words, "multiple": said.words},
        formula="level = base × multiple", bounds=f"base × multiple gives {product}; the level is {level.wide}",
    )  # fmt: skip


def _near(real: Fraction, grown: Range, share: Fraction) -> bool:
    """Whether a ratio lies within a share of the multiple."""
    return Range(
        None if grown.low is None else grown.low * (1 - share), None if grown.high is None else grown.high * (1 + share)
    ).meets(exactly(real))
