"""Which actors a record names, and in which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from verbale.core.record import Record

LISTS = ("subject", "object", "holder", "toward", "about", "target_ids", "place")
ID = re.compile(r"[A-Za-z0-9][\w@:.-]*\Z")
STATES = re.compile(r"[A-Z]{3}(?:-[A-Z]{3})+\Z")


def parties(record: Record) -> tuple[tuple[str, str], ...]:
    """(actor id, part) of every actor, once each, in the order of the contract; the sayers come last.

    The part is the field's name, for an event's actors their role.
    """
    found = [*_listed(record), *_cast(record), *_scope(record), *((who, "said_by") for who in record.said_by)]
    return tuple(dict.fromkeys(found))


def _ids(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list | tuple) else (value,)
    return (v for v in values if isinstance(v, str) and ID.match(v))


def _listed(record: Record) -> Iterator[tuple[str, str]]:
    for name in (n for n in LISTS if n != "object" or record.kind == "relation"):  # elsewhere it is words
        yield from ((who, name) for who in _ids(record.values.get(name)))


def _cast(record: Record) -> Iterator[tuple[str, str]]:
    """An event's actors with their roles, and the states of its dyads."""
    for actor in record.values.get("actors") or ():
        if isinstance(actor, dict) and isinstance(actor.get("id"), str):
            yield actor["id"], str(actor.get("role") or "actor")
    for pair in record.values.get("dyads") or ():
        yield from ((who, "dyad") for who in _ids(pair))


def _scope(record: Record) -> Iterator[tuple[str, str]]:
    """The parties of a set phrase, whose scope is a body or states joined by hyphens."""
    scope = record.values.get("scope")
    if record.kind == "phrase" and isinstance(scope, str):
        whole = scope.split("-") if STATES.match(scope) else [scope]
        yield from ((who, "scope") for who in _ids(whole))
