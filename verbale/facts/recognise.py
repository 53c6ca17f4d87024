"""Which state, body or person a text in a table means: by code, by name, or by the name a fact already knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from verbale.core.ids import slug
from verbale.facts.mapping import codes
from verbale.facts.store import People
from verbale.facts.tables import person

Names = Iterable[tuple[str, str]]
BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
ENTITY = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q\d+)")
NUMERALS = re.compile(r"[ivx]+|jr|sr")


class Unrecognised(ValueError):
    """A text that means nothing known, or several things; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Known:
    """What can be recognised. names: ids by the key of a name. people: person ids by the slug of a name."""

    names: Mapping[str, frozenset[str]]
    people: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)

    def state(self, text: str, schemes: Iterable[str]) -> str:
        """The id of a state, by the first scheme that has it. Raises Unrecognised."""
        for scheme in schemes:
            found = self.named(text) if scheme == "name" else coded(scheme, text)
            if found:
                return found
        raise Unrecognised(f"{text}: no state known")

    def named(self, text: str) -> str | None:
        """The id of a state or body by its name. Raises Unrecognised where several have it."""
        for form in forms(text):
            if form in self.own:
                return self.own[form]
            found = self.names.get(form, frozenset())
            if len(found) > 1:
                raise Unrecognised(f"{text}: may be {' or '.join(sorted(found))}")
            if found:
                return next(iter(found))
        return None

    def person(self, name: str) -> str:
        """The id of a person: the one that has the name already, else a new one."""
        new = person(name)
        return self.people.get(slug(name)) or self.people.get(new.partition(":")[2]) or new


def known(names: Names, people: People, own: Mapping[str, str]) -> Known:
    """What can be recognised, from names with their ids, the people of the facts, and a mapping's own names."""
    found: dict[str, set[str]] = {}
    for name, id in (*_official(), *codes()["names"].items(), *names):
        found.setdefault(key(name), set()).add(id)
    by_name = {slug(name): id for id, listed in people for name in listed}
    settled = {key(name): id for name, id in own.items()}
    return Known({k: frozenset(v) for k, v in found.items()}, by_name, settled)


@cache
def _official() -> tuple[tuple[str, str], ...]:
    """Names of ISO 3166-1."""
    import pycountry

    fields = ("name", "official_name", "common_name")
    return tuple((getattr(c, f), c.alpha_3) for c in pycountry.countries for f in fields if hasattr(c, f))


@cache
def _table(scheme: str) -> Mapping[str, str]:
    import pycountry

    fields = {"iso2": "alpha_2", "iso3": "alpha_3", "iso-number": "numeric"}
    if scheme not in fields:
        return codes().get(scheme, {})
    listed = {getattr(c, fields[scheme]).lstrip("0"): c.alpha_3 for c in pycountry.countries}
    return listed | dict(codes().get(scheme, {}))


def coded(scheme: str, text: str) -> str | None:
    """The id of a state by a code: iso2, iso3, iso-number, cow or wikidata."""
    entity = ENTITY.fullmatch(text) if scheme == "wikidata" else None
    return _table(scheme).get(entity[1] if entity else text.upper().lstrip("0").removesuffix(".0"))


def key(name: str) -> str:
    """The slug of a name without what tables leave out or abbreviate: "The", "and", "Saint"."""
    words = slug(name.replace("&", " and ")).split("-")
    kept = [{"saint": "st", "republics": "republic"}.get(w, w) for w in words if w != "and"]
    return "-".join(kept[1:] if kept[:1] == ["the"] and len(kept) > 1 else kept)


def forms(text: str) -> Iterable[str]:
    """The keys a name may have: as written, without brackets, what stands in them, the part after a comma first."""
    yield key(text)
    plain = BRACKETS.sub(" ", text).strip(" *")
    yield key(plain)
    first, comma, rest = plain.partition(", ")
    if comma:
        yield key(f"{rest} {first}")


def given_first(name: str, particles: tuple[str, ...]) -> str:
    """A name in the order given name, family name, from a slug that begins with the family name.

    "van-buren-martin" with the particle "van" is "martin van buren"; "jr" and numerals are left out.
    """
    words = [w for w in name.split("-") if not NUMERALS.fullmatch(w)] or name.split("-")
    size = 1
    while size < len(words) - 1 and words[size - 1] in particles:
        size += 1
    return " ".join([*words[size:], *words[:size]])
