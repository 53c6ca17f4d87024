"""Linked data in JSON-LD 1.1: each record an annotation of its document, with where it comes from.

The words are selected as in the W3C Web Annotation Data Model (2017): by their position (in code points, as there) and
by themselves with what stands around them. The provenance is PROV-O (2013): the record is derived from the document,
made by its reading with this program and attributed to those who say it. The context stands in the file, so that
nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verbale.register import Kept
from verbale.views.exporting.collection import Collection, web
from verbale.views.exporting.columns import Column, Table
from verbale.views.exporting.kinds import KINDS, OFFSET, columns

FORM = "jsonld"
SUFFIX = ".jsonld"
NEEDS = ()
INSIDE = False
TEXT = True

PROGRAM = "urn:verbale:program"
AROUND = 32
"""Characters of text on either side of a quote that its selector gives."""
SPACES = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "vb": "urn:verbale:term:",
}
DATATYPES = {"integer": "xsd:integer", "number": "xsd:double", "boolean": "xsd:boolean", "day": "xsd:date",
             "json": "@json"}  # fmt: skip
AGENTS = {"person": ("prov:Person",), "state": ("prov:Organization",), "body": ("prov:Organization",),
          "institution": ("prov:Organization",)}  # fmt: skip
ELSEWHERE = frozenset({"id", "kind", "quote", "said_by", "doc", "source", "item", "start", "stop",
                       "document_date", "publisher", "url", "known_on", "dyads", "actors"})  # fmt: skip
"""Columns of records that stand in the annotation, the document or a form of their own."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A record with the text of its document."""

    kept: Kept
    text: str

    @property
    def around(self) -> tuple[str, str]:
        span = self.kept.record.span
        return self.text[max(0, span.start - AROUND) : span.start], self.text[span.end : span.end + AROUND]


def iri(sort: str, id: str) -> str:
    """The name of a thing, which leads nowhere on the web."""
    return f"urn:verbale:{sort}:{quote(id, safe=':@-._~')}"


def _iris(actors: Any) -> list[str]:
    return [iri("actor", actor) for actor in actors or () if isinstance(actor, str)]


DOCUMENT = Table("document", "a prov:Entity for each document", (
    Column("dcterms:title", "text", "title", lambda row: row[0].title),
    Column("dcterms:issued", "edtf", "the day of publication", lambda row: getattr(row[0].date, "edtf", None)),
    Column("dcterms:publisher", "link", "who published it", lambda row: _iris([row[0].publisher]), codes="prov:Agent"),
    Column("dcterms:language", "text", "language", lambda row: row[0].language, codes="BCP 47"),
    Column("dcterms:type", "text", "sort of document", lambda row: row[0].genre),
    Column("dcterms:identifier", "text", "file name, and the id inside it",
           lambda row: "#".join(filter(None, (row[0].source, row[0].item)))),
    Column("dcterms:source", "link", "address", lambda row: [a] if (a := web(row[0].url)) else None),
    Column("rdf:value", "text", "the text", lambda row: row[1]),
))  # fmt: skip
AGENT = Table("agent", "a prov:Agent for each actor", (
    Column("rdfs:label", "text", "name as the texts write it", lambda a: a.name),
    Column("vb:sort", "text", "what it is", lambda a: a.sort, codes="state body person place institution group"),
))  # fmt: skip
READING = Table("reading", "a prov:Activity for each document: its reading with this program", (
    Column("prov:used", "link", "the document", lambda d: [iri("document", d.id)]),
    Column("prov:wasAssociatedWith", "link", "the program, a prov:SoftwareAgent", lambda _: [PROGRAM]),
    Column("vb:known_on", "day", "day on which the register learnt it", lambda d: d.known_on),
))  # fmt: skip
ANNOTATION = Table("annotation", "an oa:Annotation for each record: its body is the record, its target the words", (
    Column("oa:hasBody", "link", "the record", lambda m: [iri("record", m.kept.id)]),
    Column("oa:motivatedBy", "link", "why", lambda _: ["oa:describing"], codes="Web Annotation motivations"),
    Column("oa:hasSource", "link", "of the target: the document", lambda m: [iri("document", m.kept.record.doc)]),
    Column("oa:start", "integer", "of oa:TextPositionSelector: where the quote starts",
           lambda m: m.kept.record.span.start, OFFSET),
    Column("oa:end", "integer", "of oa:TextPositionSelector: where it ends, exclusive",
           lambda m: m.kept.record.span.end, OFFSET),
    Column("oa:exact", "text", "of oa:TextQuoteSelector: the words", lambda m: m.kept.record.quote),
    Column("oa:prefix", "text", "of oa:TextQuoteSelector: the words before", lambda m: m.around[0]),
    Column("oa:suffix", "text", "of oa:TextQuoteSelector: the words after", lambda m: m.around[1]),
))  # fmt: skip
PROVENANCE = (
    Column("prov:wasDerivedFrom", "link", "the document", lambda m: [iri("document", m.kept.record.doc)]),
    Column("prov:wasAttributedTo", "link", "who asserts it", lambda m: _iris(m.kept.record.said_by),
           codes="prov:Agent"),
    Column("prov:wasGeneratedBy", "link", "the reading of the document, a prov:Activity of this program",
           lambda m: [iri("reading", m.kept.record.doc)]),
    Column("vb:actor", "link", "of an event: who takes part; the roles are in vb:actors",
           lambda m: _iris(a.get("id") for a in m.kept.record.values.get("actors") or ())),
    Column("vb:actors", "json", "of an event: who takes part in which role",
           lambda m: m.kept.record.values.get("actors") or None),
    Column("vb:dyads", "json", "pairs of states, [source, target]",
           lambda m: m.kept.record.values.get("dyads") or None),
)  # fmt: skip


def _term(column: Column) -> Column:
    """A column of the tables as a property of the record."""
    actors = "ids of actors" in column.codes and column.name != "place"
    return Column(f"vb:{column.name}", "link" if actors else column.type, column.meaning,
                  lambda m: _iris(_several(column.get(m.kept))) if actors else column.get(m.kept),
                  column.unit, "prov:Agent" if actors else column.codes)  # fmt: skip


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _record(kind: str) -> Table:
    terms = tuple(_term(c) for c in columns(kind) if c.name not in ELSEWHERE)
    return Table(f"record: {kind}", f"a prov:Entity of type vb:{kind} for each {kind}", (*PROVENANCE, *terms))


RECORDS = {kind: _record(kind) for kind in KINDS}
TABLES = (DOCUMENT, READING, AGENT, ANNOTATION, *RECORDS.values())


def write(collection: Collection, where: Path) -> None:
    """One object with its context and the graph, a node a line."""
    with where.open("w", encoding="utf-8", newline="") as file:
        file.write(f'{{"@context": {json.dumps(SPACES)},\n"@graph": [\n')
        file.writelines(_lines(_nodes(collection)))
        file.write("]}\n")


def _lines(nodes: Iterator[dict[str, Any]]) -> Iterator[str]:
    for number, node in enumerate(nodes):
        yield ("" if number == 0 else ",\n") + json.dumps(node, ensure_ascii=False, sort_keys=True)


def _nodes(collection: Collection) -> Iterator[dict[str, Any]]:
    program = {"@id": PROGRAM, "@type": "prov:SoftwareAgent", "rdfs:label": f"verbale {_version()}".strip()}
    yield program
    texts: dict[str, str] = {}
    for document, text in collection.texts():
        texts[document.id] = text
        yield _node(iri("document", document.id), ["prov:Entity"], DOCUMENT, (document, text))
        yield _node(iri("reading", document.id), ["prov:Activity"], READING, document)
    for actor in collection.actors.values():
        yield _node(iri("actor", actor.id), ["prov:Agent", *AGENTS.get(actor.sort, ())], AGENT, actor)
    for kept in collection.records():
        marked = Marked(kept, texts[kept.record.doc])
        kind = kept.record.kind
        yield _node(iri("record", kept.id), ["prov:Entity", f"vb:{kind}"], RECORDS[kind], marked)
        yield _annotation(marked)


def _version() -> str:
    try:
        return version("verbale")
    except PackageNotFoundError:
        return ""


def _node(id: str, types: list[str], table: Table, row: Any) -> dict[str, Any]:
    return {"@id": id, "@type": types} | _properties(table.columns, row)


def _properties(columns: Iterable[Column], row: Any) -> dict[str, Any]:
    found = ((column, column.value(row)) for column in columns)
    return {column.name: _term_of(column, value) for column, value in found if value not in (None, "", [])}


def _term_of(column: Column, value: Any) -> Any:
    """A value as JSON-LD writes it, with its datatype."""
    if column.type == "link":
        return [{"@id": v} for v in value]
    if column.type not in DATATYPES:
        return value
    held = json.loads(value) if column.type == "json" else value.isoformat() if isinstance(value, date) else value
    return {"@type": DATATYPES[column.type], "@value": held}


def _annotation(marked: Marked) -> dict[str, Any]:
    found = _properties(ANNOTATION.columns, marked)
    position = {"@type": "oa:TextPositionSelector"} | {k: found[k] for k in ("oa:start", "oa:end")}
    parts = ("oa:exact", "oa:prefix", "oa:suffix")
    words = {"@type": "oa:TextQuoteSelector"} | {k: found[k] for k in parts if k in found}
    target = {"@type": "oa:SpecificResource"} | {"oa:hasSource": found["oa:hasSource"]}
    about = {k: found[k] for k in ("oa:hasBody", "oa:motivatedBy")}
    whole = {"oa:hasTarget": target | {"oa:hasSelector": [position, words]}}
    return {"@id": iri("annotation", marked.kept.id), "@type": "oa:Annotation"} | whole | about
