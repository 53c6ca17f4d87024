"""One happening told in several statements: records of one document that tell of the same visit or summit are tied.

What goes in: the event records of a document. What comes out: the same records, those that are tied with `happening`,
an id that they share, and `happening_by`, the rule; what is part of a tied visit has its id in `part_of`. Rules, all
narrow, since two visits of one year must stay two:
`same-visit`: visitor, host and status agree and the times meet, or a planned visit without a time has one mate only;
`numbered-visit`: "This is his third visit" is the visit told last of the same visitor and host;
`same-summit`: body and status agree, the times meet, and neither place nor number says otherwise;
`same-meeting`: the same two or more persons on the same days;
`same-thing`: an act on a thing of the same name by the same parties ("entered into force");
`specified` (a part): "once this year – in March he …", where a dash or colon leads in what the count was of;
`during-visit` (a part): another act of the visitor that takes its time from the visit, or shares it in one sentence;
`at-summit` (a part): talks with the leaders of a body's other members, inside the time of that body's summit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.core.record import Record

LEADERS = "@leaders"
NARROW = timedelta(days=31)
THINGS = ("entry-into-force", "signing", "opening", "handover")
TELLING = ("held", "planned")
NUMBERED = ":numbered"
"""What the rule of a record ends with where "This is his third visit" speaks of a visit told before."""


@dataclass(frozen=True, slots=True)
class Signs:
    """leaders: organs of heads of state or government; carried: how the basis of a time begins that was taken from a
    visit; namely: what leads in the particulars of what was just said."""

    leaders: frozenset[str]
    carried: str
    namely: re.Pattern[str]


def tied(text: str, records: Sequence[Record], signs: Signs) -> list[Record]:
    """Event records in the order given, those that tell of one happening tied."""
    home = list(range(len(records)))
    rules: dict[int, str] = {}
    for i in range(len(records)):
        for found, rule in _mates(records, i, signs):
            top = _top(home, found)
            rules |= {j: rules.get(j, rule) for j in (i, found)}
            home[_top(home, i)] = top
    parts = {i: p for i in range(len(records)) if (p := _whole(text, records, i, signs))}
    shared = {_top(home, i) for i in rules} | {_top(home, p) for p, _ in parts.values()}
    names = {top: _name(records[top]) for top in shared}
    return [
        _marked(r, names.get(_top(home, i)), rules.get(i), parts.get(i), home, names) for i, r in enumerate(records)
    ]


def _top(home: list[int], i: int) -> int:
    while home[i] != i:
        i = home[i]
    return i


def _name(first: Record) -> str:
    """The id of a happening: that of its first statement's words."""
    return digest(first.doc, "happening", first.span.start, first.span.end)


def _marked(
    r: Record, name: str | None, rule: str | None, part: tuple[int, str] | None, home: list[int], names: dict[int, str]
) -> Record:
    more: dict[str, Any] = {}
    if name:
        more |= {"happening": name} | ({"happening_by": rule} if rule else {})
    if part:
        more |= {"part_of": names[_top(home, part[0])], "part_by": part[1]}
    return replace(r, values={**r.values, **more}) if more else r


def _mates(records: Sequence[Record], i: int, signs: Signs) -> list[tuple[int, str]]:
    """Earlier statements of the same happening: one that is dated as this one is, or the only one there is."""
    mine = records[i]
    if mine.status not in TELLING:
        return []
    others = [(j, rule) for j in range(i) if (rule := _same(records[j], mine, signs))]
    sure = [(j, rule) for j, rule in others if _meet(records[j], mine)]
    if sure:
        return sure
    loose = [(j, rule) for j, rule in others if _undated(records[j], mine)]
    several = any(
        not _meet(records[a], records[b]) for a, _ in loose for b, _ in loose if a < b and _both(records, a, b)
    )
    return loose[-1:] if not several or mine.by.endswith(NUMBERED) else []


def _both(records: Sequence[Record], a: int, b: int) -> bool:
    return records[a].time is not None and records[b].time is not None


def _same(a: Record, b: Record, signs: Signs) -> str | None:
    """The rule by which two statements may tell of one happening, times apart."""
    numbered = b.by.endswith(NUMBERED)
    if a.status != b.status or _against(a, b, "ordinal") or not _once(a, b):
        return None
    if (a.values["type"], b.values["type"]) == ("visit", "visit"):
        hosts = _of(a, "host"), _of(b, "host")
        met = bool(hosts[0] & hosts[1]) or (not all(hosts) and bool(a.time and b.time and a.time.edtf == b.time.edtf))
        rule = "numbered-visit" if numbered else "same-visit"
        return rule if _of(a, "visitor") & _of(b, "visitor") and met else None
    if _summit(a, signs) and _summit(b, signs):
        held = not _against(a, b, "place") and not _of(a, "organiser").isdisjoint(_of(b, "organiser"))
        return "same-summit" if held else None
    if a.values["type"] == b.values["type"] and a.values["type"] in ("meeting", "call"):
        people = [{x for x in _of(r, "participant") if x.startswith("person:")} for r in (a, b)]
        return "same-meeting" if people[0] == people[1] and len(people[0]) > 1 else None
    if a.values["type"] == b.values["type"] and a.values["type"] in THINGS:
        ids = [{x["id"] for x in r.values["actors"]} for r in (a, b)]
        named = _one_name(_thing(a), _thing(b), bool(a.time and b.time))
        return "same-thing" if named and (ids[0] <= ids[1] or ids[1] <= ids[0]) else None
    return None


def _one_name(a: str, b: str, dated: bool) -> bool:
    """The same name, or where both are dated its first words ("the fisheries agreement between Peru and Chile")."""
    short, long = sorted((a, b), key=len)
    if short == long:
        return len(short.split()) > 2
    return dated and long.startswith(f"{short} ") and len(short.split()) > 1


def _once(a: Record, b: Record) -> bool:
    """Neither tells of several happenings at once."""
    return all((r.values.get("count") or 1) == 1 or r.values["type"] in THINGS for r in (a, b))


def _of(r: Record, role: str) -> set[str]:
    return {x["id"] for x in r.values["actors"] if x["role"] == role}


def _against(a: Record, b: Record, name: str) -> bool:
    mine, other = a.values.get(name), b.values.get(name)
    return mine is not None and other is not None and mine != other


def _summit(r: Record, signs: Signs) -> bool:
    """A summit, or a meeting of the organ of heads of state or government."""
    if r.values["type"] == "summit":
        return bool(_of(r, "organiser"))
    return r.values["type"] == "meeting" and any(x["id"] in signs.leaders for x in r.values["actors"])


def _thing(r: Record) -> str:
    """The thing in words without its article, whatever short word that is."""
    return re.sub(r"^\w{1,3} ", "", " ".join(str(r.values.get("object") or "").casefold().split()))


def _narrow(time: Interval) -> bool:
    return bool(time.earliest and time.latest and time.latest - time.earliest <= NARROW)


def _meet(a: Record, b: Record) -> bool:
    """Both dated, within a month or by a count of one, and the dates meet."""
    if a.time is None or b.time is None or not a.time.overlaps(b.time):
        return False
    if a.values["type"] in THINGS:  # a treaty comes into force once
        return True
    if _narrow(a.time) and _narrow(b.time):
        return True
    return any(r.values.get("count") == 1 and not _narrow(r.time) for r in (a, b) if r.time)


def _undated(a: Record, b: Record) -> bool:
    """One has no time: a planned visit or summit, a numbered one, or a thing of one name."""
    if a.time is not None and b.time is not None:
        return False
    kind = a.values["type"]
    return b.by.endswith(NUMBERED) or kind in THINGS or (a.status == "planned" and kind in ("visit", "summit"))


def _whole(text: str, records: Sequence[Record], i: int, signs: Signs) -> tuple[int, str] | None:
    """The visit or summit that a record of another type is part of, with the rule."""
    mine = records[i]
    if mine.values["type"] == "visit" or mine.status not in TELLING:
        return None
    if (summit := _summit_of(records, i)) is not None:
        return summit, "at-summit"
    people = {x["id"] for x in mine.values["actors"]}
    for j in range(i - 1, -1, -1):
        other = records[j]
        if other.values["type"] != "visit" or not _of(other, "visitor") & people or other.status != mine.status:
            continue
        if _specifies(text, other, mine, signs):
            return j, "specified"
        if mine.time and other.time and _within(mine, other, signs.carried):
            return j, "during-visit"
    return None


def _summit_of(records: Sequence[Record], i: int) -> int | None:
    """The summit told last before a meeting of a body's leaders with one of them, at the time of the summit."""
    mine = records[i]
    bodies = {x["id"].partition("@")[0] for x in mine.values["actors"] if LEADERS in x["id"]}
    if mine.values["type"] != "meeting" or not bodies:
        return None
    for j in range(i - 1, -1, -1):
        other = records[j]
        held = other.values["type"] == "summit" and other.status == mine.status and bodies & _of(other, "organiser")
        met = mine.time and other.time and _narrow(other.time) and other.time.overlaps(mine.time)
        if held and met and other.turn == mine.turn:
            return j
    return None


def _specifies(text: str, visit: Record, part: Record, signs: Signs) -> bool:
    """ "once this year – in March he …": right after the visit's words, and inside its time."""
    between = text[visit.span.end : part.span.start]
    if (
        visit.time is None
        or part.time is None
        or not signs.namely.fullmatch(between)
        or visit.span.end >= part.span.start
    ):
        return False
    first, last = visit.time, part.time
    return bool(
        first.earliest and first.latest and last.earliest and last.latest
        and first.earliest <= last.earliest and last.latest <= first.latest
    )  # fmt: skip


def _within(part: Record, visit: Record, carried: str) -> bool:
    """Its time was taken from the visit, or both were given one time in one sentence."""
    assert part.time and visit.time
    same = part.time.edtf == visit.time.edtf and visit.turn == part.turn
    told = part.time.span is not None and part.time.span == visit.time.span
    return same and _narrow(visit.time) and (told or part.time.basis.startswith(carried))
