"""Findings as workflow commands of GitHub Actions, which mark the lines of a change.

Rests on: GitHub's documentation of workflow commands (`::error file=…,line=…::message`), with its escapes.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.verify.verdict import Placed
from verbale.views.findings.report import Report
from verbale.views.wording import clean

FORM = "github"
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def lines(report: Report) -> Iterator[str]:
    """One command a finding."""
    for verdict in report.verdicts:
        yield from (_command(placed) for placed in report.shown(verdict))


def _command(placed: Placed) -> str:
    f = placed.finding
    where = {"file": f.source}
    if placed.at and placed.at[0].line:
        at = placed.at[0]
        where |= {"line": str(at.line), "endLine": str(at.end_line), "col": str(at.column)}
        where |= {"endColumn": str(at.end_column)} if at.line == at.end_line else {}
    where["title"] = f"verbale {f.rule}"
    fields = ",".join(f"{k}={_property(v)}" for k, v in where.items())
    return f"::{COMMANDS[f.severity]} {fields}::{_data(clean('. '.join(p for p in (f.message, f.because) if p)))}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
