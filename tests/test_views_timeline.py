"""The timeline: happenings as rows, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.planted import Page, fill, hostile
from verbale.cli import app
from verbale.register import Register, open_register
from verbale.register.asking import Query
from verbale.register.encoding import dumps
from verbale.views import plots, sheets
from verbale.views.teams import sides
from verbale.views.timeline import html, timeline


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with fill(tmp_path_factory.mktemp("timeline") / "kept.sqlite") as held:
        yield held


def dyad(register: Register, **more: object) -> Query:
    return Query(actors=sides(register, ["Uruguay", "PRT"]).query, **more)  # type: ignore[arg-type]


def test_rows_are_happenings_in_order(register: Register) -> None:
    shown = timeline(register, dyad(register))
    told = [(r.happening.sort, r.happening.status, r.day) for r in shown.rows]
    assert told == [
        ("undertaking", "changed", "10 February 2023"),
        ("visit", "held", "14–15 May 2023 / 15–16 May 2023"),
        ("agreement", "in force", "15 May 2023"),
        ("meeting", "held", "15 May 2023"),
        ("undertaking", "done", "15 May 2023"),
        ("undertaking", "dropped", "15 May 2023"),
        ("visit", "held", "17–19 October 2023"),
        ("meeting", "held", "18 October 2023"),
        ("event", "held", "12 June 2024"),
        ("call", "held", "3 February 2025"),
        ("meeting", "planned", "September 2025"),
        ("visit", "planned", "September 2025"),
    ]
    visit = shown.rows[1]
    assert len(visit.sources) == 4 and "(Uruguay) / 15–16 May 2023 (Portugal)" in visit.differs[0]
    assert [r.course for r in shown.rows if r.happening.sort == "agreement"] == [
        "signed 15 May 2023 → not in force (20 September 2023) → in force 1 March 2024"
    ]


def test_filters(register: Register) -> None:
    visits = timeline(register, dyad(register), ("visit",))
    assert {r.happening.sort for r in visits.rows} == {"visit"} and len(visits.rows) == 3
    year = timeline(register, dyad(register, since=date(2024, 1, 1), until=date(2024, 12, 31)))
    assert any(r.what.startswith("Portugal opened") for r in year.rows)
    assert not any(r.happening.sort == "visit" for r in year.rows)
    early = timeline(register, dyad(register, as_of=date(2023, 3, 1)), ("visit",))
    assert [r.happening.status for r in early.rows] == ["planned"]
    assert timeline(register, Query(actors=("NOR",))).rows == ()
    assert len(timeline(register, Query(publishers=("PRT",))).rows) < len(timeline(register, Query()).rows)


def test_csv_and_json(register: Register) -> None:
    shown = timeline(register, dyad(register))
    rows = list(csv.DictReader(io.StringIO("\n".join(sheets.csv_lines(shown.sheet())))))
    assert len(rows) == len(shown.rows)
    assert rows[1]["First day"] == "2023-05-14" and rows[1]["Last day"] == "2023-05-16" and rows[1]["Documents"] == "4"
    data = [json.loads(dumps(r.json())) for r in shown.rows]
    assert all(d["statements"] and d["history"] for d in data)
    assert all(s["url"].startswith("https://example.org/") for d in data for s in d["statements"])


def test_page_has_a_plot_that_zooms_and_a_table(register: Register) -> None:
    pytest.importorskip("plotly")
    shown = timeline(register, dyad(register))
    text = html(shown, "Timeline", "12 rows")
    page = Page(text)
    page.check()
    names = [name for name, _ in page.tags]
    assert names.count("script") == 2 and names.count("tr") == len(shown.rows) + 1
    figure = json.loads(re.search(r"var shown = (\{.*\});\n", text).group(1))  # type: ignore[union-attr]
    assert figure["config"]["scrollZoom"] is True and figure["layout"]["dragmode"] == "zoom"
    assert sum(len(t["x"]) for t in figure["data"]) == len(shown.rows)
    assert "cdn.plot.ly" not in text.replace(plots.script(), "")


def test_hostile_documents_stay_text(tmp_path: Path) -> None:
    pytest.importorskip("plotly")
    with fill(tmp_path / "kept.sqlite", hostile()) as held:
        shown = timeline(held, Query())
        text = html(shown, "A <b>title</b>", "about </script><script>alert(9)</script>")
    page = Page(text)
    page.check()
    assert [name for name, _ in page.tags].count("script") == 2
    ours = text.replace(plots.script(), "")
    assert "javascript:" not in ours and "alert(9)</script>" not in ours and "<script>alert" not in ours
    assert all("onmouseover" not in attrs for _, attrs in page.tags)


def test_data_in_a_script_cannot_end_it() -> None:
    text = plots.safe_json({"a": "</script><!-- & \u2028", "b": "]]>"})
    assert "<" not in text and ">" not in text and "&" not in text and "\u2028" not in text
    assert json.loads(text) == {"a": "</script><!-- & \u2028", "b": "]]>"}
    assert plots.text("<a href='javascript:x'>") == "&lt;a href='javascript:x'&gt;"


def test_a_missing_extra_is_one_line(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.core.problem import Unreadable
    from verbale.views.exporting import delivery

    monkeypatch.setattr(delivery, "find_spec", lambda _: None)
    plots.script.cache_clear()
    with pytest.raises(Unreadable, match=r"plotly.*verbale\[views\]"):
        plots.script()


VIEWS = {
    "brief": (["brief", "Uruguay", "PRT"], ("html", "docx", "md", "json")),
    "timeline": (["timeline", "URY", "Portugal"], ("html", "csv", "xlsx", "jsonl")),
    "follow": (["follow", "URY", "PRT"], ("html", "csv", "xlsx", "jsonl")),
    "series": (["series", "trade", "--about", "URY", "--about", "PRT"], ("html", "csv", "xlsx", "jsonl")),
}


@pytest.mark.parametrize("view", VIEWS)
def test_commands_write_every_form(view: str, tmp_path: Path) -> None:
    runner, (words, forms) = CliRunner(), VIEWS[view]
    kept = tmp_path / "kept.sqlite"
    fill(kept).close()
    shown = runner.invoke(app, [*words, "--register", str(kept)], env={"COLUMNS": "80"})
    assert shown.exit_code == 0 and shown.stdout and all(len(line) <= 80 for line in shown.stdout.splitlines())
    everything = shown.output
    for form in forms:
        out = tmp_path / f"out.{form}"
        made = runner.invoke(app, [*words, "--register", str(kept), "-o", str(out)])
        assert made.exit_code == 0 and out.stat().st_size > 200, made.output
        everything += made.output + out.read_bytes().decode("latin-1")
    lines = runner.invoke(app, [*words, "--register", str(kept), "--json"]).stdout.splitlines()
    assert lines and all(json.loads(line)["kind"] for line in lines)
    assert str(tmp_path) not in everything


@pytest.mark.parametrize("view", VIEWS)
def test_commands_say_what_is_wrong_in_one_line(view: str, tmp_path: Path) -> None:
    runner, (words, _) = CliRunner(), VIEWS[view]
    kept = tmp_path / "kept.sqlite"
    open_register(kept).close()
    nowhere = str(tmp_path / "none" / "o.html")
    for wrong in (["-o", str(tmp_path / "out.pdf")], ["--since", "yesterday"], ["-o", nowhere]):
        done = runner.invoke(app, [*words, "--register", str(kept), *wrong])
        assert done.exit_code == 2 and len(done.output.splitlines()) == 1 and str(tmp_path) not in done.output
    missing = runner.invoke(app, [*words, "--register", str(tmp_path / "no.sqlite")])
    assert missing.exit_code == 2 and missing.output == "verbale: no.sqlite: there is no such register\n"


def test_a_kind_that_is_none_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["timeline", "--register", str(tmp_path / "x"), "--kind", "dinner"])
    assert done.exit_code == 2 and "dinner" in done.output


CHROMIUM = Path("/usr/bin/chromium")


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")
def test_the_plot_zooms_by_mouse(register: Register, tmp_path: Path) -> None:
    pytest.importorskip("plotly")
    text = html(timeline(register, dyad(register)), "Timeline", "rows")
    (tmp_path / "page.html").write_text(text.replace("</body>", f"<script>{TURN}</script></body>"), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--virtual-time-budget=9000", "--dump-dom", (tmp_path / "page.html").as_uri()]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    first, last = re.search(r'<pre id="z">(.*) to (.*)</pre>', done.stdout).groups()  # type: ignore[union-attr]
    spans = [date.fromisoformat(b[:10]) - date.fromisoformat(a[:10]) for a, b in (json.loads(first), json.loads(last))]
    assert spans[1] < spans[0]


TURN = """
setTimeout(function () {
  var plot = document.getElementById("plot"), drag = plot.querySelector(".nsewdrag"), at = drag.getBoundingClientRect();
  var before = JSON.stringify(plot._fullLayout.xaxis.range);
  drag.dispatchEvent(new WheelEvent("wheel", {deltaY: -400, clientX: at.left + 200, clientY: at.top + 50, bubbles: true,
    cancelable: true}));
  setTimeout(function () {
    var after = JSON.stringify(plot._fullLayout.xaxis.range);
    document.body.innerHTML = "<pre id=z></pre>";
    document.getElementById("z").textContent = before + " to " + after;
  }, 1500);
}, 1500);
"""


def found(register: Register, kind: str, words: str) -> str:
    """The id of the record with these words."""
    return next(k.id for k in register.select(Query(kinds=(kind,))) if words in k.record.quote)


def test_what_a_person_decided_stands_in_every_view_and_after_a_new_reading(tmp_path: Path) -> None:
    from verbale.views.brief import brief
    from verbale.views.follow import follow
    from verbale.views.series import series

    held = fill(tmp_path / "kept.sqlite")
    later = found(held, "event", "visited Portugal on 15 and 16 May 2023")
    recalled = found(held, "event", "In May 2023 Foreign Minister Mario Ejemplo")
    figure = found(held, "figure", "reached 335 million euros in 2022")
    promise = found(held, "commitment", "no longer open a trade office")
    held.decide("correct", [later], "A. Reader", "a slip of the pen", field="time", value="2023-05-14/2023-05-15")
    held.decide("split", [later, recalled], "A. Reader", "another visit in that month")
    held.decide("correct", [figure], "A. Reader", "a misprint", field="value", value=310_000_000)
    held.decide("reject", [promise], "A. Reader", "another office")
    for _ in range(2):
        rows = [r for r in timeline(held, dyad(held)).rows if "Mario Ejemplo visited" in r.what]
        assert sorted(len(r.sources) for r in rows) == [1, 3]
        assert all(not any("time" in words for words in r.differs) for r in rows)
        assert [p.amount for p in series(held, dyad(held), "trade").points][:2] == ["310 million euros"] * 2
        assert not any(r.stands == "dropped" for r in follow(held, dyad(held)).rows)
        page = brief(held, "URY", "PRT")
        (section,) = [s for s in page.sections if s.name == "contradictions"]
        assert not any("14–15 May" in e.what for e in section.entries)
        held.close()
        held = fill(tmp_path / "kept.sqlite")
    held.close()
