"""Agreements, statements and declarations: signed or issued, in force, ended.

Rule: the same parties and the same title, which must be a name ("the Maritime Transport Agreement"); "a memorandum" is
one with another only where day, parties and words are the same. Two signings of one title more than a month apart are
two texts, and what is in force was signed before.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from verbale.core.interval import Interval
from verbale.register.happenings.days import narrow
from verbale.register.happenings.words import any_of, named, title
from verbale.register.rows import Kept

STEPS = {"signing": "signed", "issue": "issued", "entry-into-force": "in force", "treaty-in-force": "in force"}
AHEAD = {"signed": "to be signed", "issued": "to be issued", "in force": "to enter into force"}
DENIED = {"signed": "not signed", "issued": "not issued", "in force": "not in force"}
ORDER = ("not signed", "not issued", "to be signed", "to be issued", "signed", "issued", "to enter into force",
         "not in force", "in force", "ended")  # fmt: skip
"""From plan to end; what comes later in this row is not undone by a later text that recalls an earlier step."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A record of an agreement. name: its title as compared; whole: it names one text."""

    kept: Kept
    step: str
    status: str
    name: str
    whole: bool
    parties: frozenset[str]
    time: Interval | None
    keys: tuple[Hashable, ...]


def agreement(kept: Kept) -> Agreement | None:
    """The record as a step of an agreement; None where it is none or names no text."""
    r, v = kept.record, kept.record.values
    step = STEPS.get(str(v.get("type")))
    if step is None or r.kind not in ("event", "relation") or r.status in ("asked", "conditional"):
        return None
    thing = v.get("object") if r.kind == "event" else v.get("value")
    if not isinstance(thing, str) or not title(thing):
        return None
    name = title(thing)
    return Agreement(kept, step, _status(kept, step), name, named(thing), _parties(kept), r.time, (name,))


def _parties(kept: Kept) -> frozenset[str]:
    v = kept.record.values
    cast = [a.get("id") for a in v.get("actors") or () if isinstance(a, dict)]
    sides = [*cast, *(v.get("subject") or ()), *(i for pair in v.get("dyads") or () for i in pair or ())]
    bodies = frozenset(i for i in sides if isinstance(i, str) and ":" not in i)
    return bodies or frozenset(i for i in sides if isinstance(i, str) and not i.startswith("person:"))


def _status(kept: Kept, step: str) -> str:
    r = kept.record
    if r.kind == "relation" and (r.values.get("until") or any_of("over").search(r.quote)):
        return "ended"
    return AHEAD[step] if r.status == "planned" else DENIED[step] if r.status == "denied" else step


def tie(a: Agreement, b: Agreement) -> str | None:
    """The rule that ties two statements; "" where they go together without it, None where they cannot be one."""
    if a.name != b.name or not (a.parties <= b.parties or b.parties <= a.parties):
        return None
    if (a.step == "issued") != (b.step == "issued"):
        return None
    if a.parties and b.parties and a.parties != b.parties and min(len(a.parties), len(b.parties)) > 1:
        return None
    if not (a.whole and b.whole) or a.step == "issued":
        same = a.time and b.time and narrow(a.time) and a.time.overlaps(b.time) and narrow(b.time)
        return "same parties, title and day" if same and a.parties == b.parties and a.step == b.step else None
    if not _in_turn(a, b):
        return None
    if a.parties == b.parties and a.parties:
        return "same parties and title"
    return "same title, the only one with such a party" if len(a.name.split()) > 2 else ""


def _in_turn(a: Agreement, b: Agreement) -> bool:
    """Two days of one step lie within a month; what is in force was signed before."""
    if a.time is None or b.time is None or "planned" in (a.kept.record.status, b.kept.record.status):
        return True
    if a.step == b.step:
        days = [x.time.earliest for x in (a, b) if x.time and x.time.earliest and narrow(x.time)]
        return len(days) < 2 or abs((days[0] - days[1]).days) <= 31 or a.kept.record.kind == "relation"
    signed, force = (a, b) if a.step == "signed" else (b, a)
    assert signed.time and force.time
    return force.kept.record.kind == "relation" or not (
        signed.time.earliest and force.time.latest and force.time.latest < signed.time.earliest
    )


def near(a: Agreement, b: Agreement) -> str | None:
    """Why two statements that are not tied may yet tell of one text."""
    same = a.name == b.name and a.whole and b.whole and a.parties == b.parties and a.time and b.time
    return "same title, but the days do not go together" if same and a.step != "issued" else None
