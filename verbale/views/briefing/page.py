"""What a brief is made of: notes, entries, sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import count
from typing import Any

from verbale.register import Kept
from verbale.register.asking import Query
from verbale.views import prose
from verbale.views.names import Names
from verbale.views.wording import clean

MOST = 2
"""Notes on one line, where documents do not differ."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the words, who said them, and the document they stand in.

    said_by: nothing where it is the publisher alone. url: only of the web.
    """

    number: int
    quote: str
    said_by: str
    title: str
    source: str
    publisher: str
    date: str
    url: str | None
    record: str

    @property
    def origin(self) -> str:
        """Who said it and the document, on one line without the address."""
        where = ", ".join(filter(None, (self.title, self.publisher, self.date)))
        return f"Said by {self.said_by}. {where}." if self.said_by else f"{where}."


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a brief: when it was, what, how it stands, and the numbers of the notes that carry it.

    said: the date of the latest document that says it, for what has no time of its own. detail: a line beneath.
    """

    when: str
    said: str
    what: str
    status: str
    notes: tuple[int, ...]
    past: bool = False
    detail: str = ""

    @property
    def state(self) -> str:
        """How it stands, where that is worth a word."""
        status = "" if self.status in ("held", "planned") else self.status
        return ", ".join(filter(None, (status, "day has passed" if self.past else "")))


@dataclass(frozen=True, slots=True)
class Section:
    """more: how many lines the register has beyond those that are shown."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """Two sides, their last meeting with what came with it, and all that is held on them, each line with its notes.

    earliest, latest: days of the first and last document used, which is as far as the brief can know.
    """

    sides: tuple[str, str]
    ids: tuple[str, str]
    last: Entry | None
    around: tuple[Entry, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    documents: int
    earliest: date | None
    latest: date | None
    query: Query

    @property
    def basis(self) -> str:
        """From how many documents of which days it is made, and as of when."""
        first, last = prose.day(self.earliest), prose.day(self.latest)
        days = f", {first}{f' to {last}' if last != first else ''}" if first else ""
        limits = [("from", self.query.since), ("to", self.query.until), ("as of", self.query.as_of),
                  ("as known on", self.query.known_on)]  # fmt: skip
        asked = "".join(f", {word} {prose.day(d)}" for word, d in limits if d)
        return f"From {self.documents} document{'' if self.documents == 1 else 's'}{days}{asked}."

    def json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"kind": "brief", "sides": list(self.ids), "names": list(self.sides)}
        out |= {"documents": self.documents, "earliest": self.earliest, "latest": self.latest, "basis": self.basis}
        out |= {"last": asdict(self.last) if self.last else None, "around": [asdict(e) for e in self.around]}
        return out | {"sections": [asdict(s) for s in self.sections], "notes": [asdict(n) for n in self.notes]}


class Notes:
    """Footnotes in the order of their first use; the same words in the same document share one."""

    def __init__(self, name: Names) -> None:
        self.all: list[Note] = []
        self._name = name
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._next = count(1)

    def of(self, records: Iterable[Kept], first: Sequence[str] = ()) -> tuple[int, ...]:
        """Numbers of the notes of a line: those of the ids in `first`, then others in the order given.

        One note a document, so that what is said twice on one page is noted once; no more than `MOST`, or than `first`.
        """
        rank = {record: n for n, record in enumerate(first)}
        by: dict[str, Kept] = {}
        for kept in sorted(records, key=lambda k: rank.get(k.id, len(rank))):
            by.setdefault(kept.document.id, kept)
        return tuple(dict.fromkeys(self._number(k) for k in list(by.values())[: max(MOST, min(len(first), 4))]))

    def _number(self, kept: Kept) -> int:
        key = (kept.document.id, kept.record.span.start, kept.record.span.end)
        if key not in self._numbers:
            self._numbers[key] = next(self._next)
            self.all.append(self._note(kept, self._numbers[key]))
        return self._numbers[key]

    def _note(self, kept: Kept, number: int) -> Note:
        doc = kept.document
        source = doc.source + (f" item {doc.item}" if doc.item else "")
        alone = kept.record.said_by == (doc.publisher,)
        return Note(
            number=number,
            quote=clean(kept.record.quote),
            said_by="" if alone else prose.names(kept.record.said_by, self._name),
            title=clean(doc.title or "") or clean(source),
            source=clean(source),
            publisher=clean(self._name(doc.publisher)) if doc.publisher else "",
            date=prose.when(doc.date) or "undated",
            url=doc.url if doc.url and doc.url.lower().startswith(("https://", "http://")) else None,
            record=kept.id,
        )
