"""Records, refusals and readings: what `records/` hands on (RECORDS.md, version 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import SUPPLIED, Interval
from verbale.core.line import Line, Turn
from verbale.core.mention import Mention
from verbale.core.span import Span

SCHEMA = "verbale/1"


@dataclass(frozen=True, slots=True)
class Record:
    """One statement, at its words. `values` holds the key fields of its kind, in contract order."""

    kind: str
    doc: str
    source: str
    item: str | None
    span: Span
    quote: str
    turn: int
    role: str
    said_by: tuple[str, ...]
    status: str
    time: Interval | None
    values: Mapping[str, Any]
    fields: Mapping[str, Span] = field(default_factory=dict)
    supplied: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    by: str = ""

    @property
    def id(self) -> str:
        keys = ";".join(f"{k}={self.values[k]!r}" for k in sorted(self.values))
        return digest(self.doc, self.span.start, self.span.end, self.kind, keys)

    def json(self) -> dict[str, Any]:
        """The record as RECORDS.md prints it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "doc": self.doc,
            "source": self.source,
            "item": self.item,
            "span": self.span.json(),
            "quote": self.quote,
            "turn": self.turn,
            "role": self.role,
            "said_by": list(self.said_by),
            "status": self.status,
            "time": self.time.json() if self.time else None,
            **self.values,
            "fields": {k: v.json() for k, v in sorted(self.fields.items())},
            "supplied": list(self.supplied),
            "topics": list(self.topics),
            "by": self.by,
        }


def record(document: Document, line: Line, kind: str, span: Span, **parts: Any) -> Record:
    """Make a record of a line; the only way to make one, so that every quote is verified here.

    Raises ValueError when the span does not lie inside the document or is empty.
    """
    quote = span.of(document.text)
    if not quote or span.end > len(document.text):
        raise ValueError(f"{document.source}: a {kind} at {span} has no words")
    time = parts.get("time")
    if time is not None and SUPPLIED in time.basis:
        parts["supplied"] = tuple(dict.fromkeys((*parts.get("supplied", ()), "time")))
    return Record(kind, document.id, document.source, document.item, span, quote, line.turn, line.role, **parts)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence in scope that gave no record, with the reason."""

    line: int
    span: Span
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document."""

    document: Document
    lines: tuple[Line, ...]
    turns: tuple[Turn, ...]
    mentions: tuple[Mention, ...]
    records: tuple[Record, ...]
    refusals: tuple[Refusal, ...]
    dating: tuple[tuple[str, Interval], ...] = ()
    notes: tuple[str, ...] = ()
    speakers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
