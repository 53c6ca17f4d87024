"""A document without a date of its own.

Rests on: the evidence inside the text (elapsed years, numbered meetings, office holders, periods of figures, plans),
which is shown with its reasons. Where it agrees, the date is inferred and every relative date rests on it: a warning.
Where two pieces cannot both hold, the text contradicts itself or a fact: a warning with both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from verbale.core.finding import Finding
from verbale.core.interval import Interval
from verbale.core.span import Span
from verbale.verify.case import Case

RULE = "document-date"


def find(case: Case) -> Iterator[Finding]:
    """One finding for a document; more where evidence conflicts."""
    evidence = case.reading.dating
    when = case.document.date
    if when is not None and not evidence:
        yield case.finding(RULE, "info", "holds", [], f"the document is of {when.edtf}", because=when.basis)
        return
    clash = [(a, b) for a, b in combinations(evidence, 2) if _known(a[1]) and _known(b[1]) and not a[1].overlaps(b[1])]
    for (why, a), (other, b) in clash:
        spans = [s for s in (a.span, b.span) if s]
        yield case.finding(
            RULE, "warning", "contradicted", spans, f"{why}; {other}: both cannot hold", because="no day fits both"
        )
    if not clash:
        yield _open(case, when, evidence)


def _known(interval: Interval) -> bool:
    return interval.earliest is not None or interval.latest is not None


def _open(case: Case, when: Interval | None, evidence: tuple[tuple[str, Interval], ...]) -> Finding:
    spans: list[Span] = [i.span for _, i in evidence if i.span]
    inputs = {str(n): why for n, (why, _) in enumerate(evidence, 1)}
    words = (
        f"no date is given; the text itself leaves {when.edtf}"
        if when
        else "no date is given and the text leaves it open"
    )
    relative = any(t.interval is None and t.reason for t in case.times) or bool(when)
    return case.finding(
        RULE, "warning" if relative else "info", "not-checkable", spans, words, inputs=inputs,
        because="every relative date rests on it", formula="intersection of the evidence",
        bounds=when.edtf if when else "", supplied=tuple(dict.fromkeys(i.basis for _, i in evidence if "(" in i.basis)),
    )  # fmt: skip
