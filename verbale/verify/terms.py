"""The numbers of a sentence, and the sentence with signs in their place, in which orders of words are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.interval import Interval
from verbale.core.line import Line
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.bare import bare
from verbale.verify.case import Case
from verbale.verify.kept import kept
from verbale.verify.rounding import Stated, stated
from verbale.verify.wording import any_of

Q, T = "[\ue000-\uefff]", "[\uf000-\uf8ff]"
"""Signs that stand for a quantity and for a time of the sentence."""
MOST = 2000
"""Numbers and times of a sentence that signs are given to."""
OWN = re.compile("[\ue000-\uf8ff]")
SORTS = ("amount", "count", "percent", "points", "multiple", "number", "fraction")
LENGTHS = ("year", "month", "week", "day", "hour")


@dataclass(frozen=True, slots=True)
class Term:
    """A number of a movement, with the time beside it. unit: by RECORDS.md; "%", "pp", "x" for rates."""

    number: Stated
    unit: str | None
    per: str | None
    span: Span
    sort: str
    time: Interval | None = None

    @property
    def words(self) -> str:
        """The number on one line: as written, unit, time."""
        unit, time = f"[{self.unit}]" if self.unit else "", f"({self.time.edtf})" if self.time else ""
        return " ".join(p for p in (self.number.words, unit, time) if p)


def terms(case: Case, line: Line) -> tuple[Term, ...]:
    """The numbers of a sentence, in text order; "3 to 12 billion" after a word of change is two."""
    held = [q for q in case.quantities if line.span.contains(q.span)]
    told = [t for q in held if q.sort in SORTS for t in _terms(case, q)]
    taken = [*(q.span for q in held), *(t.span for t in _times(case, line))]
    told += [Term(number, None, None, span, "number") for number, span in bare(case, line, taken)]
    return tuple(sorted(told, key=lambda t: t.span))


def _times(case: Case, line: Line) -> list[Time]:
    """The times of a sentence, without numbers that were taken for a date and are none."""
    held = (t for t in case.times if line.span.contains(t.span))
    return [t for t in held if not (t.reason and case.words(t.span)[:1].isdigit())]


def _terms(case: Case, q: Quantity) -> Iterator[Term]:
    where, whole = q.number or q.span, q.sort == "count" or q.unit in LENGTHS
    part = _part(case, q)
    if part is not None:
        yield Term(stated(part * 100, case.words(q.span), "~"), "%", None, q.span, "percent")
    elif q.value is not None and (_lent(case, q) or _verb(case, q)):
        yield Term(stated(q.value, case.words(where), q.comparator, True), None, None, where, "number")
    elif q.value is not None:
        yield Term(stated(q.value, case.words(where), q.comparator, whole), q.unit, q.per, q.span, q.sort)
    elif (
        q.low is not None
        and q.high is not None
        and (cut := any_of(case.lexicon, "split-to").search(q.span.of(case.text)))
    ):
        at = q.span.start
        first, last = Span(at, at + cut.start() - 1), Span(at + cut.end() + 1, q.span.end)
        for value, span in ((q.low, first), (q.high, last)):
            yield Term(stated(value, case.words(span), "=", whole), q.unit, q.per, span, q.sort)


def _part(case: Case, q: Quantity) -> float | None:
    """A part of one ("one quarter", "two thirds") that may be a change."""
    if q.sort == "fraction":
        return q.value
    size = _fractions(case.lexicon).get(q.unit or "") if q.sort == "count" else None
    return q.value * size if size and q.value and q.value * size < 1 else None


@lru_cache(maxsize=4)
def _fractions(lexicon: Lexicon) -> dict[str, float]:
    return {r["word"]: float(r["value"]) for r in lexicon.table("number_fraction")}


def _verb(case: Case, q: Quantity) -> bool:
    """Whether what was taken for the thing counted is a verb: "36 comprises"."""
    return q.noun is not None and any_of(case.lexicon, "all-parts").fullmatch(case.words(q.noun)) is not None


def _lent(case: Case, q: Quantity) -> bool:
    """Whether a number has its per cent only from the next one: "300,000, or 50 per cent"."""
    words = q.span.of(case.text)
    said = any_of(case.lexicon, "percent").search(words.replace("%", " % "))
    return q.sort == "percent" and said is None and case.text[q.span.end : q.span.end + 2].lstrip()[:1] in (",", "(")


Masked = tuple[str, Mapping[str, Term], Mapping[str, Interval | None]]


def masked(case: Case, line: Line) -> Masked:
    """The sentence with a sign for each number and each time; what the signs stand for."""
    return _sentences(case)[line.index]


@kept
def _sentences(case: Case) -> Mapping[int, Masked]:
    return {line.index: _masked(case, line) for line in case.lines}


def _masked(case: Case, line: Line) -> Masked:
    numbers = {chr(0xE000 + i): t for i, t in enumerate(terms(case, line)[:MOST])}
    taken = [t.span for t in numbers.values()]
    times = [t for t in _times(case, line) if not any(t.span.overlaps(s) for s in taken)]
    clock = {chr(0xF000 + i): t.interval for i, t in enumerate(times[:MOST])}
    holes = [*((t.span, sign) for sign, t in numbers.items()), *zip((t.span for t in times), clock, strict=False)]
    out, at = [], line.span.start
    for span, sign in sorted(holes, key=lambda h: h[0]):
        if span.start >= at:
            out += [OWN.sub("", case.text[at : span.start]), sign]
            at = span.end
    return " ".join("".join([*out, OWN.sub("", case.text[at : line.span.end])]).split()), numbers, clock
