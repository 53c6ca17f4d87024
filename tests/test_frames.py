"""DataFrames say what the records say, in types one can reckon with; what a notebook shows is escaped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import verbale
from tests.handmade import TEXT, document, stub
from tests.test_export import hostile
from verbale.core.interval import Interval
from verbale.core.problem import Unreadable
from verbale.core.record import Reading
from verbale.register import Register
from verbale.register.asking import Query
from verbale.views import frames
from verbale.views.brief import brief
from verbale.views.exporting import delivery, kinds
from verbale.views.follow import follow
from verbale.views.phrases.counting import phrases
from verbale.views.series import series
from verbale.views.timeline import timeline

EARLY = Interval(date(988, 1, 1), date(9998, 12, 31), "0988/9998", False, "by hand")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return stub(document())


def test_a_reading_is_a_row_a_record(reading: Reading) -> None:
    frame = verbale.frame(reading)
    assert len(frame) == len(reading.records)
    assert list(frame["id"]) == [r.id for r in reading.records]
    assert [TEXT[a:b] for a, b in zip(frame["start"], frame["stop"], strict=True)] == list(frame["quote"])
    visit = frame[(frame["kind"] == "event") & (frame["status"] == "held")].iloc[0]
    assert visit["time_earliest"] == pd.Timestamp(2021, 5, 4) and visit["time"] == "2021-05-04"
    assert visit["actors"] == ["visitor=person:anna-berg", "host=ISL"]


def test_columns_have_types(reading: Reading) -> None:
    figures = verbale.frame(reading, "figures")
    expected = {
        "kind": "category", "value": "float64", "time_earliest": "datetime64[s]", "time_within": "boolean",
        "start": "Int64", "quote": "string", "unit": "category", "said_by": "object"}  # fmt: skip
    assert {name: str(figures[name].dtype) for name in expected} == expected
    assert figures["value"].sum() == 12_000_000


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_one_kind_has_the_same_columns_always(kind: str, reading: Reading) -> None:
    names = [column.name for column in kinds.columns(kind)]
    some = verbale.frame(reading, f"{kind}s")
    none = verbale.frame(replace(reading, records=()), f"{kind}s")
    assert list(some.columns) == list(none.columns) == names and len(none) == 0
    assert dict(some.dtypes.astype(str)) == dict(none.dtypes.astype(str))


def test_every_year_of_the_calendar_fits(reading: Reading) -> None:
    first = replace(reading.records[0], time=EARLY)
    row = verbale.frame([first]).iloc[0]
    assert (row["time_earliest"].year, row["time_latest"].year) == (988, 9998)


def test_nothing_read_is_an_empty_frame(reading: Reading) -> None:
    assert len(verbale.frame(replace(reading, records=()))) == 0
    assert len(verbale.frame([])) == 0 and list(verbale.frame([], "stances")["attitude"]) == []
    assert {path: len(frame) for path, frame in verbale.frames([]).items()} == {"rows": 0}


def test_records_of_a_register(reading: Reading, tmp_path: Path) -> None:
    with verbale.open_register(tmp_path / "r.sqlite") as register:
        register.add(reading, known_on=date(2021, 7, 1))
        found = verbale.select(register, "ISL", kinds=("stance", "event"))
        frame = verbale.frame(found)
        assert set(frame["kind"]) == {"stance", "event"} and list(frame["id"]) == [k.id for k in found]
        assert set(frame["known_on"]) == {pd.Timestamp(2021, 7, 1)}
        about = verbale.frame(register.documents())
        assert about.loc[0, "title"] == "A note on ties" and about.loc[0, "date_earliest"] == pd.Timestamp(2021, 6, 1)
        hits = verbale.frame(register.search("Norway"))
        assert len(hits) and set(hits["source"]) == {"note.txt"}
        written = verbale.export(register, "csv", tmp_path / "t.zip", kinds=("stance",))
        assert written.records == 1 and written.files == ("t.zip",)


@dataclass(frozen=True)
class Line:
    what: str
    earliest: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A view without `json()`, such as one may write for oneself."""

    title: str
    lines: tuple[Line, ...]


class Told:
    """A view that has lists inside lists."""

    def json(self) -> dict[str, Any]:
        rows = [
            {"name": "figures", "time": {"edtf": "2024", "earliest": "2024-01-01"},
             "entries": [{"what": "a", "n": 1, "past": True, "value": 1.5}, {"what": "b", "n": None}]},
            {"name": "empty", "time": None, "entries": []},
        ]  # fmt: skip
        return {"kind": "told", "sections": rows, "notes": [{"number": 1, "quote": "a"}]}


VIEWS: dict[str, Callable[[Register], Any]] = {
    "timeline": lambda r: timeline(r, Query(("NOR",))),
    "follow": lambda r: follow(r, Query()),
    "series": lambda r: series(r, Query()),
    "phrases": lambda r: phrases(r, Query()),
    "brief": lambda r: brief(r, "NOR", "ISL"),
}


@pytest.mark.parametrize("name", VIEWS)
def test_the_views_of_the_package(name: str, reading: Reading, tmp_path: Path) -> None:
    with verbale.open_register(tmp_path / "r.sqlite") as register:
        register.add(reading)
        view = VIEWS[name](register)
    found = verbale.frames(view)
    assert found and all(len(frame) and len(set(frame.columns)) == len(frame.columns) for frame in found.values())
    words = " ".join(str(v) for frame in found.values() for v in frame.to_numpy().ravel())
    assert any(r.quote in words for r in reading.records) or name == "phrases"
    html = verbale.show(view).html
    assert "<tr>" in html and "<script" not in html


def test_every_list_of_a_view_is_a_table() -> None:
    found = verbale.frames(Told())
    assert list(found) == ["sections", "sections.entries", "notes"]
    entries = found["sections.entries"]
    assert list(entries["section_name"]) == ["figures", "figures"] and list(entries["what"]) == ["a", "b"]
    assert [str(entries[c].dtype) for c in ("n", "past", "value", "section_time_earliest", "section_time_edtf")] == [
        "Int64", "boolean", "float64", "datetime64[s]", "string"]  # fmt: skip
    assert list(verbale.frame(Told())["name"]) == ["figures", "empty"]
    assert list(verbale.frame(Told(), "notes")["quote"]) == ["a"]
    with pytest.raises(ValueError, match=r"no table rows; there are sections, sections\.entries, notes"):
        verbale.frame(Told(), "rows")


def test_a_view_of_ones_own() -> None:
    view = View("own", (Line("x", date(2024, 1, 2), ("a", "b")), Line("y", None, ())))
    frame = verbale.frame(view)
    assert list(frame["what"]) == ["x", "y"] and list(frame["sources"]) == [["a", "b"], []]
    assert frame.loc[0, "earliest"] == pd.Timestamp(2024, 1, 2) and pd.isna(frame.loc[1, "earliest"])
    single = verbale.frame({"title": "one", "count": 2})
    assert single.loc[0, "title"] == "one" and single.loc[0, "count"] == 2


@pytest.mark.parametrize("of", [hostile(), list(hostile().records), Told(), [{"<b>": "<script>alert(1)</script>"}]])
def test_what_a_notebook_shows_is_escaped(of: Any) -> None:
    html = verbale.show(of)._repr_html_()
    assert "<script" not in html and "<b>" not in html and "\x07" not in html
    assert html.count("<table>") == html.count("</table>") >= 1


def test_a_long_table_is_cut(reading: Reading) -> None:
    html = verbale.show(reading, limit=3).html
    assert html.count("<tr>") == 4 and "and 5 more" in html
    assert "A note on ties" in html and "Anna Berg" in html
    assert repr(verbale.show(reading)) == "A note on ties: 8 rows"


def test_without_pandas(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "find_spec", lambda _: None)
    for wanted in (reading, Told()):
        with pytest.raises(Unreadable, match=r"needs pandas: pip install 'verbale\[views\]'"):
            verbale.frame(wanted)
    assert verbale.show(reading).html and frames.tables(Told())


def test_a_kind_that_there_is_not(reading: Reading) -> None:
    with pytest.raises(ValueError, match="no table deeds; there are figures"):
        verbale.frame(reading, "deeds")
