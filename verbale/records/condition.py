"""The state of a thing that a sentence tells: a facility that operates, a line under construction, a lapsed treaty.

Building (under construction, completed) is an event, made by `building.py`; the rest are relations of the types of
RECORDS.md, made by `relation.py`: `treaty-in-force` for instruments, `mechanism` for mechanisms, `other` of the thing
and its place for one with a name of its own, else `ownership` by whom the sentence says it belongs to. Added fields:
`state` (open, under-construction, completed, suspended, ended), `thing` (the kind), `place`, `owners`, `claim` (an
adverb of praise), `reciprocal`, `doer`. A state that has ended has `until`. A plural without a number and a thing that
is neither named nor anyone's give nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from verbale.core.ids import slug
from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, vocabulary
from verbale.lines.clauses import agents, clause_span, np_span, objects, passive, preps
from verbale.records.context import Context

BUILT = ("under-construction", "completed")
PLACED = ("in", "at", "near", "on", "over", "inside", "outside")
COPULAS = ("be", "remain", "stay", "become")
TYPES = {"instrument": "treaty-in-force", "mechanism": "mechanism"}
RUNNING = {("under-construction", "mechanism"): "open"}
"""A mechanism that is "under way" runs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a sentence says of a thing. noun: its head; doer: who did it, where another than the owner is told."""

    noun: Token
    verb: Token
    state: str
    change: bool = False
    owners: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a record, for `relation.py` and `building.py` to make."""

    span: Span
    kind: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    value: str
    time: Interval | None
    since: str | None
    until: str | None
    status: str
    more: dict[str, Any]

    @property
    def built(self) -> bool:
        """Whether it tells of building, which is an event."""
        return self.more.get("state") in BUILT


@lru_cache(maxsize=4)
def _kinds(lexicon: Lexicon) -> dict[str, str]:
    """Head nouns with their kind; the first kind wins."""
    out: dict[str, str] = {}
    for row in lexicon.table("thing-kind"):
        for head in row["heads"]:
            out.setdefault(head, row["id"])
    return out


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> frozenset[str]:
    """Base forms of all verbs that may tell a state or an owner: any other verb is passed over unread."""
    lists = ("verbs", "praised", "passive", "done", "building", "stages", "starting")
    states = vocabulary(lexicon, "thing-state", *lists)
    owners = vocabulary(lexicon, "thing-owner", "own", "owned", "passive", "give")
    return frozenset(w.split(" ")[0] for w in states | owners) | frozenset(COPULAS)


def kind(lexicon: Lexicon, head: str) -> str | None:
    """The kind of thing that a noun in its base form names."""
    return _kinds(lexicon).get(head.casefold())


def standings(ctx: Context, line: Line, parse: Parse) -> Iterator[Found]:
    """States of things told in a line, one a predicate."""
    if line.kind == "heading" or not any(t.pos in ("NOUN", "PROPN") and kind(ctx.lexicon, t.lemma) for t in parse):
        return
    for token in parse:
        if token.pos in ("VERB", "AUX") and token.lemma in _verbs(ctx.lexicon):
            for told in _told(ctx, line, parse, token):
                if found := _found(ctx, line, parse, told):
                    yield found
                    break


def _told(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Standing]:
    turned = passive(parse, verb)
    helped = parse.kids(verb, "aux", "auxpass")
    if (verb.tag == "VBG" and not helped) or any(k.low == "to" for k in helped):  # "closing the deal", "to close it"
        return
    subject = ctx.subjects(line, parse, verb)
    for row in ctx.lexicon.table("thing-state"):
        change = bool(row.get("change"))
        for noun in (t for t in subject if _of_kind(ctx.lexicon, t, row)):
            if _says(parse, verb, row, turned):
                by = ctx.ids(line, agents(parse, verb)) if turned else ()
                yield Standing(noun, verb, row["id"], change, (), by, _claim(parse, verb))
        yield from _made(ctx, line, parse, verb, row, turned)
        by = () if turned else tuple(i for i in ctx.ids(line, subject) if not i.startswith("person:"))
        for noun in _staged(ctx.lexicon, parse, verb, row, subject):
            yield Standing(noun, verb, row["id"], change, (), by, _claim(parse, verb))
    yield from _owned(ctx, line, parse, verb, turned, subject)


def _of_kind(lexicon: Lexicon, noun: Token, row: Entry) -> bool:
    """Whether the noun names a thing of a kind that the entry is about."""
    what = kind(lexicon, noun.lemma)
    return what is not None and what in row.get("kinds", (what,))


def _says(parse: Parse, verb: Token, row: Entry, turned: bool) -> bool:
    """Whether the predicate itself says the state of its subject."""
    if turned:
        going = any(k.low == "being" for k in parse.kids(verb, "auxpass", "aux"))
        return verb.lemma in row.get("building" if going else "passive", ())
    if verb.lemma in COPULAS:
        after = " ".join(t.low for t in parse.tokens[verb.i + 1 : verb.i + 6])
        said = [k.low for k in parse.kids(verb, "acomp", "attr", "advmod")]
        phrases = any(f" {p} " in f" {after} " and after.split(p)[0].count(" ") < 2 for p in row.get("phrases", ()))
        return phrases or any(a in said for a in row.get("adjectives", ()))
    done = objects(parse, verb)
    if verb.dep == "xcomp":  # "began operating" is an opening
        return False
    if done and verb.lemma in row.get("starting", ()):
        return any(t.lemma in row["work"] for t in done)
    return not done and (
        verb.lemma in row.get("verbs", ()) or (verb.lemma in row.get("praised", ()) and _claim(parse, verb) is not None)
    )


def _made(ctx: Context, line: Line, parse: Parse, verb: Token, row: Entry, turned: bool) -> Iterator[Standing]:
    """ "X is building T", "X has suspended T": the subject does it, the object is the thing."""
    if turned:
        return
    going = verb.tag == "VBG" and any(k.lemma == "be" for k in parse.kids(verb, "aux"))
    words = row.get("building", ()) if going else (*row.get("done", ()), *row.get("passive", ()))
    if verb.lemma not in words:
        return
    held = ctx.ids(line, ctx.subjects(line, parse, verb))
    by = tuple(i for i in held if not i.startswith("person:") and i != "media")
    for noun in objects(parse, verb):
        if by and _of_kind(ctx.lexicon, noun, row):
            yield Standing(noun, verb, row["id"], bool(row.get("change")), (), by)


def _staged(lexicon: Lexicon, parse: Parse, verb: Token, row: Entry, subject: Sequence[Token]) -> Iterator[Token]:
    """ "The construction of T has begun", "The process of creating T is progressing": the thing under the noun."""
    if verb.lemma not in row.get("stages", ()):
        return
    work = [*subject, *objects(parse, verb)]
    for noun in (n for n in work if n.lemma in row.get("nominal", ())):
        for prep, at in preps(parse, noun):
            under = objects(parse, at) if at.pos == "VERB" else (at,)
            yield from (t for t in under if prep in ("of", "on") and kind(lexicon, t.lemma))


def _owned(
    ctx: Context, line: Line, parse: Parse, verb: Token, turned: bool, subject: Sequence[Token]
) -> Iterator[Standing]:
    """ "X owns T", "T belongs to X", "T is a joint venture of X and Y", "X handed over T to Y"."""
    for row in ctx.lexicon.table("thing-owner"):
        if verb.lemma in row["own"] and not turned:
            of = [t for n in objects(parse, verb) for t in (n, *(o for p, o in preps(parse, n) if p in ("of", "in")))]
            yield from (Standing(t, verb, "", False, ctx.ids(line, subject)) for t in of if kind(ctx.lexicon, t.lemma))
        to = tuple(i for p, t in preps(parse, verb) if p == "to" for i in ctx.ids(line, (t,)))
        things = [t for t in subject if kind(ctx.lexicon, t.lemma)]
        if verb.lemma in row["owned"] and to:
            yield from (Standing(t, verb, "", False, to) for t in things)
        if turned and verb.lemma in row["passive"] and (by := ctx.ids(line, agents(parse, verb))):
            yield from (Standing(t, verb, "", False, by) for t in things)
        shared = [k for k in parse.kids(verb, "attr") if _phrase(parse, k) in row["shared"]]
        named = [t for k in shared for p, t in preps(parse, k) if p in ("of", "between")]
        of_them = ctx.ids(line, named)
        if len(of_them) > 1:
            yield from (Standing(t, verb, "", False, of_them) for t in things)
        given = [t for t in objects(parse, verb) if kind(ctx.lexicon, t.lemma) in ("facility", "institution")]
        if to and _gives(parse, verb, row["give"]):
            yield from (Standing(t, verb, "", True, to, ctx.ids(line, subject)) for t in given)


def _phrase(parse: Parse, noun: Token) -> str:
    return " ".join(t.low for t in parse.tokens[max(0, noun.i - 1) : noun.i + 1])


def _gives(parse: Parse, verb: Token, forms: Sequence[str]) -> bool:
    part = next((k.low for k in parse.kids(verb, "prt")), "")
    return f"{verb.lemma} {part}".strip() in forms


def _claim(parse: Parse, verb: Token) -> str | None:
    """ "operates uninterruptedly": how well it is said to work."""
    return next((k.text for k in parse.kids(verb, "advmod") if k.low.endswith("ly") and k.i > verb.i), None)


def _found(ctx: Context, line: Line, parse: Parse, told: Standing) -> Found | None:
    whole = np_span(parse, told.noun)
    what = kind(ctx.lexicon, told.noun.lemma) or ""
    within = _place_tokens(parse, told.noun)
    named = tuple(i for a in ctx.inside(line, whole, "institution", "instrument") for i in a.ids)
    named = named or _own_name(ctx, parse, told.noun, within)
    parties = told.owners or _parties(ctx, line, parse, told.noun, within)
    if what in TYPES and parties:
        parties = tuple(dict.fromkeys((*told.doer, *parties)))
    plural = told.noun.tag in ("NNS", "NNPS") and not any(k.tag == "CD" for k in parse.kids(told.noun))
    if (plural and told.state in ("", "open")) or not (parties or named or told.doer) or what == "":
        return None
    if told.state == "in-force" or (what == "instrument" and told.state == "open"):
        return None  # what is in force is read by its own rule
    place = _place(ctx, line, parse, told, within)
    alone = bool(named) and not told.owners and what not in TYPES
    subject = named if alone else parties or told.doer or named
    state = RUNNING.get((told.state, what), told.state)
    type_ = TYPES.get(what) or ("ownership" if parties and not alone else "other")
    span = _short(parse, clause_span(parse, told.verb).cover(whole), told.verb)
    time = ctx.time(line, span, told.verb)
    begun = next((t for t in ctx.times.get(line.index, ()) if t.sign == "since" and t.interval), None)
    when = time.edtf if time else None
    over = told.state in ("ended", "suspended")
    more: dict[str, Any] = {"state": state} if state else {}
    more |= {"thing": what} | ({"claim": told.claim} if told.claim else {})
    more |= ({"place": place} if place else {}) | ({"owners": list(parties)} if alone and parties else {})
    more |= {"doer": list(told.doer)} if told.doer and told.doer != subject else {}
    more |= {"reciprocal": True} if _each_other(parse, span) else {}
    since = begun.interval.edtf.partition("/")[0] if begun and begun.interval else None if over else when
    status = ctx.status(line, parse, told.verb)
    value = " ".join(whole.of(ctx.document.text).split())
    ids = ((place,) if place else ()) if alone else tuple(i for i in named if i not in subject)
    return Found(span, type_, subject, ids, value, time, since, when if over else None, status, more)


def _each_other(parse: Parse, span: Span) -> bool:
    """ "on each other's territory": what is told of both holds the other way round too."""
    inside = [t.lemma for t in parse.at(span)]
    return any((a, b) == ("each", "other") for a, b in pairwise(inside))


def _short(parse: Parse, span: Span, verb: Token) -> Span:
    """The clause without a remark that hangs on its end (", which makes travel easier")."""
    which = (t for t in parse.at(span) if t.i > verb.i and t.tag == "WDT" and parse[t.i - 1].text == ",")
    return next((Span(span.start, parse[t.i - 1].start) for t in which), span)


def _place_tokens(parse: Parse, noun: Token) -> frozenset[int]:
    """Tokens of the phrases that say where a thing is ("the school in Beirut")."""
    under = [p for p in parse.kids(noun, "prep") if p.low in PLACED]
    return frozenset(t.i for p in under for t in parse.subtree(p))


def _parties(ctx: Context, line: Line, parse: Parse, noun: Token, within: frozenset[int]) -> tuple[str, ...]:
    """States, bodies and groups in the phrase that are not where it is."""
    out: list[str] = []
    for t in parse.subtree(noun):
        near = np_span(parse, noun)
        if t.i in within or not near.contains(t.span):
            continue
        actor = ctx.actor(line, t)
        if actor and actor.sort in ("state", "body", "group") and near.contains(actor.span):
            out += [i for i in actor.ids if not i.startswith("person:")]
    states = [i for i in out if ctx.is_state(i)]
    return tuple(dict.fromkeys(states if len(set(states)) > 1 else out))


def _own_name(ctx: Context, parse: Parse, noun: Token, within: frozenset[int]) -> tuple[str, ...]:
    """ "the Narva-Tartu railway": a thing that a name leads has an id of its own."""
    lead = [k for k in parse.kids(noun, "compound", "nmod", "amod") if k.tag in ("NNP", "NNPS") and k.i not in within]
    if not lead and noun.tag not in ("NNP", "NNPS"):
        return ()
    start = min(t.i for k in (*lead, noun) for t in parse.subtree(k) if t.i <= noun.i and t.pos != "DET")
    words = Span(parse[start].start, noun.end).of(ctx.document.text)
    return (f"org:{slug(words)}",) if start < noun.i else ()


def _place(ctx: Context, line: Line, parse: Parse, told: Standing, within: frozenset[int]) -> str | None:
    """Where the thing is: by its own phrase, else by the predicate's."""
    near = [t for t in parse.subtree(told.noun) if t.i and parse[t.i - 1].low in PLACED[:3]]
    own = [*(t for t in parse if t.i in within), *near]
    told_at = [t for p, o in preps(parse, told.verb) if p in PLACED for t in (o, *parse.subtree(o))]
    for t in (*own, *told_at):
        actor = ctx.actor(line, t)
        if actor and actor.ids and actor.sort in ("place", "state", "institution"):
            return actor.ids[0]
    return None
