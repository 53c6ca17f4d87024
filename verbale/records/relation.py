"""Relations: states of affairs between actors that a text asserts.

An office once per person and document, at its first full mention; partnerships, memberships, chairs, mechanisms,
instruments in force, neighbours, trade partners and participation where a predicate or a tier names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.clauses import clause_span, conjuncts, negated, np_span, objects, preps
from verbale.mentions.names.index import index
from verbale.records.belonging import belongings
from verbale.records.condition import standings
from verbale.records.context import Context
from verbale.records.frames import frames
from verbale.records.implied import tenure
from verbale.records.tiers import signed, ties
from verbale.records.topics import topics

KIND = "relation"
BY = "relation/1"


def find(ctx: Context) -> Iterator[Record]:
    """Relation records, offices first, then sentence by sentence; `hedge` where the text says "mainly" or the like."""
    yield from _offices(ctx)
    hedges = vocabulary(ctx.lexicon, "hedge", "words")
    for made in _told(ctx):
        hedge = next((w for w in made.quote.casefold().split() if w in hedges), None)
        yield replace(made, values={**made.values, "hedge": hedge}) if hedge else made


def _told(ctx: Context) -> Iterator[Record]:
    for line in ctx.lines:
        if line.kind == "furniture" or line.parse is None:
            continue
        yield from _partnerships(ctx, line, line.parse)
        yield from _mechanisms(ctx, line, line.parse)
        yield from _standing(ctx, line, line.parse)
        for token in line.parse:
            yield from _copular(ctx, line, line.parse, token)
            yield from _verbal(ctx, line, line.parse, token)
            yield from _ties(ctx, line, line.parse, token)
            yield from _in_force(ctx, line, line.parse, token)
            for b in belongings(ctx, line, line.parse, token):
                yield _make(ctx, line, b.span, b.kind, b.subject, b.bodies, b.value)


def _make(
    ctx: Context,
    line: Line,
    span: Span,
    kind: str,
    subject: Sequence[str],
    object_: Sequence[str],
    value: str | None,
    time: Interval | None = None,
    since: str | None = None,
    status: str = "held",
    supplied: tuple[str, ...] = (),
    fields: dict[str, Span] | None = None,
) -> Record:
    """A relation record; the arguments are the fields of RECORDS.md."""
    values: dict[str, Any] = {
        "type": kind,
        "subject": _distinct(subject),
        "object": _distinct(object_),
        "value": value,
        "since": since,
        "until": None,
    }
    return ctx.make(
        line,
        KIND,
        span,
        f"{BY}:{kind}",
        said_by=ctx.said_by(line, span),
        status=status,
        time=time,
        values=values,
        fields=fields or {},
        supplied=supplied,
        topics=topics(ctx, span),
    )


def _distinct(ids: Sequence[str]) -> list[str]:
    """Each id once; a body whose members are named is not named beside them."""
    kept = list(dict.fromkeys(ids))
    return [i for i in kept if f"{i}@members" not in kept]


# -- offices -------------------------------------------------------------------------------------------


def _offices(ctx: Context) -> Iterator[Record]:
    """The best mention of each person with an office: the first with the fullest name."""
    best: dict[str, tuple[int, Line, Actor]] = {}
    for line in ctx.lines:
        for a in ctx.actors.get(line.index, ()):
            if a.sort == "person" and a.title and a.title_span and len(a.ids) == 1 and a.form == "name":
                rank = int(a.name is not None and len(a.name) < 4)
                if a.ids[0] not in best or _fuller(ctx, a, rank, best[a.ids[0]]):
                    best[a.ids[0]] = (rank, line, a)
    for _, line, a in sorted(best.values(), key=lambda b: b[2].span):
        held = ctx.scene.states.get(a.ids[0])
        object_ = a.of or ((held,) if held else ())
        state = tuple(ctx.state_of(o) or o for o in object_)
        supplied = ("object",) if not a.of and held else ()
        spans = {"value": a.title_span} if a.title_span else {}
        made = _make(ctx, line, a.span, "office", a.ids, state, _plain(a.title or ""), fields=spans, supplied=supplied)
        yield _ended(ctx, line, a, replace(made, values={**made.values, **tenure(ctx, line, a)}))


def _ended(ctx: Context, line: Line, a: Actor, made: Record) -> Record:
    """An office held before ended by the document's date; one that somebody is yet to hold ("incoming") is planned."""
    ahead = _ahead(ctx.lexicon)
    if any(ahead.search(w) for w in (a.span.of(ctx.document.text), a.title or "")):
        later = {k: v for k, v in made.values.items() if k not in ("former", "former_by")}
        return replace(made, status="planned", values=later)
    day = ctx.document.date.latest if ctx.document.date else None
    ended = {"until": f"../{day.isoformat()}"} if made.values.get("former") and day else {}
    return replace(made, values={**made.values, **ended})


@lru_cache(maxsize=4)
def _ahead(lexicon: Lexicon) -> re.Pattern[str]:
    """The words of an office that is not held yet: "incoming", "-designate"."""
    rows = [r for r in lexicon.table("office-modifier") if r["holds"] == "after"]
    before, after = ("|".join(re.escape(w) for r in rows for w in r[k]) for k in ("before", "after"))
    return re.compile(rf"(?<![\w-])(?:{before})(?!\w)|(?:{after})(?!\w)")


def _fuller(ctx: Context, a: Actor, rank: int, old: tuple[int, Line, Actor]) -> bool:
    """A later mention is taken only where the first gave a part of the name."""
    words = len((a.name or a.span).of(ctx.document.text).split())
    before = len((old[2].name or old[2].span).of(ctx.document.text).split())
    return rank < old[0] or (rank == old[0] and words > before)


def _plain(title: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", title).strip(" ,")


# -- partnerships, mechanisms ----------------------------------------------------------------------------


def _partnerships(ctx: Context, line: Line, parse: Parse) -> Iterator[Record]:
    """Ranks of partnership with their parties and history (`tiers.py`)."""
    for t in ties(ctx, line, parse):
        spans = {"value": t.name}
        made = _make(ctx, line, t.whole, "partnership", t.parties, (), t.value, None, t.since, t.status, fields=spans)
        yield replace(made, values={**made.values, "until": t.until, **t.more})


def _mechanisms(ctx: Context, line: Line, parse: Parse) -> Iterator[Record]:
    """A named body of two states: "the Chile-Peru Energy Dialogue"."""
    if line.kind == "heading":
        return
    for a in ctx.actors.get(line.index, ()):
        words = a.span.of(ctx.document.text)
        if (
            a.sort != "body"
            or a.form == "acronym"
            or words.split()[-1].casefold() not in vocabulary(ctx.lexicon, "mechanism", "heads")
        ):
            continue
        states = _states_in_name(ctx, words)
        if len(states) >= 2:
            yield _make(ctx, line, a.span, "mechanism", states, (), " ".join(words.split()), fields={"value": a.span})


def _states_in_name(ctx: Context, words: str) -> tuple[str, ...]:
    hits = index(ctx.lexicon, ctx.facts).find(
        " ".join(words.split()).replace("–", "-").replace("’", "'").replace("-", " ")
    )
    return tuple(dict.fromkeys(n.key for h in hits for n in h.names if n.sort == "state"))


# -- predicates ------------------------------------------------------------------------------------------


def _copular(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    """ "X is a member of Y", "X and Y are neighbours", "X has become Y's largest trading partner"."""
    table = frames(ctx.lexicon, "relation")
    if verb.tag == "VBG" and any(k.lemma == "be" for k in parse.kids(verb, "aux")):  # "are founding members", misparsed
        nouns = [
            n for n in parse.kids(verb, "dobj") if any(lead == verb.low for lead, _ in table.nouns.get(n.lemma, ()))
        ]
    else:
        nouns = list(parse.kids(verb, "attr", "oprd")) if verb.lemma in ("be", "become", "remain") else []
        nouns = [c for n in nouns for c in conjuncts(parse, n)]
    told: set[str] = set()
    for noun in nouns:
        for row in table.of_noun(parse, noun):
            subject = tuple(i for i in ctx.ids(line, ctx.subjects(line, parse, verb)) if i != "media")
            if not subject:
                continue
            others = tuple(i for i in _others(ctx, line, parse, noun) if i not in subject)
            if row["type"] == "treaty-in-force" or (others and all(i.startswith("person:") for i in others)):
                continue  # "it is a convention" says nothing of its force
            if row.get("symmetric"):
                subject = tuple(i for i in (*subject, *others) if not i.startswith("person:"))
                others = ()
                if len(subject) < 2:
                    continue
            if row["type"] in told or (row["type"] in ("membership", "founding-membership", "chair") and not others):
                continue
            told.add(row["type"])
            value = " ".join(np_span(parse, noun).of(ctx.document.text).split())
            span, status = clause_span(parse, verb), ctx.status(line, parse, verb)
            time, begun = ctx.time(line, span, verb), _start(ctx, line, span)
            made = _make(ctx, line, span, row["type"], subject, others, value, time, begun, status)
            yield replace(made, values={**made.values, "until": _end(ctx, line, span)})
            break


def _end(ctx: Context, line: Line, span: Span) -> str | None:
    """ "until 1991": when a state of affairs ended."""
    ended = [t for t in ctx.times.get(line.index, ()) if t.sign == "until" and t.interval and span.contains(t.span)]
    return ended[0].interval.edtf.rpartition("/")[2] if ended and ended[0].interval else None


def _start(ctx: Context, line: Line, span: Span) -> str | None:
    """ "since 2009": when a state of affairs began."""
    begun = [t for t in ctx.times.get(line.index, ()) if t.sign == "since" and t.interval and span.contains(t.span)]
    return begun[0].interval.edtf.partition("/")[0] if begun and begun[0].interval else None


def _others(ctx: Context, line: Line, parse: Parse, noun: Token) -> Iterator[str]:
    for kid in parse.kids(noun, "poss", "compound", "nmod", "amod"):
        if a := ctx.actor(line, kid):
            yield from a.ids
    for prep, at in preps(parse, noun):
        if prep in ("of", "to", "for", "with", "in") and (a := ctx.actor(line, at)) and a.sort != "place":
            yield from a.ids


def _verbal(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    """ "X borders Y", "X cooperates within the UN", "the delegation included …", "X chairs Y"."""
    if verb.pos != "VERB":
        return
    for row in frames(ctx.lexicon, "relation").of_verb(parse, verb):
        held = ctx.subjects(line, parse, verb)
        span, status = clause_span(parse, verb), ctx.status(line, parse, verb)
        if row.get("subjects"):
            yield from _delegation(ctx, line, parse, verb, held, row["subjects"], span, status)
            return
        subject = tuple(i for i in ctx.ids(line, held) if i != "media")
        if verb.dep == "pcomp" and set(ctx.states(line, Span(line.span.start, verb.start))) - set(subject):
            continue  # "praised the role of Peru in presiding over …"
        tokens = [*objects(parse, verb), *(t for p, t in preps(parse, verb))]
        if row.get("symmetric"):  # "share a border with Laos"
            tokens += [t for o in objects(parse, verb) for p, t in preps(parse, o) if p == "with"]
        found = [a for t in tokens if (a := ctx.actor(line, t)) and a.ids]
        bodies = tuple(
            i for a in found for i in a.ids if a.sort == "body" or (row.get("symmetric") and a.sort == "state")
        )
        if not subject or not (bodies or (row.get("symmetric") and len(subject) > 1)):
            continue
        if row.get("symmetric"):
            yield _make(ctx, line, span, row["type"], (*subject, *bodies), (), None, status=status)
        else:
            yield _make(ctx, line, span, row["type"], subject, bodies, None, ctx.time(line, span), status=status)
        return


def _delegation(
    ctx: Context,
    line: Line,
    parse: Parse,
    verb: Token,
    held: Sequence[Token],
    nouns: Sequence[str],
    span: Span,
    status: str,
) -> Iterator[Record]:
    """ "The Chilean delegation included …": the persons take part for the state."""
    if not any(t.lemma in nouns or t.low in nouns for t in held):
        return
    rest = Span(verb.end, line.span.end)
    people = tuple(i for a in ctx.inside(line, rest, "person") for i in a.ids)
    states = ctx.states(line, Span(line.span.start, verb.start)) or tuple(
        dict.fromkeys(s for p in people[:1] if (s := ctx.state_of(p)))
    )
    if people:
        yield _make(
            ctx,
            line,
            Span(span.start, max(span.end, verb.end)),
            "participation",
            people,
            states,
            "delegation",
            status=status,
        )


def _ties(ctx: Context, line: Line, parse: Parse, noun: Token) -> Iterator[Record]:
    """ "the establishment of diplomatic relations", "its presidency of the SCO", "the presidency passed to X"."""
    if noun.pos not in ("NOUN", "PROPN"):
        return
    for row in frames(ctx.lexicon, "relation").of_noun(parse, noun):
        if row["type"] == "diplomatic-relations":
            named = ctx.states(line, np_span(parse, noun)) or ctx.states(line, line.span)
            parties = tuple(p for p in named if ctx.is_state(p))
            parties = parties if len(parties) >= 2 else _pair(ctx)
            if len(parties) >= 2:
                head, whole = parse.head(noun), _since(ctx, line, parse, noun)
                status = "denied" if head.pos in ("VERB", "AUX") and negated(parse, head) else "held"
                begun = _start(ctx, line, clause_span(parse, head)) if head.pos == "VERB" else None
                yield _make(ctx, line, whole, row["type"], parties, (), "diplomatic relations", None, begun, status)
                return
        if row["type"] == "chair":
            yield from _chair(ctx, line, parse, noun)
            return


def _pair(ctx: Context) -> tuple[str, ...]:
    states = tuple(p for p in ctx.scene.parties if ctx.is_state(p))
    return states if len(states) == 2 else ()


def _since(ctx: Context, line: Line, parse: Parse, noun: Token) -> Span:
    """The phrase with "In the 32 years since", where that leads it."""
    head = parse.head(noun)
    top = parse.head(head) if head.dep == "prep" else head
    span = np_span(parse, top if top.pos == "NOUN" else noun)
    lead = [q for q in ctx.quantities.get(line.index, ()) if q.unit == "year" and 0 <= span.start - q.span.end <= 12]
    return span.cover(lead[-1].span) if lead else span


def _chair(ctx: Context, line: Line, parse: Parse, noun: Token) -> Iterator[Record]:
    body = [i for i in _others(ctx, line, parse, noun) if not i.startswith("person:") and not ctx.is_state(i)]
    if not body:
        return
    head = parse.head(noun)
    if head.lemma in ("pass", "transfer", "go") and noun.dep in ("nsubj", "nsubjpass"):
        holders = [i for p, t in preps(parse, head) if p == "to" and (a := ctx.actor(line, t)) for i in a.ids]
        span = clause_span(parse, head)
        time = ctx.time(line, span)
        since = f"{time.edtf}" if time else None
        if holders:
            opened = Interval(time.earliest, None, f"{time.edtf}/..", False, time.basis, time.span) if time else None
            yield _make(ctx, line, span, "chair", holders, body[:1], noun.text, opened, since)
    elif head.lemma in ("hold", "assume", "exercise", "have", "take") and noun.dep == "dobj":
        span = clause_span(parse, head)
        holders = [i for i in ctx.ids(line, ctx.subjects(line, parse, head)) if i != "media"]
        if holders:
            yield _make(
                ctx,
                line,
                span,
                "chair",
                holders,
                body[:1],
                noun.text,
                ctx.time(line, span),
                status=ctx.status(line, parse, head),
            )
    elif owners := [i for k in parse.kids(noun, "poss") if (a := ctx.actor(line, k)) for i in a.ids if i != body[0]]:
        if noun.text[:1].isupper() and body[0].startswith("org:"):
            return  # "Peru's Chair of the Water Commission": a person's office
        yield _make(ctx, line, np_span(parse, noun), "chair", owners, body[:1], noun.text)


def _in_force(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    """ "The agreement … is in force": an instrument that holds between its parties."""
    if verb.lemma not in ("be", "remain") or not any(
        p == "in" and t.low in ("force", "effect") for p, t in preps(parse, verb)
    ):
        return
    row = next((r for r in ctx.lexicon.table("relation") if r["type"] == "treaty-in-force"), None)
    for noun in ctx.subjects(line, parse, verb):
        if row and noun.lemma in row["nouns"]:
            parties = ctx.states(line, np_span(parse, noun)) or _pair(ctx)
            value = " ".join(np_span(parse, noun).of(ctx.document.text).split())
            span = clause_span(parse, verb)
            since, status = _start(ctx, line, span), ctx.status(line, parse, verb)
            made = _make(ctx, line, span, "treaty-in-force", parties, (), value, None, since, status)
            yield replace(made, values=dict(made.values) | signed(ctx, line, parse))


def _standing(ctx: Context, line: Line, parse: Parse) -> Iterator[Record]:
    """The state of a facility, an institution, a programme or an instrument (`condition.py`)."""
    for f in (f for f in standings(ctx, line, parse) if not f.built):
        made = _make(ctx, line, f.span, f.kind, f.subject, f.object, f.value, f.time, f.since, f.status)
        yield replace(made, values={**made.values, "until": f.until, **f.more})
