"""Numbers that name a thing (a resolution, an aircraft, a date, a clock time) and count nothing."""

from __future__ import annotations

import re
from functools import cache

from verbale.core.line import Line
from verbale.lexicon import Lexicon
from verbale.mentions.numbers.draft import Numeral
from verbale.mentions.numbers.trie import alternation
from verbale.mentions.numbers.vocabulary import vocabulary

BEFORE = re.compile(r"(?:(?P<first>[^\W\d_]+)[\s\u00a0]+)?(?P<word>[^\W\d_]+)[.’]?[\s\u00a0]*[#№(]?$")
AFTER = re.compile(
    r"(?:[-–/]\d+(?:st|nd|rd|th)?)?[\s\u00a0]*,?[\s\u00a0]*(?:[^\W\d_]{2}[\s\u00a0]+)?(?P<word>[^\W\d_]+)"
)
PREVIOUS = re.compile(r"(?<=[\s-])[A-Z][^\W\d_]*$")  # a capitalised word inside the sentence
SPLIT = re.compile(r"\d\s\.\s$")  # decimals that spaces have torn apart ("6 . 2"); the value is not safe to read
TORN = re.compile(r"\s\.\s\d")
LISTING = re.compile(r"\s*\(?$")
TOKEN = re.compile(r"\S*$"), re.compile(r"^\S*")
ADDRESS = ("://", "www.", "@")


def glued(text: str, numeral: Numeral) -> bool:
    """Whether the digits continue a longer sign on their left: "F-16", "2+2", "1.2.3", "10:30", a web address."""
    start = numeral.start
    left, left2 = text[start - 1 : start], text[max(0, start - 2) : start - 1]
    if numeral.style == "words" or not left:
        return left in ("-", "‑") and left2.isalpha()
    if left in "'’‘" and numeral.end - start == 2:
        return True
    if left == "+":
        return left2.isalnum()
    if (
        left in "\u2060\u200b/\\:#@_=§№"
        or (left in ".,'’" and left2.isalnum())
        or (left in "-‑–—−" and left2.isalpha())
    ):
        return True
    return SPLIT.search(text, max(0, start - 4), start) is not None or _address(text, start, numeral.end)


def continued(text: str, numeral: Numeral) -> bool:
    """Whether the digits run on to their right ("5G", "2+2", "50/50", "1.2.3") or stand alone in brackets."""
    start, end = numeral.start, numeral.end
    right, right2 = text[end : end + 1], text[end + 1 : end + 2]
    if numeral.style == "words" or not right:
        return False
    if TORN.match(text, end) or right.isalnum() or (right in ":./,+'’" and right2.isdigit()):
        return True
    return start > 0 and text[start - 1] in "([" and right in ")]"


def _address(text: str, start: int, end: int) -> bool:
    token = (TOKEN[0].search(text, max(0, start - 80), start) or [""])[0] + (
        TOKEN[1].match(text[end : end + 40]) or [""]
    )[0]
    return any(mark in token for mark in ADDRESS)


def listing(text: str, line: Line, numeral: Numeral) -> bool:
    """Whether the number opens a list item: "1. The parties …"."""
    plain = numeral.style == "digits" and numeral.scale == 1 and numeral.form == "cardinal"
    opens = LISTING.fullmatch(text, line.span.start, numeral.start) is not None
    return (
        plain
        and opens
        and text[numeral.end : numeral.end + 1] in (".", ")")
        and not text[numeral.end + 1 : numeral.end + 2].isdigit()
    )


def identifier(text: str, line: Line, numeral: Numeral, lexicon: Lexicon) -> bool:
    """Whether the word before makes the number a name: "Article 7", "Group of Seven", "Phase 2"."""
    v = vocabulary(lexicon)
    m = BEFORE.search(text, max(line.span.start, numeral.start - 40), numeral.start)
    if m is None or "\n\n" in m[0]:
        return False
    word, low = m["word"], m["word"].lower()
    if m["first"] and f"{m['first']} {word}".lower() in v.named and m["first"][0].isupper():
        return True
    return low in v.named or (word[0].isupper() and low in v.named_capital)


@cache
def _clock(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{alternation(vocabulary(lexicon).sets['number_clock'])})(?!\w)")


def dated(text: str, line: Line, numeral: Numeral, lexicon: Lexicon) -> bool:
    """Whether the number is a day of a month or an hour of the clock."""
    months = vocabulary(lexicon).sets["number_month"]
    if numeral.value is None or numeral.scale != 1 or numeral.grouped:
        return False
    if _clock(lexicon).match(text, numeral.end, line.span.end):
        return True
    if numeral.value > 31 and not numeral.like_year:
        return False
    before = BEFORE.search(text, max(line.span.start, numeral.start - 24), numeral.start)
    after = AFTER.match(text, numeral.end, line.span.end)
    return bool(before and before["word"] in months) or bool(after and after["word"] in months)


def proper(text: str, line: Line, numeral: Numeral) -> bool:
    """Whether a capitalised number word inside a sentence is part of a name: "the Three Gorges Dam"."""
    first = text[numeral.start]
    if numeral.style != "words" or not first.isupper() or line.kind == "heading":
        return False
    word = text[numeral.start : numeral.end]
    if word.isupper() and not text[line.span.start : line.span.end].isupper():
        return True
    if numeral.form == "ordinal":
        return False
    lead = text[line.span.start : numeral.start].strip(" \t\n\r«“”\"'‘(-–—•*")
    rest = text[numeral.end : numeral.end + 3].lstrip(" \u00a0\n-")
    named = PREVIOUS.search(lead)
    return bool(lead) and (rest[:1].isupper() or (named is not None and named.start() > 0))
