"""Happenings: what is tied, by which rule, and above all what is not."""

from __future__ import annotations

import itertools
import random
import time
from datetime import date
from typing import Any

import pytest

from tests.conftest import cases
from tests.handmade_kept import records
from verbale.register.happenings import SORTS, Happening, happenings

CASES = cases("register/happenings")


def groups(found: tuple[Happening, ...], sort: str | None = None) -> list[list[str]]:
    return sorted(sorted(k.id for k in h.records) for h in found if sort is None or h.sort == sort)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    made = records(case["records"], case.get("person"))
    found = happenings(made)
    wanted = sorted(sorted(f"r{n}" for n in group) for group in case["groups"])
    assert groups(found) == wanted
    by = {tuple(sorted(k.id for k in h.records)): h for h in found}
    for group, status in zip(case["groups"], case.get("statuses", ()), strict=False):
        assert by[tuple(sorted(f"r{n}" for n in group))].status == status
    if "sorts" in case:
        assert sorted(h.sort for h in found) == sorted(case["sorts"])
    if "rule" in case:
        assert case["rule"] in {t.rule for h in found for t in h.ties}
    conflicts = [c for h in found for c in h.conflicts]
    assert [c.field for c in conflicts] == case.get("conflicts", [])
    assert sum(c.revised for c in conflicts) == case.get("revised", 0)
    assert sorted({o.record for h in found for o in h.open}) == sorted(f"r{n}" for n in case.get("open", ()))
    if "history" in case:
        assert [s.status for h in found for s in h.history] == case["history"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_order_of_records_decides_nothing(case: dict[str, Any]) -> None:
    made = records(case["records"], case.get("person"))
    wanted = [h.json() for h in happenings(made)]
    for seed in range(4):
        mixed = list(made)
        random.Random(seed).shuffle(mixed)
        assert [h.json() for h in happenings(mixed)] == wanted


def test_cases_are_many_and_hold_traps() -> None:
    assert len(CASES) >= 45
    assert sum(len(c["groups"]) > 1 for c in CASES) >= 25
    assert {s for c in CASES for s in c.get("sorts", ())} >= set(SORTS) - {"event"}


def test_every_record_of_a_sort_is_in_one_happening() -> None:
    rows = [r for c in CASES for r in c["records"]]
    rows = [r | {"doc": f"{r['doc']}{n}"} for n, r in enumerate(rows)]
    found = happenings(records(rows))
    ids = list(itertools.chain.from_iterable({k.id for k in h.records} for h in found if h.sort != "undertaking"))
    assert len(ids) == len(set(ids))
    assert all(h.history and h.status for h in found)


def test_sides_of_a_conflict_carry_their_records_and_publishers() -> None:
    rows = [
        {"doc": "a", "on": "2023-05-20", "by": "XXA", "type": "visit", "visitor": ["person:p"], "host": ["XXB"],
         "time": "2023-05-14/2023-05-15"},
        {"doc": "b", "on": "2023-05-21", "by": "XXB", "type": "visit", "visitor": ["person:p"], "host": ["XXB"],
         "time": "2023-05-15/2023-05-16"},
    ]  # fmt: skip
    (found,) = happenings(records(rows))
    (conflict,) = found.conflicts
    assert [(s.value, s.records, s.publishers) for s in conflict.sides] == [
        ("2023-05-14/2023-05-15", ("r1",), ("XXA",)), ("2023-05-15/2023-05-16", ("r2",), ("XXB",)),
    ]  # fmt: skip
    assert found.earliest == date(2023, 5, 14) and found.latest == date(2023, 5, 16)
    assert [t.edtf for t in found.times] == ["2023-05-14/2023-05-15", "2023-05-15/2023-05-16"]
    assert found.json()["conflicts"][0]["sides"][1]["publishers"] == ["XXB"]


def test_nothing_gives_nothing() -> None:
    assert happenings([]) == ()


def test_a_meeting_on_a_visit_is_part_of_it() -> None:
    rows = [
        {"doc": "a", "on": "2023-05-20", "type": "visit", "visitor": ["person:p"], "host": ["XXB"],
         "time": "2023-05-14/2023-05-15", "happening": "v1"},
        {"doc": "a", "on": "2023-05-20", "type": "meeting", "participant": ["person:p", "person:q"],
         "time": "2023-05-15", "part_of": "v1"},
    ]  # fmt: skip
    found = happenings(records(rows))
    visit, meeting = sorted(found, key=lambda h: h.sort, reverse=True)
    assert meeting.part_of == visit.id and visit.part_of is None


def test_what_is_told_a_thousand_times_stays_cheap() -> None:
    row = {"on": "2023-02-15", "form": "amount", "measure": "trade-turnover", "about": ["AAA", "BBB"],
           "number": 310e6, "written": "310 million", "period": "2022"}  # fmt: skip
    other = row | {"number": 335e6, "written": "335 million"}
    rows = [{**(other if n % 7 == 0 else row), "doc": f"d{n:05}", "by": "AAA" if n % 2 else "BBB"} for n in range(3000)]
    began = time.process_time()
    (found,) = happenings(records(rows))
    assert time.process_time() - began < 3
    assert len(found.records) == 3000 and [len(c.sides) for c in found.conflicts] == [2]
