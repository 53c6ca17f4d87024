"""Set phrases over a register: rates with their denominators, tiers, first and last, silences, in every form."""

from __future__ import annotations

import csv
import io
import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.handmade import document, stub
from tests.test_cli import verbale
from tests.test_views import HOSTILE, Reader
from verbale.core.interval import Interval, day
from verbale.core.problem import Unreadable
from verbale.register import About, Register, open_register
from verbale.register.asking import Query
from verbale.views.phrases.counting import SPANS, period, phrases, rate, tier
from verbale.views.phrases.page import html, middle
from verbale.views.phrases.tables import sheet, show
from verbale.views.sheets import csv_lines

CASES = tomllib.loads((Path(__file__).parent / "cases/views/phrases.toml").read_text("utf-8"))
PHRASE = "The two countries are good neighbours."


def _text(n: int, times: int) -> str:
    return " ".join([f"This is note {n} of them.", *[PHRASE] * times])


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "kept.sqlite") as held:
        yield held


def _fill(register: Register, rows: list[list[Any]], **more: Any) -> None:
    for n, (publisher, when, times) in enumerate(rows):
        known = {"date": day(date.fromisoformat(when)) if when else None, "publisher": publisher, "title": f"Note {n}"}
        register.add(stub(document(_text(n, times), f"{n}.txt", **(known | more))))


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES["use"]])
def test_use(case: dict[str, Any], register: Register) -> None:
    _fill(register, case["documents"])
    found = phrases(register, Query())
    (use,) = found.uses
    assert (use.tier, use.times) == (case["tier"], case["times"])
    assert use.first and use.last
    assert (use.first.day.isoformat(), use.last.day.isoformat()) == (case["first"], case["last"])
    assert [[a.publisher, a.since, a.up_to, a.used] for a in use.absences] == case["silences"]
    assert found.documents == len(case["documents"]) and use.documents == sum(row[2] > 0 for row in case["documents"])
    assert sum(p.times for p in use.publishers) == use.times
    assert found.undated == sum(not row[1] for row in case["documents"])


@pytest.mark.parametrize("case", CASES["tier"])
def test_tiers(case: dict[str, Any]) -> None:
    assert [tier(used, case["of"]) for used in case["used"]] == case["tiers"]


@pytest.mark.parametrize("span", SPANS)
def test_periods(span: str) -> None:
    (case,) = CASES["period"]

    def about(words: str) -> About:
        first, _, last = words.partition("/")
        ends = [date.fromisoformat(f"{w}-01"[:10] if len(w) == 7 else w) for w in (first, last or first) if w]
        when = Interval(ends[0], ends[1], words) if ends else None
        return About("x", "x", None, None, when, None, None, None, None, None, 1, None)

    assert [period(about(words), span) or "" for words in case["days"]] == case[span]
    assert all(date.fromisoformat(middle(name)) for name in case[span] if name)


def test_the_denominators_are_printed_and_redone(register: Register) -> None:
    _fill(register, [["NOR", "2021-01-01", 1], ["NOR", "2022-02-01", 0], ["ISL", "2022-03-01", 2]])
    found = phrases(register, Query())
    words = sum(6 + 6 * times for times in (1, 0, 2))
    (use,) = found.uses
    assert found.words == words and found.basis == f"3 documents of {words} words"
    assert use.per_thousand == rate(3, words) == round(3000 / words, 4) and use.per_document == 1.0
    assert [(p.name, p.documents, p.of, p.times, p.words) for p in use.periods] == [
        ("2021", 1, 1, 1, 12), ("2022", 1, 2, 2, 24),
    ]  # fmt: skip
    assert [(p.name, p.documents, p.of) for p in use.publishers] == [("Iceland", 1, 1), ("Norway", 1, 2)]
    only = phrases(register, Query(publishers=("NOR",)))
    assert only.documents == 2 and only.uses[0].times == 1
    late = phrases(register, Query(since=date(2022, 1, 1)))
    assert late.documents == 2 and late.uses[0].times == 2
    assert phrases(register, Query(), wanted=("GOOD neighb",)).uses
    assert not phrases(register, Query(), wanted=("bad neighb",)).uses
    with pytest.raises(ValueError, match="year, quarter, month"):
        phrases(register, Query(), "decade")


def test_a_silence_says_what_it_rests_on(register: Register) -> None:
    _fill(register, [["NOR", f"2021-01-{n + 1:02}", int(n < 4)] for n in range(16)])
    (absence,) = phrases(register, Query()).absences
    assert absence.sentence == "not in the last 12 documents by Norway; in 4 of 4 up to 4 Jan 2021"
    assert absence.striking and absence.chance == round((1 / 6) ** 12, 6)


def test_forms_are_the_same_each_time(register: Register) -> None:
    pytest.importorskip("plotly")
    _fill(register, [["NOR", "2021-01-01", 1], ["NOR", "2022-02-01", 2], ["NOR", "2023-02-01", 0]], title=HOSTILE)
    found = phrases(register, Query())
    text = html(found, "Set phrases")
    assert text == html(phrases(register, Query()), "Set phrases")
    reader = Reader()
    reader.feed(text)
    assert not {"link", "img", "iframe"} & set(reader.tags) and "Plotly" in text and 'src="http' not in text
    assert "<script>alert" not in text and "&lt;script&gt;" in text
    rows = list(csv.DictReader(io.StringIO("\n".join(csv_lines(sheet(found))))))
    assert rows[0]["Id"] == "good-neighbours" and rows[0]["Of documents"] == "3" and rows[0]["Times"] == "3"
    head, *lines = found.json()
    assert head["documents"] == 3 and head["schema"] == "verbale/1" and len(lines) == 1
    out = io.StringIO()
    show(found, Console(file=out, width=80))
    assert all(len(line) <= 80 for line in out.getvalue().splitlines()) and "3 documents of" in out.getvalue()


def test_cells_never_begin_a_formula(register: Register) -> None:
    _fill(register, [["NOR", "2021-01-01", 1]], title="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO("\n".join(csv_lines(sheet(phrases(register, Query())))))))
    assert rows[0]["First in"] == "'=HYPERLINK(1)"


def test_without_the_plotting_package_one_line_names_the_extra(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verbale.views import plots

    _fill(register, [["NOR", "2021-01-01", 1], ["NOR", "2022-02-01", 2]])
    plots.script.cache_clear()
    monkeypatch.setitem(sys.modules, "plotly", None)
    monkeypatch.setattr("verbale.views.exporting.delivery.find_spec", lambda name: None)
    with pytest.raises(Unreadable, match="views"):
        html(phrases(register, Query()), "Set phrases")
    plots.script.cache_clear()


def test_an_empty_register(register: Register) -> None:
    found = phrases(register, Query())
    assert not found.uses and found.basis == "0 documents of 0 words"
    assert "no set phrase" in html(found, "Set phrases")


def test_candidates_read_the_documents_asked_about(register: Register) -> None:
    from verbale.views.phrases.proposing import propose
    from verbale.views.phrases.proposing import sheet as table

    worn = "We stand for harmonious lighthouse stewardship on every shore."
    for n in range(6):
        text = f"{worn} Note {n} was made. {'x' * n} herring number {n}."
        register.add(stub(document(text, f"{n}.txt", publisher="NOR" if n % 2 else "ISL")))
    found = propose(register, Query())
    assert any("lighthouse stewardship" in c.words for c in found)
    rows = list(csv.DictReader(io.StringIO("\n".join(csv_lines(table(found))))))
    assert len(rows) == len(found) and rows[0]["Because"]
    assert not propose(register, Query(publishers=("SWE",)))


def test_the_command(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(_text(n, n))
    kept = tmp_path / "kept.sqlite"
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    assert verbale("read", *paths, "--date", "2021-06-01", "--publisher", "NOR", "--register", kept).returncode == 0
    done = verbale("phrases", "--register", kept)
    assert done.returncode == 0 and done.stdout.startswith("3 documents of 36 words\n")
    lines = [json.loads(line) for line in verbale("phrases", "--register", kept, "--json").stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["phrases", "phrase-use"]
    assert verbale("phrases", "--register", kept, "--csv").stdout.startswith("Phrase,Id,Tier,")
    out = tmp_path / "out.html"
    done = verbale("phrases", "--register", kept, "-o", out)
    assert done.returncode == 0 and done.stderr == "verbale: out.html: 1 phrase in 3 documents of 36 words\n"
    assert str(tmp_path) not in out.read_text("utf-8")
    assert verbale("phrases", "--register", kept, "--publisher", "SWE").stderr.startswith("verbale: no set phrase in 0")
    for words in (["--by", "decade"], ["-o", "x.pdf"], ["--since", "soon"]):
        done = verbale("phrases", "--register", kept, *words)
        assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr
