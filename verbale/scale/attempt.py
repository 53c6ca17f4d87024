"""One document's turn: its result, or a Problem where the function fails on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from verbale.core.document import Document
from verbale.core.problem import Problem, Unreadable

T = TypeVar("T")
FOLDERS = re.compile(r"(?<![\w:/\\.])(?:[A-Za-z]:)?[/\\](?:[^\s'\":;,/\\]+[/\\])+")
LONGEST = 200


def attempt(function: Callable[[Document], T], document: Document) -> T | Problem:
    """The function's result; what it raises comes back as a Problem."""
    try:
        return function(document)
    except Exception as error:
        return failure(document, error)


def failure(document: Document, error: BaseException) -> Problem:
    """The exception's type and the first line of its message, without folders of this machine.

    What is raised for a person to read stands without its type.
    """
    first = (str(error).splitlines() or [""])[0]
    words = FOLDERS.sub("", first)[:LONGEST]
    if isinstance(error, Unreadable) and words:
        return lost(document, words)
    return lost(document, f"{type(error).__name__}: {words}" if words else type(error).__name__)


def lost(document: Document, reason: str) -> Problem:
    """A Problem about a document, which names its item inside a container."""
    return Problem(document.source, f"item {document.item}: {reason}" if document.item else reason)
