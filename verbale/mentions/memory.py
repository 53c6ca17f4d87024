"""The reader's short memory: what has been named so far, for pronouns and group words to refer to.

The nearest and the subject come first; paragraphs and turns reset what they should.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lines.clauses import SUBJECT, conjuncts, objects, preps, subjects


@dataclass
class Memory:
    """What has been named so far: the reader's short memory, reset where a turn or a section begins."""

    persons: list[Actor] = field(default_factory=list)
    block: int = -1
    states: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    led: tuple[str, ...] = ()
    thing: str | None = None
    several: tuple[str, ...] = ()
    person: str | None = None
    levels: dict[str, str] = field(default_factory=dict)
    bodied: str | None = None  # the one body with known members that the paragraph names
    meets: frozenset[str] = frozenset()  # bodies whose members are known
    parties: tuple[str, ...] = ()  # those whom the document is between

    @property
    def body(self) -> str | None:
        """The body named last."""
        return self.bodies[-1] if self.bodies else None


def remember(line: Line, a: Actor, memory: Memory) -> None:
    if line.block != memory.block:
        memory.block, memory.states, memory.bodied = line.block, [], None
    for i in a.ids:
        if i.startswith("person:"):
            memory.person = i if a.form != "pronoun" or len(a.ids) == 1 else memory.person
            if a.form == "name":
                memory.persons = [p for p in memory.persons if p.ids != (i,) or p.title != a.title]
                memory.persons.append(replace(a, ids=(i,)))
    if a.sort == "state" and a.ids and a.ids[0] not in memory.states and not _third(line, a, memory.parties):
        memory.states.append(a.ids[0])
    named = a.sort == "body" and a.form in ("name", "acronym")
    if a.ids and (named or (a.form == "group" and "@" in a.ids[0])):
        body = a.ids[0].partition("@")[0]
        memory.bodies = [b for b in memory.bodies if b != body] + [body]
        memory.bodied = body if body in memory.meets and memory.bodied in (None, body) else None


def _third(line: Line, a: Actor, parties: tuple[str, ...]) -> bool:
    """ "responses to Togolese claims" in a text of two others: a third state inside a noun's phrase is no side."""
    top = line.parse.top(a.span) if line.parse and len(parties) == 2 and a.ids[0] not in parties else None
    if top is None or line.parse is None:
        return False
    head = line.parse.head(top)
    phrase = top.dep == "pobj" and head.dep == "prep" and line.parse.head(head).pos in ("NOUN", "PROPN")
    return phrase or top.dep in ("compound", "nmod", "amod", "poss")


def settle(line: Line, here: Sequence[Actor], memory: Memory) -> None:
    """After a sentence: its subject is what "it", "they" and "he" of the next refer to."""
    parse = line.parse
    if parse is None:
        return
    if _of_things(parse, here):
        memory.thing = None
    memory.several = _pair(line, here) or memory.several
    for token in reversed([t for t in parse if t.dep in SUBJECT]):
        span = Span(token.start, token.end)
        group = _coordinated(line, token, here)
        if len(group) > 1:
            memory.several = tuple(group)
        for a in here:
            if a.span.overlaps(span) and len(a.ids) == 1 and a.ids[0].startswith("person:"):
                memory.person = a.ids[0]
            if a.span.overlaps(span) and len(a.ids) == 1 and a.sort in ("state", "body", "institution"):
                memory.thing = a.ids[0]
            elif (a.span.overlaps(span) and len(a.ids) > 1) or (a.span.overlaps(span) and a.ids and "@" in a.ids[0]):
                memory.several = a.ids


def _pair(line: Line, here: Sequence[Actor]) -> tuple[str, ...]:
    """ "The minister met President Vik. They …": the two persons of a main clause, one of them its subject."""
    parse = line.parse
    root = next((t for t in parse or () if t.dep == "ROOT"), None)
    if parse is None or root is None:
        return ()
    ends = [*parse.kids(root, "nsubj"), *objects(parse, root), *(t for p, t in preps(parse, root) if p == "with")]
    pair = list(dict.fromkeys(i for t in ends for i in _coordinated(line, t, here)))
    return tuple(pair) if len(pair) == len(ends) == 2 and all(i.startswith("person:") for i in pair) else ()


def _of_things(parse: Parse, here: Sequence[Actor]) -> bool:
    """Whether the main clause's subject is a noun that is no actor: the next "it" is that thing."""
    root = next((t for t in parse if t.dep == "ROOT"), None)
    heads = parse.kids(root, "nsubj", "nsubjpass") if root else ()
    return bool(heads) and all(h.pos == "NOUN" and not _over(h, here) for h in heads)


def _coordinated(line: Line, token: Token, here: Sequence[Actor]) -> list[str]:
    """Ids of the actors that a token and what is coordinated with it stand in."""
    heads = conjuncts(line.parse, token) if line.parse else ()
    return list(dict.fromkeys(i for h in heads for a in here if a.span.overlaps(h.span) for i in a.ids))


# -- antecedents in the same sentence ---------------------------------------------------------------


def within(
    parse: Parse, token: Token, here: Sequence[Actor], means: str, reach: frozenset[str]
) -> Sequence[str] | None:
    """Whom a pronoun stands for in its own sentence: ids; none where it is a thing; None where nothing there fits.

    here: the actors of the sentence that are resolved. means: thing, several or person. reach: prepositions after
    which a possessive is the object's ("thanked Togo for its aid", but "opened its office in Togo").
    """
    if means != "person" and _of_noun(parse, token, here):
        return ()
    before = [a for a in here if _fits(a, means) and a.span.end <= token.start and not _modifier(parse, a)]
    if means == "person" and (acts := acting(parse, token, here)):
        before = [a for a in before if a.ids != acts]
        return before[-1].ids if len({a.ids for a in before}) == 1 else None
    for verb in (t for t in parse.ancestors(token) if t.pos in ("VERB", "AUX")):
        heads = [h for h in subjects(parse, verb) if not _holds(parse, h, token)]
        if found := _agent(heads, before, means):
            return found if token.dep in SUBJECT else _object(parse, token, before, reach) or found
        if heads and means == "thing" and _plain(heads, here):
            before = [a for a in before if not any(_below(parse, h, a) for h in heads)]
            if not before:
                return ()
    if means == "person":
        return before[-1].ids if before and token.dep != "nsubj" and len({a.ids for a in before}) == 1 else None
    before = [a for a in before if means == "thing" or _many(a)]
    if token.dep in SUBJECT and (earlier := _earlier(parse, token)):
        return _agent(earlier, before, means) or (before[-1].ids if before else () if _plain(earlier, here) else None)
    root = next((t for t in parse if t.dep == "ROOT"), token)
    return before[-1].ids if before and parse.kids(root, *SUBJECT, "expl") else None


def acting(parse: Parse, token: Token, here: Sequence[Actor]) -> tuple[str, ...]:
    """The subject of the verb whose own object a pronoun is: it cannot stand for him ("Castro thanked him")."""
    at = parse.head(token)
    verb = parse.head(at) if token.dep == "pobj" and at.dep in ("prep", "dative") else at
    own = token.tag == "PRP" and token.dep in ("dobj", "dative", "pobj") and not token.low.endswith("self")
    heads = subjects(parse, verb) if own and verb.pos in ("VERB", "AUX") else ()
    return _agent(heads, [a for a in here if _fits(a, "person")], "person")


def _of_noun(parse: Parse, token: Token, here: Sequence[Actor]) -> bool:
    """ "importers and their networks", "the system itself": the pronoun goes back to a noun that is no actor."""
    head = parse.head(token)
    if token.dep in ("npadvmod", "appos"):
        return True
    noun = parse.head(head)
    owned = token.tag == "PRP$" and head.dep == "conj" and noun.tag in ("NN", "NNS") and noun.i < token.i
    return owned and not _over(noun, here) and not parse.kids(noun, "poss")


def ahead(parse: Parse, token: Token, here: Sequence[Actor], means: str) -> tuple[str, ...]:
    """Whom a pronoun that leads the sentence stands for: the main clause's subject ("Since its start, the bloc …")."""
    root = next((t for t in parse if t.dep == "ROOT"), None)
    heads = [h for h in (parse.kids(root, *SUBJECT) if root else ()) if h.start > token.end]
    below = root is not None and any(t.i == root.i for t in parse.ancestors(token))
    led = below and bool(heads) and token.dep not in SUBJECT
    return _agent(heads, [a for a in here if _fits(a, means)], means) if led else ()


def _fits(a: Actor, means: str) -> bool:
    """Whether an actor agrees in number and kind with a pronoun."""
    person = bool(a.ids) and a.ids[0].startswith("person:")
    if means == "person":
        return person and len(a.ids) == 1
    if means == "several":
        return bool(a.ids)
    public = a.sort == "group" and a.form == "group" and a.ids[:1] == ("media",)
    return len(a.ids) == 1 and not person and not _many(a) and a.form != "demonym" and a.sort != "place" and not public


def _modifier(parse: Parse, a: Actor) -> bool:
    """Whether a name only qualifies a noun: "the GCC partners"."""
    top = parse.top(a.span)
    return top is not None and top.dep in ("compound", "nmod", "amod") and a.form != "pronoun"


def _many(a: Actor) -> bool:
    return len(a.ids) > 1 or (bool(a.ids) and "@" in a.ids[0])


def _agent(heads: Sequence[Token], actors: Sequence[Actor], means: str) -> tuple[str, ...]:
    """Ids of the actors that are the subject, where their number is the pronoun's."""
    ids = tuple(dict.fromkeys(i for h in heads for a in _over(h, actors)[:1] for i in a.ids))
    if means == "several":
        return ids if len(ids) > 1 or any("@" in i for i in ids) else ()
    return ids if len(ids) == 1 else ()


def _over(token: Token, actors: Sequence[Actor]) -> list[Actor]:
    """Actors whose mention lies over a token, the longest first."""
    return sorted((a for a in actors if a.span.overlaps(token.span)), key=lambda a: -len(a.span))


def _holds(parse: Parse, head: Token, token: Token) -> bool:
    """Whether a subject is the pronoun itself, or its phrase holds it."""
    return head.i == token.i or head.start > token.start or any(t.i == head.i for t in parse.ancestors(token))


def _below(parse: Parse, head: Token, a: Actor) -> bool:
    """Whether an actor is named in the phrase of a noun ("trade between Peru and Chile")."""
    return any(a.span.overlaps(t.span) for t in parse.subtree(head))


def _plain(heads: Sequence[Token], here: Sequence[Actor]) -> bool:
    return all(h.pos == "NOUN" and not _over(h, here) for h in heads)


def _object(parse: Parse, token: Token, before: Sequence[Actor], reach: frozenset[str]) -> tuple[str, ...]:
    """The object of a verb that the possessive depends on by one of the prepositions."""
    if token.tag != "PRP$":
        return ()
    for at in parse.ancestors(token):
        verb = parse.head(at)
        if at.dep == "prep" and at.low in reach:
            verb = parse.head(verb) if verb.dep == "dobj" else verb
            for thing in parse.kids(verb, "dobj"):
                if thing.i < at.i and (over := _over(thing, before)):
                    return over[0].ids
    return ()


def _earlier(parse: Parse, token: Token) -> tuple[Token, ...]:
    """Subjects of a clause that stands before the pronoun's own ("As Peru agreed, it …")."""
    verb = parse.head(token)
    clauses = [k for k in parse.kids(verb, "advcl", "ccomp", "parataxis") if k.i < token.i]
    return tuple(s for k in clauses[-1:] for s in parse.kids(k, *SUBJECT))
