"""What persons decide stays with the words it was decided on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.handmade import TEXT, document, stub
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.register import Query, Register, RegisterError, open_register

WHOLE = stub(document())
VISIT, FIGURE = WHOLE.records[1], WHOLE.records[2]
DAY = datetime(2021, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    register = open_register(tmp_path / "kept.sqlite")
    register.add(WHOLE, date(2021, 7, 1))
    return register


def when(minute: int) -> datetime:
    return DAY.replace(minute=minute)


def correct(register: Register, record: str, field: str, value: object, by: str = "ada", minute: int = 0) -> None:
    register.decide("correct", [record], by, "the annex says so", field=field, value=value, made=when(minute))


def figure(register: Register, **asked: Any) -> list[tuple[object, tuple[str, ...]]]:
    found = register.select(Query(kinds=("figure",), **asked))
    return [(k.record.values["value"], k.corrected) for k in found]


def changed(reading: Reading, old: Record, *new: Record) -> Reading:
    """The reading as other rules would have made it."""
    return replace(reading, records=tuple(r for r in reading.records if r is not old) + new)


def test_a_correction_replaces_the_value_and_keeps_the_old(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    assert figure(register) == [(14_000_000, ("value",))]
    kept = register.get(FIGURE.id)
    assert kept is not None and kept.id == FIGURE.id
    assert kept.original == FIGURE
    (decision,) = kept.decisions
    assert (decision.old, decision.new, decision.by, decision.why) == (12e6, 14e6, "ada", "the annex says so")
    told = kept.json()
    assert (told["value"], told["corrected"], told["id"]) == (14_000_000, ["value"], FIGURE.id)
    assert told["decisions"][0]["targets"][0]["quote"] == FIGURE.quote


def test_a_corrected_record_is_found_by_its_new_values(register: Register) -> None:
    correct(register, VISIT.id, "time", "2021-08-15")
    correct(register, VISIT.id, "status", "planned", minute=1)
    correct(register, VISIT.id, "topics", "energy, transport", minute=2)
    cast = [{"id": "person:anna-berg", "role": "visitor"}, {"id": "SWE", "role": "host"}]
    correct(register, VISIT.id, "actors", cast, minute=3)
    correct(register, VISIT.id, "place", "SWE", minute=4)
    asked = Query(actors=("SWE",), kinds=("event",), statuses=("planned",), topics=("transport",),
                  since=date(2021, 8, 1), until=date(2021, 8, 31))  # fmt: skip
    (kept,) = register.select(asked)
    assert kept.id == VISIT.id and kept.record.time is not None
    assert kept.record.time.edtf == "2021-08-15" and "ada" in kept.record.time.basis
    assert register.select(replace(asked, actors=("ISL",))) == []
    assert VISIT.id not in {k.id for k in register.select(Query(until=date(2021, 5, 31)))}
    ordered = register.select(Query(kinds=("event",)))
    assert ordered[0].id == VISIT.id


def test_a_rejected_record_is_left_out_unless_asked_for(register: Register) -> None:
    register.decide("reject", [FIGURE.id], "ada", "of another year", made=DAY)
    assert figure(register) == []
    assert figure(register, rejected=True) == [(12_000_000, ())]
    assert register.get(FIGURE.id).rejected  # type: ignore[union-attr]
    assert register.search("million")[0].records == ()
    register.decide("confirm", [FIGURE.id], "ada", "no, of this year", made=when(1))
    assert figure(register) == [(12_000_000, ())]


def test_officers_follow_decisions(register: Register) -> None:
    (office,) = register.select(Query(types=("office",)))
    correct(register, office.id, "subject", ["person:bo-dahl"])
    assert register.officers("NOR") == {"person:bo-dahl"}
    assert register.officers("NOR", date(2021, 8, 31)) == {"person:anna-berg"}
    register.decide("reject", [office.id], "ada", "not in office", made=when(9))
    assert register.officers("NOR") == frozenset()


def test_a_note_changes_nothing(register: Register) -> None:
    register.decide("note", [FIGURE.id], "bo", "ask the ministry", made=DAY)
    assert figure(register) == [(12_000_000, ())]
    assert [d.why for d in register.get(FIGURE.id).decisions] == ["ask the ministry"]  # type: ignore[union-attr]


def test_decisions_are_known_from_their_day(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    assert figure(register, known_on=date(2021, 8, 31)) == [(12_000_000, ())]
    assert figure(register, known_on=date(2021, 9, 1)) == [(14_000_000, ("value",))]


def test_decisions_survive_a_new_reading(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    better = replace(FIGURE, values={**FIGURE.values, "period": "2019"})
    assert better.id != FIGURE.id
    register.add(changed(WHOLE, FIGURE, better), date(2021, 10, 1))
    assert figure(register) == [(14_000_000, ("value",))]
    assert register.select(Query(kinds=("figure",)))[0].record.values["period"] == "2019"
    assert [d.orphaned for d in register.decisions()] == [False]
    register.add(WHOLE)
    assert figure(register) == [(14_000_000, ("value",))]


def test_a_longer_quote_that_says_the_same_keeps_the_decision(register: Register) -> None:
    correct(register, FIGURE.id, "unit", "EUR")
    span = Span(FIGURE.span.start, FIGURE.span.end + 1)
    register.add(changed(WHOLE, FIGURE, replace(FIGURE, span=span, quote=span.of(TEXT))))
    assert register.select(Query(kinds=("figure",)))[0].record.values["unit"] == "EUR"
    other = replace(FIGURE, span=span, quote=span.of(TEXT), values={**FIGURE.values, "value": 99})
    register.add(changed(WHOLE, FIGURE, other))
    assert [d.orphaned for d in register.decisions()] == [True]


def test_a_decision_whose_words_are_gone_is_orphaned_and_moves_nowhere(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    register.add(changed(WHOLE, FIGURE))
    (orphan,) = register.decisions()
    assert orphan.orphaned and orphan.records == (None,)
    assert not any(k.decisions for k in register.select(Query(rejected=True)))
    kept = register.get(FIGURE.id)
    assert kept is not None and not kept.current and kept.corrected == ("value",)
    register.add(WHOLE)
    assert figure(register) == [(14_000_000, ("value",))]
    assert [d.orphaned for d in register.decisions()] == [False]


def test_of_two_records_at_the_same_words_the_decision_stays_with_its_own(register: Register) -> None:
    twin = replace(FIGURE, values={**FIGURE.values, "value": 15_000_000})
    register.add(changed(WHOLE, FIGURE, FIGURE, twin))
    register.decide("reject", [twin.id], "ada", "a slip", made=DAY)
    assert figure(register) == [(12_000_000, ())]
    later = {**FIGURE.values, "marks": ["new"]}
    register.add(changed(WHOLE, FIGURE, replace(FIGURE, values=later), replace(twin, values={**later, "value": 15e6})))
    assert figure(register) == [(12_000_000, ())]
    register.add(changed(WHOLE, FIGURE, replace(FIGURE, values=later)))
    assert figure(register) == [(12_000_000, ())]
    assert [d.orphaned for d in register.decisions()] == [True]


REVISED = f"A line that was put in later. {TEXT}"


def test_a_new_wording_of_an_item_keeps_decisions_on_words_that_stayed(tmp_path: Path) -> None:
    with open_register(tmp_path / "items.sqlite") as register:
        first = stub(document(item="7"))
        register.add(first)
        correct(register, first.records[2].id, "value", 14_000_000)
        register.add(stub(document(REVISED, item="7")))
        register.add(stub(document(f"Again. {TEXT}", item="8")))
        found = {k.document.id: k.record.values["value"] for k in register.select(Query(kinds=("figure",)))}
        assert sorted(found.values()) == [12_000_000, 14_000_000, 14_000_000]


def test_a_file_of_the_same_name_takes_no_decisions(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    register.add(stub(document(REVISED)))
    assert sorted(v for v, _ in figure(register)) == [12_000_000, 14_000_000]  # type: ignore[type-var]


def test_decisions_are_shared_as_a_file(register: Register, tmp_path: Path) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    register.decide("merge", [VISIT.id, FIGURE.id], "bo", "one day", made=when(1))
    lines = list(register.export_decisions())
    assert [json.loads(line)["verb"] for line in lines] == ["correct", "merge"]
    with open_register(tmp_path / "other.sqlite") as other:
        assert (other.import_decisions(lines).new, other.import_decisions([*lines, ""]).known) == (2, 2)
        assert [d.orphaned for d in other.decisions()] == [True, True]
        other.add(WHOLE)
        assert [d.orphaned for d in other.decisions()] == [False, False]
        assert figure(other) == [(14_000_000, ("value",))]
        assert list(other.export_decisions()) == lines
        assert list(other.ties().same) == [tuple(sorted((VISIT.id, FIGURE.id)))]


def test_an_import_in_another_wording_of_the_file(register: Register, tmp_path: Path) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    with open_register(tmp_path / "other.sqlite") as other:
        other.add(stub(document(REVISED)))
        other.import_decisions(register.export_decisions())
        assert figure(other) == [(14_000_000, ("value",))]
        other.add(stub(document(f"{REVISED} {TEXT}", source="double.txt")))
        assert sorted(v for v, _ in figure(other)) == [12e6, 12e6, 14e6]  # type: ignore[type-var]


HEAD = '{"schema": "verbale-decisions/1", "made": "2021-09-01T00:00:00Z", "why": "b", '
BAD = [
    "no json",
    "[]",
    "{}",
    '{"schema": "verbale-decisions/2"}',
    HEAD + '"verb": "erase", "by": "a", "targets": []}',
    HEAD + '"verb": "note", "by": 5, "targets": []}',
    HEAD + '"verb": "note", "by": "a", "targets": [{}]}',
    HEAD.replace("2021", "the year 2021") + '"verb": "note", "by": "a", "targets": []}',
]


@pytest.mark.parametrize("line", BAD)
def test_a_bad_line_is_named_and_nothing_is_kept(register: Register, line: str) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    good = list(register.export_decisions())
    register.forget(WHOLE.document.id)
    with pytest.raises(RegisterError, match=r"^kept\.sqlite: line 2: not a decision \("):
        register.import_decisions([*good, line])
    assert register.decisions() == []


def test_persons_who_disagree_stand_side_by_side_and_nothing_is_applied(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000, "ada", 0)
    correct(register, FIGURE.id, "value", 15_000_000, "bo", 1)
    kept = register.select(Query(kinds=("figure",)))[0]
    assert (kept.record.values["value"], kept.disputed, kept.corrected) == (12_000_000, ("value",), ())
    assert [d.by for d in kept.dispute] == ["ada", "bo"]
    assert kept.decisions == ()
    (conflict,) = register.conflicts()
    assert (conflict.matter, [d.by for d in conflict.decisions]) == ("value", ["ada", "bo"])
    correct(register, FIGURE.id, "value", 15_000_000, "ada", 2)
    assert figure(register) == [(15_000_000, ("value",))]
    assert register.conflicts() == []


def test_reject_against_confirm_is_disputed(register: Register) -> None:
    register.decide("confirm", [FIGURE.id], "ada", "checked", made=when(0))
    register.decide("reject", [FIGURE.id], "bo", "no", made=when(1))
    kept = register.select(Query(kinds=("figure",)))[0]
    assert kept.disputed == ("it",) and not kept.rejected
    assert [c.matter for c in register.conflicts()] == ["it"]


def test_merge_and_split(register: Register) -> None:
    pair = tuple(sorted((VISIT.id, FIGURE.id)))
    register.decide("merge", pair, "ada", "the same", made=when(0))
    assert register.ties().same == {pair}
    assert register.ties(date(2021, 8, 1)).same == frozenset()
    register.decide("split", pair, "bo", "not the same", made=when(1))
    assert not register.ties().same and not register.ties().apart
    assert [(c.matter, c.records) for c in register.conflicts()] == [("same", pair)]
    assert [(k.decisions, k.disputed) for k in map(register.get, pair) if k] == [((), ("same",))] * 2
    register.decide("split", pair, "ada", "indeed", made=when(2))
    assert register.ties().apart == {pair}
    assert [[d.verb for d in k.decisions] for k in map(register.get, pair) if k] == [["split", "split"]] * 2


def test_forget_removes_the_words_of_decisions(tmp_path: Path) -> None:
    other = stub(document("Norway reached 3 million Quixotium.", "other.txt"))
    with open_register(tmp_path / "kept.sqlite") as register:
        register.add(WHOLE)
        register.add(other)
        correct(register, other.records[0].id, "measure", "quixotium-sold")
        register.decide("merge", [other.records[0].id, FIGURE.id, VISIT.id], "bo", "one thing", made=when(1))
        assert register.forget("other.txt") == 1
        assert [(d.decision.verb, len(d.records)) for d in register.decisions()] == [("merge", 2)]
        assert all(b"uixotium" not in p.read_bytes().lower() for p in tmp_path.iterdir())
        register.forget(WHOLE.document.id)
        assert register.decisions() == []


def test_forget_removes_the_words_of_orphans(register: Register, tmp_path: Path) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    with open_register(tmp_path / "other.sqlite") as other:
        other.import_decisions(register.export_decisions())
        assert other.forget(WHOLE.document.id) == 0
        assert other.decisions() == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"ids": ["none"]}, "no record none"),
        ({"by": " "}, "needs who made it and why"),
        ({"why": ""}, "needs who made it and why"),
        ({"verb": "erase"}, "no decision erase; one of confirm"),
        ({"verb": "merge"}, "two records or more"),
        ({"verb": "correct"}, "names a field"),
        ({"field": "value"}, "names a field"),
        ({"verb": "correct", "field": "nose", "value": 1}, "figure: no field nose to correct; it has form"),
        ({"verb": "correct", "field": "value", "value": "many"}, "value: not a number"),
        ({"verb": "correct", "field": "value", "value": float("nan")}, "value: not a number"),
        ({"verb": "correct", "field": "about", "value": 5}, "about: not a list like the one it has"),
        ({"verb": "correct", "field": "time", "value": "soon"}, "time: no time"),
        ({"verb": "correct", "field": "status", "value": "true"}, "status: one of held"),
        ({"verb": "correct", "field": "unit", "value": 5}, "unit: not text"),
    ],
)
def test_what_cannot_be_decided_is_one_line(register: Register, parts: dict[str, Any], words: str) -> None:
    asked = {"verb": "confirm", "ids": [FIGURE.id], "by": "ada", "why": "because"} | parts
    with pytest.raises(RegisterError, match=r"^kept\.sqlite: .*" + words):
        register.decide(asked.pop("verb"), asked.pop("ids"), asked.pop("by"), asked.pop("why"), **asked)
    assert register.decisions() == []


def test_a_shared_correction_that_does_not_fit_is_not_applied(register: Register) -> None:
    correct(register, FIGURE.id, "value", 14_000_000)
    (line,) = register.export_decisions()
    data = json.loads(line) | {"field": "nose", "by": "bo"}
    register.import_decisions([json.dumps(data), json.dumps(data | {"field": "value", "new": "x", "by": "cy"})])
    kept = register.select(Query(kinds=("figure",)))[0]
    assert [d.by for d in kept.decisions] == ["bo"] and kept.corrected == () and kept.disputed == ("value",)
    register.decide("correct", [FIGURE.id], "cy", "oh", field="value", value=14_000_000)
    assert figure(register) == [(14_000_000, ("value",))]


def test_the_same_decision_again_is_one(register: Register) -> None:
    for _ in range(2):
        correct(register, FIGURE.id, "value", 14_000_000)
    assert len(register.decisions()) == 1
