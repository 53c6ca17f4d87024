"""Paths → files, in one fixed order: what is named, and below a folder all that may be a document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.core.problem import Problem
from verbale.documents.vocabulary import vocabulary

SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read. named: the user named it, and did not just name a folder above it."""

    path: Path
    named: bool

    @property
    def source(self) -> str:
        return base(self.path)


def base(path: Path) -> str:
    """The base name, with a mark for each character that cannot be printed, so that it stays one line."""
    name = path.name or path.resolve().name or "/"
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def suffix(path: Path) -> str:
    """The suffix in lower case, or "" where the part after the last full stop is none ("v1.2", "2024.06")."""
    return path.suffix.lower() if SUFFIX.fullmatch(path.suffix) else ""


def files(path: Path) -> Iterator[File | Problem]:
    """The file at a path, or all below a folder. What is not there, or cannot be opened, is a Problem."""
    name = base(path)
    if path.is_dir():
        found = False
        for file in below(path):
            found = True
            yield file
        if not found:
            yield Problem(name, "holds no documents")
    elif not path.exists():
        yield Problem(name, "is not there")
    else:
        yield File(path, named=True)


def below(folder: Path) -> Iterator[File | Problem]:
    """Files below a folder in order of name, hidden ones and what is plainly no document left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield Problem(base(folder), f"cannot be opened ({reason(error)})")
        return
    stems = {Path(e.name).stem for e in entries if not container(Path(e.name))}
    for entry in entries:
        if entry.name.startswith(".") or annotation(Path(entry.name), stems):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from below(Path(entry.path))
        elif entry.is_file() and not other(Path(entry.path)):
            yield File(Path(entry.path), named=False)


def other(path: Path) -> bool:
    """Whether a file inside a folder is plainly no document: a sidecar, a picture, code, a file about the folder."""
    words = vocabulary().words
    about = path.stem.lower() in words("furniture") and suffix(path) in ("", ".md", ".txt")
    return about or sidecar(path) or suffix(path) in words("other")


def container(path: Path) -> bool:
    return suffix(path) in vocabulary().words("container")


def annotation(path: Path, stems: set[str]) -> bool:
    """Whether a file is annotations of one beside it: "talks.notes.jsonl" beside "talks.txt"."""
    document = Path(path.stem)
    return container(path) and bool(document.suffix) and document.stem in stems


def sidecar(path: Path) -> bool:
    return path.name.lower().endswith(vocabulary().words("sidecar"))


def reason(error: OSError) -> str:
    """Why the system refused, in its words, without the path."""
    return (error.strerror or "unknown reason").lower()
