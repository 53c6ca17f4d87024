"""Persons of a document: one id for all the ways in which it writes a name.

A full name binds its parts: "President Luis Lacalle Pou" makes "Lacalle Pou" and "Pou" that person. A name
spelt almost alike beside the same other names is the same person. A part that two persons share stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from verbale.core.ids import slug
from verbale.facts import Facts
from verbale.mentions.names.words import INITIAL

ALIKE = 0.8  # similarity of two spellings of one name word


@dataclass(frozen=True, slots=True)
class Cast:
    """`ids`: person id by name as written (slugged). `parts`: ids by single name word. `supplied`: ids from facts.
    `heard`: ids by how a name sounds. `initialled`: ids by name with its initials, where these tell persons apart."""

    ids: dict[str, str] = field(default_factory=dict)
    parts: dict[str, frozenset[str]] = field(default_factory=dict)
    supplied: frozenset[str] = frozenset()
    heard: dict[str, frozenset[str]] = field(default_factory=dict)
    initialled: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, ...]:
        """The person ids a name may mean: one, several (open), or none."""
        key = name_key(name)
        if slug(name) in self.initialled:
            return (self.initialled[slug(name)],)
        if key in self.ids:
            return (self.ids[key],)
        return tuple(sorted(self.parts.get(key, ()) or self.heard.get(heard(key), ())))


def name_key(name: str) -> str:
    """The slug of a name without initials: "Jose W. Fernandez" gives "jose-fernandez"."""
    kept = [w for w in name.split() if not INITIAL.match(w.rstrip(",")) or len(name.split()) == 1]
    return slug(" ".join(kept))


def cast(names: Iterable[str], facts: Facts) -> Cast:
    """The cast from all person names of a document, in any order."""
    written = {n: k for n in names if (k := name_key(n))}
    keys = sorted(dict.fromkeys(written.values()), key=lambda k: -k.count("-"))
    known = {k: _known(facts)[k] for k in keys if k in _known(facts)}
    sure = {n: next(iter(one)) for n in written if len(one := _spelt(facts).get(slug(n), frozenset())) == 1}
    twice = {k for k in keys if len({sure[n] for n in sure if written[n] == k}) > 1}
    known |= {k: frozenset(sure[n] for n in sure if written[n] == k) for k in {written[n] for n in sure}}
    ids: dict[str, str] = {}
    full: list[tuple[list[str], str]] = []
    shared = {k: known[k] for k in keys if len(known.get(k, ())) > 1}
    for key in (k for k in keys if k not in shared):
        ids[key] = _same(key.split("-"), full) or next(iter(known.get(key, ())), "person:" + key)
        full.append((key.split("-"), ids[key]))
    parts = {**_parts(ids), **shared}
    supplied = frozenset(p for k in keys for p in known.get(k, ()) if p != "person:" + k and k not in shared)
    return Cast(ids, parts, supplied, _heard(ids, parts), {slug(n): i for n, i in sure.items() if written[n] in twice})


@lru_cache(maxsize=4)
def _spelt(facts: Facts) -> dict[str, frozenset[str]]:
    """Person ids by full name with its initials, which tell two persons of one name apart."""
    out: dict[str, set[str]] = {}
    for key, form in ((key, form) for key, forms in facts.persons() for form in forms if " " in form):
        out.setdefault(slug(form), set()).add(key)
    return {k: frozenset(v) for k, v in out.items()}


@lru_cache(maxsize=4)
def _families(facts: Facts) -> dict[str, frozenset[str]]:
    """Person ids by how their ids end: the family name, with small words ("von-der-leyen")."""
    out: dict[str, set[str]] = {}
    for key, _ in facts.persons():
        words = key.partition(":")[2].split("-")
        for i in range(1, len(words)):
            out.setdefault("-".join(words[i:]), set()).add(key)
    return {k: frozenset(v) for k, v in out.items()}


def holder(facts: Facts, level: str, last: str, day: date | None) -> str | None:
    """The one person of a family name (slug) who leads a state or, as a president, a body on the day; None where there
    is no such person, or where there are several."""
    kinds = (level, "body-head") if level == "head-of-state" else (level,)
    found = [p for p in _families(facts).get(last, ()) if any(f.kind in kinds for f in facts.offices_of(p, day))]
    return found[0] if len(found) == 1 else None


SPELT = ((r"[jy]", "i"), (r"(\w)\1", r"\1"), (r"(?<=[aeou])i(?=[aeou])", ""), ("kh", "h"), ("w", "v"), ("ou", "u"))


def heard(key: str) -> str:
    """A name's slug as it sounds in any romanisation: Tokayev and Tokaev, Zelenskyy and Zelensky; "" for short ones."""
    if len(key) < 6:
        return ""
    for pattern, letter in (*SPELT, SPELT[1]):
        key = re.sub(pattern, letter, key)
    return key


def _heard(ids: dict[str, str], parts: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Person ids by how their names and parts of names sound."""
    out: dict[str, set[str]] = {}
    for key, found in (*((k, frozenset([v])) for k, v in ids.items()), *parts.items()):
        out.setdefault(heard(key), set()).update(found)
    return {k: frozenset(v) for k, v in out.items() if k}


@lru_cache(maxsize=4)
def _known(facts: Facts) -> dict[str, frozenset[str]]:
    """Person ids of the facts by full name: several where two persons have one. Built once, so that a document costs
    the same however many there are."""
    out: dict[str, set[str]] = {}
    for key, form in ((key, form) for key, forms in facts.persons() for form in forms if " " in form):
        out.setdefault(name_key(form), set()).add(key)
    return {k: frozenset(v) for k, v in out.items()}


def _same(parts: list[str], full: Sequence[tuple[list[str], str]]) -> str | None:
    """The one longer (or almost equal) name that holds these parts."""
    holders = {key for words, key in full if len(words) > len(parts) and set(parts) <= set(words)}
    if not holders and len(parts) == 1 and (sound := heard(parts[0])):
        holders = {key for words, key in full if len(words) > 1 and sound in map(heard, words)}
    if not holders and len(parts) > 1:
        holders = {key for words, key in full if _alike(parts, words)}
    return holders.pop() if len(holders) == 1 else None


def _alike(a: list[str], b: list[str]) -> bool:
    """Two spellings: all words but one the same, that one nearly."""
    if len(a) != len(b):
        return False
    odd = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(odd) == 1 and min(map(len, odd[0])) > 3 and SequenceMatcher(None, *odd[0]).ratio() >= ALIKE


def _parts(ids: dict[str, str]) -> dict[str, frozenset[str]]:
    parts: dict[str, set[str]] = {}
    for key, person in ids.items():
        words = key.split("-")
        for size in range(1, len(words)):
            for i in (0, len(words) - size):
                parts.setdefault("-".join(words[i : i + size]), set()).add(person)
    return {k: frozenset(v) for k, v in parts.items() if len(k) > 1}
