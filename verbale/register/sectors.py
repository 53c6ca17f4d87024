"""Fields of cooperation that a text lists: "trade, transport, science and technology and other fields".

A pure view over a reading: no record states them, since a list of fields asserts nothing by itself. Each field keeps
its words; its topic is one of RECORDS.md's, None where no word of it is known. `suspected`: the topic is that of the
term which the word probably renders (lexicon table `suspected-rendering`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.record import Reading
from verbale.core.span import Span
from verbale.lexicon import Lexicon, load, vocabulary
from verbale.lines.clauses import subjects
from verbale.lines.listed import Listed, listed

LEAST = 3
LONGEST = 7
"""Items of a list of fields, and words of an item: what is longer is a clause."""
SHORT = ("state", "body", "group")


@dataclass(frozen=True, slots=True)
class Sector:
    """One field. because: why the topic is a suspected one, with its source."""

    span: Span
    words: str
    topic: str | None
    suspected: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class Sectors:
    """A list of fields. of: whose fields, the actors of the sentence, else of the one before in the turn (`inherited`).

    open: whether the text says that there are more ("etc.", "and other fields").
    """

    line: int
    span: Span
    items: tuple[Sector, ...]
    of: tuple[str, ...]
    open: bool
    inherited: bool = False

    def json(self) -> dict[str, Any]:
        return {
            "kind": "sectors", "span": self.span.json(), "of": list(self.of), "open": self.open,
            "inherited": self.inherited,
            "items": [
                {"span": s.span.json(), "words": s.words, "topic": s.topic, "suspected": s.suspected,
                 "because": s.because}
                for s in self.items
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    topics: dict[str, str]
    renderings: dict[str, tuple[str, str]]


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> _Table:
    def any_of(table: str) -> str:
        return "|".join(map(re.escape, sorted(vocabulary(lexicon, table, "words"), key=len, reverse=True)))

    nouns, before, about = any_of("sector-noun"), any_of("sector-before"), any_of("sector-about")
    head = rf"\b(?:{before})\s+(?:(?:{about})\s+)*"
    lead = rf"{head}(?:{nouns})\s+(?:{any_of('sector-lead')})\s+"
    adjectives = r"(?P<list>(?:[\w-]+,\s+)+(?:[\w-]+,?\s+)?and\s+[\w-]+)"
    topics = {w.casefold(): r["id"] for r in lexicon.table("topic") for w in r["words"]}
    forms = {r["word"]: (r["topic"], f"{r['because']} ({r['source']})") for r in lexicon.table("suspected-rendering")}
    tail = rf"{head}{adjectives}\s+(?:{nouns})\b"
    return _Table(re.compile(lead, re.IGNORECASE), re.compile(tail, re.IGNORECASE), topics, forms)


def sectors(reading: Reading, lexicon: Lexicon | None = None) -> tuple[Sectors, ...]:
    """The lists of fields of a reading, in text order."""
    lexicon = lexicon or load(reading.document.language)
    return tuple(found for line in reading.lines for found in _of_line(reading, line, lexicon))


def _of_line(reading: Reading, line: Line, lexicon: Lexicon) -> Iterator[Sectors]:
    table, text, done = _table(lexicon), reading.document.text, -1
    for start, end in sorted(_stretches(table, text, line)):
        if start < done:
            continue
        found = listed(text, Span(start, end), line.parse, lexicon, frozenset(table.topics))
        kept = _kept(found, text) if found else None
        if kept is None:
            continue
        items = tuple(_sector(s, text, table) for s in kept.items)
        if sum(i.topic is not None for i in items) * 2 < len(items):
            continue
        of, inherited = _whose(reading, line, kept.span)
        done = kept.span.end
        yield Sectors(line.index, kept.span, items, of, kept.open, inherited)


def _stretches(table: _Table, text: str, line: Line) -> Iterator[tuple[int, int]]:
    for match in table.lead.finditer(text, line.span.start, line.span.end):
        yield match.end(), line.span.end
    for match in table.tail.finditer(text, line.span.start, line.span.end):
        yield match.span("list")


def _kept(found: Listed, text: str) -> Listed | None:
    """The list up to its first item that is a clause; None where too little is left."""
    short = [len(s.of(text).split()) <= LONGEST for s in found.items]
    items = found.items[: short.index(False)] if False in short else found.items
    return Listed(items, found.open and len(items) == len(found.items)) if len(items) >= LEAST else None


def _sector(span: Span, text: str, table: _Table) -> Sector:
    words = " ".join(span.of(text).split())
    low = words.casefold()
    if low in table.renderings:
        meant, because = table.renderings[low]
        return Sector(span, words, meant, True, because)
    parts = low.split()
    forms = [" ".join(parts[i:j]) for i in range(len(parts)) for j in range(len(parts), i, -1)]
    topic = next((table.topics[f] for f in sorted(forms, key=len, reverse=True) if f in table.topics), None)
    return Sector(span, words, topic)


def _whose(reading: Reading, line: Line, span: Span) -> tuple[tuple[str, ...], bool]:
    """The subject of the verb over the list, else the first actors before it, else those of an earlier sentence."""
    here = _subject(reading, line, span) or _actors(reading, line.index, span.start)
    if here:
        return here, False
    earlier = [n for n in reading.lines if n.turn == line.turn and n.index < line.index]
    for other in reversed(earlier):
        if found := _actors(reading, other.index, other.span.end):
            return found, True
    return (), False


def _subject(reading: Reading, line: Line, span: Span) -> tuple[str, ...]:
    """Actors that are the subject of the nearest verb over the list."""
    top = line.parse.top(span) if line.parse else None
    for verb in line.parse.ancestors(top) if line.parse and top else ():
        if verb.pos in ("VERB", "AUX") and line.parse:
            held = subjects(line.parse, verb)
            found = [
                m for m in reading.mentions
                if isinstance(m, Actor) and m.line == line.index and m.sort in SHORT and m.ids
                and any(m.span.contains(t.span) for t in held)
            ]  # fmt: skip
            outer = [m for m in found if not any(o is not m and o.span.contains(m.span) for o in found)]
            if outer:
                return tuple(dict.fromkeys(i for m in outer for i in m.ids if not i.startswith("person:")))
    return ()


def _actors(reading: Reading, line: int, before: int) -> tuple[str, ...]:
    """States, bodies and groups of a line before an offset: the first, with those joined to it by "and"."""
    found = [
        m for m in reading.mentions
        if isinstance(m, Actor) and m.line == line and m.span.end <= before and m.sort in SHORT and m.ids
    ]  # fmt: skip
    outer = [m for m in found if not any(o is not m and o.span.contains(m.span) for o in found)]
    out = outer[:1]
    for m in outer[1:]:
        between = reading.document.text[out[-1].span.end : m.span.start].strip(" -–")
        if between not in ("and", ",", "", ", and"):
            break
        out.append(m)
    return tuple(dict.fromkeys(i for m in out for i in m.ids if not i.startswith("person:")))
