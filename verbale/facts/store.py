"""Questions to the reference facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from verbale.facts.fact import LEVELS, Fact

Index = Mapping[tuple[str, str], tuple[Fact, ...]]
People = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All facts of the tables that were loaded. Compared by identity, so that indices built on it can be cached.

    by_subject, by_object: facts under (kind, id), in order of time. people: person ids with all their names.
    """

    all: tuple[Fact, ...]
    by_subject: Index
    by_object: Index
    people: People

    def founding(self, id: str) -> Fact | None:
        """When a body, mechanism, initiative or state was founded."""
        return next(iter(self.by_subject.get(("founding", id), ())), None)

    def relations(self, a: str, b: str) -> Fact | None:
        """Establishment of diplomatic relations of a dyad of states, in either order."""
        first, second = sorted((a, b))
        return next((f for f in self.by_subject.get(("relations", first), ()) if f.object == second), None)

    def members(self, body: str, at: date | None = None) -> frozenset[str]:
        """States (ISO 3) that are members on the day; None asks for the current list. Empty for a body not known."""
        return frozenset(f.subject for f in self.by_object.get(("membership", body), ()) if holds(f, at))

    def member_of(self, state: str, at: date | None = None) -> frozenset[str]:
        """Bodies a state is a member of on the day; None asks for the current list."""
        return frozenset(f.object for f in self.by_subject.get(("membership", state), ()) if holds(f, at))

    def series(self, body: str) -> tuple[Fact, ...]:
        """The numbered summits of a body, by ordinal."""
        return self.by_subject.get(("meeting", body), ())

    def meeting(self, body: str, ordinal: int) -> Fact | None:
        """One summit of a numbered series."""
        return next((f for f in self.series(body) if f.ordinal == ordinal), None)

    def holders(self, level: str, actor: str, at: date | None = None) -> tuple[Fact, ...]:
        """Holders of an office on the day, both on a day of handover; None asks for all ever recorded."""
        return tuple(f for f in self.by_object.get((level, actor), ()) if at is None or f.at(at))

    def offices_of(self, person_id: str, at: date | None = None) -> tuple[Fact, ...]:
        """Offices a person holds on the day; None asks for all ever recorded."""
        found = (f for level in LEVELS for f in self.by_subject.get((level, person_id), ()))
        return tuple(f for f in found if at is None or f.at(at))

    def persons(self) -> People:
        """Person ids with all names and aliases, the first in the order of the person's own language."""
        return self.people

    def events(self) -> tuple[Fact, ...]:
        """Epochal events, which texts use as landmarks of time."""
        return tuple(f for f in self.all if f.kind == "epoch")


def holds(fact: Fact, at: date | None) -> bool:
    """Whether the fact may hold on the day, or has no end where no day is given."""
    return fact.end is None if at is None else fact.at(at)


def index(facts: Iterable[Fact], people: People) -> Facts:
    """Facts with their indices."""
    rows = tuple(sorted(facts, key=lambda f: (f.kind, f.first, f.last, f.ordinal or 0, f.subject, f.object)))
    subjects: dict[tuple[str, str], list[Fact]] = {}
    objects: dict[tuple[str, str], list[Fact]] = {}
    for row in rows:
        subjects.setdefault((row.kind, row.subject), []).append(row)
        objects.setdefault((row.kind, row.object), []).append(row)
    return Facts(rows, frozen(subjects), frozen(objects), people)


def frozen(lists: Mapping[tuple[str, str], list[Fact]]) -> Index:
    return {key: tuple(rows) for key, rows in lists.items()}
