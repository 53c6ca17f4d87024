"""One dated fact and where it can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.core.interval import Interval

LEVELS = ("head-of-state", "head-of-government", "foreign-minister", "body-head", "deputy")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds from `start` to `end`, both days inclusive; None is open.

    kind: founding, membership, relations, meeting, epoch, or the level of an office (`LEVELS`).
    founding: subject is what was founded. membership: subject is the state (ISO 3), object the body.
    relations: subject and object are the dyad in alphabetical order. meeting: subject is the body, value the chair,
    start and end its first and last day. office: subject is the person, object the state or body, value the title.
    epoch: subject is its slug, value its name. source: the public place where the fact can be checked.
    """

    kind: str
    subject: str
    object: str
    value: str | None
    start: Interval | None
    end: Interval | None
    place: str | None
    ordinal: int | None
    source: str

    @property
    def first(self) -> date:
        """Earliest day on which it may hold."""
        return (self.start and self.start.earliest) or date.min

    @property
    def last(self) -> date:
        """Latest day on which it may hold."""
        return (self.end and self.end.latest) or date.max

    def at(self, when: date) -> bool:
        """Whether it may hold on that day: where only a year is known, any day of it may be the first."""
        return self.first <= when <= self.last
