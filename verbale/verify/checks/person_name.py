"""A person whose name is spelt in two ways in one text, or who is a letter from somebody well known.

Rests on: the document, and the names of persons in the reference facts. Two full names with the same given name whose
family names differ by one or two letters are one person until shown otherwise; transliterations that the facts list as
variants are none. Edit distance by rapidfuzz.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from verbale.core.finding import Finding
from verbale.core.ids import slug
from verbale.core.span import Span
from verbale.facts import Facts
from verbale.verify.case import Case
from verbale.verify.spelling import inflected

RULE = "person-name"
LONG = 5
"""Letters of a family name before a letter's difference says anything."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each pair of names, the rarer first, and one for each name near a known one."""
    found = _names(case)
    counts = Counter({name: len(spans) for name, spans in found.items()})
    for a, b in combinations(sorted(found), 2):
        if _twins(a.split(), b.split()) and not _known(case.facts, a, b):
            rare, usual = sorted((a, b), key=lambda n: (counts[n], n))
            yield _finding(case, found[rare][0], found[usual][0], rare, usual, counts)


def _names(case: Case) -> dict[str, list[Span]]:
    """Full names of persons as written, with their places, and what stands beside their given names elsewhere."""
    out = _read(case)
    for name in sorted(out):
        *given, family = name.split()
        if len(family) >= LONG:
            for words, where in _beside(case, given):
                if words not in out and _twins(name.split(), words.split()):
                    out.setdefault(words, []).append(where)
    return out


def _beside(case: Case, given: list[str]) -> Iterator[tuple[str, Span]]:
    """The given names with whatever capitalised word follows them in the text, named as a person or not."""
    head = r"\s+".join(map(re.escape, given))
    for match in re.finditer(rf"(?<!\w){head}\s+(?P<family>[^\W\d_][\w-]+)", case.text):
        if match["family"][0].isupper() and not match["family"].isupper():
            yield case.words(Span(*match.span())), Span(*match.span())


def _read(case: Case) -> dict[str, list[Span]]:
    """Names of persons that were read as such; a title's mention and the name inside it are one place."""
    out: dict[str, list[Span]] = {}
    for where in dict.fromkeys(a.name or a.span for a in case.actors if a.sort == "person" and a.form == "name"):
        words = case.words(where)
        if len(words.split()) > 1 and not words.isupper():
            out.setdefault(words, []).append(where)
    return out


def _twins(a: list[str], b: list[str]) -> bool:
    """Whether one word of two otherwise equal names differs by a letter or two."""
    if len(a) != len(b) or len(a) < 2:
        return False
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if slug(x) != slug(y)]
    if len(unlike) != 1 or min(map(len, unlike[0])) < LONG:
        return False
    apart = OSA.distance(*(slug(w) for w in unlike[0]), score_cutoff=2)
    return 0 < apart <= (2 if min(map(len, unlike[0])) > 7 else 1) and not inflected(*unlike[0])


def _known(facts: Facts, a: str, b: str) -> bool:
    """Whether the facts hold both as names, of one person or of two."""
    held = _all(facts)
    return slug(a) in held and slug(b) in held


@lru_cache(maxsize=4)
def _all(facts: Facts) -> frozenset[str]:
    return frozenset(slug(n) for _, names in facts.persons() for n in names)


def _finding(case: Case, span: Span, other: Span, rare: str, usual: str, counts: Counter[str]) -> Finding:
    return case.finding(
        RULE, "warning", "contradicted", [span, other],
        f"“{rare}” ({counts[rare]} times) beside “{usual}” ({counts[usual]} times): one person spelt two ways?",
        because="the names differ by a letter or two", inputs={"here": rare, "there": usual},
        formula="edit distance ≤ 2",
    )  # fmt: skip
