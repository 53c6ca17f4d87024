"""What is exported from PostgreSQL is what is exported from a file, byte for byte; the server only reads there too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.handmade import document, stub
from tests.serving import Missing, Server, server
from tests.test_export import FORMS, content, hostile, out
from tests.test_mcp import ask
from verbale.register import Register, RegisterError, open_register
from verbale.views import server as speaking


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    try:
        with server() as running:
            yield running
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def url(served: Server) -> str:
    url = str(served.database())
    with open_register(url) as register:
        fill(register)
    return url


def fill(register: Register) -> None:
    for reading in (stub(document()), hostile(), stub(document("Norway will open a school.", "two.txt", date=None))):
        register.add(reading, known_on=date(2021, 7, 1))


@pytest.mark.parametrize("form", FORMS)
def test_both_stores_give_the_same_bytes(form: str, url: str, tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    with open_register(tmp_path / "kept.sqlite") as file, open_register(url) as there:
        fill(file)
        assert content(out(file, form, tmp_path / "here")) == content(out(there, form, tmp_path / "there"))


def test_the_server_answers_and_only_reads(url: str) -> None:
    with open_register(url) as register:
        kept = register.records(kind="event")[0]
    shown, brief, found = ask(
        url, ("show", {"id": kept.id}), ("brief", {"a": "NOR", "b": "ISL"}), ("search", {"words": "Norway"})
    )
    assert shown[1]["record"]["quote"] == kept.record.quote and not brief[0]
    assert found[0] == isinstance(found[1], str)


def test_the_connection_itself_cannot_write(url: str) -> None:
    with (
        speaking._only_read(),
        open_register(url, create=False) as register,
        pytest.raises(RegisterError),
    ):
        register.add(stub(document("Norway will open a harbour.", "late.txt")))
    with open_register(url) as register:
        assert "late.txt" not in {d.source for d in register.documents()}
