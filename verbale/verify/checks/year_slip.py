"""A full date a year away from a document that was published on nearly the same day of the year.

Rests on: the document's own date. A visit "from 12 to 16 June 2008" in a text posted on 16 June 2009 is likely to be
of the same year; either year may be the slip, so it is a warning and corrects nothing. Dates that a text gives as
history ("a year ago", an anniversary, signed, adopted, established) are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verbale.core.finding import Finding
from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.mentions.dating.evidence import safe
from verbale.verify.case import Case
from verbale.verify.wording import any_of, day

RULE = "year-slip"
BEFORE, AFTER = timedelta(days=10), timedelta(days=3)
NEAR = 90
"""Characters before a date in which the word of meeting stands."""
TYPES = ("visit", "meeting", "summit", "call")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each visit, meeting, summit or call with a full date, once for each date.

    A date right after a word of meeting counts where no record was made of the sentence.
    """
    when = case.document.date
    if when is None or when.earliest is None or when.earliest != when.latest:
        return
    seen: set[tuple[date, date]] = set()
    for r in case.records("event"):
        time = r.time
        if r.values["type"] not in TYPES or time is None or time.span is None or not (time.earliest and time.latest):
            continue
        year = str(time.latest.year)
        if (
            year not in case.words(time.span)
            or (time.latest - time.earliest).days > 31
            or (time.earliest, time.latest) in seen
        ):
            continue
        seen.add((time.earliest, time.latest))
        yield _judged(case, r, time, when.earliest)
    for time in _met(case):
        if time.earliest and time.latest and (time.earliest, time.latest) not in seen:
            seen.add((time.earliest, time.latest))
            yield _judged(case, None, time, when.earliest)


def _met(case: Case) -> Iterator[Interval]:
    """Days with their year that follow a word of meeting within its sentence."""
    for t in case.times:
        held = t.interval
        if held is None or held.latest is None or held.earliest != held.latest or t.sign not in ("at", "during"):
            continue
        line = case.line(t.span)
        before = case.text[max(line.span.start, t.span.start - NEAR) : t.span.start] if line else ""
        full = str(held.latest.year) in case.words(t.span) and any(c.isdigit() for c in case.words(t.span)[:2])
        if full and any_of(case.lexicon, "met").search(before):
            yield held.at(t.span)


def _judged(case: Case, r: Record | None, time: Interval, published: date) -> Finding:
    assert time.earliest and time.latest and time.span
    apart = published.year - time.latest.year
    moved = safe(time.latest.year + apart, time.latest.month, time.latest.day)
    line = case.line(time.span)
    told = any_of(case.lexicon, "history").search(line.span.of(case.text) if line else case.words(time.span))
    ids = (r.id,) if r else ()
    slip = abs(apart) == 1 and -AFTER <= published - moved <= BEFORE and not told
    return case.finding(
        RULE, "warning" if slip else "info", "contradicted" if slip else "holds", [time.span],
        f"“{case.words(time.span)}” is {abs((published - time.latest).days)} days from the document's {day(published)}"
        + (", and nearly the same day of another year" if slip else ""),
        because="one of the two years may be a slip" if slip else "the years leave no doubt", records=ids,
        inputs={"stated": time.edtf, "document": day(published)}, formula="day of the year equal, year not",
    )  # fmt: skip
