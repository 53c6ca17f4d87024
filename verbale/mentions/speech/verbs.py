"""Verbs of saying, thinking, knowing and wanting, with their subject and the clause or phrase under them.

Which complements count follows PARC 3 (Pareti 2016): clauses, infinitives, gerunds and the phrases that a verb of
saying takes in a clause's place ("accused him of …", "called it a …").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verbale.core.line import Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Lexicon, load
from verbale.lines.clauses import SUBJECT, agents, np_span, passive, subjects
from verbale.lines.clauses import words as grammar
from verbale.mentions.speech.said import Raw
from verbale.mentions.speech.words import Cue, Words, rest, words

FACT = "fact"
PREPS = ("as", "of", "for")
Shape = Callable[[Parse, Token, dict[str, Cue]], "tuple[Cue, Span] | None"]


def find(parse: Parse, lexicon: Lexicon) -> Iterator[Raw]:
    """Every verb of saying of a sentence; those without words of their own have content None."""
    known = words(lexicon)
    for verb in parse:
        if verb.pos != "VERB" or not _speaks(known, verb.lemma) or _idle(parse, verb):
            continue
        if raw := _raw(parse, verb, known.at("verb", parse, verb), known):
            yield raw


def _speaks(known: Words, lemma: str) -> bool:
    return known.has("verb", lemma) or known.has("as-verb", lemma)


def _raw(parse: Parse, verb: Token, frames: dict[str, Cue], known: Words) -> Raw | None:
    source = source_of(parse, verb)
    if source is None and not (passive(parse, verb) and verb.dep != "acl"):
        return None
    cue = _cue_span(parse, verb, frames)
    if inserted := _inserted(parse, verb, known):
        first = next(iter({**known.at("as-verb", parse, verb), **frames}.values()))
        known_so = "that" in frames and frames["that"].sort == FACT  # "as we know", not "as we said"
        return Raw(
            cue, source, inserted, FACT if known_so else first.sort, first.strength, verb, "inserted", frozenset(frames)
        )
    found = next((f for shape in SHAPES if (f := shape(parse, verb, frames))), None)
    if found is None or (source is None and found[0].frame not in ("that", "quote", "whether", "be")):
        can = frames.get("quote") or frames.get("that")
        if {"quote", "that"} <= frames.keys() and can and source and (left := _before(parse, verb, source)):
            return Raw(cue, source, left, can.sort, can.strength, verb, "that", frozenset(frames))
        return Raw(cue, source, None, "assertion", can.strength, verb, "", frozenset(frames)) if can else None
    sort, strength = found[0].sort, found[0].strength
    return Raw(cue, source, found[1], sort, strength, verb, found[0].frame, frozenset(frames))


def _idle(parse: Parse, verb: Token) -> bool:
    """ "It goes without saying": nobody speaks; a participle ("the said note", "asked about it, she …") does not."""
    head = parse.head(verb)
    if verb.dep == "advcl" and verb.tag in ("VBN", "VBD") and not parse.kids(verb, *SUBJECT, "mark", "aux"):
        return True
    return (verb.dep == "pcomp" and head.low in grammar("without")) or verb.dep in ("amod", "compound")


def _cue_span(parse: Parse, verb: Token, frames: dict[str, Cue]) -> Span:
    """The verb with the rest of a many-word one."""
    tail = next((rest(parse, verb, c.rest) for c in frames.values() if c.rest), ())
    return Span(verb.start, max([verb.end, *(t.end for t in tail)]))


def source_of(parse: Parse, verb: Token) -> Span | None:
    """The words of who speaks: the subject, the "by" of a passive, or who is quoted "as saying"."""
    if passive(parse, verb):
        by = agents(parse, verb)
        return np_span(parse, by[0]) if by else None
    if turned := _turned(parse, verb):
        return np_span(parse, turned)
    found = subjects(parse, verb) or _shared(parse, verb)
    if not found or (found[0].low in grammar("no-speaker")) or found[0].dep == "expl":
        return None
    return _joined(parse, found)


def _shared(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """The subject of the clause a verb hangs on, where its head is not tagged as a verb."""
    head = parse.head(verb)
    return parse.kids(head, *SUBJECT) if verb.dep in ("advcl", "conj", "xcomp", "parataxis") else ()


def _turned(parse: Parse, verb: Token) -> Token | None:
    """The noun phrase after a verb that follows closing marks ("“…,” said the envoy"): it is the one who speaks."""
    before = parse.tokens[verb.i - 1] if verb.i else None
    if before is None or before.tag != "''" or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    named = ("NOUN", "PROPN", "PRON", "PUNCT")
    after = next((t for t in parse.tokens[verb.i + 1 : verb.i + 8] if t.pos in named), None)
    if after is None or after.pos == "PUNCT" or after.tag in ("WDT", "WP"):
        return None
    while parse.head(after).i > after.i and parse.head(after).pos in ("NOUN", "PROPN"):
        after = parse.head(after)
    return after


def _joined(parse: Parse, heads: tuple[Token, ...]) -> Span:
    """The noun phrases of a coordinated subject as one span."""
    spans = [np_span(parse, h) for h in heads if h.pos in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "VERB", "X")]
    spans = spans or [np_span(parse, heads[0])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


# -- the shapes of what is said ----------------------------------------------------------------------------


def _finite(parse: Parse, clause: Token) -> bool:
    aux = parse.kids(clause, "aux", "auxpass")
    return clause.tag in ("VBZ", "VBD", "VBP", "MD") or any(a.tag in ("VBZ", "VBD", "VBP", "MD") for a in aux)


def _infinitive(parse: Parse, clause: Token) -> bool:
    return any(a.low == "to" for a in parse.kids(clause, "aux"))


def _wished(parse: Parse, clause: Token) -> bool:
    """Whether a clause stands in the subjunctive ("that the post be cut")."""
    aux = parse.kids(clause, "aux", "auxpass")
    return not any(a.tag in ("VBZ", "VBD", "VBP", "MD") for a in aux) and (
        clause.tag == "VB" or any(a.tag == "VB" for a in aux)
    )


def _asks(parse: Parse, clause: Token) -> bool:
    marks = parse.kids(clause, "mark", "advmod", "dobj", "nsubj", "attr", "pobj", "det")
    return any(k.low in ("whether", "if") or k.tag in ("WRB", "WP", "WDT") for k in marks if k.i < clause.i)


def _clause(parse: Parse, verb: Token, frames: dict[str, Cue]) -> tuple[Cue, Span] | None:
    """ "… said that the road was open", also with the clause before the verb."""
    small = parse.kids(verb, "ccomp", "acomp", "oprd")  # "made it clear that …"
    inner = tuple(c for t in small if t.pos == "ADJ" for c in parse.kids(t, "ccomp"))
    for clause in (*inner, *parse.kids(verb, "ccomp")):
        if clause.pos == "VERB" and clause.tag == "VBG" and not parse.kids(clause, "aux", "nsubj"):
            continue
        if _infinitive(parse, clause) and ("to+" in frames or not parse.kids(clause, "nsubj", "nsubjpass")):
            continue
        frame = frames.get("that") or frames.get("quote") or frames.get("be")
        if _asks(parse, clause):
            frame = frames.get("whether") or frame
        elif any(m.low == "that" for m in parse.kids(clause, "mark")):
            frame = frames.get("be") if _wished(parse, clause) else frames.get("that")
            frame = frame or frames.get("that") or frames.get("be")
        elif not _finite(parse, clause) and not _infinitive(parse, clause) and not _marked(parse):
            continue
        if frame and not ("that" in frames or frame.frame != "quote" or _marked(parse)):
            continue
        if frame and (span := _below(parse, clause, verb)):
            return frame, span
    return None


def _marked(parse: Parse) -> bool:
    """Whether quotation marks stand in the sentence: a fragment, or a verb such as "begin", may then hold speech."""
    return any(t.tag in ("``", "''") for t in parse)


def _below(parse: Parse, clause: Token, verb: Token) -> Span | None:
    """The clause with all that hangs on it, on its own side of the verb."""
    tree = parse.subtree(clause)
    side = [t for t in tree if (t.i < verb.i) == (clause.i < verb.i)]
    side = [t for t in side if t.dep != "punct" or (side[0].i < t.i < side[-1].i)] or side
    return Span(side[0].start, side[-1].end) if side else None


def _to(parse: Parse, verb: Token, frames: dict[str, Cue]) -> tuple[Cue, Span] | None:
    """ "vowed to rebuild", "urged both sides to wait"."""
    for clause in parse.kids(verb, "xcomp", "ccomp", "advcl"):
        if clause.i < verb.i or not _infinitive(parse, clause):
            continue
        if clause.dep == "advcl" and not frames.get("to+"):
            continue
        deps = ("dobj", "dative", "prep") if any(c.rest for c in frames.values()) else ("dobj", "dative")
        given = parse.kids(clause, "nsubj") or tuple(t for t in parse.kids(verb, *deps) if verb.i < t.i < clause.i)
        frame = frames.get("to+") if given else frames.get("to")
        if frame is None and clause.dep == "xcomp" and passive(parse, verb):
            frame = frames.get("to+")
        if frame and not (frame.frame == "to" and _polite(clause)) and (span := _below(parse, clause, verb)):
            return frame, span
    return None


def _polite(clause: Token) -> bool:
    """ "I want to thank …": the words that follow are themselves the deed."""
    return words(load("en")).has("courtesy", clause.lemma)


def _ing(parse: Parse, verb: Token, frames: dict[str, Cue]) -> tuple[Cue, Span] | None:
    """ "denied paying"."""
    frame = frames.get("ing")
    kids = (c for c in parse.kids(verb, "xcomp", "ccomp", "pcomp", "advcl") if c.tag == "VBG" and c.i > verb.i)
    clause = next((c for c in kids if c.dep != "advcl" or parse.tokens[c.i - 1].dep == "prt"), None)
    span = _below(parse, clause, verb) if frame and clause else None
    return (frame, span) if frame and span else None


def _prep(parse: Parse, verb: Token, frames: dict[str, Cue]) -> tuple[Cue, Span] | None:
    """ "described the pact as hollow", "accused him of spying", "blamed them for the delay"."""
    for prep in (*parse.kids(verb, "prep"), *_strayed(parse, verb)):
        frame = frames.get(prep.low) if prep.low in PREPS else None
        if frame is None or not parse.kids(prep, "pobj", "pcomp", "amod"):
            continue
        span = _below(parse, prep, verb)
        whom = next((t for t in parse.kids(verb, "dobj") if verb.i < t.i < prep.i), None)
        if span and prep.low == "as" and whom:
            span = span.cover(np_span(parse, whom))
        if span and (whom or passive(parse, verb) or prep.low == "of"):
            return frame, span
    return None


def _strayed(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """ "accused the bank of hiding losses": an "of" that the parser hangs on the accused."""
    return tuple(p for o in parse.kids(verb, "dobj") for p in parse.kids(o, "prep") if p.low == PREPS[1])


def _named(parse: Parse, verb: Token, frames: dict[str, Cue]) -> tuple[Cue, Span] | None:
    """ "called the raid a disgrace"."""
    frame = frames.get("named")
    name = next((t for t in parse.kids(verb, "oprd", "ccomp", "xcomp") if t.i > verb.i and t.pos != "VERB"), None)
    if frame is None or name is None or _infinitive(parse, name):
        return None
    span = _below(parse, name, verb)
    whom = next((t for t in parse.kids(verb, "dobj") if verb.i < t.i < name.i), None)
    return (frame, span.cover(np_span(parse, whom)) if whom else span) if span else None


def _phrase(parse: Parse, verb: Token, frames: dict[str, Cue]) -> tuple[Cue, Span] | None:
    """ "called for a pause", "denied the charge"."""
    frame = frames.get("np")
    if frame is None:
        return None
    tail = rest(parse, verb, frame.rest)
    over = tail[-1] if tail and tail[-1].dep == "prep" else verb
    if frame.rest and over is verb:
        return None
    thing = next((t for t in parse.kids(over, "pobj", "pcomp") if over is not verb), None) or next(
        (t for t in parse.kids(verb, "dobj") if over is verb), None
    )
    if thing is None or thing.i < verb.i or thing.pos in ("PRON", "PROPN", "DET") or thing.tag in ("WP", "WDT"):
        return None
    span = _below(parse, thing, verb)
    return (frame, span) if span else None


SHAPES: tuple[Shape, ...] = (_clause, _to, _ing, _prep, _named, _phrase)


# -- verbs that stand beside or inside what is said ----------------------------------------------------------


def _inserted(parse: Parse, verb: Token, known: Words) -> Span | None:
    """ "Ghana, said the envoy, will host"; "as the envoy noted, Ghana will host"."""
    if verb.dep not in ("parataxis", "advcl", "prep", "ccomp") or verb.head == verb.i:
        return None
    if verb.dep in ("ccomp", "parataxis") and not known.at("verb", parse, verb).keys() & {"that", "quote"}:
        return None
    if verb.dep == "ccomp" and not _comma_bound(parse, verb):
        return None
    like = any(k.low == "as" for k in parse.kids(verb, "mark", "advmod", "prep"))
    if verb.dep in ("advcl", "prep") and not (like and known.at("as-verb", parse, verb)):
        return None
    if parse.kids(verb, "ccomp") or (like and not parse.kids(verb, "nsubj")):
        return None
    inner = {t.i for t in parse.subtree(verb)}
    outer = [t for t in parse.subtree(_clause_head(parse, verb)) if t.i not in inner and t.dep != "punct"]
    return Span(outer[0].start, outer[-1].end) if len(outer) > 1 else None


def _comma_bound(parse: Parse, verb: Token) -> bool:
    """Whether a verb with its subject stands between commas inside its own head's clause."""
    tree = parse.subtree(verb)
    before = parse.tokens[tree[0].i - 1] if tree[0].i else None
    first = tree[0].text == "," or (before is not None and before.text in (",", "”", '"'))
    return first and len(tree) <= 12 and not parse.kids(verb, "ccomp", "mark", "dobj", "xcomp")


def _before(parse: Parse, verb: Token, source: Span) -> Span | None:
    """ "Corridor to stay open, minister says": what stands before a comma and a subject with the last verb."""
    first = next((t for t in parse if t.start >= source.start), None)
    after = [t for t in parse.tokens[verb.i + 1 :] if t.pos not in ("PUNCT", "ADP", "PROPN", "NUM", "DET")]
    if first is None or first.i < 3 or after or parse.tokens[first.i - 1].text != "," or source.start > verb.start:
        return None
    return Span(parse.tokens[0].start, parse.tokens[first.i - 2].end)


def _clause_head(parse: Parse, verb: Token) -> Token:
    head = parse.head(verb)
    while head.pos not in ("VERB", "AUX") and head.head != head.i:
        head = parse.head(head)
    return head
