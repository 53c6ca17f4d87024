"""The number of a summit in its series.

Rests on: the reference facts of series (ordinal, days, place) where they know the body; the document's date or the
date the text gives. A number whose known meeting lies elsewhere in time by more than a year is an error; within the
year, where a meeting may have been moved, a warning. Councils of ministers have numbers of their own and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.facts import Fact
from verbale.verify.case import Case
from verbale.verify.wording import day

RULE = "series-number"
YEAR = 366
LEADERS = "-summit"
"""What a series of leaders' meetings adds to the id of its body."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each numbered meeting of a body whose series is known."""
    for r in (*case.records("figure"), *case.records("event")):
        body, number = _numbered(r)
        if body is None or number is None or not case.facts.series(body):
            continue
        known = case.facts.meeting(body, number)
        when = r.time
        if known is None:
            yield _open(case, r, f"the facts know no meeting number {number} of {body}")
        elif when is None or when.earliest is None or when.latest is None:
            yield _open(case, r, "the text gives the meeting no date")
        else:
            yield _held(case, r, known, when)


def _numbered(r: Record) -> tuple[str | None, int | None]:
    """The body and the number, where the record is about a meeting of leaders of one body."""
    v = r.values
    number = v.get("ordinal") if r.kind == "event" else v.get("value")
    if r.kind == "event" and v.get("type") == "summit" and v.get("series") and number:
        return str(v["series"]).removesuffix(LEADERS), int(number)
    if r.kind == "figure" and v.get("form") == "ordinal" and v.get("unit") == "summit" and len(v["about"]) == 1:
        return v["about"][0], int(number or 0)
    return None, None


def _open(case: Case, r: Record, why: str) -> Finding:
    return case.finding(
        RULE, "info", "not-checkable", [r.span], f"“{case.words(r.span)}”: {why}", because=why, records=(r.id,)
    )


def _held(case: Case, r: Record, known: Fact, when: Interval) -> Finding:
    assert when.earliest and when.latest
    apart = max((known.first - when.latest).days, (when.earliest - known.last).days, 0)
    severity = "info" if not apart else "warning" if apart < YEAR else "error"
    where = (
        f"number {known.ordinal} of {known.subject} was {day(known.first)}{f', {known.place}' if known.place else ''}"
    )
    return case.finding(
        RULE, severity, "holds" if not apart else "off", [r.span], f"{where}; the text gives {when.edtf}",
        because="the dates meet" if not apart else f"{apart} days apart", records=(r.id,),
        inputs={"number": str(known.ordinal), "text": when.edtf, "known": day(known.first)},
        formula="date of meeting N = date in the text", supplied=(f"{where} ({known.source})",),
    )  # fmt: skip
