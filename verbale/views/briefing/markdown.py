"""A brief as Markdown with footnotes (the syntax of PHP Markdown Extra, which Pandoc and GitHub read)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.views.briefing.page import Brief, Entry, Note

SPECIAL = re.compile(r"([\\`*_\[\]|~^$#])")
LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


def markdown(page: Brief) -> str:
    """The page; what stands in documents is escaped, so that none of it is markup."""
    return "\n".join(_lines(page)) + "\n"


def escaped(text: str) -> str:
    """Text that no reader of Markdown takes for markup or a list; what HTML would take for a tag is an entity."""
    plain = SPECIAL.sub(r"\\\1", text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        plain = plain.replace(sign, entity)
    return LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain)


def _lines(page: Brief) -> Iterator[str]:
    yield f"# {escaped(page.sides[0])} and {escaped(page.sides[1])}"
    yield from ("", f"{page.basis} What is reported here is what documents say.")
    if page.last:
        yield from ("", "## Last meeting", "", _line(page.last))
        yield from (_line(entry) for entry in page.around)
    for section in page.sections:
        yield from ("", f"## {section.title}", "")
        yield from (_line(entry) for entry in section.entries)
        yield from ("", f"*{section.more} more in the register*") if section.more else ()
    if not page.sections:
        yield from ("", "The register holds nothing on the two together.")
    yield ""
    yield from (_note(note) for note in page.notes)


def _line(entry: Entry) -> str:
    when = entry.when or (f"said {entry.said}" if entry.said else "")
    head = f"**{escaped(when)}**: " if when else ""
    detail = f". {escaped(entry.detail)}" if entry.detail else ""
    notes = "".join(f"[^{n}]" for n in entry.notes)
    return f"- {head}{escaped(entry.what)}{f' ({escaped(entry.state)})' if entry.state else ''}{detail}{notes}"


def _note(note: Note) -> str:
    url = f" <{note.url.replace('>', '%3E').replace('<', '%3C')}>" if note.url else ""
    return f"[^{note.number}]: “{escaped(note.quote)}” {escaped(note.origin)}{url}"
