"""One automaton over every name in the lexicon and the facts, with what each name may mean.

100,000 names cost no more per character than 1,000 (Aho-Corasick).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.ids import slug
from verbale.facts import Facts
from verbale.lexicon import Entry, Lexicon, variants
from verbale.mentions.names.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Name:
    """What a form of name means.

    sort: state, body, person, place, office, region, none (a longer string in which a name means nothing).
    usual: of several states of one name, the one meant when nothing else decides.
    ambiguous: the form is also something else, so that the text must name the thing beyond doubt elsewhere.
    state of a short form of a body: its parent body.
    form: name, demonym, capital, metonym, acronym, alias. key: the id. state: the state a place lies in.
    """

    key: str
    sort: str
    form: str
    state: str | None = None
    ambiguous: bool = False
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: offsets in the flat text, and its meanings."""

    start: int
    end: int
    names: tuple[Name, ...]


class Index:
    """Finds names, longest first, at word boundaries."""

    def __init__(self, forms: dict[str, tuple[Name, ...]]) -> None:
        self._forms = list(forms)
        self.names = forms
        self._matcher = Matcher(self._forms)

    def find(self, text: str) -> list[Hit]:
        """Hits in text order, none overlapping another: the longest wins."""
        found = _longest(self._matcher.find(text))
        return [Hit(start, -minus, self.names[self._forms[number]]) for start, minus, number in found]


def _longest(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of overlapping stretches (start, minus end, …) the longest, in text order."""
    out: list[tuple[int, int, int]] = []
    for item in found:
        while out and -out[-1][1] > item[0] and -item[1] - item[0] > -out[-1][1] - out[-1][0]:
            out.pop()
        if not out or -out[-1][1] <= item[0]:
            out.append(item)
    return out


@lru_cache(maxsize=4)
def index(lexicon: Lexicon, facts: Facts) -> Index:
    """The index of all names of a lexicon and the persons of the facts."""
    forms: dict[str, list[Name]] = {}
    for form, name in _all(lexicon, facts):
        for shape in _shapes(form, name):
            known = forms.setdefault(shape, [])
            if all((n.key, n.sort) != (name.key, name.sort) for n in known):
                known.append(name)
    return Index({form: tuple(names) for form, names in forms.items()})


def _shapes(form: str, name: Name) -> Iterator[str]:
    """The form and its capitals, as headings have it."""
    form = form.replace("’", "'").replace("–", "-")
    yield form
    if name.form != "acronym" and len(form) > 4 and not form.isupper():
        yield form.upper()


def _all(lexicon: Lexicon, facts: Facts) -> Iterator[tuple[str, Name]]:
    for row in lexicon.table("state"):
        yield from _state(row)
    for row in lexicon.table("body"):
        yield from _body(row)
    for row in lexicon.table("instrument"):
        for form in (f for p in row["names"] for f in variants(p)):
            yield form, Name(row["id"], "instrument", "name")
        for form in row.get("acronyms", ()):
            yield form, Name(row["id"], "instrument", "acronym", None, bool(row.get("ambiguous")))
    for row in lexicon.table("place"):
        for form in row["names"]:
            yield form, Name(row["id"], "place", "name", row.get("state"), bool(row.get("ambiguous")))
        yield from ((form, Name("", "none", "name")) for form in row.get("not", ()))
    for row in lexicon.table("region"):
        for form in row["names"]:
            yield form, Name(row["id"].replace("region:", "place:"), "region", "name")
    for key, names in facts.persons():
        for form in names:
            if " " in form:
                yield form, Name(key, "person", "name")


def _state(row: Entry) -> Iterator[tuple[str, Name]]:
    key, unsure = row["id"], bool(row.get("ambiguous"))
    shared = {o["name"]: o.get("usual") == key for o in row.get("shared", ())}
    for form in row["names"]:
        plain = " " not in form and not form.isupper()  # "Republic of Korea" leaves no doubt, "Korea" does
        yield form, Name(key, "state", "name", key, form in shared or (unsure and plain), shared.get(form, False))
    for former in row.get("former", ()):
        yield former["name"], Name(key, "state", "name", key)
    for form in row.get("demonyms", ()):
        yield form, Name(key, "state", "demonym", key)
    for form in row.get("metonyms", ()):
        yield form, Name(key, "state", "metonym", key)
    for form, usual in shared.items():
        yield form, Name(key, "state", "name", key, True, usual)
    for form in [c for c in (row.get("capital"), *row.get("capital_other", ())) if c]:
        yield form, Name("place:" + slug(row["capital"]), "place", "capital", key, bool(row.get("capital_ambiguous")))
    for form in row.get("not", ()):
        yield form, Name("", "none", "name")


def _body(row: Entry) -> Iterator[tuple[str, Name]]:
    unsure = bool(row.get("ambiguous"))
    sort = "institution" if row["id"].startswith("org:") else "body"
    for form in (f for p in row["names"] for f in variants(p)):
        yield form, Name(row["id"], sort, "name", None, unsure and " " not in form)
    for form in row.get("acronyms", ()):
        yield form, Name(row["id"], sort, "acronym", None, unsure)
    for form in (f for p in row.get("short", ()) for f in variants(p)):
        yield form, Name(row["id"], sort, "short", row.get("parent"), True)
