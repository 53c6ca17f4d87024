"""Files, folders and streams → Documents, one in memory at a time; what cannot be read is a Problem."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from verbale.core import discovery
from verbale.core.document import Document, Place
from verbale.core.problem import Problem, Unreadable
from verbale.documents import assemble, dates, metadata, walk
from verbale.documents.assemble import Said
from verbale.documents.raw import Raw

HEAD = 65536
LARGEST = 256 * 1024 * 1024
STDIN = "stdin"
OPTION = "--date"
GIVEN = "given"


def load(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Problem]:
    """Documents of files, folders (recursively, in order of name) and "-", read one by one as they are asked for.

    date: ISO day, month, year or START/END; with publisher it overrides all that the sources say.
    stdin: what "-" reads; the process's standard input where it is None.
    Nothing is raised: what cannot be read is a Problem that names the base name only.
    """
    given = Said(OPTION, OPTION, {k: v for k, v in {"date": date, "publisher": publisher}.items() if v is not None})
    wrong = invalid(date)
    if wrong:
        yield wrong
        return
    for path in paths:
        if str(path) == "-":
            yield from guarded(stdin or sys.stdin.buffer, STDIN, "", [given])
        else:
            for found in walk.files(Path(path)):
                yield from [found] if isinstance(found, Problem) else file(found, given)


def invalid(date: str | None) -> Problem | None:
    """The Problem of a --date that is none."""
    try:
        _ = dates.parse(date, OPTION) if date is not None else None
    except ValueError as error:
        return Problem(OPTION, str(error))
    return None


def file(found: walk.File, given: Said) -> Iterator[Document | Problem]:
    """The documents of one file, with its sidecar."""
    if walk.sidecar(found.path):
        yield Problem(found.source, "is a sidecar; name the document it belongs to", fatal=False)
        return
    beside = metadata.sidecar(found.path)
    words: dict[str, str] = {}
    try:
        words = metadata.load(beside)
    except Unreadable as error:
        yield Problem(walk.base(beside), str(error), fatal=False)
    try:
        with found.path.open("rb") as handle:
            said = [given, Said("sidecar", "sidecar", words)]
            yield from guarded(handle, found.source, walk.suffix(found.path), said, found.named)
    except OSError as error:
        yield Problem(found.source, f"cannot be opened ({walk.reason(error)})")


def guarded(
    handle: BinaryIO, source: str, suffix: str, said: list[Said], named: bool = True
) -> Iterator[Document | Problem]:
    """The documents of a stream. A reader that fails makes a Problem, whatever it fails with."""
    try:
        head = handle.read(HEAD)
        format_ = choose(head, suffix)
        if format_ is None:
            yield Problem(source, unknown(suffix), fatal=named)
            return
        for found in raws(format_, head, handle, source):
            if isinstance(found, Problem):
                yield found
            else:
                own = Said(format_.NAME, basis(format_), found.meta)
                yield from assemble.assemble(found, source, [*said, own])
    except Unreadable as error:
        yield Problem(source, str(error))
    except OSError:
        raise
    except Exception as error:  # a library's own failure must not end the run; its kind is named, not its words
        yield Problem(source, f"could not be read ({type(error).__name__})")


def choose(head: bytes, suffix: str) -> ModuleType | None:
    """The format of a file: its suffix decides where the content bears it out, else the content does."""
    if not head:
        raise Unreadable("is empty")
    formats = discovery.modules("verbale.documents", "SUFFIXES")
    mine = next((f for f in formats if suffix in f.SUFFIXES), None)
    if mine and mine.sniff(head):
        return mine
    loose = [f for f in formats if getattr(f, "FALLBACK", False) and not suffix]
    sure = [f for f in formats if not getattr(f, "FALLBACK", False)]
    return next((f for f in sure + loose if f.sniff(head)), mine)


def unknown(suffix: str) -> str:
    formats = discovery.modules("verbale.documents", "SUFFIXES")
    read = ", ".join(s for f in formats for s in f.SUFFIXES)
    return f"is of an unknown format{' ' + suffix if suffix else ''}; read are {read}"


def raws(format_: ModuleType, head: bytes, handle: BinaryIO, source: str) -> Iterator[Raw | Problem]:
    """What a format reads: a container line by line, all else whole. Raises Unreadable for a file that is too large."""
    if hasattr(format_, "stream"):
        return iter(format_.stream(lines(head, handle), source))
    data = head + handle.read(LARGEST + 1 - len(head))
    if len(data) > LARGEST:
        raise Unreadable(f"is larger than {LARGEST // 2**20} MB")
    return iter(format_.read(data, source))


def lines(head: bytes, handle: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream whose head has been read; a line beyond all measure comes in parts."""
    yield from BytesIO(head + (b"" if head.endswith(b"\n") else handle.readline(LARGEST)))
    yield from iter(lambda: handle.readline(LARGEST + 2), b"")


def basis(format_: ModuleType) -> str:
    """What a date from the source itself rests on: "container", "html metadata"."""
    return str(format_.NAME) if hasattr(format_, "stream") else f"{format_.NAME} metadata"


def make(
    text: str,
    *,
    date: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    source: str = "text",
    item: str | None = None,
    url: str | None = None,
    language: str | None = None,
    genre: str | None = None,
    place: str | None = None,
    places: tuple[Place, ...] = (),
) -> Document:
    """A document of a text in hand; what is not given is read from the text as for a file.

    date: ISO day, month, year or START/END. Raises ValueError for a date that is none and for a text with a
    lone surrogate, which no file can hold.
    """
    text.encode("utf-8")
    if date is not None:
        dates.parse(date, GIVEN)
    pairs = zip(metadata.KEYS, (date, publisher, title, url, language, genre, place), strict=True)
    given = Said(GIVEN, GIVEN, {k: v for k, v in pairs if v is not None})
    made = assemble.assemble(Raw(text, item, places=places), source, [given])
    return next(d for d in made if isinstance(d, Document))
