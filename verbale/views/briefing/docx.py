"""A brief as a Word document with real footnotes (ECMA-376, part 1, 17.11).

python-docx has no footnotes, so their part is made here by its package API. A document is cited in full where it comes
first; later notes give the words and the number of that note, as printed papers do.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from verbale.views.briefing.page import Brief, Entry, Note
from verbale.views.wording import short

NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ACCENT = (0x8A, 0x2F, 0x1D)
QUIET = (0x6A, 0x64, 0x5B)
QUOTE = 260
"""Characters of a quote in a note at most."""
FONT = "Arial"
"""Which every word processor has, or one with its widths."""
DAY = 3.9
"""Width of the column of days, in centimetres."""
EPOCH = (1980, 1, 1, 0, 0, 0)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


def docx(page: Brief) -> bytes:
    """The document, the same bytes for the same page."""
    from docx import Document

    made = Document()
    _styles(made)
    notes = _Footnotes({n.number: n for n in page.notes})
    _head(made, page)
    if page.last:
        made.add_heading("Last meeting", 2)
        _lines(made, (page.last, *page.around), notes)
    for section in page.sections:
        made.add_heading(section.title, 2)
        _lines(made, section.entries, notes)
        if section.more:
            made.add_paragraph(f"{section.more} more in the register", style="Detail")
    if not page.sections:
        made.add_paragraph("The register holds nothing on the two together.")
    _attach(made, notes)
    _properties(made, page)
    return _packed(made)


def _head(made: Any, page: Brief) -> None:
    made.add_heading(_text(f"{page.sides[0]} and {page.sides[1]}"), 1)
    made.add_paragraph(f"{page.basis} What is reported here is what documents say.", style="Detail")


def _text(words: str) -> str:
    return UNSEEN.sub("\ufffd", words)


def _styles(made: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.6)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(9.5)
    normal.paragraph_format.space_after = Pt(2)
    for name, size in (("Heading 1", 18), ("Heading 2", 11)):
        style = made.styles[name]
        style.element.rPr.rFonts.attrib.clear()
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(*ACCENT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(7), Pt(2)
    detail = made.styles.add_style("Detail", WD_STYLE_TYPE.PARAGRAPH)
    detail.base_style, detail.font.size, detail.font.color.rgb = normal, Pt(9), RGBColor(*QUIET)
    note = made.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size = normal, Pt(7.5)
    note.paragraph_format.space_after = Pt(0)
    mark = made.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _lines(made: Any, entries: Sequence[Entry], notes: _Footnotes) -> None:
    """A table without rules: the day, and what it is about."""
    from docx.shared import Cm, RGBColor

    table = made.add_table(len(entries), 2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(DAY), Cm(17 - DAY)
    for row, entry in zip(table.rows, entries, strict=True):
        left, right = row.cells
        left.width, right.width = Cm(DAY), Cm(17 - DAY)
        when = left.paragraphs[0].add_run(_text(entry.when or (f"said {entry.said}" if entry.said else "")))
        when.font.color.rgb, when.font.size = RGBColor(*QUIET), made.styles["Detail"].font.size
        _line(made, right.paragraphs[0], entry, notes)


def _line(made: Any, paragraph: Any, entry: Entry, notes: _Footnotes) -> None:
    from docx.shared import RGBColor

    paragraph.add_run(_text(entry.what))
    if entry.state:
        paragraph.add_run(_text(f" ({entry.state})")).italic = True
    for i, number in enumerate(entry.notes):
        if i:
            paragraph.add_run(" ").font.superscript = True
        notes.mark(paragraph, number)
    if entry.detail:
        paragraph.add_run().add_break()
        below = paragraph.add_run(_text(entry.detail))
        below.font.color.rgb, below.font.size = RGBColor(*QUIET), made.styles["Detail"].font.size


class _Footnotes:
    """The footnotes in the order of their marks; what was cited before is named by the number of its first note."""

    def __init__(self, notes: dict[int, Note]) -> None:
        self._notes = notes
        self._first: dict[int, int] = {}
        self._documents: dict[tuple[str | None, ...], tuple[int, str]] = {}
        self.bodies: list[tuple[str, str, str]] = []

    def mark(self, paragraph: Any, number: int) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.bodies.append(self._body(number))
        run = paragraph.add_run()
        run.style = "footnote reference"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.bodies)))
        run._r.append(reference)

    def _body(self, number: int) -> tuple[str, str, str]:
        """Quote, origin and address of a note."""
        note, here = self._notes[number], len(self.bodies) + 1
        if number in self._first:
            return "", f"As note {self._first[number]}.", ""
        self._first[number] = here
        document = (note.source, note.title, note.date, note.url)
        at, said_by = self._documents.setdefault(document, (here, note.said_by))
        quote = f"“{short(note.quote, QUOTE)}” "
        if at == here:
            return quote, note.origin, f" {note.url}" if note.url else ""
        speaker = f"Said by {note.said_by}. " if note.said_by and note.said_by != said_by else ""
        return quote, f"{speaker}In the text of note {at}.", ""

    def xml(self) -> bytes:
        """The part: the two separators that every word processor expects, then the notes."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn
        from lxml import etree  # type: ignore[import-untyped]

        root = parse_xml(SEPARATORS)
        for i, words in enumerate(self.bodies, 1):
            note = etree.SubElement(root, qn("w:footnote"), {qn("w:id"): str(i)})
            paragraph = etree.SubElement(note, qn("w:p"))
            style = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"))
            style.set(qn("w:val"), "footnotetext")
            run = etree.SubElement(paragraph, qn("w:r"))
            mark = etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn("w:rStyle"))
            mark.set(qn("w:val"), "footnotereference")
            etree.SubElement(run, qn("w:footnoteRef"))
            for text in (" ", *words):
                if text:
                    held = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t"))
                    held.text = _text(text)
                    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


SEPARATORS = (
    f'<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def _attach(made: Any, notes: _Footnotes) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, notes.xml(), made.part.package)
    made.part.relate_to(part, NOTES_RELATION)


def _properties(made: Any, page: Brief) -> None:
    from datetime import datetime

    known = made.core_properties
    known.title, known.author, known.comments = _text(f"{page.sides[0]} and {page.sides[1]}"), "verbale", ""
    known.last_modified_by, known.revision = "verbale", 1
    known.created = known.modified = datetime(*EPOCH)


def _packed(made: Any) -> bytes:
    """The package without the time it was written at."""
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(info, old.read(name))
    return out.getvalue()
