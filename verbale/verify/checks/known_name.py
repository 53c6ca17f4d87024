"""A holder of an office whose name is a letter or two from what the text writes: "Prime Minister Georgia Melloni".

Rests on: the reference facts of offices at the record's or the document's day. Raised only where title and state are
those of the known holder, nobody of the written name is known, and all words but one agree; a difference that
transliterations make (a doubled letter, i for y, v for w) is an info. Edit distance by rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from verbale.core.finding import Finding
from verbale.core.ids import slug
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.facts import Fact, Facts
from verbale.verify.case import Case
from verbale.verify.checks.office_holder import level_of
from verbale.verify.spelling import inflected, transliterated
from verbale.verify.wording import day

RULE = "known-name"
LONG = 5
"""Letters of a name before a letter's difference says anything."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each office whose holder is unknown by name and near the known one's."""
    for r in case.records("relation"):
        v = r.values
        if v["type"] != "office" or len(v["subject"]) != 1 or len(v["object"]) != 1:
            continue
        when, level = (r.time.latest if r.time else None) or case.day, level_of(case, r)
        if when is None or level is None or case.facts.offices_of(v["subject"][0]):
            continue
        yield from _judged(case, r, level, when)


def _judged(case: Case, r: Record, level: str, when: date) -> Iterator[Finding]:
    where = _name(case, r)
    if where is None:
        return
    written = case.words(where)
    for fact in case.facts.holders(level, r.values["object"][0], when):
        names = _names(case.facts).get(fact.subject, ())
        near = next((n for n in names if _near(written, n)), None)
        if near and not any(_plain(n) == _plain(written) for n in names):
            yield _finding(case, r, where, near, fact, when)
            return


def _name(case: Case, r: Record) -> Span | None:
    """The bare name of the record's person."""
    held = (a for a in case.actors if r.span.contains(a.span) and a.ids == tuple(r.values["subject"]))
    return next((a.name for a in held if a.name), None)


@lru_cache(maxsize=4)
def _names(facts: Facts) -> dict[str, tuple[str, ...]]:
    return dict(facts.persons())


def _plain(name: str) -> str:
    return slug(name).replace("-", "")


def _near(written: str, known: str) -> bool:
    """Whether one word differs by a letter, or by two where it is long; a family name is held against the last word."""
    ours, theirs = written.split(), known.split()
    if len(ours) == 1:
        theirs = theirs[-1:]
    if len(ours) != len(theirs):
        return False
    pairs = ((slug(x).replace("-", ""), slug(y).replace("-", "")) for x, y in zip(ours, theirs, strict=True))
    unlike = [(x, y) for x, y in pairs if x != y]
    if len(unlike) != 1 or min(map(len, unlike[0])) < LONG or inflected(*unlike[0]):
        return False
    return OSA.distance(*unlike[0]) <= (2 if min(map(len, unlike[0])) > 8 and len(ours) > 1 else 1)


def _finding(case: Case, r: Record, where: Span, near: str, fact: Fact, when: date) -> Finding:
    written = re.sub(r"\s+", " ", case.words(where))
    variant = transliterated(slug(written), slug(near if len(written.split()) > 1 else near.split()[-1]))
    return case.finding(
        RULE, "info" if variant else "warning", "off" if variant else "contradicted", [where],
        f"“{case.words(r.span)}”: the {fact.value} on {day(when)} is known as {near}",
        because="another transliteration" if variant else "the name differs by a letter from the holder's",
        records=(r.id,), inputs={"written": written, "known": near, "day": day(when)}, formula="edit distance ≤ 2",
        supplied=(f"{fact.line()} ({fact.source})",),
    )  # fmt: skip
