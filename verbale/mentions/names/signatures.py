"""Signature blocks: a line that is a name beside a line that is a state or a body ("Eva Dahl" over "Norway").

The name is a signatory's, and whose name stands beside it is what he signs for. One such pair may be an address or
a caption: two are needed, or the words of signing ("For the Government of Norway:").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.line import Line
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.names.titles import titles
from verbale.mentions.names.words import Word, words
from verbale.mentions.view import View

ROW = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
SHORTEST, MOST, FAR = 2, 6, 60  # words of a name; characters of white space between the rows of one block
BETWEEN = 2  # rows of titles between the name and the state


@dataclass(frozen=True, slots=True)
class Signatory:
    """The line, the name at flat offsets, and the id of the state or body that is signed for."""

    line: Line
    start: int
    end: int
    party: str


def signatories(view: View) -> list[Signatory]:
    """Signatories in text order."""
    rows = [Span(*m.span()).trim(view.document.text, " \t\u00a0") for m in ROW.finditer(view.document.text)]
    rows = [r for r in rows if 0 < len(r) < 80]
    out: list[Signatory] = []
    sure = False
    for i, row in enumerate(rows):
        found = _name(view, row)
        line = view.line_at(row) if found else None
        beside = _party(view, rows, i) if line else None
        if found and line and beside:
            sure = sure or beside[1]
            out.append(Signatory(line, *found, beside[0]))
    return out if sure or len(out) > 1 else []


def _party(view: View, rows: Sequence[Span], i: int) -> tuple[str, bool] | None:
    """Whom the name in row i signs for, and whether words of signing say so: the row before, else one of the next."""
    before = _near(view, rows, i - 1, i) and _state(view, rows[i - 1])
    if before and before[1]:
        return before
    for j in range(i + 1, min(i + 2 + BETWEEN, len(rows))):
        if not _near(view, rows, j - 1, j):
            return None
        if found := _state(view, rows[j]):
            return found
        at = view.flat.forth(rows[j].start)
        if not view.titles_in(at, at + 24):
            return None
    return None


def _near(view: View, rows: Sequence[Span], a: int, b: int) -> bool:
    gap = view.document.text[rows[a].end : rows[b].start] if a >= 0 else "x"
    return len(gap) < FAR and not gap.strip()


@lru_cache(maxsize=4)
def _lead(lexicon: Lexicon) -> re.Pattern[str]:
    rows = lexicon.table("signature")
    lead, whole = ("|".join(re.escape(w) for r in rows for w in r[key]) for key in ("leads", "whole"))
    return re.compile(rf"(?:(?P<lead>{lead})\s+)?(?:the\s+)?(?:(?:{whole})\s+(?:the\s+)?)?", re.IGNORECASE)


def _state(view: View, row: Span) -> tuple[str, bool] | None:
    """The one state or body that a whole row names, and whether it is led by "For" or the like."""
    start, end = view.flat.forth(row.start), view.flat.forth(row.end - 1) + 1
    lead = _lead(view.lexicon).match(view.flat.text, start, end)
    for hit in view.hits_in(start, end) if lead else ():
        keys = {n.key for n in hit.names if n.sort in ("state", "body")}
        alone = not view.flat.text[hit.end : end].strip(" .:,;")
        if lead and alone and len(keys) == 1 and start <= hit.start <= lead.end() and hit.names[0].form != "demonym":
            return keys.pop(), bool(lead["lead"])
    return None


def _name(view: View, row: Span) -> tuple[int, int] | None:
    """The flat offsets of a row that is a person's name and nothing else, honorifics left out."""
    start, end = view.flat.forth(row.start), view.flat.forth(row.end - 1) + 1
    tools = titles(view.lexicon)
    found = words(view.flat.text, start, end)
    while found and (found[0].text.rstrip(".") in tools.honorifics or found[0].text in tools.honorifics):
        found = found[1:]
    if not SHORTEST <= len(found) <= MOST or not _namelike(view, found) or found[-1].stopped:
        return None
    if any(t.level != "royal" for t in view.titles_in(start, end)):
        return None
    over = [h for h in view.hits_in(start, end) if all(n.sort != "person" for n in h.names)]
    return None if over and (over[0].start == start or len(over) > 1) else (found[0].start, found[-1].end)


def _namelike(view: View, found: Sequence[Word]) -> bool:
    tools = titles(view.lexicon)
    capital = all(w.capital or w.text in tools.particles or tools.tied(w.text) for w in found)
    letters = all(w.text[0].isalpha() for w in found)
    odd = any(w.text in tools.particles or not (view.ordinary(w.bare.casefold()) or w.initial) for w in found)
    return capital and letters and odd and not any(w.bare.casefold() in tools.vocabulary for w in found)
