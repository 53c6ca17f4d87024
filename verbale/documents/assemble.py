"""A raw text and all that is said about it → a Document, by the order of precedence of RECORDS.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from verbale.core.document import Document
from verbale.core.ids import digest
from verbale.core.interval import Interval
from verbale.core.problem import Problem
from verbale.documents import dateline, dates, genres, titles
from verbale.documents.raw import Raw

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a document. name: of the source; basis: of a date it gives."""

    name: str
    basis: str
    words: Mapping[str, str] = field(default_factory=dict)


def assemble(raw: Raw, source: str, said: Sequence[Said]) -> Iterator[Document | Problem]:
    """The document, after a Problem for every date that is none. said: the sources, the first before the later."""
    given = {key: value for s in reversed(said) for key, value in s.words.items() if value}
    language = tongue(given.get("language", LANGUAGE))
    date, wrong = dated(said, source, language)
    yield from wrong
    found = dateline.find(raw.text, language)
    title = given.get("title") or titles.find(raw.text, language)
    yield Document(
        id=digest(raw.text),
        text=raw.text,
        source=source,
        item=raw.item,
        date=date or (found.date if found else None),
        publisher=given.get("publisher"),
        title=title,
        place=given.get("place") or (found.place if found else None),
        url=given.get("url"),
        language=language,
        genre=given.get("genre") or (genres.of(title) if title else None),
        places=raw.places,
    )


def tongue(tag: str) -> str:
    """The language of a tag in lower case ("en-GB" is "en"); English where the tag names none (BCP 47)."""
    code = re.match(r"[a-z]{2,3}(?![a-z])", tag.strip().lower())
    return code[0] if code else LANGUAGE


def dated(said: Sequence[Said], source: str, language: str) -> tuple[Interval | None, list[Problem]]:
    """The date of the first source that gives one, and a Problem for each before it that gives none."""
    wrong: list[Problem] = []
    for s in said:
        if "date" in s.words:
            try:
                return dates.parse(s.words["date"], s.basis, language), wrong
            except ValueError as error:
                wrong.append(Problem(source, f"{s.name}: {error}", fatal=False))
    return None, wrong
