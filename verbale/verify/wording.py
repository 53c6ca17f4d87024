"""Words that several checks need, from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from verbale.lexicon import Lexicon, variants


@lru_cache(maxsize=4)
def weekdays(lexicon: Lexicon) -> dict[str, int]:
    """Names of weekdays in lower case, with their number from Monday, which is nought."""
    rows = (r for r in lexicon.table("time_word") if r["class"] == "weekday")
    return {word.casefold(): int(r["value"]) for r in rows for word in r["words"]}


@lru_cache(maxsize=4)
def months(lexicon: Lexicon) -> frozenset[str]:
    """Names of months in lower case."""
    rows = (r for r in lexicon.table("time_word") if r["class"] == "month")
    return frozenset(word.casefold() for r in rows for word in r["words"])


@lru_cache(maxsize=64)
def listed(lexicon: Lexicon, id: str) -> tuple[str, ...]:
    """The words of a row of the table `verify_words`."""
    return tuple(w for r in lexicon.table("verify_words") if r["id"] == id for w in r["words"])


@lru_cache(maxsize=64)
def any_of(lexicon: Lexicon, id: str) -> re.Pattern[str]:
    """A pattern for any of the words of a row of `verify_words`, as whole words, whatever their case."""
    return re.compile(rf"(?<!\w){choice(listed(lexicon, id))}(?!\w)", re.IGNORECASE)


def state_names(row: Mapping[str, Any]) -> frozenset[str]:
    """All names of a row of the table `state` in lower case, those it bore before included."""
    named = [*row.get("names", ()), *(f["name"] if isinstance(f, dict) else f for f in row.get("former", ()))]
    return frozenset(v.casefold() for n in named for v in variants(n))


def choice(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first."""
    held = sorted({re.escape(w).replace(r"\ ", r"\s+") for w in words}, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(held)})"


def years(first: date, last: date) -> int:
    """Completed years from the first day to the last."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def day(when: date | None) -> str:
    """A day as ISO 8601 writes it; "open" where there is none."""
    return when.isoformat() if when else "open"
