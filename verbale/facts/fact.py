"""One dated fact and where it can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.facts.edtf import parse

LEVELS = ("head-of-state", "head-of-government", "foreign-minister", "body-head", "deputy")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds from `start` to `end`, both days inclusive; None is open.

    kind: founding, membership, relations, meeting, epoch, or the level of an office (`LEVELS`); tables that a user
    adds may bring more: visit, envoy, mission, recognition, alliance, state, code, name, demonym (docs/facts.md).
    founding: subject is what was founded. membership: subject is the state (ISO 3), object the body.
    relations: subject and object are the dyad in alphabetical order. meeting: subject is the body, value the chair,
    start and end its first and last day. office: subject is the person, object the state or body, value the title.
    epoch: subject is its slug, value its name. visit: subject is the visitor, object the host, value his title.
    source: the public place where the fact can be checked.
    of: the state or body a visitor or envoy comes from. note: what the source says besides.
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
    of: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """The same fact of the same source has the same id on every machine."""
        edtf = (self.start and self.start.edtf, self.end and self.end.edtf)
        return digest(
            self.kind, self.subject, self.object, self.value, *edtf, self.place, self.ordinal, self.source, self.of,
            self.note,
        )  # fmt: skip

    @property
    def first(self) -> date:
        """Earliest day on which it may hold; where a source saw it hold already ("../1950"), the first it may mean."""
        return (self.start and (self.start.earliest or parse(self.start.edtf.partition("/")[2]).earliest)) or date.min

    @property
    def last(self) -> date:
        """Latest day on which it may hold; where a source ends before it does ("2022/.."), the last it may mean."""
        return (self.end and (self.end.latest or parse(self.end.edtf.partition("/")[0]).latest)) or date.max

    @property
    def known(self) -> date | None:
        """The last day up to which the source is known to have it, where the end is open because nobody looked."""
        words = (self.note or "").removeprefix("known until ")
        return parse(words).latest if self.end is None and words != self.note and words else None

    def at(self, when: date) -> bool:
        """Whether it may hold on that day: where only a year is known, any day of it may be the first."""
        return self.first <= when <= self.last

    def line(self) -> str:
        """The fact in one line, without its source."""
        what = " ".join(filter(None, (self.kind, self.subject, self.object, self.of and f"of {self.of}")))
        named = f" ({self.value})" if self.value else ""
        until = "" if self.end == self.start else f" to {self.end.edtf if self.end else '…'}"
        when = f": {self.start.edtf if self.start else '…'}{until}" if self.start or self.end else ""
        return what + (f" {self.ordinal}" if self.ordinal else "") + named + when
