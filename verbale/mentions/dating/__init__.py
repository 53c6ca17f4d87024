"""Dating an undated document from its content: each rule bounds the date, and their intersection is the date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from verbale.core.discovery import modules
from verbale.core.document import Document
from verbale.core.line import Line
from verbale.facts import Facts
from verbale.lexicon import Lexicon
from verbale.mentions.dating.evidence import Dating, Evidence
from verbale.mentions.dating.meet import NO_DAY, meet, near

__all__ = ["Dating", "Evidence", "infer"]


def infer(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Dating:
    """The date of a document from what it says, never from the day it is read.

    Two kinds of evidence must agree, or one must name the day. Otherwise the document stays undated,
    with the reason, or with the two pieces of evidence that contradict each other.
    """
    found: list[tuple[str, Evidence]] = []
    for rule in modules(__name__, "EVIDENCE"):
        found += [(rule.EVIDENCE, e) for e in rule.find(document, lines, lexicon, facts)]
    evidence = tuple(e for _, e in found)
    if not evidence:
        return Dating(None, (), None, "nothing in the text bounds its date")
    met = meet(evidence)
    if isinstance(met, str):
        return Dating(None, evidence, _conflict(evidence), met)
    if met.earliest != met.latest and len({kind for kind, e in found if near(e, met)}) < 2:
        return Dating(None, evidence, None, "only one kind of evidence, which does not name the day")
    return Dating(met, evidence, None)


def _conflict(evidence: Sequence[Evidence]) -> str | None:
    """The first two pieces that have no day in common, in words; all where only together they leave none."""
    for a, b in combinations(evidence, 2):
        if meet((a, b)) == NO_DAY:
            return f"{a.reason}; but {b.reason}"
    return None if meet(evidence) != NO_DAY else "; but ".join(dict.fromkeys(e.reason for e in evidence))
