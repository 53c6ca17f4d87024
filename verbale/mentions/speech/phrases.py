"""Phrases that name a source beside a clause: "according to …", "in his view", "for Quito, …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import np_span
from verbale.lines.clauses import words as grammar
from verbale.mentions.speech.said import Raw
from verbale.mentions.speech.words import forms, pattern, words

LEAD = 4  # characters before a phrase that opens its sentence: a mark, a bullet
FOR = "for"


def find(text: str, line: Line, here: Sequence[Actor], lexicon: Lexicon) -> Iterator[Raw]:
    """Every phrase of a line that names a source, with the clause it stands beside."""
    if line.parse is None:
        return
    yield from _according(text, line, line.parse, here, lexicon)
    yield from _possessed(text, line, line.parse, lexicon)
    yield from _for(text, line, line.parse, here, lexicon)


def _according(text: str, line: Line, parse: Parse, here: Sequence[Actor], lexicon: Lexicon) -> Iterator[Raw]:
    stands = pattern(lexicon, "standpoint").finditer(text, line.span.start, line.span.end)
    for match in (*pattern(lexicon, "preposition").finditer(text, line.span.start, line.span.end), *stands):
        cue = Span(*match.span())
        head = _after(parse, cue)
        if head is None or not _stands_apart(text, line, cue, head, lexicon):
            continue
        source = np_span(parse, head)
        source = Span(max(source.start, cue.end), source.end) if source.end > cue.end else head.span
        source = source.trim(text)
        if match.re is pattern(lexicon, "standpoint") and not any(head.span.overlaps(a.span) for a in here):
            continue
        content = _beside(text, line, parse, Span(cue.start, max(source.end, _tail(parse, head, source))))
        if content:
            yield Raw(cue, source, content, verb=parse.at(cue)[0])


def _after(parse: Parse, cue: Span) -> Token | None:
    """The head of the noun phrase that follows a cue: the first word after it, climbed to its top."""
    after = [t for t in parse if t.start >= cue.end]
    if not after or after[0].pos not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "PUNCT", "ADV"):
        return None
    at = after[0]
    while parse.head(at).start >= cue.end and parse.head(at).i != at.i and at.dep not in ("pobj", "dobj", "nsubj"):
        at = parse.head(at)
    return at if at.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X") else None


def _tail(parse: Parse, head: Token, source: Span) -> int:
    """Where the whole phrase of a source ends: with an apposition or clause that follows it."""
    whole = np_span(parse, head, full=True)
    return whole.end if whole.end - source.end < 150 and whole.start >= source.start - 2 else source.end


def _stands_apart(text: str, line: Line, cue: Span, head: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase names a source and no standard ("according to plan") and, if short, is set off."""
    first = cue.start - line.span.start <= LEAD
    if cue.of(text)[:1].isupper() and not first:
        return False
    apart = first or text[line.span.start : cue.start].rstrip()[-1:] in (",", "—", "–", "(", "-", "”", '"')
    if head.lemma in forms(lexicon, "standard") and not apart:
        return False
    return apart or " " in cue.of(text)


def _beside(text: str, line: Line, parse: Parse, phrase: Span) -> Span | None:
    """The clause a phrase comments on: what follows where it opens the sentence, else what it stands in."""
    if phrase.start - line.span.start <= LEAD:
        return _words(text, Span(min(phrase.end, line.span.end), line.span.end))
    start = _clause_start(parse, phrase, line)
    left = _words(text, Span(start, phrase.start)) if start < phrase.start else None
    after = Span(phrase.end, line.span.end)
    verb = _verb_over(parse, phrase)
    if verb and verb.start >= phrase.end and text[phrase.end : phrase.end + 1] in (",", "—", "–", " "):
        return left.cover(_words(text, after) or left) if left else _words(text, after)
    return left or _words(text, after)


def _words(text: str, span: Span) -> Span | None:
    """The span trimmed of marks, if words are left."""
    span = span.trim(text, " \t\r\n\u00a0,;:—–-()")
    return span if any(c.isalpha() for c in span.of(text)) else None


def _verb_over(parse: Parse, phrase: Span) -> Token | None:
    top = parse.top(phrase)
    if top is None:
        return None
    return next((t for t in parse.ancestors(top) if t.pos in ("VERB", "AUX")), None)


def _clause_start(parse: Parse, phrase: Span, line: Line) -> int:
    """Where the clause begins that a phrase closes: after a coordinated one before it."""
    verb = _verb_over(parse, phrase)
    if verb is None or verb.dep not in ("conj", "ccomp", "advcl", "relcl") or verb.start > phrase.start:
        return line.span.start
    if verb.dep == "conj" and not parse.kids(verb, "nsubj", "nsubjpass"):
        return line.span.start
    return min(parse.subtree(verb)[0].start, phrase.start)


def _possessed(text: str, line: Line, parse: Parse, lexicon: Lexicon) -> Iterator[Raw]:
    """ "in his view", "by the bank's own account"."""
    nouns, preps = forms(lexicon, "possessed"), forms(lexicon, "possessing")
    for noun in parse:
        prep = parse.head(noun)
        if noun.low not in nouns or noun.dep != "pobj" or prep.low not in preps:
            continue
        owner = parse.kid(noun, "poss")
        phrase = Span(prep.start, noun.end)
        more = [k for k in parse.kids(noun) if k.low not in grammar("own-word") and k.dep != "poss" and k.i < noun.i]
        if owner is None or more or not _set_off(text, line, phrase):
            continue
        if content := _beside(text, line, parse, phrase):
            yield Raw(phrase, np_span(parse, owner).cover(owner.span), content, "belief", verb=prep)


def _set_off(text: str, line: Line, phrase: Span) -> bool:
    """Whether a phrase opens its sentence or stands after a comma."""
    before = text[line.span.start : phrase.start].rstrip()
    return not before or before[-1:] in ",—–" or text[phrase.end : phrase.end + 1] in (",", ".") or len(before) <= LEAD


def _weighs(parse: Parse, root: Token, lexicon: Lexicon) -> bool:
    known = words(lexicon)
    return any(known.has("verdict", t.lemma) for t in (root, *parse.kids(root, "auxpass")))


def _for(text: str, line: Line, parse: Parse, here: Sequence[Actor], lexicon: Lexicon) -> Iterator[Raw]:
    """ "For Quito, the pact remains a lifeline": what an actor holds it to be."""
    first = next((t for t in parse if t.pos != "PUNCT"), None)
    named = parse.kid(first, "pobj") if first and first.low == FOR and first.start - line.span.start <= LEAD else None
    root = parse.head(first) if first else None
    if first is None or named is None or root is None or not _weighs(parse, root, lexicon):
        return
    source = np_span(parse, named)
    acts = any(a.span.overlaps(source) and a.sort in ("state", "person", "group", "body", "place") for a in here)
    if acts and text[source.end : source.end + 1] == ",":
        content = _words(text, Span(source.end, line.span.end))
        if content:
            yield Raw(first.span, source, content, "belief", verb=first)
