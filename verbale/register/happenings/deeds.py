"""Other events on a thing: opened, handed over, founded, launched.

Rule: the same act on a thing of the same name by the same actors, in times that meet.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from verbale.core.interval import Interval
from verbale.register.happenings.agreements import STEPS
from verbale.register.happenings.days import YEAR, narrow, too_late
from verbale.register.happenings.types import OCCASIONS
from verbale.register.happenings.words import named, title
from verbale.register.rows import Kept

TOLD = ("held", "planned", "denied", "conditional")


@dataclass(frozen=True, slots=True)
class Deed:
    """A record of another event."""

    kept: Kept
    type: str
    thing: str
    actors: frozenset[str]
    place: str | None
    time: Interval | None
    keys: tuple[Hashable, ...]


def deed(kept: Kept) -> Deed | None:
    """The record as an event of its own sort; None where another sort has it."""
    r, v = kept.record, kept.record.values
    if r.kind != "event" or v.get("type") in (*OCCASIONS, *STEPS) or r.status not in TOLD:
        return None
    thing = title(v["object"]) if isinstance(v.get("object"), str) else ""
    actors = frozenset(str(a["id"]) for a in v.get("actors") or () if isinstance(a, dict) and a.get("id"))
    place = v["place"] if isinstance(v.get("place"), str) else None
    return Deed(kept, str(v["type"]), thing, actors, place, r.time, ((v["type"], thing),) if thing else ())


def tie(a: Deed, b: Deed) -> str | None:
    """The rule that ties two statements; "" where they go together without it, None where they cannot be one."""
    same = a.thing == b.thing and (a.actors <= b.actors or b.actors <= a.actors) and bool(a.actors & b.actors)
    if not same or (a.place and b.place and a.place != b.place):
        return None
    pairs = ((a.kept, b.kept), (b.kept, a.kept))
    if any(x.record.status == "planned" and y.record.status == "held" and too_late(x, y) for x, y in pairs):
        return None
    if a.time and b.time:
        meet = a.time.overlaps(b.time)
        due = a.time.edtf == b.time.edtf and a.time.latest is not None
        near = (due or any(narrow(x.time, YEAR) for x in (a, b))) and _known(a, b)
        return "same act, actors and thing, times meet" if meet and near else "" if meet else None
    planned = {x.kept.record.status for x in (a, b)} & {"planned", "denied"}
    one = bool(a.place and b.place) or all(named(str(x.kept.record.values["object"])) for x in (a, b))
    return "same act, actors and thing, the only one planned" if planned and one else ""


def _known(a: Deed, b: Deed) -> bool:
    """One thing beyond doubt: a name, a place both give, or a plan and what came of it."""
    plan = "planned" in (a.kept.record.status, b.kept.record.status)
    return plan or bool(a.place and b.place) or all(named(str(x.kept.record.values["object"])) for x in (a, b))
