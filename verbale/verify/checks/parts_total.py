"""Parts against their total in one sentence: "12 ships: 8 tankers and 4 ferries", "30 million, of which 20 million".

Rests on: no part exceeds its whole, and the parts of a list that is said to be whole ("comprising", "made up of", a
colon or dash) sum to it, on rounding intervals. A list that only names some parts ("including", "of which") is held
against the total from below, as a warning where only its sum exceeds the total, for parts may overlap. So is a whole
list that fits only if the total is very round. Counts give warnings, save for a single part above its whole; of unlike
things only lists are held together whose items are each below the whole, and never people with others. Shares of one
whole that come to more than a hundred are a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache, reduce

from verbale.core.finding import Finding
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.orders import filled
from verbale.verify.rounding import Range, exactly
from verbale.verify.terms import Q, Term, masked
from verbale.verify.wording import any_of, listed

RULE = "parts-total"
ITEM = r"@near@Q(?:\s+(?!@plus)[\w'’«»“”\"-]+){0,7}?"
END = r"\s*(?=[.;:)\n]|$|,\s+(?!@near@Q|@plus|@article))"
"""A list goes on after a comma and a number, a thing without one, or the word before the last."""
LIST = rf"{ITEM}(?:(?:[,;]|[,;]?\s+@plus)\s+{ITEM})*{END}"
GAP = r"(?:(?!@breaks|@apart)[^\ue000-\uefff;.])*?"
SOME = rf"(?P<whole>@Q){GAP}@some-parts\s+(?P<parts>{LIST})"
EVERY = rf"(?P<whole>@Q){GAP}(?:(?P<said>@all-parts)\s+|\s*[:\u2013\u2014]\s+)(?P<parts>{LIST})"
OF = r"(?:^|[.;,]\s*)@out-of\s+@near(?P<whole>@Q)(?:\s+[\w'’-]+){0,4}?,\s+(?P<parts>@near@Q)\s+(?:@being|\w+ed\b)"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each total with parts, and for each row of shares."""
    some, every, of = _patterns(case.lexicon)
    for line in case.lines:
        text, numbers, _ = masked(case, line)
        if len(numbers) < 2:
            continue
        for pattern in (every, some, of):
            for m in pattern.finditer(text):
                whole, parts = numbers[m["whole"]], [numbers[sign] for sign in re.findall(Q, m["parts"])]
                if _kin(case.lexicon, whole, parts, pattern is every):
                    yield _finding(case, whole, parts, pattern is every, bool(m.groupdict().get("said")))
        yield from _shares(case, text, list(numbers.values()))


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(filled(lexicon, form), re.IGNORECASE) for form in (SOME, EVERY, OF))


def _kin(lexicon: Lexicon, whole: Term, parts: list[Term], every: bool) -> bool:
    """Whether the parts are measured as the whole is."""
    if whole.per or any(p.per for p in parts) or not whole.number.value:
        return False
    if whole.sort == "amount":
        return all(p.sort == "amount" and p.unit == whole.unit for p in parts) and len(parts) > every
    if whole.sort not in ("count", "number") or any(p.sort not in ("count", "number") for p in parts):
        return False
    if every:
        return len(parts) > 1 and all(p.number.value < whole.number.value for p in parts)
    people = listed(lexicon, "people-nouns")
    if whole.unit in people:
        return all(p.unit in people or p.unit is None for p in parts)
    same = all(p.unit in (None, whole.unit) for p in parts)
    return same or (len(parts) > 1 and all(p.number.value <= whole.number.value for p in parts))


def _finding(case: Case, whole: Term, parts: list[Term], every: bool, said_whole: bool) -> Finding:
    counts = whole.sort != "amount"
    total = _sum(p.number.wide for p in parts)
    top, bottom = whole.number.wide.high, total.low
    above = top is not None and bottom is not None and bottom > top
    narrow = _sum(p.number.narrow for p in parts)
    both = said_whole or (every and counts)
    below = not above and not ((counts or every) and _above(narrow, whole))
    fits = narrow.meets(whole.number.narrow) if both else below
    far = not total.meets(whole.number.wide)
    exact = sum((p.number.value for p in parts), start=Fraction(0))
    close = whole.number.narrow.holds(exact) or (not every and exact <= whole.number.value)
    single = any(p.number.wide.low is not None and top is not None and p.number.wide.low > top for p in parts)
    severity = "info" if fits else "error" if single or (said_whole and far and not counts) else "warning"
    said = " + ".join(p.words for p in parts)
    formula = "sum of parts = total" if every else "sum of parts ≤ total"
    return case.finding(
        RULE, severity, ("holds" if close else "holds-by-rounding") if fits else "off",
        [whole.span, *(p.span for p in parts)], f"{said} comes to {total}; the total is stated as {whole.words}",
        because="the parts fit the total" if fits else "the parts do not fit the total",
        inputs={"total": whole.words, "parts": said},
        formula=formula, bounds=f"{total} against {whole.number.wide}",
    )  # fmt: skip


def _above(total: Range, whole: Term) -> bool:
    """Whether a sum is above its whole to the last digit written."""
    top = whole.number.narrow.high
    return total.low is not None and top is not None and total.low > top


def _sum(ranges: Iterable[Range]) -> Range:
    return reduce(Range.__add__, ranges, exactly(0))


def _shares(case: Case, text: str, numbers: list[Term]) -> Iterator[Finding]:
    """Shares of one whole in a row: "accounts for 60 per cent of exports, followed by … with 50 per cent"."""
    cues = all(any_of(case.lexicon, name).search(text) for name in ("accounts-for", "in-a-row"))
    moved = any(any_of(case.lexicon, name).search(text) for name in ("rose", "fell"))
    wholes = len(re.findall(filled(case.lexicon, r"@Q\s+@of"), text))
    if not cues or moved or wholes > 1 or len(numbers) < 2 or any(t.unit != "%" for t in numbers):
        return
    total = _sum(t.number.wide for t in numbers)
    right = total.low is None or total.low <= 100
    said = " + ".join(t.words for t in numbers)
    yield case.finding(
        RULE, "info" if right else "warning", "holds" if right else "off", [t.span for t in numbers],
        f"{said} comes to {total} per cent of one whole", because="no more than all" if right else "more than all",
        inputs={"shares": said}, formula="sum of shares ≤ 100 %", bounds=str(total),
    )  # fmt: skip
