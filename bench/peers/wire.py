"""What `compare.py` and the adapters say to each other: JSON lines in, JSON lines out.

In: one item a line, {id, text, date}. Out: one mention a line in the form of `verbale read --mentions --json`, as far
as `score.py` looks at it. A tool that gives several answers for one stretch puts them under `alternatives`. Adapters
run in the interpreter of the peers: nothing here imports verbale, or anything outside the standard library.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Answer = dict[str, str | float | None]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """A text to read and the day it was written, where that is known."""

    id: str
    text: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of an item's text (code points, end exclusive) and the answers for it, the tool's first one first."""

    type: str
    start: int
    end: int
    answers: tuple[Answer, ...]


def days(first: date | None, after: date | None) -> Answer:
    """From a first day up to, and without, another; None is an open end."""
    last = after - ONE_DAY if after and after > date.min else None
    return {"earliest": first.isoformat() if first else None, "latest": last.isoformat() if last else None}


def form(canonical: str) -> Answer:
    """A duration or any other form that gold may name as it stands."""
    return {"duration": canonical}


def items() -> Iterator[Item]:
    for line in sys.stdin:
        row = json.loads(line)
        given = row.get("date")
        yield Item(row["id"], row["text"], date.fromisoformat(given) if given else None)


def _printed(item: Item, found: Found) -> dict[str, Any]:
    first: Answer = found.answers[0] if found.answers else {}
    span = [found.start, found.end]
    row: dict[str, Any] = {"item": item.id, "kind": "mention", "type": found.type, "span": span, **first}
    return {**row, "quote": item.text[found.start : found.end], "alternatives": list(found.answers)}


def serve(read: Callable[[Item], Iterable[Found]]) -> None:
    """Read every item of standard input and print what is found."""
    serve_all((item, read(item)) for item in items())


def serve_all(answered: Iterable[tuple[Item, Iterable[Found]]]) -> None:
    """Print what is found in each item; one that a tool fails on is named on standard error."""
    for item, found in answered:
        try:
            rows = [_printed(item, one) for one in found]
        except Exception as error:
            print(f"failed on {item.id}: {error!r}", file=sys.stderr)
            continue
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
