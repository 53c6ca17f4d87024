"""Rows 34 to 37, 53, 58 to 60 and 64 to 126 of the acceptance list, on an interview of our own and on the seed.

The rows that are a matter of fields at a place stand in tests/cases/acceptance_what.toml (and in acceptance.toml); the
rest are functions here. The seed is searched for short keys at run time and none of its sentences is kept here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import verbale
from tests.conftest import CASES, cases
from tests.test_acceptance import SEED, check, place, touching
from tests.test_acceptance import text as seed_text
from verbale.core.mention import Phrase
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.register.density import paragraphs
from verbale.register.sectors import Sectors, sectors
from verbale.register.thing_mentions import things_of
from verbale.register.things import Thing
from verbale.verify.run import examine

NAME = "acceptance_what"
ROWS = [pytest.param(r, id=f"{r['row']}-{r['on']}-{r['kind']}-{r['at'][:30]}") for r in cases(NAME)]


@cache
def text(on: str) -> str:
    """The own interview or the seed's text; the test is skipped where the seed is not at hand."""
    if on == "own":
        return str(tomllib.loads((CASES / f"{NAME}.toml").read_text("utf-8"))["own"])
    return seed_text(on)


@cache
def reading(on: str) -> Reading:
    return verbale.read(text(on), **({"date": "2024-04-20"} if on == "own" else {}))


@cache
def things(on: str) -> tuple[Thing, ...]:
    return things_of([reading(on)])


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


def thing(on: str, name: str) -> Thing:
    """The one thing that is called so in some statement."""
    (found,) = [t for t in things(on) if any(name in n for n in t.names)]
    return found


def at(on: str, key: str) -> Span:
    return place(text(on), key)


# -- figures that are never set against each other, one happening under two names ---------------------------


@pytest.mark.skipif(not SEED.exists(), reason="the seed interview is not at hand (../shared/seed)")
def test_row_53_levels_of_a_year_and_of_five_months_are_not_compared() -> None:
    both = [at("seed", "US$41 billion"), at("seed", "17.6 billion US dollars")]
    found = [f for f in examine(reading("seed")) if all(any(s.overlaps(b) for s in f.spans) for b in both)]
    assert not [f for f in found if f.outcome in ("off", "contradicted")]


@pytest.mark.skipif(not SEED.exists(), reason="the seed interview is not at hand (../shared/seed)")
def test_row_69_two_names_of_one_summit_share_an_id() -> None:
    keys = ("Astana SCO summit", "24th meeting", "upcoming SCO summit")
    found = {e["happening"] for k in keys for e in there("seed", "event", at("seed", k)) if e["type"] == "summit"}
    assert len(found) == 1


# -- rows 73 to 82, 84, 85, 88, 89: institutions, facilities, programmes, instruments -----------------------

OWNED = {
    "own": [("terminal", "facility", ("SRB",), "place:sihanoukville"),
            ("logistics centre", "institution", ("KHM", "SRB"), "place:novi-sad"),
            ("agricultural college", "institution", ("KHM",), "SRB")],
    "seed": [("terminal", "facility", ("KAZ",), "place:xian"),
             ("logistics center", "institution", ("CHN", "KAZ"), "place:lianyungang"),
             ("university in Central", "institution", ("CHN",), "KAZ")],
}  # fmt: skip


def test_rows_73_74_75_owner_place_and_state(on: str) -> None:
    for name, kind, owners, where in OWNED[on]:
        found = thing(on, name)
        assert (found.kind, found.owners, found.place, found.state) == (kind, owners, where, "open")


PARENT = {"own": "Royal University of Agriculture", "seed": "Northwestern Polytechnic University"}


def test_row_75_a_branch_has_its_parent(on: str) -> None:
    found = thing(on, {"own": "agricultural college", "seed": "university in Central"}[on])
    assert found.parent is not None and found.parent.startswith(PARENT[on])
    assert len(found.names) == 2


WORKSHOP = {"own": "Golden Mekong Workshop", "seed": "Lu Ban Workshop"}


def test_row_76_a_workshop_is_hosted_by_an_institution(on: str) -> None:
    found = thing(on, WORKSHOP[on])
    assert found.kind == "institution" and found.state == "open"
    assert found.place is not None and found.place.startswith("org:")


def test_row_77_a_pair_of_projects_in_progress(on: str) -> None:
    found = thing(on, {"own": "cultural centres", "seed": "cultural centers"}[on])
    assert found.several and found.state == "under-construction" and len(found.owners) == 2


YEAR = {"own": ("Year of Music", "KHM", "SRB"), "seed": ("Year of Tourism", "KAZ", "CHN")}


def test_row_78_one_programme_in_two_wordings(on: str) -> None:
    name, owner, venue = YEAR[on]
    found = thing(on, name)
    assert (found.kind, found.owners, found.place, len(found.names)) == ("programme", (owner,), venue, 2)
    assert [s.state for s in found.states] == ["open", "open"]


NAMED = {
    "own": ("Khmer Poetry Bridge", "River Song Camp", "Khmer Cooking Contest"),
    "seed": ("Bridge", "Chinese Language Summer Camp", "Chinese Song Competition"),
}


def test_row_79_quoted_and_unquoted_names_of_recurring_events(on: str) -> None:
    for name in NAMED[on]:
        assert thing(on, name).kind == "programme"


def test_row_80_one_agreement_said_by_both(on: str) -> None:
    found = thing(on, "visa")
    assert found.kind == "instrument" and len(found.names) == 2 and found.state == "in-force"
    assert ("media",) in {s.said_by for s in found.states} and len({s.said_by for s in found.states}) == 2


INSTRUMENT = {"own": ("Transboundary Haze", "ASEAN"), "seed": ("International Road Transport", "SCO")}


def test_row_81_an_instrument_with_its_full_title_its_body_and_the_effect_that_is_claimed(on: str) -> None:
    words, body = INSTRUMENT[on]
    found = thing(on, words)
    assert found.kind == "instrument" and found.owners == (body,)
    assert any(c.startswith("creates") for c in found.claims)
    assert all(s.supplied for s in found.states)


PLURAL = {"own": ("training programmes", "ASEAN"), "seed": ("cooperation programs", "SCO")}


def test_row_82_unnamed_programmes_with_their_claimed_effect(on: str) -> None:
    words, body = PLURAL[on]
    found = thing(on, words)
    assert found.several and found.kind == "programme" and found.owners == (f"{body}@members",)
    assert found.claims and found.state is None


TARGETS = {
    "own": ("flood warning", ["river gauges", "satellite maps", "night patrols"]),
    "seed": ("security cooperation mechanism", ["three forces", "organized crime", "drug trafficking"]),
}


def test_row_84_a_mechanism_with_its_three_targets(on: str) -> None:
    name, parts = TARGETS[on]
    found = thing(on, name)
    assert len(found.parts) == 3 and found.kind == "mechanism"
    assert all(p in words for p, words in zip(parts, found.parts, strict=True))


DOCUMENTS = {"own": ("ASEAN", "Mekong corridor"), "seed": ("SCO", "joint construction")}


def test_row_85_documents_that_hold_a_topic_are_a_stub(on: str) -> None:
    body, topic = DOCUMENTS[on]
    found = thing(on, "declarations of")
    assert (found.kind, found.owners, found.several, found.state) == ("document", (body,), True, None)
    assert topic in found.parts[0]


POLICY = {"own": ("Green Danube", "SRB"), "seed": ("New Kazakhstan", "KAZ")}


def test_row_88_a_policy_is_its_state_s(on: str) -> None:
    name, owner = POLICY[on]
    found = thing(on, name)
    assert (found.kind, found.owners) == ("policy", (owner,))


def test_row_89_an_unnamed_set_is_assessed_and_not_counted(on: str) -> None:
    found = thing(on, "mechanisms of")
    assert found.several and found.state is None and any("smoothly" in c for c in found.claims)


# -- rows 93, 100, 101, 106 to 110: what is no record -----------------------------------------------------


@pytest.mark.skipif(not SEED.exists(), reason="the seed interview is not at hand (../shared/seed)")
def test_row_93_three_contents_share_their_head_noun() -> None:
    (found,) = there("seed", "phrase", at("seed", "sovereignty, security and development"))
    assert [text("seed")[a:b] for a, b in found["components"]] == ["sovereignty", "security", "development interests"]


REFUSED = [
    (100, "This is a visit of", "expected-effect"),
    (101, "that will bring more", "expected-effect"),
    (109, "I hope that", "wish"),
]


@pytest.mark.parametrize(("key", "reason"), [r[1:] for r in REFUSED], ids=[f"row-{r[0]}" for r in REFUSED])
def test_rows_100_101_109_are_refused_by_name(on: str, key: str, reason: str) -> None:
    here = at(on, key)
    assert [r.reason for r in reading(on).refusals if r.span.overlaps(here)] == [reason]


@pytest.mark.skipif(not SEED.exists(), reason="the seed interview is not at hand (../shared/seed)")
def test_row_107_a_purpose_clause_is_no_pledge() -> None:
    here = at("seed", "so that the")
    assert not any("so that" in r["action"] for r in there("seed", "commitment", here))


# -- rows 105, 111 to 115: fields ------------------------------------------------------------------------

FIELDS = {
    "own": {
        105: ("youth, media", 5, ("KHM",), False),
        111: ("rice milling", 5, ("KHM", "SRB"), False),
        112: ("trade, transport", 5, ("KHM", "SRB"), True),
        113: ("political, security", 6, ("SRB",), False),
        114: ("radio and television", 4, ("ASEAN@members",), False),
        115: ("education, music", 4, None, True),
    },
    "seed": {
        105: ("youth, media", 7, ("CHN",), False),
        111: ("automobile", 5, ("CHN", "KAZ"), False),
        112: ("trade, transport", 7, ("CHN", "KAZ"), True),
        113: ("political, security", 8, ("KAZ",), False),
        114: ("science and technology, culture", 5, ("SCO@members",), False),
        115: ("education, science", 5, ("CHN", "KAZ"), True),
    },
}


def field(on: str, key: str) -> Sectors:
    here = at(on, key)
    (found,) = [s for s in sectors(reading(on)) if s.span.overlaps(here)]
    return found


@pytest.mark.parametrize("row", FIELDS["own"])
def test_rows_105_111_to_115_fields_of_whom_and_whether_there_are_more(on: str, row: int) -> None:
    key, number, of, more = FIELDS[on][row]
    found = field(on, key)
    assert len(found.items) == number and found.open == more, [i.words for i in found.items]
    assert of is None or found.of == of


def test_row_105_two_words_of_one_field(on: str) -> None:
    words = [i.words for i in field(on, "youth, media").items]
    assert {"own": "theatre and music", "seed": "cinema and television"}[on] in words


def test_row_114_a_suspected_rendering_has_its_reason(on: str) -> None:
    found = field(on, FIELDS[on][114][0])
    (one,) = [i for i in found.items if i.suspected]
    assert one.topic == "health" and one.because
    assert one.words == {"own": "hygiene", "seed": "sanitation"}[on]


# -- rows 118 to 126: set phrases -------------------------------------------------------------------------


def phrases(on: str, canonical: str) -> list[dict[str, Any]]:
    return [r.json() for r in reading(on).records if r.kind == "phrase" and r.values["canonical"] == canonical]


def test_row_118_one_concept_in_many_forms(on: str) -> None:
    found = phrases(on, "belt-and-road-initiative")
    assert len(found) == {"own": 4, "seed": 14}[on]
    assert len({f["surface"] for f in found}) >= 3


def test_row_120_one_family_with_scopes_that_are_linked_and_not_merged(on: str) -> None:
    found = phrases(on, "community-with-shared-future")
    assert len({f["scope"] for f in found}) == 3 and {f["family"] for f in found} == {"community"}


PARTS = {
    "own": {
        "Bandung Spirit": 4,
        "community of shared destiny": 3,
        "lasting peace, universal": 5,
        "good neighbors, good": 3,
    },
    "seed": {
        "Shanghai Spirit": 6,
        "community of shared destiny": 3,
        "lasting peace, universal": 5,
        "good neighbors, good": 4,
    },
}


@pytest.mark.parametrize(("row", "which"), [(121, 0), (125, 1), (124, 2), (122, 3)])
def test_rows_121_122_124_125_components_are_read_from_the_text(on: str, row: int, which: int) -> None:
    key, number = list(PARTS[on].items())[which]
    found = [p for p in there(on, "phrase", at(on, key)) if p.get("components")]
    assert found and len(found[0]["components"]) == number


def test_row_123_a_formula_recurs_in_other_words(on: str) -> None:
    found = phrases(on, "linked-by-mountains-and-rivers")
    assert len(found) == 2 and len({f["surface"] for f in found}) == 2


def test_row_126_stock_wording_has_a_density_and_figures_stand_out(on: str) -> None:
    stock = [m for m in reading(on).mentions if isinstance(m, Phrase) and m.weight == "stock"]
    for canonical in ("new-impetus", "fruitful-results"):
        assert sum(m.canonical == canonical for m in stock) >= 2
    found = paragraphs(reading(on))
    formula = next(p for p in found if p.span.overlaps(at(on, "good neighbors, good friends")))
    figures = next(p for p in found if p.span.overlaps(at(on, {"own": "terminal began", "seed": "US$41 billion"}[on])))
    assert formula.density > 2 * figures.density
    assert all(0 <= p.density <= 1 for p in found)
