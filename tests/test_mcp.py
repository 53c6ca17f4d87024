"""The server, in a process of its own, asked by the official client: what it gives is cited, bounded and only read."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, ClientSession, StdioServerParameters, stdio_client
from typer.testing import CliRunner

import verbale
from tests.handmade import document, stub
from verbale.cli import app
from verbale.core.document import Document
from verbale.core.problem import Unreadable
from verbale.register import Register, open_register
from verbale.views import server
from verbale.views.exporting import delivery

PLANTED = Path(__file__).parent / "cases/register/planted"
DRAFT = "The ministers met on 31 June 2024."
Answer = tuple[bool, Any]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the planted documents and one made by hand."""
    path = tmp_path_factory.mktemp("served") / "talks.sqlite"
    with open_register(path) as register:
        for item in verbale.load(str(PLANTED)):
            if isinstance(item, Document):
                register.add(verbale.read(item))
        register.add(stub(document(url="file:///home/somebody/x.txt")))
    return path


def parameters(path: Path | str) -> StdioServerParameters:
    code = "from verbale.cli import main; main()"
    return StdioServerParameters(command=sys.executable, args=["-c", code, "mcp", "--register", str(path)])


def ask(path: Path | str, *calls: tuple[str, dict[str, Any]]) -> list[Answer]:
    """(whether it failed, the structured result or the message) of each call, in one session."""

    async def session() -> list[Answer]:
        async with Client(parameters(path)) as client:
            return [_answer(await client.call_tool(name, given)) for name, given in calls]

    return asyncio.run(session())


def _answer(result: Any) -> Answer:
    failed = bool(result.is_error)
    return failed, result.content[0].text if failed else result.structured_content


def held(path: Path) -> Register:
    return open_register(path, create=False)


@pytest.fixture(scope="module")
def answers(path: Path) -> dict[str, Answer]:
    """One session with all that is asked."""
    with held(path) as register:
        ids = {kind: register.records(kind=kind)[0].id for kind in ("event", "figure", "commitment")}
    calls = {
        "search": ("search", {"words": "Uruguay", "limit": 5}),
        "none": ("search", {"words": "Quixotium"}),
        "event": ("show", {"id": ids["event"]}),
        "figure": ("show", {"id": ids["figure"]}),
        "brief": ("brief", {"a": "Uruguay", "b": "PRT"}),
        "timeline": ("timeline", {"actors": ["URY", "PRT"], "limit": 3}),
        "later": ("timeline", {"actors": ["URY"], "since": "2100-01-01"}),
        "verify": ("verify", {"document": "02-joint-statement.txt"}),
        "draft": ("verify", {"text": DRAFT, "date": "2024-07-01"}),
        "no record": ("show", {"id": "nothing"}),
        "no document": ("verify", {"document": "nothing.txt"}),
        "neither": ("verify", {}),
        "too many": ("search", {"words": "x", "limit": 10_000}),
        "too long": ("search", {"words": "x" * 600}),
        "no day": ("timeline", {"actors": ["URY"], "since": "yesterday"}),
        "no actor": ("timeline", {"actors": []}),
        "no tool": ("forget", {"document": "02-joint-statement.txt"}),
    }
    return dict(zip(calls, ask(path, *calls.values()), strict=True))


def good(answers: dict[str, Answer], name: str) -> dict[str, Any]:
    failed, result = answers[name]
    assert not failed and isinstance(result, dict), result
    return result


def test_the_tools_say_that_they_only_read(path: Path) -> None:
    async def tools() -> Any:
        async with stdio_client(parameters(path)) as streams, ClientSession(*streams) as session:
            started = await session.initialize()
            return started, (await session.list_tools()).tools

    started, found = asyncio.run(tools())
    assert started.server_info.name == "verbale" and "not a fact" in str(started.instructions)
    assert {tool.name for tool in found} == {"search", "show", "brief", "timeline", "verify"}
    for tool in found:
        assert tool.description and tool.annotations and tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False


def test_search_gives_words_with_their_place(answers: dict[str, Answer], path: Path) -> None:
    hits = good(answers, "search")["hits"]
    assert 0 < len(hits) <= 5 and good(answers, "none") == {"hits": []}
    with held(path) as register:
        for hit in hits:
            text = register.text(hit["source"]["document"])
            assert text and text[hit["source"]["start"] : hit["source"]["end"]] == hit["quote"]
            assert {"title", "publisher", "date", "url", "file"} <= set(hit["source"])
            assert all(register.get(record["id"]) for record in hit["records"])


@pytest.mark.parametrize("kind", ["event", "figure"])
def test_show_gives_a_record_in_its_context(kind: str, answers: dict[str, Answer], path: Path) -> None:
    record = good(answers, kind)["record"]
    with held(path) as register:
        kept = register.get(record["id"])
        assert kept and record["kind"] == kind and record["quote"] == kept.record.quote
        text = register.text(kept.document.id) or ""
        assert record["before"] + record["quote"] + record["after"] in text
        assert set(record["fields"]) == set(kept.record.values)
        assert [who["id"] for who in record["said_by"]] == list(kept.record.said_by)


def _evidence(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [e for v in value for e in _evidence(v)]
    if not isinstance(value, dict):
        return []
    return [*value.get("evidence", ()), *(e for v in value.values() for e in _evidence(v))]


def test_every_line_of_a_brief_has_its_evidence(answers: dict[str, Answer]) -> None:
    page = good(answers, "brief")
    lines = [line for section in page["sections"] for line in section["entries"]]
    assert lines and all(_evidence(line) for line in lines)
    for note in _evidence(page):
        assert note["quote"] and note["source"] and note["date"] and "publisher" in note


def test_a_timeline_ends_with_the_latest(answers: dict[str, Answer]) -> None:
    shown = good(answers, "timeline")
    assert len(shown["rows"]) == 3 and shown["earlier"] > 0
    for row in shown["rows"]:
        assert row["statements"] and all(s["quote"] and s["doc"] and s["date"] for s in row["statements"])
    assert good(answers, "later") == {"rows": [], "earlier": 0}


def test_verify_a_document_and_a_draft(answers: dict[str, Answer]) -> None:
    assert good(answers, "verify")["documents"] == 1
    draft = good(answers, "draft")
    (finding,) = [f for f in draft["findings"] if f["rule"] == "impossible-date"]
    assert DRAFT[finding["source"]["start"] : finding["source"]["end"]] == finding["quotes"][0] == "31 June 2024"
    assert draft["checks"]["off"] >= 1 and finding["source"]["date"] == "2024-07-01"


@pytest.mark.parametrize(
    ("name", "why"),
    [("no record", "no record nothing"), ("no document", "no document nothing.txt"), ("neither", "give a document or"),
     ("too many", "limit"), ("too long", "500 characters"), ("no day", "valid date"), ("no actor", "actors"),
     ("no tool", "forget")],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told(name: str, why: str, answers: dict[str, Answer]) -> None:
    failed, message = answers[name]
    assert failed and why in message and "Traceback" not in message


def test_nothing_was_written_and_no_path_told(answers: dict[str, Answer], path: Path) -> None:
    before = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.parent.iterdir()}
    found = ask(path, ("search", {"words": "trade"}), ("brief", {"a": "URY", "b": "PRT"}))
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.parent.iterdir()} == before
    told = json.dumps([*answers.values(), found])
    assert str(path.parent) not in told and "file:" not in told and "/home/" not in told


def test_the_connection_itself_cannot_write(path: Path) -> None:
    code = (
        "import sys\nfrom tests.handmade import document, stub\nfrom verbale.register import open_register\n"
        "from verbale.views import server\n"
        "with server._only_read(), open_register(sys.argv[1], create=False) as held:\n"
        "    held.add(stub(document('Norway will open a school.', 'late.txt')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False,
                          cwd=Path(__file__).parents[1])  # fmt: skip
    assert done.returncode and "the register is read-only" in done.stderr
    with held(path) as register:
        assert not [d for d in register.documents() if d.source == "late.txt"]


def test_a_result_is_never_larger_than_its_bound() -> None:
    rows = [{"quote": "word " * 40, "n": i} for i in range(200)]
    cut = server.bounded({"rows": rows}, 10_000)
    assert len(json.dumps(cut)) <= 10_100 and cut["rows"][0]["n"] == 0
    assert cut["left_out"]["rows"] + len(cut["rows"]) == 200
    page = {"sections": [{"entries": [dict(r) for r in rows[:60]]}, {"entries": [{"n": 1}]}]}
    short = server.bounded(page, 4_000)
    assert short["sections"][1] == {"entries": [{"n": 1}]} and sum(short["left_out"].values()) > 30
    with pytest.raises(Unreadable, match="too large"):
        server.bounded({"quote": "x" * 5_000}, 1_000)


def test_no_register_no_server(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["mcp", "--register", str(tmp_path / "none.sqlite")])
    assert done.exit_code == 2 and done.stdout == ""
    assert done.stderr.strip() == "verbale: none.sqlite: there is no such register"


def test_without_the_package(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "find_spec", lambda _: None)
    done = CliRunner().invoke(app, ["mcp", "--register", str(path)])
    assert done.exit_code == 2 and "pip install 'verbale[mcp]'" in done.stderr
