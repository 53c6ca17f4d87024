"""Growth in per cent against the two levels it joins.

Rests on: growth = level / base - 1, on rounding intervals. The base is the one named in the same sentence ("by 20 per
cent, from 2 billion to 3 billion"), else a level of the same series for the period that the change is against. Where a
yearly figure does not say against what, the year before is meant: a warning, no error. Off only where no value in the
wide intervals fits; a fit that needs the rounding is said to. Levels with bounds give bounds. Averages, yearly rates
and growth "in real terms" are not what two levels give and are left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.moves import Move, moves
from verbale.verify.rounding import Range, Stated, factor, short
from verbale.verify.series import Level, change, levels
from verbale.verify.wording import any_of

RULE = "growth"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each growth in per cent that has a level."""
    told = moves(case)
    for move in told:
        if move.change and move.change.unit == "%" and move.level.unit != "%":
            yield from _told(case, move)
    seen = [move.level.span for move in told] + [move.base.span for move in told]
    known = levels(case)
    for level in known:
        grown = change(case, level.record)
        where = level.record.fields["value"]
        rate = level.record.values["change"]["unit"] if grown else None
        if grown is not None and rate == "%" and not any(where.overlaps(s) for s in seen):
            yield from _recorded(case, level, known, *grown)


# -- in one sentence ---------------------------------------------------------------------------------------------


def _told(case: Case, move: Move) -> Iterator[Finding]:
    said = move.change.number if move.change else None
    grown = factor(said, move.rising) if said else None
    if said is None or grown is None or _zero(move.base.number):
        return
    if move.open:
        yield _open(case, move.spans, said, f"the change is of another kind ({move.open})")
    else:
        sides = (move.base.words, move.level.words)
        yield _held(case, move.spans, sides, (move.base.number, move.level.number), grown, said, "error")


# -- in two sentences --------------------------------------------------------------------------------------------


def _recorded(case: Case, level: Level, known: tuple[Level, ...], grown: Range, said: Stated) -> Iterator[Finding]:
    spans = [level.record.fields["value"], level.record.fields.get("change", level.record.span)]
    other = any_of(case.lexicon, "other-growth").search(level.record.quote)
    yearly = any_of(case.lexicon, "year-on-year").search(level.record.quote) is not None
    base, sure = _base(level, known, yearly)
    ids = (level.record.id,)
    if other:
        yield _open(case, spans, said, f"the change is of another kind ({other.group()})", ids)
    elif base is None:
        yield _open(case, spans, said, "no level is stated for the period it is measured against", ids)
    elif not _zero(base.number) and level.number.wide.low is not None:
        spans.append(base.record.fields["value"])
        sides, both = (base.words, level.words), (base.number, level.number)
        severity = "error" if sure else "warning"
        yield _held(case, spans, sides, both, grown, said, severity, (*ids, base.record.id))


def _base(level: Level, known: tuple[Level, ...], yearly: bool) -> tuple[Level | None, bool]:
    """The level of the same series at the period that the change is against, and whether that period is said."""
    against = level.record.values["change"].get("against")
    if yearly and against not in (None, _year_before(level.period)):
        return None, False
    same = [x for x in known if x is not level and x.key == level.key]
    period = against or _year_before(level.period)
    held = [x for x in same if x.period == period and period]
    return (held[0] if len({x.number.value for x in held}) == 1 else None), bool(against) or yearly


def _year_before(period: str | None) -> str | None:
    return str(int(period) - 1) if period and len(period) == 4 and period.isdigit() else None


def _zero(base: Stated) -> bool:
    return not base.value or base.wide.low is None or base.wide.low <= 0


# -- what is told -------------------------------------------------------------------------------------------------


def _open(case: Case, spans: Iterable[Span], said: Stated, why: str, ids: tuple[str, ...] = ()) -> Finding:
    message = f"growth of {said.words}: {why}"
    return case.finding(RULE, "info", "not-checkable", dict.fromkeys(spans), message, because=why, records=ids)


def _held(
    case: Case,
    spans: Iterable[Span],
    sides: tuple[str, str],
    numbers: tuple[Stated, Stated],
    grown: Range,
    said: Stated,
    severity: str,
    ids: tuple[str, ...] = (),
) -> Finding:
    base, level = numbers
    product = base.wide * grown
    fits = product.meets(level.wide)
    percent = (level.value / base.value - 1) * 100
    plain = said.narrow.holds(abs(percent))
    return case.finding(
        RULE, "info" if fits else severity, ("holds" if plain else "holds-by-rounding") if fits else "off",
        dict.fromkeys(spans), f"{sides[0]} to {sides[1]} is {_short(percent)} per cent, stated as {said.words}",
        because="the two levels and the growth fit" if fits else "no values within the rounding fit",
        inputs={"level": sides[1], "base": sides[0], "growth": said.words}, formula="level = base × (1 + growth / 100)",
        bounds=f"base × growth gives {product}; the level is {level.wide}", records=ids,
    )  # fmt: skip


def _short(percent: Fraction) -> str:
    return short(Fraction(round(percent * 10), 10))
