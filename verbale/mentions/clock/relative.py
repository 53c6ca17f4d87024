"""Rules for times counted from the anchor or from the time last spoken of, and for lengths and recurrences."""

from __future__ import annotations

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import (
    Every,
    Fiscal,
    Length,
    Meaning,
    MonthDay,
    MonthOf,
    Prior,
    Relative,
    Same,
    Season,
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


@LEVEL.rule("<the>? <following:k> <unit:u>", "<the>? <past_after:k> <unit:u> (?! <of> )", "<the> <next:k> <unit:u>")
def neighbour(m: Match) -> Made:
    """Next to the time last spoken of in the sentence, else to the anchor; "the next" only for days."""
    if m["u"] not in CALENDAR:
        return None
    if m.wanted["k"] == ("next",) and m["u"] != "day":
        return "Rel", Relative(m["u"], m["k"])
    return "Rel", Prior(m["u"], m["k"], anchored=True)


@LEVEL.rule("<the> <unit:u> <before|after:k> (?= <comma|dot|stop|close> | $ )")
def beside(m: Match) -> Made:
    """The day before, the year after: next to the time last spoken of."""
    return ("Rel", Prior(m["u"], m["k"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<that> <unit:u>", "<the> <same> <unit:u> (?! <of|comma|last|year|in_|as|this> )")
def same_unit(m: Match) -> Made:
    return ("Rel", Prior(m["u"])) if m["u"] in CALENDAR else None


@LEVEL.rule("(?<= <across> ) <the> <last|next:k> <unit:u> (?! <of> )")
def across(m: Match) -> Made:
    """A year that something goes on over is the stretch up to the anchor, not the calendar year."""
    return ("Rel", Window(1, m["u"], m["k"])) if m["u"] in ("month", "year", "decade", "century") else None


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


@LEVEL.rule("<the> <unit:u>")
def weekend(m: Match) -> Made:
    """The weekend is the nearest one that the tense allows; other units alone say nothing."""
    return ("Rel", Relative("weekend", 0)) if m["u"] == "weekend" else None


@LEVEL.rule("<the|my>? <last|this|next:k> <business>? <unit:u> (?! <of> )", "<the|my>? <this|next:k> <unit:u>")
def relative(m: Match) -> Made:
    return ("Rel", Relative(m["u"], m["k"])) if m["u"] in CALENDAR else None


@LEVEL.rule("<the>? <recent:r> <units:u>", "<the>? <rolling|last:k> <units:u>", "<the>? <coming|next:k> <units:u>")
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


@LEVEL.rule("<the>? <daybefore:k>", "<dayword:k> <daytime>?", "<this:x> <daytime>")
def day_word(m: Match) -> Made:
    return "Rel", Relative("day", m.get("k", 0))


@LEVEL.rule(
    "<the>? <this>? <coming:c> <weekday|weekdayshort:w>",
    "<the>? <last|this|next|following:k> <weekday|weekdayshort:w>",
    "<weekday:w>",
    "(?<= <on_|by|since|before|after|from|to> ) <weekdayshort:w>",
)
def weekday(m: Match) -> Made:
    if "c" in m:
        return "WeekDay", WeekDay(m["w"], "coming")
    return "WeekDay", WeekDay(m["w"], "week", m["k"]) if "k" in m else WeekDay(m["w"])


@LEVEL.rule("<the>? <last|this|next:k> <Month:m>")
def month_by(m: Match) -> Made:
    given = m["m"]
    return ("Month", MonthOf(given.month, m["k"])) if getattr(given, "year", 0) is None else None


@LEVEL.rule("<the>? <last|this|next|following:k> <season|fall:s>")
def season_by(m: Match) -> Made:
    return "Season", Season(m["s"], Relative("year", 0), m["k"])


@LEVEL.rule(f"(?<= <on_|by|since|before|after|lengthprep> ) <the>? <domord:d> {NO_NOUN}")
def bare_day(m: Match) -> Made:
    """A day of the month alone; in words only above twenty, for "the second" is most often no day."""
    if m["d"] <= 20 and not m.words("d")[:1].isdigit():
        return None
    return "Day", MonthDay(m["d"])


@LEVEL.rule("<each> <other:o>? <num:n>? <unit|units:u>", "<each> <ord:n> <unit:u>", "<once> <a|each> <unit:u>")
def every(m: Match) -> Made:
    count = m["n"] if "n" in m else m.get("o", 1)
    return ("Every", Every(iso(count, m["u"]))) if m["u"] in CALENDAR else None


@LEVEL.rule("<each> <Month:m>")
def every_month_of_the_year(m: Match) -> Made:
    return ("Every", Every("P1Y")) if getattr(m["m"], "year", 0) is None else None


@LEVEL.rule("<each> <daytime>")
def every_part_of_day(m: Match) -> Made:
    return "Every", Every("P1D")


@LEVEL.rule("<each> <other>? <WeekDay|weekday|weekdays>", "<weekdays>")
def every_weekday(m: Match) -> Made:
    return "Every", Every("P1W")


@LEVEL.rule("<every_word:x>")
def recurrence(m: Match) -> Made:
    """A recurrence as an adverb or adjective; inside a name ("the Meridian Daily") it is none."""
    first = m.first.text[:1]
    return None if first.isupper() and m.first.start > 0 else ("Every", Every(m["x"]))


@LEVEL.rule(f"<num|ord> <to|or|dash> <num> {UNIT}")
def from_to(m: Match) -> Made:
    """Two numbers of units have no one length: the count stays open ("two to three years")."""
    return length(None, m["u"])


@LEVEL.rule("(?<! <num|few|half> ) <units:u> <ago>")
def units_ago(m: Match) -> Made:
    return "Ref", Vague("past")


@LEVEL.rule(
    f"<num:n> <and> <a>? <half:h> {UNIT}",
    f"<num|few:n> {UNIT}",
    f"<a> <few:n> {UNIT}",
    f"<a>? <collective:n> {UNIT}",
)
def counted(m: Match) -> Made:
    """A number of units; few and several have no number."""
    few = m.wanted["n"] == ("few",) or "few" in m.kept["n"].values
    return length(None if few else m["n"] + (0.5 if "h" in m else 0), m["u"])


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


@LEVEL.rule("(?! ^ <opener> <comma> ) <ref:r>")
def vague(m: Match) -> Made:
    """A word that opens a sentence and is cut off by a comma turns to the hearer and tells no time."""
    return "Ref", Vague(m["r"])


@LEVEL.rule("<since_then:s>")
def since_then(m: Match) -> Made:
    return "Rel", Signed(m["s"], Prior(None))
