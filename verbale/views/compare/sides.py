"""One of the two texts: what it is, its sentences and clauses, its records and set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor, Phrase
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.lines import layout
from verbale.register import Kept
from verbale.register.naming import best, written
from verbale.views.names import Names
from verbale.views.wording import clean, when

LEAD = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-*•‣●○▪–—])\s+(?=\S)")
"""The number or bullet that a sentence begins with, which moves when a paragraph is put in before it."""
WORD = re.compile(r"\w+(?:['’.,]\w+)*")
OUTSIDE = ("credit", "furniture")
"""Kinds of blocks that are no part of what a text says."""
LEAST = 4
"""Words that a clause has at least; a shorter one stays with its neighbour."""
PEOPLE = ("person", "office")
JOINED = ("conj", "parataxis")
VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of a text. publisher: in words; date: in words, empty where it is not known; day: ISO."""

    id: str
    title: str
    source: str
    item: str | None
    publisher: str
    date: str
    day: str | None
    genre: str | None
    url: str | None

    def json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def label(self) -> str:
        """Who and when, in a few words."""
        return ", ".join(filter(None, (self.publisher or self.source, self.date)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or a clause. words: on one line, without the number it begins with; sentence: its index."""

    span: Span
    words: str
    kind: str
    sentence: int
    lead: str = ""

    def json(self) -> dict[str, Any]:
        return {"span": self.span.json(), "quote": self.words}


@dataclass(frozen=True, slots=True)
class Side:
    """A text as the comparison sees it. ids: of its records; people: names and titles of persons in it, as written."""

    about: About
    sentences: tuple[Piece, ...]
    clauses: tuple[Piece, ...] = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    ids: tuple[str, ...] = field(repr=False)
    phrases: tuple[Phrase, ...] = field(repr=False)
    people: tuple[str, ...] = field(repr=False)
    text: str = field(repr=False)

    def sentence(self, span: Span) -> Piece | None:
        """The sentence that holds the beginning of the span."""
        return next((p for p in self.sentences if p.span.start <= span.start < p.span.end), None)


def side(reading: Reading, name: Names, kept: Sequence[Kept] | None = None) -> Side:
    """The side that a reading makes; kept: the records to use in place of the reading's own."""
    text = reading.document.text
    lines = [line for line in _lines(reading) if line.kind not in OUTSIDE]
    sentences = tuple(_piece(text, line, line.span) for line in lines)
    clauses = tuple(_piece(text, line, span) for line in lines for span in _clauses(text, line))
    held = [(r.id, r) for r in reading.records] if kept is None else [(k.id, k.record) for k in kept]
    held.sort(key=lambda row: (row[1].span, row[1].kind, row[0]))
    ids, records = tuple(row[0] for row in held), tuple(row[1] for row in held)
    phrases = tuple(m for m in reading.mentions if isinstance(m, Phrase))
    people = tuple(
        dict.fromkeys(m.span.of(text) for m in reading.mentions if isinstance(m, Actor) and m.sort in PEOPLE)
    )
    return Side(_about(reading, name), sentences, clauses, records, ids, phrases, people, text)


def _lines(reading: Reading) -> Sequence[Line]:
    """The sentences; of a text so long that a reading lets them go, without their parses."""
    return reading.lines or layout(reading.document, load(reading.document.language)).lines


def names(*readings: Reading) -> Names:
    """Names as the texts write them."""
    return Names(best((who, form, n) for reading in readings for (who, form), n in written(reading).items()))


def _about(reading: Reading, name: Names) -> About:
    doc = reading.document
    publisher = clean(name(doc.publisher)) if doc.publisher else ""
    day = doc.date.latest or doc.date.earliest if doc.date else None
    url = doc.url if doc.url and doc.url.lower().startswith(("https://", "http://")) else None
    title, item = clean(doc.title or doc.source), clean(doc.item) if doc.item else None
    iso = day.isoformat() if day else None
    return About(doc.id, title, clean(doc.source), item, publisher, when(doc.date), iso, doc.genre, url)


def _piece(text: str, line: Line, span: Span) -> Piece:
    words = span.of(text)
    found = LEAD.match(words) if span.start == line.span.start else None
    lead = found.group().strip() if found else ""
    return Piece(span, clean(words[found.end() :] if found else words), line.kind, line.index, lead)


def _clauses(text: str, line: Line) -> Iterator[Span]:
    """A sentence cut at semicolons and before its coordinated main verbs, pieces of a few words left whole."""
    start = line.span.start
    for at in sorted(_cuts(text, line)):
        if _long(text[start:at]) and _long(text[at : line.span.end]):
            yield Span(start, at).trim(text, " \t\r\n\u00a0")
            start = at
    yield Span(start, line.span.end).trim(text, " \t\r\n\u00a0")


def _long(words: str) -> bool:
    return len(WORD.findall(words)) >= LEAST


def _cuts(text: str, line: Line) -> set[int]:
    marks = {m.end() + line.span.start for m in re.finditer(r";", line.span.of(text))}
    return marks | ({_begin(line.parse, t) for t in _main(line.parse)} if line.parse else set())


def _main(parse: Parse) -> Iterator[Token]:
    """Verbs that are coordinated with the sentence's main verb."""
    for token in parse:
        chain = (token, *parse.ancestors(token))
        if token.dep in JOINED and token.pos in VERBS and all(t.dep in (*JOINED, "ROOT") for t in chain):
            yield token


def _begin(parse: Parse, verb: Token) -> int:
    """Where a coordinated clause begins: at the conjunction before it, else at its first word."""
    first = parse.subtree(verb)[0]
    before = parse[first.i - 1] if first.i else first
    return before.start if before.dep == "cc" else first.start
