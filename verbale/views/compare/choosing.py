"""Which comparison two texts call for.

Texts more than a week apart are issues of one text, hence a `redline`; two publishers within that time give `readouts`.
Where the days or the publishers do not tell, `redline` is for one publisher's texts whose titles are alike once numbers
are left out, and for texts of which a third of the shorter one's clauses are alike in the other; the rest are
`readouts`. The reason is given with the choice, and `--mode` overrules it.
"""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz import fuzz

from verbale.views.compare.aligning import align
from verbale.views.compare.sides import Side

MODES = ("readouts", "redline")
TITLES = 80
"""How alike titles are at least, of 100, that name issues of one text (rapidfuzz, words sorted)."""
SHARE = 1 / 3
APART = 7
"""Days that two readouts of one meeting lie apart at most."""
DAYS = re.compile(r"\d+(?:st|nd|rd|th)?|\([^)]*\)")


def choose(a: Side, b: Side) -> tuple[str, str]:
    """The mode and the reason for it."""
    days = _apart(a, b)
    if days is not None and days > APART:
        return "redline", f"{days} days apart"
    if days is not None and a.about.publisher != b.about.publisher:
        return "readouts", f"two publishers, {_days(days)}"
    if _titles(a, b) >= TITLES and a.about.publisher == b.about.publisher:
        return "redline", "one publisher and one title"
    share = _shared(a, b)
    if share >= SHARE:
        return "redline", f"{share:.0%} of the shorter text's clauses are in the other"
    return "readouts", f"only {share:.0%} of the shorter text's clauses are in the other"


def _days(days: int) -> str:
    return "on one day" if days == 0 else f"{days} day{'' if days == 1 else 's'} apart"


def _apart(a: Side, b: Side) -> int | None:
    days = [date.fromisoformat(side.about.day) for side in (a, b) if side.about.day]
    return abs((days[0] - days[1]).days) if len(days) == 2 else None


def _titles(a: Side, b: Side) -> float:
    return fuzz.token_sort_ratio(*(DAYS.sub(" ", side.about.title).casefold() for side in (a, b)))


def _shared(a: Side, b: Side) -> float:
    left, right = ([p.words for p in side.clauses] for side in (a, b))
    return len(align(left, right)) / max(1, min(len(left), len(right)))
