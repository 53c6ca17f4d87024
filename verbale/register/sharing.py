"""Decisions as lines of JSON, for a team: what one exports another imports, and again without effect."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from verbale.core.span import Span
from verbale.register.decision import SCHEMA, SEVERAL, VERBS, Anchor, Decision
from verbale.register.errors import RegisterError
from verbale.register.rows import storable

STAMPS = ("%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S%z")
WORDS = ("doc", "source", "kind", "record", "quote", "before", "after", "key")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines were new here, and how many were known."""

    new: int
    known: int


def parsed(lines: Iterable[str]) -> Iterator[Decision]:
    """The decisions of lines of JSON; empty lines are passed over. Raises RegisterError, which names the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield decision(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise RegisterError(f"line {number}: not a decision ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "not JSON"
    return f"without {error.args[0]}" if isinstance(error, KeyError) else str(error)


def decision(data: Any) -> Decision:
    """A decision from its JSON. Raises KeyError, TypeError or ValueError."""
    if not isinstance(data, Mapping):
        raise TypeError("not an object")
    if data.get("schema") != SCHEMA:
        raise ValueError(f"schema is not {SCHEMA}")
    verb, by, why = (_words(data, name) for name in ("verb", "by", "why"))
    targets = tuple(_anchor(t) for t in data["targets"])
    if verb not in VERBS or len(targets) < (2 if verb in SEVERAL else 1):
        raise ValueError("verb and targets do not fit")
    field = _words(data, "field") if verb == "correct" else None
    old, new = (data.get("old"), data["new"]) if field else (None, None)
    return Decision(verb, targets, by, stamp(_words(data, "made")), why, field, old, new)


def stamp(text: str) -> datetime:
    """A moment in UTC. Raises ValueError."""
    for form in STAMPS:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    raise ValueError("made is no moment like 2024-07-03T09:30:00Z")


def _words(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is not text")
    return storable(value)


def _anchor(data: Any) -> Anchor:
    if not isinstance(data, Mapping):
        raise TypeError("a target is not an object")
    start, stop = data["span"]
    alike, item = data["alike"], data.get("item")
    if not all(isinstance(n, int) for n in (start, stop, alike)) or not isinstance(item, str | None):
        raise TypeError("a target has parts of the wrong type")
    words = {name: _words(data, name) for name in WORDS}
    return Anchor(span=Span(start, stop), alike=alike, item=item, **words)
