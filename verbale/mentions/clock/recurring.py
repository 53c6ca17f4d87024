"""Rules for recurrences: every so many units, weekdays in the plural, adverbs. Weekdays are written as TimeML does."""

from __future__ import annotations

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import Every, Meaning, yearless
from verbale.mentions.clock.relative import CALENDAR, iso

Made = tuple[str, Meaning] | None
LEVEL = Level()
PLACED = Level()
WEEKEND = "XXXX-WXX-WE"


def on_weekday(weekday: int) -> Every:
    """A weekday of any week ("XXXX-WXX-1" is every Monday)."""
    return Every(f"XXXX-WXX-{weekday + 1}")


@LEVEL.rule("<each> <other:o>? <num:n>? <unit|units:u>", "<each> <ord:n> <unit:u>", "<once> <a|each> <unit:u>")
def every(m: Match) -> Made:
    if m["u"] == "weekend":
        return "Every", Every(f"P{m['n']:g}WE" if "n" in m else WEEKEND)
    count = m["n"] if "n" in m else m.get("o", 1)
    return ("Every", Every(iso(count, m["u"]))) if m["u"] in CALENDAR else None


@LEVEL.rule("<each> <few|collective:n> <units:u>")
def every_few(m: Match) -> Made:
    """ "Every few months" has no number, "every couple of years" has one."""
    count = None if "few" in m.kept["n"].values else m["n"]
    return ("Every", Every(iso(count, m["u"]))) if m["u"] in CALENDAR else None


@LEVEL.rule("<each> <season|fall>")
def every_season(m: Match) -> Made:
    return "Every", Every("P1Y")


@LEVEL.rule("(?<! <num|few|last|next|recent|coming|half|of> ) <units:u>")
def weekends(m: Match) -> Made:
    return ("Every", Every(WEEKEND)) if m["u"] == "weekend" else None


@LEVEL.rule("<each> <Month:m>")
def every_month_of_the_year(m: Match) -> Made:
    return ("Every", Every("P1Y")) if getattr(m["m"], "year", 0) is None else None


@LEVEL.rule("<each> <daytime>")
def every_part_of_day(m: Match) -> Made:
    return "Every", Every("P1D")


@LEVEL.rule(
    "<each> <other>? <weekday|weekdays|weekdayshort:w>", "(?<! <num|few|last|next|recent|coming> ) <weekdays:w>"
)
def every_weekday(m: Match) -> Made:
    return "Every", on_weekday(m["w"])


@LEVEL.rule("<every_word:x>")
def recurrence(m: Match) -> Made:
    """A recurrence as an adverb or adjective; inside a name ("the Meridian Daily") it is none."""
    first = m.first.text[:1]
    return None if first.isupper() and m.first.start > 0 else ("Every", Every(m["x"]))


@PLACED.rule("(?<= <Every> <and|or|comma> ) <WeekDay:d>")
def and_weekday(m: Match) -> Made:
    """The later members of a row of weekdays ("every Monday and Thursday")."""
    return ("Every", on_weekday(m["d"].weekday)) if m["d"].mode is None else None


@PLACED.rule(
    "<the>? <ord|domord|last> <WeekDay|unit> <of|in_> <Every:e>",
    "<the>? <domord> <of> <Every:e>",
    "<Every:e> <comma>? <on_> <the>? <Day|WeekDay:x>",
    "<Every:e> <comma>? <in_> <Month|Season:x>",
)
def placed(m: Match) -> Made:
    """A recurrence with its place in the unit: "the first Monday of each month", "every year on 9 May"."""
    given = m.get("x")
    if given is not None and not (yearless(given) or getattr(given, "mode", 0) is None):
        return None
    weekly = hasattr(given, "weekday") and hasattr(given, "mode") and m["e"].iso == "P1W"
    return "Every", on_weekday(given.weekday) if weekly else m["e"]
