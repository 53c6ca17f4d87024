"""The reference facts: each row has a source, is in order, and agrees with public tables where those are here."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from verbale.core.ids import slug
from verbale.facts import LEVELS, Fact, load
from verbale.facts.edtf import parse
from verbale.facts.tables import person, read

HERE = Path(__file__).parent
DATA = sorted((HERE.parent / "verbale/facts/data").glob("*.toml"))
TABLES = HERE.parent.parent / "shared/reference"
CODE = re.compile(r"[A-Z]{3}|EU|AU")
FACTS = load()


def table(name: str) -> list[dict[str, str]]:
    """Rows of a public table; the test is skipped where the tables are not here."""
    path = TABLES / name
    if not path.exists():
        pytest.skip(f"../shared/reference/{name} is not here")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", DATA, ids=[p.name for p in DATA])
def test_every_row_names_its_source(path: Path) -> None:
    for name, rows in tomllib.loads(path.read_text("utf-8")).items():
        assert all(name == "person" or row["source"].strip() for row in rows)


def test_no_row_stands_twice() -> None:
    foundings = [f.subject for f in FACTS.all if f.kind == "founding"]
    assert len(foundings) == len(set(foundings))
    keys = [(f.kind, f.subject, f.object, f.value, f.start, f.ordinal) for f in FACTS.all]
    assert len(keys) == len(set(keys))


def test_intervals_are_in_order() -> None:
    for fact in FACTS.all:
        assert fact.first <= fact.last, fact
        for interval in filter(None, (fact.start, fact.end)):
            assert interval.earliest and interval.latest and interval.earliest <= interval.latest, fact


def test_states_have_codes() -> None:
    named = [f.subject for f in FACTS.all if f.kind in ("membership", "relations")]
    named += [f.object for f in FACTS.all if f.kind == "relations"]
    named += [f.value for f in FACTS.all if f.kind == "meeting" and f.value]
    assert all(CODE.fullmatch(code) for code in named)


def test_enough_is_known() -> None:
    def count(kind: str) -> int:
        return sum(f.kind == kind for f in FACTS.all)

    assert len({f.object for f in FACTS.all if f.kind == "membership"}) >= 25
    assert count("founding") >= 60 and count("relations") >= 120 and count("meeting") >= 100
    assert FACTS.events()


def test_offices_follow_one_another() -> None:
    """Two hold one office at once only on the day of handover."""
    offices: dict[tuple[str, str, str | None], list[Fact]] = {}
    for fact in (f for f in FACTS.all if f.kind in LEVELS):
        offices.setdefault((fact.kind, fact.object, fact.value), []).append(fact)
    for terms in offices.values():
        for one, other in pairwise(terms):
            assert one.end and one.end.earliest and one.end.earliest <= other.first, (one, other)


@pytest.mark.parametrize("body", ["SCO", "G20", "BRICS", "OTS", "CICA", "G7"])
def test_series_run_in_time(body: str) -> None:
    meetings = FACTS.series(body)
    assert [m.ordinal for m in meetings] == sorted({m.ordinal for m in meetings if m.ordinal})
    assert all(a.last < b.first for a, b in pairwise(meetings))
    assert all(m.value for m in meetings)


def test_founders_and_comers() -> None:
    assert FACTS.members("SCO", date(2016, 1, 1)) == {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}
    assert FACTS.members("SCO") - FACTS.members("SCO", date(2016, 1, 1)) == {"BLR", "IND", "IRN", "PAK"}
    assert [len(FACTS.members(b)) for b in ("EU", "NATO", "G20", "ASEAN", "OECD", "AU")] == [27, 32, 21, 11, 38, 55]
    assert [len(FACTS.members(b)) for b in ("UN", "OIC", "CoE", "OSCE", "commonwealth")] == [193, 57, 46, 57, 56]
    assert [len(FACTS.members(b)) for b in ("schengen-area", "SADC", "LAS", "APEC", "CICA")] == [29, 16, 22, 21, 28]
    assert FACTS.members("european-council") == FACTS.members("EU")
    assert "GBR" in FACTS.members("EU", date(2019, 1, 1)) and "GBR" not in FACTS.members("EU")
    assert {"NATO", "EU", "V4"} - FACTS.member_of("POL") == {"V4"}
    assert FACTS.members("no such body") == frozenset()


def test_relations_have_no_order() -> None:
    found = FACTS.relations("KAZ", "CHN")
    assert found and found == FACTS.relations("CHN", "KAZ") and found.first == date(1992, 1, 3)
    assert FACTS.relations("CHN", "CHN") is None


def test_meetings_and_foundings() -> None:
    found = FACTS.meeting("SCO", 24)
    assert found and (found.first, found.last, found.place, found.value) == (
        date(2024, 7, 3),
        date(2024, 7, 4),
        "Astana",
        "KAZ",
    )
    assert FACTS.meeting("SCO", 999) is None and FACTS.founding("no such body") is None


def test_both_hold_on_the_day_of_handover() -> None:
    handover = FACTS.holders("head-of-state", "USA", date(2021, 1, 20))
    assert {f.subject for f in handover} == {"person:donald-trump", "person:joe-biden"}
    assert {f.value for f in FACTS.offices_of("person:mark-rutte")} == {"Prime Minister", "Secretary General"}


def test_ids_of_persons_come_from_their_own_order() -> None:
    ids = dict(FACTS.persons())
    assert "Fumio Kishida" in ids["person:kishida-fumio"] and "To Lam" in ids["person:to-lam"]
    assert {"person:xi-jinping", "person:kassym-jomart-tokayev", "person:joe-biden"} <= set(ids)
    assert person("George W. Bush") == "person:george-bush" and person("Juan Carlos I") == "person:juan-carlos-i"
    names = [(slug(n), id) for id, forms in FACTS.persons() for n in forms]
    assert len({n for n, _ in names}) == len(set(names))


def test_dates_of_tables() -> None:
    assert parse("2024-07-03/2024-07-04").edtf == "2024-07-03/2024-07-04"
    assert parse("2002").latest == date(2002, 12, 31)
    with pytest.raises(ValueError):
        parse("spring")


def test_tables_of_a_user() -> None:
    own = '[[founding]]\nid = "own"\ndate = "1999-05"\nsource = "charter"\n'
    found = read([own]).founding("own")
    assert found and found.start and found.start.edtf == "1999-05"


def test_facts_are_found_by_identity() -> None:
    assert load() is FACTS and hash(FACTS) == hash(load())


NAMES = {slug(n): id for id, forms in FACTS.persons() for n in forms}


def test_current_leaders_agree_with_the_table() -> None:
    """Where both speak. Its row on the head of state of Saudi Arabia names the prime minister."""
    codes = {r["ISO3166-1-Alpha-2"]: r["ISO3166-1-Alpha-3"] for r in table("country_codes.csv")}
    for row in table("leaders_2026_08_asean_g20.csv"):
        actor, level = codes.get(row["iso2"], ""), row["position"].replace("_", "-")
        held = {f.subject for f in FACTS.holders(level, actor, date.fromisoformat(row["snapshot"]))}
        odd = (actor, level) == ("SAU", "head-of-state")
        assert odd or not held or not row["holder"] or NAMES.get(slug(row["holder"])) in held, row


def test_leaders_of_2022_agree_with_the_table() -> None:
    """Of persons that both know, one term begins in the year given; the table counts a suspension as an end."""
    codes = {r["CLDR display name"]: r["ISO3166-1-Alpha-3"] for r in table("country_codes.csv")}
    checked = 0
    for row in table("leaders_2022_wikidata.csv"):
        id, actor = NAMES.get(slug(row["officeholderLabel"])), codes.get(row["country"])
        terms = [f for f in (FACTS.offices_of(id) if id else ()) if f.object == actor]
        if terms and (actor, row["start_year"]) != ("THA", "2022"):
            assert int(row["start_year"]) in {f.first.year for f in terms}, row
            checked += 1
    assert checked > 60


def test_relations_of_the_usa_agree_with_the_table() -> None:
    """Where the table gives one establishment of relations with a state, ours is of that year."""
    codes = {r["CLDR display name"]: r["ISO3166-1-Alpha-3"] for r in table("country_codes.csv")}
    years: dict[str, set[str]] = {}
    for row in table("us_recognition_diplomatic_relations.csv"):
        if row["section"] == "diplomatic_relations" and row["head"].startswith("Establishment of Dip"):
            years.setdefault(codes.get(row["country"], ""), set()).update(re.findall(r"\d{4}", row["head_dates"]))
    ours = {code: FACTS.relations("USA", code) for code, found in years.items() if len(found) == 1 and code}
    checked = {code: fact for code, fact in ours.items() if fact and code not in ("CHN", "VNM")}
    assert len(checked) > 25
    assert all(str(fact.first.year) in years[code] for code, fact in checked.items())
