"""Word documents: paragraphs and table rows in document order, tracked changes as accepted.

Creation and modification dates of the file are not the day of publication and are not read.
Footnotes, comments, text boxes, headers and footers are left out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from verbale.core.problem import Problem, Unreadable
from verbale.documents import blocks, metadata
from verbale.documents.blocks import Piece
from verbale.documents.raw import Raw

NAME = "docx"
SUFFIXES = (".docx", ".docm")
PACKED = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"  # the older container: .doc, and a .docx under a password
LIST = "list"
LARGEST = 256 * 1024 * 1024
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TURNED = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
GONE = {W + "del", W + "moveFrom", W + "drawing", W + "pict", W + "object", W + "rPr", W + "pPr"}
WRAPS = {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"}


def sniff(data: bytes) -> bool:
    """Whether it is a zip archive with Word's folder, as far as its head shows, or an older Word container."""
    other = b"xl/" in data or b"ppt/" in data
    return data.startswith(PACKED) and (b"word/" in data or b"[Content_Types].xml" in data) and not other


def read(data: bytes, source: str) -> Iterator[Raw | Problem]:
    """One document. Raises Unreadable where it is broken, locked or holds no words."""
    document = opened(data)
    text, places = blocks.join(list(pieces(document)))
    if not text.strip():
        raise Unreadable("holds no words")
    yield Raw(text, meta=properties(document, text), places=places)


def opened(data: bytes) -> Any:
    from docx import Document

    if data.startswith(COMPOUND):
        raise Unreadable("is locked by a password or an old .doc; save it as .docx without one")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(f.file_size for f in archive.infolist()) > LARGEST:
                raise Unreadable(f"unpacks to more than {LARGEST // 2**20} MB")
        return Document(BytesIO(data))
    except Unreadable:
        raise
    except Exception as error:  # a broken package fails in zip, in XML or in a missing part
        raise Unreadable("is not a readable Word document") from error


def properties(document: Any, text: str) -> dict[str, str]:
    """The title: a paragraph in Title style, else the title property where the text carries it."""
    styled = (p.text for p in document.paragraphs[:20] if p.style is not None and p.style.name == "Title")
    title = next((t for t in styled if t.strip()), "") or str(document.core_properties.title or "")
    return {"title": title} if metadata.carried(title, text) else {}


def pieces(document: Any) -> Iterator[Piece]:
    """Paragraphs, numbered from 1 with the name of their style, and the rows of tables."""
    before = ""
    for number, (element, kind) in enumerate(elements(document.element.body), 1):
        text, name = (cells(element), "table row") if kind else paragraph(element, document)
        group = kind or (LIST if text.startswith(blocks.BULLET) else "")
        if text.strip():
            yield Piece(text, "paragraph", number, name, tight=bool(group) and group == before)
            before = group


def elements(parent: Any) -> Iterator[tuple[Any, str]]:
    """Paragraphs with "", and table rows with a name that the rows of one table share."""
    for number, child in enumerate(inside(parent, W + "p", W + "tbl")):
        if child.tag == W + "p":
            yield child, ""
        else:
            yield from ((row, f"table {number}") for row in inside(child, W + "tr"))


def inside(parent: Any, *tags: str) -> Iterator[Any]:
    """Children with the tags, those in content controls and tracked insertions as well."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPS:
            yield from inside(child, *tags)


def paragraph(element: Any, document: Any) -> tuple[str, str | None]:
    """The words of a paragraph, with a mark where it is a list item, and the name of its style."""
    from docx.text.paragraph import Paragraph

    style = Paragraph(element, document).style
    name = style.name if style is not None else None
    listed = element.find(f"{W}pPr/{W}numPr") is not None or (name or "").startswith("List")
    text = said(element).strip(" \t\n")
    return (blocks.BULLET + text if listed and text else text), name


def said(element: Any) -> str:
    """The words below an element, deleted ones left out and inserted ones kept."""
    if element.tag == W + "t":
        return element.text or ""
    if element.tag in GONE or element.tag in TURNED or not isinstance(element.tag, str):
        return TURNED.get(element.tag, "")
    return "".join(said(child) for child in element)


def cells(row: Any) -> str:
    """The cells of a row, parted by tabs, on one line."""
    found = (" ".join(said(p) for p in cell.iter(W + "p")) for cell in inside(row, W + "tc"))
    return "\t".join(" ".join(words.split()) for words in found).rstrip()
