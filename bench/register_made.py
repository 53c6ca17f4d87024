"""Readings in any number, made of real ones: several joined, with other states, days, numbers and words.

Every offset holds: a word is replaced by one of the same length, and states, days and numbers change in the fields. A
person goes with the state whose office the real text gives him, for the years of a term, so that no two states and no
two decades have the same officers.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import verbale
from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.core.mention import Actor
from verbale.core.record import Reading, Record
from verbale.core.span import Span

STATES = (
    *("USA", "CHN", "JPN", "DEU", "FRA", "GBR", "IND", "BRA", "RUS", "KAZ", "TUR", "ITA", "KOR", "CAN", "AUS", "MEX"),
    *("IDN", "SAU", "ZAF", "EGY", "ARG", "POL", "UKR", "NLD", "ESP", "SWE", "NOR", "FIN", "EST", "LVA", "LTU", "CZE"),
    *("AUT", "CHE", "GRC", "PRT", "ROU", "UZB", "KGZ", "TJK", "TKM", "AZE", "GEO", "ARM", "MNG", "VNM", "THA", "MYS"),
    *("SGP", "PHL", "PAK", "IRN", "IRQ", "ISR", "ARE", "QAT", "NGA", "KEN", "ETH", "MAR"),
)
"""By how often they are drawn."""
WEIGHTS = [1 / (place + 3) for place in range(len(STATES))]
YEARS = range(2001, 2026)
WORD = re.compile(r"[a-z]{6,}")
CODE = re.compile(r"[A-Z]{3}(-[A-Z]{3})*\Z")
GAP = "\n\n"
TERM = 4
"""Years that a person holds an office."""


def bases(folder: Path) -> list[Reading]:
    """The readings of the texts in a folder, each read once."""
    whole = verbale.load(*sorted(folder.glob("*.txt")), folder / "news-items.jsonl")
    read = [verbale.read(d) for d in whole if isinstance(d, Document)]
    return [replace(r, lines=tuple(replace(n, parse=None) for n in r.lines)) for r in read]


def made(real: Sequence[Reading], documents: int, records: int, seed: int = 1) -> Iterator[Reading]:
    """So many readings with about so many records each."""
    random = Random(seed)
    words: dict[int, list[str]] = {}
    for word in sorted({w for r in real for w in WORD.findall(r.document.text)}):
        words.setdefault(len(word), []).append(word)
    for number in range(documents):
        yield _one(_drawn(real, records, random), number, words, random)


def _drawn(real: Sequence[Reading], records: int, random: Random) -> list[Reading]:
    """Readings that together have about so many records; as often below as above."""
    chosen: list[Reading] = []
    count = 0
    while count < records:
        chosen.append(random.choice(real))
        count += len(chosen[-1].records)
    over = count - records
    return chosen[:-1] if len(chosen) > 1 and random.random() < over / max(1, len(chosen[-1].records)) else chosen


def _one(parts: Sequence[Reading], number: int, words: dict[int, list[str]], random: Random) -> Reading:
    head = f"Document {number} of this collection."
    text = head + "".join(GAP + part.document.text for part in parts)
    text = WORD.sub(lambda m: random.choice(words[len(m[0])]) if random.random() < 0.04 else m[0], text)
    year = random.choice(YEARS)
    other = _Other(random, year, _posts(parts))
    when = date(year, random.randint(1, 12), random.randint(1, 28))
    doc = Document(digest(text), text, f"made-{number}.txt", date=Interval(when, when, when.isoformat()),
                   publisher=other.state("JPN"), title=head, genre="statement")  # fmt: skip
    joined = Reading(doc, (), (), (), (), ())
    at = len(head) + len(GAP)
    for part in parts:
        joined = _with(joined, part, at, other.since(part))
        at += len(part.document.text) + len(GAP)
    return joined


def _posts(parts: Sequence[Reading]) -> dict[str, str]:
    """The state whose office each person holds by the real texts."""
    held = [r.values for part in parts for r in part.records if r.values.get("type") == "office"]
    pairs = ((who, state) for v in held for who in v.get("subject") or () for state in v.get("object") or ())
    return {who: state for who, state in pairs if state in STATES}


class _Other:
    """Other states, persons, years and numbers in place of those read, the same throughout a document."""

    def __init__(self, random: Random, year: int, posts: dict[str, str]) -> None:
        self.random, self.year, self.shift, self.posts = random, year, 0, posts
        drawn = random.choices(STATES, WEIGHTS, k=60)
        self._free = iter(dict.fromkeys([*drawn, *STATES]))
        self._states: dict[str, str] = {}
        self.factor = random.uniform(0.5, 2)

    def since(self, part: Reading) -> _Other:
        held = part.document.date
        self.shift = self.year - (held.latest.year if held and held.latest else 2024)
        return self

    def state(self, code: str) -> str:
        if code not in self._states:
            self._states[code] = next(self._free, code)
        return self._states[code]

    def person(self, who: str) -> str:
        """Another person for each state and term."""
        state = self.posts.get(who, "")
        return f"{who}-{self.state(state).lower() if state else 'none'}-{self.year // TERM}"

    def of(self, value: Any, name: str = "") -> Any:
        """A value of a field, changed all through."""
        if isinstance(value, str) and value.startswith("person:"):
            return self.person(value)
        if isinstance(value, str):
            known = CODE.match(value) and all(c in STATES for c in value.split("-"))
            return "-".join(map(self.state, value.split("-"))) if known else value
        if isinstance(value, dict):
            return {key: self.of(part, key) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(part) for part in value]
        amount = isinstance(value, int | float) and not isinstance(value, bool) and name in ("value", "low", "high")
        return round(value * self.factor, 3) if amount else value

    def time(self, when: Interval | None) -> Interval | None:
        if when is None:
            return None
        first, last = (self._day(d) for d in (when.earliest, when.latest))
        words = re.sub(r"\d{4}", lambda m: f"{int(m[0]) + self.shift:04}", when.edtf)
        return replace(when, earliest=first, latest=last, edtf=words, span=None)

    def _day(self, day: date | None) -> date | None:
        if day is None:
            return None
        year = day.year + self.shift
        return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _with(joined: Reading, part: Reading, at: int, other: _Other) -> Reading:
    """The reading with another one added at a place in its text."""
    lines = tuple(replace(n, span=n.span.shift(at)) for n in part.lines)
    turns = tuple(replace(t, span=t.span.shift(at), label_span=None, questions=()) for t in part.turns)
    mentions = tuple(_mention(m, at, other) for m in part.mentions if isinstance(m, Actor) and m.form == "name")
    refusals = tuple(replace(r, span=r.span.shift(at)) for r in part.refusals)
    return replace(
        joined,
        lines=joined.lines + lines,
        turns=joined.turns + turns,
        mentions=joined.mentions + mentions,
        records=joined.records + tuple(_record(joined.document, r, at, other) for r in part.records),
        refusals=joined.refusals + refusals,
    )


def _mention(mention: Actor, at: int, other: _Other) -> Actor:
    name = mention.name.shift(at) if mention.name else None
    return replace(mention, span=mention.span.shift(at), name=name, ids=tuple(map(other.of, mention.ids)))


def _record(document: Document, record: Record, at: int, other: _Other) -> Record:
    span = record.span.shift(at)
    return replace(
        record,
        doc=document.id,
        source=document.source,
        item=None,
        span=span,
        quote=span.of(document.text),
        said_by=tuple(map(other.of, record.said_by)),
        time=other.time(record.time),
        values={name: other.of(value, name) for name, value in record.values.items()},
        fields={name: Span(f.start + at, f.end + at) for name, f in record.fields.items()},
    )
