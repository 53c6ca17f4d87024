"""The base that a growth rate implies, against the level stated for the whole it is a part of.

Rests on: base = level / (1 + growth / 100), on rounding intervals. What five months of a year came to cannot exceed
what the whole year came to, in one series. Nothing is annualised and no growth over a part is held against growth over
a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.verify.case import Case
from verbale.verify.rounding import Range, Stated
from verbale.verify.series import Level, change, levels, span_of

RULE = "implied-base"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each growth of a part of a year whose whole is stated for the year of the base."""
    known = levels(case)
    for level in known:
        grown = change(case, level.record)
        against = span_of(level.record.values["change"].get("against")) if grown else None
        if grown is None or against is None or level.number.wide.low is None:
            continue
        for whole in known:
            if whole.key == level.key and whole.first and whole.last and _part(against, (whole.first, whole.last)):
                yield _finding(case, level, whole, *grown)


def _part(inner: tuple[object, object], outer: tuple[object, object]) -> bool:
    """Whether a stretch of days is a true part of another."""
    return inner != outer and str(outer[0]) <= str(inner[0]) and str(inner[1]) <= str(outer[1])


def _finding(case: Case, level: Level, whole: Level, factor: Range, said: Stated) -> Finding:
    base = level.number.wide / factor
    top = whole.number.wide.high
    fits = top is None or (base.low is not None and base.low <= top)
    return case.finding(
        RULE, "info" if fits else "error", "holds" if fits else "off",
        [level.record.fields["value"], whole.record.fields["value"]],
        f"{level.words}, grown by {said.words}, implies a base of {base}; the whole was {whole.words}",
        because="the part is not above the whole" if fits else "the part would be above the whole",
        inputs={"level": level.words, "growth": said.words, "whole": whole.words},
        formula="level / (1 + growth / 100) ≤ whole", bounds=f"{base} against {whole.number.wide}",
        records=(level.record.id, whole.record.id),
    )  # fmt: skip
