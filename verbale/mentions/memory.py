"""The reader's short memory: what has been named so far, for pronouns and group words to refer to.

The nearest and the subject come first; paragraphs and turns reset what they should.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verbale.core.line import Line, Token
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lines.clauses import SUBJECT, conjuncts


@dataclass
class Memory:
    """What has been named so far: the reader's short memory, reset where a turn or a section begins."""

    persons: list[Actor] = field(default_factory=list)
    block: int = -1
    states: list[str] = field(default_factory=list)
    body: str | None = None
    thing: str | None = None
    several: tuple[str, ...] = ()
    person: str | None = None
    levels: dict[str, str] = field(default_factory=dict)


def remember(line: Line, a: Actor, memory: Memory) -> None:
    if line.block != memory.block:
        memory.block, memory.states = line.block, []
    for i in a.ids:
        if i.startswith("person:"):
            memory.person = i if a.form != "pronoun" or len(a.ids) == 1 else memory.person
            if a.form == "name":
                memory.persons = [p for p in memory.persons if p.ids != (i,) or p.title != a.title]
                memory.persons.append(replace(a, ids=(i,)))
    if a.sort == "state" and a.ids and a.ids[0] not in memory.states:
        memory.states.append(a.ids[0])
    if a.sort == "body" and a.ids and a.form in ("name", "acronym"):
        memory.body = a.ids[0]


def settle(line: Line, here: Sequence[Actor], memory: Memory) -> None:
    """After a sentence: its subject is what "it", "they" and "he" of the next refer to."""
    parse = line.parse
    if parse is None:
        return
    subjects = [t for t in parse if t.dep in SUBJECT]
    for token in reversed(subjects):
        span = Span(token.start, token.end)
        group = _coordinated(line, token, here)
        if len(group) > 1:
            memory.several = tuple(group)
        for a in here:
            if a.span.overlaps(span) and len(a.ids) == 1 and a.ids[0].startswith("person:"):
                memory.person = a.ids[0]
            if a.span.overlaps(span) and len(a.ids) == 1 and a.sort in ("state", "body", "institution"):
                memory.thing = a.ids[0]
            elif (a.span.overlaps(span) and len(a.ids) > 1) or (a.span.overlaps(span) and a.ids and "@" in a.ids[0]):
                memory.several = a.ids


def _coordinated(line: Line, token: Token, here: Sequence[Actor]) -> list[str]:

    heads = conjuncts(line.parse, token) if line.parse else ()
    return list(dict.fromkeys(i for h in heads for a in here if a.span.overlaps(h.span) for i in a.ids))
