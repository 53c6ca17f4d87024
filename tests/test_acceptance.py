"""Rows of the acceptance list, on an interview of our own in the same pattern and on the seed interview if at hand.

The rows that are a matter of fields at a place stand in tests/cases/acceptance.toml; the rest are functions here.
The seed is searched for short keys at run time and none of its sentences is kept in this project.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import verbale
from tests.conftest import CASES, SHARED, cases
from tests.test_cases import holds
from verbale.core.mention import Actor, Time
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.verify.run import examine

SEED = SHARED / "seed" / "interview.txt"
MENTIONS = ("actor", "time", "attribution", "quantity")
ROWS = [pytest.param(r, id=f"{r['row']}-{r['on']}-{r['kind']}-{r['at'][:30]}") for r in cases("acceptance")]


@cache
def text(on: str) -> str:
    """The own interview or the seed's text; the test is skipped where the seed is not at hand."""
    if on == "own":
        return str(tomllib.loads((CASES / "acceptance.toml").read_text("utf-8"))["own"])
    if not SEED.exists():
        pytest.skip("the seed interview is not at hand (../shared/seed)")
    return SEED.read_text("utf-8")


@cache
def reading(on: str, day: str | None = None) -> Reading:
    return verbale.read(text(on), **({"date": day} if day else {}))


@pytest.fixture(params=["own", "seed"])
def on(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    text(name)
    return name


def place(words: str, key: str, nth: int = 1) -> Span:
    """Where the nth `key` stands; spaces in the key match any white space of the text as it is."""
    start = -1
    for _ in range(nth):
        start = words.index(key, start + 1)
    return Span(start, start + len(key))


def there(on: str, kind: str, at: Span) -> Iterator[dict[str, Any]]:
    return touching(reading(on), kind, at)


def touching(got: Reading, kind: str, at: Span) -> Iterator[dict[str, Any]]:
    """The records or mentions of a kind that touch a place, as JSON."""
    if kind in MENTIONS:
        yield from (m.json() for m in got.mentions if m.kind == kind and m.span.overlaps(at))
    else:
        yield from (r.json() for r in got.records if kind in (r.kind, "record") and r.span.overlaps(at))


@pytest.mark.parametrize("row", ROWS)
def test_row_holds_at_its_place(row: dict[str, Any]) -> None:
    check(row, text(row["on"]), reading(row["on"]))


def check(row: dict[str, Any], words: str, got: Reading) -> None:
    """What a row of a file of cases says of a place must be so there."""
    at = place(words, row["at"], row.get("nth", 1))
    found = list(touching(got, row["kind"], at))
    if row.get("absent"):
        assert not found
    else:
        keys = row["expect"].keys()
        assert any(holds(row["expect"], f) for f in found), [{k: f.get(k) for k in keys} for f in found]


# -- rows 1 to 6: the document and its turns ------------------------------------------------------------


def test_row_1_joint_interview_with_one_speaker_and_collective_media(on: str) -> None:
    got = reading(on)
    asked = {got.speakers[t.index] for t in got.turns if t.role == "question"}
    answered = {got.speakers[t.index] for t in got.turns if t.role == "answer"}
    assert got.document.genre == "joint interview"
    assert asked == {("media",)}
    assert len(answered) == 1 and len(next(iter(answered))) == 2


BOUNDS = {"own": (date(2024, 9, 1), date(2024, 10, 11)), "seed": (date(2024, 6, 1), date(2024, 7, 4))}


def test_row_3_document_without_date_gets_an_interval_with_reasons(on: str) -> None:
    got = reading(on)
    when = got.document.date
    assert when is not None and when.earliest is not None and when.latest is not None
    assert BOUNDS[on][0] <= when.earliest < when.latest <= BOUNDS[on][1]
    assert when.basis and len(got.dating) >= 3


def test_row_3_a_date_that_is_given_overrides(on: str) -> None:
    got = reading(on, "2019-03-01")
    assert got.document.date is not None and got.document.date.edtf == "2019-03-01"
    assert any(isinstance(m, Time) and m.interval and m.interval.edtf == "2018" for m in got.mentions)


TURNS = {"own": 3, "seed": 5}


def test_row_4_questions_paired_with_answers(on: str) -> None:
    turns = reading(on).turns
    questions = [t.index for t in turns if t.role == "question"]
    answers = [t.answers for t in turns if t.role == "answer"]
    assert len(questions) == TURNS[on] and answers == questions


def test_row_5_a_dash_inside_a_sentence_is_no_boundary(on: str) -> None:
    key = {"own": "this year – in March", "seed": "once this year – in March"}[on]
    at = place(text(on), key)
    got = reading(on)
    assert sum(t.span.contains(at) for t in got.turns) == 1
    assert sum(line.span.contains(at) for line in got.lines) == 1


def test_row_6_courtesy_is_refused_by_name(on: str) -> None:
    at = place(text(on), "Thank you, M")
    assert [r.reason for r in reading(on).refusals if r.span.overlaps(at)] == ["courtesy"]


# -- rows 16 to 18: one person under several names ------------------------------------------------------

PERSONS = {
    "own": {"person:pham-minh-chinh": 4, "person:sonexay-siphandone": 2},
    "seed": {"person:xi-jinping": 7, "person:kassym-jomart-tokayev": 3},
}


def test_rows_16_17_one_person_keeps_all_surface_forms(on: str) -> None:
    got = reading(on)
    for who, least in PERSONS[on].items():
        spans = [m.span for m in got.mentions if isinstance(m, Actor) and m.ids == (who,)]
        assert len(spans) >= least
        assert len({s.of(text(on)) for s in spans}) >= 2
        offices = [r for r in got.records if r.kind == "relation" and r.values["type"] == "office"]
        assert sum(list(r.values["subject"]) == [who] for r in offices) == 1


# -- rows 28 to 31: what dates the document -------------------------------------------------------------

EVIDENCE = {"own": ("62 years", "57 years", "44"), "seed": ("32 years", "23 years", "24")}


@pytest.mark.parametrize("which", range(3), ids=["row-28", "row-29", "row-30"])
def test_rows_28_to_30_evidence_for_the_year(on: str, which: int) -> None:
    key = EVIDENCE[on][which]
    bounds = [i for reason, i in reading(on).dating if key in reason]
    assert bounds
    for interval in bounds:
        assert interval.earliest is None or interval.earliest <= date(2024, 12, 31)
        assert interval.latest is None or date(2024, 1, 1) <= interval.latest


ANNIVERSARY = (
    "Relations between Norway and Peru have entered a golden 40th anniversary. "
    "In the 51 years since the establishment of diplomatic relations between Norway and Peru, much has been done."
)


def test_row_31_an_anniversary_never_dates_a_document() -> None:
    got = verbale.read(ANNIVERSARY)
    at = place(ANNIVERSARY, "40th anniversary")
    assert not any(i.span and i.span.overlaps(at) for _, i in got.dating)


def test_row_31_on_the_seed(seed: Path) -> None:
    at = place(seed.read_text("utf-8"), "30th anniversary")
    got = reading("seed")
    assert not any(i.span and i.span.overlaps(at) for _, i in got.dating)
    assert got.document.date is not None and got.document.date.edtf.startswith("2024")


def test_row_30_the_number_of_a_summit_is_checked_against_its_series(on: str) -> None:
    found = [f for f in examine(reading(on)) if f.rule == "series-number"]
    at = place(text(on), {"own": "44th ASEAN Summit", "seed": "24th meeting"}[on])
    here = [f for f in found if any(s.overlaps(at) for s in f.spans)]
    assert here and {f.outcome for f in here} == {"holds"}


def test_row_31_an_anniversary_against_the_years_elapsed_is_a_finding(on: str) -> None:
    at = place(text(on), {"own": "60th anniversary", "seed": "30th anniversary"}[on])
    found = [f for f in examine(reading(on)) if f.rule == "anniversary" and any(s.overlaps(at) for s in f.spans)]
    assert [f.outcome for f in found] == ["contradicted"]


def test_row_35_two_names_of_an_era_have_one_anchor(on: str) -> None:
    keys = {
        "own": ("after the Asian", "after the crisis"),
        "seed": ("after the COVID-19 pandemic", "after the epidemic"),
    }
    times = [t for key in keys[on] for t in there(on, "time", place(text(on), key))]
    assert len(times) == 2 and len({t["reason"] for t in times}) == 1
    assert not any(t.get("latest") for t in times)


def test_row_37_the_forum_in_march_belongs_to_this_years_visit(on: str) -> None:
    key = {"own": "twice this year", "seed": "once this year"}[on]
    visit = next(e for e in there(on, "event", place(text(on), key)) if e["type"] == "visit")
    forum = next(iter(there(on, "event", place(text(on), "in March he"))))
    assert visit["happening"] == forum["part_of"] and forum["type"] != "visit"


def test_rows_32_33_the_year_is_marked_as_inferred(on: str) -> None:
    key = {"own": "October 8-11", "seed": "July 3-4"}[on]
    times = list(there(on, "time", place(text(on), key)))
    assert times and all("year from" in t["basis"] for t in times)


# -- rows 68, 92 to 94 and 103 to 106: what must be kept apart ------------------------------------------


def test_row_68_visit_and_summit_are_two_events(on: str) -> None:
    key = {"own": "will attend the Vientiane", "seed": "will take part in the Astana"}[on]
    line = next(n for n in reading(on).lines if n.span.contains(place(text(on), key)))
    events = [r["type"] for r in there(on, "event", line.span)]
    assert sorted(events) == ["summit", "visit"]


def test_row_94_the_opposed_things_stand_in_one_stance(on: str) -> None:
    at = place(text(on), "resolutely oppose")
    found = [r for r in there(on, "stance", at) if r["attitude"] == "opposes"]
    assert len(found) == 1 and " and " in found[0]["target"]


def test_row_96_speaker_is_not_the_holder(on: str) -> None:
    found = list(there(on, "stance", place(text(on), "also firmly supports")))
    assert found and not set(found[0]["holder"]) & set(found[0]["said_by"])


def pledged(on: str, commitment: dict[str, Any]) -> str:
    """The words of a commitment's action and of its parts."""
    parts = (text(on)[start:end] for start, end in commitment.get("parts") or ())
    return " ".join((commitment["action"], *parts))


PARTS = {
    "own": ("is willing to work with Laos", ["railway", "border gates", "customs officers"]),
    "seed": ("is willing to work with Kazakhstan", ["strategic guidance", "policy coordination", "mutual trust"]),
}


def test_row_103_one_pledge_with_several_actions(on: str) -> None:
    key, wanted = PARTS[on]
    found = list(there(on, "commitment", place(text(on), key)))
    assert len(found) == 1
    assert all(w in pledged(on, found[0]) for w in wanted)


FIELDS = {"own": ["farming", "media", "theatre and music"], "seed": ["youth", "museums", "cinema and television"]}


def test_row_105_fields_of_the_pledge(on: str) -> None:
    found = list(there(on, "commitment", place(text(on), "ready to cooperate")))
    assert len(found) == 1
    assert all(w in pledged(on, found[0]) for w in FIELDS[on])


def test_row_106_pledge_without_its_purpose_clause(on: str) -> None:
    at = place(text(on), "so that the")
    assert all(r["kind"] != "commitment" or " so that " not in r["action"] for r in there(on, "record", at))
