"""The documents as sources that a bibliography cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.core.ids import slug
from verbale.core.interval import Interval
from verbale.register import About
from verbale.views.exporting.collection import Collection, web
from verbale.views.wording import clean

PLAIN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to cite. key: publisher, year and first words of the title, with the start of its id."""

    key: str
    document: About
    author: str | None

    @property
    def title(self) -> str:
        return clean(self.document.title or self.document.source)

    @property
    def url(self) -> str | None:
        return web(self.document.url)

    @property
    def note(self) -> str:
        item = f", item {self.document.item}" if self.document.item else ""
        return clean(f"{self.document.source}{item}; document {self.document.id}")


def sources(collection: Collection) -> Iterator[Source]:
    """The documents in their order."""
    for document in collection.documents:
        author = clean(collection.names(document.publisher)) if document.publisher else None
        yield Source(_key(document), document, author)


def _key(document: About) -> str:
    parts = date_parts(document.date)
    words = slug(document.title or document.source).split("-")[:3]
    who = slug(document.publisher or "unknown").replace("-", "")
    return "-".join(filter(None, [f"{who}{parts[0][0] if parts else ''}", *words, document.id[:6]]))


def date_parts(time: Interval | None) -> list[list[int]]:
    """Year, month and day as far as they are known; of a stretch with other ends, both ends."""
    if time is None or time.earliest is None or time.latest is None:
        return []
    if PLAIN.match(time.edtf):
        return [[int(part) for part in time.edtf.split("-")]]
    first, last = ([d.year, d.month, d.day] for d in (time.earliest, time.latest))
    return [first] if first == last else [first, last]
