"""What a statement of an event implies without telling it, by named rules; such fields stand beside what is told.

`ordinal-implies-earlier`: "the second visit in less than two years" implies one more in that stretch (`implies`).
`told-as-past`: what has happened at an unknown time happened no later than the document (`not_after`).
`told-as-ongoing`: what "is being held" goes on at the document's date (`ongoing_at`);
`named-as-former`: "former President Lind" holds the office no more (`former`);
`office-told-of-the-past`: "In 1972 Prime Minister Lind came" says who held the office then, not now (`as_of`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import vocabulary
from verbale.lines.clauses import clause_span, past
from verbale.mentions.names.details import lapsed
from verbale.records.acts import Act
from verbale.records.context import Context
from verbale.records.figure_time import window

EARLIER = "ordinal-implies-earlier"
DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0}
TERM = timedelta(days=366)
"""An act told of a longer time ago need not be that of the holder of today."""


def earlier(ctx: Context, line: Line, act: Act, values: dict[str, Any], span: Span) -> dict[str, Any]:
    """`implies`: a stub of the earlier visits by the same visitor to the same host; none of them is told."""
    number = values["ordinal"] or 0
    parties = [a for a in values["actors"] if a["role"] in ("visitor", "host")]
    if values["type"] != "visit" or number < 2 or {a["role"] for a in parties} != {"visitor", "host"}:
        return {}
    within = window(ctx, line, act.verb)
    stub = {
        "type": "visit", "actors": parties, "count": number - 1,
        "status": "held", "time": _before(ctx, within), "derived": True, "by": f"{EARLIER}:stub", "span": span.json(),
    }  # fmt: skip
    return {"implies": [stub]}


def _before(ctx: Context, within: dict[str, str] | None) -> dict[str, Any] | None:
    """Some time before the document's date, inside the stretch that is told; None where the document has no date."""
    dated = ctx.document.date
    if dated is None or dated.latest is None:
        return None
    start = _back(dated.earliest, within["duration"]) if within and dated.earliest else None
    edtf = f"{start.isoformat() if start else '..'}/{dated.latest.isoformat()}"
    told = f" in {within['duration']}" if within else ""
    return Interval(start, dated.latest, edtf, True, f"{EARLIER}{told}, before {dated.edtf}").json()


def _back(day: date, duration: str) -> date | None:
    """So long before a day; years and months by the calendar. None where that is before the year 1."""
    found = re.fullmatch(r"P([\d.]+)([YMWD])", duration)
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    try:
        if unit == "Y" and number % 1 == 0:
            return day.replace(year=day.year - int(number), day=min(day.day, 28) if day.month == 2 else day.day)
        return day - timedelta(days=round(number * DAYS[unit]))
    except (ValueError, OverflowError):
        return None


def bounds(ctx: Context, parse: Parse, act: Act, status: str, time: Interval | None) -> dict[str, Any]:
    """`not_after` or `ongoing_at` of what is held and has no time: the document's date, in EDTF, with the rule."""
    last = ctx.document.date.latest if ctx.document.date else None
    if status != "held" or time is not None or last is None or act.mode == "noun":
        return {}
    if ongoing(parse, act.verb):
        return {"ongoing_at": {"edtf": ctx.document.date.edtf if ctx.document.date else "", "rule": "told-as-ongoing"}}
    return {"not_after": {"edtf": last.isoformat(), "rule": "told-as-past"}} if past(parse, act.verb) else {}


def tenure(ctx: Context, line: Line, a: Actor) -> dict[str, Any]:
    """`former` or `as_of` (EDTF with the rule) of an office that is not told as held now; else nothing."""
    if lapsed(a):
        return {"former": True, "former_by": "named-as-former"}
    dated, top = ctx.document.date, line.parse.top(a.span) if line.parse else None
    if line.parse is None or top is None or dated is None or dated.earliest is None:
        return {}
    verb = next((t for t in line.parse.ancestors(top) if t.pos in ("VERB", "AUX")), None)
    if verb is not None and verb.lemma == "be" and top.dep == "attr":  # "It was President Lind who came in 1986"
        verb = next(iter((*line.parse.kids(top, "relcl"), *line.parse.kids(verb, "ccomp"))), verb)
    if verb is None or not past(line.parse, verb):
        return {}
    time = ctx.time(line, clause_span(line.parse, verb), verb)
    if time is None or time.latest is None or dated.earliest - time.latest < TERM:
        return {}
    return {"as_of": {"edtf": time.edtf, "rule": "office-told-of-the-past"}}


def ongoing(parse: Parse, verb: Token) -> bool:
    """ "is being held", "is under way". "Is visiting" may be a plan, and says nothing here."""
    present = [t for t in (verb, *parse.kids(verb, "aux", "auxpass")) if t.lemma == "be" and t.tag in ("VBZ", "VBP")]
    return bool(present) and (verb.lemma == "be" or any(t.tag == "VBG" for t in parse.kids(verb, "auxpass")))


def pointed(ctx: Context, parse: Parse, act: Act) -> Token | None:
    """The subject of "This is her third visit to Fiji", where a noun of visit with its guest and host is said of what
    was spoken of; else None."""
    roles = {r for _, r in act.roles}
    head = parse.head(act.verb)
    if act.mode != "noun" or act.row["type"] != "visit" or not {"visitor", "host"} <= roles:
        return None
    if act.verb.dep != "attr" or head.lemma != "be" or parse.kids(head, "neg"):
        return None
    subject = parse.kids(head, "nsubj")
    return subject[0] if subject and subject[0].low in vocabulary(ctx.lexicon, "pointing", "words") else None
