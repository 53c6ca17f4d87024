"""The brief: what is planted comes out right in every form, and nothing of a document runs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from rich.console import Console

from tests.planted import Page, fill, hostile
from verbale.register import Register
from verbale.register.asking import Query
from verbale.register.encoding import dumps
from verbale.views.brief import Brief, brief, html, rendered
from verbale.views.briefing.markdown import escaped
from verbale.views.briefing.terminal import show

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with fill(tmp_path_factory.mktemp("brief") / "kept.sqlite") as held:
        yield held


@pytest.fixture(scope="module")
def page(register: Register) -> Brief:
    return brief(register, "URY", "PRT")


def lines(page: Brief, name: str) -> list[str]:
    return [e.what for s in page.sections if s.name == name for e in s.entries]


def test_the_last_meeting_comes_first_with_what_came_after(page: Brief) -> None:
    assert page.last is not None
    assert (page.last.when, page.last.what) == ("17–19 October 2023", "Ana Exemplo visited Uruguay")
    assert [(e.when, e.what) for e in page.around] == [
        ("18 October 2023", "Ana Exemplo met Mario Ejemplo in Montevideo"),
        ("3 February 2025", "Mario Ejemplo and Ana Exemplo spoke by telephone"),
    ]


def test_sections_stand_in_the_order_of_the_page(page: Brief) -> None:
    assert [s.name for s in page.sections] == [
        "meetings", "ties", "figures", "positions", "undertakings", "phrases", "contradictions", "planned", "offices",
    ]  # fmt: skip


def test_what_was_planted_is_there(page: Brief) -> None:
    assert lines(page, "meetings") == ["Mario Ejemplo visited Portugal", "Mario Ejemplo met Ana Exemplo in Lisbon"]
    (treaty,) = [e for s in page.sections if s.name == "ties" for e in s.entries]
    assert treaty.status == "in force" and treaty.detail.startswith("Signed 15 May 2023 → not in force")
    (trade,) = lines(page, "figures")
    assert "352 million euros in 2024 (Portugal)" in trade and "target 750 million euros by 2030" in trade
    by = {e.what: e for s in page.sections if s.name == "undertakings" for e in s.entries}
    moved = next(e for e in by.values() if e.status == "changed")
    assert moved.detail == (
        "Moved: 500 million euros by 2025 → 600 million euros by 2026 → 750 million euros by 2030"
    )
    assert sorted(e.status for e in by.values()) == ["changed", "dropped", "reported done"]
    (phrase,) = [e for s in page.sections if s.name == "phrases" for e in s.entries]
    assert phrase.detail == "In 3 documents; in none of the 6 documents since"
    visit, figure = lines(page, "contradictions")
    assert "14–15 May 2023 (Uruguay) / 15–16 May 2023 (Portugal)" in visit
    assert "310 million euros (Uruguay) / 335 million euros (Portugal) / 325 million euros (Portugal)" in figure
    assert any("Mario Ejemplo is to visit Portugal" in w for w in lines(page, "planned"))


def test_every_line_has_a_note_and_every_note_its_source(page: Brief) -> None:
    every = [page.last, *page.around, *(e for s in page.sections for e in s.entries)]
    assert all(e and e.notes for e in every)
    assert [n.number for n in page.notes] == list(range(1, len(page.notes) + 1))
    assert {n for e in every if e for n in e.notes} == {n.number for n in page.notes}
    assert all(n.quote and n.title and n.date and n.url for n in page.notes)
    assert any("Ana Exemplo" in n.said_by for n in page.notes)


def test_page_is_whole_and_fetches_nothing(page: Brief) -> None:
    text = html(page)
    Page(text).check()
    assert "<script" not in text and "@media print" in text and "prefers-color-scheme: dark" in text


def test_what_was_known_and_held_by_a_day(register: Register) -> None:
    early = brief(register, "URY", "PRT", Query(as_of=date(2023, 5, 16)))
    assert early.last is not None and early.last.what.startswith("Mario Ejemplo")
    assert "as of 16 May 2023" in early.basis
    assert not any("dropped" in e.status for s in early.sections for e in s.entries)
    planned = lines(early, "planned")
    assert any("Ana Exemplo is to visit Uruguay" in w for w in planned)
    late = brief(register, "URY", "PRT", Query(since=date(2025, 1, 1)))
    assert late.last is not None and "telephone" in late.last.what
    assert brief(register, "URY", "PRT", Query(until=date(2022, 1, 1))).last is None


def test_it_is_cut_and_says_by_how_much(register: Register, page: Brief) -> None:
    from verbale.views import brief as module

    kept = module.SECTIONS
    try:
        module.SECTIONS = tuple((n, t, m, 1) for n, t, m, _ in kept)
        cut = brief(register, "URY", "PRT")
        (section,) = [s for s in cut.sections if s.name == "undertakings"]
        assert len(section.entries) == 1 and section.more == 2
        assert "2 more in the register" in html(cut)
        whole = brief(register, "URY", "PRT", whole=True)
        assert not any(s.more for s in whole.sections)
    finally:
        module.SECTIONS = kept


def test_word_document_has_real_footnotes(page: Brief) -> None:
    made = rendered(page, "docx")
    assert isinstance(made, bytes) and made == rendered(page, "docx")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
        assert "footnotes+xml" in archive.read("[Content_Types].xml").decode()
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    used = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)
    assert used == [str(n) for n in range(1, len(used) + 1)] and len(used) >= len(page.notes)
    assert all(f'w:id="{n}"' in notes for n in used)
    assert "https://example.org/02-joint-statement" in notes
    document = Document(io.BytesIO(made))
    assert document.paragraphs[0].text == "Uruguay and Portugal"
    assert document.core_properties.author == "verbale"
    assert any("Ana Exemplo visited Uruguay" in c.text for t in document.tables for c in t.column_cells(1))


def test_markdown_has_footnotes(page: Brief) -> None:
    text = rendered(page, "markdown")
    assert isinstance(text, str) and text.startswith("# Uruguay and Portugal\n")
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert marks == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)) == {str(n.number) for n in page.notes}
    assert escaped("*a* <b> [c](d) # 1") == "\\*a\\* &lt;b&gt; \\[c\\](d) \\# 1" and escaped("- x") == "\\- x"


def test_json_is_plain(page: Brief) -> None:
    data = json.loads(dumps(page.json()))
    assert data["sides"] == ["URY", "PRT"] and data["last"]["what"] == "Ana Exemplo visited Uruguay"
    assert data["notes"][0]["url"].startswith("https://example.org/")


def test_terminal_at_eighty_columns(page: Brief) -> None:
    out = io.StringIO()
    show(page, Console(file=out, width=80))
    assert all(len(line) <= 80 for line in out.getvalue().splitlines())
    assert "\x1b" not in out.getvalue() and "What is planned" in out.getvalue()


def test_hostile_documents_stay_text(tmp_path: Path) -> None:
    with fill(tmp_path / "kept.sqlite", hostile()) as held:
        page = brief(held, "URY", "PRT", whole=True)
    text = html(page)
    shown = Page(text)
    shown.check()
    assert "<script" not in text and "javascript:" not in text and "alert(2)" in shown.text
    assert "49" not in shown.text.replace("349", "")
    markdown = rendered(page, "markdown")
    assert isinstance(markdown, str) and "<script" not in markdown and "javascript:" not in markdown
    word = rendered(page, "docx")
    assert isinstance(word, bytes)
    assert "alert(2)" in "".join(c.text for t in Document(io.BytesIO(word)).tables for c in t.column_cells(1))
