"""Rules for times counted from the anchor or from the time last spoken of, and for lengths and recurrences."""

from __future__ import annotations

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import (
    Fiscal,
    Length,
    Meaning,
    MonthDay,
    MonthOf,
    Nth,
    NthFrom,
    Prior,
    Range,
    Relative,
    Same,
    Season,
    Shift,
    Signed,
    Vague,
    WeekDay,
    Window,
)

Made = tuple[str, Meaning] | None
LEVEL = Level()
LETTER = {"day": "D", "week": "W", "month": "M", "year": "Y"}
CLOCK = {"hour": "H", "minute": "M", "second": "S"}
MULTIPLE = {
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "quarter": ("M", 3),
    "fortnight": ("W", 2),
    "night": ("D", 1),
    "weekend": ("WE", 1),
    "half": ("M", 6),
}
CALENDAR = ("day", "week", "month", "quarter", "year", "decade", "century", "fortnight", "weekend")
UNIT = "(?: <dash>? <business>? <unit|units|seconds:u> )"
NO_NOUN = "(?! <cap|word|plural|unit|units|month|business|ord|num|dash|of|half|and|weekday|last|period|daytime> )"
NO_WHOLE = "(?! <of|in_> (?: <Month|Year> | <the|this|that|my>? <this|last|next>? <unit> ) )"
CLOCK_FIGURES = 4
UNCOUNTED = ("hour", "day", "week", "month", "year", "decade", "century")
AFTERWARDS = "ago|ago_prior|hence|later|before|after|starting|from"


def iso(count: float | None, unit: str) -> str:
    """An ISO 8601 duration; a count that is not said is X."""
    if unit in CLOCK:
        return f"PT{_figure(count)}{CLOCK[unit]}"
    letter, factor = MULTIPLE.get(unit, (LETTER.get(unit, ""), 1))
    return f"P{_figure(None if count is None else count * factor)}{letter}"


def _figure(count: float | None) -> str:
    if count is None:
        return "X"
    return str(int(count)) if count == int(count) else f"{count:g}"


def length(count: float | None, unit: str) -> Made:
    whole = count is not None and count == int(count) and unit not in CLOCK
    amounts = ((int(count), unit),) if whole and count is not None else ((0, unit),) if count is None else ()
    return "Length", Length(iso(count, unit), amounts)


@LEVEL.rule("(?<= <across> ) <the> <last|next:k> <unit:u> (?! <of> )")
def across(m: Match) -> Made:
    """A year that something goes on over is the stretch up to the anchor, not the calendar year."""
    return ("Rel", Window(1, m["u"], m["k"])) if m["u"] in ("month", "year", "decade", "century") else None


@LEVEL.rule("<the>? <following:k> <unit:u>", "<the>? <past_after:k> <unit:u> (?! <of> )", "<the> <next:k> <unit:u>")
def neighbour(m: Match) -> Made:
    """Next to the time last spoken of in the sentence, else to the anchor; "the next" only for days."""
    if m["u"] not in CALENDAR:
        return None
    if m.wanted["k"] == ("next",) and m["u"] != "day":
        return "Rel", Relative(m["u"], m["k"])
    return "Rel", Prior(m["u"], m["k"], anchored=True)


@LEVEL.rule(
    "<the> <next|following:k> <daytime> (?! <of> )",
    "<the> <past_after:k> <daytime> (?! <of> )",
    "<that|same:k> <daytime> (?! <of> )",
)
def part_of_day(m: Match) -> Made:
    """Part of a day that is told from another: "the next morning", "that night"."""
    return "Rel", Prior("day", m["k"] or 0, close=True)


@LEVEL.rule("<the> <unit:u> <before|after:k> (?= <comma|dot|stop|close> | $ )")
def beside(m: Match) -> Made:
    """The day before, the year after: next to the time last spoken of."""
    return ("Rel", Prior(m["u"], m["k"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<that> <same>? <unit:u>", "<the> <same> <unit:u> (?! <of|comma|last|year|in_|as|this> )")
def same_unit(m: Match) -> Made:
    return ("Rel", Prior(m["u"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<the>? <rolling> <unit:u>")
def rolling(m: Match) -> Made:
    unit = m["u"]
    if unit in ("month", "year", "decade", "century"):
        return "Rel", Window(1, unit, -1)
    return ("Rel", Relative(unit, -1)) if unit in CALENDAR else None


@LEVEL.rule("<the|my>? <last|this|next:k> <fiscal|academic> <unit:u>")
def fiscal_relative(m: Match) -> Made:
    return ("Year", Fiscal(None, offset=m["k"])) if m["u"] == "year" else None


@LEVEL.rule("<the|my>? <unit:u> <after> <the>? <next:j>", "<the|my>? <unit:u> <before> <last:j>")
def after_next(m: Match) -> Made:
    """The unit after the next, or before the last."""
    return ("Rel", Relative(m["u"], 2 * m["j"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<the|my> <unit:u>", f"(?<! <a|num|ord|cap|word|dash|each|whole> ) <unit:u> {NO_NOUN}")
def weekend(m: Match) -> Made:
    """The weekend is the nearest one that the tense allows; other units alone say nothing."""
    return ("Rel", Relative("weekend", 0)) if m["u"] == "weekend" else None


@LEVEL.rule("<the>? <latest:k> <unit:u> (?! <of> )")
def latest(m: Match) -> Made:
    """The latest quarter is the last one that is over."""
    return ("Rel", Relative(m["u"], m["k"])) if m["u"] in ("week", "month", "quarter", "year") else None


@LEVEL.rule("<the|a>? <yearago:k> <period>", "<the|a>? <yearago:k> <unit:u> (?! <of> )")
def year_ago_period(m: Match) -> Made:
    """The period last spoken of, a year before ("the year-earlier period")."""
    return "Rel", Shift(((1, "year"),), m["k"], Prior())


@LEVEL.rule("<the>? <todate:u>")
def to_date(m: Match) -> Made:
    return "Range", Range(Nth(1, "day", Relative(m["u"], 0)), Relative("day", 0))


@LEVEL.rule("<the|my>? <last|this|next:k> <business>? <unit:u> (?! <of> )", "<the|my>? <this|next:k> <unit:u>")
def relative(m: Match) -> Made:
    return ("Rel", Relative(m["u"], m["k"])) if m["u"] in CALENDAR else None


@LEVEL.rule(
    "<the>? <recent:r> <units:u>", "<the>? <rolling|last:k> <units:u> (?! <of> )", "<the>? <coming|next:k> <units:u>"
)
def vague_units(m: Match) -> Made:
    if m["u"] not in CALENDAR:
        return None
    return "Ref", Vague("past" if "r" in m or m["k"] < 0 else "future")


@LEVEL.rule("<num|few:n> <last|next:k> <business>? <unit|units:u>")
def counted_window(m: Match) -> Made:
    return ("Rel", Window(int(m["n"]), m["u"], m["k"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<the>? <same> <period>", "<the>? <same> <unit:u>")
def same_period(m: Match) -> Made:
    return "Rel", Same(m.get("u", "period"))


@LEVEL.rule("<the>? <daybefore:k>", "<dayword:k> <daytime>?", "<this:x> <daytime>", "<lastly:k> <daytime> (?! <of> )")
def day_word(m: Match) -> Made:
    return "Rel", Relative("day", m.get("k", 0))


@LEVEL.rule("<weekday:w> <after> <next:k>", "<weekday:w> <before> <last:k>")
def weekday_after_next(m: Match) -> Made:
    return "Day", NthFrom(2 * m["k"], m["w"])


@LEVEL.rule(
    "<the>? <this>? <coming:c> <weekday|weekdayshort:w>",
    "<this> <rolling:p> <weekday|weekdayshort:w>",
    "<weekday:w> <last|next:k> (?= <dot|comma|stop> | $ )",
    f"<the>? <last|this|next|following:k> <weekday|weekdayshort:w> {NO_WHOLE}",
    "<weekday:w>",
    "(?<= <on_|by|since|before|after|from|to> ) <weekdayshort:w>",
)
def weekday(m: Match) -> Made:
    if "p" in m:
        return "Day", NthFrom(-1, m["w"])
    if "c" in m:
        return "WeekDay", WeekDay(m["w"], "coming")
    return "WeekDay", WeekDay(m["w"], "week", m["k"]) if "k" in m else WeekDay(m["w"])


@LEVEL.rule("<num:n> <weekday|weekdays:w> <ago|hence:k>")
def weekdays_on(m: Match) -> Made:
    """So many such weekdays back or ahead: "three Fridays from now"."""
    count = m["n"]
    return ("Day", NthFrom(int(count) * m["k"], m["w"])) if count and count == int(count) else None


@LEVEL.rule("<Month:m> <after> <next:k>", "<Month:m> <before> <last:k>")
def month_after_next(m: Match) -> Made:
    given = m["m"]
    if getattr(given, "year", 0) is not None or given.day:
        return None
    return "Month", Shift(((1, "year"),), m["k"], MonthOf(given.month, m["k"]))


@LEVEL.rule("<the>? <last|this|next:k> <Month:m>", "<the> <following:k> <Month:m>")
def month_by(m: Match) -> Made:
    given = m["m"]
    if getattr(given, "year", 0) is not None:
        return None
    return "Month", MonthOf(given.month, m["k"], "following" in m.kept["k"].values)


@LEVEL.rule("<the>? <last|this|next|following:k> <season|fall:s>")
def season_by(m: Match) -> Made:
    return "Season", Season(m["s"], Relative("year", 0), m["k"])


@LEVEL.rule(f"(?<= <on_|by|since|before|after|lengthprep> ) <the>? <domord:d> {NO_NOUN} (?! <this|next> <unit> )")
def bare_day(m: Match) -> Made:
    """A day of the month alone; in words only above twenty, for "the second" is most often no day."""
    if m["d"] <= 20 and not m.words("d")[:1].isdigit():
        return None
    return "Day", MonthDay(m["d"])


@LEVEL.rule(f"<num|ord> <to|or|dash> <num> {UNIT}")
def from_to(m: Match) -> Made:
    """Two numbers of units have no one length: the count stays open ("two to three years")."""
    return length(None, m["u"])


@LEVEL.rule("(?<! <num|few|half> ) <units:u> <ago>")
def units_ago(m: Match) -> Made:
    return "Ref", Vague("past")


@LEVEL.rule("<num:n> <unit:u> <and> <a> <unit:q>")
def and_a_quarter(m: Match) -> Made:
    return length(m["n"] + 0.25, m["u"]) if m["q"] == "quarter" else None


@LEVEL.rule(
    f"<num:n> <dash>? <and> <dash>? <a>? <dash>? <half:h> {UNIT}",
    f"<num:n> <and> <a>? <num:k>? <unit|units:q> {UNIT}",
    f"<num:n> <half:h> {UNIT}",
    f"<num|few:n> {UNIT}",
    f"<a> <few:n> {UNIT}",
    f"<a>? <collective:n> {UNIT}",
)
def counted(m: Match) -> Made:
    """A number of units; few and several have no number."""
    few = m.wanted["n"] == ("few",) or "few" in m.kept["n"].values
    if "q" in m and m["q"] != "quarter":
        return None
    if m["u"] == "hour" and len(m.words("n")) == CLOCK_FIGURES and m.words("n").isdecimal():
        return None
    more = 0.5 if "h" in m else m.get("k", 1) / 4 if "q" in m else 0
    return length(None if few else m["n"] + more, m["u"])


@LEVEL.rule("<a>? <unit:q> (?: <dash>? | <of> <a> ) <unit:u>")
def quarter_of(m: Match) -> Made:
    part = {"century": (25, "year"), "year": (3, "month")}.get(m["u"])
    return length(*part) if part and m["q"] == "quarter" else None


@LEVEL.rule("<unit|units:u> <dash> <longword>")
def long(m: Match) -> Made:
    """ "decade-long", "months-long"."""
    many = "units" in m.kept["u"].values
    return length(None if many else 1, m["u"]) if m["u"] in UNCOUNTED else None


@LEVEL.rule("<lasting:u>")
def lasting(m: Match) -> Made:
    return length(1, m["u"])


@LEVEL.rule("(?<= <bare> ) <units:u> (?! <ago|ago_prior|later|before> )", "<units:u> (?! <from> ) (?= <later|after> )")
def uncounted(m: Match) -> Made:
    """Units with no number where the preposition makes a stretch of them ("for years", "lasted months")."""
    return length(None, m["u"]) if m["u"] in UNCOUNTED else None


@LEVEL.rule("<a>? <half> <a>? <dash>? <unit:u>", "<a> <unit:u> <and> <a>? <half>")
def half_unit(m: Match) -> Made:
    half = {"year": (6, "month"), "decade": (5, "year"), "century": (50, "year")}
    if "half" in m.last.values:
        return length(1.5, m["u"])
    return length(*half[m["u"]]) if m["u"] in half else length(0.5, m["u"])


@LEVEL.rule(
    "(?<= <lengthprep|in_|lapse> ) <a> <business>? <unit:u>",
    f"<a> <business>? <unit:u> (?= <{AFTERWARDS}> )",
    "<another> <business>? <unit:u>",
    "(?<! <the> ) <whole> <dash>? <unit:u>",
)
def one_unit(m: Match) -> Made:
    return length(1, m["u"])


@LEVEL.rule("(?<= <in_> ) <the> <recent>? <rolling> (?! <num|few|unit|units|business|cap|word|plural|ord> )")
def the_past(m: Match) -> Made:
    return "Ref", Vague("past")


@LEVEL.rule("(?<! <of> ) <the> <ahead:r> (?! <and|or|cap|word|plural|of|dash|unit|units|num|period> )")
def the_future(m: Match) -> Made:
    return "Ref", Vague(m["r"])


@LEVEL.rule("(?! ^ <opener> <comma> ) <ref:r>")
def vague(m: Match) -> Made:
    """A word that opens a sentence and is cut off by a comma turns to the hearer and tells no time."""
    return "Ref", Vague(m["r"], "reaching" in m.first.values)


@LEVEL.rule("<since_then:s>")
def since_then(m: Match) -> Made:
    return "Rel", Signed(m["s"], Prior(None))
