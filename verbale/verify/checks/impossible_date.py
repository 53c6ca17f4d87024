"""A day that no calendar has: 30 February, 31 June, 29 February of a common year.

Rests on: the Gregorian calendar. A date with the month's name is an error; digits alone may be something else than a
date and give a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.verify.case import Case
from verbale.verify.wording import months

RULE = "impossible-date"
NONE = "no such day"
DIGITS = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each date that does not exist."""
    for time in case.times:
        if time.interval is None and time.reason == NONE:
            named = any(w.strip(".,").casefold() in months(case.lexicon) for w in case.words(time.span).split())
            if not named and not DIGITS.fullmatch(case.words(time.span)):
                continue
            yield case.finding(
                RULE,
                "error" if named else "warning",
                "off",
                [time.span],
                f"“{case.words(time.span)}”: there is no such day",
                because="the month has fewer days, or the year no 29 February",
                inputs={"stated": case.words(time.span)},
                formula="day ≤ days of the month",
            )
