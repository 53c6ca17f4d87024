"""Every entry of the lexicon has an example of its own, and every example holds a form of its entry."""

from __future__ import annotations

from typing import Any

import pytest

from verbale.facts import load as load_facts
from verbale.lexicon import load, variants
from verbale.lines.parser import parser
from verbale.mentions.names.flat import flat
from verbale.mentions.names.index import index
from verbale.mentions.names.titles import titles

LEXICON = load("en")
NAMED = ("state", "body", "place", "region", "instrument")
FORMS = (
    "forms",
    "words",
    "patterns",
    "pattern",
    "lemma",
    "verbs",
    "nouns",
    "titles",
    "plural",
    "cues",
    "names",
    "be",
    "modals",
    "surface",
    "name",
    "symbols",
    "codes",
    "word",
    "prefix",
    "after",
    "before",
    "heads",
    "cue",
    "form",
    "text",
    "states",
    "objects",
    "with_state",
)


@pytest.mark.parametrize("table", sorted(LEXICON.tables))
def test_every_entry_has_examples(table: str) -> None:
    bare = [row for row in LEXICON.table(table) if not row.get("examples")]
    assert bare == []


@pytest.mark.parametrize("table", [t for t in NAMED if LEXICON.table(t)])
def test_names_are_found_in_their_examples(table: str) -> None:
    names = index(LEXICON, load_facts())
    lost = []
    for row in LEXICON.table(table):
        for example in row["examples"]:
            found = {n.key for h in names.find(flat(example).text) for n in h.names}
            if row["id"].replace("region:", "place:") not in found:
                lost.append((row["id"], example))
    assert lost == []


def test_titles_are_found_in_their_examples() -> None:
    tools = titles(LEXICON)
    lost = []
    for row in LEXICON.table("office"):
        shapes = {f.casefold() for key in ("titles", "plural") for p in row.get(key, ()) for f in variants(p)}
        for example in row["examples"]:
            low = flat(example).text.casefold()
            if not any(low[t.start : t.end] in shapes for t in tools.find(low)):
                lost.append((row["id"], example))
    assert lost == []


def forms(row: dict[str, Any]) -> list[str]:
    """All surface forms an entry lists, whatever its fields are called."""
    out: list[str] = []
    for key in FORMS:
        value = row.get(key)
        for item in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
            if isinstance(item, str):
                out += variants(item)
    return out


def words(example: str) -> set[str]:
    """The words of an example with their base forms."""
    tokens = next(iter(parser().parse([(example, 0, ())])))
    return {w for t in tokens for w in (t.low, t.lemma)}


@pytest.mark.parametrize("table", [t for t in sorted(LEXICON.tables) if t not in NAMED and t != "office"])
def test_examples_hold_a_form(table: str) -> None:
    lost = []
    for row in LEXICON.table(table):
        shapes = [f.casefold().replace("’", "'").replace("{demonym} ", "") for f in forms(dict(row))]
        for example in row["examples"]:
            low = example.casefold().replace("’", "'")
            if (
                shapes
                and not any(s in low for s in shapes)
                and not any(set(s.split()) <= words(example) for s in shapes)
            ):
                lost.append((table, shapes[:3], example))
    assert lost == []


def test_no_pattern_explodes() -> None:
    wide = [p for row in LEXICON.table("phrase") for p in row["patterns"] if len(variants(p)) > 400]
    assert wide == []
