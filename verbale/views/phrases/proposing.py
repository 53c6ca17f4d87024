"""Worn wordings of a register's texts that are no known phrase yet, for a person to judge (`register.candidates`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from verbale.register import Register
from verbale.register.asking import Query
from verbale.register.candidates import Candidate, Rules, candidates
from verbale.register.candidates import Text as Given
from verbale.views.sheets import Column, Sheet
from verbale.views.terminal import put
from verbale.views.wording import clean, short

COLUMNS = (
    Column("words", "Words", "the sequence in its most frequent form"),
    Column("id", "Proposed id", "an id it might have in the lexicon"),
    Column("count", "Times", "uses"),
    Column("documents", "Documents", "documents that use it"),
    Column("publishers", "Publishers", "their publishers"),
    Column("first", "First", "day of the first document, ISO 8601"),
    Column("last", "Last", "day of the last document, ISO 8601"),
    Column("npmi", "NPMI", "how far the words stick together, 0 to 1"),
    Column("because", "Because", "the counts that it rests on"),
    Column("examples", "Examples", "words around it in the first documents"),
)
QUOTE = 150


def propose(register: Register, query: Query, rules: Rules | None = None) -> tuple[Candidate, ...]:
    """Candidates of the documents that meet a query, those in most documents first. Raises RegisterError."""
    return candidates(_texts(register, query), rules or Rules())


def _texts(register: Register, query: Query) -> Iterator[Given]:
    for d in register.documents(query):
        day = (d.date.latest or d.date.earliest) if d.date else None
        yield d.id, d.publisher, day.isoformat() if day else None, register.text(d.id) or ""


def sheet(found: Sequence[Candidate]) -> Sheet:
    """One row a candidate."""
    return Sheet("candidates", COLUMNS, tuple(_row(c) for c in found))


def _row(c: Candidate) -> dict[str, object]:
    held = {name: getattr(c, name) for name in ("words", "count", "documents", "first", "last", "npmi", "because")}
    return held | {"id": c.canonical, "publishers": list(c.publishers), "examples": [u.quote for u in c.examples]}


def show(found: Sequence[Candidate], console: Console) -> None:
    """Print the candidates, each with what it rests on and where it stands."""
    for c in found:
        put(console, Text(clean(c.words), "bold"))
        lines = [c.because, *(f"“…{short(u.quote, QUOTE)}…”" for u in c.examples[:1])]
        put(console, Padding(Text("\n".join(map(clean, lines)), "dim"), (0, 0, 0, 2), expand=False))
