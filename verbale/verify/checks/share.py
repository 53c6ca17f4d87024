"""A share in per cent against the part and the whole beside it: "50 of the 200 projects, or 25 per cent".

Rests on: share = part / whole × 100, on rounding intervals, with the three numbers in one run of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.orders import filled
from verbale.verify.rounding import Range, exactly, short
from verbale.verify.terms import Term, masked

RULE = "share"
WORDS = r"(?:\s+[\w'’-]+){0,4}?"
ALONE = r"(?!\s+(?:@rise-after|@fall-after|@of\s+(?!@all-of-it)))"
"""What follows would make it a share of something else, or a change."""
FORMS = (
    rf"(?P<part>@Q){WORDS}\s+@out-of\s+@near(?P<whole>@Q){WORDS}@c"
    rf"(?:@that-is\s+)*@near(?P<share>@Q){ALONE}",
    rf"@of\s+@near(?P<whole>@Q){WORDS}@c@near(?P<part>@Q){WORDS}@c(?:@that-is|\()\s*@near(?P<share>@Q){ALONE}",
    rf"(?P<whole>@Q){WORDS}@c@of-whom\s+@near(?P<part>@Q){WORDS}@c(?:@that-is|\()\s*@near(?P<share>@Q){ALONE}",
    rf"(?P<share>@Q)\s+@of\s+@near(?P<whole>@Q){WORDS}@c(?:@that-is|\()\s*@near(?P<part>@Q)",
    rf"(?P<part>@Q){WORDS}@c(?:@that-is|\()\s*@near(?P<share>@Q)\)?\s+@of\s+@near(?P<whole>@Q)",
)


def find(case: Case) -> Iterator[Finding]:
    """One finding for each share whose part and whole stand beside it."""
    for line in case.lines:
        text, numbers, _ = masked(case, line)
        if len(numbers) >= 3:
            for m in _matches(case.lexicon, text):
                part, whole, share = (numbers[m[name]] for name in ("part", "whole", "share"))
                if share.unit == "%" and _kin(part, whole):
                    yield _finding(case, part, whole, share)


def _matches(lexicon: Lexicon, text: str) -> Iterator[re.Match[str]]:
    """Each share once, by the first form that has it."""
    seen: set[str] = set()
    for m in (m for pattern in _patterns(lexicon) for m in pattern.finditer(text)):
        if m["share"] not in seen:
            seen.add(m["share"])
            yield m


def _kin(part: Term, whole: Term) -> bool:
    """Whether both are counts, or amounts of one unit."""
    counts = {part.sort, whole.sort} <= {"count", "number"}
    return bool(whole.number.value) and (counts or (part.unit in (None, whole.unit) and whole.sort == "amount"))


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(filled(lexicon, form), re.IGNORECASE) for form in FORMS)


def _finding(case: Case, part: Term, whole: Term, share: Term) -> Finding:
    hundred = exactly(100)
    low = whole.number.wide.low
    real = part.number.wide * hundred / whole.number.wide if low and low > 0 else Range(None, None)
    fits = real.meets(share.number.wide)
    percent = part.number.value / whole.number.value * 100
    plain = share.number.narrow.holds(percent)
    return case.finding(
        RULE, "info" if fits else "error", ("holds" if plain else "holds-by-rounding") if fits else "off",
        [share.span, part.span, whole.span],
        f"{part.words} of {whole.words} is {short(Fraction(round(percent * 10), 10))} per cent, "
        f"stated as {share.words}",
        because="part, whole and share fit" if fits else "no values within the rounding fit",
        inputs={"part": part.words, "whole": whole.words, "share": share.words}, formula="share = part / whole × 100",
        bounds=f"{real} against {share.number.wide}",
    )  # fmt: skip
