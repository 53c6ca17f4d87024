"""Readings made by hand, and a stub that reads like the real function, for tests of what comes after reading."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date

from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import Interval, day
from verbale.core.line import Line, Turn
from verbale.core.mention import Actor
from verbale.core.record import Reading, Record, Refusal, record
from verbale.core.span import Span

TEXT = (
    "Norway and Iceland have had a fisheries agreement since 1994. "
    "Anna Berg visited Iceland on 4 May 2021. "
    "Trade between Norway and Iceland reached 12 million dollars. "
    "Norway will open an office in Akureyri. "
    "Norway firmly supports Iceland in protecting its waters. "
    "Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022. "
    "The two countries are good neighbours. "
    "The weather was fine."
)
ACTORS = {"Norway": "NOR", "Iceland": "ISL", "Anna Berg": "person:anna-berg"}


def document(text: str = TEXT, source: str = "note.txt", **parts: object) -> Document:
    known = {"date": day(date(2021, 6, 1), "--date"), "publisher": "NOR", "title": "A note on ties"} | parts
    return Document(digest(text), text, source, **known)  # type: ignore[arg-type]


def stub(doc: Document) -> Reading:
    """A record or a refusal of every sentence, by the crudest of rules; some words make it fail."""
    if "CRASH" in doc.text:
        raise ValueError("no reading of /home/someone/secret/file.txt")
    if "DIE" in doc.text:
        os._exit(9)
    lines = tuple(
        Line(i, Span(m.start(), m.end()), 0, "text", 0, "paragraph")
        for i, m in enumerate(re.finditer(r"[^.\s][^.]*\.", doc.text))
    )
    records = tuple(r for line in lines for r in _records(doc, line))
    held = {r.span.start for r in records}
    refusals = tuple(Refusal(n.index, n.span, "not understood") for n in lines if n.span.start not in held)
    whole = Turn(0, Span(0, len(doc.text)), "text")
    return Reading(doc, lines, (whole,), tuple(_mentions(doc, lines)), records, refusals, speakers={0: ("NOR",)})


def _mentions(doc: Document, lines: tuple[Line, ...]) -> Iterator[Actor]:
    for line in lines:
        for name, who in ACTORS.items():
            for m in re.finditer(name, line.span.of(doc.text)):
                span = Span(m.start(), m.end()).shift(line.span.start)
                yield Actor(span, line.index, "person" if ":" in who else "state", (who,), name=span)


def _records(doc: Document, line: Line) -> Iterator[Record]:
    words = line.span.of(doc.text)
    ids = [who for name, who in ACTORS.items() if name in words]
    status = "planned" if " will " in words else "held"
    common = {"said_by": ("NOR",), "status": status, "time": _time(words), "topics": ("trade",), "by": "stub/1"}
    span = Span(line.span.start, line.span.end - 1)
    for kind, values in _values(words, ids):
        yield record(doc, line, kind, span, values=values, **common)


def _values(words: str, ids: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    if found := re.search(r"Minister of \w+", words):
        yield "relation", _relation("office", ["person:anna-berg"], ["NOR"], found.group())
    if "agreement" in words:
        yield "relation", _relation("treaty-in-force", ids, [], "fisheries agreement")
    if "visit" in words:
        cast = [{"id": "person:anna-berg", "role": "visitor"}, {"id": "ISL", "role": "host"}]
        yield "event", {"type": "visit", "actors": cast, "place": "ISL"}
    if found := re.search(r"(\d+) million", words):
        value = int(found.group(1)) * 10**6
        yield "figure", {"form": "amount", "measure": "trade", "about": ids, "comparator": "=", "value": value,
                         "unit": "USD", "period": "2020"}  # fmt: skip
    if "supports" in words:
        yield "stance", {"holder": ids[:1], "attitude": "supports", "target": "in protecting its waters",
                         "target_ids": ids[1:], "strength": "firmly", "reciprocal": False}  # fmt: skip
    if "will open" in words:
        yield "commitment", {"holder": ids, "toward": ["ISL"], "action": "open an office in Akureyri",
                             "modality": "will", "deadline": None}  # fmt: skip
    if "good neighbours" in words:
        yield "phrase", {"canonical": "good-neighbours", "surface": "good neighbours", "scope": "ISL-NOR"}


def _relation(kind: str, subject: list[str], object_: list[str], value: str) -> dict[str, object]:
    return {"type": kind, "subject": subject, "object": object_, "value": value, "since": None, "until": None}


def _time(words: str) -> Interval | None:
    months = {"May": 5, "June": 6}
    found = re.search(r"(\d+) (May|June) (\d{4})", words)
    return day(date(int(found[3]), months[found[2]], int(found[1])), "as written") if found else None
