"""Times written out in the habits of official English and read back, and what a change of the document's date moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import Interval, day
from verbale.core.line import Line
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.lines import layout
from verbale.mentions import quantities, times
from verbale.mentions.clock import edtf, period

LEXICON = load()
WRITTEN = date(2024, 6, 28)
MANY = settings(max_examples=120, deadline=None, derandomize=True)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RANKS = ("first", "second", "third", "fourth")
CENTURIES = {15: "fifteenth", 16: "sixteenth", 17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth"}
DASHES = st.sampled_from(["-", "–", " – ", " to "])
DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))
YEARS = st.integers(1800, 2099)


def found(text: str, when: date | None = WRITTEN) -> tuple[Time, ...]:
    document = Document(digest(text), text, "case", date=day(when) if when else None)
    line = Line(0, Span(0, len(text)), 0, "text", 0, "paragraph")
    return times.find(document, (line,), LEXICON)


@dataclass(frozen=True, slots=True)
class Written:
    """An expression with the preposition ahead of it, and the days it names."""

    words: str
    first: date | None
    last: date | None
    ahead: str = "on"


def read_back(written: Written) -> None:
    """The one time of a sentence is the expression, its interval the days it was written from."""
    text = f"The text was published {written.ahead} {written.words}."
    (mention,) = found(text)
    assert mention.interval, (text, mention)
    said = mention.span.of(text)
    assert said in (written.words, f"{written.ahead} {written.words}", written.words.removeprefix("the "))
    assert (mention.interval.earliest, mention.interval.latest) == (written.first, written.last), text
    assert edtf.read(mention.interval.edtf) == (written.first, written.last)


def spoken(n: int) -> str:
    """A day of the month as an ordinal in digits."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n not in (11, 12, 13) else "th"
    return f"{n}{ending}"


def one_day(value: date, habit: Callable[[date], str]) -> Written:
    return Written(habit(value), value, value)


def month_of(value: date) -> str:
    return MONTHS[value.month - 1]


DAY_HABITS: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d.day} {month_of(d)} {d.year}",
    lambda d: f"{month_of(d)} {d.day}, {d.year}",
    lambda d: f"{month_of(d)} {spoken(d.day)}, {d.year}",
    lambda d: f"{spoken(d.day)} {month_of(d)} {d.year}",
    lambda d: f"the {spoken(d.day)} of {month_of(d)} {d.year}",
    lambda d: f"the {spoken(d.day)} of {month_of(d)}, {d.year}",
    lambda d: f"{d.day} {month_of(d)[:3]} {d.year}",
    lambda d: f"{d.day:02} {month_of(d).upper()} {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {month_of(d)} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {month_of(d)} {d.day}, {d.year}",
    lambda d: f"{d.day}\u00a0{month_of(d)}\u00a0{d.year}",
)


@MANY
@given(DAYS, st.sampled_from(DAY_HABITS))
def test_a_day_is_read_back(value: date, habit: Callable[[date], str]) -> None:
    read_back(one_day(value, habit))


def unit(name: str, words: str, value: date, ahead: str = "in") -> Written:
    whole = period.holding(value, name)
    return Written(words, whole.first, whole.last, ahead)


@MANY
@given(DAYS, st.sampled_from(["{} {}", "{}, {}", "{} of {}"]))
def test_a_month_is_read_back(value: date, habit: str) -> None:
    read_back(unit("month", habit.format(month_of(value), value.year), value))


@MANY
@given(YEARS, st.sampled_from(["{}", "the year {}"]))
def test_a_year_is_read_back(year: int, habit: str) -> None:
    read_back(unit("year", habit.format(year), date(year, 1, 1)))


@MANY
@given(st.integers(181, 209).filter(lambda t: t % 10), st.sampled_from(["the {}s", "the {}’s"]))
def test_a_decade_is_read_back(tens: int, habit: str) -> None:
    """But for the first of a century: "the 1800s" is the century."""
    read_back(unit("decade", habit.format(tens * 10), date(tens * 10, 1, 1)))


@MANY
@given(st.sampled_from(sorted(CENTURIES)), st.booleans())
def test_a_century_is_read_back(number: int, digits: bool) -> None:
    rank = spoken(number) if digits else CENTURIES[number]
    read_back(unit("century", f"the {rank} century", date((number - 1) * 100, 1, 1)))


QUARTERS = ("the {0} quarter of {2}", "Q{1} {2}", "Q{1} of {2}", "the {3} quarter of {2}")
HALVES = ("the {0} half of {2}", "H{1} {2}", "the {0} half of the year {2}")


@MANY
@given(YEARS, st.integers(1, 4), st.sampled_from(QUARTERS))
def test_a_quarter_is_read_back(year: int, number: int, habit: str) -> None:
    words = habit.format(RANKS[number - 1], number, year, spoken(number))
    read_back(unit("quarter", words, date(year, number * 3, 1)))


@MANY
@given(YEARS, st.integers(1, 2), st.sampled_from(HALVES))
def test_a_half_is_read_back(year: int, number: int, habit: str) -> None:
    read_back(unit("half", habit.format(RANKS[number - 1], number, year), date(year, number * 6, 1)))


@MANY
@given(st.sampled_from(sorted(period.SEASONS)), YEARS, st.sampled_from(["the {} of {}", "{} {}"]))
def test_a_season_is_read_back(name: str, year: int, habit: str) -> None:
    whole = period.season(name, year, south=False)
    read_back(Written(habit.format(name, year), whole.first, whole.last, "in"))


# -- stretches ------------------------------------------------------------------------------------------


@MANY
@given(DAYS.filter(lambda d: d.day < 28), st.integers(1, 27), DASHES, st.booleans())
def test_days_of_one_month_are_read_back(first: date, more: int, dash: str, american: bool) -> None:
    last = min(first + timedelta(days=more), edtf.last_of(first.year, first.month))
    stretch = f"{first.day}{dash}{last.day}"
    words = f"{month_of(first)} {stretch}, {first.year}" if american else f"{stretch} {month_of(first)} {first.year}"
    read_back(Written(words, first, last, "for" if dash == " to " else "on"))


@MANY
@given(DAYS, st.integers(32, 200), st.sampled_from([" to ", " – ", " until "]))
def test_days_of_two_months_are_read_back(first: date, more: int, joint: str) -> None:
    last = first + timedelta(days=more)
    left = f"{first.day} {month_of(first)}" + (f" {first.year}" if first.year != last.year else "")
    read_back(Written(f"{left}{joint}{last.day} {month_of(last)} {last.year}", first, last, "from"))


@MANY
@given(YEARS, st.integers(1, 11), st.integers(1, 11), st.sampled_from([" to ", "–", "-", " – "]))
def test_months_of_one_year_are_read_back(year: int, first: int, more: int, joint: str) -> None:
    last = min(first + more, 12)
    words = f"{MONTHS[first - 1]}{joint}{MONTHS[last - 1]} {year}"
    read_back(Written(words, date(year, first, 1), edtf.last_of(year, last), "from" if joint == " to " else "in"))


@MANY
@given(
    st.integers(1900, 2060), st.integers(1, 39), st.sampled_from([("from", " to "), ("between", " and "), ("in", "–")])
)
def test_years_are_read_back(first: int, more: int, joint: tuple[str, str]) -> None:
    ahead, middle = joint
    words = f"{first}{middle}{first + more}"
    read_back(Written(words, date(first, 1, 1), date(first + more, 12, 31), ahead))


ONE = timedelta(days=1)
OPEN: dict[str, Callable[[date, date], tuple[date | None, date | None]]] = {
    "since": lambda a, b: (a, None),
    "until": lambda a, b: (None, b),
    "by": lambda a, b: (None, b),
    "before": lambda a, b: (None, a - ONE),
    "after": lambda a, b: (b + ONE, None),
}


@MANY
@given(DAYS, st.sampled_from(["day", "month", "year", "quarter"]), st.sampled_from(sorted(OPEN)))
def test_an_open_stretch_is_read_back(value: date, name: str, sign: str) -> None:
    whole = period.holding(value, name)
    quarter = f"the {RANKS[(value.month - 1) // 3]} quarter of {value.year}"
    words = {"day": DAY_HABITS[0](value), "month": f"{month_of(value)} {value.year}", "year": f"{value.year}"}
    assert whole.first and whole.last
    first, last = OPEN[sign](whole.first, whole.last)
    read_back(Written(words.get(name, quarter), first, last, sign))


PARTS = {"early": (1, 10), "mid-": (11, 20), "late": (21, 31)}
THIRDS = {"early": (1, 4), "mid-": (5, 8), "late": (9, 12)}


def vague(part: str, whole: str) -> str:
    return f"{part}{whole}" if part.endswith("-") else f"{part} {whole}"


@MANY
@given(DAYS, st.sampled_from(sorted(PARTS)))
def test_part_of_a_month_is_read_back(value: date, part: str) -> None:
    first, last = PARTS[part]
    end = min(date(value.year, value.month, min(last, 28)) + timedelta(days=max(last - 28, 0)), month_end(value))
    words = vague(part, f"{month_of(value)} {value.year}")
    read_back(Written(words, value.replace(day=first), month_end(value) if part == "late" else end, "in"))


def month_end(value: date) -> date:
    return edtf.last_of(value.year, value.month)


@MANY
@given(st.integers(1900, 2099), st.sampled_from(sorted(THIRDS)))
def test_part_of_a_year_is_read_back(year: int, part: str) -> None:
    first, last = THIRDS[part]
    read_back(Written(vague(part, str(year)), date(year, first, 1), edtf.last_of(year, last), "in"))


FOUND = [
    Written("5 July 2014 – 3 May 2016", date(2014, 7, 5), date(2016, 5, 3), "from"),
    Written("the month of January 1899", date(1899, 1, 1), date(1899, 1, 31), "in"),
    Written("mid-1850", date(1850, 5, 1), date(1850, 8, 31), "in"),
]


@pytest.mark.parametrize("written", FOUND, ids=lambda w: str(w.words))
def test_what_was_not_read_back_once(written: Written) -> None:
    read_back(written)


# -- the document's date --------------------------------------------------------------------------------

CALENDAR = ("last year", "this year", "next year", "the first quarter of this year", "the second half of last year",
            "the end of this year", "early next year", "March last year", "last month", "next month", "this month",
            "May this year", "late last year", "January to May this year", "the past three years", "the previous year",
            "spring this year", "the first five months of this year", "two years ago", "six months ago",
            "the year before last", "the coming year", "September", "12 November", "1 January")  # fmt: skip
FIXED = ("3 July 2014", "May 2001", "the 1990s", "the spring of 2019", "2013 to 2023", "Q3 2020", "late August 2018")
FRAMES = ("Exports rose in {}.", "The ministers met in {} in Oslo.", "They will hold consultations in {}.")
PLAIN_DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 28)).filter(lambda d: (d.month, d.day) != (2, 29))


def moved(bound: date | None, years: int) -> date | None:
    return period.add(bound, years, "year") if bound else None


def same_day(a: date | None, b: date | None) -> bool:
    """Whether two days are the same, the last two days of February taken as one."""
    if a is None or b is None:
        return a is b
    return a == b or ((a.year, a.month, b.month) == (b.year, 2, 2) and min(a.day, b.day) >= 28)


def close(a: Interval, b: Interval, years: int) -> bool:
    pairs = ((a.earliest, b.earliest), (a.latest, b.latest))
    return all(same_day(moved(x, years), y) for x, y in pairs)


@MANY
@given(st.sampled_from(CALENDAR), st.sampled_from(FRAMES), PLAIN_DAYS, st.integers(-40, 40))
def test_a_relative_time_moves_with_the_document(words: str, frame: str, when: date, years: int) -> None:
    text = frame.format(words)
    here, there = found(text, when), found(text, moved(when, years))
    assert len(here) == len(there) == 1
    a, b = here[0].interval, there[0].interval
    assert (a is None) == (b is None)
    assert a is None or b is None or close(a, b, years), (text, when, years, a, b)


@MANY
@given(st.sampled_from(FIXED), st.sampled_from(FRAMES), st.none() | DAYS, st.none() | DAYS)
def test_an_absolute_time_stays(words: str, frame: str, here: date | None, there: date | None) -> None:
    (one,), (two,) = (found(frame.format(words), when) for when in (here, there))
    assert one.interval and two.interval
    assert (one.interval.edtf, one.interval.earliest) == (two.interval.edtf, two.interval.earliest)


@MANY
@given(st.sampled_from(CALENDAR), st.sampled_from(FRAMES))
def test_without_a_date_a_relative_time_is_no_interval(words: str, frame: str) -> None:
    assert all(m.interval is None for m in found(frame.format(words), None))


def test_the_29th_of_february_gives_the_28th_a_year_on() -> None:
    (mention,) = found("The pact was signed a year ago.", date(2024, 2, 29))
    assert mention.interval and mention.interval.earliest and mention.interval.earliest.year == 2023


# -- sentences ------------------------------------------------------------------------------------------

ENDS = st.sampled_from(["in 2019", "in May", "on 3", "of 5", "since", "from 2013 to", "in the first half of", "at 40"])
STARTS = st.sampled_from(["2024 was hard", "July was hot", "Million-strong crowds came", "May we go on", "Years passed",
                          "Two years later it fell",
                          "Per cent figures rose", "Dollars fell", "Last year was good"])  # fmt: skip
JOINTS = st.sampled_from([". ", ".\n", "? ", ".\n\n", "!  ", ".” "])
TEXTS = st.lists(st.tuples(STARTS, ENDS, JOINTS), min_size=1, max_size=6).map(
    lambda rows: "".join(f"{start} {end}{joint}" for start, end, joint in rows)
)


def in_lines(text: str) -> tuple[Document, list[Span], tuple[Time | Quantity, ...]]:
    document = Document(digest(text), text, "case", date=day(WRITTEN))
    lines = layout(document, LEXICON).lines
    timed = times.find(document, lines, LEXICON)
    return document, [line.span for line in lines], (*timed, *quantities.find(document, lines, LEXICON, timed))


@MANY
@given(TEXTS)
def test_no_mention_crosses_a_sentence(text: str) -> None:
    _, lines, mentions = in_lines(text)
    assert all(lines[m.line].contains(m.span) for m in mentions)
    assert all(not any(mark in m.span.of(text) for mark in ("? ", "! ", "\n\n")) for m in mentions)


@MANY
@given(TEXTS, st.sampled_from(["\u00a0", "\U0001f600 ", "«", "A long line. "]))
def test_what_stands_ahead_moves_every_span_and_nothing_else(text: str, ahead: str) -> None:
    """Spans give back the same words wherever the text begins (an astral character counts as one)."""
    (_, _, here), (_, _, there) = in_lines(f"Preface.\n\n{text}"), in_lines(f"{ahead}Preface.\n\n{text}")
    whole = partial(str.__add__, "Preface.\n\n")
    words = [m.span.of(whole(text)) for m in here]
    assert words == [m.span.of(f"{ahead}Preface.\n\n{text}") for m in there]
    assert [m.span.shift(len(ahead)) for m in here] == [m.span for m in there]
