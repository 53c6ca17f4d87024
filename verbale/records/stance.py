"""Stances: a position held, from verbs, nouns of attitude under a verb of showing, and adjectives.

The ladder of verbs and the adverbs of strength are in the lexicon (tables `stance`, `showing`, `strength`).
The holder is whom the grammar names, apart from who says it. "Discussed" and "raised" are no stances.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, vocabulary
from verbale.lines.clauses import (
    clause_span,
    conditional,
    hypothetical,
    modal,
    negated,
    np_span,
    objects,
    passive,
    preps,
)
from verbale.records.context import Context, asked
from verbale.records.event import dyads
from verbale.records.frames import frames, heads
from verbale.records.target import deed, guest, names_nobody, of_noun, of_verb, pronouns
from verbale.records.topics import topics

KIND = "stance"
BY = "stance/1"
HOLDERS = ("state", "body", "person", "group", "institution", "place")
FINITE = ("VBD", "VBZ", "VBP")
DASHES = ("-", "–", "—", "--")


def find(ctx: Context) -> Iterator[Record]:
    """Stance records in text order."""
    for line in ctx.lines:
        if line.parse is None or line.kind == "furniture":
            continue
        for token in line.parse:
            if token.pos in ("VERB", "AUX"):
                yield from _of_verb(ctx, line, line.parse, token)
            elif token.pos == "NOUN":
                yield from _of_noun(ctx, line, line.parse, token)


def _of_verb(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    if passive(parse, verb) and verb.tag == "VBN":
        yield from _participle(ctx, line, parse, verb)
    if (
        asked(ctx.document.text, line, parse, verb)
        or _open(parse, verb)
        or passive(parse, verb)
        or modal(parse, verb) in ("will", "shall")
    ):
        return
    if not asserts(parse, verb):
        return
    for row in frames(ctx.lexicon, "stance").of_verb(parse, verb):
        target = None if guest(ctx, line, parse, row, verb) else of_verb(ctx, line, parse, verb, row)
        listed = verb.tag == "VBG" and row["id"] == "recognises" and not preamble(parse, verb)
        if target is None or listed or not _fits(ctx, line, parse, row, verb):
            continue
        held = ctx.subjects(line, parse, verb)
        issuers = ctx.scene.issuers if not held and preamble(parse, verb) and line.role == "text" else ()
        if made := _record(ctx, line, parse, verb, row, held, target, clause_span(parse, verb), issuers):
            yield made
            return
    if verb.lemma in vocabulary(ctx.lexicon, "showing", "verbs"):
        yield from _shown(ctx, line, parse, verb)
    if verb.lemma in ("be", "remain", "feel"):
        yield from _adjective(ctx, line, parse, verb)


def asserts(parse: Parse, verb: Token) -> bool:
    """Whether the verb states something of its subject: finite, coordinated with such a verb, or its complement
    or participle; not a purpose ("to support") and not an infinitive under a noun."""
    if verb.tag in FINITE:
        return True
    if verb.tag in ("VB", "VBN") and any(
        k.dep in ("aux",) and k.low in ("do", "does", "did", "have", "has", "had", "would") for k in parse.kids(verb)
    ):
        return True
    head = parse.head(verb)
    if verb.dep == "conj" and head.i != verb.i:
        bare = verb.tag == "VB" and head.tag not in ("VB", "VBP") and not parse.kids(verb, "aux")
        return not bare and asserts(parse, head) and head.pos in ("VERB", "AUX")
    if verb.dep == "xcomp":
        return head.lemma in ("continue", "like", "want", "remain", "wish") and asserts(parse, head)
    if verb.tag == "VBG":
        return (
            verb.dep in ("advcl", "ROOT")
            and not parse.kids(verb, "mark")
            and not any(t.text in DASHES for t in parse.tokens[head.i : verb.i])  # a list of topics
            and (verb.dep == "ROOT" or asserts(parse, head))
        ) or any(k.lemma in ("be", "have") for k in parse.kids(verb, "aux"))
    return False


def preamble(parse: Parse, verb: Token) -> bool:
    """ "Recognising the importance of …": a sentence that opens with a participle is its issuers' own."""
    first = next((t for t in parse if t.pos not in ("PUNCT", "ADV")), verb)
    return verb.tag == "VBG" and verb.i == first.i and verb.dep in ("ROOT", "advcl", "dep")


def _fits(ctx: Context, line: Line, parse: Parse, row: Entry, verb: Token) -> bool:
    """The object nouns or complement an entry asks for."""
    on = [p for p in parse.kids(verb, "prep", "prt") if p.low in ("on", "upon")]
    if verb.lemma in ("call", "press", "appeal") and on:
        asked_ = any(t.tag == "VB" for t in parse.subtree(verb) if t.i > verb.i)
        return asked_ and all(p.i == verb.i + 1 or not objects(parse, verb) for p in on)  # not "called X on Friday to"
    if row["id"] == "thanks" and deed(ctx, line, parse, verb, row, objects(parse, verb)) is None:
        return False
    if row.get("objects"):
        own = {f.partition(" ")[2] for f in row["verbs"] if f.partition(" ")[0] == verb.lemma}
        return heads(row, "objects", (*objects(parse, verb), *(t for p, t in preps(parse, verb) if p in own)), parse)
    if row.get("complement"):
        return any(
            t.low in row["complement"]
            for t in parse.subtree(verb)
            if t.dep in ("oprd", "acomp", "attr", "ccomp", "xcomp", "amod", "pobj", "dobj") and t.i > verb.i
        )
    return True


def _shown(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    """ "expressed appreciation for …", "reiterated their support for …"."""
    for noun in objects(parse, verb):
        for row in frames(ctx.lexicon, "stance").of_noun(parse, noun):
            target = of_noun(ctx, line, parse, noun, row, verb)
            if target is None:
                continue
            holder = ctx.subjects(line, parse, verb)
            near = parse.kids(noun, "poss", "compound", "amod", "nmod")
            near += tuple(t for p, t in preps(parse, noun) if p == "of" and p not in row.get("preps", ()))
            owner = [
                k
                for k in near
                if (a := ctx.actor(line, k)) and a.form != "pronoun" and a.sort in ("state", "body", "person")
            ]
            span = clause_span(parse, verb)
            if made := _record(ctx, line, parse, verb, row, owner or holder, target, span):
                yield made
                break


def _of_noun(ctx: Context, line: Line, parse: Parse, noun: Token) -> Iterator[Record]:
    """ "his support for Ukraine": a possessor and a noun of attitude, under a verb that is not one of showing."""
    owner = parse.kids(noun, "poss") or tuple(
        k for k in parse.kids(noun, "compound", "amod") if (a := ctx.actor(line, k)) and a.sort in ("state", "body")
    )
    head = parse.head(noun)
    if not parse.kids(noun, "poss") and noun.lemma == "concern":  # "U.S. concerns" are somebody's topic
        return
    if not owner or (head.lemma in vocabulary(ctx.lexicon, "showing", "verbs") and first_object(parse, noun)):
        return
    for row in frames(ctx.lexicon, "stance").of_noun(parse, noun):
        target = of_noun(ctx, line, parse, noun, row, None)
        if target is not None and (
            made := _record(ctx, line, parse, noun, row, owner, target, np_span(parse, noun).cover(target))
        ):
            yield made
            return


def first_object(parse: Parse, noun: Token) -> bool:
    """Whether the noun is its head's object, or coordinated with it."""
    while noun.dep == "conj" and noun.head != noun.i:
        noun = parse.head(noun)
    return noun.dep in ("dobj", "attr", "nsubjpass")


def _participle(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    """ "is opposed to …", "are concerned about …", where the parser reads a passive."""
    if not parse.kids(verb, "agent"):
        yield from _being(ctx, line, parse, verb, verb)


def _adjective(ctx: Context, line: Line, parse: Parse, verb: Token) -> Iterator[Record]:
    """ "is deeply concerned about …"."""
    for adjective in parse.kids(verb, "acomp"):
        yield from (found := list(_being(ctx, line, parse, adjective, verb)))
        if found:
            return


def _being(ctx: Context, line: Line, parse: Parse, word: Token, verb: Token) -> Iterator[Record]:
    """The stance that an adjective or participle after "be" states of the verb's subject."""
    for row in ctx.lexicon.table("stance"):
        if word.low in row.get("be", ()) and (target := of_noun(ctx, line, parse, word, row, None)):
            held = ctx.subjects(line, parse, verb)
            if made := _record(ctx, line, parse, word, row, held, target, clause_span(parse, verb)):
                yield made
            return


def _record(
    ctx: Context,
    line: Line,
    parse: Parse,
    word: Token,
    row: Entry,
    held: Sequence[Token],
    target: Span,
    span: Span,
    issuers: tuple[str, ...] = (),
) -> Record | None:
    actors = [a for t in held if (a := ctx.actor(line, t)) and a.sort in HOLDERS]
    holders = tuple(dict.fromkeys(_acting(ctx, i, a) for a in actors for i in a.ids if i != "media")) or issuers
    if not holders or not any(c.isalnum() for c in target.of(ctx.document.text)):
        return None
    if names_nobody(ctx, line, parse, target, holders, bool(row.get("deeds"))):
        return None
    inside = ctx.inside(line, target, "state", "body", "person", "institution", "group")
    both = any(
        a.form == "group" and " ".join(a.span.of(ctx.document.text).casefold().split()) in ("each other", "one another")
        for a in inside
    )
    named = (i for a in inside if a.form != "pronoun" for i in a.ids)
    spoken_of = () if row.get("deeds") else pronouns(ctx, line, parse, target)
    ids = tuple(dict.fromkeys((*spoken_of, *named))) if not both else ()
    if row.get("deeds"):
        ids = tuple(dict.fromkeys((*ctx.ids(line, _thanked(parse, row, word)), *ids)))
    strength = _strength(ctx.lexicon, parse, word)
    values = {
        "holder": list(holders),
        "attitude": row["attitude"],
        "target": " ".join(target.of(ctx.document.text).split()),
        "target_ids": list(holders if both else ids),
        "strength": strength,
        "reciprocal": both,
        "rung": row.get("rung"),
        "codes": {"plover": row.get("plover"), "cameo": row.get("cameo")},
        "dyads": dyads(ctx, (*((h, "initiator") for h in holders), *((i, "target") for i in ids))),
    }
    span = span.cover(target) if target.start >= span.start else span
    return ctx.make(
        line,
        KIND,
        span,
        f"{BY}:{row['id']}",
        said_by=ctx.said_by(line, span),
        status=_status(parse, word),
        time=None,
        values=values,
        fields={"target": target},
        supplied=ctx.supplied(line, holders, "holder"),
        topics=topics(ctx, span),
    )


def _thanked(parse: Parse, row: Entry, word: Token) -> tuple[Token, ...]:
    """Whom thanks go to: the object of the verb; where a noun tells them, what "to" leads to."""
    near = (word, *objects(parse, word))
    given = tuple(t for w in near for prep, t in preps(parse, w) if prep == "to")
    told = word.pos != "VERB" or any(t.lemma in row.get("nouns", ()) for t in near[1:])
    return given if told else near[1:]


def _open(parse: Parse, verb: Token) -> bool:
    """Under a modal that leaves it open, with no condition stated."""
    return conditional(parse, verb) and not hypothetical(parse, verb)


def _status(parse: Parse, word: Token) -> str:
    verb = word if word.pos in ("VERB", "AUX") else parse.head(word)
    if verb.pos not in ("VERB", "AUX"):
        return "held"
    return "denied" if negated(parse, verb) else "conditional" if hypothetical(parse, verb) else "held"


def _acting(ctx: Context, key: str, actor: Actor) -> str:
    """A capital that holds a view stands for its state."""
    return actor.of[0] if key.startswith("place:") and actor.of else key


@lru_cache(maxsize=4)
def _adverbs(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    rows = lexicon.table("strength")
    return frozenset(w for r in rows for w in r["words"]), frozenset(w for r in rows for w in r.get("weak", ()))


def _strength(lexicon: Lexicon, parse: Parse, word: Token) -> str:
    """The adverb as written, else the verb or noun."""
    strong, weak = _adverbs(lexicon)
    near = [k.low for k in parse.kids(word, "advmod", "amod") if k.low in strong - weak]
    return near[0] if near else word.text
