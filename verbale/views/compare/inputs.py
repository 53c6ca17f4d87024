"""What is to be compared: files, items of a container, or documents of a register."""

from __future__ import annotations

from pathlib import Path

from verbale.core.document import Document
from verbale.core.problem import Problem, Unreadable
from verbale.core.record import Reading
from verbale.register import About, Kept, Register
from verbale.register.asking import Query
from verbale.views.compare.choosing import MODES, choose
from verbale.views.compare.readouts import Readouts, readouts
from verbale.views.compare.redline import Redline, redline
from verbale.views.compare.sides import Side, names, side

Input = tuple[Reading, list[Kept] | None]


def compare(a: str, b: str, register: Register | None = None, mode: str | None = None) -> Readouts | Redline:
    """Two texts compared. a, b: paths; FILE#ITEM of a container; ids or sources of a register's documents.

    With a register, a document that it holds goes before a file of that name, and its records are the register's, with
    what persons decided. mode: `readouts` or `redline`; chosen where it is None. Raises Unreadable, RegisterError.
    """
    if mode is not None and mode not in MODES:
        raise Unreadable(f"no mode {mode}; there are {', '.join(MODES)}")
    given = [_held(register, words) or (_read(_file(words)), None) for words in (a, b)]
    name = names(*(reading for reading, _ in given))
    left, right = (side(reading, name, kept) for reading, kept in given)
    found, because = choose(left, right)
    if mode is not None:
        found, because = mode, "as asked"
    notes = tuple(_notes(left, right, found))
    return readouts(left, right, name, because, notes) if found == "readouts" else redline(left, right, because, notes)


def _notes(a: Side, b: Side, mode: str) -> list[str]:
    out = []
    if a.about.id == b.about.id:
        out.append("Both are the same text.")
    if mode == "redline" and a.about.day and b.about.day and a.about.day > b.about.day:
        out.append("A is the later text: what is called dropped came in, what is called added went.")
    out += [f"{letter} holds no sentences." for letter, one in (("A", a), ("B", b)) if not one.sentences]
    return out


def _held(register: Register | None, words: str) -> Input | None:
    """The document of a register by id or source; None where it holds none. Raises Unreadable for several."""
    if register is None:
        return None
    source, _, item = words.partition("#")
    every = register.documents()
    found = [d for d in every if d.id == words] or [d for d in every if d.source in (words, source)]
    found = [d for d in found if not item or d.item == item or d.source == words]
    if len(found) > 1:
        raise Unreadable(f"{register.name} holds {len(found)} documents {words}; name one by its id, or SOURCE#ITEM")
    return _kept(register, found[0]) if found else None


def _kept(register: Register, about: About) -> Input:
    text = register.text(about.id) or ""
    plain = {name: getattr(about, name) for name in ("source", "item", "publisher", "title", "place", "url", "genre")}
    document = Document(about.id, text, date=about.date, language=about.language or "en", **plain)
    return _read(document), register.select(Query(documents=(about.id,)))


def _file(words: str) -> Document:
    """The one document at a path. Raises Unreadable where there is none, or there are several."""
    from verbale.documents import load

    path, _, item = words.rpartition("#") if not Path(words).exists() and "#" in words else (words, "", "")
    problems, found = [], []
    for document in load([path]):
        if isinstance(document, Problem):
            problems += [document] if document.fatal else []
        elif not item or document.item == item:
            found.append(document)
        if len(found) > 1:
            raise Unreadable(f"{Path(path).name}: holds several documents; name one as FILE#ITEM")
    if not found:
        raise Unreadable(str(problems[0]) if problems else f"{Path(path).name}: holds no such document")
    return found[0]


def _read(document: Document) -> Reading:
    """The reading with its parses, which cut sentences into clauses."""
    from verbale.records.reading import Settings, read

    return read(document, Settings())
