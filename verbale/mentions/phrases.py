"""Set phrases: the fixed forms of words that the lexicon knows, with their canonical ids."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from verbale.core.line import Line
from verbale.core.mention import Actor, Phrase
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, variants
from verbale.mentions.names.flat import lowered
from verbale.mentions.names.matcher import Matcher
from verbale.mentions.view import View

KIND = "phrase"
SCOPE = re.compile(r"\s+(?:for|between|of|with)\s+")


class _Forms:
    def __init__(self, lexicon: Lexicon) -> None:
        rows: dict[str, Entry] = {}
        suspected: set[str] = set()
        for row in lexicon.table("phrase"):
            for form in (f for p in row["patterns"] for f in variants(p)):
                rows.setdefault(plain(form), row)
        for row in lexicon.table("phrase"):
            for form in (plain(f) for p in row.get("renderings", ()) for f in variants(p)):
                if rows.setdefault(form, row) is row:
                    suspected.add(form)
        self.rows = rows
        self.suspected = frozenset(suspected)
        self.forms = sorted(rows)
        self.matcher = Matcher(self.forms)


def plain(words: str) -> str:
    """A form as it is compared: case, quotes, dashes and line ends folded."""
    return " ".join(words.split()).casefold().replace("’", "'").replace("‘", "'").replace("–", "-")


@lru_cache(maxsize=4)
def forms(lexicon: Lexicon) -> _Forms:
    return _Forms(lexicon)


def find(view: View, actors: Sequence[Actor]) -> tuple[Phrase, ...]:
    """Phrases in text order. Inside a longer phrase a shorter one counts only if it is a name of its own."""
    table = forms(view.lexicon)
    if not view.lines:
        return ()
    first, _ = view.bounds(view.lines[0])
    _, last = view.bounds(view.lines[-1])
    low = lowered(view.flat.text[first:last])
    lines = iter(view.lines)
    line = next(lines, None)
    out: list[Phrase] = []
    for start, minus, number in table.matcher.find(low):
        span, row = view.flat.back(first + start, first - minus), table.rows[table.forms[number]]
        while line is not None and line.span.end <= span.start:
            line = next(lines, None)
        if line is None or not line.span.contains(span) or _hidden(span, row, out):
            continue
        scope = _scope(view, line, span, row, actors)
        out += [
            Phrase(part, line.index, canonical, row.get("tradition"), scope, row.get("weight", "fixed"))
            for part, canonical in _parts(view.document.text, span, row)
        ]
    return tuple(out)


def _parts(text: str, span: Span, row: Entry) -> tuple[tuple[Span, str], ...]:
    """Several names under one head ("initiatives for A, B and C") as the names they are; else the phrase itself."""
    words = span.of(text).casefold()
    found = ((re.search(rf"{re.escape(stem)}\w*", words), name) for name, stem in row.get("parts", {}).items())
    at = sorted((match.start(), match.end(), name) for match, name in found if match)
    if len(at) < 2:
        return ((span, row["canonical"]),)
    starts = [0, *(start for start, *_ in at[1:])]
    return tuple((Span(span.start + s, span.start + e), name) for s, (_, e, name) in zip(starts, at, strict=True))


def _hidden(span: Span, row: Entry, before: Sequence[Phrase]) -> bool:
    """Part of a phrase already found, and no name of its own."""
    for other in before[-6:]:
        if other.span.contains(span) and (not row.get("name") or other.canonical == row["canonical"]):
            return True
        if other.span.overlaps(span) and not other.span.contains(span):
            return True
    return False


def _hyphens(view: View, actors: Sequence[Actor]) -> set[int]:
    """Ends of actors that a hyphen ties to the next ("the China-Chile …")."""
    return {
        a.span.end for a, b in itertools.pairwise(actors) if view.document.text[a.span.end : b.span.start] in ("-", "–")
    }


def _scope(view: View, line: Line, span: Span, row: Entry, actors: Sequence[Actor]) -> str | None:
    """ "… for mankind", "… between China and Chile": the scope that stands after the phrase."""
    if not row.get("scope_after"):
        return row.get("scope")
    before = [a for a in actors if a.line == line.index and a.ids and 0 <= span.start - a.span.end <= 60]
    joined = [
        a
        for a in before
        if view.document.text[a.span.end : span.start].strip(" -–") == "" or a.span.end in _hyphens(view, before)
    ]
    if len(joined) > 1:
        return "-".join(i for a in joined[-2:] for i in a.ids)
    match = SCOPE.match(view.document.text, span.end, line.span.end)
    if not match:
        return None
    after = [a for a in actors if a.line == line.index and 0 <= a.span.start - match.end() <= 4 and a.ids]
    if after:
        second = [a for a in actors if a.line == line.index and 0 < a.span.start - after[0].span.end <= 9 and a.ids]
        paired = second and view.document.text[after[0].span.end : second[0].span.start].split()[:1] == ["and"]
        return "-".join((*after[0].ids, *(second[0].ids if paired else ())))
    rest = view.document.text[match.end() : line.span.end].split()[:1]
    return rest[0].strip(".,;").casefold() if rest and rest[0][:1].islower() and len(rest[0]) > 3 else None
