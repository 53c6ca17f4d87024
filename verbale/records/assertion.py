"""How an act is asserted: held, planned, denied, conditional, and on what conditions.

Read from the act's own clause and from the words over it: "failed to meet", "reports that X came are false",
"looks forward to hosting", "once it is signed", "the possibility of a visit", "provided that …". Words: `grammar`,
`condition` in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import FINITE, conditional, future, modal, negated, words

CHAIN = ("xcomp", "ccomp", "pcomp", "acl", "acomp", "conj", "prep")
PRESENT = ("VBZ", "VBP")
LEADS = ("mark", "prep", "advmod", "advcl", "pcomp")
"""What a cue of one word must be in its sentence: "pending approval", not "the pending case"."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that make something hang on something else. firm: whether the act is open until it is met; a reservation
    for the law of the land, or a mere "once", leaves an undertaking standing."""

    span: Span
    governor: int
    firm: bool


def asserted(text: str, line: Line, parse: Parse, verb: Token, lexicon: Lexicon) -> str:
    """denied, conditional, planned or held, from the verb's clause and what governs it."""
    over = governed(parse, verb)
    if over == "denied" or negated(parse, verb):
        return "denied"
    if over == "conditional" or conditional(parse, verb) or inverted(parse, verb):
        return "conditional"
    if any(c.firm for c in _about(text, line, parse, verb, lexicon)):
        return "conditional"
    if over == "planned" or future(parse, verb):
        return "planned"
    return _awaited(parse, verb) or "held"


def nominal(text: str, line: Line, parse: Parse, noun: Token, lexicon: Lexicon) -> str | None:
    """The status of an act that a noun tells, where the words over it say that it has not happened; else None."""
    if any(k.dep == "det" and k.low in ("no", "neither") for k in parse.kids(noun)):
        return "denied"
    if any(c.firm and c.span.contains(noun.span) for c in _found(text, line, parse, lexicon)):
        return "conditional"
    child = noun
    for head in parse.ancestors(noun):
        if head.pos in ("VERB", "AUX"):
            return _under(parse, child, head)
        if head.lemma in words("open-nouns"):
            return "conditional"
        if head.lemma in words("plans") or head.lemma in words("ahead-nouns"):
            return "planned"
        if head.low in words("lacking"):
            return "denied"
        child = head
    return None


def _under(parse: Parse, child: Token, verb: Token) -> str | None:
    """What a verb says of the act that is its object, or its subject in the passive."""
    if child.dep not in ("dobj", "nsubjpass", "prep", "nsubj"):
        return None
    if child.dep != "nsubj" and _named(parse, verb, "calling-off"):
        return None if negated(parse, verb) else "denied"
    if child.dep == "dobj" and modal(parse, verb) in words("hypothetical"):
        return "conditional"
    return "planned" if child.dep != "nsubj" and _named(parse, verb, "awaiting") else None


def governed(parse: Parse, verb: Token) -> str | None:
    """denied, conditional or planned, where the words over a clause say so of it ("refused to sign")."""
    child = verb
    for head in parse.ancestors(verb):
        if child.dep not in CHAIN or (child.dep == "conj" and _parted(parse, child, head)):
            break
        if found := _over(parse, verb, child, head):
            return found
        child = head
    return _said_of(parse, child)


def _parted(parse: Parse, child: Token, head: Token) -> bool:
    """Whether a coordinated verb is no partner of the one before it: its own subject, or another form."""
    return bool(parse.kids(child, "nsubj", "nsubjpass")) or (child.tag in FINITE) != (head.tag in FINITE)


def _over(parse: Parse, verb: Token, child: Token, head: Token) -> str | None:
    if child.dep == "conj":
        return None
    if head.low in words("lacking"):
        return "denied"
    if _named(parse, head, "denying"):
        return None if negated(parse, head) else "denied"
    if verb.tag == "VBG" and _named(parse, head, "awaiting"):
        return "planned"
    if head.lemma == "be" and child.dep == "ccomp":
        return _judged(parse, head)
    if head.pos == "NOUN" and child.dep in ("acl", "ccomp"):
        return _claimed(parse, head) if child.tag != "VB" else _turned_down(parse, head)
    return None


def _named(parse: Parse, verb: Token, group: str) -> bool:
    """Whether the verb is one of a group, with its particle where the group has one ("call off")."""
    held = words(group)
    return verb.lemma in held or any(f"{verb.lemma} {k.low}" in held for k in parse.kids(verb, "prt", "advmod"))


def _turned_down(parse: Parse, noun: Token) -> str | None:
    """ "declined an invitation to visit", "has no plans to send"."""
    head = parse.head(noun)
    if any(k.dep == "det" and k.low == "no" for k in parse.kids(noun)):
        return "denied"
    turned = noun.dep in ("dobj", "nsubjpass") and (_named(parse, head, "calling-off") or _dismisses(parse, head))
    return "denied" if turned and not negated(parse, head) else None


def _dismisses(parse: Parse, verb: Token) -> bool:
    return _named(parse, verb, "denying") or _named(parse, verb, "dismissing")


def _judged(parse: Parse, be: Token) -> str | None:
    """ "It is not true that …", "it is unclear whether …"."""
    judged = [k.low for k in parse.kids(be, "acomp", "attr")]
    false = any(w in words("untrue") for w in judged)
    true = any(w in words("true") for w in judged)
    if false or (true and negated(parse, be)):
        return "denied"
    return "conditional" if any(w in words("unsure") for w in judged) else None


def _claimed(parse: Parse, noun: Token) -> str | None:
    """ "dismissed reports that …", "reports that … are false"; whose claim is named is that one's word."""
    head = parse.head(noun)
    if parse.kids(noun, "poss"):
        return None
    if noun.dep in ("dobj", "nsubjpass") and _dismisses(parse, head):
        return None if negated(parse, head) else "denied"
    return _judged(parse, head) if noun.dep == "nsubj" and head.lemma in ("be", "remain") else None


def _said_of(parse: Parse, top: Token) -> str | None:
    """A clause that is itself a subject: "That Peru sent arms is untrue"."""
    head = parse.head(top)
    return _judged(parse, head) if top.dep == "csubj" and head.lemma == "be" else None


def bygone(parse: Parse, verb: Token) -> bool:
    """ "was due to fly", "planned to visit": a plan told in the past, which for a time that is over says nothing."""
    child = verb
    for head in parse.ancestors(verb):
        if child.dep not in ("xcomp", "acl", "acomp", "dobj", "conj"):
            return False
        if head.tag == "VBD" or any(k.tag == "VBD" for k in parse.kids(head, "aux", "auxpass")):
            return True
        child = head
    return False


def inverted(parse: Parse, verb: Token) -> bool:
    """ "Had they met, …", "Should it pass, X would come": the inverted clause, or what hangs on it."""
    head = parse.head(verb)
    after = verb.dep == "ccomp" and verb.i < head.i and _turned(parse, head)  # "… should both so request", misread
    return after or any(_turned(parse, t) for t in (verb, *parse.kids(verb, "advcl")) if t.dep == "advcl")


def _turned(parse: Parse, verb: Token) -> bool:
    lead = [k for k in (verb, *parse.kids(verb, "aux", "auxpass")) if k.low in words("inverted")]
    subject = parse.kids(verb, "nsubj", "nsubjpass")
    return bool(lead and subject) and lead[0].i < subject[0].i


def _awaited(parse: Parse, verb: Token) -> str | None:
    """ "Once it is signed, …": the present after a word of time is still to come; with no future over it, a rule."""
    marks = [k for k in parse.kids(verb, "mark", "advmod") if k.low in words("until")]
    finite = [t for t in (verb, *parse.kids(verb, "aux", "auxpass")) if t.tag in PRESENT]
    main = parse.head(verb)
    perfect = any(t.lemma == "have" for t in finite) and not future(parse, main) and not conditional(parse, main)
    if verb.dep != "advcl" or not marks or not finite or perfect:
        return None
    return "planned" if future(parse, parse.head(verb)) else "conditional"


# -- conditions ------------------------------------------------------------------------------------------


def conditions(
    text: str, line: Line, parse: Parse, verb: Token, lexicon: Lexicon, action: Token | None = None
) -> tuple[Condition, ...]:
    """The conditions that a verb's act, or the action that it undertakes, hangs on, in text order."""
    mine = {t.i for word in (verb, action) if word is not None for t in _chain(parse, word)}
    return tuple(c for c in _found(text, line, parse, lexicon) if c.governor in mine and not c.span.contains(verb.span))


def _about(text: str, line: Line, parse: Parse, verb: Token, lexicon: Lexicon) -> list[Condition]:
    """Conditions that the verb hangs on, or that it is part of."""
    mine = {t.i for t in _chain(parse, verb)}
    return [c for c in _found(text, line, parse, lexicon) if c.span.contains(verb.span) or c.governor in mine]


def _chain(parse: Parse, verb: Token) -> Iterator[Token]:
    """The verb and what governs it without a subject of its own between."""
    yield verb
    child = verb
    for head in parse.ancestors(verb):
        apart = child.dep == "conj" and bool(parse.kids(child, "nsubj", "nsubjpass"))
        apart = apart or (child.dep == "ccomp" and child.i < head.i)  # "They signed; if it holds, a council will meet"
        if child.dep not in ("xcomp", "ccomp", "acomp", "conj", "acl") or apart:
            return
        yield head
        child = head


def _found(text: str, line: Line, parse: Parse, lexicon: Lexicon) -> list[Condition]:
    pattern, _, none, _ = _cues(lexicon)
    out = []
    for match in pattern.finditer(line.span.of(text)):
        start, end = line.span.start + match.start(), line.span.start + match.end()
        cue = " ".join(match.group().casefold().split())
        first = next((t for t in parse if t.start == start), None)
        if cue in none or (first is not None and " " not in cue and first.dep not in LEADS):
            continue
        if first is None:
            made = _aside(text, line, parse, Span(start, end), cue, lexicon)
        else:
            made = _condition(text, line, parse, first, end, cue, lexicon)
        out += [made] if made else []
    return out


def _aside(text: str, line: Line, parse: Parse, cue: Span, words_: str, lexicon: Lexicon) -> Condition | None:
    """A condition between an auxiliary and its verb, which the parser did not see: "shall, subject to law, pay"."""
    after = next((t for t in parse if t.start >= cue.end and t.pos in ("VERB", "AUX")), None)
    stop = re.search(r"[,;]", text[cue.end : line.span.end])
    if after is None or stop is None or cue.end + stop.start() > after.start:
        return None
    span = Span(cue.start, cue.end + stop.start())
    _, mild, _, law = _cues(lexicon)
    return Condition(span, after.i, words_ not in mild and law.isdisjoint(span.of(text).casefold().split()))


def _condition(
    text: str, line: Line, parse: Parse, first: Token, end: int, cue: str, lexicon: Lexicon
) -> Condition | None:
    top = first
    while parse.subtree(top)[-1].end <= end and top.head != top.i:
        top = parse.head(top)
    under = [t for t in parse.subtree(top) if t.dep != "punct"]
    if top.head == top.i or under[0].start < first.start:  # misread: the words up to the next comma
        stop = re.search(r"[,;]", text[end : line.span.end])
        span = Span(first.start, end + stop.start() if stop else line.span.end).trim(text)
    else:
        span = Span(first.start, under[-1].end)
    above = (t for t in parse.ancestors(first) if t.pos in ("VERB", "AUX") and not span.contains(t.span))
    governor = next(above, None)
    if governor is None:
        return None
    _, mild, _, law = _cues(lexicon)
    return Condition(span, governor.i, cue not in mild and not any(t.low in law for t in under))


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> tuple[re.Pattern[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The pattern of all cues, the mild ones, those that are none, and the nouns that make a reservation of law."""
    rows = lexicon.table("condition")
    cues = sorted({w for r in rows for w in r.get("words", ())}, key=len, reverse=True)
    idle = "|".join(re.escape(w) for r in rows for w in r.get("idle", ()))
    body = "|".join(re.escape(c).replace(r"\ ", r"\s+") for c in cues)
    mild, none = (frozenset(w for r in rows if r["sort"] == s for w in r["words"]) for s in ("mild", "none"))
    law = frozenset(w for r in rows for w in r.get("law", ()))
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])(?!\s+(?:{idle})\b)", re.IGNORECASE), mild, none, law
