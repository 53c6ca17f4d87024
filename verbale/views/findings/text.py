"""Findings for a person at a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from verbale.core.finding import Elsewhere
from verbale.verify.verdict import Placed, Verdict, Where
from verbale.views.findings.report import Report
from verbale.views.wording import clean, short

FORM = "text"
WIDTH = 80
INDENT = "    "
LONGEST = 3
"""Places shown of one finding; the rest are counted."""


def lines(report: Report) -> Iterator[str]:
    """Each document with its findings, then what ran and what held."""
    for verdict in report.verdicts:
        found = list(report.shown(verdict))
        if found:
            yield from _head(verdict)
            for placed in found:
                yield from _finding(placed)
    yield from _summary(report)


def _head(verdict: Verdict) -> Iterator[str]:
    page = verdict.page
    name = page.source + (f" item {page.item}" if page.item else "")
    day = page.day.isoformat() if page.day else "undated"
    yield from _wrapped(f"{clean(verdict.title or name)} ({day})", "")
    yield ""


def _finding(placed: Placed) -> Iterator[str]:
    f = placed.finding
    yield from _wrapped(f"{f.severity.upper()}  {f.rule}: {clean(f.message)}", "  ", INDENT)
    for where in placed.at[:LONGEST]:
        yield from _wrapped(f"{_place(where)} “{short(where.words, 160)}”", INDENT, INDENT * 2)
    if len(placed.at) > LONGEST:
        yield f"{INDENT}and {len(placed.at) - LONGEST} more places"
    for other in f.others[:LONGEST]:
        yield from _wrapped(_other(other), INDENT, INDENT * 2)
    yield from _reasons(placed)
    yield ""


def _reasons(placed: Placed) -> Iterator[str]:
    f = placed.finding
    inputs = "; ".join(f"{k} = {clean(v)}" for k, v in f.inputs.items())
    rows = (("inputs", inputs), ("formula", f.formula), ("bounds", f.bounds), ("because", f.because))
    for name, words in (*rows, ("known", "; ".join(f.supplied)), ("key", f.key)):
        if words:
            yield from _wrapped(f"{name}: {clean(words)}", INDENT, INDENT * 2)


def _place(where: Where) -> str:
    if not where.line:
        return f"at {where.span.start}–{where.span.end}:"
    return f"{where.place}, line {where.line}:" if where.place else f"line {where.line}:"


def _other(other: Elsewhere) -> str:
    day = f", {other.date}" if other.date else ""
    return f"{clean(other.source)}{day}: “{short(other.quote, 160)}”"


def _summary(report: Report) -> Iterator[str]:
    tally = report.tally
    errors, warnings = report.count("error"), report.count("warning")
    yield from _wrapped(
        f"{tally.documents} documents, {tally.records} records, {len(tally.rules)} checks: "
        f"{errors} errors, {warnings} warnings" + (f", {len(report.quiet)} kept quiet" if report.quiet else ""),
        "",
    )
    for rule, outcomes in tally.rules:
        if outcomes:
            yield from _wrapped(f"{rule}: " + ", ".join(f"{n} {name}" for name, n in outcomes), "  ", INDENT)
    idle = [rule for rule, outcomes in tally.rules if not outcomes]
    if idle:
        yield from _wrapped("nothing to look at: " + ", ".join(idle), "  ", INDENT)


def _wrapped(words: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
