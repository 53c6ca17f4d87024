"""Findings as one self-contained page: no script, nothing fetched, for any screen, light or dark, and for paper."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.views.findings.report import Report
from verbale.views.pages import template

FORM = "html"


def lines(report: Report) -> Iterator[str]:
    """The page, line by line."""
    shown = [(v, list(report.shown(v))) for v in report.verdicts]
    counts = {level: report.count(level) for level in ("error", "warning", "info")}
    page = template("findings.html.j2")
    yield from page.render(report=report, shown=[s for s in shown if s[1]], counts=counts).splitlines()
