"""Runs the checks over documents and sums up what ran on what.

A check is a module of `verbale.verify.checks` with `RULE` (its id) and a docstring that says what it rests on. It has
`find(case)` for one document, `across(pages, facts)` for several, or both; each yields a `Finding` for everything it
looked at, what holds and what cannot be checked included, so that the summary can say on how much it ran.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from verbale.core.discovery import modules
from verbale.core.finding import Finding
from verbale.core.record import Reading
from verbale.facts import Facts
from verbale.facts import load as load_facts
from verbale.lexicon import load as load_lexicon
from verbale.verify.case import Case, Page

CHECKS = "verbale.verify.checks"


def checks() -> tuple[ModuleType, ...]:
    """All checks, in order of name."""
    return modules(CHECKS, "RULE")


def examine(reading: Reading, facts: Facts | None = None) -> tuple[Finding, ...]:
    """All findings on one document, in text order. Raises nothing of its own."""
    case = Case(reading, facts or load_facts(), load_lexicon(reading.document.language))
    found = (f for check in checks() if hasattr(check, "find") for f in check.find(case))
    return _ordered(found)


def compare(pages: Iterable[Page], facts: Facts | None = None) -> tuple[Finding, ...]:
    """All findings that rest on several documents; pages in any order."""
    held = tuple(sorted(pages, key=lambda p: (str(p.day or ""), p.source, p.item or "", p.doc)))
    known = facts or load_facts()
    return _ordered(f for check in checks() if hasattr(check, "across") for f in check.across(held, known))


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    def key(f: Finding) -> tuple[Any, ...]:
        return (f.source, f.item or "", f.spans[0].start if f.spans else 0, f.rule, f.spans, f.message)

    return tuple(sorted(_once(found), key=key))


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[tuple[Any, ...]] = set()
    for f in found:
        same = (f.doc, f.rule, f.outcome, f.spans, f.message)
        if same not in seen:
            seen.add(same)
            yield f


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each rule came to each outcome. documents, records: how much was looked at."""

    documents: int
    records: int
    rules: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    def json(self) -> dict[str, Any]:
        """The last line of RECORDS.md, "Findings"."""
        return {
            "kind": "summary",
            "documents": self.documents,
            "records": self.records,
            "rules": {rule: dict(outcomes) for rule, outcomes in self.rules},
        }


def tally(found: Iterable[Finding], documents: int, records: int) -> Tally:
    """The summary; rules that looked at nothing are in it with no outcomes."""
    counts: dict[str, Counter[str]] = {m.RULE: Counter() for m in checks()}
    for f in found:
        counts[f.rule][f.outcome] += 1
    return Tally(documents, records, tuple((rule, tuple(sorted(c.items()))) for rule, c in sorted(counts.items())))
