"""Orders of words about numbers: patterns over the text of `terms.masked`, made of lexicon words.

A form names its pieces with @: another piece, a row of the table `verify_words`, @Q for a number, @T for a time. A
group's name may come more than once in a form.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count

from verbale.lexicon import Lexicon
from verbale.verify.terms import Q, T
from verbale.verify.wording import choice, listed

PARTS = {
    "c": r"[\s,()\u2013\u2014-]*",
    "when": r"(?:[\s,]*\(?(?:@time-lead\s+)*(?:@T|@loose-time)\)?)?",
    "near": r"(?:(?:@nearness|@article)\s+)*",
    "words": r"(?:\s+(?!@breaks|@rose|@fell)(?:[\w'’-]+|@T)){0,6}?",
    "move": r"(?:(?P<up>@rose)|(?P<down>@fell))(?:\s+@manner)*@when",
    "by": r"(?:@by-word\s+)?(?:@manner\s+)*@near(?P<change>@Q)@when",
    "from": r"@from-base\s+@near(?P<base>@Q)(?P<base_time>@when)",
    "to": r"(?:@reaching)\s+@near(?P<level>@Q)(?P<level_time>@when)",
    "than": r"(?P<than>@against)\s+(?:@near(?P<base>@Q)(?P<base_time>@when)"
    r"|(?:@time-lead\s+)*(?P<base_time>@T)\s*\(@near(?P<base>@Q)\))",
    "was": r"(?:(?:@against|@from-base)\s+(?:@time-lead\s+)*(?P<base_time>@T))?@c@when-it-was\s+@near(?P<base>@Q)",
    "tail": r"(?:(?:@that-is)@c)*(?:(?:(?P<up>@rose)|(?P<down>@fell))\s+(?:@by-word\s+)?@near(?P<change>@Q)"
    r"|@article\s+(?:\w+\s+)?(?:(?P<up>@increased)|(?P<down>@decreased))\s+@of\s+@near(?P<change>@Q)"
    r"|@article\s+(?:\w+\s+)?@changed\s+@of\s+@near(?P<change>@Q)"
    r"|@near(?P<change>@Q)\s+(?:(?P<up>@rise-after)|(?P<down>@fall-after)))",
    "grown": r"(?:(?:(?P<up>@increased)|(?P<down>@decreased))\s+(?:@of|@by-word)\s+@near(?P<change>@Q)"
    r"|@near(?P<change>@Q)\s+(?:(?P<up>@increased)|(?P<down>@decreased)))",
}
"""Pieces of the orders below: @name stands for a row of `verify_words` or for another piece."""
FORMS = (
    "@from@c@to@c@tail",
    "(?P<level>@Q)(?P<level_time>@when)@c(?:@from|@than)@c@tail",
    "@move@words@c@by@c@from@c@to",
    "@move@words@c@by@c@to@c(?:@from|@than|@was)",
    "@move@words@c@to@c(?:@from|@than)@c@tail",
    "(?P<level>@Q)(?P<level_time>@when)@c@tail@c(?:@from|@than|@was)",
    "@grown@words@c@from@c@to",
    "(?P<change>@Q)@when@c@from@c@to",
    "(?P<change>@Q)@when@c@to@c(?:@from|@than|@was)",
    "@move@words@c@from@c@to",
    "@move@words@c@to@c@from",
    r"^(?P<this>@this-is)\s+@tail@c(?:@from|@than|@was)",
)


@lru_cache(maxsize=4)
def patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    """The orders of words that make a movement, the fullest first."""
    return tuple(re.compile(_numbered(filled(lexicon, form)), re.IGNORECASE) for form in FORMS)


def filled(lexicon: Lexicon, form: str) -> str:
    """A form with its pieces put in: a pattern for the text of `masked`."""

    def piece(m: re.Match[str]) -> str:
        name = m.group(1)
        if name in PARTS:
            return filled(lexicon, PARTS[name])
        return {"Q": Q, "T": T}.get(name) or rf"(?<!\w){choice(listed(lexicon, name))}(?!\w)"

    return re.sub(r"@([A-Za-z-]+)", piece, form)


def _numbered(pattern: str) -> str:
    """The same pattern with a number after each group's name, so that a name may come more than once."""
    numbers = count()
    return re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m.group(1)}__{next(numbers)}>", pattern)


def named(m: re.Match[str]) -> dict[str, str]:
    """What the groups of each name hold, the last one that holds anything."""
    return {name.partition("__")[0]: held for name, held in m.groupdict().items() if held}


def way(m: re.Match[str]) -> bool | None:
    """Up or down, by the last word that says so."""
    held = [name.partition("__")[0] for name, words in m.groupdict().items() if words]
    return next((name == "up" for name in reversed(held) if name in ("up", "down")), None)
