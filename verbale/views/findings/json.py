"""Findings as JSON lines (RECORDS.md, "Findings"), the summary last."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.register.encoding import dumps
from verbale.views.findings.report import Report

FORM = "json"


def lines(report: Report) -> Iterator[str]:
    """One object a line: findings by document in the order read, then the summary."""
    for verdict in report.verdicts:
        yield from (dumps(p.finding.json()) for p in report.shown(verdict))
    yield dumps(report.tally.json() | {"quiet": [{"key": q.key, "reason": q.reason} for q in report.quiet]})
