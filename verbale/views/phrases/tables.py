"""The phrases as a table for CSV and workbook, and at a terminal."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.views.phrases.counting import TIERS, Phrases, Use
from verbale.views.sheets import Column, Sheet
from verbale.views.terminal import put
from verbale.views.wording import short

COLUMNS = (
    Column("phrase", "Phrase", "the phrase in its most frequent form"),
    Column("id", "Id", "canonical id in the lexicon"),
    Column("tier", "Tier", "all, most (half of the documents or more), many (a quarter), some (a tenth), few, once"),
    Column("documents", "Documents", "documents that use it"),
    Column("of_documents", "Of documents", "documents asked about"),
    Column("times", "Times", "uses, each of a document counted"),
    Column("per_document", "Per document", "uses over all documents asked about"),
    Column("per_thousand", "Per 1,000 words", "uses per 1,000 words of all documents asked about"),
    Column("of_words", "Of words", "words of the documents asked about"),
    Column("first", "First", "day of the first document that uses it, ISO 8601"),
    Column("first_by", "First by", "its publisher"),
    Column("first_in", "First in", "its title"),
    Column("last", "Last", "day of the last document that uses it, ISO 8601"),
    Column("last_by", "Last by", "its publisher"),
    Column("last_in", "Last in", "its title"),
    Column("publishers", "Publishers", "who uses it, with documents that do of all by that publisher"),
    Column("periods", "Periods", "uses per 1,000 words of the period, for periods that use it"),
    Column("absences", "Absences", "who has stopped using it"),
    Column("tradition", "Tradition", "whose phrase it is, from reference data"),
    Column("family", "Family", "phrases that belong together, from reference data"),
    Column("forms", "Forms", "every form with how often"),
)
FEW = 10
"""Silences that a terminal shows."""


def sheet(found: Phrases) -> Sheet:
    """One row a phrase, with the denominators in each."""
    return Sheet("phrases", COLUMNS, tuple(_row(use, found) for use in found.uses))


def _row(use: Use, found: Phrases) -> dict[str, object]:
    ends = {
        f"{name}{suffix}": getattr(place, field) if place else None
        for name, place in (("first", use.first), ("last", use.last))
        for suffix, field in (("", "day"), ("_by", "publisher"), ("_in", "title"))
    }
    return ends | {
        "phrase": use.words,
        "id": use.canonical,
        "tier": use.tier,
        "documents": use.documents,
        "of_documents": found.documents,
        "times": use.times,
        "per_document": use.per_document,
        "per_thousand": use.per_thousand,
        "of_words": found.words,
        "publishers": [f"{p.name} {p.documents} of {p.of}" for p in use.publishers],
        "periods": [f"{p.name} {p.per_thousand}" for p in use.periods if p.times],
        "absences": [a.sentence for a in use.absences],
        "tradition": use.tradition,
        "family": use.family,
        "forms": [f"{words} × {n}" for words, n in use.forms],
    }


def show(found: Phrases, console: Console) -> None:
    """Print the phrases by tier, then the most striking silences."""
    put(console, Text(found.basis, "bold"))
    ranked = sorted(found.uses, key=lambda u: TIERS.index(u.tier))
    for name, group in groupby(ranked, key=lambda u: u.tier):
        held = list(group)
        put(console, Text())
        put(console, Text(f"{name} ({len(held)})", "bold"))
        put(console, Padding(_table(held), (0, 0, 0, 2), expand=False))
    silent = [a for a in found.absences if a.striking]
    if silent:
        put(console, Text())
        put(console, Text(f"Fallen silent ({len(silent)})", "bold"))
        for a in silent[:FEW]:
            put(console, Padding(Text(a.words).append(f"\n{a.sentence}", "dim"), (0, 0, 0, 2), expand=False))
        if len(silent) > FEW:
            put(
                console, Padding(Text(f"… and {len(silent) - FEW} more with --json", "dim"), (0, 0, 0, 2), expand=False)
            )


def _table(uses: list[Use]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for head, width, justify in (("phrase", 28, "left"), ("docs", 4, "right"), ("times", 5, "right")):
        table.add_column(head, width=width, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for head, width in (("/1,000", 6), ("first, last", 25)):
        table.add_column(head, width=width, justify="right" if head == "/1,000" else "left", overflow="fold")
    for use in uses:
        rate = f"{use.per_thousand:.2f}"
        table.add_row(Text(short(use.words, 100)), str(use.documents), str(use.times), rate, Text(_ends(use)))
    return table


def _ends(use: Use) -> str:
    if not (use.first and use.last):
        return "no day"
    return use.first.date if use.first.day == use.last.day else f"{use.first.date} – {use.last.date}"
