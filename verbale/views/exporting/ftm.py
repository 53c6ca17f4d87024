"""FollowTheMoney entities as JSON lines (followthemoney.tech, model 3.8), for Aleph and its kin.

What is held to be so becomes an entity of its own: an `Event`, an `Occupancy`, a `Membership` … What is denied, asked
or conditional, a state of affairs that is only planned, and every figure, position, undertaking and set phrase is a
statement and becomes a `Note` on those it is about: nothing that a text denies is in the graph as a fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.register import About, Kept
from verbale.register.parties import parties
from verbale.views.exporting.collection import Actor, Collection, sort, web
from verbale.views.exporting.columns import Column, Table, filled
from verbale.views.names import Names
from verbale.views.wording import clean, gist

FORM = "ftm"
SUFFIX = ".ftm.json"
NEEDS = ()
INSIDE = False
TEXT = True

SCHEMATA = {"person": "Person", "state": "PublicBody", "body": "Organization", "institution": "Organization",
            "place": "Address", "group": "LegalEntity"}  # fmt: skip
"""The schema of an actor by its sort."""
LINKS = {"membership": "Membership", "founding-membership": "Membership", "participation": "Membership",
         "chair": "Directorship"}  # fmt: skip
"""Relations between a legal entity and an organisation that the model has a schema for."""
BODIES = ("PublicBody", "Organization")
LEGAL = (*BODIES, "Person", "LegalEntity")
PLAIN = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z")
"""A year, month or day; EDTF writes seasons and quarters as months above 20."""
ALPHA_2, LANGUAGES = "ISO 3166-1 alpha-2, in small letters", "ISO 639-3"


@dataclass(frozen=True, slots=True)
class Fact:
    """A record that becomes an entity. a, b: the two ids of a link; for an office, the holder and whose office."""

    kept: Kept
    names: Names
    a: str = ""
    b: str = ""

    @property
    def post(self) -> str:
        return str(self.kept.record.values.get("value") or "")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor whom a document names."""

    document: About
    actor: Actor


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its text."""

    document: About
    text: str
    names: Names


def key(*parts: str) -> str:
    """The id of an entity."""
    return f"verbale-{digest(*parts, length=20)}"


@cache
def schema(actor: str) -> str:
    """The schema of an actor's entity."""
    return SCHEMATA[sort(actor)]


@cache
def country(actor: str | None) -> str | None:
    import pycountry

    found = pycountry.countries.get(alpha_3=actor) if actor else None
    return str(found.alpha_2).lower() if found else "xk" if actor == "XKX" else None


@cache
def _language(code: str | None) -> str | None:
    import pycountry

    found = pycountry.languages.get(alpha_2=code) if code else None
    return str(found.alpha_3) if found else None


def _ids(actors: Iterable[str], *schemata: str) -> list[str]:
    return sorted({key("actor", a) for a in actors if not schemata or schema(a) in schemata})


def _cast(fact: Fact) -> list[str]:
    return list(dict.fromkeys(a for a, part in parties(fact.kept.record) if part not in ("said_by", "place")))


def _hosts(fact: Fact) -> list[str]:
    return [a for a, part in parties(fact.kept.record) if part in ("host", "organiser")]


def _point(time: Interval | None) -> str | None:
    """A time that is one year, month or day, or lies in one."""
    if time is None or PLAIN.match(time.edtf) or not (time.within and time.earliest and time.latest):
        return time.edtf if time and PLAIN.match(time.edtf) else None
    first, last = (day.isoformat() for day in (time.earliest, time.latest))
    return next((first[:n] for n in (10, 7, 4) if first[:n] == last[:n] and PLAIN.match(first[:n])), None)


def _end(time: Interval | None, name: str) -> str | None:
    """An end of a time that fills more than a year, month or day."""
    found: date | None = None if time is None or time.within or PLAIN.match(time.edtf) else getattr(time, name)
    return found.isoformat() if found and PLAIN.match(found.isoformat()) else None


def _edge(fact: Fact, name: str, end: str) -> str | None:
    """An end of a relation: its own, as the text gives it, else that of its time."""
    value = fact.kept.record.values.get(name)
    return value if isinstance(value, str) and PLAIN.match(value) else _end(fact.kept.record.time, end)


def _marks(fact: Fact) -> list[str]:
    record = fact.kept.record
    kind = record.values.get("type")
    return [record.kind, *([str(kind)] if kind else []), record.status, *record.topics]


def _publisher(document: About, names: Names) -> str | None:
    return clean(names(document.publisher)) if document.publisher else None


def _cited(kept: Kept) -> str:
    document, span = kept.document, kept.record.span
    day = document.date.edtf if document.date else "undated"
    return clean(f"{document.title or document.source}, {day}, {document.source} [{span.start}:{span.end}]")


SOURCE = (
    Column("sourceUrl", "text", "address of the document", lambda f: web(f.kept.document.url)),
    Column("publisher", "text", "who published the document", lambda f: _publisher(f.kept.document, f.names)),
)
SAID = (
    Column("description", "text", "the words that state it", lambda f: clean(f.kept.record.quote)),
    Column("summary", "text", "the document: title, date, file name, and where the words stand in its text",
           lambda f: _cited(f.kept)),
    *SOURCE,
)  # fmt: skip
INTERVAL = (
    Column("recordId", "text", "id of the record", lambda f: f.kept.id),
    Column("date", "edtf", "when, as a year, month or day", lambda f: _point(f.kept.record.time)),
    *SAID,
)
SPAN = (
    Column("startDate", "edtf", "from when", lambda f: _edge(f, "since", "earliest")),
    Column("endDate", "edtf", "until when", lambda f: _edge(f, "until", "latest")),
)
PROOF = Column("proof", "link", "the document", lambda f: [key("document", f.kept.document.id)], codes="Document")
KEYWORDS = Column("keywords", "list", "kind, type, status and topics of the record", _marks, codes="RECORDS")


def _actors(name: str, *more: Column) -> Table:
    label = Column("name", "text", "name as the texts write it", lambda a: clean(a.name))
    return Table(name, f"an entity for each actor that is of this schema: {_sorts(name)}", (label, *more))


def _sorts(name: str) -> str:
    return ", ".join(kind for kind, schema in SCHEMATA.items() if schema == name)


STATE = Column("country", "text", "the state itself", lambda a: country(a.id), codes=ALPHA_2)
ENTITIES: dict[str, Table] = {
    "Document": Table("Document", "an entity for each document", (
        Column("fileName", "text", "file name", lambda r: clean(r.document.source)),
        Column("title", "text", "title", lambda r: clean(r.document.title or "")),
        Column("name", "text", "title, or the file name where it has none",
               lambda r: clean(r.document.title or r.document.source)),
        Column("publishedAt", "edtf", "the day of publication", lambda r: _point(r.document.date)),
        Column("publisher", "text", "who published it", lambda r: _publisher(r.document, r.names)),
        Column("country", "text", "of a state's document, the state", lambda r: country(r.document.publisher),
               codes=ALPHA_2),
        Column("language", "text", "language", lambda r: _language(r.document.language), codes=LANGUAGES),
        Column("keywords", "text", "sort of document", lambda r: r.document.genre),
        Column("sourceUrl", "text", "address", lambda r: web(r.document.url)),
        Column("bodyText", "text", "the text", lambda r: r.text),
    )),
    "Person": _actors("Person"),
    "PublicBody": _actors("PublicBody", STATE),
    "Organization": _actors("Organization"),
    "LegalEntity": _actors("LegalEntity"),
    "Address": _actors("Address", Column("full", "text", "the same", lambda a: clean(a.name))),
    "Event": Table("Event", "an entity for each event that is held or planned", (
        Column("name", "text", "the event in a few words", lambda f: gist(f.kept.record, f.names)),
        Column("startDate", "edtf", "first day, where it takes more than one",
               lambda f: _end(f.kept.record.time, "earliest")),
        Column("endDate", "edtf", "last day, where it takes more than one",
               lambda f: _end(f.kept.record.time, "latest")),
        *INTERVAL,
        Column("location", "text", "place", lambda f: _place(f)),
        Column("involved", "link", "who takes part", lambda f: _ids(_cast(f), *LEGAL), codes="LegalEntity"),
        Column("organizer", "link", "host and organiser", lambda f: _ids(_hosts(f), *LEGAL), codes="LegalEntity"),
        PROOF,
        KEYWORDS,
    )),
    "Position": Table("Position", "an entity for each office of a state or body", (
        Column("name", "text", "the office as written", lambda f: clean(f.post)),
        Column("country", "text", "of a state's office, the state", lambda f: country(f.b), codes=ALPHA_2),
        Column("organization", "link", "whose office it is", lambda f: _ids([f.b], *BODIES), codes="Organization"),
    )),
    "Occupancy": Table("Occupancy", "an entity for each record of a person in an office", (
        Column("holder", "link", "the person", lambda f: _ids([f.a]), codes="Person"),
        Column("post", "link", "the office", lambda f: [_post(f)], codes="Position"),
        *SPAN,
        *INTERVAL,
    )),
    "Membership": Table("Membership", "an entity for each member of each such relation", (
        Column("member", "link", "the member", lambda f: _ids([f.a]), codes="LegalEntity"),
        Column("organization", "link", "the body", lambda f: _ids([f.b]), codes="Organization"),
        Column("role", "text", "type of the relation", lambda f: f.kept.record.values.get("type")),
        *SPAN,
        *INTERVAL,
    )),
    "Directorship": Table("Directorship", "an entity for each chair of a body", (
        Column("director", "link", "who chairs", lambda f: _ids([f.a]), codes="LegalEntity"),
        Column("organization", "link", "the body", lambda f: _ids([f.b]), codes="Organization"),
        Column("role", "text", "type of the relation", lambda f: f.kept.record.values.get("type")),
        *SPAN,
        *INTERVAL,
    )),
    "UnknownLink": Table("UnknownLink", "an entity for each two parties of every other relation", (
        Column("subject", "link", "one party", lambda f: _ids([f.a]), codes="Thing"),
        Column("object", "link", "the other", lambda f: _ids([f.b]), codes="Thing"),
        Column("role", "text", "type of the relation, with its name where it has one", lambda f: _role(f)),
        *SPAN,
        *INTERVAL,
    )),
    "Note": Table("Note", "an entity for each statement that is no event or link", (
        Column("name", "text", "the statement in a few words", lambda f: gist(f.kept.record, f.names)),
        Column("entity", "link", "whom it is about", lambda f: _ids(_cast(f)), codes="Thing"),
        *SAID,
        Column("notes", "text", "its time, who says it, and the id of the record", lambda f: _remark(f)),
        PROOF,
        KEYWORDS,
    )),
    "Mention": Table("Mention", "an entity for each actor, other than a place, in each document", (
        Column("document", "link", "the document", lambda m: [key("document", m.document.id)], codes="Document"),
        Column("name", "text", "name as the texts write it", lambda m: clean(m.actor.name)),
        Column("resolved", "link", "the actor", lambda m: _ids([m.actor.id]), codes="LegalEntity"),
        Column("detectedSchema", "text", "schema of the actor", lambda m: schema(m.actor.id)),
    )),
}  # fmt: skip
TABLES = tuple(ENTITIES.values())


def _place(fact: Fact) -> str | None:
    place = fact.kept.record.values.get("place")
    return clean(fact.names(place)) if isinstance(place, str) and place else None


def _post(fact: Fact) -> str:
    return key("post", clean(fact.post), fact.b)


def _role(fact: Fact) -> str:
    record = fact.kept.record
    return clean(": ".join(str(v) for v in (record.values.get("type"), record.values.get("value")) if v))


def _remark(fact: Fact) -> str:
    record = fact.kept.record
    time = record.time.edtf if record.time else "no date"
    return clean(f"{time}; said by {fact.names.all(record.said_by) or 'nobody named'}; record {fact.kept.id}")


def write(collection: Collection, where: Path) -> None:
    """An entity a line, each once."""
    seen: set[str] = set()
    with where.open("w", encoding="utf-8", newline="") as file:
        for name, id, row in entities(collection):
            if id not in seen:
                seen.add(id)
                file.write(f"{json.dumps(_entity(name, id, row), ensure_ascii=False, sort_keys=True)}\n")


def _entity(name: str, id: str, row: Any) -> dict[str, Any]:
    found = filled(ENTITIES[name].columns, row)
    return {"id": id, "schema": name, "properties": {k: v if isinstance(v, list) else [v] for k, v in found.items()}}


def entities(collection: Collection) -> Iterator[tuple[str, str, Any]]:
    """(schema, id, what its columns read) of every entity; an office's is given with each of its holders."""
    for document, text in collection.texts():
        yield "Document", key("document", document.id), Read(document, text, collection.names)
    for actor in collection.actors.values():
        yield schema(actor.id), key("actor", actor.id), actor
    for kept in collection.records():
        yield from _facts(Fact(kept, collection.names))
        for who, _ in parties(kept.record):
            if schema(who) in LEGAL:
                yield "Mention", key("mention", kept.document.id, who), Named(kept.document, collection.actors[who])


def _facts(fact: Fact) -> Iterator[tuple[str, str, Fact]]:
    record = fact.kept.record
    if record.kind == "event" and record.status in ("held", "planned"):
        yield "Event", key("record", fact.kept.id), fact
        return
    links = list(_links(fact)) if record.kind == "relation" and record.status == "held" else []
    yield from links or [("Note", key("record", fact.kept.id), fact)]


def _links(fact: Fact) -> Iterator[tuple[str, str, Fact]]:
    for a, b in _pairs(fact):
        link = Fact(fact.kept, fact.names, a, b)
        name = _link(link)
        if name == "Occupancy":
            yield "Position", _post(link), link
        yield name, key("record", fact.kept.id, a, b), link


def _pairs(fact: Fact) -> Iterator[tuple[str, str]]:
    values = fact.kept.record.values
    subject, object_ = values.get("subject") or (), values.get("object") or ()
    pairs = product(subject, object_) if object_ else combinations(subject, 2)
    return (pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1])


def _link(link: Fact) -> str:
    """The schema of a link, where its ends are of the sorts that the schema asks for."""
    kind = str(link.kept.record.values.get("type"))
    if kind == "office" and schema(link.a) == "Person" and schema(link.b) in BODIES and link.post:
        return "Occupancy"
    fit = schema(link.a) in LEGAL and schema(link.b) in BODIES
    return LINKS.get(kind, "UnknownLink") if fit else "UnknownLink"
