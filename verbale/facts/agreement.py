"""Whether sources agree: which facts say the same thing, and which contradict one another.

A fact is never preferred for where it comes from. Of facts that say the same thing the sharpest date answers; of
facts that contradict one another none does, and all are candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from verbale.core.interval import Interval
from verbale.facts.fact import LEVELS, Fact

DATED = ("founding", "relations")
HANDOVER = timedelta(days=1)
LONG = timedelta(days=400)


def order(fact: Fact) -> tuple[str, date, date, int, str, str]:
    """The order of facts: by kind, then by time."""
    return fact.kind, fact.first, fact.last, fact.ordinal or 0, fact.subject, fact.object


def meet(a: Interval | None, b: Interval | None) -> bool:
    """Whether two times may be the same; one that is not given may be any."""
    return a is None or b is None or a.overlaps(b)


def width(interval: Interval | None) -> timedelta:
    """How sharp a time is."""
    if interval is None or interval.earliest is None or interval.latest is None:
        return timedelta.max
    return interval.latest - interval.earliest


def sharp(fact: Fact) -> tuple[timedelta, bool, timedelta]:
    return width(fact.start), fact.end is not None and fact.end.latest is None, width(fact.end)


def settled(facts: tuple[Fact, ...], first: bool) -> Fact | None:
    """The one answer: the first where asked so, else the sharpest of facts that agree, None where they do not."""
    if len(facts) < 2 or first:
        return next(iter(facts), None)
    agree = all(meet(a.start, b.start) for a, b in combinations(facts, 2))
    return min(facts, key=sharp) if agree else None


def same(a: Fact, b: Fact) -> bool:
    """Whether two facts say the same thing, perhaps not equally sharply."""
    return (a.kind, a.subject, a.object, a.of) == (b.kind, b.subject, b.object, b.of) and meet(a.start, b.start)


def sharpest(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts without those that another one says too and more sharply."""
    out: list[Fact] = []
    for fact in facts:
        at = next((i for i, known in enumerate(out) if known.source != fact.source and same(known, fact)), None)
        if at is None:
            out.append(fact)
        elif sharp(fact) < sharp(out[at]):
            out[at] = fact
    return tuple(out)


def certain(fact: Fact) -> tuple[date, date]:
    """First and last day on which it holds for sure; the last is before the first where no day is sure.

    A start that is not given is not known; an end that is not given has not come.
    """
    last = date.max if fact.end is None else fact.end.earliest or date.min
    return (last if fact.start is None else fact.start.latest or date.max), last


def publisher(fact: Fact) -> str:
    """The source without the address of a row: a table does not contradict itself."""
    return fact.source.partition(", http")[0]


def title(fact: Fact) -> str:
    """An office without its state: "President of Albania" is "president"; a body has several presidents."""
    whole = (fact.value or "").casefold().strip()
    return whole if fact.kind == "body-head" else whole.partition(" of ")[0]


def contradict(a: Fact, b: Fact) -> bool:
    """Whether both cannot be right: other founding or establishment, other term of membership, other holder."""
    if a.kind != b.kind or publisher(a) == publisher(b):
        return False
    if a.kind in DATED:
        return (a.subject, a.object) == (b.subject, b.object) and not meet(a.start, b.start)
    if a.kind == "membership":
        return (a.subject, a.object) == (b.subject, b.object) and _shared(a, b) > LONG and not _one_term(a, b)
    return a.kind in LEVELS and _rivals(a, b)


def _one_term(a: Fact, b: Fact) -> bool:
    return meet(a.start, b.start) and (a.end is None or b.end is None or meet(a.end, b.end))


def _rivals(a: Fact, b: Fact) -> bool:
    """Two holders of one office for more than a day of handover."""
    one_office = a.object == b.object and title(a) == title(b)
    return one_office and a.subject != b.subject and _shared(a, b) > HANDOVER


def _shared(a: Fact, b: Fact) -> timedelta:
    (start, end), (other_start, other_end) = certain(a), certain(b)
    return min(end, other_end) - max(start, other_start)


def contradictions(fact: Fact, known: Iterable[Fact]) -> Iterator[Fact]:
    """The facts that cannot be right if this one is."""
    return (other for other in known if contradict(fact, other))
