"""A reading, a hit and a record for a person at a terminal; plain text where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.core.document import Document
from verbale.core.line import Turn
from verbale.core.record import Reading, Record
from verbale.register.rows import About, Hit, Kept
from verbale.views.names import Names, of_reading
from verbale.views.wording import clean, gist, involved, sayers, short, when

KINDS = {
    "event": "Events",
    "relation": "Relations",
    "figure": "Figures",
    "stance": "Positions",
    "commitment": "Undertakings",
    "phrase": "Set phrases",
}
QUOTE = 220
TURN = 140
DATE = 20
"""Widths in characters: of a quote and a turn at most, of the column of dates."""


def put(console: Console, thing: RenderableType, soft_wrap: bool = False) -> None:
    """Print without the blanks that fill a line up to the console's width."""
    with console.capture() as printed:
        console.print(thing, highlight=False, soft_wrap=soft_wrap)
    console.file.write(re.sub(r"[ ]+$", "", printed.get(), flags=re.MULTILINE))


def show_reading(reading: Reading, console: Console) -> None:
    """Print a document's header, its turns with their speakers, and its records by kind."""
    name = of_reading(reading)
    for line in _header(reading, name):
        put(console, line)
    evidence = dict.fromkeys((when(time) or "–", clean(why)) for why, time in reading.dating)
    _grid(console, ((Text(time, "dim"), Text(why, "dim")) for time, why in evidence))
    if len(reading.turns) > 1:
        _section(console, f"Turns ({len(reading.turns)})", (_turn(reading, turn, name) for turn in reading.turns))
    ranked = sorted(reading.records, key=lambda r: (_rank(r.kind), r.kind, r.span.start, r.span.end))
    for kind, group in groupby(ranked, key=lambda r: r.kind):
        found = list(group)
        _section(console, f"{KINDS.get(kind, kind)} ({len(found)})", (_record(r, name) for r in found))
    put(console, Text())


def _rank(kind: str) -> int:
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _section(console: Console, title: str, rows: Iterable[tuple[Text, Text]]) -> None:
    put(console, Text())
    put(console, Text(title, "bold"))
    _grid(console, rows)


def _grid(console: Console, rows: Iterable[tuple[Text, Text]]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=DATE if console.width >= 72 else DATE // 2, overflow="fold")
    table.add_column()
    for left, right in rows:
        table.add_row(left, right)
    if table.row_count:
        put(console, Padding(table, (0, 0, 0, 2), expand=False))


def _header(reading: Reading, name: Names) -> Iterator[Text]:
    doc = reading.document
    yield Text(clean(doc.title or doc.source), "bold")
    yield Text(" · ".join(_known(doc, name)))
    basis = f" ({clean(doc.date.basis)})" if doc.date and doc.date.basis and not reading.dating else ""
    parts = {"turn": len(reading.turns), "record": len(reading.records), "refusal": len(reading.refusals)}
    yield Text(", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in parts.items()))
    yield from (Text(clean(note), "yellow") for note in reading.notes)
    evidence = ", from what the text says:" if reading.dating else ""
    yield Text(f"{when(doc.date) or 'no date'}{basis}{evidence}")


def _known(doc: Document, name: Names) -> Iterator[str]:
    yield clean(doc.source) + (f" item {clean(doc.item)}" if doc.item else "")
    yield f"published by {clean(name(doc.publisher))}" if doc.publisher else "publisher not known"
    if doc.genre:
        yield clean(doc.genre)
    if doc.place:
        yield clean(doc.place)


def _turn(reading: Reading, turn: Turn, name: Names) -> tuple[Text, Text]:
    speakers = name.all(reading.speakers.get(turn.index, ())) or turn.label or turn.role
    sort = {"question": " asks", "answer": ""}.get(turn.role, "")
    left = Text(f"{turn.index} {clean(speakers)}{sort}", "cyan")
    right = Text(short(turn.span.of(reading.document.text), TURN))
    if turn.answers is not None:
        right.append(f"\nanswers {turn.answers}: {_asked(reading, turn.answers)}", "dim")
    return left, right


def _asked(reading: Reading, index: int) -> str:
    """The questions of a turn, the last first where they do not all fit."""
    turn = next((t for t in reading.turns if t.index == index), None)
    if turn is None:
        return ""
    spans = turn.questions or (turn.span,)
    return short(" / ".join(clean(span.of(reading.document.text)) for span in spans), TURN)


def _record(record: Record, name: Names) -> tuple[Text, Text]:
    left = Text(when(record.time) or "–", "green")
    if record.status != "held":
        left.append(f"\n{clean(record.status)}", "magenta")
    right = Text(f"“{short(record.quote, QUOTE)}”")
    right.append(f"\n{gist(record, name)}")
    parties = name.all(involved(record)) if record.kind in ("figure", "phrase") else ""
    who = [parties, f"said by {sayers(record, name)}" if record.said_by else ""]
    if any(who):
        right.append("\n" + " · ".join(filter(None, map(clean, who))), "dim")
    return left, right


def show_hits(hits: Iterable[Hit], console: Console) -> None:
    """Print what a search found, the words looked for in bold."""
    for hit in hits:
        put(console, Text(_place(hit.document), "cyan"))
        put(console, Padding(_snippet(hit), (0, 0, 0, 2), expand=False))
        if hit.records:
            put(console, Padding(Text(" ".join(hit.records), "dim"), (0, 0, 0, 2), expand=False))


def _snippet(hit: Hit) -> Text:
    text, at = Text(), 0
    for span in hit.highlights:
        text.append(_joined(hit.snippet[at : span.start])).append(_joined(span.of(hit.snippet)), "bold underline")
        at = span.end
    return text.append(_joined(hit.snippet[at:]))


def _joined(piece: str) -> str:
    """As `clean`, but a piece keeps the blank at its ends."""
    left, right = (" " if end.isspace() else "" for end in (piece[:1], piece[-1:]))
    return f"{left}{clean(piece)}{right}" if piece.strip() else left


def _place(doc: About) -> str:
    parts = [doc.title or doc.source, when(doc.date), doc.source if doc.title else ""]
    return clean(" · ".join(filter(None, parts)))


def show_kept(kept: Kept, name: Names, console: Console) -> None:
    """Print one record in full with the words around it and its document."""
    record = kept.record
    put(console, Text(f"{record.kind} {kept.id}", "bold"))
    if not kept.current:
        put(console, Text("A later reading of the document no longer has this record.", "yellow"))
    text = Text(_joined(f"…{kept.before}" if kept.before else ""), "dim")
    text.append(_joined(record.quote), "bold not dim").append(_joined(f"{kept.after}…" if kept.after else ""))
    put(console, Padding(text, (1, 2), expand=False))
    table = Table.grid(padding=(0, 2, 0, 0))
    for left, right in _details(kept, name):
        table.add_row(Text(left, "cyan"), Text(clean(right)))
    put(console, table)
    if kept.document.url:
        put(console, Text(clean(kept.document.url), "dim"), soft_wrap=True)


def _details(kept: Kept, name: Names) -> Iterator[tuple[str, str]]:
    record, doc = kept.record, kept.document
    yield "what", gist(record, name)
    yield "when", f"{when(record.time)} ({record.time.basis})" if record.time else "no date"
    yield "status", record.status
    yield "said by", sayers(record, name) or "nobody named"
    yield from (("supplied", ", ".join(record.supplied)),) if record.supplied else ()
    yield from (("topics", ", ".join(record.topics)),) if record.topics else ()
    yield "document", f"{_place(doc)} [{record.span.start}:{record.span.end}]"
    yield "read by", record.by
