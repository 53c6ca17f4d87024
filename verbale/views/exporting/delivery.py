"""From a register to files: written beside their place first, so that an export is there whole or not at all."""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from verbale.core.discovery import modules
from verbale.core.problem import Unreadable
from verbale.register import Register
from verbale.register.asking import Query
from verbale.register.schema import APPLICATION
from verbale.views.exporting.cells import csv_lines
from verbale.views.exporting.codebook import codebook
from verbale.views.exporting.collection import Collection, collect

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time that files in an archive bear: the first there is, so that the same content gives the same bytes."""
PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: the names of its files, how many documents and records they hold."""

    files: tuple[str, ...]
    documents: int
    records: int


def forms() -> dict[str, ModuleType]:
    """The forms there are, by name."""
    return {m.FORM: m for m in modules("verbale.views.exporting", "FORM")}


def export(register: Register, query: Query, form: str, out: Path | str) -> Written:
    """Write what meets the query; out: a file, a folder for tables, or NAME.zip for all in one.

    Raises Unreadable, with one clear line, for a form that is not there, a package it lacks or a place that fails.
    """
    made, where = _form(form), Path(out)
    _fits(made, where)
    collection = collect(register, query)
    with _told(where), _staged(where) as stage:
        _write(made, collection, stage, where)
        collection.check()
        files = _place(stage, where, made)
    return Written(files, len(collection.documents), sum(collection.counts.values()))


def stream(register: Register, query: Query, form: str) -> Written:
    """Write a form that is one text file to stdout, without its codebook. Raises Unreadable."""
    made = _form(form)
    if not getattr(made, "TEXT", False):
        raise Unreadable(f"{form} is no text; give a file with -o")
    collection = collect(register, query)
    with tempfile.TemporaryDirectory() as folder:
        made.write(collection, Path(folder, f"out{made.SUFFIX}"))
        collection.check()
        with Path(folder, f"out{made.SUFFIX}").open(encoding="utf-8", newline="") as file:
            shutil.copyfileobj(file, sys.stdout)
    return Written((), len(collection.documents), sum(collection.counts.values()))


def _form(form: str) -> ModuleType:
    if form not in forms():
        raise Unreadable(f"no form {form}; there are {', '.join(forms())}")
    lacks(form, forms()[form].NEEDS)
    return forms()[form]


def _fits(made: ModuleType, out: Path) -> None:
    """Raises Unreadable where the place is none for the form, or is a register, which no export may replace."""
    folder, archive = out.is_dir(), out.suffix == ".zip"
    name = out.absolute().name
    if folder and (made.SUFFIX or archive):
        raise Unreadable(f"{name}: is a folder; {made.FORM} is written to a file")
    if out.is_file() and not (made.SUFFIX or archive):
        raise Unreadable(f"{name}: is a file; {made.FORM} is written to a folder, or to NAME.zip")
    if out.is_file() and _register(out):
        raise Unreadable(f"{name}: is a register, which an export does not replace")


def _register(path: Path) -> bool:
    """Whether a file bears the mark of a register (sqlite.org/fileformat2.html, "Application ID")."""
    with path.open("rb") as file:
        return file.read(72)[68:] == APPLICATION.to_bytes(4, "big")


def lacks(what: str, packages: Iterable[str], extra: str = "views") -> None:
    """Raises Unreadable where a package is not installed, with the command that does so."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise Unreadable(f"{what} needs {' and '.join(missing)}: pip install 'verbale[{extra}]'")


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unreadable(f"{out.name}: {error.strerror or 'cannot be written'}") from error


@contextmanager
def _staged(out: Path) -> Iterator[Path]:
    """A folder beside the place to write to, which is gone afterwards."""
    stage = Path(tempfile.mkdtemp(prefix=".verbale-", dir=out if out.is_dir() else out.absolute().parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(made: ModuleType, collection: Collection, stage: Path, out: Path) -> None:
    single = made.SUFFIX and out.suffix != ".zip"
    name = out.name if single else f"verbale{made.SUFFIX}"
    made.write(collection, stage / name if made.SUFFIX else stage)
    if not made.INSIDE:
        book = f"{Path(name).stem}.codebook.csv" if made.SUFFIX else "codebook.csv"
        with (stage / book).open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(codebook(made.TABLES), collection))


def _place(stage: Path, out: Path, made: ModuleType) -> tuple[str, ...]:
    """Move what was written to its place; the names it has there."""
    if out.suffix == ".zip":
        archive = stage / "whole.zip"
        pack(sorted(p for p in stage.iterdir()), archive)
        archive.replace(out)
        return (out.name,)
    if not made.SUFFIX:
        out.mkdir(exist_ok=True)
    files = sorted(stage.iterdir())
    for path in files:
        path.replace((out if not made.SUFFIX else out.parent) / path.name)
    return tuple(p.name for p in files)


def pack(files: Iterable[Path], archive: Path) -> None:
    """A ZIP archive of files in the order given, without the times and rights they have here."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in files:
            with path.open("rb") as file, zipped.open(entry(path.name), "w", force_zip64=True) as target:
                shutil.copyfileobj(file, target, PIECE)


def entry(name: str) -> zipfile.ZipInfo:
    """The head of a file in an archive that is the same on every machine."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return info
