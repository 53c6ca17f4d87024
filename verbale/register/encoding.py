"""JSON of what the stages hand on: plain values, one object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """What JSON itself does not know: types with a `json` method, mappings, sets (sorted) and days.

    Raises TypeError for anything else.
    """
    if hasattr(value, "json"):
        return value.json()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not for JSON: {type(value).__name__}")


def dumps(value: Any) -> str:
    """One line of JSON, in the order given, letters as they are."""
    return json.dumps(value, default=plain, ensure_ascii=False, allow_nan=False)


def canonical(value: Any) -> str:
    """JSON that is the same for values that are the same: keys in order, whole numbers without a point."""
    return json.dumps(_whole(json.loads(ascii_dumps(value))), sort_keys=True)


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(part) for name, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list) else value


def ascii_dumps(value: Any) -> str:
    """JSON that any database encoding holds, half characters included."""
    return json.dumps(value, default=plain)
