"""Whether two records of two texts state one thing, and where they differ.

Two records can be one thing only where their kind is one, their parties meet and nothing in them rules it out; a
person counts as the state or body whose office the texts give. How alike they are is a number from 0 to 1, of the
parties, the type and the weighed words of what is stated (`Weights`). A difference is `hard` where both cannot be right
of one thing: days that do not meet, numbers that no rounding brings together, a denial against an assertion, a position
against its opposite, two deadlines. Other differences are shown and are no conflict: how firmly, in which form, with
which detail.
Rests on: `verify.rounding` for what a stated number can mean.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.register.parties import parties
from verbale.verify.rounding import stated
from verbale.verify.series import COUNTS, span_of
from verbale.views.names import Names
from verbale.views.wording import clean, edtf, gist, when

WORD = re.compile(r"\w+")
STEM = 6
"""Letters by which two forms of a word are one ("upgrade", "upgrading")."""
SHORT = 3
"""Words of so many letters are left out, numbers and capitals apart: they are mostly particles."""
GATHERINGS = frozenset({"meeting", "summit"})
"""Types of events that are words for one thing; a visit holds meetings and is none."""
MET = GATHERINGS | {"visit", "call"}
"""Types that are one where the parties and the days are."""
TOGETHER = 0.6
"""Mean share of parties from which an event is of the same ones: one with A and B is not the one with A and C."""
LEVELS = ("amount", "count", "share")
"""Forms of figures whose number and measure alone say what they are of."""
OPPOSED = (frozenset({"supports", "welcomes", "recognises"}), frozenset({"opposes", "condemns", "regrets"}))
NAMED = 0.35
"""Likeness of words from which two statements without further signs are of one thing."""
SURE = 0.6
"""Likeness of words from which two numbers or dates are of one thing even where they differ."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the two texts say different things; hard: both cannot be right of one thing."""

    field: str
    a: str
    b: str
    hard: bool = False

    def json(self) -> dict[str, Any]:
        return {"field": self.field, "a": self.a, "b": self.b, "conflict": self.hard}


class Weights:
    """How much a word tells: the less, the more sentences of the two texts have it (inverse document frequency).

    without: names that tell nothing here, since both texts are about those who bear them.
    """

    def __init__(self, sentences: Iterable[str], without: Iterable[str] = ()) -> None:
        self._without = frozenset[str]().union(*map(stems, without))
        held = [stems(words) for words in sentences]
        self._size = len(held)
        self._found = Counter(stem for one in held for stem in one)

    def __call__(self, stem: str) -> float:
        return 0.0 if stem in self._without else math.log(1 + self._size / max(1, self._found[stem]))

    def alike(self, a: str, b: str) -> float:
        """The mean of two shares of weight: what both have, of the shorter and of the two together.

        One word in common counts half, unless there is no other: "these efforts" are no efforts in particular.
        """
        left, right = stems(a), stems(b)
        sizes = [sum(map(self, sorted(side))) for side in (left, right)]
        shared = sum(map(self, sorted(left & right)))
        share = (shared / min(sizes) + 2 * shared / sum(sizes)) / 2 if all(sizes) else 0.0
        telling = (left & right) - self._without
        return share if left == right or len(telling) > 1 else share / 2


def stems(words: str) -> frozenset[str]:
    found = WORD.findall(words)
    return frozenset(w.casefold()[:STEM] for w in found if len(w) > SHORT or w.isupper() or w.isdigit())


@dataclass(frozen=True, slots=True)
class Ground:
    """What two records are judged on. states: of a person, those whose office the texts give."""

    weights: Weights
    states: Mapping[str, frozenset[str]]
    name: Names

    def teams(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids with the states of the persons among them."""
        held = frozenset(ids)
        return held.union(*(self.states.get(who, frozenset()) for who in held))

    def meet(self, a: Iterable[str], b: Iterable[str]) -> float:
        """The mean share of either side's parties that is on the other; of none, nothing speaks against it."""
        left, right = self.teams(a), self.teams(b)
        states = [frozenset(x for x in side if not x.startswith("person:")) or side for side in (left, right)]
        shared = len(states[0] & states[1])
        return (shared / len(states[0]) + shared / len(states[1])) / 2 if all(states) else 0.5


Judged = tuple[float, tuple[Difference, ...]]


def offices(records: Iterable[Record]) -> dict[str, frozenset[str]]:
    """The states and bodies of each person, by the offices that the records give."""
    found: dict[str, set[str]] = {}
    for r in records:
        if r.kind == "relation" and r.values.get("type") == "office":
            for person in r.values.get("subject") or ():
                found.setdefault(person, set()).update(r.values.get("object") or ())
    return {person: frozenset(states) for person, states in found.items()}


def judge(a: Record, b: Record, ground: Ground) -> Judged:
    """How alike two records are, 0 where they cannot be one thing, and in what they differ."""
    if a.kind != b.kind or a.kind not in KINDS:
        return 0.0, ()
    score, differences = KINDS[a.kind](a, b, ground)
    return (score, (*_denied(a, b), *differences)) if score else (0.0, ())


def _denied(a: Record, b: Record) -> Iterable[Difference]:
    if a.status != b.status:
        yield Difference("status", a.status, b.status, "denied" in (a.status, b.status))


def _cast(r: Record) -> list[str]:
    return [who for who, part in parties(r) if part not in ("said_by", "dyad", "place", "object")]


def _about(r: Record) -> str:
    """The words of what an event is about, its clause where it names no thing."""
    return clean(str(r.values.get("object") or "")) or r.quote


def _event(a: Record, b: Record, ground: Ground) -> Judged:
    kinds = {str(r.values.get("type")) for r in (a, b)}
    gathering = kinds <= GATHERINGS
    cast = ground.meet(_cast(a), _cast(b))
    others = bool(_cast(a) and _cast(b)) and cast < TOGETHER
    if (len(kinds) > 1 and not gathering) or not cast or others:
        return 0.0, ()
    words = ground.weights.alike(_about(a), _about(b))
    apart = a.time is not None and b.time is not None and not _touch(a.time, b.time)
    both = a.time is not None and b.time is not None and not apart
    if words < (SURE if apart else 0.0 if both and kinds <= MET else NAMED):
        return 0.0, ()
    score = 0.35 * cast + 0.05 * (len(kinds) == 1) + 0.35 * both + 0.35 * words
    differences = [*_plain(a, b, "type"), *_places(a, b, ground), *_counted(a, b)]
    return min(1.0, score), (*_days(a, b, apart), *differences)


def _touch(a: Interval, b: Interval) -> bool:
    return a.overlaps(b)


def _days(a: Record, b: Record, apart: bool) -> Iterable[Difference]:
    if a.time and b.time and a.time.edtf != b.time.edtf:
        yield Difference("when", when(a.time), when(b.time), apart)


def _plain(a: Record, b: Record, field: str) -> Iterable[Difference]:
    left, right = (str(r.values.get(field) or "") for r in (a, b))
    if left != right and left and right:
        yield Difference(field, left.replace("-", " "), right.replace("-", " "))


def _places(a: Record, b: Record, ground: Ground) -> Iterable[Difference]:
    """Two places are no conflict: one may lie in the other."""
    left, right = (r.values.get("place") for r in (a, b))
    if left and right and left != right:
        places = [clean(ground.name(p) if isinstance(p, str) else str(p)) for p in (left, right)]
        yield Difference("place", places[0], places[1])


def _counted(a: Record, b: Record) -> Iterable[Difference]:
    for field in ("ordinal", "count"):
        left, right = (r.values.get(field) for r in (a, b))
        if left and right and left != right:
            yield Difference(field, str(left), str(right), True)


def _figure(a: Record, b: Record, ground: Ground) -> Judged:
    va, vb = a.values, b.values
    same = all(va.get(key) == vb.get(key) for key in ("form", "unit", "per"))
    measures = ground.weights.alike(_measure(a), _measure(b))
    words = ground.weights.alike(a.quote, b.quote)
    about = ground.meet(va.get("about") or (), vb.get("about") or ())
    meet = _meet(a, b)
    periods = _periods(va.get("period"), vb.get("period"))
    if (
        not same
        or not about
        or meet is None
        or periods == 0
        or (va.get("measure") != vb.get("measure") and words < SURE)
    ):
        return 0.0, ()
    if not meet and (words < SURE or periods < 1):
        return 0.0, ()
    score = 0.25 * about + 0.35 * max(measures, words) + 0.2 * periods + 0.2 * meet
    if words < NAMED and va.get("form") not in LEVELS:
        return 0.0, ()
    return score, tuple(_amounts(a, b, meet, ground))


def _amounts(a: Record, b: Record, meet: bool, ground: Ground) -> Iterable[Difference]:
    left, right = (gist(r, ground.name) for r in (a, b))
    if not meet or a.values.get("value") != b.values.get("value"):
        yield Difference("value", left, right, not meet)
    elif a.values.get("comparator") != b.values.get("comparator"):
        yield Difference("value", left, right)
    if a.values.get("period") != b.values.get("period"):
        periods = [edtf(str(r.values.get("period") or "")) or "not said" for r in (a, b)]
        yield Difference("period", periods[0], periods[1])


def _measure(r: Record) -> str:
    return str(r.values.get("measure") or "").replace("-", " ")


def _meet(a: Record, b: Record) -> bool | None:
    """Whether one number can be both; None where one of them has no number."""
    ranges = [_range(r) for r in (a, b)]
    return ranges[0].meets(ranges[1]) if ranges[0] and ranges[1] else None


def _range(r: Record) -> Any:
    """All that the stated number can mean, in the wide reading."""
    value, span = r.values.get("value"), r.fields.get("value")
    if not isinstance(value, int | float):
        return None
    at = span.start - r.span.start if span and r.span.contains(span) else 0
    words = r.quote[at : at + len(span)] if span and r.span.contains(span) else f"{value:g}"
    found = stated(value, words, r.values.get("comparator") or "=", r.values.get("form") in COUNTS)
    return found.wide if found else None


def _periods(a: Any, b: Any) -> float:
    """1 where the periods are one or neither is given, a half where only one is, 0 where they do not touch."""
    if a == b:
        return 1.0
    spans = [span_of(str(p)) if p else None for p in (a, b)]
    if spans[0] and spans[1]:
        return 0.5 if max(spans[0][0], spans[1][0]) <= min(spans[0][1], spans[1][1]) else 0.0
    return 0.5


def _relation(a: Record, b: Record, ground: Ground) -> Judged:
    va, vb = a.values, b.values
    sides = [[*(v.get("subject") or ()), *(v.get("object") or ())] for v in (va, vb)]
    if va.get("type") != vb.get("type") or not set(sides[0]) & set(sides[1]):
        return 0.0, ()
    if va.get("type") == "office":
        same = va.get("subject") == vb.get("subject")
        return (0.9 if same else 0.0), tuple(_plain(a, b, "value"))
    words = ground.weights.alike(str(va.get("value") or ""), str(vb.get("value") or ""))
    if va.get("value") and vb.get("value") and words < NAMED:
        return 0.0, ()
    return 0.5 * ground.meet(*sides) + 0.5 * words, (*_plain(a, b, "value"), *_ends(a, b))


def _ends(a: Record, b: Record) -> Iterable[Difference]:
    for field in ("since", "until", "deadline"):
        left, right = (r.values.get(field) for r in (a, b))
        if left and right and left != right:
            days = [edtf(str(x)) or clean(str(x)) for x in (left, right)]
            yield Difference(field, days[0], days[1], _periods(left, right) == 0)


def _stance(a: Record, b: Record, ground: Ground) -> Judged:
    va, vb = a.values, b.values
    holders = ground.meet(va.get("holder") or (), vb.get("holder") or ())
    words = ground.weights.alike(*(str(v.get("target") or "") for v in (va, vb)))
    attitudes = {str(v.get("attitude")) for v in (va, vb)}
    against = all(attitudes & side for side in OPPOSED)
    if not holders or words < (SURE if against else NAMED):
        return 0.0, ()
    differences = [*_plain(a, b, "strength")] if len(attitudes) == 1 else []
    if len(attitudes) > 1:
        differences.append(Difference("attitude", str(va.get("attitude")), str(vb.get("attitude")), against))
    return 0.3 * holders + 0.15 * (len(attitudes) == 1) + 0.55 * words, tuple(differences)


def _commitment(a: Record, b: Record, ground: Ground) -> Judged:
    va, vb = a.values, b.values
    holders = ground.meet(va.get("holder") or (), vb.get("holder") or ())
    words = ground.weights.alike(*(str(v.get("action") or "") for v in (va, vb)))
    if not holders or words < NAMED:
        return 0.0, ()
    return 0.3 * holders + 0.7 * words, (*_plain(a, b, "modality"), *_ends(a, b))


def _phrase(a: Record, b: Record, ground: Ground) -> Judged:
    same = a.values.get("canonical") == b.values.get("canonical")
    words = ground.weights.alike(a.quote, b.quote)
    return (0.8 + 0.2 * words, tuple(_plain(a, b, "surface"))) if same else (0.0, ())


KINDS: Mapping[str, Callable[[Record, Record, Ground], Judged]] = {
    "event": _event,
    "figure": _figure,
    "relation": _relation,
    "stance": _stance,
    "commitment": _commitment,
    "phrase": _phrase,
}
