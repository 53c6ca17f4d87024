"""A brief at a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.views.briefing.page import Brief, Entry
from verbale.views.terminal import put
from verbale.views.wording import clean, short

WHEN = 18
QUOTE = 200
"""Characters of the column of days, and of a quote at most."""


def show(page: Brief, console: Console) -> None:
    """Print the page: the last meeting, the sections, the notes."""
    put(console, Text(clean(f"{page.sides[0]} and {page.sides[1]}"), "bold"))
    put(console, Text(page.basis, "dim"))
    if page.last:
        _section(console, "Last meeting", (page.last, *page.around), 0)
    for section in page.sections:
        _section(console, section.title, section.entries, section.more)
    if not page.sections:
        put(console, Text("The register holds nothing on the two together."))
    if page.notes:
        put(console, Text("\nNotes", "bold"))
        _notes(page, console)


def _section(console: Console, title: str, entries: Iterable[Entry], more: int) -> None:
    put(console, Text(f"\n{title}", "bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=WHEN if console.width >= 72 else WHEN // 2, overflow="fold")
    table.add_column()
    for entry in entries:
        left = Text(entry.when, "green") if entry.when else Text(f"said {entry.said}" if entry.said else "", "dim")
        table.add_row(left, _words(entry))
    put(console, Padding(table, (0, 0, 0, 2), expand=False))
    if more:
        put(console, Padding(Text(f"{more} more in the register", "dim"), (0, 0, 0, 2), expand=False))


def _words(entry: Entry) -> Text:
    words = Text(entry.what)
    if entry.state:
        words.append(f" ({entry.state})", "magenta")
    words.append("".join(f" [{n}]" for n in entry.notes), "dim")
    return words.append(f"\n{entry.detail}", "dim") if entry.detail else words


def _notes(page: Brief, console: Console) -> None:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", width=4)
    table.add_column(overflow="fold")
    for note in page.notes:
        words = Text(f"“{short(note.quote, QUOTE)}” ").append(note.origin, "dim")
        table.add_row(Text(f"[{note.number}]"), words.append(f" {clean(note.url)}", "dim") if note.url else words)
    put(console, table)
