"""The flat tables: documents, texts, the records of each kind, what they tell of, actors and parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.register import Kept
from verbale.register.happenings import SORTS, Happening
from verbale.register.parties import parties
from verbale.views.exporting.collection import Collection, web
from verbale.views.exporting.columns import Column, Table
from verbale.views.exporting.kinds import ACTORS, KINDS, columns, dated

DOCUMENTS = Table(
    "documents",
    "a row for each document",
    (
        Column("doc", "text", "id of the document, a hash of its text", lambda d: d.id),
        Column("source", "text", "file name", lambda d: d.source),
        Column("item", "text", "id inside the file, where that holds several documents", lambda d: d.item),
        Column("title", "text", "title", lambda d: d.title),
        *dated("date", "the day of publication", lambda d: d.date),
        Column("publisher", "text", "who published it", lambda d: d.publisher, codes=ACTORS),
        Column("place", "text", "where it was issued", lambda d: d.place),
        Column("genre", "text", "sort of document", lambda d: d.genre),
        Column("language", "text", "language", lambda d: d.language, codes="BCP 47"),
        Column("url", "text", "address", lambda d: web(d.url)),
        Column("known_on", "day", "day on which the register learnt it", lambda d: d.known_on),
    ),
    lambda c: c.documents,
)

TEXTS = Table(
    "texts",
    "the text of each document, which the columns start and stop refer to",
    (
        Column("doc", "text", "id of the document", lambda row: row[0].id),
        Column("text", "text", "the text", lambda row: row[1]),
    ),
    lambda c: c.texts(),
)

ACTOR_TABLE = Table(
    "actors",
    "a row for each actor that a record names or that published a document",
    (
        Column("actor", "text", "id of the actor", lambda a: a.id,
               codes="ISO 3166-1 alpha-3, acronyms of bodies, person: place: org: and a slug"),
        Column("name", "text", "name as the texts write it; of states in English, by Unicode CLDR", lambda a: a.name),
        Column("sort", "text", "what it is", lambda a: a.sort, codes="state body person place institution group"),
        Column("records", "integer", "records that name it", lambda a: a.records, "records"),
        Column("documents", "integer", "documents with such a record", lambda a: a.documents, "documents"),
    ),
    lambda c: c.actors.values(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in a part of a record."""

    kept: Kept
    actor: str
    part: str


def _parts(collection: Collection) -> Iterator[Part]:
    for kept in collection.records():
        yield from (Part(kept, actor, part) for actor, part in parties(kept.record))


PARTIES = Table(
    "parties",
    "a row for each actor in each part of each record",
    (
        Column("record", "text", "id of the record", lambda p: p.kept.id),
        Column("kind", "text", "kind of record", lambda p: p.kept.record.kind, codes=" ".join(KINDS)),
        Column("doc", "text", "id of the document", lambda p: p.kept.record.doc),
        Column("actor", "text", "id of the actor", lambda p: p.actor, codes=ACTORS),
        Column("part", "text", "the column, or an event's role, in which it stands", lambda p: p.part),
    ),
    _parts,
)


HAPPENINGS = Table(
    "happenings",
    "a row for each visit, meeting, agreement, event, figure or undertaking, however many documents tell of it",
    (
        Column("happening", "text", "id of the happening, from its first record", lambda h: h.id),
        Column("sort", "text", "what it is", lambda h: h.sort, codes=" ".join(SORTS)),
        Column("status", "text", "what it has come to by the latest document", lambda h: h.status),
        Column("times", "list", "the times that its records give, EDTF; several are a conflict",
               lambda h: [t.edtf for t in h.times]),
        Column("earliest", "day", "the first day that any of them gives", lambda h: h.earliest),
        Column("latest", "day", "the last day that any of them gives", lambda h: h.latest),
        Column("records", "integer", "records that tell of it", lambda h: len(h.records), "records"),
        Column("documents", "integer", "documents that tell of it", lambda h: len({k.document.id for k in h.records}),
               "documents"),
        Column("part_of", "text", "the happening that it is part of", lambda h: h.part_of),
        Column("history", "json", "what each document made of it", lambda h: [s.json() for s in h.history] or None),
        Column("conflicts", "json", "fields that records give differently, each value with who published it",
               lambda h: [c.json() for c in h.conflicts] or None),
        Column("unsettled", "json", "records that may tell of it or of another, and why that stays open",
               lambda h: [o.json() for o in h.open] or None),
    ),
    lambda c: c.happenings(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A record that tells of a happening, with the rules that tied it to others."""

    happening: Happening
    kept: Kept
    rules: tuple[str, ...]


def _statements(collection: Collection) -> Iterator[Statement]:
    for happening in collection.happenings():
        for kept in happening.records:
            rules = (t.rule for t in happening.ties if kept.id in (t.first, t.second))
            yield Statement(happening, kept, tuple(dict.fromkeys(rules)))


STATEMENTS = Table(
    "statements",
    "a row for each record of each happening",
    (
        Column("happening", "text", "id of the happening", lambda s: s.happening.id),
        Column("record", "text", "id of the record", lambda s: s.kept.id),
        Column("kind", "text", "kind of record", lambda s: s.kept.record.kind, codes=" ".join(KINDS)),
        Column("doc", "text", "id of the document", lambda s: s.kept.record.doc),
        Column("ties", "list", "the rules that tied it to other records", lambda s: list(s.rules)),
    ),
    _statements,
)


def _kind(kind: str) -> Table:
    return Table(f"{kind}s", f"a row for each {kind}", columns(kind), lambda c: c.records(kind))


RECORDS = tuple(_kind(kind) for kind in KINDS)
FLAT = (DOCUMENTS, *RECORDS, HAPPENINGS, STATEMENTS, ACTOR_TABLE, PARTIES)
"""All tables but the texts, which some formats have no room for."""
WHOLE = (*FLAT, TEXTS)
