"""JSON Lines: a container, one document a line, `{id, text, date?, publisher?, title?, …}`.

The text is exactly the JSON string. A line that cannot be read is a Problem with its number; the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from verbale.core.problem import Problem, Unreadable
from verbale.documents.metadata import words
from verbale.documents.raw import Raw

NAME = "container"
SUFFIXES = (".jsonl", ".ndjson")
LONGEST = 256 * 1024 * 1024
PATIENCE = 20  # lines without a document, from the first, after which a file is no container


def sniff(data: bytes) -> bool:
    """Whether the first line, which may be cut, opens a JSON object that has a text."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return first.startswith(b"{") and b'"text"' in first


def read(data: bytes, source: str) -> Iterator[Raw | Problem]:
    """The documents of a container held in memory."""
    return stream(BytesIO(data), source)


def stream(lines: Iterable[bytes], source: str) -> Iterator[Raw | Problem]:
    """The documents of a container, one line in memory at a time. Raises Unreadable where it has none."""
    faults: list[Problem] = []
    number = texts = 0
    for number, line in enumerate(lines, 1):
        found = entry(line, number, source) if line.strip() else None
        if isinstance(found, Problem):
            faults.append(found)
        elif found:
            texts += 1
        if texts:
            yield from faults
            faults = []
        if isinstance(found, Raw):
            yield found
        if not texts and len(faults) > PATIENCE:
            break
    if not texts:
        raise Unreadable(f"holds no document{'; ' + faults[0].message if faults else ''}" if number else "is empty")


def entry(line: bytes, number: int, source: str) -> Raw | Problem:
    """The document on a line, or what is wrong with the line."""
    try:
        return raw(parse(line), number)
    except Unreadable as error:
        return Problem(source, f"line {number}: {error}", fatal=False)


def parse(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise Unreadable(f"is longer than {LONGEST // 2**20} MB")
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable("is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not JSON ({error.msg.lower()}, column {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise Unreadable("is not JSON that can be read") from error
    if not isinstance(value, dict):
        raise Unreadable("is not a JSON object")
    return value


def raw(value: dict[str, Any], number: int) -> Raw:
    """A document from its JSON object; a document without an id goes by its line."""
    text = value.get("text")
    if not isinstance(text, str):
        raise Unreadable("has no text" if text is None else "has a text that is no string")
    if not text.strip():
        raise Unreadable("has an empty text")
    if not whole(text):
        raise Unreadable("has a text with half a surrogate pair")
    name = value.get("id")
    return Raw(text, str(name if isinstance(name, str | int) and name != "" else number), words(value))


def whole(text: str) -> bool:
    """Whether a text has no lone surrogates, which no encoding can write."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
