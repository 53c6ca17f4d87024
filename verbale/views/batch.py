"""A batch of documents from paths to what a person or a program reads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from verbale.core.document import Document
from verbale.core.mention import Actor, Mention
from verbale.core.problem import Problem, Unreadable
from verbale.core.record import Reading
from verbale.scale import run as spread
from verbale.views import records_json
from verbale.views.progress import Watch
from verbale.views.terminal import show_reading
from verbale.views.wording import clean

if TYPE_CHECKING:
    import datetime

    from verbale.register import Register
    from verbale.verify.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `verbale read`. date, publisher: as `documents.load` takes them; register: a path or URL.

    known_on: the day the register is told it learnt this. html: where a page of all readings goes; - for stdout.
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
    html: str | None = None


def read_one(document: Document) -> Reading:
    """Read a document by the standard settings, leaving out the parses, which nothing after this needs."""
    from verbale.records.reading import Settings, read

    reading = read(document, Settings())
    return replace(reading, lines=tuple(replace(line, parse=None) for line in reading.lines))


def run(request: Request, say: Callable[[str], None], function: Callable[[Document], Reading] = read_one) -> int:
    """Read, keep and print; how many documents were read. Problems go to `say`, a line each.

    Raises RegisterError, and Unreadable where the page cannot be written.
    """
    from verbale.documents import load
    from verbale.register import open_register

    count, shown = 0, Shown() if request.html else None
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
            if shown:
                shown.add(result)
    if shown and request.html and count:
        shown.write(request.html, say)
    return count


class Shown:
    """The readings that go on a page, each with what the checks found in it, and between it and the others."""

    def __init__(self) -> None:
        self._held: list[tuple[Reading, Verdict]] = []

    def add(self, reading: Reading) -> None:
        from verbale.verify.verdict import verdict

        self._held.append((replace(reading, mentions=of_page(reading)), verdict(reading)))

    def write(self, output: str, say: Callable[[str], None]) -> None:
        """Write the page. Raises Unreadable."""
        from verbale.verify.run import compare
        from verbale.verify.verdict import joined
        from verbale.views.reading_html.page import html
        from verbale.views.reading_html.sheet import sheet

        verdicts = [v for _, v in self._held]
        found = [[p.finding for p in v.findings] for v in joined(compare(v.page for v in verdicts), verdicts)]
        sheets = [sheet(r, f) for (r, _), f in zip(self._held, found, strict=True)]
        page = html(sheets)
        if output == "-":
            sys.stdout.write(page)
            return
        try:
            Path(output).write_text(page, encoding="utf-8")
        except OSError as error:
            raise Unreadable(f"{Path(output).name}: {error.strerror or 'cannot be written'}") from error
        records, notes = sum(len(s.marks) for s in sheets), sum(len(s.notes) for s in sheets)
        counts = ((len(sheets), "document"), (records, "record"), (notes, "finding"))
        say(f"{Path(output).name}: {', '.join(f'{n} {word}' + 's' * (n != 1) for n, word in counts)}")


def of_page(reading: Reading) -> tuple[Mention, ...]:
    """The mentions that a page needs: those that give actors their names."""
    return tuple(m for m in reading.mentions if isinstance(m, Actor) and m.form == "name")


def _deliver(request: Request, reading: Reading, kept: Register | None, watch: Watch) -> None:
    if kept:
        kept.add(reading, request.known_on)
    if sys.stdout.isatty():
        watch.clear()
    if request.json:
        for line in records_json.lines(reading, request.mentions, request.refused):
            print(line)
    elif kept and request.html != "-":
        print(_counts(reading))
    elif not request.html:
        show_reading(reading, Console())


def _counts(reading: Reading) -> str:
    doc = reading.document
    item = f" item {doc.item}" if doc.item else ""
    return f"{clean(doc.source + item)}: {len(reading.records)} records, {len(reading.refusals)} refusals"
