"""Identifiers from content: the same input gives the same id on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def digest(*parts: object, length: int = 16) -> str:
    """A short hexadecimal SHA-256 of the parts, which are kept apart by a separator no text holds."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(words: str) -> str:
    """Lower-case ASCII words joined by hyphens ("Xi’an" gives "xian", "São Tomé" "sao-tome")."""
    folded = words.translate(
        {ord("đ"): "d", ord("Đ"): "D", ord("ł"): "l", ord("ø"): "o", ord("ß"): "ss", ord("ı"): "i"}
    )
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’‘.]", "", plain.casefold())).strip("-")
