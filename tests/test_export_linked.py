"""Linked data and entities: read by rdflib with no network, and checked against the model of FollowTheMoney."""

from __future__ import annotations

import json
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from tests.test_export import held, out, readings, rows_of  # noqa: F401  the fixtures are shared
from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.views.exporting import ftm, jsonld, kinds

OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
VB = Namespace("urn:verbale:term:")


@pytest.fixture(scope="module")
def graph(held: Register, tmp_path_factory: pytest.TempPathFactory) -> Graph:  # noqa: F811
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing is fetched")

    where = out(held, "jsonld", tmp_path_factory.mktemp("linked"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        return Graph().parse(where, format="json-ld")


@pytest.fixture(scope="module")
def kept(held: Register) -> dict[str, Kept]:  # noqa: F811
    return {k.id: k for k in held.select(Query())}


@pytest.fixture(scope="module")
def entities(held: Register, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:  # noqa: F811
    where = out(held, "ftm", tmp_path_factory.mktemp("entities"))
    return [json.loads(line) for line in where.read_text("utf-8").splitlines()]


def test_every_record_is_an_annotation_of_its_words(graph: Graph, kept: dict[str, Kept]) -> None:
    found = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(found) == len(kept)
    for annotation in found:
        target = graph.value(annotation, OA.hasTarget)
        document = graph.value(target, OA.hasSource)
        record = kept[str(graph.value(annotation, OA.hasBody)).rpartition(":")[2]]
        selectors = {graph.value(s, RDF.type): s for s in graph.objects(target, OA.hasSelector)}
        place, words = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = (int(graph.value(place, part)) for part in (OA.start, OA.end))  # type: ignore[arg-type]
        exact = str(graph.value(words, OA.exact))
        text = str(graph.value(document, RDF.value))
        assert text[start:end] == exact and [start, end] == record.record.span.json()
        around = "".join(str(graph.value(words, part) or "") for part in (OA.prefix, OA.exact, OA.suffix))
        assert around in text


def test_every_record_says_where_it_is_from(graph: Graph, kept: dict[str, Kept]) -> None:
    for id, held_ in kept.items():
        node = URIRef(jsonld.iri("record", id))
        assert (node, RDF.type, VB[held_.record.kind]) in graph and (node, RDF.type, PROV.Entity) in graph
        assert graph.value(node, PROV.wasDerivedFrom) == URIRef(jsonld.iri("document", held_.record.doc))
        sayers = {str(s) for s in graph.objects(node, PROV.wasAttributedTo)}
        assert sayers == {jsonld.iri("actor", s) for s in held_.record.said_by}
        activity = graph.value(node, PROV.wasGeneratedBy)
        assert graph.value(activity, PROV.wasAssociatedWith) == URIRef(jsonld.PROGRAM)


def test_values_keep_their_types(graph: Graph, kept: dict[str, Kept]) -> None:
    figures = [k for k in kept.values() if k.record.kind == "figure" and isinstance(k.record.values["value"], float)]
    assert len(figures) > 20
    for figure in figures:
        value = graph.value(URIRef(jsonld.iri("record", figure.id)), VB.value)
        assert value is not None and value.toPython() == figure.record.values["value"]  # type: ignore[attr-defined]
    days = {o.toPython() for o in graph.objects(None, VB.time_earliest)}  # type: ignore[attr-defined]
    assert days == {k.record.time.earliest for k in kept.values() if k.record.time and k.record.time.earliest}
    assert {str(o) for o in graph.objects(None, VB.holder)} == {
        jsonld.iri("actor", who) for k in kept.values() for who in k.record.values.get("holder", ())}  # fmt: skip


def test_every_term_is_in_the_codebook(graph: Graph) -> None:
    said = {c.name for table in jsonld.TABLES for c in table.columns} | {"oa:hasTarget", "oa:hasSelector", "rdf:type"}
    spaces = {v: k for k, v in jsonld.SPACES.items()}
    used = {next(f"{short}:{p[len(long):]}" for long, short in spaces.items() if p.startswith(long))
            for p in map(str, graph.predicates())}  # fmt: skip
    assert used <= said
    assert {f"vb:{c.name}" for kind in kinds.KINDS for c in kinds.columns(kind)} - {
        f"vb:{n}" for n in jsonld.ELSEWHERE} <= said  # fmt: skip


def test_entities_fit_the_model(entities: list[dict[str, Any]]) -> None:
    """Each is valid, its values are kept (blanks at the ends of a text apart), and its links lead somewhere."""
    from followthemoney import model

    schemata = {e["id"]: model.get(e["schema"]) for e in entities}
    assert len(schemata) == len(entities) > 300
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept_ = proxy.to_dict()["properties"]
        for name, values in entity["properties"].items():
            assert sorted({v.strip() for v in values}) == sorted(kept_[name]), (entity["schema"], name)
            reach = proxy.schema.get(name).range
            if reach:
                assert all(schemata[v].is_a(reach) for v in values), (entity["schema"], name)


def test_entities_count_what_the_register_holds(entities: list[dict[str, Any]], held: Register) -> None:  # noqa: F811
    count = Counter(e["schema"] for e in entities)
    found = held.select(Query())
    events = [k for k in found if k.record.kind == "event" and k.record.status in ("held", "planned")]
    assert count["Event"] == len(events) and count["Document"] == len(held.documents())
    assert count["Occupancy"] > 10 and count["Position"] > 5 and count["Membership"] > 0 and count["Note"] > 100
    ids = {e["properties"]["recordId"][0] for e in entities if e["schema"] == "Event"}
    assert ids == {k.id for k in events}


def test_nothing_denied_is_a_fact(entities: list[dict[str, Any]], kept: dict[str, Kept]) -> None:
    denied = {k.id for k in kept.values() if k.record.status in ("denied", "asked", "conditional")}
    assert denied
    assert not denied & {i for e in entities for i in e["properties"].get("recordId", ())}
    notes = " ".join(e["properties"]["notes"][0] for e in entities if e["schema"] == "Note")
    assert all(f"record {id}" in notes for id in denied)


def test_the_text_of_a_document_gives_the_words(entities: list[dict[str, Any]], kept: dict[str, Kept]) -> None:
    texts = {e["id"]: e["properties"]["bodyText"][0] for e in entities if e["schema"] == "Document"}
    assert all(k.record.span.of(texts[ftm.key("document", k.record.doc)]) == k.record.quote for k in kept.values()
               if k.record.source != "=traps.txt")  # fmt: skip


def test_every_property_is_in_the_codebook(entities: list[dict[str, Any]], held: Register, tmp_path: Path) -> None:  # noqa: F811
    from followthemoney import model

    out(held, "ftm", tmp_path)
    said = {(r["table"], r["column"]) for r in rows_of(tmp_path / "talks.ftm.codebook.csv")}
    assert {(e["schema"], name) for e in entities for name in e["properties"]} <= said
    assert all(model.get(t.name).get(c.name) for t in ftm.TABLES for c in t.columns)
