"""What a stance is towards: the words of its target, read from the arguments of a verb or noun of attitude.

What goes in: a parsed sentence, the word of attitude and its lexicon entry (table `stance`). What comes out: a span, or
None where the words name nothing ("welcomes you"). A target keeps what it is asked or hoped to do and ends where
another clause of the holder begins ("welcomed the efforts to save water and called for rain").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Entry, vocabulary
from verbale.lines.clauses import np_span, objects, preps
from verbale.records.context import Context

FINITE = ("VBD", "VBZ", "VBP")
NONFINITE = ("VB", "VBG")
PARTIES = ("state", "body", "person", "group", "institution")
GIVEN = ("for", "on")
FRIENDLY = ("supports", "welcomes", "recognises")


def of_verb(ctx: Context, line: Line, parse: Parse, verb: Token, row: Entry) -> Span | None:
    """The words an attitude is towards: a deed, the object of the verb or of its own preposition (with what it is
    asked to do), or the complement clause."""
    own = [f.partition(" ")[2] for f in row.get("verbs", ()) if f.partition(" ")[0] == verb.lemma and " " in f]
    held = [t for prep, t in preps(parse, verb) if prep in own and not _doubled(parse, t)] if own else []
    found = held or _meant(parse, verb)
    if row.get("deeds") and (done := deed(ctx, line, parse, verb, row, found)):
        return done
    if found:
        span = _phrase(ctx, line, parse, verb, found[0]).cover(_phrase(ctx, line, parse, verb, found[-1]))
        asked = _asked_of(ctx, line, parse, verb) if row["attitude"] == "urges" else _behind(parse, verb, row, span)
        return span.cover(asked) if asked and asked.start >= span.start else span
    clause = parse.kids(verb, "ccomp", "xcomp")
    return _whole(parse.subtree(clause[0])) if clause else None


def of_noun(ctx: Context, line: Line, parse: Parse, noun: Token, row: Entry, verb: Token | None) -> Span | None:
    """What a noun or adjective of attitude is towards: its own preposition's object or that of the verb that shows it,
    or its clause. Thanks are towards the deed, not towards who is thanked."""
    wanted = row.get("preps", ())
    near = [(p, at) for t in ((noun, verb) if verb else (noun,)) for p, at in preps(parse, t)]
    near = [(p, at) for p, at in near if p in wanted and at.i > noun.i]
    if row.get("deeds") and near and near[0][0] == "to" and _party(ctx, line, parse, near[0][1]):
        return _thanked_for(parse, noun)
    for _, at in near:
        span = np_span(parse, at, full=True) if at.pos != "VERB" else clause(parse, at)
        after = _behind(parse, verb or noun, row, span)
        return span.cover(after) if after else span
    for kid in parse.kids(noun, "acl", "ccomp", "relcl"):
        if kid.tag == "VB" or kid.dep == "ccomp":
            return clause(parse, kid)
    return None


def clause(parse: Parse, verb: Token) -> Span:
    """A verb with all that hangs on it."""
    return _trimmed([t for t in parse.subtree(verb) if t.dep != "punct"] or [verb])


def deed(ctx: Context, line: Line, parse: Parse, verb: Token, row: Entry, found: Sequence[Token]) -> Span | None:
    """ "thanked Chad for its help": the deed is the target; "for" may hang on the person. What is praised itself keeps
    its own "for" and "on" ("welcomed the talks on water")."""
    if verb.lemma in row.get("whole", ()):
        return None
    plain = row["id"] != "thanks"
    if plain and not any(_party(ctx, line, parse, t) for t in found):
        return None
    for token in (verb, *found):
        for prep in (p for p in parse.kids(token, "prep") if p.low in GIVEN and p.i > verb.i):
            inside = parse.kids(prep, "pobj", "pcomp")
            if inside and inside[0].lemma in row.get("courtesy", ()) and _to_you(ctx, found):
                return None
            if inside and (prep.low == GIVEN[0] or not plain or parse.kids(inside[0], "poss")):
                return _deed_span(parse, inside[0])
    return None


def names_nobody(ctx: Context, line: Line, parse: Parse, target: Span, holders: Sequence[str], done: bool) -> bool:
    """Whether a target is a bare pronoun that stands for nothing known, or is the holder himself. done: it is a deed
    one is thanked for, which says enough whoever is spoken to."""
    inside = [t for t in parse.at(target) if t.dep != "punct"]
    own = next((a.ids for a in ctx.inside(line, target) if a.span == target), ())
    if own and set(own) <= set(holders) and len(inside) < 2:
        return True
    if len(inside) == 1 and inside[0].tag in ("PRP", "DT", "WDT", "WP", "IN"):
        empty = vocabulary(ctx.lexicon, "empty-target", "words")
        return inside[0].low in empty or not pronouns(ctx, line, parse, target)
    spoken_to = [t for t in inside if t.low in vocabulary(ctx.lexicon, "spoken-to", "words")]
    return bool(spoken_to) and not done and spoken_to[0].i == inside[0].i and not ctx.inside(line, target)


def pronouns(ctx: Context, line: Line, parse: Parse, target: Span) -> tuple[str, ...]:
    """Whom a target names by a pronoun alone, or by "your" before its noun."""
    inside = [t for t in parse.at(target) if t.dep != "punct"]
    lead = inside[:1] if len(inside) == 1 else [
        t for t in inside[:1] if t.low in vocabulary(ctx.lexicon, "spoken-to", "words")
    ]  # fmt: skip
    return ctx.ids(line, lead)


def guest(ctx: Context, line: Line, parse: Parse, row: Entry, verb: Token) -> bool:
    """ "welcome my friend back", "welcomed the envoy to Suva", "invited her to come": courtesy to a guest."""
    coming = row.get("coming", {}).get(verb.lemma)
    if coming is not None:
        asked = [k for k in parse.kids(verb, "xcomp", "ccomp", "advcl") if k.i > verb.i and k.tag == "VB"]
        return not asked or any(k.lemma in coming for k in asked)
    if verb.lemma not in row.get("receiving", ()):
        return False
    guests = row.get("guests", ())
    return any(
        t.tag == "PRP" or t.lemma in guests or ((a := ctx.actor(line, t)) is not None and a.sort == "person")
        for t in objects(parse, verb)
    )


def _meant(parse: Parse, verb: Token) -> list[Token]:
    """The objects of a verb; of "visited the plant and praised it", the plant; of "welcome and support the plan", the
    plan for both."""
    found = list(objects(parse, verb))
    shared = [k for k in parse.kids(verb, "conj") if k.pos == "VERB" and k.i == verb.i + 2]
    if not found and shared and not parse.kids(verb, "prep", "prt", "ccomp", "xcomp"):
        return list(objects(parse, shared[0]))
    bare = len(found) == 1 and found[0].tag == "PRP"
    if bare and verb.dep == "conj" and (before := objects(parse, parse.head(verb))):
        return [t for t in before if t.pos in ("NOUN", "PROPN")] or found
    return found


def _party(ctx: Context, line: Line, parse: Parse, token: Token) -> bool:
    """Somebody who can be thanked: a known party, a person's name, a pronoun."""
    actor = ctx.actor(line, token)
    if actor is not None and actor.sort in PARTIES:
        return True
    named = token.tag == "NNP" and not parse.kids(token, "det")
    people = any(t.pos == "PROPN" for p, t in preps(parse, token) if p == "of") and token.tag == "NNS"
    return token.pos == "PRON" or named or people


def _to_you(ctx: Context, found: Sequence[Token]) -> bool:
    """ "thank you for coming": politeness to who is spoken to."""
    return any(t.low in vocabulary(ctx.lexicon, "spoken-to", "words") for t in found)


def _thanked_for(parse: Parse, noun: Token) -> Span | None:
    """ "our thanks to the people of Fiji for the welcome": the deed, wherever the parser hangs it."""
    for prep in parse.tokens[noun.i + 1 :]:
        if prep.tag in FINITE:
            return None
        if prep.low != GIVEN[0] or prep.dep != "prep":
            continue
        if inside := parse.kids(prep, "pobj", "pcomp"):
            return _deed_span(parse, inside[0])
    return None


def _deed_span(parse: Parse, head: Token) -> Span:
    words = [t for t in parse.subtree(head) if t.dep != "punct"]
    return Span(words[0].start, words[-1].end)


def _doubled(parse: Parse, token: Token) -> bool:
    """ "standing side by side": an adverb, not an object."""
    return token.i > 1 and parse[token.i - 2].lemma == token.lemma


def _phrase(ctx: Context, line: Line, parse: Parse, verb: Token, head: Token) -> Span:
    """A noun phrase with all that hangs on it, up to another clause of the holder."""
    own = {t.i for t in parse.subtree(verb)}
    after = head.i > verb.i  # not so in "a policy which we uphold"
    tokens = [t for t in parse.subtree(head) if (t.i > verb.i if after else t.i not in own)]
    return _trimmed(_before(ctx, line, parse, verb, tokens or [head]))


def _before(ctx: Context, line: Line, parse: Parse, verb: Token, tokens: Sequence[Token]) -> list[Token]:
    """The tokens before one that the parser hung on an infinitive of the target, though the holder does it."""
    breaks = [t for t in tokens if t.i > verb.i and _another(ctx, line, parse, verb, t)]
    if not breaks:
        return list(tokens)
    first = min(k.i for k in (breaks[0], *parse.kids(breaks[0], "aux", "advmod")))
    return [t for t in tokens if t.i < first] or list(tokens)


def _another(ctx: Context, line: Line, parse: Parse, verb: Token, token: Token) -> bool:
    """A finite verb coordinated with an infinitive; or one that shows what the holder calls his own."""
    head = parse.head(token)
    if token.dep != "conj" or token.pos != "VERB" or head.pos != "VERB" or head.tag not in NONFINITE:
        return False
    if token.tag in FINITE and token.tag != "VBP" and not parse.kids(token, "nsubj", "nsubjpass", "aux", "auxpass"):
        return True
    if token.lemma not in vocabulary(ctx.lexicon, "showing", "verbs"):
        return False
    owners = [k for o in objects(parse, token) for k in parse.kids(o, "poss") if k.tag == "PRP$"]
    mine = set(ctx.ids(line, ctx.subjects(line, parse, verb)))
    return bool(owners) and bool(mine) and set(ctx.ids(line, owners[:1])) == mine


def _asked_of(ctx: Context, line: Line, parse: Parse, verb: Token) -> Span | None:
    """ "urges X to stop": the infinitive belongs to what is urged."""
    kids = [k for k in parse.kids(verb, "xcomp", "ccomp", "advcl") if k.i > verb.i and k.tag == "VB"]
    found = [t for k in kids for t in parse.subtree(k) if t.dep != "punct"]
    return _trimmed(_before(ctx, line, parse, verb, found)) if found else None


def _behind(parse: Parse, verb: Token, row: Entry, span: Span) -> Span | None:
    """What follows a target without a comma and tells what it is for or does, where the parser hangs it on the verb:
    "the commitment of Fiji to join", "Peru in chairing the talks", "Peru opening its ports". Not "condemned the raid to
    show solidarity": there it is why."""
    after = next((t for t in parse if t.start >= span.end), None)
    over = parse.head(after) if after is not None else None
    if after is None or over is None or row["attitude"] not in FRIENDLY:
        return None
    if after.tag == "TO" and over.tag == "VB" and over.dep in ("advcl", "xcomp", "ccomp", "acl"):
        return clause(parse, over) if parse.head(over).i == verb.i else None
    if after.tag == "VBG" and after.dep in ("advcl", "acl", "ccomp", "xcomp") and over.i == verb.i:
        return clause(parse, after)
    inner = parse.kids(after, "pcomp") if after.low == "in" and over.i == verb.i else ()
    return Span(after.start, _whole(parse.subtree(inner[0])).end) if inner else None


def _whole(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


def _trimmed(tokens: Iterable[Token]) -> Span:
    """The stretch of the tokens without a comma or "and" at its end."""
    kept = sorted(tokens, key=lambda t: t.i)
    while len(kept) > 1 and kept[-1].dep in ("punct", "cc") and kept[-1].text not in ')]”"':
        kept.pop()
    return Span(kept[0].start, max(t.end for t in kept))
