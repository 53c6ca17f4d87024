"""The two axes of time, row by row: what holds on a day, and what was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.handmade import document, stub
from verbale.core.interval import Interval, day
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.facts import edtf
from verbale.register import Query, Register, open_register
from verbale.register.conditions import meets
from verbale.register.times import stretch

SAID = day(date(2021, 6, 1))
OPEN = (None, None)


def made(kind: str, status: str = "held", time: str | None = None, **values: object) -> Record:
    when = edtf.parse(time) if time else None
    return Record(kind, "d", "n.txt", None, Span(0, 4), "Word", 0, "text", ("NOR",), status, when, values)


ROWS = [
    # relation: since, else its time, else open; until, else open
    (made("relation", type="treaty-in-force", since=None, until=None), SAID, OPEN),
    (made("relation", type="treaty-in-force", since="1994", until=None), SAID, (date(1994, 1, 1), None)),
    (made("relation", type="office", since="2010-05", until="2014-09-30"), SAID, (date(2010, 5, 1), date(2014, 9, 30))),
    (made("relation", type="office", since=None, until="2014"), SAID, (None, date(2014, 12, 31))),
    (made("relation", time="2004", type="membership", since=None, until=None), SAID, (date(2004, 1, 1), None)),
    (made("relation", time="2004", type="membership", since="2003-02", until=None), SAID, (date(2003, 2, 1), None)),
    (made("relation", type="office", since="some day", until="2014-13-40"), SAID, OPEN),
    (made("relation", type="office"), None, OPEN),
    # a chair is held for its time
    (made("relation", time="2019", type="chair", since=None), SAID, (date(2019, 1, 1), date(2019, 12, 31))),
    (made("relation", "planned", time="2025", type="chair"), SAID, (date(2021, 6, 1), date(2025, 12, 31))),
    (made("relation", time="2019", type="chair", until="2019-06"), SAID, (date(2019, 1, 1), date(2019, 6, 30))),
    # event, figure: from the first day of its time, else from when it was said, for good
    (made("event", time="2021-05-04"), SAID, (date(2021, 5, 4), None)),
    (made("event", time="2021-05"), SAID, (date(2021, 5, 1), None)),
    (made("event"), SAID, (date(2021, 6, 1), None)),
    (made("event"), None, None),
    (made("event", "denied", time="2020"), SAID, (date(2020, 1, 1), None)),
    (made("figure", time="2020"), None, (date(2020, 1, 1), None)),
    (made("figure", time="../2020"), SAID, (date(2021, 6, 1), None)),
    (made("figure", time="../2020"), None, OPEN),
    # stance, commitment, phrase: from its time or from when it was said, the earlier
    (made("stance"), SAID, (date(2021, 6, 1), None)),
    (made("stance", time="2015"), SAID, (date(2015, 1, 1), None)),
    (made("commitment", time="2030"), SAID, (date(2021, 6, 1), None)),
    (made("phrase"), SAID, (date(2021, 6, 1), None)),
    (made("phrase"), None, None),
    # what is planned: from when it was said
    (made("event", "planned", time="2022-06-07"), SAID, (date(2021, 6, 1), None)),
    (made("event", "planned", time="2022-06-07"), None, (date(2022, 6, 7), None)),
    (made("figure", "planned", time="2030"), SAID, (date(2021, 6, 1), None)),
    (made("relation", "planned", since="2023", type="membership"), SAID, (date(2021, 6, 1), None)),
    # the day it was said: the first of the document's date, or the last where only that is known
    (made("stance"), Interval(date(2021, 5, 1), date(2021, 5, 31), "2021-05"), (date(2021, 5, 1), None)),
    (made("stance"), Interval(None, date(2021, 5, 31), "../2021-05-31"), (date(2021, 5, 31), None)),
]  # fmt: skip


@pytest.mark.parametrize(("record", "dated", "ends"), ROWS)
def test_when_it_holds(record: Record, dated: Interval | None, ends: tuple[date | None, date | None] | None) -> None:
    found = stretch(record, dated)
    assert (None if found is None else (found.begins, found.ends)) == ends


def test_both_ends_are_part_of_it() -> None:
    found = stretch(made("relation", type="office", since="2010-05-02", until="2010-05-03"), SAID)
    assert found is not None
    days = [date(2010, 5, n) for n in range(1, 6)]
    assert [found.covers(d) for d in days] == [False, True, True, False, False]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return open_register(tmp_path / "kept.sqlite")


def quotes(register: Register, **asked: object) -> list[str]:
    return [k.record.quote.split(" ")[0] + ":" + k.record.status for k in register.select(Query(**asked))]  # type: ignore[arg-type]


def test_as_of_gives_what_had_happened(register: Register) -> None:
    register.add(stub(document()))
    visits = {"kinds": ("event",), "types": ("visit",)}
    assert quotes(register, as_of=date(2021, 5, 3), **visits) == []
    assert quotes(register, as_of=date(2021, 5, 4), **visits) == ["Anna:held"]
    assert quotes(register, as_of=date(2021, 6, 1), **visits) == ["Anna:held", "Anna:planned"]
    assert quotes(register, as_of=date(2023, 1, 1), **visits) == ["Anna:held", "Anna:planned"]
    assert quotes(register, as_of=date(1980, 1, 1)) == ["Norway:held"]


def three(register: Register) -> tuple[Reading, Reading, Reading]:
    whole = stub(document())
    found = (replace(whole, records=whole.records[:1]), replace(whole, records=whole.records[:4]), whole)
    for reading, known in zip(found, (date(2021, 7, 1), date(2021, 8, 1), date(2021, 9, 1)), strict=True):
        register.add(reading, known)
    return found


def test_known_on_gives_what_was_read_by_then(register: Register) -> None:
    readings = three(register)
    days = [date(2021, 6, 30), *(date(2021, m, d) for m, d in ((7, 1), (7, 31), (8, 1), (9, 1))), date(2030, 1, 1)]
    sizes = [len(register.select(Query(known_on=d))) for d in days]
    assert sizes == [0, 1, 1, 4, len(readings[2].records), len(readings[2].records)]
    assert [len(register.documents(Query(known_on=d))) for d in days] == [0, 1, 1, 1, 1, 1]
    assert not register.select(Query(known_on=days[1]))[0].current
    assert [h.records for h in register.search("Akureyri", query=Query(known_on=days[1]))] == [()]
    assert register.search("Akureyri", query=Query(known_on=days[0])) == []
    assert register.officers("NOR", days[1]) == frozenset()
    assert register.officers("NOR", days[4]) == {"person:anna-berg"}


def test_a_reading_nobody_dated_is_always_known(register: Register) -> None:
    register.add(stub(document()))
    assert len(register.select(Query(known_on=date(1900, 1, 1)))) == 9 - 1


def test_readings_are_told_in_order(register: Register) -> None:
    readings = three(register)
    doc = readings[0].document.id
    found = register.readings(doc)
    assert [r.known_on for r in found] == [date(2021, 7, 1), date(2021, 8, 1), date(2021, 9, 1)]
    assert [r.reading for r in found] == sorted(r.reading for r in found)
    assert register.text(doc) == readings[0].document.text
    assert register.text("none") is None


def test_history_of_a_record(register: Register) -> None:
    whole = stub(document())
    first = whole.records[2]
    other = replace(first, values={**first.values, "value": 13_000_000})
    for number, records in enumerate([(), (first,), (first,), (other,), (), (first,)]):
        register.add(replace(whole, records=records, notes=(f"reading {number}",)))
    states = [(v.state, v.kept.record.values["value"] if v.kept else None) for v in register.history(first.id)]
    assert states == [
        ("read", 12_000_000), ("same", 12_000_000), ("changed", 13_000_000), ("gone", None), ("back", 12_000_000),
    ]  # fmt: skip
    assert register.history(other.id)[0].state == "read"
    assert register.history("none") == []


def test_documents_that_meet_a_query(register: Register) -> None:
    register.add(stub(document()))
    register.add(stub(document("Iceland is fine.", "two.txt", publisher="ISL", date=day(date(2022, 3, 1)))))
    register.add(stub(document("Iceland rests.", "three.txt", publisher="ISL", date=None)))

    def sources(**asked: object) -> list[str]:
        return [d.source for d in register.documents(Query(**asked))]  # type: ignore[arg-type]

    assert sources() == ["note.txt", "two.txt", "three.txt"]
    assert sources(publishers=("ISL",)) == ["two.txt", "three.txt"]
    assert sources(since=date(2022, 1, 1)) == ["two.txt"]
    assert sources(until=date(2021, 12, 31)) == ["note.txt"]
    assert sources(as_of=date(2021, 12, 31)) == ["note.txt"]
    assert sources(kinds=("stance",)) == ["note.txt"]
    assert sources(topics=("trade",), publishers=("ISL",)) == []
    assert sources(documents=(document().id,)) == ["note.txt"]


def test_topics_and_sayers(register: Register) -> None:
    register.add(stub(document()))
    assert len(register.select(Query(topics=("trade", "energy")))) == 8
    assert register.select(Query(topics=("trad",))) == register.select(Query(topics=("t%",))) == []
    assert len(register.select(Query(said_by=("NOR",)))) == 8
    assert register.select(Query(said_by=("ISL",))) == []
    assert len(register.select(Query(said_by=("NOR",), actors=("ISL",), kinds=("event",)))) == 2


def test_search_takes_a_query(register: Register) -> None:
    register.add(stub(document()))
    register.add(stub(document("Norway rests. Norway is far.", "two.txt")))
    assert len(register.search("Norway", query=Query(kinds=("stance",)))) == 1
    assert register.search("Norway", query=Query(publishers=("ISL",))) == []
    assert len(register.search("visits", query=Query(actors=("ISL",), until=date(2021, 5, 31)))) == 0
    assert len(register.search("visits", query=Query(actors=("ISL",), until=date(2021, 6, 30)))) == 1


DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31)) | st.none()
PICKED = st.builds(
    Query,
    actors=st.lists(st.sampled_from(["NOR", "ISL", "SWE", "person:anna-berg"]), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(["event", "stance", "relation"]), max_size=2).map(tuple),
    statuses=st.sampled_from([(), ("planned",), ("held",)]),
    types=st.sampled_from([(), ("visit",), ("office", "visit")]),
    topics=st.sampled_from([(), ("trade",), ("energy",)]),
    said_by=st.sampled_from([(), ("NOR",), ("ISL", "NOR")]),
    publishers=st.sampled_from([(), ("NOR",), ("ISL",)]),
    since=DAYS,
    until=DAYS,
    as_of=DAYS,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PICKED)
def test_the_tables_and_a_record_in_hand_answer_alike(register: Register, query: Query) -> None:
    if not register.documents():
        register.add(stub(document()))
        register.add(stub(document("Anna Berg visited Norway. Norway firmly supports Iceland.", "b.txt", date=None)))
        register.add(stub(document("Norway will open an office.", "c.txt", publisher="ISL", date=edtf.parse("2020"))))
    expected = [k for k in register.select(Query()) if meets(query, k.record, k.document)]
    assert [k.id for k in register.select(query)] == [k.id for k in expected]
