"""Words found in a register under filters, and one record with all that is held on it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.handmade import document, stub
from tests.test_cli import verbale
from verbale.core.interval import day
from verbale.register import Register, open_register
from verbale.register.asking import Query
from verbale.views.single import named, single

SECOND = "Anna Berg visited Iceland on 4 May 2021. Trade between Norway and Iceland reached 30 million dollars."


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "kept.sqlite"
    with open_register(path) as held:
        held.add(stub(document()), date(2021, 6, 2))
        later = document(SECOND, "later.txt", publisher="ISL", date=day(date(2022, 6, 1)), title="\x1b[31mLater\u202e")
        held.add(stub(later), date(2022, 6, 2))
    return path


def found(kept: Path, *words: str) -> list[dict[str, Any]]:
    done = verbale("search", "--register", kept, "--json", *words)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_words_under_filters(kept: Path) -> None:
    assert {h["source"] for h in found(kept, "trade")} == {"note.txt", "later.txt"}
    assert {h["source"] for h in found(kept, "trade", "--publisher", "Iceland")} == {"later.txt"}
    assert {h["source"] for h in found(kept, "visited", "--until", "2021-12-31")} == {"note.txt"}
    assert {h["source"] for h in found(kept, "visited", "--known-on", "2021-12-31")} == {"note.txt"}
    assert [h["quote"] for h in found(kept, "Iceland", "--kind", "stance")] == [
        "Norway firmly supports Iceland in protecting its waters."
    ]
    hit = found(kept, "protecting")[0]
    (span,) = hit["highlights"]
    assert hit["snippet"][slice(*span)] == "protecting" and hit["records"]


def test_records_under_filters(kept: Path) -> None:
    events = found(kept, "--kind", "event", "--actor", "Iceland", "--actor", "person:anna-berg")
    assert {e["status"] for e in events} == {"held", "planned"} and len(events) == 3
    assert len(found(kept, "--kind", "event", "--status", "planned")) == 1
    assert len(found(kept, "--kind", "figure", "--since", "2022-01-01")) == 1
    assert found(kept, "--kind", "figure", "--actor", "SWE") == []
    assert len(found(kept, "--said-by", "NOR", "--limit", "2")) == 2
    done = verbale("search", "--register", kept, "--said-by", "NOR", "--limit", "2")
    assert done.stderr == "verbale: 2 of 10 records; --limit shows more\n" and "…" not in done.stderr


def test_what_a_terminal_shows_is_clean(kept: Path) -> None:
    done = verbale("search", "--register", kept, "--publisher", "ISL")
    assert done.returncode == 0 and "\x1b" not in done.stdout and "\u202e" not in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    for words in ([], ["   "], ["trade", "--since", "soon"]):
        done = verbale("search", "--register", kept, *words)
        assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr
    assert verbale("search", "--register", kept, "walrus").stderr == "verbale: nothing found\n"


def test_one_record_with_what_tells_of_the_same(kept: Path) -> None:
    with open_register(kept) as held:
        visits = held.select(Query(kinds=("event",), statuses=("held",)))
        visit = next(k for k in visits if k.document.source == "note.txt")
        one = single(held, visit.id)
        assert one and one.happening and [k.document.source for k in one.others] == ["later.txt"]
        assert one.kept.before.endswith("since 1994. ") and "person:anna-berg" in named(one)
        plain = json.loads(json.dumps(one.json(), default=str))
        assert plain["id"] == visit.id and plain["happening"]["records"] and plain["context"]["after"]
        assert single(held, "nothing") is None
        phrase = next(k for k in held.select(Query(kinds=("phrase",))))
        alone = single(held, phrase.id)
        assert alone and alone.happening is None and alone.others == ()
    done = verbale("show", visit.id, "--register", kept)
    words = " ".join(done.stdout.split())
    assert done.returncode == 0 and "Tells of the same visit" in words and "visit: Anna Berg → Iceland" in words
    assert all(len(line) <= 80 for line in done.stdout.splitlines()) and "\x1b" not in done.stdout
    assert json.loads(verbale("show", visit.id, "--register", kept, "--json").stdout)["happening"]["sort"] == "visit"


def test_decisions_and_readings_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    with open_register(path) as held:
        held.add(stub(document()), date(2021, 6, 2))
        figure = next(k for k in held.select(Query(kinds=("figure",))))
        _correct(held, figure.id)
        held.add(stub(document(place="Bergen")), date(2021, 7, 2))
        one = single(held, figure.id)
        assert one and one.versions and [d.verb for d in one.kept.decisions] == ["correct"]
        assert one.json()["original"]["value"] == 12_000_000
    words = " ".join(verbale("show", figure.id, "--register", path).stdout.split())
    assert "Decisions" in words and "As it was read" in words and "Readings" in words and "a slip" in words


def _correct(held: Register, record: str) -> None:
    made = datetime(2021, 6, 3, 12, tzinfo=UTC)
    held.decide("correct", [record], by="ab", why="a slip", field="value", value=13_000_000, made=made)
