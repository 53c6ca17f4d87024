"""Rules for stretches from one expression to another, and for those open at an end."""

from __future__ import annotations

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import Date, Meaning, Range, Relative, Signed

Made = tuple[str, Meaning] | None
LEVEL = Level()
TIME = "Day|Month|Year|Rel|WeekDay|Season|Decade|Part|Quarter"


@LEVEL.rule(
    f"<between> <the>? <{TIME}:a> <and|to> <the>? <{TIME}:b>",
    f"<between> <the>? <{TIME}:a> <and> <nowword:n>",
    f"<between> <the>? <{TIME}:a> <and> <Ref:r>",
    f"<between> <nowword:o> <and> <{TIME}:b>",
    f"<between> <Ref:r> <and> <{TIME}:b>",
    f"(?<= <from> ) <{TIME}:a> <to> <Ref:r>",
    f"<{TIME}:a> <dash|to|tilde> <the>? <{TIME}:b>",
    f"<{TIME}:a> <to|dash> <nowword:n>",
    f"(?<= <from> ) <nowword:o> <to> <the>? <{TIME}:b>",
)
def between(m: Match) -> Made:
    if "r" in m and m["r"].ref != "present":
        return None
    today = Relative("day", 0)
    return "Range", Range(m.get("a", today), m.get("b", today))


@LEVEL.rule(f"(?<= <from|since> ) <{TIME}:a> <Ref:r>")
def to_now(m: Match) -> Made:
    return ("Range", Range(m["a"], Relative("day", 0))) if m["r"].reaching else None


@LEVEL.rule("(?<= <from> ) <the>? <dom|domord:d> <to|dash> <the>? <Day:b>")
def from_day(m: Match) -> Made:
    """The start is a day of the month that the end names: "from 4 to January 22"."""
    end = m["b"]
    if not isinstance(end, Date) or not end.month or not end.day or m["d"] >= end.day:
        return None
    return "Range", Range(Date(end.year, end.month, m["d"]), end)


@LEVEL.rule("(?<= <from> ) <Day:a> <to|dash> <the> <domord:e> (?! <cap|word|plural|unit|units|of|month> )")
def to_day(m: Match) -> Made:
    """The end is a day of the month of the start, or of the month that follows: "from April 27th to the 3rd"."""
    start = m["a"]
    if not isinstance(start, Date) or not start.month or not start.day:
        return None
    later = start.month if m["e"] > start.day else start.month % 12 + 1
    year = start.year + 1 if start.year and later < start.month else start.year
    return "Range", Range(start, Date(year, later, m["e"]))


@LEVEL.rule(f"<{TIME}:a> <onwards> (?! <{TIME}> )", f"(?<= <from> ) <{TIME}:a> (?= <on_> (?: <comma|dot|and> | $ ) )")
def onwards(m: Match) -> Made:
    return "Signed", Signed("from", m["a"])


@LEVEL.rule(f"<{TIME}:a> <or_before> (?! <{TIME}> )")
def up_to(m: Match) -> Made:
    return "Signed", Signed("by", m["a"])
