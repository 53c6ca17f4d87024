"""What a view asks the register for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

Side = str | Collection[str]


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that a record must meet, all of them; one that is empty holds for every record.

    actors: each must be in the record, in any part of it; of a collection of ids one must.
    kinds, types, statuses, topics, publishers, said_by, documents (ids): one of these.
    since, until: the record's time must touch these days, or where it has none its document's date must.
    as_of: it holds, or had happened, on this day (`times`). known_on: as the register knew it by the end of this day;
    a reading that nobody gave a day counts as always known.
    rejected: give what a person rejected too.
    """

    actors: tuple[Side, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    known_on: date | None = None
    rejected: bool = False

    @property
    def of_records(self) -> bool:
        """Whether it says something that only records can meet."""
        return any((self.actors, self.kinds, self.types, self.statuses, self.topics, self.said_by))
