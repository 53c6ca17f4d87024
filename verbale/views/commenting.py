"""A copy of a Word draft with a comment at the words of every finding.

Rests on: python-docx for the package and its comments part. Runs are split at the words, so that a comment marks them
and no more; where the words are not in one paragraph as they were read, the comment stands at the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

from verbale.documents.docx import W, elements, opened, said
from verbale.verify.verdict import Placed, Where
from verbale.views.wording import clean

AUTHOR = "verbale"
INITIALS = "vb"


def commented(data: bytes, found: list[Placed]) -> bytes:
    """The document with the comments. Raises Unreadable where it is no Word document that can be opened."""
    from docx.text.run import Run

    document = opened(data)
    paragraphs = [element for element, _ in elements(document.element.body)]
    for placed in found:
        for where in placed.at[:1]:
            runs = [Run(r, document) for r in _runs(paragraphs, where)]
            if runs:
                document.add_comment(runs, text=_words(placed), author=AUTHOR, initials=INITIALS)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _words(placed: Placed) -> str:
    f = placed.finding
    rows = (
        f"{f.severity.upper()} {f.rule}: {f.message}",
        f.formula and f"formula: {f.formula}",
        f.because,
        *f.supplied,
    )
    return "\n".join(clean(row) for row in rows if row)


def _runs(paragraphs: list[Any], where: Where) -> list[Any]:
    """The runs that hold the words, split at their ends; all runs of the paragraph where they are not found."""
    unit, _, number = where.place.partition(" ")
    if unit != "paragraph" or not number.isdigit() or int(number) > len(paragraphs):
        return []
    paragraph = paragraphs[int(number) - 1]
    runs = list(paragraph.iter(W + "r"))
    text = "".join(map(said, runs))
    at = text.find(where.words)
    if at < 0:
        return [r for r in runs if said(r)]
    return list(_cut(runs, at, at + len(where.words)))


def _cut(runs: list[Any], start: int, end: int) -> Iterator[Any]:
    """The runs between two offsets of their joined text."""
    done = 0
    for run in runs:
        size = len(said(run))
        first, last = max(start - done, 0), min(end - done, size)
        done += size
        if first < last:
            yield _split(run, first, last) if (first, last) != (0, size) else run


def _split(run: Any, first: int, last: int) -> Any:
    """The part of a run between two offsets as a run of its own; the whole run where it is more than plain text."""
    texts = run.findall(W + "t")
    if len(texts) != 1 or len(said(run)) != len(texts[0].text or ""):
        return run
    words = texts[0].text
    if words[last:]:
        run.addnext(_copy(run, words[last:]))
    if words[:first]:
        run.addprevious(_copy(run, words[:first]))
    _write(run, words[first:last])
    return run


def _copy(run: Any, words: str) -> Any:
    other = deepcopy(run)
    _write(other, words)
    return other


def _write(run: Any, words: str) -> None:
    text = run.find(W + "t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
