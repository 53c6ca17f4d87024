"""Rules for dates as written: day, month and year in the orders of official English, decades, centuries, seasons."""

from __future__ import annotations

from dataclasses import replace

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import (
    Century,
    Date,
    Decade,
    Feast,
    Fiscal,
    Meaning,
    MonthDay,
    Nth,
    Numeric,
    Range,
    Season,
    WeekendAt,
    WeekNumber,
)
from verbale.mentions.clock.shapes import full_year

Made = tuple[str, Meaning] | None
LEVEL = Level()
MONTH = "<month|monthlow:m>"
DAY = "<dom|domord:d>"
OTHER = "<dom|domord:e>"
WEEKDAY = "(?: <weekday|weekdayshort:w> <comma|open>? <the>? <dash>? )"
YEAR = "(?: (?:<comma>? <dash>? (?:<of|in_>)? <year:y>))"
NOT_COUNT = "(?! <counted> | <dash>? <num> | <slash> | <dot> <num> )"
LINK = "(?: <dash|to|tilde> <the>? | <and:l> <the>? )"
OF_YEAR = "(?: <comma>? <of|in_>? <year:y> )?"
NOUN = "(?: (?= <plural:n> ) | )"
AHEAD = (
    "(?= (?:<comma> <the>? <dom|domord>)* <comma>? <and|or> <on_|from>? <the>? <dom|domord> "
    "(?: <dash|to> <the>? <dom|domord> )? <of>? <month:m> (?: <comma>? <year:y> )? )"
)
PREPOSITION = (
    "in_|since|by|of|from|between|to|the|and|or|dash|part|partof|last|"
    "this|next|before|after|slash|starting|on_|comma|open|lapse|earlier|whole"
)


def _date(m: Match) -> Date:
    return Date(m.get("y"), m["m"], m.get("d"), m.get("w"))


@LEVEL.rule(
    f"<between:b>? {WEEKDAY}? {DAY} {LINK} {OTHER} <of>? {MONTH} {YEAR}?",
    f"<between:b>? {MONTH} <the>? {DAY} {LINK} {OTHER} {YEAR}",
    f"<between:b>? {MONTH} <the>? {DAY} {LINK} {OTHER} {NOT_COUNT}",
)
def day_range(m: Match) -> Made:
    if not m["d"] < m["e"] or ("l" in m and m["e"] > m["d"] + 1 and "b" not in m):
        return None
    return "Range", Range(Date(m.get("y"), m["m"], m["d"]), Date(m.get("y"), m["m"], m["e"]))


@LEVEL.rule(f"{DAY} <dash|to> <the>? {OTHER} {AHEAD}")
def listed_days(m: Match) -> Made:
    """A stretch of days whose month comes later: "from 1 to 5 and on 8 July"."""
    if not m["d"] < m["e"]:
        return None
    return "Range", Range(Date(m.get("y"), m["m"], m["d"]), Date(m.get("y"), m["m"], m["e"]))


@LEVEL.rule(f"(?<= <on_|the|comma|and> ) {DAY} {AHEAD}")
def listed_day(m: Match) -> Made:
    return "Day", _date(m)


@LEVEL.rule(f"{DAY} <dash> {MONTH} <dash> <yy:y>")
def day_month_short(m: Match) -> Made:
    return "Day", Date(full_year(m["y"]), m["m"], m["d"])


@LEVEL.rule(
    f"{WEEKDAY}? <the>? {DAY} <dash|slash>? <of>? <month|monthlow:m> (?: <dash|slash>? {YEAR} )?",
    f"{WEEKDAY}? <the>? <domword:d> <of>? {MONTH} {YEAR}",
    "<year:y> <dash|slash> <dom:d> <dash|slash> <month:m>",
    "<dom:d> <dash> <year:y> <dash> <month:m>",
    "<month:m> <dash> <year:y> <dash> <dom:d>",
    f"{WEEKDAY}? <year:y> <dash|slash|comma>? {MONTH} <dash|slash>? {DAY} (?! <dash> <num> )",
    f"{WEEKDAY}? (?<! <in_> ) {MONTH} <the>? <dash|slash>? {DAY} <comma>? {YEAR}",
    f"{WEEKDAY}? (?<! <in_> ) {MONTH} <the>? <dash|slash>? {DAY} {NOT_COUNT} <comma> (?: <weekday|weekdayshort:w> )",
    f"{WEEKDAY}? {MONTH} <the>? <domword:d> {YEAR}",
    f"{WEEKDAY}? (?<! <in_> ) {MONTH} <the>? <dash|slash>? {DAY} {NOT_COUNT} <close>?",
)
def day_month(m: Match) -> Made:
    return "Day", _date(m)


@LEVEL.rule(
    "<weekday|weekdayshort:w> <comma>? <the>? <domord|dom:d> (?! <dash|slash|num|counted|month|unit|units> )",
    "<weekday:w> <the> <domword:d> (?! <num|counted|month|unit|units|word|plural> )",
)
def weekday_number(m: Match) -> Made:
    return "Day", MonthDay(m["d"], m["w"])


@LEVEL.rule("<weekday|weekdayshort:w> <comma|open>? <Day:x>")
def weekday_date(m: Match) -> Made:
    return "Day", _beside(m["x"], m["w"])


def _beside(given: Meaning, weekday: int | None) -> Meaning:
    return replace(given, weekday=weekday) if isinstance(given, Numeric) else given


@LEVEL.rule(
    "(?: <weekday|weekdayshort:w> <comma>? ) <date:x>",
    "<date:x> (?= <comma|and|or> <the>? <dom|domord> <of>? <month> )",
    "(?<= <on_|before|after|by|since|between|from|to|last|next|this> ) <date:x>",
    "^ <date:x> $",
)
def short_date(m: Match) -> Made:
    return "Day", _beside(m["x"], m.get("w"))


@LEVEL.rule("(?<= <from|between> ) <date:a> <dash|to|and> <date:b>")
def short_range(m: Match) -> Made:
    return "Range", Range(m["a"], m["b"])


@LEVEL.rule(
    f"{MONTH} <comma|slash|dash>? <of|in_>? <year:y>",
    "<year:y> <comma|dash|slash>? <month:m>",
    "<the>? <unit:u> <of> <month|monthlow:m> <of|in_>? <year:y>",
)
def month_year(m: Match) -> Made:
    return ("Month", _date(m)) if m.get("u", "month") == "month" else None


@LEVEL.rule("<month:m> <yy:y> (?! <month|counted|dash|word|plural|cap> )")
def month_short_year(m: Match) -> Made:
    return ("Month", Date(full_year(m["y"]), m["m"])) if m["y"] > 31 else None


@LEVEL.rule(
    "(?! <namelike> ) (?<! <title|mark> ) <month:m>",
    f"(?<= <{PREPOSITION}> ) <month:m> (?! <cap> <word|plural> <of> )",
    "<month:m> (?= <to|dash|and|or|slash|comma> <month> )",
    "^ <month:m> $",
    "<month:m> (?= <after> <next> | <before> <last> )",
    "<the>? <unit:u> <of> <month|monthlow:m> (?! <of|in_>? <year> )",
)
def month(m: Match) -> Made:
    if m.get("u", "month") != "month":
        return None
    return "Month", Date(None, m["m"])


@LEVEL.rule("<the>? <yearword> <num|year:y>", "<anno> <num|year:y>", "<num|year:y> <anno>")
def era(m: Match) -> Made:
    return ("Year", Date(int(m["y"]))) if 100 < m["y"] < 2200 else None


@LEVEL.rule("<the>? <num:c> <dash>? <decadeword:d>", "<the>? <year:c> <and>? <decadeword:d>", "<the> <decadeword:d>")
def spelled_decade(m: Match) -> Made:
    if "c" not in m:
        return "Decade", Decade(m["d"], full=False)
    head = int(m["c"]) * (100 if m["c"] < 100 else 1)
    return ("Decade", Decade(head + m["d"])) if 1000 <= head < 2200 and head % 100 == 0 else None


@LEVEL.rule("<the:t> <Decade:d>", "<Decade:d>")
def figure_decade(m: Match) -> Made:
    """Two figures make a decade only after the article, for ages are written so too."""
    return ("Decade", m["d"]) if m["d"].full or "t" in m else None


@LEVEL.rule("<the>? <ord:n> <dash>? <unit:u>")
def ordinal_unit(m: Match) -> Made:
    """Only units that a body of days is cut into by number: quarters of a year, centuries."""
    if m["u"] == "century" and 1 <= m["n"] <= 22:
        return "Decade", Century(int(m["n"]))
    return ("Quarter", Nth(int(m["n"]), "quarter", Date())) if m["u"] == "quarter" and m["n"] <= 4 else None


@LEVEL.rule("<the>? <ord:n> <half> (?! <of|a|and|unit|units> )", "<the>? <ord:n> <semester:u>")
def half_year(m: Match) -> Made:
    return ("Quarter", Nth(int(m["n"]), m.get("u", "half"), Date())) if m["n"] <= 2 else None


@LEVEL.rule("(?<! <num|ord> ) <weeknumber:u> <num:n> (?: <of|in_>? <year:y> )?")
def week_number(m: Match) -> Made:
    return ("Rel", WeekNumber(int(m["n"]), Date(m.get("y")))) if 1 <= m["n"] <= 53 else None


@LEVEL.rule(
    "<the>? <season|fall:s> <of|in_|comma>? <year:y>",
    "(?<= <in_|since|by|part|partof|whole> ) <the>? <season:s> (?! <cap> )",
)
def season(m: Match) -> Made:
    return "Season", Season(m["s"], Date(m.get("y")))


@LEVEL.rule(
    f"(?<= <state:s> <poss> ) <feast:f> <unit:u>? {OF_YEAR}",
    f"(?<= <state:s> ) <feast:f> <unit:u>? {OF_YEAR}",
    "<feast:f> <of> <state:s> (?: <of|in_> <year:y> )?",
    f"<feast:f> (?! <feastthing> ) <unit:u>? {OF_YEAR}",
    "<last:k> <feast:f>",
    "<next|following:k> <feast:f>",
)
def feast(m: Match) -> Made:
    """A named day, of the state that stands beside it where one does."""
    day = Feast(m["f"], Date(m.get("y")), m.get("k"), m.get("s"))
    if "u" not in m:
        return "Day", day
    return ("Range", WeekendAt(day)) if m["u"] == "weekend" else None


@LEVEL.rule(
    "(?<= <state:s> ) <fiscal:k> <unit:u> (?: <of> )? <year:y>",
    "(?<= <state:s> <poss> ) <fiscal:k> <unit:u> (?: <of> )? <year:y>",
    "<the>? <fiscal|academic:k> <unit:u> (?: <of> )? <year:y>",
    "<the>? <fiscal|academic:k> <unit:u> <Year|Range:x>",
    "<the>? <Year|Range:x> <fiscal|academic:k> <unit:u>",
    "<the>? <year:y> <fiscal|academic:k> <unit:u>",
    "<fy:k> <year|yy:y>",
    "<fiscal:k> <year:y>",
)
def fiscal(m: Match) -> Made:
    """A fiscal or academic year; only the first goes by a government's calendar: of the state that stands before it,
    else of the publisher."""
    if m.get("u", "year") != "year":
        return None
    budget = "academic" not in m.kept["k"].values
    if "x" in m:
        start = _pair(m["x"])
        return ("Year", Fiscal(start, span=True, named=budget)) if start else None
    year = int(m["y"])
    year = full_year(year) if year < 100 else year
    return ("Year", Fiscal(year, named=budget, owner=m.get("s"))) if budget else None


def _pair(given: Meaning) -> int | None:
    """The first of two years in a row."""
    if isinstance(given, Fiscal):
        return given.year
    ends = isinstance(given, Range) and isinstance(given.start, Date) and isinstance(given.end, Date)
    if ends and not (given.start.month or given.end.month) and given.end.year == given.start.year + 1:
        return int(given.start.year)
    return None


@LEVEL.rule("(?<= <part|edge> <dash> ) <year:y>")
def parted_year(m: Match) -> Made:
    """The year of "mid-1850"."""
    return "Year", Date(int(m["y"]))


@LEVEL.rule(
    f"(?<= <{PREPOSITION}> ) (?<! <dash|slash> ) <year:y> (?! <counted|slash> | <dash> <num> ) {NOUN}",
)
def year(m: Match) -> Made:
    """A number of four figures that a preposition or an article leads in."""
    value = int(m["y"])
    if "n" in m and value % 100 == 0:
        return None
    modern = 1900 <= value < 2100
    return ("Year", Date(value)) if modern or (1000 <= value < 1900 and "n" not in m and _led(m)) else None


@LEVEL.rule(f"(?<! <mark|numbered|dash|slash> ) <year:y> (?! <counted|slash|mark> ) {NOUN}")
def year_alone(m: Match) -> Made:
    """A number of four figures with nothing to lead it in: of this and the last century."""
    value = int(m["y"])
    return ("Year", Date(value)) if 1900 <= value < 2100 and not ("n" in m and value % 100 == 0) else None


def _led(m: Match) -> bool:
    return m.text[: m.first.start].rstrip()[-1:].isalpha()
