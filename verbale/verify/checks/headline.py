"""A name, a count or a sum in the title against the body of the text.

Rests on: the title as given with the document. Held against it are family names that the body writes with a letter's
difference, and counts of one noun and sums of one currency of which the body has only one other. A title may round: a
sum within seven per cent holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from verbale.core.finding import Finding
from verbale.core.ids import slug
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.spelling import inflected, transliterated
from verbale.verify.wording import any_of, choice, listed

RULE = "title"
SUM = re.compile(r"(US\$|[$€£])\s?(\d[\d.,]*\d|\d)(?:[\s-](\w+))?")
WORD = re.compile(r"[^\W\d_][\w-]+")
LONG = 6
"""Letters of a family name before a letter's difference says anything."""
ROUNDED = 0.07
Counted = dict[str, list[tuple[float, Span]]]


def find(case: Case) -> Iterator[Finding]:
    """One finding for each thing of the title that the body has otherwise or alike."""
    title = case.document.title
    if title:
        body = [x.span for x in case.lines if x.kind != "furniture" and not _of_title(case, x.span, title)]
        yield from _names(case, title, body)
        yield from _counts(case, title, body)
        yield from _sums(case, title, body)


def _of_title(case: Case, span: Span, title: str) -> bool:
    """Whether a line is the title itself, or a part of it."""
    return case.words(span).casefold() in " ".join(title.split()).casefold()


def _names(case: Case, title: str, body: list[Span]) -> Iterator[Finding]:
    """Family names of the body's persons that the title misspells."""
    words = {w for w in WORD.findall(title) if len(w) >= LONG and w[0].isupper()}
    text = " ".join(case.words(s) for s in body)
    for family, where in _families(case, body).items():
        if family in words or any(w.isupper() for w in (family,)):
            continue
        for word in words:
            apart = OSA.distance(slug(word), slug(family))
            if apart == 1 and not inflected(slug(word), slug(family)) and not re.search(rf"\b{word}\b", text):
                variant = transliterated(slug(word), slug(family))
                yield _finding(case, where, word, family, False, "info" if variant else "warning")


def _families(case: Case, body: list[Span]) -> dict[str, Span]:
    """The last words of persons' full names in the body, with a place of each."""
    out: dict[str, Span] = {}
    for a in case.actors:
        name = case.words(a.name) if a.name else ""
        if a.sort == "person" and a.name and len(name.split()) > 1 and any(s.contains(a.name) for s in body):
            out.setdefault(name.split()[-1], a.name)
    return {f: s for f, s in out.items() if len(f) >= LONG}


@lru_cache(maxsize=4)
def _number(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, float]]:
    """A small number in words or figures before a plural noun, and the numbers in words."""
    words = {r["word"]: float(r["value"]) for r in lexicon.table("number_cardinal") if r["value"] > 1}
    over = choice(listed(lexicon, "about"))
    number = rf"(?<![\w.,$€£/-])(?P<about>{over}\s+)?(?P<n>\d{{1,3}}|{choice(words)})"
    pattern = rf"{number}\s+(?:[a-z-]+\s+)?(?P<noun>[^\W\d_]{{3,}}s)\b"
    return re.compile(pattern, re.IGNORECASE), words


def _counted(case: Case, text: str, at: int) -> Counted:
    pattern, words = _number(case.lexicon)
    out: Counted = {}
    for m in pattern.finditer(text):
        n = m["n"].casefold()
        if not m["about"] and not any_of(case.lexicon, "no-set").fullmatch(m["noun"]):
            value = words[n] if n in words else float(n)
            out.setdefault(m["noun"].casefold(), []).append((value, Span(at + m.start(), at + m.end())))
    return out


def _counts(case: Case, title: str, body: list[Span]) -> Iterator[Finding]:
    held: Counted = {}
    for span in body:
        for noun, rows in _counted(case, span.of(case.text), span.start).items():
            held.setdefault(noun, []).extend(rows)
    for noun, rows in _counted(case, title, 0).items():
        values = {v for v, _ in held.get(noun, ())}
        if len(values) == 1 and len(rows) == 1:
            (there, where), here = held[noun][0], rows[0][0]
            severity = "info" if here == there else "warning"
            yield _finding(case, where, f"{here:g} {noun}", f"{there:g} {noun}", here == there, severity)


def _sums(case: Case, title: str, body: list[Span]) -> Iterator[Finding]:
    there = [(s, Span(b.start + m.start(), b.start + m.end())) for b in body for m, s in _money(case, b.of(case.text))]
    for match, (sign, value) in _money(case, title):
        rows = [(v, where) for (s, v), where in there if s == sign]
        if len({v for v, _ in rows}) == 1:
            known, where = rows[0]
            right = abs(known - value) <= ROUNDED * known
            yield _finding(case, where, match.group(), case.words(where), right, "info" if right else "warning")


def _money(case: Case, text: str) -> Iterator[tuple[re.Match[str], tuple[str, float]]]:
    scales = {r["word"].casefold(): float(r["value"]) for r in case.lexicon.table("number_scale")}
    for m in SUM.finditer(text):
        number = m[2].replace(",", "")
        if number.count(".") < 2:
            yield m, (m[1].removeprefix("US"), float(number) * scales.get((m[3] or "").casefold(), 1.0))


def _finding(case: Case, where: Span, title: str, body: str, right: bool, severity: str) -> Finding:
    return case.finding(
        RULE, severity, "holds" if right else "off", [where], f"the title has “{title}”, the text “{body}”",
        because="they agree" if right else "they differ", inputs={"title": title, "text": body}, formula="title = text",
    )  # fmt: skip
