"""Findings: what a check says of what was read (RECORDS.md, "Findings")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verbale.core.ids import digest
from verbale.core.span import Span

SEVERITIES = ("info", "warning", "error")
"""From the mildest."""
OUTCOMES = ("holds", "holds-by-rounding", "revised", "not-checkable", "off", "contradicted")
PASSED = ("holds", "holds-by-rounding", "not-checkable")
"""Outcomes that are printed only where all are asked for."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words of another document that a finding rests on. source: the file's base name."""

    source: str
    span: Span
    quote: str
    doc: str = ""
    item: str | None = None
    date: str | None = None

    def json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "item": self.item,
            "doc": self.doc,
            "span": self.span.json(),
            "quote": self.quote,
            "date": self.date,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome of one check, with all that is needed to redo it by hand.

    rule: the check's id. severity: error, warning, info. outcome: one of `OUTCOMES`.
    spans, quotes: the words it is about, in text order of importance. others: words of other documents.
    records: ids of the records it rests on. inputs: name → value as read ("base" → "41 billion USD, 2023").
    formula: the sum in those names. bounds: the result and the interval it must lie in.
    because: why it comes out so. message: one line for a reader. supplied: facts used, each with its source.
    """

    rule: str
    severity: str
    outcome: str
    doc: str
    source: str
    item: str | None
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    message: str
    because: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    formula: str = ""
    bounds: str = ""
    records: tuple[str, ...] = ()
    others: tuple[Elsewhere, ...] = ()
    supplied: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES or self.outcome not in OUTCOMES:
            raise ValueError(f"{self.rule}: no such severity or outcome: {self.severity}, {self.outcome}")

    @property
    def passed(self) -> bool:
        return self.outcome in PASSED

    @property
    def key(self) -> str:
        """What stays the same when the text around moves: the rule, the outcome and the words."""
        return digest(self.rule, self.outcome, *(" ".join(q.split()) for q in self.quotes))

    def json(self) -> dict[str, Any]:
        """The finding as RECORDS.md prints it."""
        return {
            "kind": "finding",
            "rule": self.rule,
            "severity": self.severity,
            "outcome": self.outcome,
            "source": self.source,
            "item": self.item,
            "doc": self.doc,
            "spans": [s.json() for s in self.spans],
            "quotes": list(self.quotes),
            "others": [o.json() for o in self.others],
            "records": list(self.records),
            "inputs": dict(self.inputs),
            "formula": self.formula,
            "bounds": self.bounds,
            "because": self.because,
            "message": self.message,
            "supplied": list(self.supplied),
            "key": self.key,
        }
