"""Who says what: direct and indirect speech, "according to", a headline's or list's "NAME: words".

A holder of a view is not its speaker: only verbs of saying (lexicon table `saying`) make an attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor, Attribution
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import np_span, subjects
from verbale.mentions.view import View

KIND = "attribution"
QUOTED = re.compile(r"[“\"«][^“”\"«»]{12,}?(?:[”\"»]|$)")
COLON = re.compile(r"\s*(?:[-•*]\s+)?([A-Z][^:“”\"]{2,60}):\s*(?=[“\"«])")
OPEN = re.compile(r"\s*(?:[-•*]\s+)?(?=[“\"«])")


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    rows = lexicon.table("saying")
    verbs = frozenset(
        r["lemma"] for r in rows if r.get("kind", "verb") == "verb" and set(r.get("frame", ())) & {"that", "quote"}
    )
    return verbs, tuple(r["lemma"] for r in rows if r.get("kind") == "preposition")


def find(view: View, actors: Sequence[Actor]) -> tuple[Attribution, ...]:
    """Attributions in text order. A quotation that goes on in the next line keeps its source."""
    by_line: dict[int, list[Actor]] = {}
    for a in actors:
        by_line.setdefault(a.line, []).append(a)
    out: list[Attribution] = []
    for line in view.lines:
        here = by_line.get(line.index, [])
        found = [
            *_headed(view, line, here),
            *_quoted(view, line, here, out),
            *_indirect(view, line, here),
            *_according(view, line, here),
        ]
        out += sorted(found, key=lambda a: a.span)
    return tuple(out)


def ids_at(span: Span | None, here: Sequence[Actor]) -> tuple[str, ...]:
    """The actors named inside a source: the persons, else all; what another actor's title holds is none."""
    inside = [a for a in here if span and span.overlaps(a.span) and a.ids]
    persons = [a for a in inside if a.sort == "person"]
    return tuple(dict.fromkeys(i for a in (persons or inside) for i in a.ids))


def _headed(view: View, line: Line, here: Sequence[Actor]) -> Iterator[Attribution]:
    """ "President Lind: “…”" as a list item or a caption has it."""
    text = view.document.text
    match = COLON.match(text, line.span.start, line.span.end)
    if match:
        source = Span(*match.span(1))
        if ids := ids_at(source, here):
            yield Attribution(
                line.span,
                line.index,
                source,
                Span(source.end, source.end + 1),
                Span(match.end(), line.span.end),
                ids,
                True,
            )


def _quoted(view: View, line: Line, here: Sequence[Actor], before: Sequence[Attribution]) -> Iterator[Attribution]:
    """A quotation, by the subject of the verb of saying in its sentence, or by whom the last one was."""
    text = view.document.text
    for match in QUOTED.finditer(text, line.span.start, line.span.end):
        content = Span(match.start() + 1, match.end() - (text[match.end() - 1] in '”"»'))
        cue = _cue(view, line, content)
        if cue:
            source = _source(line.parse, cue) if line.parse else None
            yield Attribution(line.span, line.index, source, cue.span, content, ids_at(source, here), True)
        elif (
            OPEN.match(text, line.span.start, match.start() + 1)
            and before
            and before[-1].direct
            and before[-1].line in (line.index - 1, line.index - 2)
        ):
            last = before[-1]
            yield Attribution(line.span, line.index, last.source, last.cue, content, last.source_ids, True)


def _cue(view: View, line: Line, content: Span) -> Token | None:
    verbs, _ = _verbs(view.lexicon)
    outside = (
        t for t in line.parse or () if t.lemma in verbs and t.pos in ("VERB", "AUX") and not content.contains(t.span)
    )
    return next(outside, None)


def _source(parse: Parse, verb: Token) -> Span | None:
    found = subjects(parse, verb)
    return np_span(parse, found[0], full=False) if found else None


def _indirect(view: View, line: Line, here: Sequence[Actor]) -> Iterator[Attribution]:
    """ "X said that …", "X told Y …": the clause under the verb."""
    verbs, _ = _verbs(view.lexicon)
    parse = line.parse
    for verb in parse or ():
        if parse is None or verb.lemma not in verbs or verb.pos != "VERB":
            continue
        content = next(iter(parse.kids(verb, "ccomp")), None)
        source = _source(parse, verb)
        if content is None or source is None or content.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        words = parse.subtree(content)
        span = Span(words[0].start, words[-1].end)
        if not span.overlaps(verb.span):
            yield Attribution(source.cover(span), line.index, source, verb.span, span, ids_at(source, here))


def _according(view: View, line: Line, here: Sequence[Actor]) -> Iterator[Attribution]:
    _, phrases = _verbs(view.lexicon)
    low = line.span.of(view.document.text).casefold()
    for phrase in phrases:
        at = low.find(phrase + " ")
        if at < 0 or (at > 0 and low[at - 1].isalnum()):
            continue
        cue = Span(line.span.start + at, line.span.start + at + len(phrase))
        near = [a for a in here if 0 <= a.span.start - cue.end <= 6]
        if near:
            content = Span(near[0].span.end, line.span.end) if at < 5 else Span(line.span.start, cue.start)
            if len(content):
                yield Attribution(
                    line.span, line.index, near[0].span, cue, content.trim(view.document.text), near[0].ids
                )
