"""Every export holds what the register holds and says what it is; the tables are read by the programs they are for."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import verbale
from tests.handmade import document, stub
from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.core.line import Line, Turn
from verbale.core.problem import Unreadable
from verbale.core.record import Reading, record
from verbale.core.span import Span
from verbale.register import Kept, Register, open_register
from verbale.register.asking import Query
from verbale.register.happenings import happenings
from verbale.views.exporting import cells, delivery, kinds, tables, xlsx
from verbale.views.exporting.codebook import codebook
from verbale.views.exporting.collection import Collection, collect
from verbale.views.exporting.columns import TYPES, Column, Table

ROOT = Path(__file__).parents[1]
PLANTED = ROOT / "tests/cases/register/planted"
FORMS = tuple(delivery.forms())
SECRET = "/home/somebody/papers"
HOSTILE = (
    "=cmd|'/c calc'!A1 was agreed by Norway; +47 said so.\n"
    "<script>alert(1)</script> \U0001f54a was @SUM(A1) \\textbf{bold} & 5% of #1_a.\r\n"
    "'-2+3 stood there\x07, and more."
)


def hostile() -> Reading:
    """A document that is all traps: formulas, markup, TeX, a bell, an address on somebody's machine."""
    doc = Document(digest(HOSTILE), HOSTILE, "=traps.txt", title="=1+1 {of} <b>traps</b> & 50%", place="a; b",
                   date=Interval(date(1821, 5, 4), date(1821, 6, 9), "1821-05-04/1821-06-09", True, "by hand"),
                   url=f"file://{SECRET}/x.txt", publisher="NOR")  # fmt: skip
    lines = tuple(Line(i, Span(start, end), 0, "text", 0, "paragraph") for i, (start, end) in enumerate(_lines()))
    parts: list[tuple[str, dict[str, Any]]] = [
        ("commitment", {"holder": ["NOR"], "toward": [], "action": "=cmd|'/c calc'!A1", "modality": "will",
                        "deadline": "2024-33", "parts": [], "codes": {"plover": "AGREE", "cameo": "057"},
                        "dyads": [["NOR", "ISL"]], "unheard": {"of": ["a;b"]}}),
        ("stance", {"holder": ["NOR", "person:anna-berg"], "attitude": "supports",
                    "target": "<script>alert(1)</script>", "target_ids": ["SCO@members-CHN"],
                    "strength": None, "reciprocal": False, "rung": 4,
                    "codes": {"plover": None, "cameo": None}, "dyads": [["NOR", "ISL"]]}),
        ("figure", {"form": "count", "measure": "@things", "about": ["x;y"], "comparator": "=", "value": 10**300 + 1,
                    "unit": "thing", "period": "-0044"}),
    ]  # fmt: skip
    made = (record(doc, line, kind, line.span, values=values, said_by=("media",), status="denied", time=None, by="t/1")
            for line, (kind, values) in zip(lines, parts, strict=True))  # fmt: skip
    whole = Turn(0, Span(0, len(HOSTILE)), "text")
    return Reading(doc, lines, (whole,), (), tuple(made), ())


def _lines() -> Iterator[tuple[int, int]]:
    at = 0
    for line in HOSTILE.split("\n"):
        yield at, at + len(line.rstrip("\r"))
        at += len(line) + 1


@cache
def read_all() -> list[Reading]:
    """Read once for all files of tests that one process runs."""
    known = [d for d in verbale.load(str(ROOT / "examples"), str(PLANTED)) if isinstance(d, Document)]
    return [*(verbale.read(d) for d in known), stub(document()), hostile()]


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    return read_all()


@pytest.fixture(scope="session")
def held(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register of the examples, the planted documents and some of hand."""
    with open_register(tmp_path_factory.mktemp("held") / "held.sqlite") as register:
        for i, reading in enumerate(readings):
            register.add(reading, known_on=date(2025, 1, 1 + i % 20))
        yield register


@pytest.fixture(scope="session")
def collection(held: Register) -> Collection:
    return collect(held, Query())


def out(held: Register, form: str, folder: Path, query: Query = Query(), suffix: str | None = None) -> Path:  # noqa: B008
    """The export in a form; the file, or the folder of tables."""
    made = delivery.forms()[form]
    where = folder / f"talks{made.SUFFIX if suffix is None else suffix}"
    delivery.export(held, query, form, where)
    return where


def content(where: Path) -> dict[str, bytes]:
    """Every file of an export, those in archives taken out."""
    found = {p.name: p.read_bytes() for p in sorted(where.rglob("*") if where.is_dir() else where.parent.iterdir())}
    for name in [n for n in found if n.endswith((".zip", ".xlsx"))]:
        with zipfile.ZipFile((where if where.is_dir() else where.parent) / name) as archive:
            found |= {f"{name}/{inner}": archive.read(inner) for inner in archive.namelist()}
    return found


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """A CSV table with its cells as they were before they were guarded."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: cells.unguarded(v) for k, v in row.items()} for row in csv.DictReader(file, delimiter=delimiter)]


def test_there_are_the_forms_that_people_work_with() -> None:
    wanted = {"csv", "xlsx", "parquet", "sqlite", "jsonld", "ftm", "plover", "cameo", "bibtex", "csljson", "gexf"}
    assert set(FORMS) == wanted


@pytest.mark.parametrize("form", FORMS)
def test_the_same_content_gives_the_same_bytes(
    form: str, held: Register, readings: list[Reading], tmp_path: Path
) -> None:
    """A second time, and from a register that read the documents in another order."""
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder in folders:
        folder.mkdir()
    with open_register(tmp_path / "other.sqlite") as other:
        for i, reading in reversed(list(enumerate(readings))):
            other.add(reading, known_on=date(2025, 1, 1 + i % 20))
        first = content(out(held, form, folders[0]))
        assert first == content(out(held, form, folders[1])) == content(out(other, form, folders[2]))
        assert out(held, form, folders[0], suffix=".zip").read_bytes() == out(
            other, form, folders[2], suffix=".zip").read_bytes()  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_path_of_a_machine_is_in_it(form: str, held: Register, tmp_path: Path) -> None:
    for name, data in content(out(held, form, tmp_path)).items():
        for path in (SECRET, "file:", str(ROOT), str(tmp_path), tmp_path.name):
            assert path.encode() not in data, (name, path)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_codebook(form: str, held: Register, tmp_path: Path) -> None:
    made = delivery.forms()[form]
    where = out(held, form, tmp_path)
    books = [*tmp_path.rglob("*codebook.csv")]
    if made.INSIDE:
        assert not books
        return
    (book,) = books
    said = rows_of(book)
    declared = {(t.name, c.name) for t in (*made.TABLES, codebook(made.TABLES)) for c in t.columns}
    assert {(r["table"], r["column"]) for r in said if r["column"]} == declared
    assert all(r["meaning"] and (r["type"] in TYPES.values() or not r["column"]) for r in said)
    assert where.exists()


def test_a_column_without_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="meaning"):
        Column("x", "text", "", lambda _: None)
    with pytest.raises(ValueError, match="type"):
        Column("x", "words", "something", lambda _: None)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_field_that_is_described_has_a_column(kind: str) -> None:
    """A field of docs/records.md needs a column in exporting/kinds.py."""
    page = (ROOT / "docs/records.md").read_text("utf-8").partition(f"## {kind}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    described = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert described and described <= {column.covers for column in kinds.columns(kind)}


def test_nothing_is_lost_that_has_no_column(collection: Collection) -> None:
    for kept in collection.records():
        held_ = {c.covers for c in kinds.columns(kept.record.kind)} | set(row_more(kept))
        assert {name for name, value in kept.record.values.items() if value is not None} <= held_
    found = {kept.record.kind: row_more(kept) for kept in collection.records() if kept.record.source == "=traps.txt"}
    assert found["commitment"] == {"unheard": {"of": ["a;b"]}}
    assert found["figure"] == {"value": 10**300 + 1, "about": ["x;y"]}


def row_more(kept: Kept) -> Any:
    """What the column `more` holds of a record."""
    column = next(c for c in kinds.columns(kept.record.kind) if c.name == "more")
    return json.loads(column.value(kept) or "{}")


def test_csv_read_by_pandas(held: Register, collection: Collection, tmp_path: Path) -> None:
    import pandas as pd

    where = out(held, "csv", tmp_path)
    for table in tables.WHOLE:
        frame = pd.read_csv(where / f"{table.name}.csv", dtype=str, keep_default_na=False)
        expected = [[cells.cell(value) for value in row] for row in table.values(collection)]
        assert list(frame.columns) == [c.name for c in table.columns]
        assert frame.to_numpy().tolist() == expected


def _agrees(kept: Kept, row: dict[str, str]) -> None:
    """A row says of a record what the record itself says."""
    shown = kept.record.json()
    assert row["id"] == kept.id and all(row[name] == shown[name] for name in ("kind", "status", "doc"))
    assert [int(row["start"]), int(row["stop"])] == shown["span"]
    assert row["time"] == (shown["time"] or {}).get("edtf", "") and row["said_by"] == ";".join(shown["said_by"])
    if shown["kind"] == "figure" and isinstance(shown["value"], int | float) and abs(shown["value"]) < 1e200:
        assert float(row["value"]) == shown["value"] and row["unit"] == (shown["unit"] or "")
    for name in ("holder", "toward", "subject", "target_ids"):
        if name in shown:
            assert row[name] == ";".join(shown[name])


def test_csv_says_what_the_register_says(held: Register, tmp_path: Path) -> None:
    where = out(held, "csv", tmp_path)
    texts = {row["doc"]: row["text"] for row in rows_of(where / "texts.csv")}
    found = {k.id: k for k in held.select(Query())}
    seen = 0
    for kind in kinds.KINDS:
        for row in rows_of(where / f"{kind}s.csv"):
            _agrees(found[row["id"]], row)
            assert texts[row["doc"]][int(row["start"]) : int(row["stop"])] == row["quote"]
            seen += 1
    assert seen == len(found) > 250
    documents = rows_of(where / "documents.csv")
    assert {d["doc"] for d in documents} == {d.id for d in held.documents()} == set(texts)
    actors = {row["actor"] for row in rows_of(where / "actors.csv")}
    assert {row["actor"] for row in rows_of(where / "parties.csv")} <= actors


def test_happenings_are_there_with_their_records(held: Register, tmp_path: Path) -> None:
    where = out(held, "csv", tmp_path)
    found = {h.id: h for h in happenings(held.select(Query()))}
    rows = rows_of(where / "happenings.csv")
    assert {r["happening"]: int(r["records"]) for r in rows} == {i: len(h.records) for i, h in found.items()}
    assert {r["happening"]: (r["sort"], r["status"]) for r in rows} == {i: (h.sort, h.status) for i, h in found.items()}
    told = {(r["happening"], r["record"]) for r in rows_of(where / "statements.csv")}
    assert told == {(h.id, k.id) for h in found.values() for k in h.records}
    assert any(int(r["documents"]) > 1 for r in rows) and any(r["conflicts"] for r in rows)


def test_no_cell_is_a_formula(held: Register, tmp_path: Path) -> None:
    where = out(held, "csv", tmp_path)
    for path in where.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert [c for c in row if c[:1] in "=+-@\t\r\n＝" and c and not cells.NUMBER.fullmatch(c)] == []
    (row,) = [r for r in rows_of(where / "commitments.csv") if r["modality"] == "will" and r["source"] == "=traps.txt"]
    assert row["action"] == "=cmd|'/c calc'!A1"


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+47", "+47"), ("-3.5", "-3.5"), ("-3 degrees", "'-3 degrees"), ("@x", "'@x"), ("'=x", "''=x"),
     ("'quoted'", "'quoted'"), ("\tx", "'\tx"), ("plain", "plain"), ("", ""), ("＝1", "'＝1"), ("-", "'-")],
)  # fmt: skip
def test_cells_are_guarded_and_come_back(text: str, cell: str) -> None:
    assert cells.guarded(text) == cell
    assert cells.unguarded(cell) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝ａa1. ;\",é"), max_size=12))
def test_any_text_is_guarded_and_comes_back(text: str) -> None:
    cell = cells.guarded(text)
    assert cells.unguarded(cell) == text
    assert not cells.FORMULA.match(cell) or cell.startswith("'") or cells.NUMBER.fullmatch(cell)


def _cell(value: Any, name: str, table: Table) -> Any:
    """What openpyxl gives, as the column's value."""
    column = next(c for c in table.columns if c.name == name)
    if isinstance(value, datetime):
        return value.date()
    if value is not None and column.type == "day":
        return date.fromisoformat(value)
    if column.type == "list":
        return value.split(";") if value else []
    return float(value) if column.type == "number" and value is not None else value


def test_xlsx_read_by_openpyxl(held: Register, collection: Collection, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(out(held, "xlsx", tmp_path))
    assert book.sheetnames == [t.name for t in (*tables.FLAT, codebook(tables.FLAT))]
    for table in tables.FLAT:
        names, *rows = book[table.name].iter_rows()
        heads = [cell.value for cell in names]
        assert heads == [c.name for c in table.columns]
        found = [[_cell(c.value, heads[i], table) for i, c in enumerate(row)] for row in rows]
        want = [[v if v not in ("", None) or isinstance(v, bool) else ([] if c.type == "list" else None)
                 for v, c in zip(row, table.columns, strict=True)] for row in table.values(collection)]  # fmt: skip
        assert found == want
        assert {c.data_type for row in rows for c in row} <= {"s", "n", "b", "d", "inlineStr"}
    said = {(row[0].value, row[1].value) for row in book["codebook"].iter_rows(min_row=2)}
    assert said >= {(t.name, c.name) for t in tables.FLAT for c in t.columns}


def test_a_sheet_that_is_full_is_said(held: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    with pytest.raises(Unreadable, match="more rows than a sheet holds"):
        out(held, "xlsx", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_parquet_read_by_pyarrow(held: Register, collection: Collection, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    where = out(held, "parquet", tmp_path)
    for table in tables.WHOLE:
        found = pq.read_table(where / f"{table.name}.parquet")
        assert [f.metadata[b"meaning"].decode() for f in found.schema] == [c.meaning for c in table.columns]
        got = [tuple(row.values()) for row in found.to_pylist()]
        assert got == list(table.values(collection))
    figures = pq.read_table(where / "figures.parquet").schema
    assert [str(figures.field(n).type) for n in ("value", "time_earliest", "about", "time_within", "start")] == [
        "double", "date32[day]", "list<element: string>", "bool", "int64"]  # fmt: skip


def test_sqlite_read_in_sql(held: Register, collection: Collection, tmp_path: Path) -> None:
    with sqlite3.connect(out(held, "sqlite", tmp_path)) as asked:
        for table in tables.WHOLE:
            plain = ", ".join(c.name for c in table.columns)  # no name needs quotes
            got = asked.execute(f"SELECT {plain} FROM {table.name}").fetchall()
            want = [tuple(int(v) if isinstance(v, bool) else cells.flat(v) for v in row) for row in
                    table.values(collection)]  # fmt: skip
            assert got == want
        wrong = "SELECT count(*) FROM {0} JOIN texts USING (doc) WHERE substr(text, start + 1, stop - start) <> quote"
        assert [asked.execute(wrong.format(f"{kind}s")).fetchone() for kind in kinds.KINDS] == [(0,)] * 6
        assert asked.execute("SELECT meaning FROM codebook WHERE \"column\" = 'quote'").fetchone()
        assert asked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    asked.close()


def test_what_is_asked_for_is_what_is_written(held: Register, tmp_path: Path) -> None:
    query = Query(("JPN", "USA"), ("stance", "commitment"), since=date(2024, 1, 1), until=date(2024, 12, 31))
    where = out(held, "csv", tmp_path, query)
    rows = [row for kind in kinds.KINDS for row in rows_of(where / f"{kind}s.csv")]
    assert sorted(r["id"] for r in rows) == sorted(k.id for k in held.select(query)) != []
    assert {r["doc"] for r in rows} == {d["doc"] for d in rows_of(where / "documents.csv")}
    assert rows_of(where / "events.csv") == []


def test_as_of_and_known_on(held: Register, tmp_path: Path) -> None:
    for query in (Query(as_of=date(2010, 1, 1)), Query(known_on=date(2025, 1, 3))):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        where = out(held, "csv", folder, query)
        ids = sorted(row["id"] for kind in kinds.KINDS for row in rows_of(where / f"{kind}s.csv"))
        assert ids == sorted(k.id for k in held.select(query)) != []
    known = rows_of(where / "documents.csv")
    assert known and all(d["known_on"] <= "2025-01-03" for d in known)


def test_documents_without_a_record_are_there_too(tmp_path: Path) -> None:
    with open_register(tmp_path / "r.sqlite") as register:
        register.add(stub(document("The weather was fine.", "fine.txt")))
        where = out(register, "csv", tmp_path)
        assert [d["source"] for d in rows_of(where / "documents.csv")] == ["fine.txt"]
        assert delivery.export(register, Query(kinds=("event",)), "csv", tmp_path / "e").documents == 0
