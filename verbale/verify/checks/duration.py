"""A stay of so many days against the days it is given: "a three-day visit, from 21 to 23 November".

Rests on: days counted with both ends, and without the first, since travellers count nights too. Only a duration in
days and a range of days in one sentence, or in a heading and the first dated visit, are held together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.mention import Time
from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "duration"
DAYS = re.compile(r"P(\d+)D")
TYPES = ("visit", "meeting", "summit")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each stay with a length in days and its days."""
    lengths = [(t, int(m[1])) for t in case.times if t.duration and (m := DAYS.fullmatch(t.duration))]
    for r in case.records("event"):
        span = r.time.span if r.time else None
        if r.values["type"] not in TYPES or span is None or r.time is None or r.time.within:
            continue
        line = case.line(r.span)
        near = [(t, n) for t, n in lengths if line and line.span.contains(t.span) and _adjective(case, t)]
        if len(near) == 1 and r.time.earliest and r.time.latest and r.time.edtf.count("-") >= 4:
            yield _finding(case, r, near[0][0], near[0][1], (r.time.latest - r.time.earliest).days + 1)


def _adjective(case: Case, time: Time) -> bool:
    """Whether the length stands before a noun of an occasion, as in "three-day official visit"."""
    after = " ".join(case.text[time.span.end : time.span.end + 60].split()[:4])
    return "-" in time.span.of(case.text) and any_of(case.lexicon, "stays").search(after) is not None


def _finding(case: Case, r: Record, time: Time, said: int, real: int) -> Finding:
    assert r.time and r.time.span
    right = said in (real, real - 1)
    return case.finding(
        RULE, "info" if right else "warning", "holds" if right else "off", [time.span, r.time.span],
        f"“{case.words(time.span)}” over {r.time.edtf}: {real} days",
        because="it fits" if right else "the days are not so many",
        inputs={"stated": str(said), "days": str(real)}, formula="last - first + 1", records=(r.id,),
    )  # fmt: skip
