"""Records as rows of event data: a row for each pair of states of each coded record.

Codes are those of the record, which maps them from the kind of event (PLOVER and CAMEO manuals). An event's own time is
its date; where the text gives none, the date of the document stands in and `dated_by` says so. What is only planned,
denied, asked or conditional is in the table with its status: choose `held` to count what happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.register import Kept
from verbale.views.exporting.cells import csv_lines
from verbale.views.exporting.collection import Collection, web
from verbale.views.exporting.columns import Column, Table
from verbale.views.exporting.kinds import ACTORS, CAMEO, OFFSET, PLOVER

STATES = "ISO 3166-1 alpha-3"
QUADS = ((5, "verbal cooperation"), (8, "material cooperation"), (13, "verbal conflict"), (20, "material conflict"))
"""The last CAMEO root of each class (GDELT Event Codebook 2.0, QuadClass)."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """A coded record between two states."""

    kept: Kept
    source: str
    target: str

    @property
    def code(self) -> dict[str, Any]:
        return dict(self.kept.record.values.get("codes") or {})

    @property
    def time(self) -> Interval | None:
        return self.kept.record.time or self.kept.document.date


def _basis(row: Dyad) -> str | None:
    return "event" if row.kept.record.time else "document" if row.kept.document.date else None


def _day(row: Dyad) -> date | None:
    return (row.time.earliest or row.time.latest) if row.time else None


def _quad(row: Dyad) -> int | None:
    root = str(row.code.get("cameo") or "")[:2]
    return next((n for n, (last, _) in enumerate(QUADS, 1) if int(root) <= last), None) if root.isdecimal() else None


HEAD = (
    Column("event_id", "text", "id of the row", lambda d: digest(d.kept.id, d.source, d.target)),
    Column("date", "day", "first day of the event; see dated_by", _day),
    Column("date_end", "day", "last day on which it may have been", lambda d: d.time.latest if d.time else None),
    Column("edtf", "edtf", "the same at its own precision", lambda d: d.time.edtf if d.time else None),
    Column("dated_by", "text", "what gave the date: the event's own time or its document's", _basis,
           codes="event document"),
    Column("source", "text", "state that acts", lambda d: d.source, codes=STATES),
    Column("target", "text", "state that is acted on", lambda d: d.target, codes=STATES),
)  # fmt: skip
ROOT = Column("cameo_root", "text", "first two digits of the CAMEO code", lambda d: d.code["cameo"][:2], codes=CAMEO)
CODE = Column("cameo", "text", "CAMEO code", lambda d: d.code.get("cameo"), codes=CAMEO)
TYPE = Column("event_type", "text", "PLOVER event type", lambda d: d.code.get("plover"), codes=PLOVER)
QUAD = Column(
    "quad_class", "integer", "class of the CAMEO root", _quad,
    codes="; ".join(f"{n} {name}" for n, (_, name) in enumerate(QUADS, 1)),
)  # fmt: skip
TAIL = (
    Column("kind", "text", "kind of record", lambda d: d.kept.record.kind, codes="event stance commitment"),
    Column("status", "text", "how the text gives it", lambda d: d.kept.record.status,
           codes="held planned denied conditional asked"),
    Column("said_by", "list", "who asserts it", lambda d: list(d.kept.record.said_by), codes=ACTORS),
    Column("place", "text", "id of the place", lambda d: d.kept.record.values.get("place"), codes=ACTORS),
    Column("quote", "text", "the words that state it", lambda d: d.kept.record.quote),
    Column("record", "text", "id of the record", lambda d: d.kept.id),
    Column("doc", "text", "id of the document", lambda d: d.kept.record.doc),
    Column("start", "integer", "where the quote starts", lambda d: d.kept.record.span.start, OFFSET),
    Column("stop", "integer", "where the quote ends, exclusive", lambda d: d.kept.record.span.end, OFFSET),
    Column("file", "text", "file name of the document", lambda d: d.kept.record.source),
    Column("title", "text", "title of the document", lambda d: d.kept.document.title),
    Column("publisher", "text", "who published it", lambda d: d.kept.document.publisher, codes=ACTORS),
    Column("url", "text", "address of the document", lambda d: web(d.kept.document.url)),
)  # fmt: skip


def table(name: str, scheme: str, *codes: Column) -> Table:
    """The event table of a scheme, the key of its codes in a record."""

    def rows(collection: Collection) -> Iterator[Dyad]:
        for kept in collection.records():
            if (kept.record.values.get("codes") or {}).get(scheme):
                pairs = dict.fromkeys(tuple(p) for p in kept.record.values.get("dyads") or () if len(p) == 2)
                yield from (Dyad(kept, *pair) for pair in pairs)

    return Table(name, "a row for each pair of states of each coded record", (*HEAD, *codes, *TAIL), rows)


def write(made: Table, collection: Collection, where: Path) -> None:
    """The table as one file: tab-separated where its name ends in .tsv or .tab, else comma-separated."""
    delimiter = "\t" if where.suffix in (".tsv", ".tab", ".txt") else ","
    with where.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(made, collection, delimiter))
