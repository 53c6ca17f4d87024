"""Exports and imports against the trade and the balance stated beside them.

Rests on: trade = exports + imports and balance = |exports - imports|, on rounding intervals, where one sentence has one
sum of each name, one unit, no more than two parties and no times that differ. Trade below their sum is an error; above
it a warning, unless they are parts ("exports of wheat"), which any trade may be above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.line import Line
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.orders import filled
from verbale.verify.rounding import Range
from verbale.verify.terms import Q, Term, masked

RULE = "trade-balance"
TRADE = "trade = exports + imports"
NAMES = ("exports", "imports", "trade", "balance")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each sentence with exports, imports and their sum or difference."""
    for line in case.lines:
        text, numbers, clock = masked(case, line)
        if len(numbers) >= 3 and len({t.edtf for t in clock.values() if t}) <= 1 and _parties(case, line) <= 2:
            named = _named(case.lexicon, text, list(numbers.values()))
            partial = _partial(case.lexicon).search(text) is not None
            held = {t.unit for t in named.values()}
            if {"exports", "imports"} <= set(named) and len(held) == 1 and None not in held:
                yield from _judged(case, named, partial)


def _parties(case: Case, line: Line) -> int:
    """How many states and bodies the sentence names."""
    held = (a for a in case.actors if line.span.contains(a.span) and a.sort in ("state", "body"))
    return len({i for a in held for i in a.ids})


def _named(lexicon: Lexicon, text: str, numbers: list[Term]) -> dict[str, Term]:
    """The one sum that stands after each name, before the next sum."""
    out: dict[str, list[Term]] = {}
    for m in re.finditer(rf"([^\ue000-\uefff]*)({Q})", text):
        last = max(((w.end(), name) for name in NAMES for w in _word(lexicon, name).finditer(m[1])), default=None)
        if last is not None:
            out.setdefault(last[1], []).append(numbers[ord(m[2]) - 0xE000])
    sums = {name: [t for t in told if t.sort == "amount" and not t.per] for name, told in out.items()}
    return {name: told[0] for name, told in sums.items() if len(told) == 1}


@lru_cache(maxsize=8)
def _word(lexicon: Lexicon, name: str) -> re.Pattern[str]:
    return re.compile(filled(lexicon, f"@word-{name}"), re.IGNORECASE)


@lru_cache(maxsize=4)
def _partial(lexicon: Lexicon) -> re.Pattern[str]:
    """ "exports of wheat": only a part of the exports."""
    return re.compile(filled(lexicon, r"(?:@word-exports|@word-imports)\s+@of\s+[a-z]"), re.IGNORECASE)


def _judged(case: Case, named: dict[str, Term], partial: bool) -> Iterator[Finding]:
    exports, imports = named["exports"], named["imports"]
    if "trade" in named:
        total = exports.number.wide + imports.number.wide
        top = None if partial else total.high
        yield _finding(case, named["trade"], exports, imports, Range(total.low, top), TRADE)
    if "balance" in named and not partial:
        high, low = sorted((exports, imports), key=lambda t: -t.number.value)
        apart = high.number.wide - low.number.wide
        yield _finding(case, named["balance"], exports, imports, apart, "balance = |exports - imports|")


def _finding(case: Case, said: Term, exports: Term, imports: Term, real: Range, formula: str) -> Finding:
    fits = real.meets(said.number.wide)
    above = said.number.wide.high is not None and real.low is not None and said.number.wide.high < real.low
    severity = "info" if fits else "error" if above and formula == TRADE else "warning"
    return case.finding(
        RULE, severity, "holds" if fits else "off", [said.span, exports.span, imports.span],
        f"exports {exports.words} and imports {imports.words} give {real}; stated is {said.words}",
        because="the sums fit" if fits else "no values within the rounding fit",
        inputs={"exports": exports.words, "imports": imports.words, "stated": said.words}, formula=formula,
        bounds=f"{real} against {said.number.wide}",
    )  # fmt: skip
