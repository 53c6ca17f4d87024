"""What could not be read, as a value with a place: never a traceback."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One clear line about an input. source: the file's base name. fatal: nothing of it could be read."""

    source: str
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


class Unreadable(Exception):
    """Raised by a format reader; its text is the one line a person reads."""
