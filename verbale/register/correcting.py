"""Whether a value can stand in a field, before a person's correction is kept."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from verbale.core.record import Record
from verbale.facts import edtf
from verbale.register.errors import RegisterError

ENVELOPE = ("status", "said_by", "topics")
"""Fields outside the key fields of a kind that can be corrected, with `time`."""
STATUSES = ("held", "planned", "denied", "conditional", "asked")
NUMBERS = ("value", "low", "high", "ordinal", "count", "rung")
DERIVED = ("codes", "dyads", "derived", "marks", "not_after", "not_before")
"""Fields that rules make of others, which a person does not set."""


def present(record: Record, name: str) -> Any:
    """The value of a field as JSON has it. Raises RegisterError where it is none that can be corrected."""
    if name == "time":
        return record.time.edtf if record.time else None
    if name in ENVELOPE:
        found = getattr(record, name)
        return list(found) if isinstance(found, tuple) else found
    if name not in record.values or name in DERIVED:
        fields = (*(v for v in record.values if v not in DERIVED), "time", *ENVELOPE)
        raise RegisterError(f"{record.kind}: no field {name} to correct; it has {', '.join(fields)}")
    return record.values[name]


def checked(record: Record, name: str, value: Any) -> Any:
    """The new value, as JSON has it. Raises RegisterError where it cannot stand in the field."""
    old = present(record, name)
    if isinstance(value, str) and (isinstance(old, list | tuple) or name in ("said_by", "topics")):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if problem := _problem(record, name, old, value):
        raise RegisterError(f"{name}: {problem}")
    return value


def _problem(record: Record, name: str, old: Any, value: Any) -> str | None:
    if name == "time":
        return None if value is None or _dated(value) else "no time; write it like 2024-06-28, 2024-06 or 2024"
    if name == "status":
        return None if value in STATUSES else f"one of {', '.join(STATUSES)}"
    if isinstance(old, list | tuple):
        return None if isinstance(value, list) and _like(old, value) else "not a list like the one it has"
    if isinstance(old, Mapping):
        return None if isinstance(value, Mapping) else "not an object like the one it has"
    if value is None:
        return None
    if isinstance(old, bool):
        return None if isinstance(value, bool) else "true or false"
    number = _number(old) or (name in NUMBERS and record.kind in ("figure", "event", "stance"))
    if number:
        return None if _number(value) else "not a number"
    if old is None and isinstance(value, list):
        return None if _like([], value) else "not a list of words"
    return None if isinstance(value, str) or (old is None and _number(value)) else "not text"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _like(old: list[Any] | tuple[Any, ...], value: list[Any]) -> bool:
    """A list of objects stays one, with a name in each, and a list of words one of words."""
    if old and isinstance(old[0], Mapping):
        return all(isinstance(v, Mapping) and isinstance(v.get("id"), str) for v in value)
    return all(isinstance(v, str) and v for v in value)


def _dated(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(edtf.parse(value))
    except ValueError:
        return False
