"""Who says what: direct and indirect speech, belief and demand, "according to", a headline's "NAME: words".

The rules for words stand in `speech/`; here their finds meet the quotations and the actors. What counts as an
attribution follows PARC 3 (Pareti 2016): assertions, beliefs, facts and eventualities, each with its source where
the text names one. A holder of a view is not its speaker: `sort` tells them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.core.line import Line
from verbale.core.mention import Actor, Attribution
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import words as grammar
from verbale.mentions.names.details import people_in
from verbale.mentions.speech import answers, direct, headed, nouns, phrases, verbs
from verbale.mentions.speech.direct import Found
from verbale.mentions.speech.quotes import quotes
from verbale.mentions.speech.said import Raw, Said
from verbale.mentions.speech.words import forms, spoken
from verbale.mentions.view import View

KIND = "attribution"
WORD = re.compile(r"[^\W\d_]+")
GERUND = "ing"
LEADS = 6  # characters before the verb of an infinitive: "to ", an adverb would be longer


def find(
    view: View, actors: Sequence[Actor], speakers: Mapping[int, tuple[str, ...]] | None = None
) -> tuple[Said, ...]:
    """Attributions in text order. A quotation over several sentences is one, at the line of its cue.

    speakers: ids by turn, so that "As you said" and "That is right" have a source.
    """
    by_line: dict[int, list[Actor]] = {}
    for a in actors:
        by_line.setdefault(a.line, []).append(a)
    raws = [Found(line, raw) for line in view.lines for raw in _raws(view, line, by_line.get(line.index, []))]
    found = direct.joined(view.document.text, view.lines, raws, quotes(view.document.text, view.lines))
    found += answers.find(view.document.text, view.lines, view.turns, view.lexicon)
    others = answers.addressed(view.turns, speakers or {})
    said = (_said(view, f, by_line, others) for f in _outer(found))
    return tuple(sorted(said, key=lambda s: (s.span, s.content)))


def spread(lines: Sequence[Line], said: Iterable[Said]) -> Iterator[Said]:
    """The attributions once for every line their content reaches into, for those who look them up by line."""
    starts = [line.span.start for line in lines]
    for s in said:
        reached = lines[max(0, bisect_right(starts, s.content.start) - 1) : bisect_left(starts, s.content.end)]
        for index in sorted({s.line, *(line.index for line in reached if line.span.overlaps(s.content))}):
            yield replace(s, line=index)


def asserts(said: Attribution) -> bool:
    """Whether the source says that the content is so: not of what it only wants, asks or plans."""
    return not isinstance(said, Said) or said.sort != "eventuality"


def says(said: Attribution, span: Span) -> bool:
    """Whether the source asserts the words at a span: they stand in what is said, or run from it into the source
    that follows ("Peru signed it, according to the envoy")."""
    inside = said.content.contains(span)
    trailing = said.content.start <= span.start < said.content.end <= said.cue.start
    return asserts(said) and (inside or trailing)


def ids_at(span: Span | None, here: Sequence[Actor]) -> tuple[str, ...]:
    """The actors named inside a source: the persons, else all; what another actor's title holds is none."""
    inside = [a for a in here if span and span.overlaps(a.span) and a.ids and not _from_there(a, span)]
    persons = [a for a in inside if a.sort == "person"]
    return tuple(dict.fromkeys(i for a in (persons or inside) for i in a.ids))


def _speaking(view: View, source: Span | None, here: Sequence[Actor]) -> Sequence[Actor]:
    """ "Chadian farmers", "the women of Peru": a part of a people does not speak for its state."""
    parts = source is not None and people_in(view, source)
    return [a for a in here if a.sort != "state" or a.form == "group"] if parts else here


def _from_there(place: Actor, source: Span) -> bool:
    """ "a trader from Lima": a place does not speak through whoever comes from it."""
    return place.sort == "place" and source.start < place.span.start - len("the ")


def _raws(view: View, line: Line, here: Sequence[Actor]) -> Iterator[Raw]:
    text, lexicon = view.document.text, view.lexicon
    if line.kind in ("furniture", "credit"):
        return
    yield from headed.find(text, line, here, headed.Voice(lexicon, view.ordinary))
    if line.parse is not None:
        yield from phrases.find(text, line, here, lexicon)
        yield from verbs.find(line.parse, lexicon)
        yield from nouns.find(line.parse, lexicon)


def _outer(found: Iterable[Found]) -> Iterator[Found]:
    """Without wants and hopes inside other speech, doubles, and what lies inside its own cue's words."""
    beside: dict[int, list[Found]] = {}
    for f in found:
        if f.raw.content is not None and len(f.raw.content):
            beside.setdefault(f.line.index, []).append(f)
    seen: set[Span] = set()
    for f in (f for here in beside.values() for f in here):
        here = beside[f.line.index]
        assert f.raw.content is not None
        nested = any(g is not f and g.raw.content and g.raw.content.contains(f.raw.cue) for g in here)
        if (nested and f.raw.sort == "eventuality") or f.raw.content in seen or _only_leads(f, here):
            continue
        seen.add(f.raw.content)
        yield f


def _only_leads(found: Found, others: Sequence[Found]) -> bool:
    """ "refused to say whether …", "expressed the hope that …": what counts is the word of saying inside."""
    content = found.raw.content
    if content is None or found.raw.frame not in ("np", "to", "to+"):
        return False
    inner = [g.raw for g in others if g is not found and content.contains(g.raw.cue)]
    if found.raw.frame == "np":
        return any(r.frame == "noun" for r in inner)
    return any(r.cue.start - content.start <= LEADS and r.source == found.raw.source for r in inner)


def _said(view: View, found: Found, by_line: dict[int, list[Actor]], others: Mapping[int, tuple[str, ...]]) -> Said:
    text, raw = view.document.text, found.raw
    assert raw.content is not None
    content = raw.content.trim(text)
    here = by_line.get(found.source_line if found.source_line is not None else found.line.index, [])
    span = content.cover(raw.cue) if found.source_line is None else content
    if raw.source and found.source_line is None:
        span = span.cover(raw.source)
    ids = ids_at(raw.source, _speaking(view, raw.source, here)) or _other(text, found, others)
    return Said(span, found.line.index, raw.source, raw.cue, content, ids, raw.direct, raw.sort, raw.strength)


def _other(text: str, found: Found, others: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The other side of a conversation: "you", and whoever endorses what was put to him."""
    spoken_to = others.get(found.line.turn, ())
    if found.raw.frame == answers.ENDORSED:
        return spoken_to
    source = found.raw.source.of(text).casefold() if found.raw.source else ""
    return spoken_to[:1] if source in grammar("second-person") else ()


def speaks(words: str, lexicon: Lexicon) -> bool:
    """Whether a line holds a word that can make an attribution: such lines are parsed though they name nobody.

    A gerund that opens it ("Recognizing the need …") has no speaker of its own.
    """
    found = WORD.findall(words.casefold())
    lone = bool(found) and found[0].endswith(GERUND) and found[0] not in forms(lexicon, "irregular")
    return not spoken(lexicon).isdisjoint(found[lone:])
