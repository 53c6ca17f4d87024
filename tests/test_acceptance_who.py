"""Rows of the acceptance list about actors and who says what, on two texts of our own and on the seed if at hand.

The rows that are a matter of fields at a place stand in tests/cases/acceptance_who.toml; the rest are functions here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import verbale
from tests.conftest import CASES, cases
from tests.test_acceptance import check, place, touching
from tests.test_acceptance import reading as seed_reading
from tests.test_acceptance import text as seed_text
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.verify.run import examine

NAME = "acceptance_who"
ROWS = [pytest.param(r, id=f"{r['row']}-{r['on']}-{r['kind']}-{r['at'][:30]}") for r in cases(NAME)]


@cache
def written() -> dict[str, Any]:
    return tomllib.loads((CASES / f"{NAME}.toml").read_text("utf-8"))


def text(on: str) -> str:
    """One of the own texts or the seed's; the test is skipped where the seed is not at hand."""
    return seed_text(on) if on == "seed" else str(written()[on])


@cache
def reading(on: str) -> Reading:
    return seed_reading(on) if on == "seed" else verbale.read(text(on), date=written()[f"{on}_date"])


@pytest.fixture(params=["own", "seed"])
def on(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    text(name)
    return name


def there(on: str, kind: str, at: Span) -> Iterator[dict[str, Any]]:
    return touching(reading(on), kind, at)


@pytest.mark.parametrize("row", ROWS)
def test_row_holds_at_its_place(row: dict[str, Any]) -> None:
    check(row, text(row["on"]), reading(row["on"]))


def visit(on: str, nth: int) -> dict[str, Any]:
    """The visit that the nth "will pay a state visit" announces."""
    at = place(text(on), "will pay a state visit", nth)
    return next(r for r in there(on, "event", at) if r["type"] == "visit")


def test_row_7_the_answer_confirms_what_the_question_takes_for_known(on: str) -> None:
    asked, answered = visit(on, 1), visit(on, 2)
    assert asked["said_by"] == ["media"]
    assert answered["said_by"] != ["media"]
    assert asked["happening"] == answered["happening"]


def test_row_8_one_claim_has_two_endorsers(on: str) -> None:
    at = place(text(on), "As you said")
    got = reading(on)
    turn = next(t for t in got.turns if t.span.contains(at))
    assert turn.answers is not None and got.speakers[turn.answers] == ("media",)
    sources = [m["source_id"] for m in there(on, "attribution", at)]
    assert sources == [["media"]]
    assert got.speakers[turn.index][0].startswith("person:")


def test_row_20_the_order_of_naming_is_kept(on: str) -> None:
    both = {"own": "two countries grown", "seed": "the two countries developed"}[on]
    named = {"own": "Uganda and Kenya share", "seed": "Kazakhstan and China are friendly"}[on]
    at = place(text(on), named)
    order = [i for m in there(on, "actor", at) if m["class"] == "state" for i in m["ids"]]
    assert [m["ids"] for m in there(on, "actor", place(text(on), both)) if len(m["ids"]) == 2] == [order]


TALKS = {"own": ("detailed talks", "in-depth exchange"), "seed": ("in-depth discussions", "in-depth exchange")}


def test_row_70_the_exchange_of_views_is_a_part_of_the_visit(on: str) -> None:
    meeting = next(iter(there(on, "event", place(text(on), TALKS[on][1]))))
    assert meeting["part_of"] == visit(on, 2)["happening"]
    assert meeting["topics"] and len(meeting["actors"]) == 2


def test_row_71_the_talks_at_the_summit_are_a_part_with_topics(on: str) -> None:
    """The whole is the summit, itself a part of the trip (records/happening.py)."""
    meeting = next(iter(there(on, "event", place(text(on), TALKS[on][0]))))
    summits = [r.values for r in reading(on).records if r.values.get("type") == "summit"]
    wholes = {s.get("part_of") for s in summits if s.get("happening") == meeting["part_of"]}
    assert visit(on, 2)["happening"] in wholes
    assert meeting["part_by"] == "at-summit"
    assert meeting["topics"]


def test_row_131_a_host_does_not_visit_his_own_state(on: str) -> None:
    got, at = reading(on), place(text(on), "During their visit to")
    host = {"own": "person:yoweri-museveni", "seed": "person:kassym-jomart-tokayev"}[on]
    visits = [r.json() for r in got.records if r.values.get("type") == "visit"]
    visitors = [a["id"] for v in visits if v["place"] in ("UGA", "KAZ") for a in v["actors"] if a["role"] == "visitor"]
    assert visitors and host not in visitors
    found = [f for f in examine(got) if f.rule == "visitor-host" and any(s.overlaps(at) for s in f.spans)]
    assert [f.outcome for f in found] == ["contradicted"]


def test_row_8_a_record_of_the_claim_names_both() -> None:
    """What the question says and the answer takes up ("As you said, …") is said by both."""
    told = "\n\n".join((
        "High Commissioner of the Republic of Kenya to the Republic of Uganda, WANJIRU ATIENO gave an interview.",
        "– Uganda is a member of the East African Community. What does it gain?",
        "– As you said, Uganda is a member of the East African Community. It gains a market.",
    ))  # fmt: skip
    got = verbale.read(told, date="2025-05-02")
    answer = told.index("As you")
    said = [r.said_by for r in got.records if r.values.get("type") == "membership" and r.span.start > answer]
    assert said and all("media" in s and s[0].startswith("person:") for s in said)


OFFICES = [pytest.param(r, id=r["text"][:50]) for r in cases("mentions/offices")]


@pytest.mark.parametrize("row", OFFICES)
def test_offices_of_lists_and_title_lines(row: dict[str, Any]) -> None:
    """Who holds which office of what, who else is named, and in how many sentences."""
    got = verbale.read(row["text"], **{k: row[k] for k in ("date", "publisher") if k in row})
    offices = [
        [r.values["subject"][0].removeprefix("person:"), r.values["value"], *r.values["object"]]
        + ([r.status] if r.status != "held" else [])
        + (["former"] if r.values["until"] else [])
        for r in got.records
        if r.values.get("type") == "office"
    ]
    assert offices == row["offices"]
    named = {i for m in got.mentions if m.kind == "actor" and m.json()["class"] == "person" for i in m.json()["ids"]}
    assert sorted(i.removeprefix("person:") for i in named) == row["persons"]
    assert len(got.lines) == row["lines"]
