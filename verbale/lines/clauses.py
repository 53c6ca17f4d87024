"""The grammar of a parsed sentence: subjects, objects, prepositions, tense, negation, clause spans.

Labels are ClearNLP's as spaCy's English pipelines give them. All functions are pure and take the parse first.
"""

from __future__ import annotations

from functools import cache

from verbale.core.line import Parse, Token
from verbale.core.span import Span
from verbale.lexicon import load

SUBJECT = ("nsubj", "nsubjpass", "csubj")
FINITE = ("VBD", "VBZ", "VBP")
AWAY = frozenset({"relcl", "appos", "acl", "parataxis", "advcl", "punct", "cc", "ccomp", "dep"})


@cache
def words(name: str) -> frozenset[str]:
    """A closed class of the lexicon's table `grammar`. The labels are English's, so its lexicon is too."""
    return frozenset(w for r in load("en").table("grammar") if r["id"] == name for w in r["words"])


def conjuncts(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The token and what is coordinated with it, in text order."""
    out = _chain(parse, token)
    for kid in parse.kids(token, "nmod") if token.pos == "PROPN" else ():
        out += _bare_list(parse, kid)
    return tuple(sorted(out, key=lambda t: t.i))


def _chain(parse: Parse, token: Token) -> list[Token]:
    out, todo = [token], [token]
    while todo:
        for kid in parse.kids(todo.pop(), "conj"):
            out.append(kid)
            todo.append(kid)
    return out


def _bare_list(parse: Parse, first: Token) -> list[Token]:
    """ "the UN, EAC, IGAD": names with commas alone, which the parser takes for modifiers of the last."""
    names = _chain(parse, first)
    bare = len(names) > 1 and all(t.pos == "PROPN" and not parse.kids(t, "cc") for t in names)
    return names if bare and any(k.low == "," for k in parse.kids(first, "punct")) else []


def subjects(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Heads of the subject: its own, else the one it shares (coordination, control, relative clause)."""
    own = parse.kids(verb, *SUBJECT)
    if own:
        return _antecedent(parse, verb, own)
    head = parse.head(verb)
    if head.i == verb.i:
        return ()
    if verb.dep in ("acl", "relcl") and head.pos in ("NOUN", "PROPN", "PRON"):
        return _planner(parse, head) if any(k.low == "to" for k in parse.kids(verb, "aux")) else conjuncts(parse, head)
    if verb.dep in ("conj", "xcomp", "advcl", "parataxis") and head.pos in ("VERB", "AUX"):
        if verb.dep == "conj" and _another(parse, verb, head):
            return subjects(parse, parse.head(head))
        objects_ = parse.kids(head, "dobj")
        if verb.dep == "xcomp" and objects_ and head.lemma in words("object-control"):
            return conjuncts(parse, objects_[0])
        return subjects(parse, head)
    if verb.dep == "pcomp":
        outer = parse.head(head)
        if outer.lemma in words("deed-of-object") and (given := parse.kids(outer, "dobj")):
            return conjuncts(parse, given[0])
        return subjects(parse, outer) if outer.pos in ("VERB", "AUX") and outer.i != head.i else ()
    if verb.dep in ("xcomp", "advcl", "ccomp") and head.pos == "ADJ":
        return subjects(parse, parse.head(head)) if head.dep in ("acomp", "attr") else ()
    return ()


def _antecedent(parse: Parse, verb: Token, own: tuple[Token, ...]) -> tuple[Token, ...]:
    """A relative pronoun stands for the noun that the clause hangs on."""
    subject = own[0]
    if subject.low in ("who", "which", "that") and verb.dep == "relcl":
        return conjuncts(parse, parse.head(verb))
    return tuple(t for s in own for t in conjuncts(parse, s))


def _another(parse: Parse, verb: Token, head: Token) -> bool:
    """ "asked that Peru sign and thanked it": a past verb is the partner of the one over the bare clause."""
    bare = head.tag in ("VB", "VBP") and head.dep in ("ccomp", "xcomp") and not parse.kids(verb, "aux", "auxpass")
    over = ("VBD",) if head.tag == "VBP" else FINITE
    return verb.tag == "VBD" and bare and parse.head(head).tag in over


def _planner(parse: Parse, noun: Token) -> tuple[Token, ...]:
    """Who is to act by "a plan to …": its owner, whom an invitation goes to, else the subject over it."""
    head = parse.head(noun)
    if by := tuple(t for p, t in preps(parse, noun) if p == "by" and t.i > noun.i):  # "the decision by the board to"
        return by
    if noun.lemma not in words("plans") or noun.dep != "dobj":
        return ()
    if own := parse.kids(noun, "poss"):
        return own if noun.lemma not in words("bidding") else ()
    if noun.lemma in words("bidding") and head.lemma not in words("taking-up"):
        return tuple(t for at in (noun, head) for p, t in preps(parse, at) if p == "to" and t.i > noun.i)
    return subjects(parse, head) if head.pos in ("VERB", "AUX") else ()


def agents(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Heads of the agent of a passive ("by …")."""
    first = parse.kids(verb, "agent") or _after_place(parse, verb)
    also = (c for c in parse.kids(verb, "conj") if c.pos == "ADP" and not parse.kids(c, "neg"))
    more = (t for c in also if first for t in parse.subtree(c))
    every = (*first, *(t for t in more if t.low == first[0].low))  # "for Cuba by A and for Chad by B"
    return tuple(t for by in every for o in parse.kids(by, "pobj") for t in conjuncts(parse, o))


def _after_place(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """ "was signed in Tunis by Chad": where the parser hangs the agent on the place."""
    if not parse.kids(verb, "auxpass"):
        return ()
    places = (o for p in parse.kids(verb, "prep") if p.low in ("in", "at", "on") for o in parse.kids(p, "pobj"))
    return tuple(k for o in places if o.pos == "PROPN" for k in parse.kids(o, "prep") if k.low == "by")[:1]


def objects(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Heads of the direct object (the subject of a passive is not among them)."""
    found = parse.kids(verb, "dobj", "dative", "attr", "oprd")
    return tuple(t for o in found for t in _meant(parse, verb, o) or (conjuncts(parse, o) if o.pos != "ADP" else ()))


def _meant(parse: Parse, verb: Token, object_: Token) -> tuple[Token, ...]:
    """ "the treaty that they signed": a relative pronoun stands for the noun that the clause hangs on."""
    relative = verb.dep == "relcl" and object_.i < verb.i and object_.tag in ("WDT", "WP", "IN")
    return (parse.head(verb),) if relative else ()


def preps(parse: Parse, token: Token) -> tuple[tuple[str, Token], ...]:
    """(preposition, head of its object) hanging on the token; "together with" gives "with"."""
    out: list[tuple[str, Token]] = []
    out += _misplaced(parse, token)
    for prep in parse.kids(token, "prep", "dative", "agent", "prt"):
        if prep.low in words("sourcing"):
            continue
        aside = (p for o in parse.kids(prep, "pobj") if o.low in words("aside") for p in parse.kids(o, "prep"))
        for inner in (prep, *parse.kids(prep, "prep"), *aside):
            for o in parse.kids(inner, "pobj", "pcomp"):
                out += [(inner.low, t) for t in conjuncts(parse, o)]
    return tuple(out)


def _misplaced(parse: Parse, token: Token) -> list[tuple[str, Token]]:
    """ "met with X to discuss Y": where the parser makes X the subject of the infinitive, X is still met."""
    out = []
    for clause in parse.kids(token, "advcl", "xcomp"):
        marks = [m for m in parse.kids(clause, "mark") if m.low in ("with", "by")]
        if marks and any(k.low == "to" for k in parse.kids(clause, "aux")):
            out += [(marks[0].low, t) for s in parse.kids(clause, "nsubj") for t in conjuncts(parse, s)]
    for prep in parse.kids(token, "prep"):
        for clause in parse.kids(prep, "pcomp"):
            if any(k.low == "to" for k in parse.kids(clause, "aux")):
                out += [(prep.low, t) for s in parse.kids(clause, "nsubj") for t in conjuncts(parse, s)]
    return out


def passive(parse: Parse, verb: Token) -> bool:
    if parse.kids(verb, "auxpass", "nsubjpass"):
        return True
    bare = verb.tag == "VBN" and not parse.kids(verb, "aux", *SUBJECT)
    if bare and verb.dep == "conj" and parse.head(verb).tag == "VBN":  # "was seen by A and signed by B"
        return bool(parse.kids(verb, "agent")) and passive(parse, parse.head(verb))
    led = verb.dep == "advcl" and verb.i < verb.head and not parse.kids(verb, "dobj", "mark")  # "Signed by A, it …"
    return bare and (verb.dep == "acl" or led)


def negated(parse: Parse, verb: Token) -> bool:
    """Whether a negation stands with the verb ("did not sign", "never visited", "no longer", "attacked nobody")."""
    kids = parse.kids(verb)
    beside = [k for t in (verb, *(k for k in kids if k.dep == "advmod")) for k in parse.kids(t)]
    if any(k.dep == "neg" or k.low in ("never", "neither") for k in beside):
        return True
    near = parse.kids(verb, *SUBJECT, "dobj", "attr")
    return any(t.low in words("nobody") or any(_none(k) for k in parse.kids(t)) for t in near)


def _none(word: Token) -> bool:
    """ "no member", "neither a member nor …"."""
    return word.low in ("no", "neither") and word.dep in ("det", "preconj", "cc", "advmod", "neg")


def modal(parse: Parse, verb: Token) -> str | None:
    """The modal of the verb or of the verb it is coordinated with, in lower case."""
    for k in parse.kids(verb, "aux"):
        if k.tag == "MD":
            return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can"}.get(k.low, k.low)
    if verb.dep == "conj" and verb.tag not in ("VBD", "VBZ") and not parse.kids(verb, *SUBJECT, "aux"):
        return modal(parse, parse.head(verb)) if parse.head(verb).pos in ("VERB", "AUX") else None
    return None


def future(parse: Parse, verb: Token) -> bool:
    """Whether the verb speaks of what is to come ("will visit", "is to visit", "is going to")."""
    found = modal(parse, verb)
    if found in words("future"):
        return True
    head = parse.head(verb)
    if verb.dep == "xcomp" and verb.tag == "VB" and head.i != verb.i and future(parse, head):
        return True
    loose = verb.dep == "conj" and head.tag != "VB" and not parse.kids(verb, "aux", *SUBJECT)
    below = (verb.dep in ("xcomp", "ccomp") and _to(parse, verb) and head.lemma in words("ahead")) or (
        verb.dep == "acl" and head.lemma in words("plans")
    )
    perfect = any(k.lemma == "have" for k in parse.kids(verb, "aux")) and verb.dep == "xcomp"  # "was to have opened"
    bare = verb.tag == "VB" or perfect or any(k.tag == "VB" for k in parse.kids(verb, "auxpass"))  # "to be opened"
    return bare and (loose or below)


def _to(parse: Parse, verb: Token) -> bool:
    """An infinitive, or a verb that the parser hangs on another as one ("go visit")."""
    return verb.dep == "xcomp" or any(k.low == "to" for k in parse.kids(verb, "aux"))


def past(parse: Parse, verb: Token) -> bool:
    return verb.tag in ("VBD", "VBN") and modal(parse, verb) is None


def conditional(parse: Parse, verb: Token) -> bool:
    """Inside "if …", or under a modal that leaves it open."""
    if modal(parse, verb) in words("hypothetical"):
        return True
    return hypothetical(parse, verb)


def hypothetical(parse: Parse, verb: Token) -> bool:
    """Inside an if-clause, or under one ("If it holds, he will come")."""
    hung = (t for t in parse.kids(verb, "advcl") if not _idle(parse, t))
    if any(k.low in ("if", "unless") for t in hung for k in parse.kids(t, "mark")):
        return True
    chain = (verb, *parse.ancestors(verb))
    return any(
        k.low in ("if", "unless", "whether", "contingent")
        for t in chain
        if t.pos in ("VERB", "AUX")
        for k in parse.kids(t, "mark")
    )


def _idle(parse: Parse, clause: Token) -> bool:
    """ "if need be", "if necessary": an aside that makes nothing hang on it."""
    own = (clause, *parse.kids(clause, "aux", "acomp", "auxpass"))
    own_subject = (t for t in parse.kids(clause, *SUBJECT) if t.i + 1 < len(parse))
    said = {f"{t.low} {parse[t.i + 1].low}" for t in own_subject}
    if said:
        return not said.isdisjoint(words("idle-phrases"))
    return any(t.low in words("idle") for t in own)


def np_span(parse: Parse, head: Token, full: bool = False) -> Span:
    """Span of a noun phrase: its modifiers and prepositions; with `full` its clauses and appositions too.

    What is coordinated with the head itself stays out; coordination inside its modifiers belongs to it.
    """
    keep = [head]
    todo = [head]
    while todo:
        at = todo.pop()
        for kid in parse.kids(at):
            own = kid.dep not in AWAY and kid.dep != "conj"
            inner = at.i != head.i and kid.dep in ("conj", "cc", "punct") and kid.i < at.i + 40
            if full or own or inner:
                keep.append(kid)
                todo.append(kid)
    while len(keep) > 1 and (last := max(keep, key=lambda t: t.i)).dep in ("punct", "cc") and last.text not in ')]”"':
        keep.remove(last)
    return Span(min(t.start for t in keep), max(t.end for t in keep))


def clause_span(parse: Parse, verb: Token, start: Token | None = None) -> Span:
    """The clause of a predicate: from its own subject (or itself) to its end, without coordinated clauses
    and without what precedes the subject."""
    tokens = _clause_tokens(parse, verb)
    own = list(parse.kids(verb, *SUBJECT))
    first = start.start if start else min((np_span(parse, s, full=False).start for s in own), default=None)
    left = first if first is not None else min(t.start for t in _verb_group(parse, verb))
    right = max((t.end for t in tokens if t.dep != "punct"), default=verb.end)
    return Span(min(left, verb.start), max(right, verb.end))


def _verb_group(parse: Parse, verb: Token) -> tuple[Token, ...]:
    return (verb, *parse.kids(verb, "aux", "auxpass", "neg", "advmod")) if verb.dep != "advmod" else (verb,)


def _clause_tokens(parse: Parse, verb: Token) -> list[Token]:
    keep, todo = [verb], [verb]
    while todo:
        at = todo.pop()
        for kid in parse.kids(at):
            if (
                at.i == verb.i
                and kid.i > verb.i
                and kid.dep in ("conj", "cc", "parataxis", "advcl")
                and kid.pos in ("VERB", "AUX", "CCONJ")
            ):
                continue
            keep.append(kid)
            todo.append(kid)
    return keep
