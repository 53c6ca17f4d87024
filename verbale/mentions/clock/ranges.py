"""Rules for stretches from one expression to another, and for those open at an end."""

from __future__ import annotations

from verbale.mentions.clock.cascade import Level, Match
from verbale.mentions.clock.meaning import Meaning, Range, Relative, Signed

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


@LEVEL.rule(f"<{TIME}:a> <onwards> (?! <{TIME}> )", f"(?<= <from> ) <{TIME}:a> (?= <on_> (?: <comma|dot|and> | $ ) )")
def onwards(m: Match) -> Made:
    return "Signed", Signed("from", m["a"])


@LEVEL.rule(f"<{TIME}:a> <or_before> (?! <{TIME}> )")
def up_to(m: Match) -> Made:
    return "Signed", Signed("by", m["a"])
