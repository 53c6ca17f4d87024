"""The report on what does not add up: every form, what is kept quiet, and how the command ends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.cli import app
from verbale.core.problem import Unreadable
from verbale.register import open_register
from verbale.views import verifying
from verbale.views.findings.report import Report, forms, render

DRAFT = (
    "Press conference\n\nOn Friday, 12 July 2023, the two ministers met in Nairobi. They signed signed a treaty. "
    "It enters into force on 30 February 2024.\n"
)
RUN = CliRunner()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def report(path: Path, **more: object) -> Report:
    request = verifying.Request((str(path),), date="2023-07-20", publisher="KEN")
    return verifying.run(replace(request, **more), lambda _: None)  # type: ignore[arg-type]


def run(*words: str | Path) -> tuple[int, str]:
    done = RUN.invoke(app, ["verify", *map(str, words), "--date", "2023-07-20", "--publisher", "KEN"])
    return done.exit_code, done.stdout


def test_every_form_names_every_finding(draft: Path) -> None:
    found = report(draft)
    rules = {p.finding.rule for v in found.verdicts for p in found.shown(v)}
    assert {"weekday", "impossible-date", "doubled-word"} <= rules
    assert len(forms()) >= 5
    for form in forms():
        written = "\n".join(render(found, form))
        assert all(rule in written for rule in rules), form


def test_text_fits_eighty_columns(draft: Path) -> None:
    written = list(render(report(draft, all=True), "text"))
    assert max(map(len, written)) <= 80
    assert any("is a Wednesday" in line for line in written)


def test_json_ends_with_the_summary(draft: Path) -> None:
    rows = [json.loads(line) for line in render(report(draft), "json")]
    assert [r["kind"] for r in rows[-1:]] == ["summary"] and rows[-1]["rules"]["weekday"] == {"off": 1}
    for row in rows[:-1]:
        assert [DRAFT[a:b] for a, b in row["spans"]] == row["quotes"]


def test_sarif_places_words_by_code_points(draft: Path) -> None:
    log = json.loads("".join(render(report(draft), "sarif")))
    held = log["runs"][0]
    assert log["version"] == "2.1.0" and held["columnKind"] == "unicodeCodePoints"
    assert {r["ruleId"] for r in held["results"]} <= {r["id"] for r in held["tool"]["driver"]["rules"]}
    lines = DRAFT.splitlines()
    for result in held["results"]:
        for place in result["locations"]:
            region = place["physicalLocation"]["region"]
            words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert (
                words == region["snippet"]["text"] and "/" not in place["physicalLocation"]["artifactLocation"]["uri"]
            )


def test_github_commands_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a,b.txt"
    path.write_text(DRAFT, "utf-8")
    for line in render(report(path), "github"):
        head, _, message = line.removeprefix("::").partition("::")
        assert head.split()[0] in ("error", "warning", "notice") and "a%2Cb.txt" in head and message


def test_the_page_is_whole_and_escapes_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(DRAFT.replace("a treaty", "a <script>treaty</script>"), "utf-8")
    page = "\n".join(render(report(path), "html"))
    assert "<script" not in page and "http" not in page.replace("http-equiv", "") and page.endswith("</html>")


def test_the_command_ends_as_asked(draft: Path) -> None:
    assert run(draft)[0] == 1
    assert run(draft, "--fail-on", "never")[0] == 0
    assert run(draft.with_name("none.txt"))[0] == 2
    assert run(draft, "--fail-on", "loud")[0] == 2
    assert run(draft, "--format", "stone")[0] == 2
    fine = draft.with_name("fine.txt")
    fine.write_text("The two ministers met in Nairobi.\n", "utf-8")
    assert run(fine, "--fail-on", "warning")[0] == 0


def test_a_baseline_keeps_known_findings_quiet(draft: Path, tmp_path: Path) -> None:
    known = tmp_path / "known"
    assert run(draft, "--baseline", known, "--write-baseline")[0] == 1
    code, words = run(draft, "--baseline", known)
    assert code == 0 and "kept quiet" in words
    draft.write_text("A new first line.\n\n" + DRAFT + "\nOn 31 June 2023 they left.\n", "utf-8")
    code, words = run(draft, "--baseline", known)
    assert code == 1 and "31 June" in words and "30 February" not in words


def test_a_suppression_needs_a_reason(draft: Path, tmp_path: Path) -> None:
    keys = [json.loads(x)["key"] for x in render(report(draft), "json") if '"finding"' in x]
    held = tmp_path / "quiet.toml"
    held.write_text("".join(f'[[quiet]]\nkey = "{k}"\nreason = "as the other side wrote it"\n' for k in keys))
    assert report(draft, suppressions=held).worst() is None
    held.write_text(f'[[quiet]]\nkey = "{keys[0]}"\nreason = " "\n')
    with pytest.raises(Unreadable, match="needs a key and a reason"):
        report(draft, suppressions=held)


def test_rules_are_explained_from_their_files() -> None:
    assert "Rests on" in (verifying.explained("growth") or "")
    assert verifying.explained("no such rule") is None
    assert RUN.invoke(app, ["verify", "--explain", "weekday"]).stdout.startswith("weekday")


def test_a_register_is_checked_as_the_files_are(draft: Path, tmp_path: Path) -> None:
    import verbale
    from verbale.documents import load

    where = tmp_path / "all.sqlite"
    documents = list(load((str(draft),), date="2023-07-20", publisher="KEN"))
    with open_register(where) as register:
        for document in documents:
            register.add(verbale.read(document))  # type: ignore[arg-type]
    found = verifying.run(verifying.Request((), register=str(where)), lambda _: None)
    shown = [[p.finding.json() for v in r.verdicts for p in r.shown(v)] for r in (found, report(draft))]
    assert shown[0] == shown[1] and shown[0]


def test_a_word_draft_gets_comments_at_the_words(tmp_path: Path) -> None:
    from docx import Document

    path, out = tmp_path / "draft.docx", tmp_path / "out.docx"
    draft = Document()
    draft.add_paragraph("The ministers met.")
    paragraph = draft.add_paragraph("They met on ")
    paragraph.add_run("Friday, 12 July").bold = True
    paragraph.add_run(" 2023, in Nairobi.")
    draft.save(str(path))
    assert run(path, "--comment-docx", out)[0] == 1
    held = Document(str(out))
    texts = [c.text for c in held.comments]
    assert len(texts) == 1 and "Wednesday" in texts[0]
    assert [p.text for p in held.paragraphs] == [p.text for p in draft.paragraphs]
    marks = held.element.body.xpath(
        ".//w:commentRangeStart/following-sibling::w:r[following-sibling::w:commentRangeEnd]"
    )
    assert "".join(t.text for r in marks for t in r.xpath("./w:t")) == "Friday, 12 July 2023"


def test_comments_need_one_word_draft(draft: Path, tmp_path: Path) -> None:
    assert run(draft, "--comment-docx", tmp_path / "out.docx")[0] == 2
