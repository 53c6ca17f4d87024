"""One document's findings with what a report shows of their words: the piece that travels between processes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from verbale.core.finding import Finding
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.verify.case import Page, page
from verbale.verify.run import examine

AROUND = 90
"""Characters of context shown on either side of the words."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where words stand: line and column of their first and last character, counted from 1; page or the like."""

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    place: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the places of its words, in the order of `finding.spans`."""

    finding: Finding
    at: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one document; the page is what checks over several documents need of it."""

    page: Page
    title: str | None
    url: str | None
    findings: tuple[Placed, ...]


def verdict(reading: Reading) -> Verdict:
    """Check one reading. The reading may have lost its parses."""
    doc = reading.document
    starts = [0, *accumulate(len(x) for x in doc.text.splitlines(keepends=True))]
    placed = tuple(Placed(f, tuple(_where(reading, s, starts) for s in f.spans)) for f in examine(reading))
    return Verdict(page(reading), doc.title, doc.url, placed)


def _where(reading: Reading, span: Span, starts: list[int]) -> Where:
    text = reading.document.text
    last = max(span.start, span.end - 1)
    line, end = bisect_right(starts, span.start), bisect_right(starts, last)
    origin = next(iter(reading.document.origin(span)), None)
    place = f"{origin.unit} {origin.number}" if origin else ""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    column, end_column = span.start - starts[line - 1] + 1, last - starts[end - 1] + 1
    return Where(span, line, column, end, end_column, place, before, span.of(text), after)


def joined(found: Iterable[Finding], verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Verdicts with the findings over several documents put to the documents they are about."""
    rows: dict[str, list[Finding]] = {}
    for f in found:
        rows.setdefault(f.doc, []).append(f)
    for one in verdicts:
        more = tuple(Placed(f, tuple(_bare(f, i) for i in range(len(f.spans)))) for f in rows.pop(one.page.doc, ()))
        yield replace(one, findings=one.findings + more)


def _bare(finding: Finding, i: int) -> Where:
    """The place of words whose text is no longer at hand."""
    return Where(finding.spans[i], 0, 0, 0, 0, "", "", finding.quotes[i], "")
