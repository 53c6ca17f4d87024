"""An anniversary against the years that the same text says have passed, for one set of parties.

Rests on: the text alone. The Nth anniversary of what happened M years ago needs N = M or, late in the year before a
round day, M + 1; more apart, one of the two counts something else or is wrong, and the reader should look.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "anniversary"
FIT = 1
AHEAD, FURTHER = 80, 140
"""Characters after a count in which the event is named that it is counted from."""
LONG = 4
"""Letters of a word that says nothing of an event."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each anniversary and the counts of elapsed years of the same parties, in whatever order."""
    figures = [r for r in case.records("figure") if isinstance(r.values.get("value"), float)]
    marked = [r for r in figures if r.values.get("unit") == "anniversary" and r.values["form"] == "ordinal"]
    counted = [r for r in figures if r.values["form"] == "elapsed" and r.values.get("unit") == "year"]
    for one in marked:
        others = [r for r in counted if _same(one, r) and _one_event(case, one, r)]
        if others:
            yield _finding(case, one, others)


def _same(a: Record, b: Record) -> bool:
    """Whether both count from one event: the same parties, and none names another thing that is celebrated."""
    return bool(b.values["about"]) and set(a.values["about"]) >= set(b.values["about"])


def _one_event(case: Case, a: Record, b: Record) -> bool:
    """Whether the event of an anniversary, where it is named, is the one that the other count runs from."""
    named = _after(case, a, AHEAD)
    lead = any_of(case.lexicon, "of").match(named)
    words = set(_words(named[lead.end() :])) if lead else set()
    shared = bool(words & set(_words(_after(case, b, FURTHER))))
    return shared or (not words and set(a.values["about"]) == set(b.values["about"]))


def _after(case: Case, r: Record, length: int) -> str:
    """The words that follow a count in its sentence."""
    end = r.fields.get("value", r.span).end
    line = case.line(r.span)
    text = case.text[end : min(end + length, line.span.end if line else end)]
    return text.partition(str(r.values.get("unit")))[2].lstrip("s ").partition(",")[0].partition(".")[0]


def _words(text: str) -> list[str]:
    return [w.casefold() for w in text.split() if w.isalpha() and w[0].islower() and len(w) > LONG]


def _finding(case: Case, one: Record, others: list[Record]) -> Finding:
    off = [r for r in others if abs(r.values["value"] - one.values["value"]) > FIT]
    n, m = int(one.values["value"]), sorted({int(r.values["value"]) for r in others})
    message = f"{n}th anniversary beside {' and '.join(map(str, m))} years elapsed, of the same parties"
    return case.finding(
        RULE, "warning" if off else "info", "contradicted" if off else "holds",
        [one.fields.get("value", one.span), *(r.fields.get("value", r.span) for r in (off or others))], message,
        because="they differ by more than one year" if off else "they agree", records=(one.id, *(r.id for r in others)),
        inputs={"anniversary": str(n), "elapsed": ", ".join(map(str, m))}, formula="|anniversary - elapsed| ≤ 1",
    )  # fmt: skip
