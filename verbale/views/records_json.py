"""A reading as JSON lines (RECORDS.md, version 1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.core.document import Document
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.mentions import quantities
from verbale.register.encoding import dumps


def lines(reading: Reading, mentions: bool = False, refused: bool = False) -> Iterator[str]:
    """One object a line, without line ends: the records in text order, then the mentions, then the refusals."""
    document = reading.document
    yield from (dumps(r.json()) for r in sorted(reading.records, key=lambda r: (r.span.start, r.span.end)))
    if mentions:
        told = quantities.told(reading.mentions, load(reading.document.language))
        for found in sorted(told, key=lambda m: (m.span.start, m.span.end)):
            yield dumps({"kind": "mention", "type": found.kind} | _at(document, found.span) | found.json())
    if refused:
        for left in sorted(reading.refusals, key=lambda r: (r.span.start, r.span.end)):
            yield dumps({"kind": "refusal"} | _at(document, left.span) | {"reason": left.reason, "detail": left.detail})


def _at(document: Document, span: Span) -> dict[str, Any]:
    where = {"doc": document.id, "source": document.source, "item": document.item}
    return where | {"span": span.json(), "quote": span.of(document.text)}
