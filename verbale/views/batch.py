"""A batch of documents from paths to what a person or a program reads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.console import Console

from verbale.core.document import Document
from verbale.core.problem import Problem
from verbale.core.record import Reading
from verbale.scale import run as spread
from verbale.views import records_json
from verbale.views.progress import Watch
from verbale.views.terminal import show_reading
from verbale.views.wording import clean

if TYPE_CHECKING:
    import datetime

    from verbale.register import Register


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `verbale read`. date, publisher: as `documents.load` takes them; register: a path or URL.

    known_on: the day the register is told it learnt this.
    """

    paths: tuple[str, ...]
    json: bool = False
    mentions: bool = False
    refused: bool = False
    date: str | None = None
    publisher: str | None = None
    register: str | None = None
    workers: int = 1
    known_on: datetime.date | None = None


def read_one(document: Document) -> Reading:
    """Read a document by the standard settings, leaving out the parses, which nothing after this needs."""
    from verbale.records.reading import Settings, read

    reading = read(document, Settings())
    return replace(reading, lines=tuple(replace(line, parse=None) for line in reading.lines))


def run(request: Request, say: Callable[[str], None], function: Callable[[Document], Reading] = read_one) -> int:
    """Read, keep and print; how many documents were read. Problems go to `say`, a line each.

    Raises RegisterError.
    """
    from verbale.documents import load
    from verbale.register import open_register

    count = 0
    documents = load(request.paths, date=request.date, publisher=request.publisher)
    with ExitStack() as stack:
        kept = stack.enter_context(open_register(request.register)) if request.register else None
        watch = stack.enter_context(Watch())
        for result in watch.over(spread(function, documents, request.workers)):
            if isinstance(result, Problem):
                watch.clear()
                say(str(result))
                continue
            count += 1
            _deliver(request, result, kept, watch)
    return count


def _deliver(request: Request, reading: Reading, kept: Register | None, watch: Watch) -> None:
    if kept:
        kept.add(reading, request.known_on)
    if sys.stdout.isatty():
        watch.clear()
    if request.json:
        for line in records_json.lines(reading, request.mentions, request.refused):
            print(line)
    elif kept:
        print(_counts(reading))
    else:
        show_reading(reading, Console())


def _counts(reading: Reading) -> str:
    doc = reading.document
    item = f" item {doc.item}" if doc.item else ""
    return f"{clean(doc.source + item)}: {len(reading.records)} records, {len(reading.refusals)} refusals"
