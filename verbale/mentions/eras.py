"""Eras as landmarks of time: "after the COVID-19 pandemic", and "after the epidemic" where the text has named it.

All names of an era have one anchor, which `reason` names ("era covid-19-pandemic"). Where the facts know its days the
time is an interval and supplied; an era whose end is a matter of opinion gives a mere `ref`, never a day. Besides,
"upcoming" before a visit or meeting is a `ref` to the future.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from verbale.core.interval import SUPPLIED, Interval
from verbale.core.line import Line
from verbale.core.mention import Time
from verbale.core.span import Span
from verbale.facts import Fact
from verbale.lexicon import Entry, Lexicon, variants, vocabulary
from verbale.mentions.dating import words
from verbale.mentions.view import View

AFTER = timedelta(days=5 * 366)
"""How long after an era its bare noun ("the pandemic") still means it."""


def find(view: View) -> Iterator[Time]:
    """Times that eras give and words of what lies ahead, in text order."""
    text = view.document.text
    named = {era["id"] for era in view.lexicon.table("era") if _names(view.lexicon)[era["id"]].search(text)}
    for line in view.lines:
        for match in _ahead(view.lexicon).finditer(text, line.span.start, line.span.end):
            yield Time(Span(*match.span("word")), line.index, ref="future")
        for match in _led(view.lexicon).finditer(text, line.span.start, line.span.end):
            era = _era(view, line, match, named)
            fact = next((f for f in view.facts.events() if era and f.subject == era["id"]), None)
            if era is not None and fact is not None:
                yield _time(view, line, match, era, fact)


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """The full names of each era."""
    rows = lexicon.table("era")
    return {r["id"]: re.compile(rf"(?<!\w)(?:{_choice(r, 'words')})(?!\w)") for r in rows}


def _choice(row: Entry, field: str) -> str:
    return words.choice(v for w in row.get(field, ()) for v in variants(w))


@lru_cache(maxsize=4)
def _signs(lexicon: Lexicon) -> dict[str, str]:
    """The sign that each lead gives."""
    rows = (*lexicon.table("landmark_lead"), *lexicon.table("era_lead"))
    return {w.casefold(): r["sign"] for r in rows for w in r["words"]}


@lru_cache(maxsize=4)
def _led(lexicon: Lexicon) -> re.Pattern[str]:
    """A lead with a full name, or with the article and a loose one."""
    eras = lexicon.table("era")
    full = "|".join(f"(?:{_choice(r, 'words')})" for r in eras)
    loose = words.choice(w for r in eras for w in r.get("loose", ()))
    lead, the = words.choice(_signs(lexicon)), words.any_of(lexicon, "article")
    return re.compile(
        rf"(?<!\w)(?P<sign>(?i:{lead}))\s+(?:(?:(?i:{the})\s+)?(?P<full>{full})|(?i:{the})\s+(?P<loose>{loose}))(?![\w-])"
    )


@lru_cache(maxsize=4)
def _ahead(lexicon: Lexicon) -> re.Pattern[str]:
    nouns = words.choice(n for r in lexicon.table("event") for n in r.get("nouns", ()) if " " not in n)
    ahead = words.choice(vocabulary(lexicon, "ahead", "words"))
    return re.compile(rf"(?<!\w)(?P<word>{ahead})(?=(?:\s+[\w’'.-]+){{0,5}}?\s+(?:{nouns})s?(?!\w))", re.IGNORECASE)


def _era(view: View, line: Line, match: re.Match[str], named: set[str]) -> Entry | None:
    """The era meant: the one of that name; for a loose name the only one named in the text that it may stand for."""
    eras = view.lexicon.table("era")
    if _goes_on(line, Span(*match.span())):
        return None
    if match["full"]:
        held = [r for r in eras if _names(view.lexicon)[r["id"]].fullmatch(match["full"])]
        return held[0] if held else None
    after = view.document.text[match.end() : line.span.end].split(" ")
    if len(after) > 1 and after[1] in vocabulary(view.lexicon, "era_other", "words"):
        return None
    fit = [r for r in eras if match["loose"] in r.get("loose", ())]
    held = [r for r in fit if r["id"] in named] or [
        r for r in fit if match["loose"] in r.get("alone", ()) and _near(view, r)
    ]
    return held[0] if len(held) == 1 else None


def _goes_on(line: Line, span: Span) -> bool:
    """Whether the name is only the first part of another ("the pandemic treaty")."""
    last = line.parse.at(span)[-1:] if line.parse else ()
    return any(
        t.dep in ("compound", "amod", "nmod", "poss") and line.parse and line.parse.head(t).i > t.i for t in last
    )


def _near(view: View, era: Entry) -> bool:
    when = view.document.date
    fact = next((f for f in view.facts.events() if f.subject == era["id"]), None)
    return bool(when and when.latest and fact and fact.end and fact.first <= when.latest <= fact.last + AFTER)


def _time(view: View, line: Line, match: re.Match[str], era: Entry, fact: Fact) -> Time:
    span, sign = Span(*match.span()), _signs(view.lexicon)[" ".join(match["sign"].casefold().split())]
    reason = f"era {era['id']}"
    if era.get("fuzzy") or fact.end is None or fact.start is None:
        return Time(span, line.index, ref=_ref(view, fact, sign), reason=reason)
    return Time(span, line.index, _interval(fact, span, sign), sign=sign, precision="range", reason=reason)


def _ref(view: View, fact: Fact, sign: str) -> str:
    """What lies after an era that ran at the document's date is to come; the era itself is then the present."""
    when = view.document.date
    going = bool(when and when.latest and fact.end and fact.first <= when.latest <= fact.last)
    return ("future" if sign == "after" else "present" if sign == "during" else "past") if going else "past"


def _interval(fact: Fact, span: Span, sign: str) -> Interval:
    assert fact.start and fact.end
    start, end = fact.start.earliest, fact.end.latest
    assert start and end
    day = timedelta(days=1)
    low = {"since": start, "after": end + day, "during": start}.get(sign)
    high = {"before": start - day, "until": end, "during": end}.get(sign)
    edtf = f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"
    basis = f"epoch {fact.value}, {fact.start.edtf}/{fact.end.edtf}{SUPPLIED}{fact.source})"
    return Interval(low, high, edtf, sign == "during", basis, span)
