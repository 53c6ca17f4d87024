"""A figure over time: publishers side by side, bounds, revisions, targets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.planted import Page, fill, hostile
from verbale.register import Register
from verbale.register.asking import Query
from verbale.register.encoding import dumps
from verbale.views import plots, sheets
from verbale.views.series import html, series


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with fill(tmp_path_factory.mktemp("series") / "kept.sqlite") as held:
        yield held


BOTH = Query(actors=("URY", "PRT"))


def test_points_by_period_and_publisher(register: Register) -> None:
    (trade,) = series(register, BOTH, "trade").series
    assert trade.name == "Trade turnover, Uruguay and Portugal, euros"
    assert [(p.covers, p.publisher, p.amount, p.note, p.was) for p in trade.points] == [
        ("2022", "Uruguay", "310 million euros", "differs", ""),
        ("2022", "Portugal", "335 million euros", "differs", ""),
        ("2022", "Portugal", "325 million euros", "revised", "335 million euros"),
        ("2023", "Uruguay", "340 million euros", "", ""),
        ("2023", "Portugal", "340 million euros", "", ""),
        ("2024", "Portugal", "352 million euros", "", ""),
        ("by 2025", "Uruguay", "500 million euros", "target", ""),
        ("by 2026", "Portugal", "600 million euros", "target", ""),
        ("by 2030", "Portugal", "750 million euros", "target", ""),
        ("by 2030", "Uruguay", "750 million euros", "target", ""),
    ]


def test_bounds_by_rounding(register: Register) -> None:
    (trade,) = series(register, BOTH, "trade").series
    (point,) = [p for p in trade.points if p.covers == "2024"]
    assert point.ends == (351.5e6, 352.5e6)


def test_filters(register: Register) -> None:
    assert series(register, BOTH, "exports").series == ()
    assert series(register, BOTH, unit="USD").series == ()
    assert {p.publisher for p in series(register, Query(publishers=("PRT",))).points} == {"Portugal"}
    held = series(register, Query(actors=("URY", "PRT"), until=date(2023, 12, 31)))
    assert {p.covers for p in held.points} >= {"2022", "2023"} and "by 2030" not in {p.covers for p in held.points}


def test_csv_and_json(register: Register) -> None:
    shown = series(register, BOTH, "trade-turnover")
    rows = list(csv.DictReader(io.StringIO("\n".join(sheets.csv_lines(shown.sheet())))))
    assert rows[0]["Value"] == "310000000" and rows[0]["Unit"] == "EUR" and rows[0]["Said on"] == "2023-02-10"
    data = [json.loads(dumps(p.json())) for p in shown.points]
    assert {d["kind"] for d in data} == {"point"} and data[0]["url"].startswith("https://example.org/")


def test_page_has_a_plot_by_publisher(register: Register) -> None:
    pytest.importorskip("plotly")
    text = html(series(register, BOTH), "Figures", "10 figures")
    Page(text).check()
    figure = json.loads(re.search(r"var shown = (\{.*\});\n", text).group(1))  # type: ignore[union-attr]
    assert [t["name"] for t in figure["data"]] == ["Uruguay", "Portugal", "Uruguay, target", "Portugal, target"]
    assert all(len(t["x"]) == len(t["y"]) == len(t["text"]) for t in figure["data"])


def test_hostile_documents_stay_text(tmp_path: Path) -> None:
    pytest.importorskip("plotly")
    with fill(tmp_path / "kept.sqlite", hostile()) as held:
        text = html(series(held, Query()), "Figures", "all")
    Page(text).check()
    ours = text.replace(plots.script(), "")
    assert "javascript:" not in ours and "<script>alert" not in ours


def test_nothing_is_said_so(register: Register) -> None:
    page = Page(html(series(register, Query(actors=("NOR",))), "Figures", "none"))
    page.check()
    assert "holds no figure" in page.text
