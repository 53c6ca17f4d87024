"""The undertakings register: who, to whom, what, by when, and what later texts say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.handmade_kept import records
from tests.planted import Page, fill, hostile
from verbale.register import Register
from verbale.register.asking import Query
from verbale.register.encoding import dumps
from verbale.register.happenings import happenings
from verbale.views import sheets
from verbale.views.follow import checked, follow, html, overdue
from verbale.views.teams import sides


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with fill(tmp_path_factory.mktemp("follow") / "kept.sqlite") as held:
        yield held


def dyad(register: Register, **more: object) -> Query:
    return Query(actors=sides(register, ["URY", "PRT"]).query, **more)  # type: ignore[arg-type]


def test_what_was_promised_and_what_came_of_it(register: Register) -> None:
    rows = follow(register, dyad(register)).rows
    told = sorted((r.stands, r.holder, r.due, [w.words for w in r.later]) for r in rows)
    assert told == [
        ("changed", ("Uruguay", "Portugal"), "by 2030", [
            "20 September 2023, changed: 600 million euros, by 2026 (Portugal)",
            "28 June 2024, changed: 750 million euros, by 2030 (Portugal)",
            "12 November 2024, repeated (Uruguay)",
        ]),
        ("dropped", ("Uruguay",), "by the end of 2024", [
            "19 October 2023, repeated (Uruguay)", "12 November 2024, dropped (Uruguay)",
        ]),
        ("reported done", ("Portugal",), "by June 2024", [
            "20 September 2023, repeated (Portugal)", "28 June 2024, done: 12 June 2024 (Portugal)",
        ]),
    ]  # fmt: skip
    assert not any(r.overdue for r in rows)


def test_as_of_a_day_before_it_was_done(register: Register) -> None:
    rows = follow(register, dyad(register, as_of=date(2024, 6, 1))).rows
    assert sorted(r.stands for r in rows) == ["changed", "repeated", "repeated"]
    late = follow(register, dyad(register, as_of=date(2024, 6, 20))).rows
    assert not any(r.overdue for r in late)


def test_filters(register: Register) -> None:
    assert [r.stands for r in follow(register, dyad(register), ("dropped",)).rows] == ["dropped"]
    assert follow(register, dyad(register, until=date(2022, 1, 1))).rows == ()
    assert len(follow(register, Query()).rows) > 3


def test_what_can_be_checked_and_what_is_late() -> None:
    rows = [
        {"doc": "a", "on": "2022-02-15", "holder": ["AAA"], "action": "open a trade office in Graz by 2023",
         "due": "by 2023", "deadline": "2023", "grade": "checkable", "reason": "deadline: by 2023"},
        {"doc": "b", "on": "2022-02-15", "holder": ["AAA"], "action": "deepen the spirit of friendly ties",
         "grade": "vague", "reason": "no act"},
        {"doc": "c", "on": "2022-02-15", "holder": ["AAA"], "action": "send three ships to the northern port"},
    ]  # fmt: skip
    made = {h.first.id: h for h in happenings(records(rows))}
    assert [checked(made[i].records) for i in ("r1", "r2", "r3")] == [
        ("checkable", "deadline: by 2023"), ("vague", "no act"), ("", ""),
    ]  # fmt: skip
    assert overdue(made["r1"], "2023", date(2024, 1, 1)) and not overdue(made["r1"], "2023", date(2023, 12, 31))
    assert not overdue(made["r3"], "", date(2030, 1, 1))


def test_csv_xlsx_and_json(register: Register, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    shown = follow(register, dyad(register))
    rows = list(csv.DictReader(io.StringIO("\n".join(sheets.csv_lines(shown.sheet())))))
    assert [r["No."] for r in rows] == ["1", "2", "3"] and rows[0]["Deadline"] == "2030"
    where = tmp_path / "undertakings.xlsx"
    sheets.workbook(shown.sheet(), where)
    book = openpyxl.load_workbook(where)
    assert book.sheetnames == ["undertakings", "codebook"]
    assert book["undertakings"]["B2"].value == rows[0]["Who"]
    assert book["codebook"].max_row == len(shown.sheet().columns) + 1
    data = [json.loads(dumps(r.json())) for r in shown.rows]
    assert data[0]["kind"] == "undertaking" and data[0]["later"][0]["quote"]


def test_page(register: Register) -> None:
    text = html(follow(register, dyad(register)), "Undertakings", "3 undertakings")
    page = Page(text)
    page.check()
    assert "<script" not in text and "1 changed, 1 reported done, 1 dropped" in page.text
    Page(html(follow(register, Query(actors=("NOR",))), "Undertakings", "none")).check()


def test_cells_that_begin_a_formula_are_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    column = sheets.Column("a", "A", "words", 10)
    values = ["=1+1", "+x", "-x", "@x", "\t=1", "-5", 7, -3.5, "plain"]
    sheet = sheets.Sheet("s", (column, sheets.Column("b", "B", "more")), tuple({"a": v, "b": "=2"} for v in values))
    cells = [row[0] for row in csv.reader(sheets.csv_lines(sheet))][1:]
    assert cells == ["'=1+1", "'+x", "'-x", "'@x", "'=1", "-5", "7", "-3.5", "plain"]
    sheets.workbook(sheet, tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")["s"]
    assert [c.data_type for c in book["A"][1:]] == ["s"] * 6 + ["n", "n", "s"]


def test_hostile_documents_stay_text(tmp_path: Path) -> None:
    with fill(tmp_path / "kept.sqlite", hostile()) as held:
        shown = follow(held, Query())
    text = html(shown, "Undertakings", "all")
    Page(text).check()
    assert "<script" not in text and "javascript:" not in text
    for line in sheets.csv_lines(shown.sheet()):
        assert not any(cell[:1] in ("=", "@", "+") for cell in next(csv.reader([line])))
