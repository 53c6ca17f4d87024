"""Questions to the reference facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.core.ids import digest
from verbale.facts.agreement import order, settled, sharpest
from verbale.facts.fact import LEVELS, Fact

if TYPE_CHECKING:
    from verbale.facts.added import Added

Index = Mapping[tuple[str, str], tuple[Fact, ...]]
People = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All facts of the tables that were loaded. Compared by identity, so that indices built on it can be cached.

    shipped: facts read from TOML. by_subject, by_object: facts under (kind, id), in order of time. people: person ids
    with all their names. added: the facts a user has added, which stay in their file until they are asked for.
    """

    shipped: tuple[Fact, ...]
    by_subject: Index
    by_object: Index
    people: People
    added: Added | None = None

    @property
    def all(self) -> tuple[Fact, ...]:
        """Every fact, in order of kind and time; reads all that a user has added."""
        more = self.added.all() if self.added else ()
        return tuple(sorted((*self.shipped, *more), key=order)) if more else self.shipped

    @property
    def digest(self) -> str:
        """A hash of the facts in use: the same on every machine for the same tables."""
        return digest(_digest(self), self.added.digest() if self.added else "")

    def founding(self, id: str) -> Fact | None:
        """When a body, mechanism, initiative or state was founded; None where sources contradict one another."""
        return settled(self.foundings(id), self.added is None)

    def foundings(self, id: str) -> tuple[Fact, ...]:
        """The candidates: what each source says of a founding."""
        return self.by_subject.get(("founding", id), ())

    def relations(self, a: str, b: str) -> Fact | None:
        """Establishment of diplomatic relations of a dyad of states, in either order; None as for `founding`."""
        return settled(self.establishments(a, b), self.added is None)

    def establishments(self, a: str, b: str) -> tuple[Fact, ...]:
        """The candidates: what each source says of the establishment of relations."""
        first, second = sorted((a, b))
        return tuple(f for f in self.by_subject.get(("relations", first), ()) if f.object == second)

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
        """Holders of an office on the day, both on a day of handover; None asks for all ever recorded.

        Where sources contradict one another, all that they name.
        """
        return self._sharp(f for f in self.by_object.get((level, actor), ()) if at is None or f.at(at))

    def offices_of(self, person_id: str, at: date | None = None) -> tuple[Fact, ...]:
        """Offices a person holds on the day; None asks for all ever recorded."""
        found = (f for level in LEVELS for f in self.by_subject.get((level, person_id), ()))
        return self._sharp(f for f in found if at is None or f.at(at))

    def visits(self, visitor: str, host: str, before: date | None = None) -> tuple[Fact, ...]:
        """Visits of a person, or of the leaders of a state, to a state; those that began before the day, if given."""
        sent = self.added.sent("visit", visitor) if self.added and ":" not in visitor else ()
        mine = (f for f in (*self.by_subject.get(("visit", visitor), ()), *sent) if f.object == host)
        return tuple(f for f in mine if before is None or f.first < before)

    def about(self, id: str) -> tuple[Fact, ...]:
        """All facts on a state, body, person or thing, of any kind, in order of kind and time."""
        mine = (f for f in self.shipped if id in (f.subject, f.object, f.of))
        return tuple(sorted((*mine, *(self.added.about(id) if self.added else ())), key=order))

    def persons(self) -> People:
        """Person ids with all names and aliases, the first in the order of the person's own language."""
        return self.people

    def events(self) -> tuple[Fact, ...]:
        """Epochal events, which texts use as landmarks of time."""
        more = self.added.of_kind("epoch") if self.added else ()
        return (*(f for f in self.shipped if f.kind == "epoch"), *more)

    def _sharp(self, found: Iterable[Fact]) -> tuple[Fact, ...]:
        return sharpest(tuple(found)) if self.added else tuple(found)


@lru_cache(maxsize=8)
def _digest(facts: Facts) -> str:
    return digest(*(f.id for f in facts.shipped))


def holds(fact: Fact, at: date | None) -> bool:
    """Whether the fact may hold on the day, or has no end where no day is given."""
    return fact.end is None if at is None else fact.at(at)


def index(facts: Iterable[Fact], people: People) -> Facts:
    """Facts with their indices."""
    rows = tuple(sorted(facts, key=order))
    subjects: dict[tuple[str, str], list[Fact]] = {}
    objects: dict[tuple[str, str], list[Fact]] = {}
    for row in rows:
        subjects.setdefault((row.kind, row.subject), []).append(row)
        objects.setdefault((row.kind, row.object), []).append(row)
    return Facts(rows, frozen(subjects), frozen(objects), people)


def frozen(lists: Mapping[tuple[str, str], list[Fact]]) -> Index:
    return {key: tuple(rows) for key, rows in lists.items()}
