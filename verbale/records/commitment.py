"""Undertakings: public, future-oriented, by a holder who binds himself (RECORDS.md, commitment).

One holder, one modal, one addressee make one commitment, however many measures it lists. Hopes, purposes,
expected effects, scheduled events, requests and ceilings are none (lexicon tables `undertaking`, `no-undertaking`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, vocabulary
from verbale.lines.clauses import FINITE, clause_span, conjuncts, modal, np_span, objects, passive, preps, words
from verbale.records.addressee import addressees
from verbale.records.conduct import undertaken
from verbale.records.context import Context, asked
from verbale.records.event import dyads
from verbale.records.foretold import assured, ceremony, embedded, later, no_act, thing, wished
from verbale.records.frames import frames
from verbale.records.grading import Undertaking, bound, graded, standing
from verbale.records.reach import before_condition, before_purpose, further, measures_of, parts_of, reached
from verbale.records.stance import HOLDERS, asserts
from verbale.records.topics import topics

KIND = "commitment"
BY = "commitment/1"
DUE = ("by", "before", "until", "within")


def find(ctx: Context) -> Iterator[Record]:
    """Commitment records in text order."""
    for line in ctx.lines:
        if line.parse is None or line.kind in ("furniture", "heading"):
            continue
        before: list[Record] = []
        for token in line.parse:
            made = None
            if token.pos in ("VERB", "AUX") and not assured(line.parse, token, before):
                made = (
                    _modal(ctx, line, line.parse, token)
                    or _verb(ctx, line, line.parse, token)
                    or _adjective(ctx, line, line.parse, token)
                )
            elif token.pos == "NOUN":
                made = _noun(ctx, line, line.parse, token)
            if made and not any(_within(made, b) for b in before):
                before.append(made)
                yield made


def _within(made: Record, before: Record) -> bool:
    """ "will honour our commitment to": the noun tells of the same undertaking."""
    same = made.values["holder"] == before.values["holder"]
    return same and before.fields["action"].contains(made.span)


@lru_cache(maxsize=4)
def _tables(lexicon: Lexicon) -> tuple[dict[str, Entry], dict[str, Entry], frozenset[str], frozenset[str]]:
    rows = lexicon.table("undertaking")
    modals = {m: r for r in rows for m in r.get("modals", ())}
    adjectives = {a: r for r in rows for a in r.get("be", ())}
    none = vocabulary(lexicon, "no-undertaking", "verbs")
    weak = vocabulary(lexicon, "undertaking", "weak")
    return modals, adjectives, none, weak


def _modal(ctx: Context, line: Line, parse: Parse, verb: Token) -> Record | None:
    """ "will reduce", "shall notify": an actor's own act; a coordinated verb belongs to the first one's record."""
    modals, adjectives, none, _ = _tables(ctx.lexicon)
    found = modal(parse, verb)
    if (
        found not in modals
        or later(parse, verb, none)
        or wished(ctx, parse, verb)
        or asked(ctx.document.text, line, parse, verb)
        or embedded(ctx, parse, verb)
        or thing(ctx, line, parse, verb)
    ):
        return None
    if verb.lemma == "continue" and (inner := parse.kids(verb, "xcomp")) and inner[0].lemma in none:
        return None
    if verb.lemma == "be" and any(k.low in adjectives for k in parse.kids(verb, "acomp")):
        return None
    if no_act(ctx, parse, verb, found) or any(
        no_act(ctx, parse, k, found) for k in parse.kids(verb, "xcomp") if verb.lemma == "be"
    ):
        return None
    held = ctx.subjects(line, parse, verb)
    if (
        verb.lemma in vocabulary(ctx.lexicon, "no-undertaking", "soft")
        and held
        and all(t.low in ("it", "this", "that", "they") for t in held)
    ):
        return None  # "it will help …": what "it" is may be a treaty or a visit, and this its effect
    if frames(ctx.lexicon, "undertaking").of_verb(parse, verb) or ceremony(ctx, parse, verb):
        return None
    if passive(parse, verb):
        return _passive(ctx, line, parse, verb, modals[found])
    return _record(
        ctx, line, parse, verb, modals[found], ctx.subjects(line, parse, verb), verb, clause_span(parse, verb)
    )


def _passive(ctx: Context, line: Line, parse: Parse, verb: Token, row: Entry) -> Record | None:
    """ "the loans will be repaid": in a party's own statement that party undertakes it."""
    issuers = ctx.scene.issuers if line.role == "text" and ctx.turns[line.turn].label is None else ()
    own = issuers if len(issuers) > 1 or ctx.scene.bodies else ()
    if not own or parse.kids(verb, "agent") or verb.dep in ("relcl", "advcl", "acl"):
        return None
    return _built(ctx, line, parse, row, own, (), verb, clause_span(parse, verb), verb)


def _verb(ctx: Context, line: Line, parse: Parse, verb: Token) -> Record | None:
    """ "agreed to establish", "committed to adopting", "intend to open"."""
    _, _, _, weak = _tables(ctx.lexicon)
    rows = frames(ctx.lexicon, "undertaking").of_verb(parse, verb)
    turned = passive(parse, verb) and verb.lemma not in ("commit", "dedicate", "determine", "resolve")
    if (
        not rows
        or turned
        or asked(ctx.document.text, line, parse, verb)
        or not (
            asserts(parse, verb)
            or modal(parse, verb) in ("will", "shall")
            or _bound_now(parse, verb)
            or _present(parse, verb)
        )
    ):
        return None
    action = None if embedded(ctx, parse, verb) else _action(parse, verb)
    if action is None or (verb.lemma in weak and not any(t.lemma == "we" for t in ctx.subjects(line, parse, verb))):
        return None
    return _record(ctx, line, parse, verb, rows[0], ctx.subjects(line, parse, verb), action, clause_span(parse, verb))


def _bound_now(parse: Parse, verb: Token) -> bool:
    """ "is committed to", where the parser reads a passive."""
    return verb.tag == "VBN" and any(k.tag in FINITE for k in parse.kids(verb, "auxpass"))


def _present(parse: Parse, verb: Token) -> bool:
    """ "We welcome the fund and resolve to work": a plural present has the form of the bare verb."""
    head = parse.head(verb)
    partner = verb.dep == "conj" and verb.tag == "VB" and head.tag == "VBP" and not parse.kids(verb, "aux")
    within = head
    while partner and within.dep == "conj" and within.tag == "VBP":
        within = parse.head(within)
    return partner and within.tag == "VBP" and all(t.tag != "TO" for t in parse.tokens[head.i : verb.i])


def _action(parse: Parse, word: Token) -> Token | None:
    """What is undertaken: the infinitive, the gerund or noun after "to", or the object of a pledge."""
    held = [k for k in parse.kids(word, "xcomp", "acl", "advcl") if k.tag == "VB" and k.i > word.i]
    onto = [at for prep, at in preps(parse, word) if prep in ("to", "towards", "toward", "on") and at.i > word.i]
    if onto and not any(k.dep == "xcomp" or k.i < onto[0].i for k in held):
        return onto[0] if parse.head(onto[0]).low != "on" or onto[0].tag == "VBG" else None
    if held:
        return held[0]
    if word.lemma in ("pledge", "promise", "guarantee"):
        return next(iter(t for t in objects(parse, word) if t.i > word.i), None)
    return None


def _adjective(ctx: Context, line: Line, parse: Parse, verb: Token) -> Record | None:
    """ "is ready to cooperate", "remain committed to"."""
    if verb.lemma not in ("be", "remain", "stand", "stay") or (verb.tag == "VBG" and verb.dep == "pcomp"):
        return None
    if made := _arranged(ctx, line, parse, verb):
        return made
    _, adjectives, _, _ = _tables(ctx.lexicon)
    for word in parse.kids(verb, "acomp", "oprd", "advmod", "attr", "dobj"):
        row = adjectives.get(word.low)
        action = _action(parse, word) or _action(parse, verb) if row else None
        if row and action and not asked(ctx.document.text, line, parse, verb):
            return _record(
                ctx, line, parse, verb, row, ctx.subjects(line, parse, verb), action, clause_span(parse, verb)
            )
    return None


def _arranged(ctx: Context, line: Line, parse: Parse, verb: Token) -> Record | None:
    """ "Oman is to open an embassy": what is settled, where the subject is an actor and the act his own."""
    after = next((t for t in parse.tokens[verb.i + 1 :] if t.tag != "RB"), None)
    inner = next((k for k in parse.kids(verb, "xcomp") if k.tag == "VB"), None)
    held = ctx.subjects(line, parse, verb)
    named = held and all((a := ctx.actor(line, t)) and a.ids and a.form != "pronoun" for t in held)
    if verb.tag not in ("VBZ", "VBP") or not (after and inner and named) or after.low != "to" or passive(parse, inner):
        return None
    lead = parse.kids(inner, "aux")
    beside = lead and lead[0].i == after.i and inner.lemma not in _tables(ctx.lexicon)[2]
    row = next(r for r in ctx.lexicon.table("undertaking") if r.get("arranged"))
    foretold = no_act(ctx, parse, inner, "will") or ceremony(ctx, parse, inner)
    if not beside or foretold or verb.dep in ("advcl", "relcl"):
        return None
    if asked(ctx.document.text, line, parse, verb):
        return None
    return _record(ctx, line, parse, verb, row, held, inner, clause_span(parse, verb))


def _noun(ctx: Context, line: Line, parse: Parse, noun: Token) -> Record | None:
    """ "affirmed their commitment to …", "the pledge to provide …": by the possessor, else by who affirms it."""
    rows = frames(ctx.lexicon, "undertaking").of_noun(parse, noun)
    action = _action(parse, noun) or _predicated(parse, noun) or _beside(parse, noun) if rows else None
    if action is None:
        return None
    owned = tuple(c for k in parse.kids(noun, "poss") for c in conjuncts(parse, k))
    owners: Sequence[Token] = owned or _owners(ctx, line, parse, noun)
    head = parse.head(noun)
    if noun.dep == "pobj" and parse.head(head).low in words("grounded"):
        return None
    outer = head if head.pos == "VERB" and noun.dep in ("dobj", "conj") else None
    span = np_span(parse, noun).cover(reached(parse, action))
    if outer is not None and noun.dep == "dobj" and asserts(parse, outer):
        span = clause_span(parse, outer).cover(span)
        named = [k for k in owners if (a := ctx.actor(line, k)) and a.ids]
        sharers = ctx.subjects(line, parse, outer) if outer.lemma in words("sharing") else ()
        owners = (*sharers, *named) if named else _owners(ctx, line, parse, noun) or ctx.subjects(line, parse, outer)
        apart = named and not set(ctx.ids(line, named)) & set(ctx.ids(line, ctx.subjects(line, parse, outer)))
        span = (
            np_span(parse, noun).cover(reached(parse, action))
            if apart and outer.lemma not in frames(ctx.lexicon, "showing").verbs
            else span
        )
    return _record(ctx, line, parse, noun, rows[0], owners, action, span) if owners else None


def _beside(parse: Parse, noun: Token) -> Token | None:
    """ "reaffirmed its resolve to send aid", where the parser hangs the infinitive on the verb."""
    beside = noun.i + 1 < len(parse.tokens) and parse[noun.i + 1].low == "to" and noun.dep == "dobj"
    hung = parse.kids(parse.head(noun), "advcl", "xcomp") if beside else ()
    return next((k for k in hung if any(a.i == noun.i + 1 for a in parse.kids(k, "aux"))), None)


def _predicated(parse: Parse, noun: Token) -> Token | None:
    """ "Our aim is to open …": the infinitive that is said of the noun."""
    head = parse.head(noun)
    if noun.dep != "nsubj" or head.lemma != "be" or head.tag not in FINITE:
        return None
    return next((k for k in parse.kids(head, "xcomp", "attr", "acl") if k.tag == "VB" and k.i > head.i), None)


def _owners(ctx: Context, line: Line, parse: Parse, noun: Token) -> tuple[Token, ...]:
    """ "U.S. commitment", "the commitment of President X", "pledges from donors"."""
    near = [
        k
        for k in parse.kids(noun, "compound", "amod", "nmod")
        if (a := ctx.actor(line, k)) and a.sort in ("state", "body")
    ]
    return tuple(near or (t for p, t in preps(parse, noun) if p in ("of", "from", "by") and ctx.actor(line, t)))


# -- the record ----------------------------------------------------------------------------------------


def _record(
    ctx: Context, line: Line, parse: Parse, word: Token, row: Entry, held: Sequence[Token], action: Token, span: Span
) -> Record | None:
    held = (*held, *(k for t in held for k in _listed(ctx, line, parse, t)))
    holders = tuple(dict.fromkeys(i for t in held for i in _holders(ctx, line, t)))
    holders += _together(ctx, line, parse, held, holders)
    return _built(ctx, line, parse, row, holders, held, action, span, word) if holders else None


def _holders(ctx: Context, line: Line, token: Token) -> Iterator[str]:
    """Ids of whom a subject names: an actor, those for whom unnamed persons act, or the two named before "both"."""
    actor = ctx.actor(line, token)
    if actor and actor.sort in HOLDERS:
        yield from (actor.of[0] if i.startswith("place:") and actor.of else i for i in actor.ids if i != "media")
    elif actor is None:
        yield from ctx.acting_for(line, token) or ctx.two_alone(line, token) or _members(ctx, line, token)


def _listed(ctx: Context, line: Line, parse: Parse, token: Token) -> tuple[Token, ...]:
    """ "The Ministry of Law, the High Court and the Bar will …", where the second is taken for an apposition."""
    for beside in parse.kids(token, "appos"):
        names = conjuncts(parse, beside)
        named = [a for k in names if (a := ctx.actor(line, k)) and a.sort in ("state", "body", "institution") and a.ids]
        if len(names) > 1 and len(named) == len(names) and ctx.actor(line, token):
            return names
    return ()


def _members(ctx: Context, line: Line, token: Token) -> tuple[str, ...]:
    """ "the GCC countries": those who belong to the body."""
    if line.parse is None or token.low not in words("members-of"):
        return ()
    near = (ctx.actor(line, k) for k in line.parse.kids(token, "compound", "nmod"))
    return tuple(f"{i}@members" for b in near if b and b.sort == "body" for i in b.ids)


def _together(
    ctx: Context, line: Line, parse: Parse, held: Sequence[Token], holders: tuple[str, ...]
) -> tuple[str, ...]:
    """ "China, together with other member states, will …"."""
    found: list[Actor] = []
    for t in held:
        for prep, at in preps(parse, t):
            actor = ctx.actor(line, at)
            if prep in ("with", "alongside") and actor:
                found.append(actor)
    return tuple(i for a in found for i in a.ids if i not in holders)


def _built(
    ctx: Context,
    line: Line,
    parse: Parse,
    row: Entry,
    holders: tuple[str, ...],
    held: Sequence[Token],
    action: Token,
    span: Span,
    word: Token,
) -> Record | None:
    text = ctx.document.text
    if action.lemma == "do" and all(t.pos == "PRON" for t in objects(parse, action)):
        return None  # "what we intend to do"
    measures = measures_of(parse, word, action)
    told = reached(parse, action).cover(reached(parse, measures[-1])) if measures else reached(parse, action)
    reach = before_purpose(ctx, told)
    if reach == told:
        reach, more = further(parse, reach, action)
        measures = (*measures, *(m for m in more if m not in measures))
    parts = parts_of(parse, measures, reach) if len(measures) > 1 else []
    toward = tuple(i for i in addressees(ctx, line, parse, action) if i not in holders)
    hangs = bound(ctx, line, parse, word, action)
    reach = before_condition(ctx, reach, hangs)
    due = next(
        (
            t
            for t in ctx.times.get(line.index, ())
            if t.sign in DUE and t.interval and reach.contains(t.span)
            and not any(c.span.contains(t.span) for c in hangs)
        ),
        None,
    )  # fmt: skip
    status = standing(parse, word, action, hangs)
    values = {
        "holder": list(holders),
        "toward": list(toward),
        "action": " ".join(reach.of(text).split()),
        "modality": row["modality"],
        "deadline": due.interval.edtf.rpartition("/")[2] if due and due.interval else None,
        "parts": [p.json() for p in parts],
        "codes": undertaken(ctx, line, parse, action),
        "dyads": dyads(ctx, (*((h, "initiator") for h in holders), *((i, "target") for i in toward))),
        **graded(ctx, Undertaking(line, parse, row, word, action, measures, reach, due)),
    }
    if open_ := _open_holders(ctx, line, parse, held):
        values["unresolved"] = open_
    spans = {"action": reach} | ({"deadline": due.span} if due else {})
    whole = Span(span.start, max(span.end, reach.start)) if span.end > reach.end else span
    whole = before_purpose(ctx, _unlabelled(ctx, line, parse, whole, held)).cover(reach)
    return ctx.make(
        line,
        KIND,
        whole,
        f"{BY}:{row['modality']}",
        said_by=ctx.said_by(line, whole),
        status=status,
        time=None,
        values=values,
        fields=spans,
        supplied=ctx.supplied(line, holders, "holder"),
        topics=topics(ctx, whole),
    )


def _open_holders(ctx: Context, line: Line, parse: Parse, held: Sequence[Token]) -> list[dict[str, str]]:
    """The named subjects beside the known ones that have no id: they stay in words."""
    names = (t for t in held if t.pos == "PROPN" and ctx.actor(line, t) is None)
    spans = (np_span(parse, t) for t in names if len(held) > 1 and not any(_holders(ctx, line, t)))
    return [{"role": "holder", "text": " ".join(s.of(ctx.document.text).split())} for s in spans]


def _unlabelled(ctx: Context, line: Line, parse: Parse, whole: Span, held: Sequence[Token]) -> Span:
    """Without a label: "Trade: Peru and Chile are committed to …"."""
    first = min((parse.subtree(t)[0].start for t in held if any(_holders(ctx, line, t))), default=whole.start)
    ends = [t.end for t in parse if t.text == ":" and whole.start <= t.start < first]
    return Span(min(ends[-1] + 1, first), whole.end) if ends else whole
