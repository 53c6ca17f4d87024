"""Rules that build on what the first levels found: parts, places in a row, shifts, dates with a relative year."""

from __future__ import annotations

from dataclasses import replace

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import (
    Date,
    Ended,
    Fiscal,
    InYear,
    Length,
    Less,
    Meaning,
    Nth,
    NthFrom,
    NthWeekDay,
    Numeric,
    OnWeekDay,
    Part,
    Prior,
    Range,
    Relative,
    Run,
    Same,
    Shift,
    Signed,
    Vague,
    WeekDay,
    WeekOf,
    Window,
    yearless,
)
from verbale.mentions.clock.recurring import PLACED
from verbale.mentions.clock.relative import CALENDAR

Made = tuple[str, Meaning] | None
PAIRS = Level(list(PLACED.rules))
LEVEL = Level()
WHOLE = "Month|Year|Rel|Decade|Season|Quarter"
BASE = f"{WHOLE}|Day|WeekDay|Range"
ROW_END = "(?= <comma>? <and|or> <dom|domord> | <dot|comma|stop|close> | $ )"
OF_UNIT = "<the|this|my> <calendar:u>"


@PAIRS.rule("<Length:a> <and|comma>? <Length:b> <comma|and>? <Length:c>", "<Length:a> <and|comma>? <Length:b>")
def compound(m: Match) -> Made:
    """Lengths in a row are one where their units differ ("two years and six months")."""
    parts: list[Length] = [m[k] for k in "abc" if k in m]
    amounts = tuple(a for p in parts for a in p.amounts)
    if len({u for _, u in amounts}) < len(parts) or any(p.iso[1:2] in "TX" for p in parts):
        return None
    order = "YMWD"
    pieces = sorted((p.iso[1:] for p in parts), key=lambda piece: order.find(piece[-1]))
    return "Length", Length("P" + "".join(pieces), amounts)


@PAIRS.rule(
    "<Month|Day|Range|Quarter|Season:x> <comma>? <of|in_>? <Rel|Year:y>",
)
def in_year(m: Match) -> Made:
    """A date with the year it lies in: "April 30, of this year"."""
    what, year = m["x"], m["y"]
    unit = getattr(year, "unit", "year")
    if not yearless(what) or unit != "year" or isinstance(year, Window | Same):
        return None
    kind = next(k for k in m.kept["x"].values if k != "T")
    if kind == "Quarter" and isinstance(what, Nth):
        return kind, Nth(what.n, what.unit, year, what.count)
    return (kind, InYear(what, year)) if not isinstance(year, Fiscal) else None


@PAIRS.rule("<Rel:y> <comma>? <in_|on_> <Month|Day:x>")
def year_first(m: Match) -> Made:
    """The year ahead of the date: "last year in March"."""
    year, what = m["y"], m["x"]
    if not (isinstance(year, Relative) and year.unit == "year" and yearless(what)):
        return None
    return next(k for k in m.kept["x"].values if k != "T"), InYear(what, year)


@PAIRS.rule(
    f"(?<= <Day:x> <comma|and|or> ) <dom|domord:d> (?: <comma>? <Year:y> )? {ROW_END}",
    f"(?<= <Day:x> <comma> <and|or> ) <dom|domord:d> (?: <comma>? <Year:y> )? {ROW_END}",
)
def day_more(m: Match) -> Made:
    """The later days of a row that opens with the month: "May 3, 4 and 7, 2024"."""
    before = m["x"]
    if not isinstance(before, Date) or not before.month or not before.day or m["d"] <= before.day or before.year:
        return None
    return "Day", Date(getattr(m.get("y"), "year", None), before.month, m["d"])


@PAIRS.rule("<Rel:y> <of> <the>? <Day|Range:x>")
def weekend_of(m: Match) -> Made:
    if m["y"] != Relative("weekend", 0):
        return None
    return ("Range", m["x"]) if "Range" in m.kept["x"].values else ("Rel", WeekOf(m["x"], "weekend"))


@PAIRS.rule("<Day:x> <open> <WeekDay:d> <close>")
def day_weekday(m: Match) -> Made:
    """The weekday after the date: "3 June (Monday)"."""
    given, day = m["x"], m["d"]
    if day.mode is not None:
        return None
    return "Day", replace(given, weekday=day.weekday) if isinstance(given, Date | Numeric) else given


@PAIRS.rule("<Rel:y> <comma>? <poss>? <on_>? <WeekDay:d>", "<WeekDay:d> <comma>? <of|from>? <Rel:y>")
def weekday_of(m: Match) -> Made:
    week, day = m["y"], m["d"]
    if getattr(week, "unit", None) != "week" or not isinstance(week, Relative) or day.mode:
        return None
    return "Day", WeekDay(day.weekday, "of", 0, week)


@PAIRS.rule("<Rel:y> <between|from> <WeekDay:a> <and|to> <WeekDay:b>")
def weekdays_of(m: Match) -> Made:
    week = m["y"]
    if getattr(week, "unit", None) != "week":
        return None
    return "Range", Range(*(WeekDay(m[k].weekday, "of", 0, week) for k in "ab"))


@PAIRS.rule("<the>? <same:s> <period> <of|in_>? <Rel|Year:y>", "<Rel:s> <comma>? <of|in_>? <Rel|Year:y>")
def same_of(m: Match) -> Made:
    """The same stretch of another year: "the same period last year", "the same month of 2018"."""
    same, year = m["s"], m["y"]
    good = isinstance(same, Same) and getattr(year, "unit", "year") == "year"
    return ("Rel", Same(same.unit, year)) if good else None


@LEVEL.rule(
    f"<the>? <ord|last|outer:n> <Length:x> (?: <of|in_>? <the>? <{WHOLE}:y> )",
    f"<the>? <ord|last|outer:n> <Length:x> <of|in_> {OF_UNIT}",
    "<the>? <ord:n> <Length:x>",
)
def first_units(m: Match) -> Made:
    """The first (or last) so many units of a period: "the first five months"."""
    amounts = m["x"].amounts
    if len(amounts) != 1 or not amounts[0][0] or m["n"] not in (1, -1) or isinstance(m["x"], Range):
        return None
    count, unit = amounts[0]
    of = m["y"] if "y" in m else Relative(m["u"], 0) if "u" in m else None
    if of is None and unit not in ("month", "quarter"):
        return None
    return "Quarter", Nth(m["n"], unit, of if of is not None else Date(), count)


@LEVEL.rule(
    f"<the>? <ord:n> <last:l> <unit:v> <of|in_> <the>? <{WHOLE}:y>",
    f"<the>? <ord|last|outer:n> <dash>? <unit:v> <of|in_> <the>? <{WHOLE}:y>",
    f"<the>? <ord|last|outer:n> <dash>? <unit:v> <of|in_> {OF_UNIT}",
    f"<the>? <Quarter:q> <of|in_|comma>? <{WHOLE}:y>",
    f"<the>? <Quarter:q> <of|in_> {OF_UNIT}",
    "<Year|Rel:y> <comma|poss>? <Quarter:q>",
)
def nth(m: Match) -> Made:
    of = m["y"] if "y" in m else Relative(m["u"], 0)
    if "q" in m:
        given = m["q"]
        return (
            ("Quarter", Nth(given.n, given.unit, of, given.count))
            if isinstance(given, Nth) and yearless(given)
            else None
        )
    number = -m["n"] if "l" in m else m["n"]
    good = m["v"] in ("day", "week", "month", "quarter", "decade", "year")
    return ("Day" if m["v"] == "day" else "Quarter", Nth(int(number), m["v"], of)) if good else None


@LEVEL.rule("<the>? <ord:n> <WeekDay:w> (?! <from> ) <after|before:k> <the>? <Day:y>")
def nth_weekday_from(m: Match) -> Made:
    """A weekday counted from a day: "the first Sunday after Easter"."""
    return "Day", NthFrom(int(m["n"]) * m["k"], m["w"].weekday, m["y"])


@LEVEL.rule(f"<the>? <ord:n> <and|to|dash> <ord:e> <units:v> (?: <of|in_> <the>? )? <{WHOLE}:y>")
def nth_row(m: Match) -> Made:
    """Units in a row: "the first and second quarters of 2024"."""
    row = m["e"] == m["n"] + 1 or "to" in m
    good = row and m["v"] in ("week", "month", "quarter", "decade")
    return ("Range", Range(Nth(int(m["n"]), m["v"], m["y"]), Nth(int(m["e"]), m["v"], m["y"]))) if good else None


@LEVEL.rule(
    f"<the>? <ord|last:n> <WeekDay:w> <of|in_> <the>? <{WHOLE}:y>",
    f"<the>? <ord|last:n> <WeekDay:w> <of|in_> {OF_UNIT}",
    "(?<! <the|a|each|my|and|last> ) <ord:n> <WeekDay:w> (?= <dot|comma> | $ )",
)
def nth_weekday(m: Match) -> Made:
    of = m["y"] if "y" in m else Relative(m.get("u", "month"), 0)
    return "Day", NthWeekDay(int(m["n"]), m["w"].weekday, of)


@LEVEL.rule(
    "<the>? <domord|dom:d> <to|dash|and> <the>? <domord|dom:e> <of>? <Rel:y>",
    "<the>? <domord|dom:d> <of> <the>? <Rel:y>",
    "<the>? <domord:d> <Rel:y>",
    "<the>? <domord:d> <unit:v> <of> <Rel|Month:y>",
)
def day_of(m: Match) -> Made:
    """Days of a month that is named by its place: "the 20th of next month"."""
    month = m["y"]
    if getattr(month, "unit", "month" if "v" in m else None) != "month" or m.get("v", "day") != "day":
        return None
    first = Nth(int(m["d"]), "day", month)
    return ("Range", Range(first, Nth(int(m["e"]), "day", month))) if "e" in m else ("Day", first)


@LEVEL.rule(
    f"<the>? <part:p> <dash>? (?: <in_> <the>? )? <{WHOLE}:x>",
    f"<the>? <part:p> <in_> {OF_UNIT}",
    f"<the>? <part:p> <units> <of> <the>? <{WHOLE}:x>",
    f"<the>? <part:p> <units> <of> {OF_UNIT}",
    "<edge:p> <dash> <Month|Year:x>",
    f"<the>? <partof:p> <the>? <{WHOLE}:x>",
    f"<the>? <partof:p> {OF_UNIT}",
    f"<the>? <closest:r> <of>? {OF_UNIT}",
)
def part(m: Match) -> Made:
    of = m["x"] if "x" in m else Relative(m["u"], 0)
    return "Part", Part(m.get("p", "rest"), of)


@LEVEL.rule(
    f"<the>? <ord|last|outer:n> <units> <of> <the>? <{WHOLE}:x>", f"<the>? <ord|last|outer:n> <units> <of> {OF_UNIT}"
)
def first_days(m: Match) -> Made:
    """The first or last days, weeks or months of a longer time, with no number of them."""
    which = {1: "beginning", -1: "end"}.get(m["n"])
    return ("Part", Part(which, m["x"] if "x" in m else Relative(m["u"], 0))) if which else None


@LEVEL.rule("<yearend:p> <of|comma>? <Year:x>", "<the>? <yearend:p>")
def year_end(m: Match) -> Made:
    return "Part", Part(m["p"], m.get("x", Relative("year", 0)))


@LEVEL.rule("<earlier:p> <comma>? <in_>? <the>? <Rel|Month:x>", f"<earlier:p> {OF_UNIT}")
def so_far(m: Match) -> Made:
    return "Part", Part(m["p"], m["x"] if "x" in m else Relative(m["u"], 0))


@LEVEL.rule("<the>? <weeknumber> <of|starting> <the>? <Day|WeekDay|Range:x>", "<weekfrom> <Day|WeekDay:x>")
def week_of(m: Match) -> Made:
    return "Rel", WeekOf(m["x"])


@LEVEL.rule("<the>? <next|coming|rolling:k> <Length:x>", "<the>? <last:k> <Length:x> (?! <of> <the>? <cap> )")
def window(m: Match) -> Made:
    """A stretch of units that ends or starts at the anchor: "the past three years"."""
    amounts = m["x"].amounts
    if len(amounts) != 1:
        return None
    count, unit = amounts[0]
    if unit not in CALENDAR:
        return None
    return ("Rel", Window(count, unit, m["k"])) if count else ("Ref", Vague("past" if m["k"] < 0 else "future"))


@LEVEL.rule(
    "<Length:x> <to> <the>? <Month:y>",
    "<the> <Length:x> <to> <the>? <Day:y>",
    "<the>? <fiscal> <unit:u> <ended> <the>? <Day|Month:y>",
    "(?<! <from> ) <the> <unit:u> <to> <the>? <Day|Month:y>",
)
def ended(m: Match) -> Made:
    """A stretch by its end: "the six months to June", "the fiscal year ended 31 March"."""
    amounts = m["x"].amounts if "x" in m else ((1, m["u"]),)
    units = ("month", "quarter", "year") if "x" in m else ("week", "month", "quarter", "year")
    sized = amounts and all(n and u in units for n, u in amounts)
    return ("Range", Ended(amounts, m["y"])) if sized else None


@LEVEL.rule(
    f"<upward:b> <Length:x> <after|before:k> <the>? <{BASE}:y>",
    "<upward:b> <Length:x> <hence:k>",
    f"<short:b> <Length:x> <after|before:k> <the>? <{BASE}:y>",
    "<short:b> <Length:x> <hence:k>",
)
def bounded(m: Match) -> Made:
    """More than so long after a time, or less."""
    amounts = m["x"].amounts
    if not amounts or not all(n for n, _ in amounts):
        return None
    if "short" in m.kept["b"].values:
        return "Range", Less(amounts, m["k"], m.get("y"))
    return "Signed", Signed("after" if m["k"] > 0 else "before", Shift(amounts, m["k"], m.get("y")))


@LEVEL.rule(
    "<WeekDay:w> <comma>? <Length:x> <ago|hence:k>",
    "<WeekDay:w> <comma>? <Length:x> <after:k> <the>? <Rel|Day:y>",
    "<Length:x> <hence:k> <on_> <WeekDay:w>",
    "<Length:x> <after:k> <the>? <Rel|Day:y> <on_> <WeekDay:w>",
)
def on_weekday(m: Match) -> Made:
    """A weekday at the end of a count: "Monday two weeks from now"."""
    amounts, base = m["x"].amounts, m.get("y")
    if m["w"].mode is not None or len(amounts) != 1 or not amounts[0][0]:
        return None
    moved = Shift(amounts, m["k"], base, exact=True)
    return "Day", OnWeekDay(m["w"].weekday, moved, amounts[0][1])


@LEVEL.rule("<the> <unit:u> (?! <from> ) <after|before:k> <the>? <Day|Month|Year:y>")
def one_beside(m: Match) -> Made:
    """The unit next to a time that is named: "the year before 2015"."""
    return ("Part", Shift(((1, m["u"]),), m["k"], m["y"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<Length:x> <ago:k> <Rel:y>")
def ago_today(m: Match) -> Made:
    """ "Ten years ago today", "two years ago this month"."""
    return _shift(m, m["k"], m["y"]) if isinstance(m["y"], Relative) and not m["y"].offset else None


@LEVEL.rule("<Length:x> <ago:k>", "<Length:x> <hence:k>")
def from_anchor(m: Match) -> Made:
    return _shift(m, m["k"], None)


@LEVEL.rule(
    "<Length:x> <comma>? <starting> <the>? <Day|WeekDay|Rel|Month:y>",
    "(?<= <lengthprep> ) <Length:x> <comma>? <from> <the>? <Day|WeekDay|Rel|Month:y>",
)
def running(m: Match) -> Made:
    """A length laid down from a day: "for two years from 1 July"."""
    amounts = m["x"].amounts
    return ("Range", Run(amounts, m["y"])) if amounts and all(n for n, _ in amounts) else None


@LEVEL.rule(f"<Length:x> <after|before:k> <the>? <{BASE}:y>")
def from_base(m: Match) -> Made:
    return _shift(m, m["k"], m["y"])


@LEVEL.rule(
    "<Length:x> <ago_prior|later:k> (?= <comma|dot|stop|close|and> | $ )",
    "<Length:x> (?! <after|before> ) <ago_prior|later:k>",
)
def from_prior(m: Match) -> Made:
    return _shift(m, m["k"], Prior())


def _shift(m: Match, direction: int, base: Meaning) -> Made:
    amounts = m["x"].amounts
    if base is None and amounts and not amounts[0][0]:
        return "Ref", Vague("past" if direction < 0 else "future")
    if not amounts or not all(n for n, _ in amounts):
        return None
    return "Part", Shift(amounts, direction, base)
