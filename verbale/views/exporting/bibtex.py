"""The sources in BibTeX, in UTF-8, a `@misc` entry for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from verbale.views.exporting.collection import Collection
from verbale.views.exporting.columns import Column, Table, filled
from verbale.views.exporting.sources import Source, date_parts, sources

FORM = "bibtex"
SUFFIX = ".bib"
NEEDS = ()
INSIDE = False
TEXT = True

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
"""The macros that every BibTeX style defines ("BibTeXing", Patashnik 1988)."""
SPECIAL = re.compile(r"[\\&%$#_{}~^]")
WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def escaped(text: str) -> str:
    """A text with the characters that TeX takes for commands as what prints them."""
    return SPECIAL.sub(lambda m: WORDS.get(m[0], f"\\{m[0]}"), text)


def _part(number: int) -> Callable[[Source], str | None]:
    """Year, month or day where the date has it and is one."""

    def of(source: Source) -> str | None:
        parts = date_parts(source.document.date)
        whole = len(parts) == 1 or (number == 0 and len({p[0] for p in parts}) == 1)
        return str(parts[0][number]) if parts and whole and len(parts[0]) > number else None

    return of


ENTRY = Table(
    "misc",
    "an entry for each document; its key is publisher, year, words of the title and the start of the document's id",
    (
        Column("author", "text", "who published it", lambda s: f"{{{escaped(s.author)}}}" if s.author else None),
        Column("title", "text", "title, or the file name where it has none", lambda s: f"{{{escaped(s.title)}}}"),
        Column("year", "text", "year of its date", _part(0)),
        Column("month", "text", "month of its date", _part(1), codes="the macros jan to dec"),
        Column("day", "text", "day of its date", _part(2)),
        Column("type", "text", "sort of document", lambda s: escaped(s.document.genre or "")),
        Column("address", "text", "where it was issued", lambda s: escaped(s.document.place or "")),
        Column("language", "text", "language", lambda s: s.document.language, codes="BCP 47"),
        Column("url", "text", "address on the web", lambda s: _address(s.url) if s.url else None),
        Column("note", "text", "file name and id of the document", lambda s: escaped(s.note)),
    ),
    sources,
)
TABLES = (ENTRY,)


def _address(url: str) -> str:
    r"""An address as \url takes it: braces and blanks by their codes (RFC 3986)."""
    return re.sub(r"[\s{}\\]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), url)


def write(collection: Collection, where: Path) -> None:
    """The entries, a blank line between them."""
    where.write_text("\n".join(_entry(source) for source in sources(collection)), encoding="utf-8")


def _entry(source: Source) -> str:
    found = filled(ENTRY.columns, source)
    lines = [f"  {name} = {_value(name, value)},\n" for name, value in found.items()]
    return f"@misc{{{source.key},\n{''.join(lines)}}}\n"


def _value(name: str, value: str) -> str:
    return MONTHS[int(value) - 1] if name == "month" else f"{{{value}}}"
