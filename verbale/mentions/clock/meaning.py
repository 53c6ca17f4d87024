"""What a time expression means before it is laid on the calendar: frozen values, one class a form of meaning."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any


class Unresolved(Exception):
    """An expression that no interval can be given to; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date with what is written of it. With none of its parts it is the year that the context gives."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers whose order (day or month first) the words leave open."""

    a: int
    b: int
    year: int | None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """Readings that nothing in the words decides between."""

    readings: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """A calendar unit counted from the one that holds the anchor: "last year" is year, -1."""

    unit: str
    offset: int


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A month next to the anchor by direction: "last November" (-1), "next June" (+1), "this May" (0).

    prior: whether it is counted from the time last spoken of, where that is near ("the following May").
    """

    month: int
    direction: int
    prior: bool = False


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A weekday: bare (mode None), of a week counted from the anchor's ("last", -1), or the next to come ("coming")."""

    weekday: int
    mode: str | None = None
    offset: int = 0
    week: Any = None


@dataclass(frozen=True, slots=True)
class Window:
    """So many units up to (-1) or after (+1) the anchor; count None is "few" or unsaid."""

    count: int
    unit: str
    direction: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A move by amounts of units from a base: an expression, the anchor (None), or the time before (`Prior`)."""

    amounts: tuple[tuple[int, str], ...]
    direction: int
    base: Any = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """So many units from the day that a base starts on: "for two years from 1 July"."""

    amounts: tuple[tuple[int, str], ...]
    base: Any


@dataclass(frozen=True, slots=True)
class Prior:
    """The time last spoken of; `unit` the unit that holds it, moved by `offset` ("that year", "the following day").

    anchored: else the document's day; close: only if it stands in this sentence or the one before.
    """

    unit: str | None = None
    offset: int = 0
    anchored: bool = False
    close: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """The same period (or day, week, month) as that last spoken of, in another year."""

    unit: str
    of: Any = None
    offset: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a period: early, mid, late, first-half, second-half, earlier, later, rest."""

    which: str
    of: Any


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit of a period, or its first or last `count` units; n below zero counts from the end."""

    n: int
    unit: str
    of: Any
    count: int = 1


@dataclass(frozen=True, slots=True)
class NthWeekDay:
    n: int
    weekday: int
    of: Any


@dataclass(frozen=True, slots=True)
class NthFrom:
    """The n-th such weekday after a base (None: the anchor), or before it where n is below zero."""

    n: int
    weekday: int
    base: Any = None


@dataclass(frozen=True, slots=True)
class OnWeekDay:
    """A weekday at a day that is counted to: of its week, or the first from it on where months or years are counted."""

    weekday: int
    day: Any
    unit: str


@dataclass(frozen=True, slots=True)
class Less:
    """All that is nearer to a base than the amounts reach."""

    amounts: tuple[tuple[int, str], ...]
    direction: int
    base: Any = None


@dataclass(frozen=True, slots=True)
class Ended:
    """So many units that end with a day or month: "the six months to June 2019"."""

    amounts: tuple[tuple[int, str], ...]
    end: Any


@dataclass(frozen=True, slots=True)
class WeekendAt:
    """The days off around a feast."""

    feast: Any


@dataclass(frozen=True, slots=True)
class WeekNumber:
    """A week by its number (ISO 8601)."""

    number: int
    year: Any


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week, or weekend, that holds a day."""

    day: Any
    unit: str = "week"


@dataclass(frozen=True, slots=True)
class Season:
    name: str
    year: Any = Date()
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Decade:
    start: int
    full: bool = True


@dataclass(frozen=True, slots=True)
class Century:
    number: int


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year: by the year it ends in or is named for, or by the two years it touches (`span`)."""

    year: int | None
    span: bool = False
    offset: int | None = None
    named: bool = True
    part: tuple[str, int] | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    start: Any
    end: Any


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day: the rules it falls by, each with the states that keep it so (none: all); the state, where named."""

    rules: tuple[tuple[frozenset[str], tuple[str, ...]], ...]
    year: Any = Date()
    direction: int | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class InYear:
    """A date whose year is that of another expression ("July last year")."""

    what: Any
    year: Any


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month that the context gives ("on the 15th"); the weekday, where it stands, must fit."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """An expression with its own sign ("2019 or later")."""

    sign: str
    of: Any


@dataclass(frozen=True, slots=True)
class Length:
    """A duration, ISO 8601, with its amounts."""

    iso: str
    amounts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence, ISO 8601."""

    iso: str


@dataclass(frozen=True, slots=True)
class Vague:
    """present, past or future; `reaching` where it ends a stretch ("to date")."""

    ref: str
    reaching: bool = False


Meaning = Any


def yearless(value: Meaning) -> bool:
    """Whether some date in it takes its year from the context."""
    if isinstance(value, Date | Numeric) and value.year is None:
        return not (isinstance(value, Date) and value.weekday is not None and value.month is None)
    if isinstance(value, InYear):
        return yearless(value.year)
    return is_dataclass(value) and any(yearless(getattr(value, f.name)) for f in fields(value))


def open_order(value: Meaning) -> bool:
    """Whether some date in it leaves open which number is the month."""
    if isinstance(value, Numeric):
        return value.a != value.b
    return is_dataclass(value) and any(open_order(getattr(value, f.name)) for f in fields(value))


def in_year(value: Meaning, year: int) -> Meaning:
    """The same with the year put where it is missing."""
    if isinstance(value, Date | Numeric):
        return replace(value, year=year) if yearless(value) else value
    if not yearless(value):
        return value
    parts = {f.name: getattr(value, f.name) for f in fields(value)}
    return replace(value, **{k: in_year(v, year) for k, v in parts.items() if is_dataclass(v) and yearless(v)})
