"""Adding a table of a user's own to the facts: read it, make facts, compare them with those known, keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from verbale.core.ids import digest
from verbale.facts.added import Table, write
from verbale.facts.agreement import contradictions, meet
from verbale.facts.fact import LEVELS, Fact
from verbale.facts.making import Made, Maker
from verbale.facts.mapping import Mapping, MappingError, mapping
from verbale.facts.recognise import Names, known
from verbale.facts.rows import sheet
from verbale.facts.store import Facts
from verbale.facts.tables import load

SHORTEST, LONG = 3, 6  # letters of a name word that ties two spellings of one person


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a table: rows read and passed over, facts made and new, rows that gave none, contradictions."""

    file: str
    mapping: str
    rows: int
    passed: int
    facts: int
    new: int
    bad: tuple[tuple[int, str], ...]
    contradictions: tuple[tuple[Fact, Fact], ...]


def add(
    path: Path, name: str, folder: Path, source: str | None = None, names: Names = ()
) -> Outcome:  # fmt: skip
    """Add the facts of a CSV or TSV file to those in a folder.

    name: a shipped mapping, or the path of one. source: what every fact names as its source, if not what the mapping
    says. names: names of states and bodies with their ids, besides those of ISO 3166-1.
    Raises MappingError where mapping and file do not fit, FactsError where the folder cannot be written.
    """
    declared = mapping(name)
    if not path.is_file():
        raise MappingError(f"{path.name}: is not there")
    table = sheet(path, declared)
    facts = load(str(folder))
    said = source or _dated(declared)
    maker = Maker(declared, known(names, facts.persons(), declared.names), said)
    made = maker.table(table)
    found = _reunited(made, facts)
    against = tuple(_against(found, facts))
    state = digest(table.digest, declared)
    entry = Table(declared.name, table.file, said, declared.vintage, state, table.count, 0)
    new = write(folder, found, _people(made, found), entry) if found and not _there(entry, facts) else 0
    return Outcome(table.file, name, table.count, made.passed, len(found), new, tuple(made.bad), against)


def _there(table: Table, facts: Facts) -> bool:
    """Whether the same file was added with the same mapping and source; what is known by now does not matter."""
    mine = (table.mapping, table.digest, table.source)
    return any((t.mapping, t.digest, t.source) == mine for t in (facts.added.tables() if facts.added else ()))


def _dated(declared: Mapping) -> str:
    return f"{declared.source} ({declared.vintage})" if declared.vintage else declared.source


def _near(fact: Fact, facts: Facts) -> tuple[Fact, ...]:
    """Known facts that it may contradict."""
    if fact.kind in LEVELS:
        return facts.by_object.get((fact.kind, fact.object), ())
    return facts.by_subject.get((fact.kind, fact.subject), ())


def _against(found: Iterable[Fact], facts: Facts) -> Iterator[tuple[Fact, Fact]]:
    for fact in found:
        yield from ((fact, other) for other in contradictions(fact, _near(fact, facts)))


def _reunited(made: Made, facts: Facts) -> list[Fact]:
    """The facts, with persons known by another spelling of their name under the id they have already."""
    same: dict[str, str] = {}
    out = []
    for fact in made.facts:
        other = _spelt_otherwise(fact, facts)
        if other and fact.kind in LEVELS:
            same[fact.subject] = other
        out.append(replace(fact, subject=other) if other else fact)
    for new, old in same.items():
        made.names.setdefault(old, set()).update(made.names.get(new, ()))
    return out


def _spelt_otherwise(fact: Fact, facts: Facts) -> str | None:
    """The one person known by a longer or shorter name who held an office of that state at that time.

    For an office: the same one; and who took it at the same time and shares a word of the name is that person too.
    """
    known = _office(fact, facts)
    if not known or any(f.subject == fact.subject for f in known):
        return None
    together = {f.subject for f in known if _together(fact, f) and _nested(fact.subject, f.subject)}
    begun: set[str] = set()
    if fact.kind in LEVELS and fact.start and fact.start.earliest:
        begun = {f.subject for f in known if f.start and meet(f.start, fact.start) and _alike(fact.subject, f.subject)}
    for alike in (together & begun, begun, together):
        if alike:
            return alike.pop() if len(alike) == 1 else None
    return None


def _office(fact: Fact, facts: Facts) -> tuple[Fact, ...]:
    """Those who held the office of a fact, or any high office of the state that a visitor comes from."""
    if fact.kind in LEVELS:
        return facts.by_object.get((fact.kind, fact.object), ())
    levels = LEVELS if fact.kind == "visit" and fact.subject.startswith("person:") and fact.of else ()
    return tuple(f for level in levels for f in facts.by_object.get((level, str(fact.of)), ()))


def _together(a: Fact, b: Fact) -> bool:
    """Whether both may hold on one day."""
    return a.first <= b.last and b.first <= a.last


def _nested(a: str, b: str) -> bool:
    """Whether one name has every word of the other."""
    one, other = _words(a), _words(b)
    return bool(one and other) and (one <= other or other <= one)


def _alike(a: str, b: str) -> bool:
    """Whether two names share a word, or one has in one word what the other has in two."""
    if _words(a) & _words(b):
        return True
    pairs = ((a, b), (b, a))
    return any(len(w) >= LONG and w in other.replace("-", "") for one, other in pairs for w in _words(one))


@lru_cache(maxsize=1 << 16)
def _words(person: str) -> frozenset[str]:
    return frozenset(w for w in person.partition(":")[2].split("-") if len(w) >= SHORTEST)


def _people(made: Made, found: Iterable[Fact]) -> list[tuple[str, str]]:
    """Names of the persons who hold an office."""
    held = {f.subject for f in found if f.kind in LEVELS}
    return sorted((id, name) for id, names in made.names.items() if id in held for name in names)
