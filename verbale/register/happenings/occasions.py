"""Visits, meetings, summits and calls: when two statements tell of one.

Rules: a visit is one where visitor and host are the same and the times touch; a meeting or a call where the persons are
the same (or one of them, with the same sides) on the same days; a numbered meeting or summit where series and number
are the same, whatever days they give. A time of a month or more, or none, ties only where a single one fits.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from verbale.core.interval import Interval
from verbale.register.happenings.days import NARROW, YEAR, narrow, said, too_late, touch
from verbale.register.happenings.types import OCCASIONS
from verbale.register.rows import Kept

STATE = re.compile(r"[A-Z]{3}\Z")
SHORT = timedelta(days=2)
STAY = timedelta(days=10)
TOLD = ("held", "planned", "denied", "conditional")
CAME = ("visitor", "participant", "organiser", "host", "inviter")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A record of a visit, meeting, summit or call. came: visitors or participants; sides: states that take part."""

    kept: Kept
    sort: str
    time: Interval | None
    came: frozenset[str]
    hosts: frozenset[str]
    sides: frozenset[str]
    number: tuple[str, int] | None
    place: str | None
    one: bool
    keys: tuple[Hashable, ...]

    @property
    def people(self) -> frozenset[str]:
        return frozenset(i for i in self.came if i.startswith("person:"))


def occasion(kept: Kept) -> Occasion | None:
    """The record as an occasion; None where it is none."""
    r, v = kept.record, kept.record.values
    if r.kind != "event" or v.get("type") not in OCCASIONS or r.status not in TOLD:
        return None
    visit = v["type"] == "visit"
    came = _of(kept, "visitor") if visit else _of(kept, "participant") | _of(kept, "organiser")
    hosts = _hosts(kept) if visit else frozenset()
    sides = frozenset(i for i in _sides(kept) if STATE.match(i))
    number = (str(v["series"]), int(v["ordinal"])) if v.get("series") and v.get("ordinal") and not visit else None
    sort = "summit" if number else str(v["type"])
    keys = tuple(dict.fromkeys(_keys(sort, came, hosts, sides, number, r.time)))
    place = str(v["place"]) if isinstance(v.get("place"), str) else None
    once = (v.get("count") or 1) == 1
    return Occasion(kept, sort, r.time, came, hosts, sides, number, place, once, keys)


def _of(kept: Kept, role: str) -> frozenset[str]:
    cast = kept.record.values.get("actors") or ()
    return frozenset(str(a["id"]) for a in cast if isinstance(a, dict) and a.get("role") == role and a.get("id"))


def _hosts(kept: Kept) -> frozenset[str]:
    """The states or bodies visited; a person who receives stands for none."""
    place = kept.record.values.get("place")
    found = {h for h in _of(kept, "host") if not h.startswith("person:")}
    return frozenset(found or ({place} if isinstance(place, str) and STATE.match(place) else ()))


def _sides(kept: Kept) -> Iterator[str]:
    for role in CAME:
        yield from _of(kept, role)
    for pair in kept.record.values.get("dyads") or ():
        yield from (str(i) for i in pair or ())


def _keys(
    sort: str,
    came: frozenset[str],
    hosts: frozenset[str],
    sides: frozenset[str],
    number: tuple[str, int] | None,
    time: Interval | None,
) -> Iterator[Hashable]:
    if number:
        yield "number", *number
    if sort == "visit":
        for who in sorted(came):
            yield from (("visit", who, host) for host in sorted(hosts))
            yield from [("visit", who)] if who.startswith("person:") else ()
        return
    people = frozenset(i for i in came if i.startswith("person:"))
    yield sort, people if len(people) > 1 else came
    if narrow(time, SHORT) and time and time.earliest and time.latest and len(sides) > 1:
        days = (time.latest - time.earliest).days + 1
        yield from ((sort, sides, time.earliest + timedelta(days=n)) for n in range(days))


def tie(a: Occasion, b: Occasion) -> str | None:
    """The rule that ties two statements; "" where they go together without it, None where they cannot be one."""
    if a.sort != b.sort or not (a.one and b.one) or not _in_turn(a.kept, b.kept):
        return None
    if a.number and b.number:
        return "same series and number" if a.number == b.number else None
    return _visit(a, b) if a.sort == "visit" else _meeting(a, b)


def _in_turn(a: Kept, b: Kept) -> bool:
    pairs = ((a, b), (b, a))
    return not any(x.record.status != "held" and y.record.status == "held" and too_late(x, y) for x, y in pairs)


def _visit(a: Occasion, b: Occasion) -> str | None:
    shared = a.people & b.people if a.people or b.people else a.came & b.came
    if not shared:
        return None
    if not (a.hosts and b.hosts):
        near = a.time and b.time and a.time.overlaps(b.time) and all(narrow(x.time, STAY) for x in (a, b))
        return "same visitor, same days" if a.people and near else None
    if not a.hosts & b.hosts:
        return None
    if not a.people:
        equal = a.time and b.time and narrow(a.time, STAY) and _days(a) == _days(b)
        return "same visiting state and host, same days" if equal else None
    return _dated(a, b, "visitor and host", YEAR)


def _days(o: Occasion) -> tuple[date | None, date | None]:
    return (o.time.earliest, o.time.latest) if o.time else (None, None)


def _dated(a: Occasion, b: Occasion, same: str, most: timedelta) -> str | None:
    """By their times: narrow ones tie where they touch, a wide or missing one only where nothing contradicts."""
    if a.time and b.time:
        if not _touching(a, b):
            return None
        near = [narrow(x.time, STAY) for x in (a, b)]
        if all(near) or (all(narrow(x.time) for x in (a, b)) and _days(a) == _days(b)):
            return f"same {same}, times touch"
        inside = any(near) and all(narrow(x.time, most) for x in (a, b))
        return f"same {same}, the only one in that time" if inside else ""
    return _undated(a, b, same)


def _touching(a: Occasion, b: Occasion) -> bool:
    """They meet; or two documents give days next to each other, as they do over a date line or for a day of travel."""
    assert a.time and b.time
    if a.time.overlaps(b.time):
        return True
    near = all(narrow(x.time, STAY) for x in (a, b)) and a.kept.document.id != b.kept.document.id
    return near and touch(a.time, b.time) and a.sort in ("visit", "call")


def _undated(a: Occasion, b: Occasion, same: str) -> str | None:
    """A plan without a time is what comes in the year after it was announced, or what was planned beside it."""
    bare, other = (a, b) if a.time is None else (b, a)
    day = said(bare.kept)
    if bare.kept.record.status == "held" or bare.time is not None or day is None:
        return ""
    if other.time is None:
        return f"same {same}, both without a day" if other.kept.record.status != "held" and _near(a, b) else ""
    first = other.time.earliest
    if first is None or not narrow(other.time):
        return ""
    return f"same {same}, the only one in the year after" if day <= first <= day + YEAR else None


def _near(a: Occasion, b: Occasion) -> bool:
    days = said(a.kept), said(b.kept)
    return bool(days[0] and days[1] and abs(days[0] - days[1]) <= NARROW)


def _meeting(a: Occasion, b: Occasion) -> str | None:
    if a.number != b.number and _differ(a, b):
        return None
    if len(a.people) > 1 and a.people == b.people:
        same = "persons"
    elif a.people & b.people and a.sides == b.sides and len(a.sides) > 1 and not _other_people(a, b):
        same = "sides and one person"
    elif not a.people and not b.people and a.came == b.came and (len(a.came) > 1 or a.sort == "summit"):
        same = "body" if len(a.came) == 1 else "parties"
    else:
        return None
    return None if _elsewhere(a, b) else _met(a, b, same)


def _differ(a: Occasion, b: Occasion) -> bool:
    """One has a number that the other's words contradict."""
    ordinals = [o.kept.record.values.get("ordinal") for o in (a, b)]
    return None not in ordinals and ordinals[0] != ordinals[1]


def _other_people(a: Occasion, b: Occasion) -> bool:
    """Both name somebody whom the other does not."""
    return bool(a.people - b.people) and bool(b.people - a.people)


def _elsewhere(a: Occasion, b: Occasion) -> bool:
    """Two towns, or two states."""
    places = [p for p in (a.place, b.place) if p]
    same_sort = len(places) == 2 and bool(STATE.match(places[0])) == bool(STATE.match(places[1]))
    return same_sort and places[0] != places[1]


def _met(a: Occasion, b: Occasion, same: str) -> str | None:
    if a.time is None or b.time is None:
        return ""
    if not _touching(a, b):
        return None
    short = [narrow(x.time, SHORT) for x in (a, b)]
    limit = NARROW if a.sort == "summit" else SHORT
    if all(short) or (all(narrow(x.time, limit) for x in (a, b)) and _days(a) == _days(b)):
        return f"same {same}, same days" if a.time.overlaps(b.time) else f"same {same}, days touch"
    inside = any(short) and all(narrow(x.time) for x in (a, b)) and same != "sides and one person"
    return f"same {same}, the only one in that time" if inside else ""


def near(a: Occasion, b: Occasion) -> str | None:
    """Why two statements that are not tied may yet tell of one: a plan and what came of it, or two places."""
    statuses = {a.kept.record.status, b.kept.record.status}
    if a.sort != b.sort:
        return None
    if a.sort == "visit" and statuses == {"planned", "held"} and a.people & b.people and a.hosts & b.hosts:
        planned, held = (a, b) if a.kept.record.status == "planned" else (b, a)
        soon = held.time and planned.time and held.time.earliest and planned.time.latest
        if soon and held.time and held.time.earliest and planned.time and planned.time.latest:
            late = held.time.earliest - planned.time.latest
            return "may be the planned one on other days" if timedelta(0) < late <= YEAR / 4 else None
    if a.sort != "visit" and len(a.people) > 1 and a.people == b.people and _elsewhere(a, b):
        same_day = a.time and b.time and narrow(a.time, SHORT) and narrow(b.time, SHORT) and a.time.overlaps(b.time)
        return "same persons and days, other place" if same_day else None
    return None
