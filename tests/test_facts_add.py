"""Tables of a user's own: what each mapping makes of them, what is kept, what is contradicted, what is looked up."""

from __future__ import annotations

import csv
import json
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.conftest import SHARED, cases
from verbale.cli import app
from verbale.facts import Fact, load
from verbale.facts.added import FILE, FactsError
from verbale.facts.adding import Outcome, add
from verbale.facts.agreement import contradict, meet, title
from verbale.facts.compiled import kept
from verbale.facts.edtf import parse
from verbale.facts.fact import LEVELS
from verbale.facts.making import spells
from verbale.facts.mapping import MappingError, mapping
from verbale.facts.mapping import names as mappings
from verbale.facts.recognise import given_first, key, known
from verbale.facts.tables import shipped
from verbale.views.facts import names

NAMES = tuple(names())
CASES = [pytest.param(row, id=f"{row['mapping']}") for row in cases("facts/mappings")]
HEAD = "item,itemLabel,position,positionLabel,country,start,end\n"


def put(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    return path


def added(folder: Path, text: str, name: str, file: str = "table.csv") -> Outcome:
    return add(put(folder, text, file), name, folder / "own", None, NAMES)


def test_every_mapping_has_a_case() -> None:
    assert {row["mapping"] for row in cases("facts/mappings")} == set(mappings())


@pytest.mark.parametrize("row", CASES)
def test_mappings(row: dict[str, Any], tmp_path: Path) -> None:
    outcome = added(tmp_path, row["text"], row["mapping"])
    held = load(str(tmp_path / "own"))
    found = held.added.all() if held.added else ()
    assert sorted(f.line() for f in found) == row["facts"]
    assert [f"{number}: {reason}" for number, reason in outcome.bad] == row.get("bad", [])
    assert (outcome.passed, outcome.new) == (row.get("passed", 0), len(row["facts"]))
    assert all(f.source for f in found) and row.get("source", found[0].source) in {f.source for f in found}


@pytest.mark.parametrize("row", CASES)
def test_the_same_file_again_adds_nothing(row: dict[str, Any], tmp_path: Path) -> None:
    added(tmp_path, row["text"], row["mapping"])
    before = load(str(tmp_path / "own"))
    again = added(tmp_path, row["text"], row["mapping"], "renamed.csv")
    assert again.new == 0 and again.facts == len(row["facts"])
    assert load(str(tmp_path / "own")).digest == before.digest


@pytest.mark.parametrize("row", CASES)
def test_tabs_and_column_order_do_not_matter(row: dict[str, Any], tmp_path: Path) -> None:
    if mapping(row["mapping"]).wide:
        return
    rows = [cells[::-1] for cells in csv.reader(row["text"].lstrip("\n").splitlines())]
    text = "\ufeff" + "\n".join("\t".join(cells) for cells in rows)
    added(tmp_path, text, row["mapping"], "table.tsv")
    held = load(str(tmp_path / "own"))
    assert sorted(f.line() for f in held.added.all() if held.added) == row["facts"]  # type: ignore[union-attr]


def test_what_a_table_lacks_is_said(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"table\.csv: lacks end, which mapping us-visits reads"):
        added(tmp_path, "id,start,visitor,from_id,from_name,description\n", "us-visits")
    with pytest.raises(MappingError, match="no mapping nothing; there are cldr-names"):
        added(tmp_path, "a,b\n", "nothing")
    with pytest.raises(MappingError, match=r"none\.csv: is not there"):
        add(tmp_path / "none.csv", "us-visits", tmp_path)
    with pytest.raises(MappingError, match="is no table"):
        added(tmp_path, HEAD + "x" * 200_000 + ",,,,,,\n", "wikidata-offices")
    path = tmp_path / "latin.csv"
    path.write_bytes(b"id,start\n\xe9,\xff\n")
    with pytest.raises(MappingError, match="is not UTF-8"):
        add(path, "us-visits", tmp_path)


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    rules = 'title = "Twins"\nsource = "Town hall"\n[[fact]]\nkind = "twin"\nsubject = "a"\nobject = "b"\nstart = "y"\n'
    own = put(tmp_path, rules, "own.toml")
    path = put(tmp_path, "a,b,y\nFRA,de,1963\nFRA,Utopia,1963\n")
    outcome = add(path, str(own), tmp_path, "Archive of the town", NAMES)
    assert outcome.new == 1 and outcome.bad == ((3, "Utopia: no state known"),)
    (fact,) = load(str(tmp_path)).about("DEU")[-1:]
    assert (fact.line(), fact.source) == ("twin FRA DEU: 1963 to …", "Archive of the town")
    put(tmp_path, rules + 'colour = "red"\n', "own.toml")
    with pytest.raises(MappingError, match="colour: not known"):
        add(path, str(own), tmp_path)


def test_load_without_a_folder_is_what_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERBALE_FACTS", raising=False)
    assert load() is shipped() and load(str(tmp_path / "none")) is shipped()
    added(tmp_path, cases("facts/mappings")[0]["text"], "us-visits")
    monkeypatch.setenv("VERBALE_FACTS", str(tmp_path / "own"))
    more = load()
    assert more is load() and more is not shipped() and more.digest != shipped().digest
    assert len(more.all) == len(shipped().all) + 4 and more.shipped == shipped().shipped
    assert shipped().founding("SCO") == more.founding("SCO")


def test_facts_do_not_depend_on_the_order_of_tables(tmp_path: Path) -> None:
    rows = [row for row in cases("facts/mappings") if row["mapping"] in ("us-visits", "us-travels", "us-relations")]
    for name, order in (("a", rows), ("b", rows[::-1])):
        (tmp_path / name).mkdir()
        for row in order:
            added(tmp_path / name, row["text"], row["mapping"])
    one, other = (load(str(tmp_path / name / "own")) for name in ("a", "b"))
    assert one.all == other.all and one.digest == other.digest


def test_visits_are_found_by_person_and_by_state(tmp_path: Path) -> None:
    added(tmp_path, cases("facts/mappings")[0]["text"], "us-visits")
    facts = load(str(tmp_path / "own"))
    assert [f.first for f in facts.visits("person:bo-lindval", "USA")] == [date(1993, 9, 13)]
    assert [f.subject for f in facts.visits("FIN", "USA", date(1990, 1, 1))] == ["person:aino-virtala"]
    assert facts.visits("FIN", "USA", date(1971, 3, 2)) == () and facts.visits("FIN", "FRA") == ()


def test_contradictions_leave_candidates(tmp_path: Path) -> None:
    """Another day for the relations of two states, and another president at the same time."""
    sure = shipped().relations("CHN", "KAZ")
    text = "country,countryLabel,partner,partnerLabel,start,end\nQ232,,Q148,,1999-03-04T00:00:00Z,\n"
    outcome = added(tmp_path, text, "wikidata-relations")
    assert sure and [(a.line(), b) for a, b in outcome.contradictions] == [("relations CHN KAZ: 1999-03-04 to …", sure)]
    facts = load(str(tmp_path / "own"))
    assert facts.relations("KAZ", "CHN") is None
    assert {f.first.year for f in facts.establishments("KAZ", "CHN")} == {1992, 1999}
    row = "x,Ivan Otherman,y,President of Kazakhstan,Q232,2010-02-03T00:00:00Z,2012-02-03T00:00:00Z\n"
    rival = added(tmp_path, HEAD + row, "wikidata-offices", "rival.csv")
    assert [b.subject for _, b in rival.contradictions] == ["person:nursultan-nazarbayev"]
    held = load(str(tmp_path / "own")).holders("head-of-state", "KAZ", date(2011, 1, 1))
    assert {f.subject for f in held} == {"person:nursultan-nazarbayev", "person:ivan-otherman"}


def test_what_agrees_answers_with_the_sharpest_date(tmp_path: Path) -> None:
    text = "country,countryLabel,partner,partnerLabel,start,end\nQ232,,Q148,,1992-01-01T00:00:00Z,\n"
    assert not added(tmp_path, text, "wikidata-relations").contradictions
    facts = load(str(tmp_path / "own"))
    assert facts.relations("KAZ", "CHN") == shipped().relations("KAZ", "CHN")
    assert len(facts.establishments("KAZ", "CHN")) == 2
    row = "x,Qasym Tokayev,y,President of Kazakhstan,Q232,2019-01-01T00:00:00Z,\n"
    added(tmp_path, HEAD + row, "wikidata-offices", "same.csv")
    facts = load(str(tmp_path / "own"))
    day = date(2021, 1, 1)
    assert facts.holders("head-of-state", "KAZ", day) == shipped().holders("head-of-state", "KAZ", day)
    assert "Qasym Tokayev" in dict(facts.persons())["person:kassym-jomart-tokayev"]


def test_what_a_source_saw_last_is_not_said_to_last(tmp_path: Path) -> None:
    head = "countryid,country,position,positionLabel,officeholder,officeholderLabel,start_year,end_year\n"
    assert (
        added(tmp_path, f"{head}Q228,Andorra,Q1,President of Andorra,Q2,Pere Casals,2017,\n", "leaders-2022").new == 1
    )
    facts = load(str(tmp_path / "own"))
    assert "person:pere-casals" in {f.subject for f in facts.holders("head-of-state", "AND", date(2020, 1, 1))}
    assert "person:pere-casals" not in {f.subject for f in facts.holders("head-of-state", "AND", date(2024, 1, 1))}


@pytest.mark.parametrize("row", cases("facts/agreement"), ids=lambda row: row["name"])
def test_contradictions(row: dict[str, Any]) -> None:
    one, other = fact(row["one"], "A"), fact(row["other"], "B")
    assert contradict(one, other) == contradict(other, one) == row["against"]
    assert not contradict(one, fact(row["other"], "A, https://a.example/1"))


def fact(parts: list[str], source: str) -> Fact:
    """A fact from kind, subject, object, value, start and end; empty where there is none."""
    kind, subject, object, value, start, end = parts
    times = [parse(edtf) if edtf else None for edtf in (start, end)]
    return Fact(kind, subject, object, value or None, times[0], times[1], None, None, source)


def test_observations_become_spells() -> None:
    seen = [fact(["mission", "USA", "FIN", "minister", str(y), ""], "s") for y in (1920, 1925, 1940)]
    got = [(f.start and f.start.edtf, f.end and f.end.edtf) for f in spells(seen, (1915, 1920, 1925, 1930, 1939, 1940))]
    assert got == [("1916/1920", "1925/1929"), ("1940", "1940/..")]


def test_a_state_has_no_relations_with_itself(tmp_path: Path) -> None:
    text = "country,countryLabel,partner,partnerLabel,start,end\nFRA,,France,,1963,\nFRA,,DE,,-1963,\n"
    assert added(tmp_path, text, "wikidata-relations").bad == ((2, "FRA: the same state twice"), (3, "-1963: no date"))


def test_names_are_recognised_in_the_forms_of_tables() -> None:
    people = known(NAMES, shipped().persons(), {"Nowhere": "NWR"})
    for text, id in (
        ("The Netherlands", "NLD"), ("united-kingdom", "GBR"), ("Korea, South", "KOR"), ("St. Lucia", "LCA"),
        ("Antigua & Barbuda", "ATG"), ("Ceylon (Sri Lanka)", "LKA"), ("Hungary*", "HUN"), ("nowhere", "NWR"),
        ("China, People’s Republic of", "CHN"), ("saint-kitts-nevis", "KNA"), ("U.S.S.R.", "SUN"),
    ):  # fmt: skip
        assert people.state(text, ("name",)) == id
    for scheme, text, id in (
        ("iso2", "kz", "KAZ"), ("iso3", "KAZ", "KAZ"), ("iso-number", "004", "AFG"), ("cow", "705", "KAZ"),
        ("wikidata", "http://www.wikidata.org/entity/Q232", "KAZ"), ("wikidata", "Q15180", "SUN"),
        ("cow", "2.0", "USA"),
    ):  # fmt: skip
        assert people.state(text, (scheme,)) == id
    for text in ("Korea", "Atlantis", ""):
        with pytest.raises(ValueError):
            people.state(text, ("iso3", "iso2", "wikidata", "name"))
    assert people.person("Joseph R. Biden") == "person:joe-biden" and key("The Saint & Co") == "st-co"
    assert given_first("van-buren-martin", ("van",)) == "martin van buren" and given_first("cher", ()) == "cher"


@given(st.lists(st.lists(st.text(max_size=12), min_size=7, max_size=7), max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_cells_give_facts_or_bad_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("any")
    with (folder / "table.csv").open("w", encoding="utf-8", errors="ignore", newline="") as file:
        csv.writer(file).writerows([HEAD.strip().split(","), *rows])
    outcome = add(folder / "table.csv", "wikidata-offices", folder, None, ())
    assert outcome.rows <= len(rows) * 2 and outcome.facts + len(outcome.bad) + outcome.passed >= outcome.rows


def run(*words: str | Path, **environment: str) -> tuple[int, str, list[str]]:
    done = CliRunner().invoke(app, ["facts", *map(str, words)], env={"VERBALE_FACTS": "", **environment})
    return done.exit_code, done.stdout, done.stderr.splitlines()


def test_the_command_adds_lists_and_shows(tmp_path: Path) -> None:
    path, own = put(tmp_path, cases("facts/mappings")[0]["text"], "visits.csv"), str(tmp_path / "own")
    code, out, said = run("add", path, "--mapping", "us-visits", "--facts", own)
    assert (code, out) == (0, "") and len(said) == 5
    assert said[0] == "verbale: visits.csv: row 5: subject: “King Olaus V and Prime Minister Bo Lindval” is not one"
    assert said[-1] == (
        "verbale: visits.csv: 8 rows, 4 facts added, 0 there already; 0 rows passed over, 4 bad, 0 contradictions"
    )
    code, out, said = run("add", path, "--mapping", "us-visits", "--json", VERBALE_FACTS=own)
    assert code == 0 and json.loads(out)["new"] == 0 and "0 facts added, 4 there already" in said[-1]
    code, out, _ = run("list", "--facts", own)
    assert code == 0 and "visits.csv (us-visits): 4 facts of 8 rows [Office of the Historian" in out
    assert all(f"mapping {name}: " in out for name in mappings())
    code, out, _ = run("show", "finland", "usa", "--kind", "visit", "--facts", own)
    assert code == 0 and out.startswith("visit person:aino-virtala USA of FIN (President): 1971-03-02 to 1971-03-05 [")
    code, out, said = run("show", "FIN", "--at", "1971-03-03", "--kind", "visit", "--facts", own, "--json")
    assert code == 0 and json.loads(out)["of"] == "FIN" and not said
    assert run("show", "no-such-thing") == (0, "", ["verbale: nothing known"])


def test_what_the_command_cannot_do_ends_with_two(tmp_path: Path) -> None:
    path, own = put(tmp_path, HEAD + "x,y,z,mayor of Encamp,Andorra,2018,\n"), tmp_path / "own"
    assert run("add", path, "--mapping", "wikidata-offices", "--facts", own)[0] == 2
    assert not own.exists()
    for words in (("add", path, "--mapping", "wikidata-offices"), ("add", path, "--mapping", "x", "--facts", own)):
        code, out, said = run(*words)
        assert code == 2 and not out and len(said) == 1 and str(tmp_path) not in said[0]
    assert run("show", "FIN", "--at", "soon")[0] == 2
    own.mkdir()
    (own / FILE).write_text("this is no store of facts, " * 99)
    code, _, said = run("show", "FIN", "--facts", own)
    assert code == 2 and said[0].startswith(f"verbale: {FILE}: cannot be read")
    with pytest.raises(FactsError):
        load(str(own))


def test_threads_share_the_facts(tmp_path: Path) -> None:
    added(tmp_path, cases("facts/mappings")[0]["text"], "us-visits")
    facts, found = load(str(tmp_path / "own")), list[int]()
    threads = [threading.Thread(target=lambda: found.append(len(facts.visits("FIN", "USA")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8


def test_what_is_kept_is_what_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    made: list[int] = []

    def make() -> tuple[Fact, ...]:
        made.append(1)
        return shipped().shipped

    assert kept(["a"], make) == kept(["a"], make) == shipped().shipped and len(made) == 1
    (path,) = (p for p in tmp_path.rglob("*.pickle"))
    assert kept(["b"], make) and len(made) == 2
    path.write_bytes(path.read_bytes()[:-7])
    assert kept(["b"], make) == shipped().shipped and len(made) == 3


# The shipped facts and the public tables, where both speak

REFERENCE = (
    ("us_recognition_diplomatic_relations.csv", "us-relations"),
    ("leaders_2022_wikidata.csv", "leaders-2022"),
    ("leaders_2026_08_asean_g20.csv", "leaders-2026"),
    ("us_chiefs_of_mission_principals.csv", "us-chiefs-of-mission"),
)
EXPLAINED = {row["fact"] for row in cases("facts/disagreements") if row["why"]}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Fact, ...]]:
    """The facts of each reference table, each alone beside the shipped ones."""
    out = {}
    for file, name in REFERENCE:
        if not (SHARED / "reference" / file).exists():
            pytest.skip(f"../shared/reference/{file} is not here")
        own = tmp_path_factory.mktemp(name)
        add(SHARED / "reference" / file, name, own, None, NAMES)
        held = load(str(own)).added
        out[name] = held.all() if held else ()
    return out


def disagrees(said: Fact) -> bool:
    """Whether the shipped facts speak of the same thing and say otherwise."""
    facts = shipped()
    if said.kind == "relations":
        ours = facts.establishments(said.subject, said.object)
        return bool(ours) and not any(meet(f.start, said.start) for f in ours)
    ours = facts.by_object.get((said.kind, said.object), ()) if said.kind in LEVELS else ()
    ours = tuple(f for f in ours if said.kind != "body-head" or title(f) == title(said))
    terms = [f for f in ours if f.subject == said.subject]
    if any(contradict(f, said) for f in ours):
        return True
    if terms:
        return not any(f.first <= said.last and said.first <= f.last for f in terms)
    return any(f.first <= said.first and said.last <= f.last for f in ours)


def test_the_tables_agree_with_what_is_shipped(compared: dict[str, tuple[Fact, ...]]) -> None:
    odd = {f.line() for facts in compared.values() for f in facts if disagrees(f)}
    assert sorted(odd - EXPLAINED) == []


def test_terms_begin_when_the_tables_say(compared: dict[str, tuple[Fact, ...]]) -> None:
    """Of persons whom both know in an office, one term begins then."""
    odd, checked = set(), 0
    for name in ("leaders-2022", "leaders-2026", "us-chiefs-of-mission"):
        for said in (f for f in compared[name] if f.kind in LEVELS and f.start):
            terms = [f for f in shipped().holders(said.kind, said.object) if f.subject == said.subject]
            checked += bool(terms)
            if terms and not any(meet(f.start, said.start) for f in terms):
                odd.add(said.line())
    assert sorted(odd - EXPLAINED) == [] and checked > 120


def test_no_envoy_comes_before_relations(compared: dict[str, tuple[Fact, ...]]) -> None:
    odd = set()
    for said in (f for f in compared["us-chiefs-of-mission"] if f.kind == "envoy" and f.value == "Ambassador"):
        ours = shipped().relations("USA", said.object)
        if ours and said.start and said.start.latest and said.start.latest < ours.first:
            odd.add(f"{said.object} {ours.first.year}")
    assert sorted(odd - EXPLAINED) == []
