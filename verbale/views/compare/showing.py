"""A comparison for a person at a terminal, at 80 columns; plain text where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.views.compare.readouts import Pair, Readouts, Said
from verbale.views.compare.redline import PhraseUse, Redline, Row
from verbale.views.compare.sides import About
from verbale.views.terminal import KINDS, put
from verbale.views.wording import short

MARKS = {"gone": ("[-", "-]", "red strike"), "new": ("{+", "+}", "green underline"), "same": ("", "", "")}
"""How a changed stretch is written where there is no colour (wdiff's marks), and its style where there is."""
SIGNS = {"kept": " ", "changed": "~", "moved": ">", "added": "+", "dropped": "-"}
STYLES = {"kept": "", "changed": "", "moved": "cyan", "added": "green", "dropped": "red"}
QUOTE = 160
COUNTED = {"conflicts": "in conflict", "both": "in both", "only_a": "only in A", "only_b": "only in B"}


def show(found: Readouts | Redline, console: Console) -> None:
    """Print a comparison of either kind."""
    for letter, about in (("A", found.a), ("B", found.b)):
        put(console, Text(f"{letter}  {_about(about)}", "bold"))
    put(console, Text(f"compared as {found.mode}: {found.because}", "dim"))
    for note in found.notes:
        put(console, Text(note, "yellow"))
    put(console, Text(", ".join(f"{n} {COUNTED.get(name, name)}" for name, n in found.counts)))
    if isinstance(found, Readouts):
        _readouts(found, console)
    else:
        _redline(found, console)


def _about(about: About) -> str:
    return " · ".join(filter(None, (about.title, about.publisher, about.date)))


def _title(console: Console, words: str) -> None:
    put(console, Text())
    put(console, Text(words, "bold"))


def _readouts(found: Readouts, console: Console) -> None:
    _pairs(console, "Conflicts", found.conflicts)
    _pairs(console, "Both say", found.both)
    for letter, rows in (("A", found.only_a), ("B", found.only_b)):
        if rows:
            _title(console, f"Only {letter} says ({len(rows)})")
            for kind, group in groupby(rows, key=lambda s: s.kind):
                put(console, Padding(Text(KINDS.get(kind, kind), "cyan"), (0, 0, 0, 2), expand=False))
                for said in group:
                    put(console, Padding(_only(said), (0, 0, 0, 4), expand=False))


def _only(said: Said) -> Text:
    text = Text(said.what)
    extra = [said.when, said.status if said.status != "held" else ""]
    return text.append("".join(f" · {word}" for word in extra if word), "green")


def _pairs(console: Console, title: str, pairs: tuple[Pair, ...]) -> None:
    if not pairs:
        return
    _title(console, f"{title} ({len(pairs)})")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=2)
    table.add_column(ratio=1)
    for pair in pairs:
        for letter, said in (("A", pair.a), ("B", pair.b)):
            table.add_row(Text(letter, "cyan"), Text(f"{said.what}\n").append(f"“{short(said.quote, QUOTE)}”", "dim"))
        for d in pair.differences:
            line = Text(f"{d.field}: {d.a} / {d.b}", "bold red" if d.hard else "magenta")
            table.add_row("", line)
        table.add_row("", "")
    put(console, Padding(table, (0, 0, 0, 2), expand=False))


def _redline(found: Redline, console: Console) -> None:
    for title, uses in (("Set phrases dropped", found.dropped), ("Set phrases added", found.added)):
        if uses:
            _title(console, f"{title} ({len(uses)})")
            for use in uses:
                put(console, Padding(Text(_use(use)), (0, 0, 0, 2), expand=False))
    _title(console, "Clauses")
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=4, justify="right")
    table.add_column(width=1)
    table.add_column(ratio=1)
    for row in _shown(found.rows):
        words = _words(row) if isinstance(row, Row) else Text(f"{row} kept", "dim italic")
        sign = SIGNS[row.op] if isinstance(row, Row) else ""
        table.add_row(Text(str(row.number) if isinstance(row, Row) else "", "dim"), sign, words)
    put(console, table)


def _use(use: PhraseUse) -> str:
    times = use.a or use.b
    return f"“{use.words}”{f' × {times}' if times > 1 else ''}{' (stock wording)' if use.stock else ''}"


def _shown(rows: Iterable[Row]) -> Iterator[Row | int]:
    """The rows; of those that were kept without a break, how many."""
    for kept, group in groupby(rows, key=lambda row: row.op == "kept"):
        held = list(group)
        yield from ([len(held)] if kept and len(held) > 1 else held)


def _words(row: Row) -> Text:
    text = Text(style=STYLES[row.op])
    for part in row.parts or ():
        left, right, style = MARKS[part.op]
        inner = part.words.strip()
        lead = " " if part.words[:1].isspace() else ""
        text.append(lead).append(f"{left}{inner}{right}", style)
    if not row.parts:
        text.append(row.piece.words)
    if row.origin:
        text.append(f" (moved from {row.origin})", "dim")
    if row.to:
        text.append(f" (moved to {row.to})", "dim")
    return text
