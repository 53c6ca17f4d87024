"""What the register hands out, and how the core types go into rows and come back."""

from __future__ import annotations

import datetime
import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from verbale.core.document import Document
from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.register.decision import Decision

WHOLE = ("kind", "doc", "source", "item", "quote", "turn", "role", "status", "by")
LISTS = ("said_by", "supplied", "topics")
ENVELOPE = frozenset({*WHOLE, *LISTS, "id", "span", "time", "fields"})
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class About:
    """A document as one reading of it knew it. known_on: the day it was learnt, None where nobody said."""

    id: str
    source: str
    item: str | None
    title: str | None
    date: Interval | None
    publisher: str | None
    place: str | None
    url: str | None
    language: str | None
    genre: str | None
    reading: int
    known_on: datetime.date | None

    def json(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in ABOUT if name != "date"}
        known = self.known_on.isoformat() if self.known_on else None
        return plain | {"date": self.date.json() if self.date else None, "known_on": known}


ABOUT = ("id", "source", "item", "title", "date", "publisher", "place", "url", "language", "genre")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it was stored, with its document. current: False once a later reading superseded it.

    before, after: the words around the quote; only `Register.get` gives them.
    id: the one it was stored with, which stays when a person corrects the record.
    decisions: what persons decided on it and is in force, in the order they did; `Register.decisions` gives all.
    corrected: the fields whose values they replaced; original: the record as it was read, where that is so.
    rejected: a person said it is none. dispute: decisions of persons who differ, of which none is in force; disputed:
    what they are about, a field, "it" for the whole record, or "same" for whether it is one with another.
    """

    id: str
    record: Record
    document: About
    current: bool = True
    before: str = ""
    after: str = ""
    decisions: tuple[Decision, ...] = ()
    corrected: tuple[str, ...] = ()
    original: Record | None = None
    rejected: bool = False
    disputed: tuple[str, ...] = ()
    dispute: tuple[Decision, ...] = ()

    def json(self) -> dict[str, Any]:
        """The record as RECORDS.md prints it under the id it was stored with, and its document."""
        stored = {"id": self.id, "document": self.document.json(), "current": self.current}
        if not (self.decisions or self.dispute):
            return self.record.json() | stored
        decided: dict[str, Any] = {"rejected": self.rejected, "corrected": list(self.corrected)}
        decided |= {"disputed": list(self.disputed), "decisions": [d.json() for d in self.decisions]}
        return self.record.json() | stored | decided | {"dispute": [d.json() for d in self.dispute]}


@dataclass(frozen=True, slots=True)
class Version:
    """What one reading of a document made of the words of a record. kept: None where it has no record there.

    state: "read" at first; then "same", "changed", "gone" or "back" against the reading before.
    """

    reading: About
    state: str
    kept: Kept | None

    def json(self) -> dict[str, Any]:
        known = self.reading.known_on.isoformat() if self.reading.known_on else None
        told = {"reading": self.reading.reading, "known_on": known, "state": self.state}
        return told | {"record": self.kept.json() if self.kept else None}


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that holds the words looked for.

    snippet: the part of it around them; highlights: where they stand in the snippet.
    records: ids of the current records whose quotes lie inside the stretch.
    """

    quote: str
    span: Span
    document: About
    snippet: str
    highlights: tuple[Span, ...]
    records: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        return {
            "kind": "hit",
            "doc": self.document.id,
            "source": self.document.source,
            "item": self.document.item,
            "title": self.document.title,
            "date": self.document.date.json() if self.document.date else None,
            "span": self.span.json(),
            "quote": self.quote,
            "snippet": self.snippet,
            "highlights": [h.json() for h in self.highlights],
            "records": list(self.records),
        }


@contextmanager
def unswept() -> Iterator[None]:
    """Without looking for unreachable cycles: thousands of rows that all stay would be walked again and again."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def storable(text: str) -> str:
    """The text with what a database cannot hold (half characters, NUL) as U+FFFD; offsets stay."""
    return UNSTORABLE.sub("\ufffd", text)


def interval(data: Mapping[str, Any] | None) -> Interval | None:
    """An interval from its JSON."""
    if data is None:
        return None
    early, late = (datetime.date.fromisoformat(data[k]) if data[k] else None for k in ("earliest", "latest"))
    span = Span(*data["span"]) if data.get("span") else None
    return Interval(early, late, data["edtf"], data["within"], data["basis"], span)


def record(data: Mapping[str, Any]) -> Record:
    """A record from its JSON. Its id is the stored one: lists that were tuples would hash otherwise."""
    fields = {name: Span(*ends) for name, ends in data["fields"].items()}
    values = {name: value for name, value in data.items() if name not in ENVELOPE}
    return Record(
        data["kind"], data["doc"], data["source"], data["item"], Span(*data["span"]), data["quote"], data["turn"],
        data["role"], tuple(data["said_by"]), data["status"], interval(data["time"]), values, fields,
        tuple(data["supplied"]), tuple(data["topics"]), data["by"],
    )  # fmt: skip


def about(row: Mapping[Any, Any]) -> About:
    """The document of a row that has the columns of `readings`."""
    plain = {name: row[name] for name in ABOUT if name not in ("id", "date")}
    return About(id=row["doc"], date=interval(row["date"]), reading=row["number"], known_on=row["known_on"], **plain)


def document(row: Mapping[Any, Any]) -> Document:
    """The document of a row that has the columns of `readings` and its text."""
    plain = {name: row[name] for name in ABOUT if name not in ("id", "date", "language")}
    when = None if row["dating"] else interval(row["date"])
    return Document(row["doc"], row["text"], date=when, language=row["language"] or "en", **plain)
