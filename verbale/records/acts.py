"""Sentences → acts: a frame of the lexicon with its verb or noun, its parties in their roles, its thing and place.

Active and passive, light verbs ("paid a visit", "held talks", "took part in the summit"), nominalisations
("the signing of …", "their meeting in Geneva"), coordination with a shared subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from verbale.core.ids import slug
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Entry, vocabulary
from verbale.lines.clauses import agents, clause_span, conjuncts, np_span, objects, passive, preps, words
from verbale.records.cast import classes, in_office, met_in
from verbale.records.context import Context
from verbale.records.frames import Frames, frames, heads

Role = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """One predicate of happening in a sentence, its arguments read but not yet judged."""

    row: Entry
    verb: Token
    noun: Token | None
    span: Span
    roles: tuple[Role, ...] = ()
    thing: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    mode: str = "verb"
    spans: dict[str, Span] = field(default_factory=dict)


def acts(ctx: Context, line: Line) -> list[Act]:
    """The acts of a line, in text order; a noun that a light verb carries gives one act, not two."""
    parse = line.parse
    if parse is None:
        return []
    table = frames(ctx.lexicon, "event")
    carriers = frames(ctx.lexicon, "light-verb")
    found: list[Act] = []
    used: set[int] = set()
    for verb in parse:
        if verb.pos not in ("VERB", "AUX"):
            continue
        both = chain(_carried(ctx, line, parse, verb, carriers, table), _direct(ctx, line, parse, verb, table))
        if act := next(both, None):
            found.append(act)
            used.add(act.noun.i if act.noun else verb.i)
    for noun in parse:
        if noun.pos in ("NOUN", "PROPN") and noun.i not in used:
            found += [a for row in _of_noun(table, parse, noun) for a in _nominal(ctx, line, parse, noun, row)]
    return sorted(found, key=lambda a: (a.span.start, a.span.end))


# -- verbs ---------------------------------------------------------------------------------------------


def _direct(ctx: Context, line: Line, parse: Parse, verb: Token, table: Frames) -> Iterator[Act]:
    """The verb itself is the frame's."""
    for row in table.of_verb(parse, verb):
        turned = passive(parse, verb)
        if (row.get("passive_only") and not turned) or (row.get("active") and (turned or parse.kids(verb, "agent"))):
            continue
        subject = agents(parse, verb) if turned else ctx.subjects(line, parse, verb)
        object_ = ctx.subjects(line, parse, verb) if turned else objects(parse, verb)
        if verb.dep == "acl" and turned:
            object_ = (parse.head(verb),)
        act = _verbal(ctx, line, parse, verb, row, subject, object_)
        if act:
            yield act
            return


def _verbal(
    ctx: Context, line: Line, parse: Parse, verb: Token, row: Entry, subject: Sequence[Token], object_: Sequence[Token]
) -> Act | None:
    span = clause_span(parse, verb, verb if verb.dep == "acl" else None)
    if verb.dep == "acl" and object_:
        span = np_span(parse, object_[0]).cover(span)
    act = Act(row, verb, None, span)
    if row.get("object") and not heads(row, "object", object_, parse):
        return None
    if row.get("thing") or row["subj"] == "thing":
        held = object_ if row["subj"] != "thing" else (subject or object_)
        if row.get("intransitive") and not object_:
            held, subject = subject, ()
        on = [k for k in parse.kids(verb, "xcomp") if k.tag == "VBG"] if row.get("intransitive") else []
        if any(k.lemma not in row.get("running", ()) for k in on):  # "has started shifting": nothing opens
            return None
        thing = next((t for t in held if heads(row, "things", _measured(parse, t), parse)), None)
        if thing is None:
            return None
        act = replace(act, thing=np_span(parse, thing, full=False), spans={"object": np_span(parse, thing)})
        object_ = ()
    roles = _roles(ctx, line, subject, row["subj"]) if row["subj"] != "thing" else []
    if row["type"] == "entry-into-force" and act.thing:
        roles += [(i, "signatory") for i in ctx.states(line, act.thing)]
    if row["type"] == "signing" and row.get("thing"):
        roles += _partners(ctx, line, parse, held)
    if row.get("obj"):
        roles += _roles(ctx, line, object_, row["obj"])
    if row.get("by_whom") and not all(ctx.ids(line, (t,)) or heads(row, "by_whom", (t,), parse) for t in subject):
        return None
    if row.get("without") == "object" and (parse.kids(verb, "ccomp", "dobj", "xcomp") or object_):
        return None
    if row.get("without") == "infinitive" and any(t.tag == "VB" for t in parse.subtree(verb) if t.i > verb.i):
        return None
    if row["type"] == "meeting" and object_ and not any(ctx.actor(line, t) for t in object_) and not row.get("object"):
        return None
    if object_ and all(heads(row, "unlike_object", (t,), parse) for t in object_):
        return None
    if row.get("person_object") and not any(_person(ctx, line, t) for t in object_):
        return None
    return _with_preps(
        ctx,
        line,
        parse,
        replace(act, roles=tuple(roles)),
        (verb, *parse.kids(verb, "xcomp"), *object_, *(held if row.get("thing") else ())),
        row,
        object_,
    )


def _partners(ctx: Context, line: Line, parse: Parse, held: Sequence[Token]) -> list[Role]:
    """ "an agreement on fisheries with Peru": who stands deeper in the name of what is signed."""
    inner = [t for thing in held for prep, t in preps(parse, thing) if prep in ("on", "for")]
    found = [x for t in inner for prep, x in preps(parse, t) if prep in ("with", "between")]
    return [(i, "signatory") for x in found if (a := ctx.actor(line, x)) and a.sort in ("state", "body") for i in a.ids]


def _person(ctx: Context, line: Line, token: Token) -> bool:
    """A known person, or a name that nothing else claims."""
    actor = ctx.actor(line, token)
    things = vocabulary(ctx.lexicon, "event", "things")
    if token.pos == "NOUN" and token.lemma in classes(ctx.lexicon)["office-holder"]:
        return True  # unnamed: "the envoy of Fiji"
    if actor:
        return any(i.startswith("person:") for i in actor.ids)
    name = token.tag == "NNP" and token.text.replace("-", "").isalpha() and not token.text.isupper()
    return name and token.low not in things and not (line.parse and line.parse.kids(token, "det"))


def _measured(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The token, and what it measures: "40 tonnes of supplies"."""
    counted = any(k.tag == "CD" for k in parse.kids(token)) or token.lemma in (
        "number",
        "amount",
        "set",
        "series",
        "package",
    )
    return (token, *(t for p, t in preps(parse, token) if p == "of")) if counted else (token,)


def _roles(ctx: Context, line: Line, tokens: Sequence[Token], role: str) -> list[Role]:
    """Each party in the role; an unnamed holder of an office stands for the state that his phrase names."""
    found = (ctx.ids(line, (t,)) or in_office(ctx, line, t) for t in tokens)
    return [(i, role) for i in dict.fromkeys(i for ids in found for i in ids)]


def _carried(ctx: Context, line: Line, parse: Parse, verb: Token, carriers: Frames, table: Frames) -> Iterator[Act]:
    """A light verb with a noun of event: "pay a visit", "take part in the summit", "talks took place"."""
    for light in carriers.of_verb(parse, verb):
        near = tuple(t for p, t in preps(parse, verb) if p not in words("meanwhile"))
        nouns = objects(parse, verb) + near if light["mode"] != "occur" else ()
        if passive(parse, verb) or light["mode"] == "occur":
            nouns = ctx.subjects(line, parse, verb) + nouns
        for noun in nouns:
            for row in _of_noun(table, parse, noun) or _gathering(ctx, line, noun, light["mode"]):
                if any(k.low in row.get("unlike", ()) for k in parse.kids(noun, "amod", "compound", "nmod")):
                    continue
                if act := _light(ctx, line, parse, verb, noun, row, light["mode"]):
                    yield act
                return


def _of_noun(table: Frames, parse: Parse, noun: Token) -> list[Entry]:
    """The entry of a noun; of several, the first whose list of things holds what it is "of"."""
    rows = table.of_noun(parse, noun)
    things = tuple(t for prep, t in preps(parse, noun) if prep == "of") if len(rows) > 1 else ()
    return ([r for r in rows if heads(r, "things", things, parse)] or rows)[:1]


def _gathering(ctx: Context, line: Line, noun: Token, mode: str) -> list[Entry]:
    """The meeting frame, where somebody attends or hosts a named forum or conference."""
    actor = ctx.actor(line, noun) if mode in ("attend", "host") else None
    words = (
        actor.span.of(ctx.document.text).casefold().split() if actor and actor.sort in ("body", "institution") else []
    )
    words += [noun.low] if actor is None and mode in ("attend", "host") and noun.pos == "PROPN" else []
    meets = vocabulary(ctx.lexicon, "gathering", "heads") & set(words)
    return [r for r in ctx.lexicon.table("event") if r["id"] == "meeting"] if meets else []


def _light(ctx: Context, line: Line, parse: Parse, verb: Token, noun: Token, row: Entry, mode: str) -> Act | None:
    turned = passive(parse, verb) or mode == "occur"
    if row.get("thing") and mode == "attend" and not _of_thing(ctx, line, parse, noun):
        row = next(r for r in ctx.lexicon.table("event") if r["id"] == "occasion")  # "her inauguration": nothing opens
    subject = agents(parse, verb) if turned else ctx.subjects(line, parse, verb)
    role = str({"attend": "participant", "host": "host"}.get(mode, row["subj"]))
    if mode == "host" and row["type"] == "meeting":
        row = {**row, "preps": {**row.get("preps", {}), "for": "participant"}}
    if mode == "attend" and row["type"] != "summit" and not ctx.ids(line, subject):
        return None
    if row.get("by_whom") and not all(ctx.ids(line, (t,)) or heads(row, "by_whom", (t,), parse) for t in subject):
        return None
    act = Act(row, verb, noun, clause_span(parse, verb), tuple(_roles(ctx, line, subject, role)), mode=mode)
    held = tuple((i, "organiser") for a in [ctx.actor(line, noun)] if a and a.sort == "body" for i in a.ids)
    act = replace(act, roles=act.roles + held + tuple(_within(ctx, line, parse, noun, row)))
    if turned and not act.roles and row["type"] != "visit":
        act = replace(act, roles=tuple((i, row["subj"]) for i in ctx.states(line, np_span(parse, noun))))
    venue = next(
        (a for k in parse.kids(noun, "compound") if (a := ctx.actor(line, k)) and a.sort == "place" and a.ids), None
    )
    if venue:
        act = replace(act, place=venue.ids[0], place_span=venue.span)
    thing = next((t for prep, t in preps(parse, noun) if prep == "of" and heads(row, "things", (t,), parse)), None)
    if row.get("thing") and thing is not None:  # "the signing of the protocol took place in Bern"
        act = replace(act, thing=np_span(parse, thing), spans={"object": np_span(parse, thing)})
    return _with_preps(ctx, line, parse, act, (verb, noun), row, ())


def _of_thing(ctx: Context, line: Line, parse: Parse, noun: Token) -> bool:
    """ "the opening of the fair", not "her inauguration", "the inauguration of President Diaz"."""
    return any(p == "of" and not ((a := ctx.actor(line, t)) and a.sort == "person") for p, t in preps(parse, noun))


def _with_preps(
    ctx: Context, line: Line, parse: Parse, act: Act, tokens: Sequence[Token], row: Entry, object_: Sequence[Token]
) -> Act | None:
    """Add the parties and the place that stand behind prepositions of the verb and its nouns."""
    roles, place, where = list(act.roles), act.place, act.place_span
    wanted = row.get("preps", {})
    seen = []
    for token in dict.fromkeys(tokens):
        for prep, at in preps(parse, token):
            seen.append(prep)
            actor = ctx.actor(line, at) or _deeper(ctx, line, parse, prep, at)
            role = (
                None
                if (prep == "of" and token.pos in ("VERB", "AUX")) or (prep == "of" and act.mode == "verb")
                else wanted.get(prep)
            )
            if token in object_ and role == "visitor":
                role = None
            role = role or ("place" if prep in ("in", "at", "within") and "in" not in wanted else None)
            if role == "signatory" and prep == "with" and _looking_on(ctx, parse, token, at):
                continue
            if actor is None and role not in (None, "place"):
                roles += [(i, role) for i in ctx.acting_for(line, at) or in_office(ctx, line, at)]
            if actor is None or role is None:
                continue
            if role == "place" or (role == "host" and actor.sort == "institution"):
                several = at.dep == "conj" or parse.kids(at, "conj")  # three countries are not one place
                if place is None and actor.sort in ("place", "state", "institution") and actor.ids and not several:
                    place, where = _place_id(ctx, actor), actor.span
            elif actor.ids:
                listed = ctx.with_others(line, actor) if actor.sort == "person" else (actor,)
                lies = role == "host" and actor.sort == "place" and actor.of
                roles += [(i, role) for a in listed for i in (a.of if lies else a.ids)]
                if role == "host" and place is None:
                    place, where = actor.ids[0], actor.span
    if any(need not in seen for need in row.get("need", ())):
        return None
    if place is None and (venue := met_in(ctx, line, parse, tokens)):
        place, where = _place_id(ctx, venue), venue.span
    if row.get("obj") == "host" and object_:
        roles, place, where = _hosted(ctx, line, roles, object_, place, where)
    spans = dict(act.spans) | ({"place": where} if where else {})
    return replace(act, roles=tuple(dict.fromkeys(roles)), place=place, place_span=where, spans=spans)


def _looking_on(ctx: Context, parse: Parse, token: Token, at: Token) -> bool:
    """ "with Peru as a witness": who looks on signs nothing."""
    part = vocabulary(ctx.lexicon, "looking-on", "words")
    behind = (x for t in (token, at) for p, x in preps(parse, t) if p == "as" and x.i > at.i)
    return any(x.lemma in part for x in behind)


def _deeper(ctx: Context, line: Line, parse: Parse, prep: str, at: Token) -> Actor | None:
    """ "in the port of Callao": the place named inside the phrase."""
    if prep not in ("in", "at", "on"):
        return None
    near = [a for _, t in preps(parse, at) if (a := ctx.actor(line, t))]  # not "in the event of an attack on Estonia"
    inside = [a for a in near if a.ids and a.sort in ("place", "state")]
    return inside[0] if inside and inside[0].form != "demonym" else None


def _place_id(ctx: Context, actor: Actor) -> str:
    """A palace that stands for its state is a place where something happens in it."""
    return "place:" + slug(actor.span.of(ctx.document.text)) if actor.form == "metonym" else actor.ids[0]


def _hosted(
    ctx: Context, line: Line, roles: list[Role], object_: Sequence[Token], place: str | None, where: Span | None
) -> tuple[list[Role], str | None, Span | None]:
    """What is visited: a state is the host, a city lies in one, an institution is the place."""
    found = [a for t in object_ if (a := ctx.actor(line, t)) and a.ids]
    out = [(i, r) for i, r in roles if r != "host"] + [
        (i, r) for i, r in roles if r == "host" and not any(i in a.ids for a in found)
    ]
    for a in found:
        host = a.of if a.sort == "place" else a.ids if a.sort in ("state", "group", "person", "body") else ()
        out += [(i, "host") for i in host]
        if place is None and a.sort in ("state", "place", "institution", "group"):
            place, where = a.ids[0], a.span
    if len(found) > 1 and place in {i for a in found for i in a.ids}:  # three countries are not one place
        place, where = None, None
    return out, place, where


# -- nouns ---------------------------------------------------------------------------------------------


def _within(ctx: Context, line: Line, parse: Parse, noun: Token, row: Entry) -> Iterator[Role]:
    """Parties inside the noun's own phrase: possessors, names before it ("the SCO summit"), "of" and "between"."""
    for kid in parse.kids(noun, "poss", "nmod", "compound", "amod"):
        actor = ctx.actor(line, kid)
        if actor is None or not actor.ids or (kid.dep != "poss" and actor.sort not in ("body", "state", "group")):
            continue
        role = "organiser" if actor.sort == "body" and row["type"] == "summit" else row["subj"]
        if kid.dep != "poss" and row["type"] not in ("summit", "meeting", "signing", "other"):
            continue
        yield from ((i, role) for i in actor.ids)
    for prep, at in preps(parse, noun):
        actor = ctx.actor(line, at)
        if prep == "of" and actor and actor.sort == "body" and row["type"] in ("summit", "meeting"):
            yield from ((i, "organiser") for i in actor.ids)


def _nominal(ctx: Context, line: Line, parse: Parse, noun: Token, row: Entry) -> Iterator[Act]:
    """A noun of event that no light verb carries, where its own words say enough."""
    if not row.get("alone"):
        return
    dated = next(
        (
            k
            for k in parse.kids(noun, "acl", "relcl")
            if k.tag in ("VBN", "VBD") and k.lemma in vocabulary(ctx.lexicon, "light-verb", "verbs")
        ),
        None,
    )
    span = np_span(parse, noun).cover(clause_span(parse, dated, dated)) if dated else np_span(parse, noun)
    act = Act(row, noun, noun, span, mode="noun")
    act = replace(act, roles=tuple(_within(ctx, line, parse, noun, row)))
    if row.get("thing"):
        thing = next((t for prep, t in preps(parse, noun) if prep == "of"), None)
        named = thing is not None and heads(row, "things", (thing,), parse)
        if thing is None or not (named or _is_thing(ctx, line, thing)):
            compound = next(
                (
                    k
                    for k in parse.kids(noun, "compound")
                    if heads(row, "things", (k,), parse) or k.low.upper() == k.text
                ),
                None,
            )
            if compound is None or row["type"] != "signing":
                return
            thing = compound
            act = replace(
                act, roles=act.roles + tuple((i, row["subj"]) for i in ctx.states(line, np_span(parse, noun)))
            )
        if row["type"] in ("opening", "founding"):
            owners = [
                i
                for k in parse.kids(thing, "compound", "amod", "nmod")
                if (a := ctx.actor(line, k)) and a.sort == "state"
                for i in a.ids
            ]
            act = replace(act, roles=act.roles + tuple((i, row["subj"]) for i in owners))
        whole = tuple(t for t in conjuncts(parse, thing))
        act = replace(
            act,
            thing=np_span(parse, whole[0]).cover(np_span(parse, whole[-1])),
            spans={"object": np_span(parse, thing)},
        )
        done = _with_preps(ctx, line, parse, act, (noun, thing), row, ())
    else:
        done = _with_preps(ctx, line, parse, act, (noun, *((dated,) if dated else ())), row, ())
    if done and (done.thing or done.roles):
        yield done


def _is_thing(ctx: Context, line: Line, token: Token) -> bool:
    actor = ctx.actor(line, token)
    return actor is not None and actor.sort in ("body", "institution", "instrument") and token.tag.startswith("NNP")
