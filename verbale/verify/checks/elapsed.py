"""Years counted since a known event: "the 32 years since", "30 years ago", "the 30th anniversary of".

Rests on: the reference facts (foundings, diplomatic relations) and the document's date. A count of N fits the whole
calendar year N after the event and the days until the next anniversary, since completed and started years are both in
use; an anniversary is marked all through its year. One year beyond that is a warning, for the event may be dated by
another of its steps; more is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verbale.core.finding import Finding
from verbale.core.interval import Interval
from verbale.mentions.dating import elapsed
from verbale.mentions.dating.evidence import Evidence
from verbale.verify.case import Case
from verbale.verify.wording import day

RULE = "elapsed-years"
YEAR = timedelta(days=366)


def find(case: Case) -> Iterator[Finding]:
    """One finding for each count whose event is known and whose document has a date."""
    when = case.document.date
    for evidence in elapsed.find(case.document, case.lines, case.lexicon, case.facts):
        if when is None:
            yield _finding(case, evidence, "info", "not-checkable", "the document has no date")
        elif when.overlaps(evidence.interval):
            yield _finding(case, evidence, "info", "holds", "the document's date lies in these days")
        else:
            near = when.overlaps(_wider(evidence.interval))
            yield _finding(case, evidence, "warning" if near else "error", "off", "the document's date lies outside")


def _wider(days: Interval) -> Interval:
    first, last = days.earliest or date.min, days.latest or date.max
    wide = (max(date.min + YEAR, first) - YEAR, min(date.max - YEAR, last) + YEAR)
    return Interval(*wide, "")


def _finding(case: Case, evidence: Evidence, severity: str, outcome: str, because: str) -> Finding:
    when, fits = case.document.date, evidence.interval
    inputs = {"stated": evidence.reason, "document": when.edtf if when else "undated"}
    return case.finding(
        RULE, severity, outcome, [evidence.span], f"{evidence.reason}: fits {day(fits.earliest)} to {day(fits.latest)}",
        because=because, inputs=inputs, formula="event + N years ≤ document < event + N + 1 years",
        bounds=f"{day(fits.earliest)} to {day(fits.latest)}", supplied=(fits.basis,),
    )  # fmt: skip
