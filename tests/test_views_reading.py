"""Readings as one page: every word once, every record marked, and nothing of a document that could run."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import time
import tomllib
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.handmade import TEXT, document, stub
from tests.test_cli import verbale
from verbale.core.finding import Finding
from verbale.core.line import Turn
from verbale.core.span import Span
from verbale.views.reading_html.page import html, script
from verbale.views.reading_html.segments import cut
from verbale.views.reading_html.sheet import sheet

CASES = tomllib.loads((Path(__file__).parent / "cases/views/reading.toml").read_text("utf-8"))
VOID = {"meta", "input", "br"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


class Tree(HTMLParser):
    """Tags, attributes and the text of each paragraph; fails where tags do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p" and dict(attrs).get("dir") == "auto":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        if "p" in self.open and self.paragraphs:
            self.paragraphs[-1] += data if self.open[-1] in ("p", "span") and "li" not in self.open else ""

    def ids(self) -> list[str]:
        return [str(a["id"]) for _, a in self.tags if a.get("id")]

    def of(self, **wanted: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.tags if all(v in str(a.get(k) or "").split() for k, v in wanted.items())]


def tree(text: str) -> Tree:
    found = Tree()
    found.feed(text)
    assert not found.open
    return found


def finding(text: str, words: str, **parts: Any) -> Finding:
    at = text.index(words)
    known = {"rule": "weekday", "severity": "error", "outcome": "off", "message": "no such day"} | parts
    return Finding(doc="d", source="note.txt", item=None, spans=(Span(at, at + len(words)),), quotes=(words,), **known)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES["segments"]])
def test_segments(case: dict[str, Any]) -> None:
    spans = [Span(*ends) for ends in case["paragraphs"]]
    rows = cut(spans, [[Span(*ends) for ends in layer] for layer in case["layers"]])
    found = [[s.span.of(case["text"]), *map(list, s.layers)] for row in rows for s in row]
    assert found == case["stretches"]


def test_every_word_is_there_once_and_every_record_is_marked() -> None:
    made = sheet(stub(document()))
    text = html([made])
    found = tree(text)
    assert " ".join(found.paragraphs) == TEXT
    assert len(found.ids()) == len(set(found.ids()))
    marks = found.of(**{"class": "mark"})
    assert len(marks) == len(made.marks) == 8
    marked = {n for a in found.of(**{"class": "s"}) for n in str(a.get("data-r") or "").split()}
    assert marked == {str(n) for n in range(8)}
    links = {str(a["href"])[1:] for t, a in found.tags if t == "a" and str(a.get("href", "")).startswith("#")}
    assert links <= set(found.ids())


def test_spans_that_overlap_are_marked_with_all_their_kinds() -> None:
    reading = stub(document())
    first = reading.records[0]
    text = reading.document.text
    over = replace(first, kind="figure", span=Span(10, 40), quote=text[10:40], values={"form": "amount"})
    found = tree(html([sheet(replace(reading, records=(*reading.records, over)))]))
    both = found.of(**{"class": "a-figure"}) or found.of(**{"class": "b-figure"})
    assert any("relation" in str(a["class"]) and "figure" in str(a["class"]) for a in both)
    assert " ".join(found.paragraphs) == TEXT


def test_refusals_say_why_and_labels_stay() -> None:
    reading = stub(document("Berg: Norway reached 12 million. The weather was fine."))
    label = Turn(0, Span(6, 54), "answer", "Berg", Span(0, 5))
    found = tree(html([sheet(replace(reading, turns=(label,)))]))
    (refused,) = (a for a in found.of(**{"class": "refusal"}) if "data-f" in a)
    assert refused["data-f"] == "not understood"
    assert found.of(**{"class": "label"}) and found.paragraphs[0].startswith("Berg: Norway")


def test_findings_stand_beside_their_words() -> None:
    text = "Norway reached 12 million.\n\nOn Monday, 5 May 2021, all met.\n\nThey dined."
    why = {"inputs": {"stated": "Monday"}, "formula": "weekday(date)", "supplied": ("a fact",)}
    bad = finding(text, "Monday, 5 May 2021", **why)
    good = finding(text, "12 million", outcome="holds", severity="info")
    made = sheet(stub(document(text)), [bad, good])
    assert [n.message for n in made.notes] == ["no such day"]
    assert [len(p.notes) for p in made.paragraphs] == [0, 1, 0]
    page = html([made])
    note = page.index('class="note error"')
    assert page.index("On ") < note < page.index("They dined") and "stated: Monday" in page and "known: a fact" in page
    found = tree(page)
    assert len(found.of(**{"class": "found"})) == 1


@pytest.mark.parametrize("case", CASES["hostile"])
def test_hostile_text_is_text(case: dict[str, str]) -> None:
    text = case["text"]
    doc = document(text, "<b>.txt", title=text, url="javascript:alert(1)", publisher="<i>", item=text, genre=text)
    page = html([sheet(stub(doc), [finding(text, "12 million", message=text, because=text)])])
    found = tree(page)
    assert [t for t, _ in found.tags].count("script") == 1 and found.scripts == [script()]
    assert not {"img", "svg", "iframe", "link", "object"} & {t for t, _ in found.tags}
    assert not [a for _, a in found.tags if any(k.startswith("on") for k in a)]
    assert not [a for _, a in found.tags if re.match(r"\s*(javascript|data):", str(a.get("href") or ""))]
    assert not set("\u202e\u2066\u200f\x1b") & set(page)
    assert [t for t, _ in found.tags].count("style") == 1 and "49" not in "".join(found.paragraphs)


def test_only_the_page_s_own_script_may_run() -> None:
    page = html([sheet(stub(document()))])
    mark = b64encode(hashlib.sha256(script().encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and policy[1] == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{mark}'"
    assert tree(page).scripts == [script()]
    assert "http" not in script() and "eval" not in script() and "innerHTML" not in script()
    assert "url(" not in page and "@import" not in page


def test_several_documents_share_a_page_and_its_filters() -> None:
    one, two = stub(document()), stub(document(TEXT + " Norway reached 9 million.", "b.txt", title="Second"))
    page = html([sheet(one), sheet(two)])
    found = tree(page)
    assert len(found.ids()) == len(set(found.ids())) and len(found.of(**{"class": "doc"})) == 2
    assert page == html([sheet(one), sheet(two)])
    kinds = [a["value"] for t, a in found.tags if t == "input" and a.get("name") == "kind"]
    assert kinds == ["event", "relation", "figure", "stance", "commitment", "phrase"]
    actors = {a["value"] for t, a in found.tags if t == "option"}
    assert actors == {"", "NOR", "ISL", "person:anna-berg"}


def test_an_empty_document_and_none_at_all() -> None:
    assert tree(html([sheet(stub(document("")))])).paragraphs == []
    assert tree(html([])).of(**{"class": "doc"}) == []


def test_a_hundred_documents_are_quick() -> None:
    long = " ".join(f"Norway reached {n} million. The weather was fine." for n in range(300))
    sheets = [sheet(stub(document(f"{long} {n}.", f"{n}.txt"))) for n in range(4)]
    start = time.process_time()
    page = html(sheets * 25)
    assert time.process_time() - start < 20 and page.count('class="mark ') == 30_000


def test_the_command(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} {name}")
    out = tmp_path / "page.html"
    done = verbale("read", tmp_path / "one.txt", tmp_path / "two.txt", "--html", out)
    assert done.returncode == 0 and not done.stdout
    assert done.stderr.startswith("verbale: page.html: 2 documents, 16 records")
    text = out.read_text("utf-8")
    assert text.startswith("<!doctype html>") and str(tmp_path) not in text
    assert verbale("read", tmp_path / "one.txt", "--html", "-").stdout.startswith("<!doctype html>")
    both = verbale("read", tmp_path / "one.txt", "--html", out, "--json")
    assert both.returncode == 0 and len(both.stdout.splitlines()) == 8
    kept = verbale("read", tmp_path / "one.txt", "--html", out, "--register", tmp_path / "kept.sqlite")
    assert kept.returncode == 0 and kept.stdout == "one.txt: 8 records, 1 refusals\n"
    for words in (["--html", "-", "--json"], ["--html", tmp_path / "no" / "x.html"]):
        bad = verbale("read", tmp_path / "one.txt", *words)
        assert bad.returncode == 2 and not bad.stdout and "Traceback" not in bad.stderr


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium")
def test_the_script_runs_in_a_browser_and_opens_the_record_of_the_address(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = "document.title='ran'"
    hostile = f"</script><script>{ran}</script><img src=x onerror=\"{ran}\"> Norway reached 12 million."
    page.write_text(html([sheet(stub(document(f"{TEXT} {hostile}", title="Quiet")))]), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--virtual-time-budget=2000", "--dump-dom", f"{page.as_uri()}#d1r1"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    if "<html" not in done.stdout:
        pytest.skip("Chromium does not start here")
    assert '<body class="js notes">' in done.stdout and "<title>Quiet: what was read</title>" in done.stdout
    assert re.search(r'<aside id="card" aria-live="polite"><p class="top"><span class="at quiet">2 of 9', done.stdout)
    assert re.search(r'class="s a-event[^"]* on"', done.stdout)
