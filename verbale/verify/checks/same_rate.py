"""Two growth rates of one series for one period: "up 32 per cent in 2023" and later "grew by 23 per cent in 2023".

Rests on: one series has one growth over one period against one base, on rounding intervals. Rates of the same measure,
actors, asserter, period and base are held together; averages and growth measured otherwise ("in real terms") are not.
A warning, for the text may leave unsaid how the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.rounding import Stated, stated
from verbale.verify.wording import any_of

RULE = "same-rate"
VAGUE = ("amount", "count", "sum", "value", "number", "share", None)


@dataclass(frozen=True, slots=True)
class _Rate:
    record: Record
    said: Stated
    up: bool
    key: tuple[Any, ...]


def find(case: Case) -> Iterator[Finding]:
    """One finding for each pair of rates of one series and period."""
    told = [rate for r in case.records("figure") if (rate := _rate(case, r)) is not None]
    for a, b in combinations(told, 2):
        if a.key == b.key and a.record.quote != b.record.quote and _one_asserter(a.record, b.record):
            yield _finding(case, a, b)


def _one_asserter(a: Record, b: Record) -> bool:
    """Whether one of those who say the first also says the second."""
    return a.said_by == b.said_by or bool(set(a.said_by) & set(b.said_by))


def _rate(case: Case, r: Record) -> _Rate | None:
    """The rate of a record that says of what, of whom and of when it is."""
    v, held = r.values, r.values.get("change") or {}
    value, where = held.get("value"), r.fields.get("change") or r.fields.get("value")
    named = v.get("measure") not in VAGUE and v.get("about") and v.get("period") and r.status == "held"
    if held.get("unit") != "%" or not isinstance(value, (int, float)) or where is None or not named:
        return None
    line = case.line(r.span)
    around = line.span.of(case.text) if line else r.quote
    if any(any_of(case.lexicon, name).search(around) for name in ("other-growth", "said-wrong")):
        return None
    key = (v["measure"], tuple(sorted(v["about"])), v["period"], held.get("against"))
    said = stated(value, case.words(where), v["comparator"] if v["form"] == "change" else "=")
    return _Rate(r, said, held.get("direction") != "down", key)


def _finding(case: Case, a: _Rate, b: _Rate) -> Finding:
    same = a.up == b.up and a.said.wide.meets(b.said.wide)
    one, two = (f"{'+' if x.up else '-'}{x.said.words} %" for x in (a, b))
    return case.finding(
        RULE, "info" if same else "warning", "holds" if same else "contradicted",
        [x.record.fields.get("change") or x.record.fields.get("value", x.record.span) for x in (a, b)],
        f"{one} and {two} for {a.key[0]} in {a.key[2]}",
        because="both can be one rate" if same else "they cannot be one rate", records=(a.record.id, b.record.id),
        inputs={"first": one, "second": two}, formula="first = second",
        bounds=f"{a.said.wide} against {b.said.wide}",
    )  # fmt: skip
