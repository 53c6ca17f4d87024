"""When what a record says begins to hold and when it ends: the axis that `as_of` asks about.

A record is part of an answer "as of" a day where the day lies between its two ends, both inclusive.

| record | begins | ends |
| --- | --- | --- |
| relation | first day of `since`, else of its time, else open | last day of `until`; a chair's time; else open |
| event, figure | first day of its time, else the day it was said | never: it has happened |
| stance, commitment, phrase | first day of its time or the day it was said, the earlier | never: it was said |
| anything planned | the day it was said, else the first day of its time | as above |

So a plan is given from the day it was said, with its status `planned`, whether its time is ahead or past, and what was
told later of an earlier day is given from that earlier day. The day a thing was said is the first day of its document's
date, or the last where only that is known. An end that stays open holds. A record that no day can be given to, other
than a relation, has no place in time and is part of no such answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.facts import edtf

TERMS = ("chair",)
"""Relations whose time is the whole of their term."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day on which something holds, both inclusive; None is open."""

    begins: date | None = None
    ends: date | None = None

    def covers(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


def stretch(record: Record, dated: Interval | None) -> Stretch | None:
    """The stretch of a record whose document has this date; None where it has no place in time."""
    said = (dated.earliest or dated.latest) if dated else None
    own = record.time.earliest if record.time else None
    if record.kind == "relation":
        begins = said or own if record.status == "planned" else _day(record, "since", first=True) or own
        return Stretch(begins, _last(record))
    if record.status == "planned":
        begins = said or own
    elif record.kind in ("event", "figure"):
        begins = own or said
    else:
        begins = min((day for day in (own, said) if day), default=None)
    return Stretch(begins) if begins or record.time else None


def _last(record: Record) -> date | None:
    ends = _day(record, "until", first=False)
    term = record.values.get("type") in TERMS and record.time
    return record.time.latest if term and record.time and ends is None else ends


def _day(record: Record, name: str, first: bool) -> date | None:
    """The first or last day of a field in EDTF; None where it has none, or one that days cannot bound."""
    words = record.values.get(name)
    try:
        found = edtf.parse(words) if isinstance(words, str) and words else None
    except ValueError:
        return None
    return (found.earliest if first else found.latest) if found else None
