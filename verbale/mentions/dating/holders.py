"""Office holders named with their title: the text is of their term. Rests on the reference facts of offices.

Only sentences about the present or the future count: a report of the past names those who held office then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from verbale.core.document import Document
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.facts import Fact, Facts
from verbale.lexicon import Lexicon
from verbale.mentions.dating import words
from verbale.mentions.dating.evidence import Evidence, between

EVIDENCE = "holders"
Held = tuple[Fact, ...]


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Iterator[Evidence]:
    seen: set[tuple[str, str]] = set()
    for line in lines:
        sentence = line.span.of(document.text)
        if not _current(sentence, lexicon):
            continue
        for match in _title(lexicon).finditer(sentence):
            at = line.span.start + match.start()
            held = _held(sentence, match, lexicon, facts)
            key = (held[0].subject, held[0].kind) if held else ("", "")
            if held and key not in seen and not words.quoted(document.text, line, at):
                seen.add(key)
                yield _evidence(held, Span(at, line.span.start + match.end()))


def _evidence(held: Held, span: Span) -> Evidence:
    """The term; from the first to the last of several."""
    first = min((f.start.earliest for f in held if f.start and f.start.earliest), default=None)
    open_ended = any(f.end is None for f in held)
    last = None if open_ended else max(f.last for f in held)
    office = f"{held[0].value} ({held[0].object}), {first} to {last or 'open'}"
    reason = f"{held[0].subject} is named as {office}"
    return Evidence(between(first, last, reason, span), reason, span)


def _current(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence is of the text's own time."""
    now = words.says(lexicon, "modal", "now").search(sentence)
    return bool(now) and not words.years(sentence) and not words.says(lexicon, "unreal", "other_year").search(sentence)


@cache
def _levels(lexicon: Lexicon) -> dict[str, str]:
    """Titles in lower case, with the levels they may claim."""
    return {word.lower(): row["level"] for row in lexicon.table("dating_title") for word in row["words"]}


@cache
def _title(lexicon: Lexicon) -> re.Pattern[str]:
    titles = words.choice(word for row in lexicon.table("dating_title") for word in row["words"])
    return re.compile(rf"(?<![\w-]){titles}(?=,?\s)")


@cache
def _ranked(lexicon: Lexicon) -> re.Pattern[str]:
    """A word before a title that makes it another office, or one no longer held."""
    ranks = words.choice(word for row in lexicon.table("dating_rank") for word in row["words"])
    former = words.any_of(lexicon, "former")
    return re.compile(rf"(?<!\w)(?:{ranks}|{former})[\s-]+(?:\w+\s+)?$", re.IGNORECASE)


@cache
def _names(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Full names with the person, longest first."""
    pairs = [(name, id) for id, names in facts.persons() for name in names if " " in name]
    return tuple(sorted(pairs, key=lambda p: -len(p[0])))


def _held(sentence: str, match: re.Match[str], lexicon: Lexicon, facts: Facts) -> Held:
    """Terms of the person named right after the title, in an office that the title may claim."""
    if _ranked(lexicon).search(sentence[: match.start()]):
        return ()
    rest = sentence[match.end() :].lstrip(" ,\n")
    named = (id for name, id in _names(facts) if rest.startswith(name) and not rest[len(name) :][:1].isalnum())
    person = next(named, None)
    level = _levels(lexicon)[" ".join(match[0].lower().split())]
    offices = facts.offices_of(person) if person else ()
    wanted = tuple(f for f in offices if f.kind == level)
    return wanted if len({f.object for f in wanted}) == 1 else ()
