"""Views show what is held, whatever the words in it."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from tests.handmade import TEXT, document, stub
from verbale.core.interval import Interval, day, month
from verbale.register import Register, open_register
from verbale.views import records_json
from verbale.views.brief import brief, html
from verbale.views.names import Names, identify
from verbale.views.terminal import show_reading
from verbale.views.wording import clean, number, short, when

HOSTILE = "<script>alert('x')</script> & \"quoted\" {{ 7 * 7 }}"


@pytest.fixture
def register(tmp_path: Path) -> Register:
    held = open_register(tmp_path / "kept.sqlite")
    held.add(stub(document(url="https://example.org/note?a=1&b=2")))
    return held


class Reader(HTMLParser):
    """Collects tags, ids and links, to check that a page is whole."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [v for k, v in attrs if k == "id" and v]
        self.links += [v for k, v in attrs if k in ("href", "src") and v]


def test_lines_are_in_text_order_with_contract_fields() -> None:
    reading = stub(document())
    found = [json.loads(line) for line in records_json.lines(reading)]
    assert [f["span"] for f in found] == sorted(f["span"] for f in found)
    assert list(found[0])[:8] == ["kind", "id", "doc", "source", "item", "span", "quote", "turn"]
    every = [json.loads(line) for line in records_json.lines(reading, mentions=True, refused=True)]
    mention = next(f for f in every if f["kind"] == "mention")
    assert mention["type"] == "actor" and mention["quote"] == "Norway" and mention["id"] == "NOR"
    assert all(TEXT[slice(*f["span"])] == f["quote"] for f in every)


def test_lines_keep_letters_and_stay_single() -> None:
    text = "Norway\n– «Íslands»\u2028reached 12 million."
    (line,) = records_json.lines(stub(document(text)))
    assert "«Íslands»" in line and "\n" not in line


def test_brief_has_the_last_meeting_and_every_kind(register: Register) -> None:
    page = brief(register, "NOR", "ISL")
    assert page.sides == ("Norway", "Iceland") and page.documents == 1
    assert page.last is not None and (page.last.when, page.last.what) == ("4 May 2021", "Anna Berg visited Iceland")
    assert [s.name for s in page.sections] == [
        "ties", "figures", "positions", "undertakings", "phrases", "planned", "offices",
    ]  # fmt: skip
    numbers = [n.number for n in page.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    entries = [page.last, *page.around, *(e for s in page.sections for e in s.entries)]
    assert {n for e in entries for n in e.notes} == set(numbers) and all(e.notes for e in entries)
    assert all(note.quote in TEXT for note in page.notes)


def test_what_is_said_twice_is_one_line_with_two_notes(register: Register) -> None:
    register.add(stub(document(f"{TEXT} Again.", "second.txt", date=day(date(2022, 8, 1)))))
    page = brief(register, "NOR", "ISL")
    (figures,) = [s for s in page.sections if s.name == "figures"]
    (entry,) = figures.entries
    assert len(entry.notes) == 2 and entry.said == "1 August 2022"
    (planned,) = [s for s in page.sections if s.name == "planned"]
    assert planned.entries[0].past


def test_brief_is_the_same_from_either_order_of_reading(tmp_path: Path, register: Register) -> None:
    assert html(brief(register, "NOR", "ISL")) == html(brief(register, "NOR", "ISL"))
    empty = html(brief(register, "SWE", "FIN"))
    assert "holds nothing" in empty and "Sweden" in empty


def test_page_is_self_contained_and_its_notes_resolve(register: Register) -> None:
    text = html(brief(register, "NOR", "ISL"))
    reader = Reader()
    reader.feed(text)
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert len(reader.ids) == len(set(reader.ids))
    inner = {link[1:] for link in reader.links if link.startswith("#")}
    assert inner <= set(reader.ids)
    assert {link for link in reader.links if not link.startswith("#")} == {"https://example.org/note?a=1&b=2"}
    assert "url(" not in text and "@import" not in text


def test_hostile_text_stays_text(register: Register) -> None:
    text = f"Norway and Iceland reached 12 million {HOSTILE}."
    register.add(stub(document(text, "<b>.txt", title=HOSTILE, url="javascript:alert(1)", publisher="<i>")))
    page = html(brief(register, "NOR", "ISL"))
    assert "<script" not in page and "javascript:" not in page and "<b>.txt" not in page and "49" not in page
    assert "&lt;script&gt;" in page


def test_terminal_view_at_eighty_columns_without_colour() -> None:
    out = io.StringIO()
    title = "A [red]title[/red] \x1b[2J of some length that has to be wrapped because it is longer than a line"
    show_reading(stub(document(title=title)), Console(file=out, width=80))
    text = out.getvalue()
    assert "\x1b" not in text and "[red]" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    for words in ("1 Jun 2021 (--date)", "1 refusal", "Positions (1)", "planned", "said by Norway"):
        assert words in text


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024", "2024"),
        ("2024-05", "May 2024"),
        ("2024-05-04", "4 May 2024"),
        ("1992/..", "since 1992"),
        ("../1992-03", "until Mar 1992"),
        ("2024-01/2024-05", "Jan – May 2024"),
        ("2024-07-03/2024-07-04", "3–4 Jul 2024"),
        ("2024-06-28/2024-07-02", "28 Jun – 2 Jul 2024"),
        ("202X", "1 Jan 2020 – 31 Dec 2029"),
        ("XXXX-06-01/XXXX-12-31", "1 Jun – 31 Dec"),
        ("odd/odd/odd", "1 Jan 2020 – 31 Dec 2029"),
    ],
)
def test_days_in_words(edtf: str, words: str) -> None:
    assert when(Interval(date(2020, 1, 1), date(2029, 12, 31), edtf)) == words


def test_small_wordings() -> None:
    assert [number(v) for v in (41e9, 17.6e6, 5000, 0.5, 1234567, None)] == [
        "41 billion", "17.6 million", "5,000", "0.5", "1,234,567", "?",
    ]  # fmt: skip
    assert when(month(2024, 2)) == "Feb 2024" and when(None) == ""
    assert clean("a\n b\x1b\u202ec") == "a b\ufffd\ufffdc"
    assert short("one two three", 9) == "one two…" and len(short("x" * 50, 9)) == 9
    name = Names({"SCO": "SCO", "person:xi": "Xi"})
    assert [name(i) for i in ("KAZ", "SCO@members-CHN", "SCO@leaders", "person:anna-berg", "media", "quad")] == [
        "Kazakhstan", "SCO members without China", "SCO leaders", "Anna Berg", "media", "quad",
    ]  # fmt: skip
    assert [identify(w) for w in ("kaz", "Kazakhstan", "SCO")] == ["KAZ", "KAZ", "SCO"]
    assert re.fullmatch(r"[A-Z]{3}", identify("china"))
