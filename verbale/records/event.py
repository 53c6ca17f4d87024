"""Events: what happens at a time, from the frames of the lexicon (tables `event`, `light-verb`).

Types, roles and codes are those of RECORDS.md, PLOVER and CAMEO; the frames give them, this file the judgement:
which acts say enough, in what status, when, and which parties are bound to a trip told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse
from verbale.core.mention import Quantity
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.clauses import future, np_span, passive, past, words
from verbale.records.acts import Act, Role, acts
from verbale.records.assertion import bygone, nominal
from verbale.records.cast import dyads as dyads
from verbale.records.codes import able, coded, governor
from verbale.records.coding import between, code
from verbale.records.conduct import deeds
from verbale.records.context import Context
from verbale.records.deed import ahead, done_already, over, told_deed, wanted
from verbale.records.happening import NUMBERED, Signs, tied
from verbale.records.implied import bounds, earlier, pointed
from verbale.records.occasions import each, noun_time, occasions
from verbale.records.topics import topics
from verbale.records.unreal import own_time, unreal
from verbale.records.visit_rank import ranked

KIND = "event"
BY = "event/1"
STATED = ("aid", "founding", "issue", "sanction", "opening", "entry-into-force", "signing", "proposal")
INSIDE = ("visit", "meeting", "signing", "other", "call")  # what happens on a trip
CARRIED = "during the visit"
UNDONE = ("refusal", "threat", "request", "claim", "leave", "hope")
"""What governs a deed that is told by the governing word alone: "threatened to attack", "accused of attacking"."""


@dataclass
class _Trip:
    """The last dated visit told: what follows "during this visit" happens in it."""

    visitor: str | None = None
    host: str | None = None
    time: Interval | None = None
    turn: int = -1
    last: tuple[tuple[str, ...], str] | None = None  # of the visit told last, dated or not: visitors, status


def find(ctx: Context) -> Iterator[Record]:
    """Event records in text order; a heading's only where nothing else states it."""
    found = list(_all(ctx))
    told = [r for heading, r in found if not heading]
    kept = []
    for heading, made in found:
        if not heading or not any(_same(made, other) for other in told):
            told += [made] if heading else []
            kept.append(made)
    yield from tied(ctx.document.text, kept, _signs(ctx.lexicon))


@lru_cache(maxsize=4)
def _signs(lexicon: Lexicon) -> Signs:
    """What ties statements of one happening, from the lexicon."""
    heads = vocabulary(lexicon, "leaders-organ", "words")
    organs = {
        r["id"]
        for r in lexicon.table("body")
        if r.get("class") == "organ"
        for n in r["names"]
        if any(w in n for w in heads)
    }
    namely = "|".join(re.escape(w) for r in lexicon.table("occasion") if r["id"] == "namely" for w in r["words"])
    return Signs(frozenset(organs), CARRIED, re.compile(rf"\s*[,;]?\s*(?:{namely})\s*,?\s*", re.IGNORECASE))


def _same(a: Record, b: Record) -> bool:
    """Two statements of one happening, by type and a shared party."""
    mine, other = ({x["id"] for x in r.values["actors"]} for r in (a, b))
    return a.values["type"] == b.values["type"] and bool(mine & other or not mine)


def _all(ctx: Context) -> Iterator[tuple[bool, Record]]:
    trip = _Trip()
    for line in ctx.lines:
        if line.parse is None or line.kind == "furniture":
            continue
        used = set()
        for act in acts(ctx, line):
            if act.mode != "noun" and (able(line.parse, act.verb) or _undone(ctx, line.parse, act)):
                continue
            if unreal(ctx, line, line.parse, act):
                used.add(act.verb.i)
                continue
            for made in _events(ctx, line, line.parse, act, trip):
                used.add(act.verb.i)
                yield line.kind == "heading", made
                _follow(act, made, trip, line)
        for deed in deeds(ctx, line):
            if deed.verb.i not in used and (told := told_deed(ctx, line, line.parse, deed)):
                yield line.kind == "heading", told


def _undone(ctx: Context, parse: Parse, act: Act) -> bool:
    """Whether the word that governs an act tells it alone."""
    return governor(ctx.lexicon, parse, act.verb) in UNDONE


def _events(ctx: Context, line: Line, parse: Parse, act: Act, trip: _Trip) -> Iterator[Record]:
    """The event of an act; several where its verb has several times."""
    act = _led(ctx, _invited(ctx, line, parse, _placed(ctx, line, _phoned(ctx, act))))
    if act.mode == "noun":
        time, span = noun_time(ctx, line, act.verb, act.span)
        act = replace(act, span=span)
    else:
        time = own_time(ctx, line, parse, act, ctx.time(line, act.span, act.verb))
    if not _enough(ctx, line, parse, act, time):
        return
    time, supplied = (time, False) if time else (_carried_time(act, trip, line), True)
    status = ctx.status(line, parse, act.verb) if act.mode != "noun" else _noun_status(ctx, line, parse, act)
    if status == "conditional" and act.mode != "noun" and done_already(parse, act.verb):
        status = "held"
    bare = act.verb.dep == "acl" or not past(parse, act.verb)
    if status == "held" and bare and (ahead(ctx, time) or _intended(ctx, parse, act)):
        status = "planned"
    if status == "planned" and act.mode != "noun" and over(ctx, time) and bygone(parse, act.verb):
        return
    span = act.span if act.mode == "noun" else _with_lead(ctx, line, act, time)
    said = pointed(ctx, parse, act)
    if said:
        status, span = _told(trip, parse, act), Span(said.start, span.end)
    values = _values(ctx, line, act, status) | ranked(ctx.lexicon, ctx.document.text, act)
    values |= earlier(ctx, line, act, values, span) | bounds(ctx, parse, act, status, time)
    parts = {
        "said_by": ctx.said_by(line, act.span),
        "status": status,
        "time": time,
        "values": values,
        "fields": dict(act.spans) | ({"time": time.span} if time and time.span and not supplied else {}),
        "supplied": ctx.supplied(line, (i for i, _ in act.roles), "actors"),
        "topics": topics(ctx, span),
    }
    rule = f"{BY}:{act.row['id']}" + (NUMBERED if said else "")
    row = occasions(ctx, line, act.verb, time) if status != "denied" else ()
    for where, held in each(row, span, parts) if row else ((span, parts),):
        yield ctx.make(line, KIND, where, rule, **held)


def _told(trip: _Trip, parse: Parse, act: Act) -> str:
    """The status of "This is his third visit": that of the visit told last, of the same visitor; else by its tense."""
    if trip.last and set(trip.last[0]) & {i for i, r in act.roles if r == "visitor"}:
        return trip.last[1]
    return "planned" if future(parse, parse.head(act.verb)) else "held"


def _intended(ctx: Context, parse: Parse, act: Act) -> bool:
    """ "are resolved to open an office": what is undertaken lies ahead."""
    return act.mode != "noun" and act.verb.tag == "VB" and governor(ctx.lexicon, parse, act.verb) == "intent"


def _gerund(act: Act) -> bool:
    """A participle inside another clause ("including providing …") says of no act that it was done."""
    return act.verb.tag == "VBG" and act.verb.dep in ("pcomp", "advcl", "acl", "conj", "prep")


def _phoned(ctx: Context, act: Act) -> Act:
    """ "spoke with" in a text about a call is the call."""
    other = act.row.get("by_phone")
    title = (ctx.document.title or "").casefold().split()
    return replace(act, row={**act.row, "type": other}) if other and other in title else act


def _led(ctx: Context, act: Act) -> Act:
    """A meeting of a body's organ of heads of state or government is its summit."""
    here = act.row["type"] == "meeting" and any(i in _signs(ctx.lexicon).leaders for i, _ in act.roles)
    held = here and any(r == "organiser" for _, r in act.roles)
    return replace(act, row={**act.row, "type": "summit"}) if held else act


def _enough(ctx: Context, line: Line, parse: Parse, act: Act, time: Interval | None) -> bool:
    """Whether the act says who: a party in its frame's own role, or a thing that happens to be opened or in force."""
    people = [i for i, _ in act.roles]
    kind = act.row["type"]
    if act.mode != "noun" and wanted(parse, act.verb):
        return False
    if kind in STATED and act.mode != "noun" and _gerund(act):
        return False
    turned = (passive(parse, act.verb) or act.mode == "occur") and kind in ("founding", "opening", "signing", "issue")
    if kind in ("entry-into-force", "handover") or (act.thing and (act.row.get("intransitive") or turned)):
        return True
    if line.kind == "heading" and act.mode == "noun":
        return len(people) > 1 and kind in ("meeting", "call", "visit", "summit")
    if act.mode == "noun":
        return (
            bool(time)
            or pointed(ctx, parse, act) is not None
            or _coming(parse, act)
            or (act.thing is not None and kind in ("signing", "founding", "opening"))
        )
    if kind == "summit":
        return bool(people)
    if kind in ("meeting", "call"):
        return len(people) >= 2 or (bool(people) and act.mode != "verb")
    if kind == "visit" and act.row["id"] == "visit":
        return any(r in ("visitor", "participant") for _, r in act.roles) and (
            act.place is not None or act.mode != "verb" or len(people) > 1 or _concrete(act)
        )
    return bool(people) or (kind == "attack" and (time is not None or act.place is not None))


def _concrete(act: Act) -> bool:
    """The object of "visit" is at least a named thing."""
    return act.place_span is not None or any(r == "visitor" for _, r in act.roles)


def _placed(ctx: Context, line: Line, act: Act) -> Act:
    """ "Astana will host the summit": a capital that hosts stands for its state; the place is the capital."""
    roles: list[Role] = []
    for i, role in act.roles:
        if role in ("host", "participant", "organiser", "initiator", "signatory") and i.startswith("place:"):
            held = [a for a in ctx.actors.get(line.index, ()) if a.ids == (i,) and a.of]
            if held:
                roles += [(held[0].of[0], role)]
                act = replace(act, place=act.place or i)
                continue
        if i != "media":
            roles.append((ctx.parent(i) if role == "organiser" else i, role))
    doers = {i for i, role in roles if role == "initiator"}  # nobody is his own target: "its forces" were another's
    home = {ctx.state_of(i) for i, role in roles if role == "host"} - {None}  # nor anybody's guest at home
    bodies = {i for i, role in roles if role == "organiser"}  # a body does not take part in its own meeting
    twice = {("target", i) for i in doers} | {("visitor", str(i)) for i in home} | {("participant", i) for i in bodies}
    kept = (r for r in roles if (r[1], r[0]) not in twice)
    return replace(act, roles=tuple(dict.fromkeys(kept)))


def _invited(ctx: Context, line: Line, parse: Parse, act: Act) -> Act:
    """ "At the invitation of …": the inviter."""
    if act.row["type"] != "visit":
        return act
    for token in parse:
        if token.lemma == "invitation":
            near = np_span(parse, token)
            found = list(ctx.inside(line, Span(near.start, max(near.end, near.start + 1)), "person", "state"))
            people = [a for a in found if a.sort == "person"] or found
            return replace(
                act,
                roles=act.roles
                + tuple((i, "inviter") for a in people[:1] for i in a.ids if (i, "visitor") not in act.roles),
            )
    return act


def _own_time(ctx: Context, line: Line, span: Span) -> Interval | None:
    inside = [t for t in ctx.times.get(line.index, ()) if t.interval and span.contains(t.span)]
    return inside[0].interval.at(inside[0].span) if inside and inside[0].interval else None


def _carried_time(act: Act, trip: _Trip, line: Line) -> Interval | None:
    """A trip's meetings take the trip's interval; nothing else is dated from another sentence."""
    if trip.time is None or act.row["type"] not in INSIDE or trip.turn != line.turn or act.mode == "noun":
        return None
    people = {i for i, _ in act.roles}
    if trip.visitor not in people:
        return None
    return Interval(trip.time.earliest, trip.time.latest, trip.time.edtf, True, f"{CARRIED} ({trip.time.basis})", None)


def _follow(act: Act, made: Record, trip: _Trip, line: Line) -> None:
    if made.values["type"] == "visit" and made.status in ("held", "planned"):
        trip.last = tuple(a["id"] for a in made.values["actors"] if a["role"] == "visitor"), made.status
    if act.mode == "noun" or act.row["type"] != "visit" or made.time is None or made.time.span is None:
        return
    visitors = [a["id"] for a in made.values["actors"] if a["role"] == "visitor"]
    if visitors:
        trip.visitor, trip.time, trip.turn = visitors[0], made.time, line.turn


def _coming(parse: Parse, act: Act) -> bool:
    """ "The upcoming ASEAN summit": a body's summit, or a visit with its guest and host, that is said to lie ahead."""
    roles = {r for _, r in act.roles}
    named = "organiser" in roles if act.row["type"] == "summit" else {"visitor", "host"} <= roles
    return named and act.row["type"] in ("summit", "visit") and _said_ahead(parse, act)


def _said_ahead(parse: Parse, act: Act) -> bool:
    subject = act.verb.dep in ("nsubj", "nsubjpass") and future(parse, parse.head(act.verb))
    return subject or any(k.low in words("upcoming") for k in parse.kids(act.verb, "amod"))


def _noun_status(ctx: Context, line: Line, parse: Parse, act: Act) -> str:
    """A noun's status: as the words over it leave it open or deny it; "upcoming" and a time ahead are planned."""
    over = nominal(ctx.document.text, line, parse, act.verb, ctx.lexicon)
    if over is None and (_said_ahead(parse, act) or ahead(ctx, _own_time(ctx, line, act.span))):
        return "planned"
    told = next((t for t in parse.ancestors(act.verb) if t.pos in ("VERB", "AUX")), None)
    if over is None and act.thing and told and future(parse, told) and not _own_time(ctx, line, act.span):
        return "planned"
    return over or "held"


def _with_lead(ctx: Context, line: Line, act: Act, time: Interval | None) -> Span:
    """The clause with its leading date or "At the invitation of …", where that stands just before it."""
    start = act.span.start
    between = ctx.document.text[time.span.end : start].strip() if time and time.span and time.span.end <= start else "-"
    if time and time.span and line.span.contains(time.span) and between in ("", ","):
        lead = ctx.document.text[max(line.span.start, time.span.start - 12) : time.span.start].split()
        word = len(lead[-1]) + 1 if lead and lead[-1].isalpha() and len(lead[-1]) < 9 else 0
        return Span(time.span.start - word, act.span.end)
    return act.span


def _values(ctx: Context, line: Line, act: Act, status: str) -> dict[str, Any]:
    kind = act.row["type"]
    count = _count(ctx, line, act)
    return {
        "type": kind,
        "actors": [{"id": i, "role": r} for i, r in act.roles],
        "object": _object(ctx, line, act),
        "place": act.place,
        "series": _series(act) if kind == "summit" else None,
        "ordinal": _ordinal(ctx, line, act),
        "count": count,
        "codes": coded(ctx.lexicon, *code(ctx, line, act), status),
        "dyads": between(ctx, line, line.parse, act) if line.parse else dyads(ctx, act.roles),
    }


def _object(ctx: Context, line: Line, act: Act) -> str | None:
    """The thing in words, without the place where it happened at its end ("a treaty in Lima")."""
    if act.thing is None:
        return None
    words = " ".join(act.thing.of(ctx.document.text).split())
    if act.place_span and act.place_span.end == act.thing.end and act.place_span.start > act.thing.start:
        before = " ".join(ctx.document.text[act.thing.start : act.place_span.start].split()).split(" ")
        before = before[:-1] if before[-1] == "the" else before
        places = [p for p, role in act.row.get("preps", {}).items() if role == "place"]
        words = " ".join(before[:-1]) if before[-1] in places else words
    return _undated(ctx, line, act.thing, words) or None


def _undated(ctx: Context, line: Line, thing: Span, words: str) -> str:
    """A thing's words without the time at their end ("an accord in May 2019")."""
    inside = (t for t in ctx.times.get(line.index, ()) if t.span.end == thing.end and t.span.start > thing.start)
    at = next(inside, None)
    if at is None or not words.endswith(" ".join(at.span.of(ctx.document.text).split())):
        return words
    kept = words[: -len(" ".join(at.span.of(ctx.document.text).split()))].split()
    loose = next(r["words"] for r in ctx.lexicon.table("occasion") if r["id"] == "on")
    return " ".join(kept[:-1]) if kept and kept[-1] in loose else " ".join(kept)


def _series(act: Act) -> str | None:
    body = next((i for i, r in act.roles if r == "organiser"), None)
    return None if body is None else body if "summit" in body else f"{body}-summit"


def _numbers(ctx: Context, line: Line, act: Act, sort: str) -> list[Quantity]:
    return [q for q in ctx.quantities.get(line.index, ()) if q.sort == sort and act.span.contains(q.span)]


def _ordinal(ctx: Context, line: Line, act: Act) -> int | None:
    units = {act.row["type"], "meeting", "round", "session", "time", "visit"}
    found = [
        q
        for q in _numbers(ctx, line, act, "ordinal")
        if q.value and (q.unit or "").split()[-1:] and (q.unit or "").split()[-1] in units
    ]
    return int(found[0].value) if found and found[0].value else None


def _count(ctx: Context, line: Line, act: Act) -> int | None:
    found = [q for q in _numbers(ctx, line, act, "count") if q.value and (q.unit == "time" or _counts(act, q))]
    return int(found[0].value) if found and found[0].value else None


def _counts(act: Act, q: Quantity) -> bool:
    """Whether a number counts the act's thing itself: it leads its phrase."""
    return bool(q.unit) and act.thing is not None and 0 <= q.span.start - act.thing.start <= 4
