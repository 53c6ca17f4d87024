"""Event tables, bibliographies and the network, read by what people read them with."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.test_export import held, out, readings, rows_of  # noqa: F401  the fixtures are shared
from verbale.core.interval import Interval
from verbale.register import Register
from verbale.register.asking import Query
from verbale.register.parties import parties
from verbale.views.exporting.bibtex import escaped
from verbale.views.exporting.dyads import QUADS
from verbale.views.exporting.gexf import APART
from verbale.views.exporting.sources import date_parts

CSL_TYPES = {"interview", "speech", "webpage", "document"}
CSL_NAMES = {"id", "type", "title", "author", "issued", "publisher-place", "genre", "language", "URL", "note"}
TEX = str.maketrans({"\\": ""})


@pytest.mark.parametrize("form", ["plover", "cameo"])
def test_event_tables(form: str, held: Register, tmp_path: Path) -> None:  # noqa: F811
    rows = rows_of(out(held, form, tmp_path))
    coded = [k for k in held.select(Query()) if (k.record.values.get("codes") or {}).get(form)]
    dyads = {(k.id, *pair) for k in coded for pair in k.record.values["dyads"]}
    assert {(r["record"], r["source"], r["target"]) for r in rows} == dyads and len(rows) == len(dyads) > 100
    assert len({r["event_id"] for r in rows}) == len(rows)
    by_id = {k.id: k for k in coded}
    for row in rows:
        record, document = by_id[row["record"]].record, by_id[row["record"]].document
        assert row["quote"] == record.quote and row["cameo"] == record.values["codes"]["cameo"]
        time = record.time or document.date
        assert row["dated_by"] == ("event" if record.time else "document" if document.date else "")
        assert row["date"] == (str(time.earliest or time.latest or "") if time else "")


def test_cameo_roots_and_classes(held: Register, tmp_path: Path) -> None:  # noqa: F811
    rows = rows_of(out(held, "cameo", tmp_path))
    assert {r["cameo_root"] for r in rows} <= {f"{n:02}" for n in range(1, 21)}
    for row in rows:
        last, _ = QUADS[int(row["quad_class"]) - 1]
        assert int(row["cameo_root"]) <= last
    assert {row["quad_class"] for row in rows if row["cameo"] == "057"} == {"1"}


def test_tab_separated(held: Register, tmp_path: Path) -> None:  # noqa: F811
    tabs = rows_of(out(held, "plover", tmp_path, suffix=".tsv"), "\t")
    assert tabs == rows_of(out(held, "plover", tmp_path))


def test_bibtex_read_by_bibtexparser(held: Register, tmp_path: Path) -> None:  # noqa: F811
    import bibtexparser
    from bibtexparser.middlewares import MonthIntMiddleware

    text = out(held, "bibtex", tmp_path).read_text("utf-8")
    library = bibtexparser.parse_string(text, append_middleware=[MonthIntMiddleware()])
    assert not library.failed_blocks
    about = {d.id: d for d in held.documents()}
    assert len(library.entries_dict) == len(library.entries) == len(about)
    for entry in library.entries:
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        document = about[fields["note"].rpartition(" ")[2]]
        title = " ".join((document.title or document.source).split())
        assert fields["title"] == f"{{{escaped(title)}}}" and fields["title"].translate(TEX)[1:-1] == title
        if document.date and document.date.earliest == document.date.latest:
            day = document.date.earliest
            assert day and (int(fields["year"]), fields["month"], int(fields["day"])) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("text", "tex"),
    [("50% & more", r"50\% \& more"), ("{of} $1 #2_a", r"\{of\} \$1 \#2\_a"), ("Åland", "Åland"),
     ("a~b^c\\d", r"a\textasciitilde{}b\textasciicircum{}c\textbackslash{}d")],
)  # fmt: skip
def test_tex_takes_nothing_for_a_command(text: str, tex: str) -> None:
    assert escaped(text) == tex


def test_csl_json(held: Register, tmp_path: Path) -> None:  # noqa: F811
    items = json.loads(out(held, "csljson", tmp_path).read_text("utf-8"))
    about = {d.id: d for d in held.documents()}
    assert len({i["id"] for i in items}) == len(items) == len(about)
    for item in items:
        document = about[item["note"].rpartition(" ")[2]]
        assert set(item) <= CSL_NAMES and item["type"] in CSL_TYPES
        assert item["title"] == " ".join((document.title or document.source).split())
        assert ("author" in item) == bool(document.publisher)
        for part in item.get("issued", {}).get("date-parts", ()):
            assert 1 <= len(part) <= 3 and all(isinstance(n, int) for n in part)
        if document.date and document.date.earliest == document.date.latest and document.date.earliest:
            day = document.date.earliest
            assert item["issued"] == {"date-parts": [[day.year, day.month, day.day]]}


def test_the_same_document_has_the_same_key(held: Register, tmp_path: Path) -> None:  # noqa: F811
    items = json.loads(out(held, "csljson", tmp_path).read_text("utf-8"))
    keys = {line[6:-1] for line in out(held, "bibtex", tmp_path).read_text("utf-8").splitlines() if line[:1] == "@"}
    assert keys == {item["id"] for item in items}


@pytest.mark.parametrize(
    ("edtf", "early", "late", "parts"),
    [("2024-05-03", "2024-05-03", "2024-05-03", [[2024, 5, 3]]), ("2024-05", "2024-05-01", "2024-05-31", [[2024, 5]]),
     ("2024", "2024-01-01", "2024-12-31", [[2024]]),
     ("2024-33", "2024-01-01", "2024-03-31", [[2024, 1, 1], [2024, 3, 31]]),
     ("2024-05-03/2024-05-04", "2024-05-03", "2024-05-04", [[2024, 5, 3], [2024, 5, 4]])],
)  # fmt: skip
def test_dates_keep_their_precision(edtf: str, early: str, late: str, parts: list[list[int]]) -> None:
    assert date_parts(Interval(date.fromisoformat(early), date.fromisoformat(late), edtf)) == parts
    assert date_parts(None) == date_parts(Interval(None, date(2024, 1, 1), "../2024-01-01")) == []


def pairs(held: Register) -> dict[frozenset[str], list[Any]]:  # noqa: F811
    found: dict[frozenset[str], list[Any]] = {}
    for kept in held.select(Query()):
        who = sorted({a for a, part in parties(kept.record) if part not in APART})
        for i, a in enumerate(who):
            for b in who[i + 1 :]:
                found.setdefault(frozenset((a, b)), []).append((kept.record.kind, len(who)))
    return found


def test_gexf_read_by_networkx(held: Register, tmp_path: Path) -> None:  # noqa: F811
    import networkx as nx

    where = out(held, "gexf", tmp_path)
    assert "lastmodified" not in where.read_text("utf-8")
    graph = nx.read_gexf(where)
    named = {a for k in held.select(Query()) for a, _ in parties(k.record)}
    assert set(graph.nodes) == named and graph.nodes["JPN"]["label"] == "Japan"
    expected = pairs(held)
    assert {frozenset(e) for e in graph.edges} == set(expected)
    for a, b, data in graph.edges(data=True):
        met = expected[frozenset((a, b))]
        assert data["records"] == len(met) and data["events"] == sum(kind == "event" for kind, _ in met)
        assert data["weight"] == pytest.approx(sum(1 / (size - 1) for _, size in met))
    top = max(graph.edges(data=True), key=lambda e: e[2]["records"])
    assert len(top[0]) and date.fromisoformat(top[2]["first"]) <= date.fromisoformat(top[2]["last"])
