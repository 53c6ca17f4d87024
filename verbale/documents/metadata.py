"""What is said about a document outside its text: the keys, and the sidecar `NAME.meta.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verbale.core.problem import Unreadable

KEYS = ("date", "publisher", "title", "url", "language", "genre", "place")
SIDECAR = ".meta.json"
LONGEST = 1024 * 1024
HEAD = 4000


def words(values: Mapping[str, Any]) -> dict[str, str]:
    """The known keys that hold words (a year may be a number), single-spaced."""
    found = {k: values[k] for k in KEYS if isinstance(values.get(k), str | int) and not isinstance(values[k], bool)}
    return {k: " ".join(str(v).encode("utf-8", "ignore").decode().split()) for k, v in found.items() if str(v).strip()}


def carried(title: str, text: str) -> bool:
    """Whether a title property stands at the head of the text: writing programs often leave a file name there."""
    words = " ".join(title.split()).casefold()
    return bool(words) and words in " ".join(text[:HEAD].split()).casefold()


def sidecar(path: Path) -> Path:
    """Where the sidecar of a file would lie: NAME is the file name without its suffix."""
    return path.with_name(path.stem + SIDECAR)


def load(path: Path) -> dict[str, str]:
    """The words of a sidecar, or none where there is no such file. Raises Unreadable with one line."""
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise Unreadable(f"cannot be opened ({(error.strerror or 'unknown reason').lower()})") from error
    return {} if data is None else words(parse(data))


def parse(data: bytes) -> dict[str, Any]:
    if len(data) > LONGEST:
        raise Unreadable("is too long for a sidecar")
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("is not JSON; the document is read without it") from error
    if not isinstance(value, dict):
        raise Unreadable("is not a JSON object; the document is read without it")
    return value
