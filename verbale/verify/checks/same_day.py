"""One signing that is put on two days: "Yesterday, the President signed an order" and "today's order".

Rests on: a signing told with "yesterday" and words of the same document that put the act on its own day. Raised only
where the document tells one signing, outside transcripts, whose questions and answers may fall on two days.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import any_of, day

RULE = "day-of-signing"


def find(case: Case) -> Iterator[Finding]:
    """One finding for the one signing of a document that is told with "yesterday"."""
    signed = [r for r in case.records("event") if r.values["type"] == "signing" and r.status == "held"]
    yesterday = any_of(case.lexicon, "yesterday")
    told = [r for r in signed if r.time and r.time.span and yesterday.search(case.words(r.time.span))]
    if len(told) != 1 or len(signed) != 1 or any(t.label for t in case.reading.turns):
        return
    acts = (Span(*m.span()) for m in any_of(case.lexicon, "todays-act").finditer(case.text))
    yield _finding(case, told[0], next((a for a in acts if case.line(a)), None))


def _finding(case: Case, r: Record, act: Span | None) -> Finding:
    where = r.time.span if r.time and r.time.span else r.span
    other = f"“{case.words(act)}” puts it on the document's day" if act else "nothing puts it on another day"
    return case.finding(
        RULE, "warning" if act else "info", "contradicted" if act else "holds", [where, *([act] if act else [])],
        f"signed yesterday, and {other}", because="one act on two days" if act else "one day", records=(r.id,),
        inputs={"document": day(case.day)}, formula="day of the signing = day of the act",
    )  # fmt: skip
