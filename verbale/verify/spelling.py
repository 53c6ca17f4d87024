"""How words may differ without a slip."""

from __future__ import annotations

import re

ENDINGS = ("s", "es", "'s", "’s", "d", "ed", "n", "i", "a", "ing", "ly")
SOUNDS = (
    (r"(.)\1", r"\1"), ("dzh|zh", "j"), ("kh", "h"), ("gh", "g"), ("ou|oo", "u"), ("ph", "f"), ("ks", "x"),
    ("[iy]e", "e"), ("[yij]+", "i"), ("w", "v"), ("q|ck|c", "k"), ("ff?$", "v"), ("'|’", ""), ("h$", ""),
    (r"(.)\1", r"\1"),
)  # fmt: skip
"""Ways of writing one sound that transliterations from other scripts choose between."""


def inflected(a: str, b: str) -> bool:
    """Whether two words or names differ only by an ending."""
    short, long = sorted((a.casefold(), b.casefold()), key=len)
    return long.startswith(short) and long[len(short) :] in ENDINGS


def transliterated(a: str, b: str) -> bool:
    """Whether two names differ only as two transliterations of one name do."""
    return _sound(a) == _sound(b)


def _sound(word: str) -> str:
    out = word.casefold()
    for pattern, letter in SOUNDS:
        out = re.sub(pattern, letter, out)
    return out
