"""Bytes → text, without guessing at what the bytes leave open.

UTF-8 is taken as it stands, with its line ends and its byte order mark, so that offsets are those of
`bytes.decode("utf-8")`. UTF-16 and UTF-32 need their byte order mark. Anything else is read only where
every Western code page agrees on it; otherwise the likely encoding is named and the file refused.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from verbale.core.problem import Unreadable

MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
WIDE = (*MARKS, (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WESTERN = ("cp1252", "cp1250", "cp1254")
CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")
FOREIGN = re.compile(r"[^\W\d_a-zA-Z]{3}")
GUESSED = 65536


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the code page where it is not Unicode. Raises Unreadable for all that is no text."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        raise Unreadable("is empty")
    marked = wide(data)
    if marked:
        return checked(strict(data, marked)), None
    if binary(data):
        raise Unreadable("is not text (binary content)")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return western(data, error.start)


def wide(data: bytes) -> str | None:
    """The encoding that a UTF-16 or UTF-32 byte order mark names."""
    return next((name for mark, name in WIDE if data.startswith(mark)), None)


def strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"is broken {encoding.upper()} text") from error


def checked(text: str) -> str:
    """The text, if it has words: a wide file can decode to nothing but signs of binary content."""
    if not text.strip():
        raise Unreadable("is empty")
    if "\0" in text:
        raise Unreadable("is not text (binary content)")
    return text


def binary(data: bytes) -> bool:
    """Whether bytes are no text in any one-byte encoding: a NUL, or control bytes beyond one in a hundred."""
    return b"\0" in data or len(data) - len(data.translate(None, CONTROLS)) > len(data) / 100


def western(data: bytes, fault: int) -> tuple[str, str]:
    """Text in a Western code page, where all of them read it alike and its words are Latin."""
    readings = {data.decode(page, "replace") for page in WESTERN}
    text = readings.pop()
    if readings or "\ufffd" in text or FOREIGN.search(text) or not text.strip():
        raise Unreadable(f"is not UTF-8 text (byte {fault + 1}){likely(data)}; save it as UTF-8")
    return text, WESTERN[0]


def likely(data: bytes) -> str:
    """A name for the encoding, where the letters it gives are those of some language."""
    best = from_bytes(data[:GUESSED]).best()
    return f"; it may be {best.encoding}" if best and best.coherence > 0 else ""
