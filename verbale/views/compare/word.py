"""A comparison as a Word document: a redline with tracked changes, or readouts side by side in tables.

Rests on: python-docx for the package; w:ins and w:del of WordprocessingML (ISO/IEC 29500-1, 17.13.5) for the changes:
accepting all gives the second text and rejecting all the first. They carry no date, and the package's clock stands
still, so that the same comparison gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count, groupby
from typing import Any

from verbale.documents.docx import W
from verbale.views.compare.readouts import Pair, Readouts, Said
from verbale.views.compare.redline import OPS, PhraseUse, Redline, Row
from verbale.views.compare.sides import About
from verbale.views.terminal import KINDS

AUTHOR = "verbale"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can hold."""
COLOURS = {"a": "8A2F1D", "b": "1C5A70", "quiet": "6A645B", "hard": "A02A1F"}
TITLES = {"kept": "Kept", "changed": "Changed", "moved": "Moved", "added": "Added", "dropped": "Dropped"}


def docx(found: Readouts | Redline) -> bytes:
    """The document of either kind."""
    import docx as library

    document = library.Document()
    _styles(document)
    _head(document, found)
    if isinstance(found, Redline):
        _redline(document, found)
    else:
        _readouts(document, found)
    out = BytesIO()
    document.save(out)
    return _steady(out.getvalue())


def _steady(data: bytes) -> bytes:
    """The same package with every part dated alike."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in sorted(given.infolist(), key=lambda p: (p.filename != "[Content_Types].xml", p.filename)):
            made.writestr(zipfile.ZipInfo(part.filename, EPOCH), given.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _styles(document: Any) -> None:
    from docx.shared import Cm, Pt

    document.core_properties.author = AUTHOR
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _head(document: Any, found: Readouts | Redline) -> None:
    a, b = found.a, found.b
    sort = "What changed" if isinstance(found, Redline) else "Two readouts"
    title = f"{sort}: {a.label} – {b.date if a.publisher == b.publisher and b.date else b.label}"
    document.add_heading(title, 0)
    document.core_properties.title = title
    for letter, about in (("a", a), ("b", b)):
        line = document.add_paragraph()
        _run(line, f"{letter.upper()}  ", letter, bold=True)
        _run(line, _about(about))
    _run(
        document.add_paragraph(), f"Compared as {found.mode}: {found.because}. {' '.join(found.notes)}".strip(), "quiet"
    )


def _about(about: About) -> str:
    return " · ".join(filter(None, (about.title, about.publisher, about.date, about.url)))


def _run(paragraph: Any, words: str, colour: str = "", bold: bool = False, italic: bool = False) -> Any:
    from docx.shared import RGBColor

    run = paragraph.add_run(words)
    run.bold, run.italic = bold or None, italic or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(COLOURS[colour])
    return run


def _redline(document: Any, found: Redline) -> None:
    document.add_paragraph(", ".join(f"{n} {TITLES[op].lower()}" for op, n in found.counts if op in OPS))
    for title, uses in (("dropped", found.dropped), ("added", found.added), ("kept", found.kept)):
        document.add_heading(f"Set phrases {title} ({len(uses)})", 1)
        for use in uses:
            _run(document.add_paragraph(style="List Bullet"), _use(use))
        if not uses:
            _run(document.add_paragraph(), "None.", "quiet")
    document.add_heading("Clause by clause", 1)
    numbers = count(1)
    for _, group in groupby(found.rows, key=lambda r: (r.op == "dropped" or bool(r.to), r.piece.sentence)):
        _sentence(document, list(group), numbers)


def _use(use: PhraseUse) -> str:
    times = f"{use.a} → {use.b}" if use.a and use.b else f"× {use.a or use.b}"
    return f"“{use.words}” {times}{', stock wording' if use.stock else ''}"


def _sentence(document: Any, rows: Sequence[Row], numbers: Iterator[int]) -> None:
    """One paragraph of the clauses of a sentence; where all of it is new or gone, so is its end."""
    from docx.oxml import OxmlElement

    style = "Heading 3" if rows[0].piece.kind == "heading" else "Normal"
    line = document.add_paragraph(style=style)
    whole = {_fate(row) for row in rows}
    if whole in ({"ins"}, {"del"}):
        marks = OxmlElement("w:rPr")
        marks.append(_mark(whole.pop(), numbers))
        line._p.get_or_add_pPr().append(marks)
    for n, row in enumerate(rows):
        blank = " " if n else ""
        for op, words in _runs(row):
            _put(line, op, blank + words, numbers)
            blank = ""


def _fate(row: Row) -> str:
    """What happens to the whole clause: `ins`, `del` or nothing."""
    moved = row.op == "moved"
    return "ins" if row.op == "added" or (moved and row.origin) else "del" if row.op == "dropped" or moved else ""


def _runs(row: Row) -> Iterator[tuple[str, str]]:
    fate = _fate(row)
    if fate or not row.parts:
        yield fate, row.piece.words
        return
    yield from (({"gone": "del", "new": "ins"}.get(part.op, ""), part.words) for part in row.parts)


def _put(line: Any, op: str, words: str, numbers: Iterator[int]) -> None:
    run = line.add_run(words)
    if not op:
        return
    mark = _mark(op, numbers)
    run._r.addprevious(mark)
    mark.append(run._r)
    if op == "del":
        for text in run._r.findall(W + "t"):
            text.tag = W + "delText"


def _mark(op: str, numbers: Iterator[int]) -> Any:
    from docx.oxml import OxmlElement

    mark = OxmlElement(f"w:{op}")
    mark.set(W + "id", str(next(numbers)))
    mark.set(W + "author", AUTHOR)
    return mark


def _readouts(document: Any, found: Readouts) -> None:
    document.add_heading(f"In conflict ({len(found.conflicts)})", 1)
    _pairs(document, found.conflicts)
    for letter, rows in (("a", found.only_a), ("b", found.only_b)):
        document.add_heading(f"Only {letter.upper()} says ({len(rows)})", 1)
        for kind, group in groupby(rows, key=lambda s: s.kind):
            document.add_heading(KINDS.get(kind, kind), 3)
            for said in group:
                _said(document.add_paragraph(style="List Bullet"), said)
    document.add_heading(f"Both say ({len(found.both)})", 1)
    _pairs(document, found.both)
    document.add_heading("Sentence by sentence", 1)
    table = _table(document, ("A", "B"))
    for row in found.sentences:
        cells = table.add_row().cells
        for cell, pieces in zip(cells, (row.a, row.b), strict=True):
            _run(cell.paragraphs[0], " ".join(p.words for p in pieces), "hard" if row.conflict else "")


def _table(document: Any, titles: Sequence[str]) -> Any:
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        _run(cell.paragraphs[0], title, title.lower() if title.lower() in COLOURS else "", bold=True)
    return table


def _said(paragraph: Any, said: Said) -> None:
    _run(paragraph, said.what)
    extra = ", ".join(filter(None, (said.when, said.status if said.status != "held" else "")))
    _run(paragraph, f" ({extra})" if extra else "", "quiet")
    _run(paragraph, f" “{said.quote}”", "quiet", italic=True)


def _pairs(document: Any, pairs: Sequence[Pair]) -> None:
    if not pairs:
        _run(document.add_paragraph(), "None.", "quiet")
        return
    table = _table(document, ("A", "B"))
    for pair in pairs:
        cells = table.add_row().cells
        _said(cells[0].paragraphs[0], pair.a)
        _said(cells[1].paragraphs[0], pair.b)
        for d in pair.differences:
            for cell, words in zip(cells, (d.a, d.b), strict=True):
                _run(cell.add_paragraph(), f"{d.field}: {words}", "hard" if d.hard else "quiet", bold=d.hard)
