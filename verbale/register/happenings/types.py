"""What the register says happened: statements of several documents that tell of one thing, and what tied them.

Nothing here is stored: happenings are made anew from the records that a query gives, the same for the same records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.core.interval import Interval
from verbale.register.rows import Kept

OCCASIONS = ("visit", "meeting", "summit", "call")
SORTS = (*OCCASIONS, "agreement", "event", "figure", "undertaking")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two records by their ids, and the rule by which they tell of one thing."""

    first: str
    second: str
    rule: str

    def json(self) -> dict[str, Any]:
        return {"first": self.first, "second": self.second, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class Step:
    """What a document made of a happening. date: the document's; detail: the day, value or deadline that it gives."""

    date: date | None
    status: str
    record: str
    detail: str = ""

    def json(self) -> dict[str, Any]:
        day = self.date.isoformat() if self.date else None
        return {"date": day, "status": self.status, "record": self.record, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a field that documents give differently: its records, and who published them."""

    value: Any
    records: tuple[str, ...]
    publishers: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        return {"value": self.value, "records": list(self.records), "publishers": list(self.publishers)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field and its values side by side, in the order of their first document. None is chosen, none averaged.

    revised: the values are of one publisher, who gives another one in a later document.
    """

    field: str
    sides: tuple[Side, ...]
    revised: bool = False

    def json(self) -> dict[str, Any]:
        return {"field": self.field, "revised": self.revised, "sides": [s.json() for s in self.sides]}


@dataclass(frozen=True, slots=True)
class Open:
    """A statement that was not tied: the happenings it may tell of, and why that stays open."""

    record: str
    candidates: tuple[str, ...]
    reason: str

    def json(self) -> dict[str, Any]:
        return {"record": self.record, "candidates": list(self.candidates), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Happening:
    """One visit, meeting, summit, call, agreement, event, figure or undertaking as all its statements tell it.

    id: from its first record. records: by document date. status: what it has come to. times: those that its statements
    give, without the ones that merely hold a nearer one; more than one is a conflict. part_of: id of the visit.
    """

    id: str
    sort: str
    records: tuple[Kept, ...]
    status: str
    history: tuple[Step, ...]
    times: tuple[Interval, ...] = ()
    ties: tuple[Tie, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    open: tuple[Open, ...] = ()
    part_of: str | None = None

    @property
    def first(self) -> Kept:
        """The earliest statement."""
        return self.records[0]

    @property
    def earliest(self) -> date | None:
        """The first day that any of its times gives."""
        return min((t.earliest for t in self.times if t.earliest), default=None)

    @property
    def latest(self) -> date | None:
        """The last day that any of its times gives."""
        return max((t.latest for t in self.times if t.latest), default=None)

    def json(self) -> dict[str, Any]:
        """One object; its records by their ids."""
        return {
            "kind": "happening",
            "id": self.id,
            "sort": self.sort,
            "status": self.status,
            "times": [t.edtf for t in self.times],
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "part_of": self.part_of,
            "history": [s.json() for s in self.history],
            "conflicts": [c.json() for c in self.conflicts],
            "open": [o.json() for o in self.open],
            "ties": [t.json() for t in self.ties],
            "records": [k.id for k in self.records],
        }
