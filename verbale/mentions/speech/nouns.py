"""Nouns and adjectives that hold a clause: "his claim that …", "the view … is that …", "is confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.line import Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import agents, np_span, passive, subjects
from verbale.lines.clauses import words as grammar
from verbale.mentions.speech.said import Raw
from verbale.mentions.speech.verbs import source_of
from verbale.mentions.speech.words import Cue, Words, words


def find(parse: Parse, lexicon: Lexicon) -> Iterator[Raw]:
    """Every noun or adjective of saying of a sentence with the clause it holds."""
    known = words(lexicon)
    for token in parse:
        if token.pos == "NOUN" and known.has("noun", token.lemma):
            yield from _noun(parse, token, known)
        elif token.dep in ("acomp", "ROOT", "conj", "oprd") and known.has("adjective", token.low):
            yield from _adjective(parse, token, known)


def _noun(parse: Parse, noun: Token, known: Words) -> Iterator[Raw]:
    found = _held(parse, noun, known.at("noun", parse, noun))
    if found is None:
        return
    cue, clause = found
    tree = parse.subtree(clause)
    content = Span(tree[0].start, tree[-1].end)
    source = _owner(parse, noun, known)
    if not content.overlaps(noun.span) and (source or cue.frame == "that"):
        yield Raw(noun.span, source, content, cue.sort, cue.strength, noun, "noun")


def _held(parse: Parse, noun: Token, frames: dict[str, Cue]) -> tuple[Cue, Token] | None:
    """The clause of a noun: its own "that …" or "to …", or the one that "is" equates with it."""
    for clause in parse.kids(noun, "acl", "ccomp", "relcl"):
        marks = parse.kids(clause, "mark")
        said = any(m.low == "that" for m in marks) and parse.kids(clause, "nsubj", "nsubjpass", "expl")
        if "that" in frames and said:
            return frames["that"], clause
        infinitive = any(a.low == "to" for a in parse.kids(clause, "aux"))
        if "to" in frames and clause.dep == "acl" and infinitive and not parse.kids(clause, "nsubj"):
            return frames["to"], clause
    verb = parse.head(noun)
    if "that" in frames and noun.dep == "nsubj" and verb.lemma in grammar("copula"):
        clause = parse.kid(verb, "ccomp")  # type: ignore[assignment]
        if clause and clause.i > verb.i and any(m.low == "that" for m in parse.kids(clause, "mark")):
            return frames["that"], clause
    return None


def _owner(parse: Parse, noun: Token, known: Words) -> Span | None:
    """Whose word it is: "his", "of the envoy", "by the agency", else who voices it."""
    for kid in parse.kids(noun, "poss"):
        return np_span(parse, kid).cover(kid.span)
    for prep in parse.kids(noun, "prep", "agent"):
        if prep.low in grammar("of-source") and (inner := parse.kid(prep, "pobj")) and inner.pos != "NUM":
            return np_span(parse, inner)
    for made in parse.kids(noun, "acl"):
        if by := agents(parse, made):
            return np_span(parse, by[0])
    verb = _governor(parse, noun)
    if verb is None or not known.has("light", verb.lemma):
        return None
    if noun.dep == "nsubjpass" and passive(parse, verb):
        by = agents(parse, verb)
        return np_span(parse, by[0]) if by else None
    return source_of(parse, verb) if noun.dep not in ("nsubj", "nsubjpass") else None


def _governor(parse: Parse, noun: Token) -> Token | None:
    """The verb a noun is the object of, through one preposition or a list."""
    head = parse.head(noun)
    while head.head != head.i and (head.dep in ("prep", "conj", "pobj", "dobj") and head.pos not in ("VERB", "AUX")):
        head = parse.head(head)
    return head if head.pos in ("VERB", "AUX") else None


def _adjective(parse: Parse, word: Token, known: Words) -> Iterator[Raw]:
    frames = {c.frame: c for c in known.cues("adjective", word.low)}
    verb = parse.head(word)
    if verb.lemma not in grammar("copula") or verb.i == word.i:
        return
    heads = subjects(parse, verb)
    if not heads or heads[0].low in grammar("empty-subject") or heads[0].dep == "expl":
        return
    for clause in (*parse.kids(word, "ccomp", "xcomp"), *parse.kids(verb, "ccomp")):
        infinitive = any(a.low == "to" for a in parse.kids(clause, "aux"))
        cue = frames.get("to-adjective" if infinitive else "that")
        if cue and clause.i > word.i:
            tree = parse.subtree(clause)
            yield Raw(word.span, source_of(parse, verb), Span(tree[0].start, tree[-1].end), cue.sort, cue.strength)
            return
