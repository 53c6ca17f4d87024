"""What holds of every reading, whatever is read: sentences built from the lexicon's own tables, and arbitrary text."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import chain
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verbale
from verbale.core.mention import Time
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.lexicon import load

QUIET = [HealthCheck.too_slow]
SOME = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=QUIET)
MANY = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=QUIET)


# -- sentences from the lexicon -------------------------------------------------------------------------


def plain_states() -> list[tuple[str, str]]:
    """States of today with a usual name of one word that means nothing else: (id, name)."""
    odd = ("ambiguous", "shared", "article", "part_of", "until")
    rows = [r for r in load().table("state") if not any(k in r for k in odd)]
    return [(r["id"], r["names"][0]) for r in rows if re.fullmatch(r"[A-Z][a-z]+", r["names"][0])]


def holding_verbs() -> list[str]:
    """Verbs of position that take a state as their object, in the third person."""
    rows = [r for r in load().table("stance") if r.get("verbs") and not {"objects", "complement"} & r.keys()]
    verbs = [v for r in rows for v in r["verbs"] if r["attitude"] in ("supports", "condemns")]
    return [f"{v}s" for v in verbs if re.fullmatch(r"[a-z]*[bcdgklmnprt]", v)]


STATES = plain_states()
STATE = st.sampled_from(STATES)
PAIR = st.tuples(STATE, STATE).filter(lambda p: p[0][0] != p[1][0])
PERSON = st.sampled_from(["Anna Berg", "Tomas Okoro", "Maria Silva", "John Tama"])
TEMPLATES = [
    "{a} firmly supports {b}.",
    "{a} strongly condemns {b}.",
    "{a} will provide 20 million euros to {b}.",
    "{a} imposed sanctions on {b} in March.",
    "{a} opened an embassy in {b} last year.",
    "{a} is ready to work with {b}.",
    "Foreign Minister {p} of {a} visited {b} on 4 May 2021.",
    "{a} is the largest trading partner of {b}.",
    "Exports from {a} to {b} rose by 12 percent to 3 billion dollars in 2019.",
]
SENTENCE = st.builds(
    lambda t, pair, p: t.format(a=pair[0][1], b=pair[1][1], p=p), st.sampled_from(TEMPLATES), PAIR, PERSON
)
TEXT = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)


def test_the_lexicon_gives_enough_to_build_from() -> None:
    assert len(STATES) > 100
    assert len(holding_verbs()) >= 5


# -- spans ----------------------------------------------------------------------------------------------


def spans(got: Reading) -> list[Span]:
    """Every span that a reading hands out."""
    fields = chain.from_iterable(r.fields.values() for r in got.records)
    pieces = (got.lines, got.turns, got.mentions, got.records, got.refusals)
    tokens = (t.span for line in got.lines if line.parse for t in line.parse)
    times = (r.time.span for r in got.records if r.time and r.time.span)
    return [*(p.span for piece in pieces for p in piece), *fields, *tokens, *times]


def sound(got: Reading) -> None:
    """Every span lies inside the text, every quote is the text at its span, and turns do not overlap."""
    text = got.document.text
    assert all(s.end <= len(text) for s in spans(got))
    for record in got.records:
        assert record.quote and record.quote == record.span.of(text)
        assert text[slice(*record.json()["span"])] == record.json()["quote"]
    assert all(m.span.of(text).strip() for m in got.mentions)
    assert all(one.span.end <= two.span.start for one, two in zip(got.turns, got.turns[1:], strict=False))
    assert all(one.span.end <= two.span.start for one, two in zip(got.lines, got.lines[1:], strict=False))


@SOME
@given(TEXT)
def test_every_span_gives_back_its_text(text: str) -> None:
    sound(verbale.read(text, date="2021-06-15"))


WORDS = st.sampled_from(
    ["–", "«", "»", "’s", "Q:", "A.", "%", "US$41", "3-4", "May", "of", "the", "both", "\n", "\n\n"]
)
PIECES = st.lists(st.one_of(SENTENCE, WORDS, st.text(max_size=12)), max_size=12).map(" ".join)


@MANY
@given(st.one_of(st.text(max_size=200), PIECES))
def test_any_text_is_read_without_an_error(text: str) -> None:
    got = verbale.read(text)
    assert got.document.text == text
    sound(got)


# -- the same again -------------------------------------------------------------------------------------


def printed(got: Reading) -> str:
    return json.dumps([r.json() for r in got.records] + [m.json() for m in got.mentions], sort_keys=True)


@SOME
@given(TEXT)
def test_the_same_input_gives_the_same_json(text: str) -> None:
    known = {"date": "2021-06-15", "publisher": "MLT"}
    first = verbale.read(text, **known)
    assert printed(first) == printed(verbale.read(text, **known))
    assert len({r.id for r in first.records}) == len(first.records)


# -- time -----------------------------------------------------------------------------------------------

RELATIVE = [
    "{a} opened an embassy in {b} last year.",
    "{a} will open an embassy in {b} next year.",
    "In March last year {a} signed a treaty with {b}.",
    "Trade between {a} and {b} reached 3 billion dollars last year.",
    "Trade between {a} and {b} fell by 3 percent this year.",
    "Foreign Minister Anna Berg of {a} arrived in {b} yesterday.",
    "Foreign Minister Anna Berg of {a} will visit {b} tomorrow.",
    "{a} imposed sanctions on {b} two years ago.",
]
DAY = st.dates(date(1996, 1, 1), date(2024, 12, 28)).filter(lambda d: 2 <= d.day <= 27)


def shifted(edtf: str | None, years: int) -> str | None:
    """An EDTF time some years later: only the numbers of years change."""
    return edtf and re.sub(r"\d{4}(?=$|[-/])", lambda m: f"{int(m.group()) + years:04}", edtf)


def times(text: str, day: date) -> list[str | None]:
    got = verbale.read(text, date=day.isoformat())
    found = [m.interval.edtf for m in got.mentions if isinstance(m, Time) and m.interval]
    return [*found, *(r.time.edtf if r.time else None for r in got.records)]


@SOME
@given(st.sampled_from(RELATIVE), PAIR, DAY, st.integers(-12, 12))
def test_a_later_document_shifts_every_relative_date(template: str, pair: Any, day: date, years: int) -> None:
    text = template.format(a=pair[0][1], b=pair[1][1])
    before = times(text, day)
    assert any(before)
    assert times(text, day.replace(year=day.year + years)) == [shifted(t, years) for t in before]


# -- roles ----------------------------------------------------------------------------------------------

SWAPS = [
    "{a} firmly supports {b}.",
    "{a} strongly condemns {b}.",
    "{a} resolutely opposes the sanctions against {b}.",
    "{a} imposed sanctions on {b} in 2019.",
    "{a} will provide 20 million euros to {b}.",
    "{a} is ready to work with {b}.",
    "{a} pledged to return the documents to {b}.",
    *(f"{{a}} {verb} {{b}}." for verb in holding_verbs()),
]


KEYS = ("actors", "holder", "toward", "target_ids", "dyads")


def roles(text: str, names: dict[str, str]) -> dict[str, str]:
    """Who stands where in events, stances and commitments, each state's id replaced by its part in the sentence."""
    out = {}
    for record in verbale.read(text, date="2021-06-15").records:
        for key in KEYS if record.kind in ("event", "stance", "commitment") else ():
            if record.values.get(key):
                said = json.dumps(record.values[key], sort_keys=True)
                out[f"{record.kind} {key}"] = re.sub("|".join(names), lambda m: names[m.group()], said)
    return out


@SOME
@given(st.sampled_from(SWAPS), PAIR)
def test_swapping_two_states_swaps_their_roles(template: str, pair: Any) -> None:
    """Whatever one order of names gives, the other gives with the roles swapped: nothing hangs on a name."""
    (a, one), (b, two) = pair
    there = roles(template.format(a=one, b=two), {a: "first", b: "second"})
    back = roles(template.format(a=two, b=one), {b: "first", a: "second"})
    assert there == back
    assert all("first" in v for k, v in (there | back).items() if k.endswith("holder"))


# -- the look of the text -------------------------------------------------------------------------------


MARKS = "[’‘´]"


def said(text: str) -> list[str]:
    """What the records say, apart from where they stand and how their words are spaced and marked."""
    out = []
    for record in verbale.read(text, date="2021-06-15").records:
        plain = {k: v for k, v in record.values.items() if k not in ("parts", "surface")}
        words = " ".join(
            json.dumps([record.kind, record.status, plain], ensure_ascii=False).replace("\\n", " ").split()
        )
        out.append(re.sub(MARKS, "'", words))
    return sorted(out)


@SOME
@given(SENTENCE, st.sampled_from([(" will ", "\nwill "), (" of ", " of\n"), (" on ", "\non "), ("20 ", "20\u00a0")]))
def test_a_line_wrap_inside_a_sentence_changes_nothing(sentence: str, wrap: tuple[str, str]) -> None:
    assert said(sentence.replace(*wrap)) == said(sentence)


@SOME
@given(PAIR, st.sampled_from(["’", "‘", "´"]))
def test_the_kind_of_apostrophe_changes_nothing(pair: Any, mark: str) -> None:
    text = f"{pair[0][1]} has become {pair[1][1]}'s largest trading partner. {pair[0][1]}'s exports fell by 3 percent."
    assert said(text.replace("'", mark)) == said(text)
