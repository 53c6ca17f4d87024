"""What must come before what: a deadline after the text that sets it, a report after what it reports.

Rests on: the document's date and the dates of its records, where their year is written. An undertaking whose deadline
is over when it is made, and an event told as having happened that lies after the text, are raised; reading a plan as
done is our own commonest slip, so they are warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.series import span_of
from verbale.verify.wording import day

RULE = "order"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each deadline and each dated event told as held."""
    when = case.document.date
    if when is None or when.latest is None or when.earliest is None:
        return
    for r in case.records("commitment"):
        ends = span_of(r.values.get("deadline"))
        if ends and r.status == "held" and r.time is None and not _told(case, r, when.earliest):
            yield _finding(case, r, ends[1] >= when.earliest, "deadline", ends[1], when.earliest)
    for r in case.records("event"):
        if r.status == "held" and r.time and r.time.earliest and r.time.span and _year(case, r):
            yield _finding(case, r, r.time.earliest <= when.latest, "event", r.time.earliest, when.latest)


def _told(case: Case, r: Record, published: date) -> bool:
    """Whether the sentence has another date before the text, which may be that of the promise."""
    line = case.line(r.span)
    within = [t for t in case.times if line and line.span.contains(t.span) and t.span != r.fields.get("deadline")]
    ends = (t.interval.latest for t in within if t.interval and not t.span.overlaps(r.fields.get("deadline", r.span)))
    return any(end is not None and end < published for end in ends)


def _year(case: Case, r: Record) -> bool:
    """Whether an event is dated to a month or better, with its year in its own words."""
    time = r.time
    if time is None or time.span is None or time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days < 31 and str(time.earliest.year) in case.words(time.span)


def _finding(case: Case, r: Record, right: bool, what: str, at: date, published: date) -> Finding:
    where = r.fields.get("deadline") or (r.time.span if r.time and r.time.span else r.span)
    side = "before" if what == "deadline" else "after"
    return case.finding(
        RULE, "info" if right else "warning", "holds" if right else "contradicted", [where],
        f"the {what} of {day(at)} {'fits' if right else 'lies ' + side} the text of {day(published)}",
        because="in order" if right else f"a {what} cannot lie {side} the text", records=(r.id,),
        inputs={what: day(at), "document": day(published)},
        formula="deadline ≥ document" if what == "deadline" else "event ≤ document",
    )  # fmt: skip
