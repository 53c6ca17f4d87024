"""The dateline a text itself carries: the day, and the place, on one of its first or last lines.

Only forms that say of themselves that they date the document count: a date that is a line by itself, a date
with a word of publication, a place with a date, a closing formula. A date inside running prose is none, nor is
one after a word such as "updated". Where such lines name different days, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from verbale.core.interval import Interval
from verbale.core.span import Span
from verbale.documents import dates, rows
from verbale.documents.folding import fold
from verbale.documents.vocabulary import alternatives, vocabulary

HEAD, TAIL = 4000, 1500  # characters looked at
FIRST, LAST = 12, 6  # lines looked at
LONGEST = 160  # of a line that is nothing but a dateline
OPENING = 240  # of a paragraph that opens with one
EDGES = " \t\ufeff*_#>~=[](){}|-–—•·"
WRAPPED = 60  # a longer line just before a bare date is prose that runs on into it
BARS = re.compile(r"\s*[|•·]\s*")
NEXT = re.compile(r"(?:\r\n|\r|\n)[ \t]*(\S)")
DASHES = re.compile(r"\s+-{1,3}\s+|:\s+|\s+/\s+")
BASIS = "dateline"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The date with its span, and the place where it is given.

    strong: more than a bare date on a line. titled: it stands at the end of a title, which the line is.
    spot: where the place stands.
    """

    date: Interval
    place: str | None = None
    strong: bool = True
    titled: bool = False
    spot: Span | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """The expressions of one language, matched against folded lines."""

    bare: tuple[re.Pattern[str], ...]
    labelled: tuple[re.Pattern[str], ...]
    placed: tuple[re.Pattern[str], ...]
    titled: tuple[re.Pattern[str], ...]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    stale: re.Pattern[str]


@cache
def forms(language: str) -> Forms:
    """The forms of a dateline: a bare date; a label and a date; a place and a date, with what may follow."""
    table = vocabulary()
    date = rf"{dates.weekday(language)}(?P<date>{dates.pattern(language)}){dates.clock(language)}"
    label = alternatives(fold(w) for kind in ("label", "genre") for w in table.words(kind))
    on = rf"(?:\s+(?:{alternatives(table.words('on'))})\b)?"
    spoken = alternatives(fold(w) for e in table.table("genre") if e.get("spoken") for w in e["words"])
    by = alternatives(table.words("by"))
    small = alternatives(table.words("particle"))
    word = r"(?-i:[^\W\d_a-z][\w'.]*)"
    name = rf"{word}(?:(?:\s+|[-/]|\s*/\s*)(?:(?:{small})\s+)?{word}){{0,3}}"
    place = rf"(?P<place>{name}(?:,\s+{name}){{0,2}})"
    agency = r"\s*\([^()]{2,40}\)"
    dash = r"\s*(?:-{1,3}|:)(?:\s+|$)"
    done = alternatives(table.words("done"))
    placed = (
        rf"{place}(?:\s*[,:(|]\s*|\s+-+\s+|{on}\s+){date}\)?$",
        rf"{place}(?:,|\s+\(|\s+-+)\s*{date}\)?(?:{agency})?{dash}",
        rf"{place}{agency}\s*[,-]*\s*{date}{dash}",
        rf"{place},\s+{date}\.\s",
        rf"(?-i:{done})\s+{place},?{on}\s+{date}(?!\w)",
        rf"{date}(?:\s*,\s*|\s+-+\s+|\s*[(|]\s*){place}\)?$",
    )
    titled = (
        rf"(?:{spoken})\s+(?:{by})\s.+?[,(|]\s*(?P<place>{name}),\s+{date}\)?$",
        rf"(?:{spoken})\s+(?:{by})\s.+?[,(|]\s*{date},\s+{place}\)?$",
    )
    labelled = (
        rf"(?:{label}){on}\s*[-:|,(]*\s*{date}\)?(?:\s*[-|,;].{{0,80}})?$",
        rf"{date}\s*[-:|,(]*\s*(?:{label})\b[^.]{{0,60}}$",
    )
    stale = rf"\b(?:{alternatives(table.words('stale'))})\b"
    bare = (rf"{date}$", rf"{date}\s+-{{1,3}}\s+(?-i:(?=[\"']?[^\W\d_a-z]))")
    opening = alternatives(fold(w) for w in table.words("label"))
    return Forms(
        compiled(bare), compiled(labelled), compiled(placed), compiled(titled), *compiled((label, opening, stale))
    )


def compiled(shapes: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


def find(text: str, language: str = "en") -> Dateline | None:
    """The dateline of a text: on its first lines, else on its last; None where there is none or they disagree."""
    head = list(rows.rows(text, 0, HEAD, FIRST))
    start = max(len(text) - TAIL, head[-1].end if head else 0)
    tail = list(rows.rows(text, start, len(text), TAIL))[-LAST:] if start < len(text) else []
    return among(list(hits(text, head, language))) or among(list(hits(text, tail, language)))


def among(found: Sequence[Dateline]) -> Dateline | None:
    """The first of the lines that say most, if all of those name one time."""
    best = [d for d in found if d.strong] or found
    if len({d.date.edtf for d in best}) != 1:
        return None
    return replace(best[0], place=next((d.place for d in best if d.place), None))


def hits(text: str, lines: Sequence[Span], language: str) -> Iterator[Dateline]:
    """The datelines on some lines; a bare date must stand apart from the prose around it."""
    for i, line in enumerate(lines):
        inner = line.trim(text, EDGES)
        hit = read(inner.of(text), language, inner.start)
        before = lines[i - 1] if i else None
        if hit and (hit.strong or apart(text, before, line)) and not staled(text, before, language):
            yield replace(hit, place=hit.spot.of(text)) if hit.spot else hit


def apart(text: str, before: Span | None, line: Span) -> bool:
    """Whether a line stands by itself: nothing that runs on stands just before it, nothing goes on after it."""
    after = NEXT.match(text, line.end)
    if after and after[1].islower():
        return False
    if before is None or before.start == 0 or len(re.findall(r"\r\n|[\r\n]", text[before.end : line.start])) > 1:
        return True
    return len(before) <= WRAPPED and not before.of(text).rstrip().endswith(",")


def staled(text: str, before: Span | None, language: str) -> bool:
    """Whether the line before says that the date below it is not that of publication."""
    words = fold(before.of(text)).strip(EDGES + ":") if before else ""
    return bool(forms(language).stale.fullmatch(words))


def read(line: str, language: str = "en", start: int = 0) -> Dateline | None:
    """The dateline that one line is or opens with. start: where the line lies in its text."""
    words = fold(line[:OPENING])
    table = forms(language)
    if table.stale.search(words[:LONGEST]) and len(line) <= LONGEST:
        return None
    short = len(line) <= LONGEST
    if short and (hit := whole_line(words, language, start)):
        return hit
    fit = (form for form in table.placed if short or not form.pattern.endswith("$"))
    tries = (made(form.match(words), language, start) for form in fit)
    loose = (made(form.match(words), language, start, strong=False) for form in table.bare[1:])
    ended = (made(form.match(words), language, start) for form in table.titled if len(line) < OPENING)
    titled = (replace(hit, titled=True) for hit in ended if hit)
    return next((hit for hit in chain(tries, titled, loose) if hit), None)


def whole_line(words: str, language: str, start: int) -> Dateline | None:
    """The dateline that a short line is: a bare date, a label and a date, or parts of which one is it."""
    table = forms(language)
    bare = made(table.bare[0].match(words), language, start, strong=False)
    tries = (made(form.match(words), language, start) for form in table.labelled)
    return bare or next((hit for hit in tries if hit), None) or parted(words, language, start)


def made(match: re.Match[str] | None, language: str, start: int, strong: bool = True) -> Dateline | None:
    """The dateline of a match, if its date is one and what stands for its place can be the name of one."""
    date = dates.written(match["date"], language) if match else None
    if match is None or date is None:
        return None
    span = Span(match.start("date") + start, match.end("date") + start)
    words = match.groupdict().get("place")
    if words is not None and opener(words, language):
        return None
    named = words is not None and not office(words)
    spot = Span(match.start("place") + start, match.end("place") + start) if named else None
    return Dateline(replace(date, basis=BASIS, span=span), words if named else None, strong, spot=spot)


def parted(words: str, language: str, start: int) -> Dateline | None:
    """The dateline among the parts of a line: parts by bars, or by dashes where one part is a label."""
    table = forms(language)
    for mark, sure in ((BARS, True), (DASHES, False)):
        cuts = [m.span() for m in mark.finditer(words)]
        sides = zip([0, *(c[1] for c in cuts)], [*(c[0] for c in cuts), len(words)], strict=True)
        parts = [(a, words[a:b]) for a, b in sides]
        if cuts and (sure or any(table.label.fullmatch(p.strip()) for _, p in parts)):
            found = [hit for a, part in parts if (hit := whole(part, language, start + a))]
            if len(found) == 1:
                return replace(found[0], strong=True)
    return None


def whole(part: str, language: str, start: int) -> Dateline | None:
    """The dateline that a part of a line is: a bare date, or a place and a date."""
    table = forms(language)
    return next((h for f in (table.bare[0], table.placed[0]) if (h := made(f.match(part), language, start))), None)


def opener(words: str, language: str) -> bool:
    """Whether words open a clause, or name a day or a month, and so are no name of a place."""
    first = words.split()[0].rstrip(",")
    named = {**dates.names(language, "days"), **dates.names(language, "months")}
    return first in vocabulary().words("opener") or first.casefold().rstrip(".") in named


def office(words: str) -> bool:
    """Whether words name a person or an institution by their office."""
    offices = {w.casefold() for w in vocabulary().words("office")}
    labels = {fold(w) for kind in ("label", "genre") for w in vocabulary().words(kind)}
    return any(w.strip(",").casefold() in offices for w in words.split()) or words.casefold() in labels
