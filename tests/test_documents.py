"""Bytes become documents: the text as it stands, its date and place, and one clear line for what cannot be read."""

from __future__ import annotations

import io
import json
import os
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.core import discovery
from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.problem import Problem
from verbale.core.span import Span
from verbale.documents import dateline, dates, genres, load, make
from verbale.documents.vocabulary import vocabulary

CASES = Path(__file__).parent / "cases" / "documents"
PROSE = "\n\nThe two ministers met in the old customs house and agreed on a plan for the ferries.\n"
FIELDS = ("text", "title", "genre", "place", "publisher", "url", "language", "item")


HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04word/", b"<html>", b'{"text": "', b"\xff\xfe"]
LOCK = b"/ID [(0123456789abcdef)(0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
LOCK += b"/O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)


def cases(*names: str) -> list[Any]:
    """The cases of the named files, each with an id a person can read."""
    rows = [(n, c) for n in names for c in tomllib.loads((CASES / f"{n}.toml").read_text("utf-8"))["case"]]
    return [pytest.param(c, id=f"{n}: {c.get('name', c.get('lines', ''))}") for n, c in rows]


def pdf(pages: list[list[list[Any]]], info: str = "") -> bytes:
    """A PDF of rows of Helvetica, 12 points, written by hand: catalog, page tree, font, information, pages."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    parts.append(b"<< /Title (%s) /CreationDate (D:20200101000000Z) >>" % info.encode("cp1252"))
    kids = []
    for rows in pages:
        shown = b"".join(b"1 0 0 1 %d %d Tm (%s) Tj\n" % (x, y, t.encode("cp1252")) for x, y, t in rows)
        stream = b"BT /F1 12 Tf\n%sET" % shown
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        parts.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R " % len(parts))
        parts[-1] += b"/Resources << /Font << /F1 3 0 R >> >> >>"
        kids.append(b"%d 0 R" % len(parts))
    parts[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return filed(parts)


def filed(parts: list[bytes]) -> bytes:
    """The objects with their cross-reference table."""
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % o for o in offsets)
    end = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def word(case: dict[str, Any]) -> bytes:
    """A Word document of the case's paragraphs and tables."""
    made = Word()
    made.core_properties.title = case.get("property", "")
    for part in case.get("body", []):
        if "table" in part:
            table = made.add_table(0, len(part["table"][0]))
            for row in part["table"]:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        else:
            made.add_paragraph(part["words"], style=part["style"])
    if "tracked" in case:
        track(made, case["tracked"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def track(made: Any, words: dict[str, str]) -> None:
    """A paragraph with an insertion and a deletion that nobody has accepted yet."""
    paragraph = made.add_paragraph(words["before"])
    for tag, name in (("w:ins", "inserted"), ("w:del", "deleted")):
        change = OxmlElement(tag)
        change.append(paragraph.add_run(words[name])._r)
        paragraph._p.append(change)
    for text in paragraph._p.xpath(".//w:del//w:t"):
        text.tag = text.tag.replace("}t", "}delText")
    paragraph.add_run(words["after"])


def content(case: dict[str, Any]) -> bytes:
    if "pages" in case:
        made = pdf(case["pages"], case.get("info", ""))
        return made.replace(b"/Info 4 0 R", LOCK) if case.get("locked") else made
    if "body" in case or "tracked" in case:
        return word(case)
    return bytes.fromhex(case["hex"]) if "hex" in case else str(case["source"]).encode()


def split(found: Iterator[Document | Problem]) -> tuple[list[Document], list[Problem]]:
    rows = list(found)
    return [r for r in rows if isinstance(r, Document)], [r for r in rows if isinstance(r, Problem)]


def compare(document: Document, case: dict[str, Any]) -> None:
    """Every field the case names; "" stands for none."""
    got: dict[str, Any] = {field: getattr(document, field) for field in FIELDS}
    got |= {"date": document.date.edtf if document.date else None}
    got |= {"basis": document.date.basis if document.date else None}
    for name in got.keys() & case.keys():
        assert got[name] == (case[name] or None), name
    if "places" in case:
        assert [p.number if p.unit == "page" else p.name for p in document.places] == case["places"]
    assert document.id == digest(document.text)
    assert all(p.span.end <= len(document.text) for p in document.places)


@pytest.mark.parametrize("case", cases("text", "html", "pdf", "docx"))
def test_a_file_is_read_or_refused(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    path.write_bytes(content(case))
    documents, problems = split(load([path]))
    expected = case.get("problems", [])
    assert [str(p)[: len(e)] for p, e in zip(problems, expected, strict=True)] == expected
    assert len(documents) == (0 if any(p.fatal for p in problems) else 1)
    for document in documents:
        compare(document, case)


@pytest.mark.parametrize("case", cases("container"))
def test_a_container_gives_its_documents(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    path.write_bytes(content(case))
    documents, problems = split(load([path]))
    expected = case.get("problems", [])
    assert [str(p)[: len(e)] for p, e in zip(problems, expected, strict=True)] == expected
    for document, wanted in zip(documents, case["documents"], strict=True):
        compare(document, wanted)


@pytest.mark.parametrize("case", cases("dateline"))
def test_a_dateline_is_told_from_prose(case: dict[str, Any]) -> None:
    document = make(case["lines"] + PROSE)
    compare(document, case)
    if document.date and document.date.span and "words" in case:
        assert document.date.span.of(document.text) == case["words"]


@pytest.mark.parametrize("kind", sorted(vocabulary().tables))
def test_every_dateline_example_gives_its_date(kind: str) -> None:
    for entry in vocabulary().table(kind):
        for example in entry.get("examples", []) if kind != "genre" else []:
            found = dateline.find(example["line"] + PROSE)
            assert (found.date.edtf if found else "") == example["date"], example["line"]
            assert "place" not in example or (found and (found.place or "") == example["place"]), example["line"]


@pytest.mark.parametrize("entry", vocabulary().table("genre"), ids=lambda e: str(e["id"]))
def test_every_genre_is_told_by_its_examples_and_words(entry: dict[str, Any]) -> None:
    assert all(genres.of(example) == entry["id"] for example in entry["examples"])
    assert all(genres.of(f"{words} on the ferries") == entry["id"] for words in entry["words"])
    assert all(genres.of(f"The {words}") is None for words in entry.get("but", []))


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Transcript of the press conference on pilotage", "press conference"),
        ("Remarks by the two premiers at a joint press conference", "joint press conference"),
        ("Press release: joint declaration of the lakes council", "joint statement"),
        ("The premier opens a ferry", None),
    ],
)
def test_the_first_word_decides_unless_it_yields(title: str, genre: str | None) -> None:
    assert genres.of(title) == genre


@pytest.mark.parametrize(
    ("written", "edtf", "within"),
    [
        ("2024-06-28", "2024-06-28", False),
        ("2024-06-28T23:30:00+08:00", "2024-06-28", False),
        ("20240628", "2024-06-28", False),
        ("2024-06", "2024-06", True),
        ("2024", "2024", True),
        ("2024-06-01/2024-07-03", "2024-06-01/2024-07-03", True),
        ("../2024-07-03", "../2024-07-03", True),
        ("Fri, 28 Jun 2024 10:00:00 GMT", "2024-06-28", False),
        ("28 June 2024", "2024-06-28", False),
    ],
)
def test_a_date_keeps_its_own_precision(written: str, edtf: str, within: bool) -> None:
    found = dates.parse(written, "--date")
    assert (found.edtf, found.within, found.basis) == (edtf, within, "--date")
    assert make("The envoys met.", date=written).date is not None


@pytest.mark.parametrize(
    "written", ["", "soon", "2024-13", "2024-02-30", "05/06/2024", "2024-07-03/2024-06-01", "../.."]
)
def test_a_date_that_is_none_stops_the_run_with_one_line(written: str) -> None:
    documents, problems = split(load(["-"], date=written, stdin=io.BytesIO(b"The envoys met.")))
    assert not documents and problems[0].fatal and len(problems) == 1
    assert str(problems[0]).startswith("--date: ")
    with pytest.raises(ValueError, match="is not a date"):
        make("The envoys met.", date=written)


def test_what_is_given_outweighs_the_sidecar_and_that_the_source(tmp_path: Path) -> None:
    words = {"date": "2011-01-01", "publisher": "Sidecar", "title": "From the side", "genre": "readout", "licence": "x"}
    (tmp_path / "a.b.txt").write_text("Oslo, 9 May 2010\n\nThe envoys met.\n", "utf-8")
    (tmp_path / "a.b.meta.json").write_text(json.dumps(words), "utf-8")
    (side,), _ = split(load([tmp_path]))
    compare(side, {**words, "basis": "sidecar", "place": "Oslo"})
    (mine,), _ = split(load([tmp_path], date="2012-02", publisher="Mine"))
    compare(mine, {"date": "2012-02", "basis": "--date", "publisher": "Mine", "title": "From the side"})
    (tmp_path / "a.b.meta.json").unlink()
    (bare,), _ = split(load([tmp_path]))
    compare(bare, {"date": "2010-05-09", "basis": "dateline", "publisher": ""})


@pytest.mark.parametrize("written", ["{", "[]", '"x"', "\ud800".encode("utf-8", "surrogatepass")])
def test_a_broken_sidecar_does_not_lose_its_document(written: str | bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoys met.", "utf-8")
    (tmp_path / "a.meta.json").write_bytes(written if isinstance(written, bytes) else written.encode())
    documents, problems = split(load([tmp_path / "a.txt"]))
    assert len(documents) == 1 and [p.source for p in problems] == ["a.meta.json"] and not problems[0].fatal


def test_a_folder_is_read_in_order_and_only_documents_of_it(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/y.TXT",
        ".hidden.txt",
        ".git/c.txt",
        "README.md",
        "p.png",
        "b.gold.jsonl",
        "b.notes.jsonl",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The envoys met.", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "talk.odt").write_bytes(b"PK\x03\x04mimetype")
    documents, problems = split(load([tmp_path]))
    assert [d.source for d in documents] == ["y.TXT", "z.txt", "b.txt"]
    assert [(p.source, p.fatal) for p in problems] == [("talk.odt", False)]


def test_every_problem_is_one_line_without_a_path(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "what.xyz").write_text("The envoys met.", "utf-8")
    (tmp_path / "side.meta.json").write_text("{}", "utf-8")
    names = ["gone.txt", "empty", "what.xyz", "side.meta.json"]
    documents, problems = split(load([tmp_path / n for n in names]))
    assert not documents and [p.source for p in problems] == names
    assert not any(str(tmp_path) in str(p) or "\n" in str(p) for p in problems)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.write_text("The envoys met.", "utf-8")
    path.chmod(0)
    assert [str(p) for p in load([path])] == ["shut.txt: cannot be opened (permission denied)"]


@pytest.mark.parametrize(
    ("data", "count", "genre"),
    [
        (b"Readout of the call\n\nThe premiers spoke.\n", 1, "readout"),
        (
            b"<!doctype html><html><body><h1>Interview with the envoy</h1><p>She spoke of fish.</p></body></html>",
            1,
            None,
        ),
        (b'{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}', 2, None),
        (pdf([[[72, 700, "The parties agree."]]]), 1, None),
        (word({"body": [{"style": "Normal", "words": "The parties agree."}]}), 1, None),
    ],
)
def test_standard_input_is_told_by_its_content(data: bytes, count: int, genre: str | None) -> None:
    documents, problems = split(load(["-"], stdin=io.BytesIO(data)))
    assert len(documents) == count and not problems
    assert all(d.source == "stdin" for d in documents)
    assert genre is None or documents[0].genre == genre


def test_documents_come_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "One."}\n' * 3, "utf-8")
    found = load([tmp_path / "a.jsonl", tmp_path / "gone.txt"])
    assert isinstance(next(found), Document)
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["deep.html", "deep.jsonl"])
def test_what_is_nested_without_measure_is_refused_at_once(name: str, tmp_path: Path) -> None:
    data = b"<html><body>" + b"<div>" * 50_000 if name.endswith("html") else b'{"text":' + b"[" * 100_000
    (tmp_path / name).write_bytes(data)
    start = time.process_time()
    documents, problems = split(load([tmp_path / name]))
    assert not documents and len(problems) == 1
    assert time.process_time() - start < 2


@pytest.mark.parametrize("piece", ["w", "word ", "1 "])
def test_ten_megabytes_without_a_line_break_load_at_once(piece: str, tmp_path: Path) -> None:
    text = piece * (10_000_000 // len(piece))
    (tmp_path / "long.txt").write_text(text, "utf-8")
    start = time.process_time()
    (document,) = load([tmp_path / "long.txt"])
    assert isinstance(document, Document) and document.text == text
    assert time.process_time() - start < 2


def test_a_span_of_a_pdf_leads_to_its_page_and_box(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([[[72, 700, "First page."]], [[100, 400, "Second page."]]]))
    (document,), _ = split(load([tmp_path / "a.pdf"]))
    start = document.text.index("Second")
    (place,) = document.origin(Span(start, start + 6))
    assert place.box is not None and place.number == 2
    assert 99 < place.box[0] < 102 and 396 < place.box[1] < 401


def test_make_refuses_half_a_surrogate_pair() -> None:
    with pytest.raises(ValueError):
        make("half \ud83d pair")


def test_each_format_is_found() -> None:
    found = {m.NAME for m in discovery.modules("verbale.documents", "SUFFIXES")}
    assert found == {"text", "html", "pdf", "docx", "container"}
    assert {p.stem for p in CASES.glob("*.toml")} >= found


@settings(deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["", ".txt", ".html", ".pdf", ".docx", ".jsonl"]), st.sampled_from(HEADS)
)
def test_no_bytes_raise(data: bytes, suffix: str, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"any{suffix}"
        path.write_bytes(head + data)
        found = list(load([path]))
    assert found
    assert all("\n" not in str(f) and folder not in str(f) for f in found if isinstance(f, Problem))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_kept_as_it_is(text: str) -> None:
    document = make(text)
    assert document.text == text and document.id == digest(text)
    assert document.date is None or document.date.span is None or document.date.span.end <= len(text)
