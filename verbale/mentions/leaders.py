"""Groups of office holders: "the two leaders", "the two Ministers", "the presidents of Chile and Peru"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.facts.fact import LEVELS
from verbale.lexicon import Entry
from verbale.mentions.actors import HEADS
from verbale.mentions.memory import Memory
from verbale.mentions.parties import Scene
from verbale.mentions.view import View

AFTER = (["of"], ["of", "the"])
LISTED = ([","], ["and"], ["and", "the"], [",", "and"], [",", "the"], [",", "and", "the"])


def led_by(view: View, a: Actor, here: Sequence[Actor], tail: str) -> tuple[Span, tuple[str, ...]] | None:
    """ "the leaders of the GCC member states", "the presidents of Chile and Peru": of whom they are leaders, and the
    words to there."""
    text, at, found = view.document.text, a.span.end, list[Actor]()
    named = [b for b in here if b.sort in ("state", "body") or "@" in "".join(b.ids)]
    for b in (b for b in named if b.span.start >= a.span.end and b.ids and b.form != "demonym"):
        between = text[at : b.span.start].split()
        if between not in (LISTED if found else AFTER) or (found and tail != "leaders"):
            if b.span.start >= at:
                break
            continue
        found.append(b)
        at = b.span.end
    ids = tuple(
        dict.fromkeys(i if b.sort == "state" else f"{i.partition('@')[0]}@{tail}" for b in found for i in b.ids)
    )
    if not found or (tail == "members" and not all("@" in i for i in ids)):
        return None
    return Span(a.span.start, at), ids


def leaders(row: Entry, scene: Scene, memory: Memory, line: Any) -> tuple[str, ...]:
    """Ids of the persons: those of the office that the words name, one a state, in order of naming."""
    number, levels = row.get("number", 0), row.get("levels", ())
    people = _named(memory, levels) if levels else _leading(memory, number)
    by_state = {scene.states.get(p, p): p for p in reversed(people)}
    kept = [
        p
        for p in people
        if by_state.get(scene.states.get(p, p)) == p
        and (not number or scene.states.get(p) in scene.parties or len(people) <= number)
    ]
    if not number and scene.bodies:
        return (*scene.heads[:1], *(b + "@leaders" for b in scene.bodies))
    if number and len(kept) >= number:
        return tuple(kept[:number])
    if not number and len(kept) > 1:
        return tuple(kept)
    return memory.led if len(memory.led) == number or not number else ()


def _named(memory: Memory, levels: Sequence[str]) -> list[str]:
    """Persons named with an office of one of the levels."""
    return list(dict.fromkeys(p.ids[0] for p in memory.persons if memory.levels.get(p.ids[0]) in levels))


def _leading(memory: Memory, number: int) -> list[str]:
    """Heads of state and government, else all who were named with an office."""
    heads = _named(memory, HEADS)
    return heads if len(heads) >= max(number, 1) else _named(memory, tuple(memory.levels.values()))


def candidates(view: View, row: Entry, scene: Scene) -> tuple[str, ...]:
    """Whom an open group may be: who held the office for the parties at the document's date, else the parties."""
    day = view.document.date.latest if view.document.date else None
    asked = [level for level in row.get("levels", ()) if level in LEVELS] if day else []
    held = [f.subject for p in scene.parties for level in asked for f in view.facts.holders(level, p, day)]
    return tuple(dict.fromkeys(held)) or scene.parties
