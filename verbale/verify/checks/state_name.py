"""A state's full name that it does not bear: "the Republic of Turkmenistan".

Rests on: the names of states in the lexicon, the official ones included. Raised where a word for a form of state stands
before "of" and a state's short name, and no listed name of that state, of today or former, has that form. Where the
short name is also that of a state of a federation ("the State of Georgia"), only a fuller form is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.documents.folding import fold
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import any_of, choice, listed, state_names

RULE = "state-name"
OF = re.compile(r"\bof\s+$")
"""Before "State of Malta" it makes a title of it: "Secretary of State of Malta"."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each full name of a state; what is listed holds."""
    for match in _full(case.lexicon).finditer(fold(case.text)):
        known = _names(case.lexicon)[" ".join(match["name"].casefold().split())]
        if len(known) != 1:
            continue
        state, names = next(iter(known.items()))
        bare = not any_of(case.lexicon, "state-kinds").match(match.group())
        if bare and (state in _ambiguous(case.lexicon) or OF.search(case.text, 0, match.start())):
            continue
        words = " ".join(match.group().split())
        right = any(n.startswith(words.casefold()) for n in names) or "of" not in words
        if not right and words.casefold() in _every(case.lexicon):
            continue
        span = Span(match.start(), match.end())
        usual = max((n for n in names if n.endswith(" ".join(match["name"].casefold().split()))), key=len)
        yield case.finding(
            RULE, "info" if right else "warning", "holds" if right else "contradicted", [span],
            f"“{words}”" + ("" if right else f" is no name of {state} that is known; the longest is “{usual}”"),
            because="a listed name" if right else "not among the listed names",
            inputs={"state": state, "stated": words}, formula="full name ∈ names(state)",
            supplied=(f"names of {state} in the lexicon",),
        )  # fmt: skip


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> dict[str, dict[str, frozenset[str]]]:
    """Short names in lower case, with the states that bear them and all names of each."""
    out: dict[str, dict[str, frozenset[str]]] = {}
    for row in lexicon.table("state"):
        every = state_names(row)
        for name in every:
            if " of " not in name and "republic" not in name:
                out.setdefault(name, {})[row["id"]] = every
    return out


@lru_cache(maxsize=4)
def _every(lexicon: Lexicon) -> frozenset[str]:
    """All names of all states: a full name may be another state's than the short name within it."""
    return frozenset(name for row in lexicon.table("state") for name in state_names(row))


@lru_cache(maxsize=4)
def _ambiguous(lexicon: Lexicon) -> frozenset[str]:
    """States whose short name is also that of something else."""
    return frozenset(row["id"] for row in lexicon.table("state") if row.get("ambiguous"))


@lru_cache(maxsize=4)
def _full(lexicon: Lexicon) -> re.Pattern[str]:
    forms = choice(listed(lexicon, "state-forms"))
    kinds = choice(listed(lexicon, "state-kinds"))
    short = choice(n.title() for n in _names(lexicon))
    return re.compile(rf"(?<!\w)(?:{kinds}\s+){{0,4}}{forms}\s+of\s+(?P<name>{short})(?![\w'’-])")
