"""What a person decided about records, and the words it is anchored to.

A decision stands on words, not on a record's id, since a later reading may give the record another id. The anchor is
that of the W3C Web Annotation model: the exact quote with some words before and after it, and its place
(w3.org/TR/annotation-model, "Text Quote Selector", "Text Position Selector").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verbale.core.ids import digest
from verbale.core.span import Span
from verbale.register.encoding import canonical

SCHEMA = "verbale-decisions/1"
VERBS = ("confirm", "correct", "reject", "merge", "split", "note")
SEVERAL = ("merge", "split")
"""Decisions on two records or more: that they tell of the same thing, or that they do not."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of one record when somebody decided about it.

    record: its id then. before, after: the words around the quote. key: a digest of what it says.
    alike: how many records of its kind stood at these very words.
    """

    doc: str
    source: str
    item: str | None
    kind: str
    record: str
    span: Span
    quote: str
    before: str
    after: str
    key: str
    alike: int

    def json(self) -> dict[str, Any]:
        return {
            "doc": self.doc,
            "source": self.source,
            "item": self.item,
            "kind": self.kind,
            "record": self.record,
            "span": self.span.json(),
            "quote": self.quote,
            "before": self.before,
            "after": self.after,
            "key": self.key,
            "alike": self.alike,
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which words, when and why. made: in UTC, to the microsecond, as a
    later decision of a person replaces his earlier one.

    field, old, new: for a correction, with values as JSON has them.
    """

    verb: str
    targets: tuple[Anchor, ...]
    by: str
    made: datetime
    why: str
    field: str | None = None
    old: Any = None
    new: Any = None

    @property
    def id(self) -> str:
        """From its content, so that the same decision is the same wherever it is imported."""
        where = sorted((t.doc, t.span.start, t.span.end, t.kind, t.key) for t in self.targets)
        return digest(self.verb, where, self.by, self.made.isoformat(), self.why, self.field, canonical(self.new))

    def json(self) -> dict[str, Any]:
        """As `verbale decide export` writes it."""
        out: dict[str, Any] = {"kind": "decision", "schema": SCHEMA, "id": self.id, "verb": self.verb}
        out |= {"by": self.by, "made": self.made.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "why": self.why}
        if self.verb == "correct":
            out |= {"field": self.field, "old": self.old, "new": self.new}
        return out | {"targets": [t.json() for t in self.targets]}
