"""Two texts held against each other: by cases, whole, and in every form."""

from __future__ import annotations

import io
import itertools
import json
import random
import re
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.handmade import TEXT, document, stub
from tests.test_cli import verbale
from tests.test_views import HOSTILE, Reader
from verbale.core.interval import day
from verbale.core.problem import Unreadable
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.register import open_register
from verbale.views.compare import inputs
from verbale.views.compare.aligning import align
from verbale.views.compare.choosing import choose
from verbale.views.compare.likeness import Ground, Weights, judge
from verbale.views.compare.page import html
from verbale.views.compare.readouts import Readouts, readouts
from verbale.views.compare.redline import Redline, redline
from verbale.views.compare.showing import show
from verbale.views.compare.sides import LEAD, About, Piece, Side, names, side
from verbale.views.compare.word import docx
from verbale.views.compare.words import diff
from verbale.views.names import Names

CASES = tomllib.loads((Path(__file__).parent / "cases/views/compare.toml").read_text("utf-8"))
FACE = Names({"person:anna-berg": "Anna Berg"})


def _named(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in CASES[kind]]


def _side(sentences: list[str], **about: Any) -> Side:
    known = {"id": "x", "title": "A text", "source": "a.txt", "item": None, "publisher": "", "date": "", "day": None,
             "genre": None, "url": None} | about  # fmt: skip
    pieces = []
    for n, words in enumerate(sentences):
        lead = LEAD.match(words)
        body = words[lead.end() :] if lead else words
        pieces.append(Piece(Span(100 * n, 100 * n + len(words)), body, "paragraph", n, lead.group() if lead else ""))
    return Side(About(**known), tuple(pieces), tuple(pieces), (), (), (), (), " ".join(sentences))


def _record(case: dict[str, Any], letter: str) -> Record:
    values, at = case[letter], case.get(f"day_{letter}")
    quote = case.get(f"quote_{letter}", " ".join(str(v) for v in values.values() if isinstance(v, str)))
    status = case.get(f"status_{letter}", "held")
    return Record(case["kind"], letter, "a.txt", None, Span(0, len(quote)), quote, 0, "text", (), status,
                  day(at) if at else None, values)  # fmt: skip


@pytest.mark.parametrize("case", _named("redline"))
def test_clauses(case: dict[str, Any]) -> None:
    found = redline(_side(case["a"]), _side(case["b"]))
    assert [row.op for row in found.rows] == case["rows"]
    if "parts" in case:
        changed = next(row for row in found.rows if row.op == "changed")
        assert [[p.words.strip(), p.op] for p in changed.parts] == case["parts"]


@pytest.mark.parametrize("case", _named("likeness"))
def test_statements(case: dict[str, Any]) -> None:
    a, b = _record(case, "a"), _record(case, "b")
    others = ["The weather on the fjord was fine that day.", "Supper was served late.", "The guests left at nine."]
    ground = Ground(Weights([a.quote, b.quote, *others]), {"person:anna-berg": frozenset({"NOR"})}, FACE)
    for x, y in ((a, b), (b, a)):
        score, differences = judge(x, y, ground)
        assert (score >= 0.5) is case["one"], score
        if case["one"] and "clash" in case:
            assert [d.field for d in differences if d.hard] == case["clash"]
        if "differ" in case:
            assert [d.field for d in differences] == case["differ"]


@pytest.mark.parametrize("case", _named("mode"))
def test_the_mode_is_chosen(case: dict[str, Any]) -> None:
    rest = [{k: v for k, v in case[x].items() if k != "words"} for x in "ab"]
    a, b = (_side([case[x]["words"]], **more) for x, more in zip("ab", rest, strict=True))
    mode, because = choose(a, b)
    assert mode == case["mode"] and because
    assert choose(b, a)[0] == mode


def test_both_places_of_what_moved_point_to_each_other() -> None:
    case = next(c for c in CASES["redline"] if c["name"] == "moved and changed")
    found = redline(_side(case["a"]), _side(case["b"]))
    stood, stands = (row for row in found.rows if row.op == "moved")
    assert (stood.to, stands.origin) == (stands.number, stood.number) == (4, 1)
    assert [p.words.strip() for p in stands.parts if p.op != "same"] == ["his", "her"]
    assert dict(found.counts) == {"kept": 2, "changed": 0, "moved": 1, "added": 0, "dropped": 0}


def test_every_clause_is_on_the_page_once() -> None:
    rng = random.Random(7)
    pool = [f"Sentence {n} speaks of {w} and of nothing else at all." for n, w in enumerate("abcdefghijklmnop")]
    for _ in range(50):
        a, b = (rng.sample(pool, rng.randrange(len(pool))) for _ in range(2))
        found = redline(_side(a), _side(b))
        first = [row.a.words for row in found.rows if row.a and not (row.op == "moved" and row.b)]
        second = [row.b.words for row in found.rows if row.b]
        assert sorted(first) == sorted(a) and second == b
        assert [row.number for row in found.rows] == list(range(1, len(found.rows) + 1))


def test_links_go_forward_unless_they_moved() -> None:
    rng = random.Random(3)
    words = ["herring", "ferry", "harbour", "light", "fjord", "coast", "pilot", "whale", "school", "treaty"]
    for _ in range(60):
        a, b = ([" ".join(rng.choices(words, k=5)) for _ in range(rng.randrange(9))] for _ in range(2))
        found = align(a, b)
        straight = [x for x in found if not x.moved]
        assert all(x.a < y.a and x.b < y.b for x, y in itertools.pairwise(straight))
        assert len({x.a for x in found}) == len({x.b for x in found}) == len(found)


@pytest.mark.parametrize(
    ("a", "b"),
    [("", ""), ("one", ""), ("", "one"), ("We will.", "We shall not."), ("a, b and c", "c, a"), ("“A” – b", '"a" - b')],
)
def test_both_texts_come_back_from_the_parts(a: str, b: str) -> None:
    def bare(words: str) -> str:
        return re.sub(r"[\s\"'“”–-]", "", words).casefold()

    parts = diff(a, b)
    assert bare("".join(p.words for p in parts if p.op != "new")) == bare(a)
    assert bare("".join(p.words for p in parts if p.op != "gone")) == bare(b)


def _readings() -> tuple[Any, Any]:
    told = TEXT.replace("12 million", "17 million").replace("The weather was fine.", "Supper was served late.")
    return stub(document()), stub(document(told, "other.txt", publisher="ISL", title="Talks"))


def _readouts() -> Readouts:
    a, b = _readings()
    name = names(a, b)
    return readouts(side(a, name), side(b, name), name, "two publishers")


def test_readouts_have_each_statement_once() -> None:
    found = _readouts()
    assert [p.kind for p in found.conflicts] == ["figure"]
    (clash,) = found.conflicts
    assert [(d.field, d.hard) for d in clash.differences] == [("value", True)]
    assert "12 million" in clash.hard[0].a and "17 million" in clash.hard[0].b
    assert {p.kind for p in found.both} == {"event", "relation", "stance", "commitment", "phrase"}
    assert not found.only_a and not found.only_b
    assert [row.where for row in found.sentences].count("both") == 7
    assert [row.a[0].words for row in found.sentences if row.where == "a"] == ["The weather was fine."]
    assert [row.b[0].words for row in found.sentences if row.where == "b"] == ["Supper was served late."]
    assert [row.conflict for row in found.sentences].count(True) == 1


def test_readouts_of_texts_with_nothing_in_common() -> None:
    a, b = stub(document()), stub(document("Nobody came. The hall stayed dark.", "b.txt"))
    name = names(a, b)
    found = readouts(side(a, name), side(b, name), name)
    assert dict(found.counts) == {"conflicts": 0, "both": 0, "only_a": 8, "only_b": 0}
    assert {row.where for row in found.sentences} == {"a", "b"}


def _redline() -> Redline:
    a, b = _readings()
    name = names(a, b)
    return redline(side(a, name), side(b, name), "as asked")


@pytest.mark.parametrize("made", [_readouts, _redline])
def test_forms_are_the_same_each_time_and_whole(made: Any) -> None:
    found = made()
    text = html(found)
    assert text == html(made()) and docx(found) == docx(made())
    reader = Reader()
    reader.feed(text)
    assert not {"script", "link", "img", "iframe"} & set(reader.tags) and text.startswith("<!doctype html>")
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    plain = json.loads(json.dumps(found.json()))
    assert plain["schema"] == "verbale/1" and plain["mode"] == found.mode
    out = io.StringIO()
    show(found, Console(file=out, width=80))
    assert all(len(line) <= 80 and line == line.rstrip() for line in out.getvalue().splitlines())
    assert "\x1b" not in out.getvalue() and "17" in out.getvalue()


@pytest.mark.parametrize("mode", ["readouts", "redline"])
def test_hostile_words_stay_words(mode: str) -> None:
    told = f"Norway and Iceland reached 12 million {HOSTILE} \u202eend.\x1b[2J"
    a = stub(document(told, "<b>.txt", title=HOSTILE, url="javascript:alert(1)", publisher="<i>"))
    b = stub(document(f"{TEXT} {HOSTILE}", "c.txt"))
    name = names(a, b)
    sides = side(a, name), side(b, name)
    found: Any = readouts(*sides, name) if mode == "readouts" else redline(*sides)
    text = html(found)
    assert "<script" not in text and "javascript:" not in text and "<b>.txt" not in text and "\u202e" not in text
    assert "&lt;script&gt;" in text and "49" not in text
    out = io.StringIO()
    show(found, Console(file=out, width=80))
    assert "\x1b" not in out.getvalue() and "\u202e" not in out.getvalue()
    assert docx(found)


def _paragraphs(data: bytes, without: str) -> list[str]:
    """The paragraphs of the redline with all changes of one sort taken out, as Word would on accepting or rejecting."""
    import docx as library

    document_ = library.Document(io.BytesIO(data))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    out, on = [], False
    for p in document_.element.body.iter(f"{w}p"):
        words = "".join(
            t.text or ""
            for t in p.iter(f"{w}t", f"{w}delText")
            if not any(x.tag == w + without for x in t.iterancestors())
        )
        if on and words.strip():
            out.append(words.strip())
        on = on or words == "Clause by clause"
    return out


def test_the_word_document_holds_both_texts() -> None:
    a = ["We met on the coast.", "Fishing quotas stay as they were agreed in spring.", "We thank the good hosts of it."]
    b = ["We met on the coast.", "A ferry line begins in June.", "We thank the kind hosts of it."]
    data = docx(redline(_side(a), _side(b)))
    assert _paragraphs(data, "ins") == a and _paragraphs(data, "del") == b
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {p.date_time for p in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_documents_of_a_register_by_id_and_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_read", stub)
    a, b = _readings()
    with open_register(tmp_path / "kept.sqlite") as held:
        held.add(a)
        held.add(b)
        by_id = inputs.compare(a.document.id, b.document.id, held)
        by_source = inputs.compare("note.txt", "other.txt", held)
        assert by_id == by_source and isinstance(by_id, Readouts)
        kept = {k.id for k in held.records()}
        assert {p.a.id for p in by_id.both} | {p.b.id for p in by_id.both} <= kept
        held.add(stub(document(TEXT + " Again.", "other.txt", item="2")))
        with pytest.raises(Unreadable, match=r"holds 2 documents other\.txt"):
            inputs.compare("note.txt", "other.txt", held)
        assert inputs.compare("note.txt", "other.txt#2", held, "redline").mode == "redline"
        with pytest.raises(Unreadable, match=r"^gone\.txt: is not there$"):
            inputs.compare("note.txt", str(tmp_path / "gone.txt"), held)


def test_the_later_text_first_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(inputs, "_read", stub)
    with open_register(tmp_path / "kept.sqlite") as held:
        held.add(stub(document()))
        held.add(stub(document(TEXT + " More.", "later.txt", date=day(date(2023, 6, 1)))))
        found = inputs.compare("later.txt", "note.txt", held)
        assert found.mode == "redline" and any("later text" in note for note in found.notes)


def test_the_command(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(TEXT)
    two.write_text(TEXT.replace("12 million", "17 million"))
    done = verbale("compare", one, two, "--mode", "readouts", "--json")
    assert done.returncode == 0 and len(json.loads(done.stdout)["conflicts"]) == 1 and str(tmp_path) not in done.stdout
    for suffix in ("html", "docx"):
        out = tmp_path / f"out.{suffix}"
        done = verbale("compare", one, two, "-o", out)
        assert done.returncode == 0 and not done.stdout and done.stderr.startswith(f"verbale: out.{suffix}: ")
        assert out.stat().st_size > 1000 and str(tmp_path).encode() not in out.read_bytes()
    assert verbale("compare", one, two, "-o", "-").stdout.startswith("<!doctype html>")
    for words in (["-o", "x.pdf"], ["--mode", "odd"], ["-o", tmp_path / "no" / "x.html"]):
        done = verbale("compare", one, two, *words)
        assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(json.dumps({"id": i, "text": TEXT}) for i in "ab"))
    assert "holds several documents" in verbale("compare", many, two).stderr
    done = verbale("compare", f"{many}#a", f"{many}#b", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["notes"] == ["Both are the same text."]


TALKS = tomllib.loads((Path(__file__).parent / "cases/views/talks.toml").read_text("utf-8"))
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in TALKS["readouts"]])
def test_texts_as_they_are_read(case: dict[str, Any], tmp_path: Path) -> None:
    for letter in "ab":
        known = {k: v for k, v in case[letter].items() if k != "text"}
        (tmp_path / f"{letter}.txt").write_text(case[letter]["text"])
        (tmp_path / f"{letter}.meta.json").write_text(json.dumps(known | {"genre": "readout"}))
    found = inputs.compare(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert isinstance(found, Readouts) and found.because.startswith("two publishers")
    assert sorted([p.kind, d.field] for p in found.conflicts for d in p.hard) == case["clash"]
    assert any(p.kind == "event" and "meeting" in p.a.what for p in found.both)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in TALKS["redline"]])
def test_communiques_as_they_are_read(case: dict[str, Any]) -> None:
    found = inputs.compare(str(EXAMPLES / case["a"]), str(EXAMPLES / case["b"]))
    assert isinstance(found, Redline)
    assert [p.canonical for p in found.dropped if not p.stock] == case["dropped"]
    assert {p.canonical for p in found.kept} >= set(case["kept"])
    words = {op: [row.piece.words for row in found.rows if row.op == op] for op in ("dropped", "added")}
    assert set(case["gone"]) <= set(words["dropped"]) and set(case["new"]) <= set(words["added"])
    changed = [(p.words.strip(), q.words.strip()) for row in found.rows if row.op == "changed"
               for p, q in itertools.pairwise(row.parts) if (p.op, q.op) == ("gone", "new")]  # fmt: skip
    for old, new in case["changed"]:
        assert any(old in x and new in y for x, y in changed), (old, new)
