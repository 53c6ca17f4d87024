"""PDF: the text layer, line by line, with the page and box of each line.

Scans have no text layer and are refused: no text is guessed from pictures.
The creation date of the file is not the day of publication and is not read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from verbale.core.problem import Problem, Unreadable
from verbale.documents import blocks, layout, metadata
from verbale.documents.raw import Raw

NAME = "pdf"
SUFFIXES = (".pdf",)
HEAD = 1024  # a PDF may carry some bytes before its header (PDF 32000-1, annex H.3.4.1)
UNMAPPED = {0, 0xFFFD, 0xFFFE, 0xFFFF}


def sniff(data: bytes) -> bool:
    """Whether the header stands in the first kilobyte."""
    return b"%PDF-" in data[:HEAD]


def read(data: bytes, source: str) -> Iterator[Raw | Problem]:
    """The text of all pages. Raises Unreadable where it is broken, locked or has no text layer."""
    from pypdfium2 import PdfiumError

    try:
        pages, title = opened(data)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unreadable("is protected by a password" if locked else "is not a readable PDF") from error
    bare = [str(i) for i, lines in enumerate(pages, 1) if not lines]
    if len(bare) == len(pages):
        raise Unreadable("has no text layer (a scan?); recognise its text first")
    if bare:
        yield Problem(source, f"has no text on page{'s' * (len(bare) > 1)} {', '.join(bare)}", fatal=False)
    text, places = blocks.join(layout.pieces(pages))
    yield Raw(text, meta={"title": title} if metadata.carried(title, text) else {}, places=places)


def opened(data: bytes) -> tuple[list[list[layout.Row]], str]:
    """The rows of each page and the title property."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        pages = [rows(document, i) for i in range(len(document))]
        return pages, str(document.get_metadata_dict().get("Title", ""))
    finally:
        document.close()


def rows(document: Any, index: int) -> list[layout.Row]:
    """The rows of text on one page, from 1, in the order of the page's content."""
    page = document[index]
    words = page.get_textpage()
    try:
        return [r for r in map(layout.row, lines(words, index + 1)) if r]
    finally:
        words.close()
        page.close()


def lines(words: Any, page: int) -> Iterator[list[layout.Glyph]]:
    """The glyphs of a page, cut at line ends; a broken word ends in the glyph that breaks it."""
    line: list[layout.Glyph] = []
    for i in range(words.count_chars()):
        mark = glyph(words, i, page)
        if mark and mark.sign not in "\r\n":
            line.append(mark)
        if mark and (mark.sign in "\r\n" or mark.broken):
            yield line
            line = []
    yield line


def glyph(words: Any, i: int, page: int) -> layout.Glyph | None:
    """One character with its box in points; None where the font maps it to nothing."""
    import pypdfium2.raw as pdfium

    code = pdfium.FPDFText_GetUnicode(words, i)
    broken = pdfium.FPDFText_IsHyphen(words, i) == 1
    if not broken and (code in UNMAPPED or (code < 32 and code not in (9, 10, 13))):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(words, i, x, y)
    return layout.Glyph("-" if broken else chr(code), words.get_charbox(i), y.value, page, broken)
