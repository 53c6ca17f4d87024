"""What the documentation shows is what happens.

Every ```console block is run (`$ ` starts a command, `> ` goes on with it, what is printed stands below) and every
```python block too; a ```text block right after one is its output. In outputs "…" stands for anything. Each page has
a folder of its own with a copy of examples/ in it. `make` is not run here: its targets must exist.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import verbale
from verbale.core.document import Document
from verbale.core.record import Reading
from verbale.core.span import Span

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
WIDTH = "80"
EXAMPLES = ROOT / "examples"
CLAIM = re.compile(r"“([^”]+)” (?:is|gives|has|stands in an) (?:the ordinal )?`([^`]+)`")
REFUSED = re.compile(r"^\| `([a-z -]+)` \| “([^”]+)”", re.MULTILINE)
KINDS = ("figure", "event", "relation", "stance", "commitment", "phrase")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(page: Path, *languages: str) -> list[tuple[str, str]]:
    return [(m[1], m[2]) for m in FENCE.finditer(page.read_text("utf-8")) if m[1] in languages]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """(command, what it prints) of a console block."""
    command, output = "", ""
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], ""
        elif line.startswith("> ") and not output:
            command += line[2:]
        else:
            output += line
    if command:
        yield command, output


def same(expected: str, got: str) -> bool:
    """Whether an output is as printed: blanks at line ends do not count; "…" is anything, alone on a line any lines."""
    lines = [line.rstrip() for line in expected.strip("\n").splitlines()]
    forms = [".*" if line.strip() == "…" else re.escape(line).replace("…", "[^\n]*") for line in lines]
    found = "\n".join(line.rstrip() for line in got.strip("\n").splitlines())
    return re.fullmatch("\n".join(forms).replace(".*\n", "(?:.*\n)?"), found, re.DOTALL) is not None


def pages(*languages: str) -> list[Any]:
    return [pytest.param(page, id=name(page)) for page in PAGES if blocks(page, *languages)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run in, with a copy of the examples."""
    shutil.copytree(EXAMPLES, tmp_path / "here" / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "here"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The command `verbale` as it is installed, or as it would be, on the path."""
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "verbale"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m verbale.cli "$@"\n')
    command.chmod(0o755)
    path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": WIDTH, "PYTHONUTF8": "1", "LC_ALL": "C"}


@pytest.mark.parametrize("page", pages("console"))
def test_commands(page: Path, folder: Path, environment: dict[str, str]) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for command, output in (pair for _, block in blocks(page, "console") for pair in commands(block)):
        if command.startswith("make "):
            assert set(command.split()[1:]) <= targets, command
            continue
        done = subprocess.run(
            ["sh", "-c", command], cwd=folder, env=environment, timeout=60, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout)
        assert not output.strip() or same(output, done.stdout), f"{command}\n{done.stdout}"
        assert str(folder) not in done.stdout


@pytest.mark.parametrize("page", pages("python"))
def test_python(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    space: dict[str, Any] = {"__name__": "__docs__"}
    printed = ""
    for language, block in blocks(page, "python", "text"):
        if language == "text":
            assert not printed or same(block, printed), printed
            printed = ""
            continue
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(block, name(page), "exec"), space)
        printed = output.getvalue()


@pytest.mark.parametrize("page", [pytest.param(page, id=name(page)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_install_commands_are_targets() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for target in ("demo", "test"):
        assert re.search(rf"^{target}:", make, re.MULTILINE) and f"make {target}" in readme
    assert "examples/demo.py" in make


def test_the_readme_names_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["scale"]]
    names = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in wanted}
    said = (ROOT / "README.md").read_text("utf-8").lower()
    assert {n for n in names if n not in said} == set()


def test_the_commands_of_the_readme_exist() -> None:
    from verbale.cli import app

    verbs = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    verbs |= {str(group.name or group.typer_instance.info.name) for group in app.registered_groups}
    said = set(re.findall(r"^\| `verbale (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert said == verbs


def test_every_kind_and_field_is_described() -> None:
    said = (ROOT / "docs/records.md").read_text("utf-8")
    assert all(f"## {kind}" in said for kind in KINDS)


def test_the_quotes_of_the_record_page_stand_in_the_examples() -> None:
    """In the tables of docs/records.md, words in “…” are from the examples, word for word."""
    texts = [p.read_text("utf-8") for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".html")]
    texts += [json.loads(line)["text"] for line in (EXAMPLES / "news-items.jsonl").read_text("utf-8").splitlines()]
    rows = [line for line in (ROOT / "docs/records.md").read_text("utf-8").splitlines() if line.startswith("|")]
    quotes = [quote for row in rows for quote in re.findall(r"“([^”]+)”", row)]
    assert len(quotes) > 20
    assert [q for q in quotes if not any(q in text for text in texts)] == []


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(verbale.read(d) for d in verbale.load(str(EXAMPLES)) if isinstance(d, Document))


def places(words: str) -> Iterator[tuple[Reading, Span]]:
    """Where words stand in the examples."""
    for reading in readings():
        for match in re.finditer(re.escape(words), reading.document.text):
            yield reading, Span(*match.span())


def said(words: str) -> str:
    """The records that touch the words, as JSON."""
    found = (r for reading, span in places(words) for r in reading.records if r.span.overlaps(span))
    return "\n".join(json.dumps(r.json(), ensure_ascii=False) for r in found)


def test_what_the_record_page_says_of_a_quote_is_so() -> None:
    page = (ROOT / "docs/records.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    claims = [claim for row in rows for claim in CLAIM.findall(row)]
    assert len(claims) >= 20
    assert [(words, value) for words, value in claims if value not in said(words)] == []


def test_what_the_record_page_says_is_refused_is_refused() -> None:
    page = (ROOT / "docs/records.md").read_text("utf-8").partition("## Sentences that gave no record")[2]
    rows = REFUSED.findall(page.partition("## Mentions")[0])
    assert len(rows) >= 4
    for reason, words in rows:
        found = {f.reason for reading, span in places(words) for f in reading.refusals if f.span.overlaps(span)}
        assert reason in found, (words, found)


def test_the_demo_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("demo", EXAMPLES / "demo.py")
    assert spec and spec.loader
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    monkeypatch.setattr(demo, "PROJECT", tmp_path)
    monkeypatch.setattr(demo, "OUT", tmp_path / "out")
    assert demo.main() == 0
    printed = capsys.readouterr().out
    assert "spans verified" in printed and "out/brief.html" in printed and str(tmp_path) not in printed
    assert "Kishida" in (tmp_path / "out" / "brief.html").read_text("utf-8")


def test_every_example_has_its_line_and_its_sidecar() -> None:
    said = (EXAMPLES / "README.md").read_text("utf-8")
    for path in EXAMPLES.iterdir():
        if path.suffix in (".txt", ".html", ".jsonl", ".py"):
            assert path.name in said
        if path.suffix in (".txt", ".html"):
            sidecar = json.loads(path.with_name(f"{path.stem}.meta.json").read_text("utf-8"))
            assert {"date", "publisher", "title", "genre"} <= set(sidecar)
