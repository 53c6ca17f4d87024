"""Plain text: the document's text is exactly the decoded file."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.problem import Problem, Unreadable
from verbale.documents import decode
from verbale.documents.raw import Raw

NAME = "text"
SUFFIXES = (".txt", ".text", ".md", ".markdown")
FALLBACK = True  # any legible text sniffs as this format, so it is asked last
RICH = b"{\\rtf"
PRINT = b"%PDF-"


def sniff(data: bytes) -> bool:
    """Whether bytes, which may be the head of a file, are text; faults of encoding are left to `read`."""
    return not data.startswith((RICH, PRINT)) and (decode.wide(data) is not None or not decode.binary(data))


def read(data: bytes, source: str) -> Iterator[Raw | Problem]:
    """One text. Raises Unreadable where it is empty, binary or in an encoding that bytes do not settle."""
    if data.startswith(RICH):
        raise Unreadable("is rich text (RTF), which is not read; save it as .docx or .txt")
    text, page = decode.decode(data)
    if page:
        yield Problem(source, f"is not UTF-8; read as {page}", fatal=False)
    yield Raw(text)
