"""A name in quotation marks that is spelt in two ways, or holds a word that is another's with a letter lost.

Rests on: the document alone. Two quoted names one or two letters apart, and a word of a quoted name that stands once
and is one letter from a word of another quoted name or of the text; inflections are no slips. The repair is suggested,
never made. Edit distance: Damerau and Levenshtein, by rapidfuzz.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.spelling import inflected

RULE = "quoted-name"
QUOTED = re.compile(r"[«“]([^«»“”\n]{4,60})[»”]")
WORD = re.compile(r"[^\W\d_]{3,}")
LONG = 5
"""Letters a word must have before one letter less says anything."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each quoted name with a likely slip."""
    names = [(m[1], Span(m.start(), m.end())) for m in QUOTED.finditer(case.text) if _name(m[1])]
    seen: set[str] = set()
    for name, span in names:
        near = next((o for o in names if o[0] != name and _twin(name, o[0])), None)
        if near and name not in seen and not ({near[0]} & seen):
            seen |= {name}
            yield _finding(case, span, near[1], name, near[0])
            continue
        yield from (_finding(case, span, at, word, other) for word, other, at in _words(case, name, span) if not near)


def _name(words: str) -> bool:
    """Whether it is a name and no sentence: most of its longer words are capitalised."""
    held = WORD.findall(words)
    return 0 < len(held) < 8 and words[-1] not in ".,!?;" and sum(w[0].isupper() for w in held) * 2 > len(held)


def _twin(a: str, b: str) -> bool:
    """Whether two names differ by a letter or two in one word, and not by an inflection, a number or another word."""
    if min(len(a), len(b)) < 8 or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    apart = OSA.distance(a.casefold(), b.casefold(), score_cutoff=2)
    return 0 < apart <= (2 if min(len(a), len(b)) > 14 else 1) and _slip(a, b) and _shorter(a, b)


def _slip(a: str, b: str) -> bool:
    """Whether the words that differ look like one word: long, and alike but for a letter lost, added or swapped."""
    ours, theirs = a.casefold().split(), b.casefold().split()
    if len(ours) != len(theirs):
        return True
    unlike = [(x, y) for x, y in zip(ours, theirs, strict=True) if x != y]
    return all(
        not inflected(x, y)
        and min(len(x), len(y)) >= LONG
        and OSA.distance(x, y) <= (2 if min(len(x), len(y)) > LONG + 2 else 1)
        and (len(x) != len(y) or sorted(x) == sorted(y) or min(len(x), len(y)) > LONG + 1)
        for x, y in unlike
    )


def _shorter(a: str, b: str) -> bool:
    """Of two names the one with a letter less is the likelier slip; each pair is told once."""
    return (len(a), a) < (len(b), b)


def _words(case: Case, name: str, span: Span) -> Iterator[tuple[str, str, Span]]:
    """Words of a name that stand once in the text and lack a letter of a word that stands beside them elsewhere."""
    counts = Counter(w.casefold() for w in WORD.findall(case.text))
    for match in WORD.finditer(name):
        word = match.group()
        if word[0].isupper() or len(word) < LONG or counts[word.casefold()] > 1:
            continue
        for other in WORD.finditer(case.text):
            full = other.group()
            if len(full) == len(word) + 1 and full[1:].casefold() == word.casefold() and counts[full.casefold()] > 0:
                yield word, full, Span(other.start(), other.end())
                break


def _finding(case: Case, span: Span, other: Span, wrong: str, right: str) -> Finding:
    return case.finding(
        RULE, "warning", "contradicted", [span, other], f"“{wrong}” beside “{right}”: one of them is probably a slip",
        because="they differ by a letter", inputs={"here": wrong, "there": right}, formula="edit distance ≤ 2",
    )  # fmt: skip
