"""Records that meet filters, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from verbale.register import Kept
from verbale.views.names import Names
from verbale.views.terminal import put
from verbale.views.wording import clean, gist, short, when

QUOTE = 200


def show(found: Sequence[Kept], name: Names, console: Console) -> None:
    """Print each record with its day, its words and where they stand."""
    for kept in found:
        record, doc = kept.record, kept.document
        head = " · ".join(
            filter(None, (record.kind, when(record.time), record.status if record.status != "held" else ""))
        )
        put(console, Text(head, "cyan"))
        text = Text(gist(record, name)).append(f"\n“{short(record.quote, QUOTE)}”")
        place = " · ".join(filter(None, (clean(doc.title or doc.source), when(doc.date), kept.id)))
        put(console, Padding(text.append(f"\n{place}", "dim"), (0, 0, 0, 2), expand=False))
