"""What `mentions/` finds: times, quantities, actors, phrases and attributions, each at its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verbale.core.interval import Interval
from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    Exactly one of interval, duration (ISO 8601, "P2Y"), set (a recurrence, "P1Y") and ref
    (present, past, future) is given; candidates holds the readings where nothing decides.
    sign: how the time bounds what it dates: at, by, until, since, from, before, after, as-of, during.
    precision: day, week, month, quarter, half, season, year, decade, century, range.
    """

    kind = "time"
    span: Span
    line: int
    interval: Interval | None = None
    duration: str | None = None
    set: str | None = None
    ref: str | None = None
    sign: str = "at"
    precision: str = "day"
    candidates: tuple[Interval, ...] = ()
    reason: str | None = None

    def json(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if self.interval:
            out |= {k: v for k, v in self.interval.json().items() if k != "span"}
        named = {"duration": self.duration, "set": self.set, "ref": self.ref, "reason": self.reason}
        out |= {k: v for k, v in named.items() if v is not None}
        if self.candidates:
            out["candidates"] = [c.edtf for c in self.candidates]
        return out


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    value, or low and high for a range; unit by RECORDS.md. comparator: = ~ > >= < <=.
    sort: amount (money or measured unit), count (of a noun), percent, points, multiple, ordinal, fraction, number.
    number: the span of the numeral itself; noun: of the counted noun or unit. per: "year", "capita" for rates.
    """

    kind = "quantity"
    span: Span
    line: int
    value: float | None
    unit: str | None
    sort: str
    comparator: str = "="
    low: float | None = None
    high: float | None = None
    per: str | None = None
    number: Span | None = None
    noun: Span | None = None
    reason: str | None = None

    def json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "comparator": self.comparator,
            "per": self.per,
            "sort": self.sort,
        }


@dataclass(frozen=True, slots=True)
class Actor:
    """A name, a group or a pronoun that stands for actors.

    ids: what it refers to; empty where it stays open, with candidates and the reason.
    sort: state, body, person, office, place, institution, group. members: of a group.
    name: the span of the bare name without titles. title: the office words as written, with title_span.
    form: name, demonym, metonym, acronym, title, group, pronoun: how it refers.
    """

    kind = "actor"
    span: Span
    line: int
    sort: str
    ids: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    form: str = "name"
    name: Span | None = None
    title: str | None = None
    title_span: Span | None = None
    of: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()

    def json(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "id": self.ids[0] if len(self.ids) == 1 else None,
            "ids": list(self.ids),
            "class": self.sort,
            "members": list(self.members or (self.ids if self.sort == "group" else ())),
            "candidates": list(self.candidates),
        }
        if self.reason:
            out["reason"] = self.reason
        if self.supplied:
            out["supplied"] = list(self.supplied)
        return out


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the words of the source, the verb of saying, and what is said."""

    kind = "attribution"
    span: Span
    line: int
    source: Span | None
    cue: Span
    content: Span
    source_ids: tuple[str, ...] = ()
    direct: bool = False

    def json(self) -> dict[str, Any]:
        return {
            "source_span": self.source.json() if self.source else None,
            "cue_span": self.cue.json(),
            "content_span": self.content.json(),
            "source_id": list(self.source_ids),
            "direct": self.direct,
        }


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase with its canonical id from the lexicon.

    weight: "fixed" is a formula of its own, "stock" worn official wording, which makes no record.
    """

    kind = "phrase"
    span: Span
    line: int
    canonical: str
    tradition: str | None = None
    scope: str | None = None
    weight: str = "fixed"

    def json(self) -> dict[str, Any]:
        return {"canonical": self.canonical, "weight": self.weight}


Mention = Time | Quantity | Actor | Attribution | Phrase
