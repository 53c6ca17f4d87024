"""What changed inside a piece, word by word (difflib; Ratcliff and Obershelp's longest matching blocks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from verbale.views.compare.aligning import FOLD

TOKEN = re.compile(r"\s*(?:\w+(?:['’.,-]\w+)*|[^\w\s])")
ISLAND = 3
"""Letters of a word that is not left standing alone between two changes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words: `same`, `gone` (only the first has it) or `new` (only the second has it)."""

    op: str
    words: str

    def json(self) -> dict[str, Any]:
        return {"op": self.op, "words": self.words}


def diff(a: str, b: str) -> tuple[Part, ...]:
    """The words of both in reading order; those of `same` are given as the second writes them.

    Without the parts that are new the words are the first text's, without those that are gone the second's, blanks
    and case apart.
    """
    left, right = TOKEN.findall(a), TOKEN.findall(b)
    matcher = SequenceMatcher(None, [_plain(t) for t in left], [_plain(t) for t in right], autojunk=False)
    runs: list[tuple[str, str, str]] = [
        (op, "".join(left[i:j]), "".join(right[k:m])) for op, i, j, k, m in matcher.get_opcodes()
    ]
    return tuple(_joined(_bridged(runs)))


def _plain(token: str) -> str:
    return token.strip().translate(FOLD).casefold()


def _bridged(runs: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """A short word or a mark that stays between two changes is part of the change."""
    for n, (op, old, new) in enumerate(runs):
        inside = 0 < n < len(runs) - 1 and op == "equal" and runs[n - 1][0] == runs[n + 1][0] == "replace"
        yield ("replace", old, new) if inside and len(new.strip()) <= ISLAND else (op, old, new)


def _joined(runs: Iterator[tuple[str, str, str]]) -> Iterator[Part]:
    old = new = ""
    for op, left, right in runs:
        if op != "equal":
            old, new = old + left, new + right
            continue
        yield from _changed(old, new)
        old = new = ""
        yield Part("same", right)
    yield from _changed(old, new)


def _changed(old: str, new: str) -> Iterator[Part]:
    yield from (Part(op, words) for op, words in (("gone", old), ("new", new)) if words)
