"""What `documents/` hands on: the text as it stands and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.core.interval import Interval
from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the text came from in its source.

    unit: "page", "paragraph", "element" or "line"; number: counted from 1.
    box: left, bottom, right, top in PDF points, where the source has pages.
    """

    span: Span
    unit: str
    number: int
    box: tuple[float, float, float, float] | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text that offsets refer to. The text is never altered after it is made.

    id: hash of the text. source: the file's base name. item: its id inside a container.
    date: the day of publication, or the interval that evidence leaves; date_basis says what gave it.
    publisher: actor id (`KAZ`, `SCO`) where it is known, else the words as given.
    places: where the text came from, in text order.
    """

    id: str
    text: str
    source: str
    item: str | None = None
    date: Interval | None = None
    publisher: str | None = None
    title: str | None = None
    place: str | None = None
    url: str | None = None
    language: str = "en"
    genre: str | None = None
    places: tuple[Place, ...] = field(default=(), repr=False)

    def origin(self, span: Span) -> tuple[Place, ...]:
        """Pages, paragraphs or elements that hold the span."""
        return tuple(p for p in self.places if p.span.overlaps(span))
