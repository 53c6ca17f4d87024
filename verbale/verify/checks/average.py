"""An average against its total and number: "120 tonnes in 4 flights, an average of 30 tonnes per flight".

Rests on: total = average × number, on rounding intervals, where one sentence has one of each: a rate "per" or "each",
a count of what it is per, and one other amount of its unit. An output per head against a population is a warning, for
both are counted in several ways.
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
from verbale.verify.spelling import inflected
from verbale.verify.terms import LENGTHS, Term, masked
from verbale.verify.wording import any_of, listed

RULE = "average"
PER = r"(?:@average\s+(?:@of\s+)?@near(?P<mean>@Q)|@that-is\s+@near(?P<same>@Q))\s+(?:@per\s+)?(?P<noun>\w+)"
EACH = r"(?P<mean>@Q)(?:\s+\w+){0,2}?\s+@apiece"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each average with its total and number in its sentence."""
    for line in case.lines:
        text, numbers, _ = masked(case, line)
        if len(numbers) >= 3:
            yield from _sentence(case, line, text, list(numbers.values()))


def _sentence(case: Case, line: Line, text: str, told: list[Term]) -> Iterator[Finding]:
    per, each = _patterns(case.lexicon)
    for pattern in (per, each):
        m = pattern.search(text)
        mean = _term(m, told) if m else None
        if m is None or mean is None or len(pattern.findall(text)) > 1:
            continue
        noun = mean.per or m.groupdict().get("noun")
        totals = [t for t in told if t is not mean and t.unit == mean.unit and t.unit and not t.per]
        counts = [t for t in told if t is not mean and t not in totals and _counts(case, t, noun)]
        loose = any_of(case.lexicon, "head").fullmatch(noun or "") is not None
        if len({t.number.value for t in totals}) == len(counts) == 1 and (pattern is per or _whole(case, line)):
            yield _finding(case, totals[0], counts[0], mean, loose)


def _term(m: re.Match[str], told: list[Term]) -> Term | None:
    sign = m.groupdict().get("mean") or m.groupdict().get("same")
    return told[ord(sign) - 0xE000] if sign else None


def _whole(case: Case, line: Line) -> bool:
    """Whether the sentence says that another sum is the whole."""
    return any_of(case.lexicon, "in-all").search(line.span.of(case.text)) is not None


def _counts(case: Case, term: Term, noun: str | None) -> bool:
    """Whether a number counts what the average is per; with "each", any count of things."""
    if (term.sort not in ("count", "number") and term.unit not in LENGTHS) or term.number.value < 2:
        return False
    after = case.text[term.span.end : term.span.end + 40].split()[:2]
    words = [*(term.unit or "").split()[-1:], *(w.strip(",.;)") for w in after)]
    heads = listed(case.lexicon, "head")
    if noun and noun.casefold() in heads:
        return any(w.casefold() in heads for w in words) or _people(case, term)
    return noun is None or any(w.casefold() == noun.casefold() or inflected(w, noun) for w in words if w)


def _people(case: Case, term: Term) -> bool:
    before = case.text[max(0, term.span.start - 40) : term.span.start]
    return any_of(case.lexicon, "people").search(before) is not None


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(filled(lexicon, form), re.IGNORECASE) for form in (PER, EACH))


def _finding(case: Case, total: Term, number: Term, mean: Term, loose: bool) -> Finding:
    product = mean.number.wide * number.number.wide
    fits = product.meets(total.number.wide)
    plain = mean.number.narrow.holds(total.number.value / number.number.value)
    severity = "info" if fits else "warning" if loose else "error"
    return case.finding(
        RULE, severity, ("holds" if plain else "holds-by-rounding") if fits else "off",
        [total.span, number.span, mean.span],
        f"{number.words} times {mean.words} is {product}; the total is stated as {total.words}",
        because="total, number and average fit" if fits else "no values within the rounding fit",
        inputs={"total": total.words, "number": number.words, "average": mean.words},
        formula="total = average × number", bounds=f"{product} against {total.number.wide}",
    )  # fmt: skip
