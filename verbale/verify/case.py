"""What a check is given: one document as it was read, and what is known besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from verbale.core.document import Document
from verbale.core.finding import Elsewhere, Finding
from verbale.core.line import Line
from verbale.core.mention import Actor, Mention, Phrase, Quantity, Time
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.facts import Facts
from verbale.lexicon import Lexicon


@dataclass(frozen=True)
class Case:
    """One document's reading with the facts and the lexicon it may be held against."""

    reading: Reading
    facts: Facts
    lexicon: Lexicon

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def text(self) -> str:
        return self.reading.document.text

    @property
    def day(self) -> date | None:
        """The last day on which the document can have been published; None where nothing bounds it."""
        return self.document.date.latest if self.document.date else None

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of one kind in text order."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        kinds = {r.kind for r in self.reading.records}
        return {k: tuple(r for r in self.reading.records if r.kind == k) for k in kinds}

    def _mentions(self, kind: str) -> Iterator[Mention]:
        return (m for m in self.reading.mentions if m.kind == kind)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        return tuple(m for m in self.reading.mentions if isinstance(m, Time))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(m for m in self.reading.mentions if isinstance(m, Quantity))

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        return tuple(m for m in self.reading.mentions if isinstance(m, Actor))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(m for m in self.reading.mentions if isinstance(m, Phrase))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sentences; empty for a text so long that its lines are not kept."""
        return self.reading.lines

    def line(self, span: Span) -> Line | None:
        """The sentence that holds the span."""
        return next((x for x in self.lines if x.span.contains(span)), None)

    def words(self, span: Span) -> str:
        """The words at a span on one line."""
        return " ".join(span.of(self.text).split())

    def finding(
        self, rule: str, severity: str, outcome: str, spans: Iterable[Span], message: str, **rest: Any
    ) -> Finding:
        """A finding of this document at these words; rest: further fields of `Finding`."""
        where = tuple(spans)
        quotes = tuple(span.of(self.text) for span in where)
        doc = self.document
        return Finding(rule, severity, outcome, doc.id, doc.source, doc.item, where, quotes, message, **rest)


@dataclass(frozen=True, slots=True)
class Page:
    """What checks over several documents need of one: who published it when, and its records."""

    doc: str
    source: str
    item: str | None
    day: date | None
    publisher: str | None
    records: tuple[Record, ...] = field(repr=False, default=())

    def elsewhere(self, record: Record, span: Span | None = None) -> Elsewhere:
        """The words of a record as another document's finding cites them."""
        where = span or record.span
        day = self.day.isoformat() if self.day else None
        at = where.start - record.span.start
        quote = record.quote[at : at + len(where)] if record.span.contains(where) else record.quote
        return Elsewhere(self.source, where, quote, self.doc, self.item, day)

    def finding(
        self, rule: str, severity: str, outcome: str, records: Iterable[Record], message: str, **rest: Any
    ) -> Finding:
        """A finding at the words of this document's records."""
        held = tuple(records)
        spans, quotes = tuple(r.span for r in held), tuple(r.quote for r in held)
        ids = tuple(r.id for r in held)
        return Finding(
            rule, severity, outcome, self.doc, self.source, self.item, spans, quotes, message, records=ids, **rest
        )


def page(reading: Reading) -> Page:
    """A document's page of a batch."""
    doc = reading.document
    return Page(doc.id, doc.source, doc.item, doc.date.latest if doc.date else None, doc.publisher, reading.records)
