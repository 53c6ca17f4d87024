"""One document of the page: its paragraphs with what is marked in them, its records, refusals and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.core.finding import Finding
from verbale.core.line import Block
from verbale.core.record import Reading, Record, Refusal
from verbale.core.span import Span
from verbale.lexicon import load
from verbale.lines.blocks import blocks
from verbale.views.names import Names, of_reading
from verbale.views.reading_html.segments import Segment, cut
from verbale.views.wording import UNSEEN, clean, gist, involved, sayers, when


@dataclass(frozen=True, slots=True)
class Mark:
    """A record as the page shows it. actors: ids, with those who say it; place: index of its first stretch."""

    id: str
    kind: str
    what: str
    when: str
    status: str
    said_by: str
    topics: str
    supplied: str
    by: str
    quote: str
    actors: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as the margin shows it. others: words of other documents, each with its source."""

    rule: str
    severity: str
    outcome: str
    message: str
    lines: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: numbers of the records, refusals and findings that hold it; number: on its sheet.

    why: the reason of a refusal whose words end here.
    """

    words: str
    number: int
    records: tuple[int, ...]
    refusals: tuple[int, ...]
    notes: tuple[int, ...]
    label: bool = False
    why: str = ""

    @property
    def bare(self) -> bool:
        return not (self.records or self.refusals or self.notes or self.label)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text. kind: heading, paragraph, list-item, …; notes: the findings whose words begin in it."""

    kind: str
    pieces: tuple[Piece, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of the page. refused: how many sentences gave nothing; names: of the actors of its records, by id."""

    title: str
    source: str
    publisher: str
    date: str
    basis: str
    genre: str
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...]
    refused: int
    notes: tuple[Note, ...]
    remarks: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


def sheet(reading: Reading, findings: Iterable[Finding] = ()) -> Sheet:
    """The sheet of a reading; findings: those on this document, of which those that passed are left out."""
    doc, name = reading.document, of_reading(reading)
    found = tuple(f for f in findings if not f.passed)
    records = sorted(reading.records, key=lambda r: (r.span, r.kind, r.id))
    refused = sorted(reading.refusals, key=lambda r: r.span)
    held = blocks(doc.text, load(doc.language))
    labels = [t.label_span for t in reading.turns if t.label_span]
    spans = [r.span for r in records], [r.span for r in refused], *_layer(found), labels
    rows = cut([b.span for b in held], spans)
    firsts = _firsts(rows, spans)
    owners = _owners(found)
    paragraphs = tuple(_paragraphs(doc.text, held, rows, owners, _why(refused, rows)))
    ids = dict.fromkeys(who for r in records for who in (*involved(r), *r.said_by))
    url = doc.url if doc.url and doc.url.lower().startswith(("https://", "http://")) else None
    return Sheet(
        title=clean(doc.title or doc.source),
        source=clean(doc.source) + (f" item {clean(doc.item)}" if doc.item else ""),
        publisher=clean(name(doc.publisher)) if doc.publisher else "",
        date=when(doc.date),
        basis=clean(doc.date.basis) if doc.date else "",
        genre=clean(doc.genre or ""),
        url=url,
        paragraphs=paragraphs,
        marks=tuple(_mark(r, name, firsts[0].get(i, 0)) for i, r in enumerate(records)),
        refused=len(refused),
        notes=tuple(_note(f, min((firsts[2].get(n, 0) for n in owners[1][i]), default=0)) for i, f in enumerate(found)),
        remarks=tuple(map(clean, reading.notes)),
        names=tuple((clean(who), clean(name(who))) for who in ids),
    )


def _layer(found: Sequence[Finding]) -> tuple[list[Span]]:
    """The spans of all findings, one after the other."""
    return ([s for f in found for s in f.spans],)


def _owners(found: Sequence[Finding]) -> tuple[list[int], list[list[int]]]:
    """Of each span of the layer its finding, and of each finding its spans."""
    mine = [i for i, f in enumerate(found) for _ in f.spans]
    return mine, [[n for n, owner in enumerate(mine) if owner == i] for i in range(len(found))]


def _firsts(rows: Sequence[Sequence[Segment]], layers: Sequence[Sequence[Span]]) -> list[dict[int, int]]:
    """Of each span of each layer, the number of its first stretch."""
    out: list[dict[int, int]] = [{} for _ in layers]
    for number, segment in enumerate(s for row in rows for s in row):
        for found, held in zip(out, segment.layers, strict=True):
            for index in held:
                found.setdefault(index, number)
    return out


def _why(refused: Sequence[Refusal], rows: Sequence[Sequence[Segment]]) -> dict[int, str]:
    """The reasons of refusals, by the number of the stretch that each ends with."""
    ends = {i: n for n, segment in enumerate(s for row in rows for s in row) for i in segment.layers[1]}
    out: dict[int, str] = {}
    for i, n in ends.items():
        words = clean(": ".join(filter(None, (refused[i].reason, refused[i].detail))))
        out[n] = "; ".join(filter(None, (out.get(n), words)))
    return out


def _paragraphs(
    text: str,
    held: Sequence[Block],
    rows: Sequence[Sequence[Segment]],
    owners: tuple[list[int], list[list[int]]],
    why: Mapping[int, str],
) -> Iterable[Paragraph]:
    number, seen = 0, set[int]()
    for block, row in zip(held, rows, strict=True):
        pieces, notes = [], dict[int, None]()
        for segment in row:
            mine = tuple(dict.fromkeys(owners[0][n] for n in segment.layers[2]))
            notes |= dict.fromkeys(n for n in mine if n not in seen)
            seen |= set(mine)
            words = UNSEEN.sub("\ufffd", segment.span.of(text))
            records, refused, _, label = segment.layers
            pieces.append(Piece(words, number, records, refused, mine, bool(label), why.get(number, "")))
            number += 1
        yield Paragraph(block.kind, tuple(pieces), tuple(notes))


def _mark(r: Record, name: Names, place: int) -> Mark:
    return Mark(
        id=r.id,
        kind=r.kind,
        what=gist(r, name),
        when=when(r.time),
        status=r.status,
        said_by=sayers(r, name),
        topics=", ".join(r.topics),
        supplied=", ".join(r.supplied),
        by=r.by,
        quote=clean(r.quote),
        actors=tuple(dict.fromkeys(map(clean, (*involved(r), *r.said_by)))),
        place=place,
    )


def _note(f: Finding, place: int) -> Note:
    inputs = [f"{key}: {value}" for key, value in f.inputs.items()]
    others = [f"“{o.quote}” ({', '.join(filter(None, (o.source, o.date)))})" for o in f.others]
    lines = [*inputs, f.formula, f.bounds, f.because, *others, *(f"known: {fact}" for fact in f.supplied)]
    return Note(f.rule, f.severity, f.outcome, clean(f.message), tuple(clean(x) for x in lines if x), place)
