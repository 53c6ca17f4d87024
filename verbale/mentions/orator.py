"""Who speaks in the text of a speech: the one person whom its title names after "by"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verbale.lexicon import Lexicon, vocabulary
from verbale.mentions.actors import Found
from verbale.mentions.view import View

REACH = 60  # characters between "Speech" and "by"
SPACES = re.compile(r"\s+")


def orator(view: View, found: Found, states: Mapping[str, str]) -> tuple[str, ...]:
    """His id, and that of his state where it is known; nothing where the title names nobody, or several together."""
    after = _after_by(_title(view), view.lexicon)
    named = _named(after, view.document.text, found)
    if not named or (len(named) > 1 and _joined(after[named[0][1] : named[1][0]], view.lexicon)):
        return ()
    who = named[0][2]
    return (who, states[who]) if who in states else (who,)


def _title(view: View) -> str:
    text = view.document.text.lstrip()
    return SPACES.sub(" ", view.document.title or text.split("\n", 1)[0])[:300]


def _after_by(title: str, lexicon: Lexicon) -> str:
    """The title from its "by" on: "Remarks by …", "Opening address delivered by …"."""
    nouns = "|".join(sorted(map(re.escape, vocabulary(lexicon, "oratory", "words")), key=len, reverse=True))
    found = re.search(rf"\b(?:{nouns})\b[^.;:]{{0,{REACH}}}?\bby\s+", title, re.IGNORECASE)
    return title[found.end() :] if found else ""


def _named(after: str, text: str, found: Found) -> list[tuple[int, int, str]]:
    """(start, end, id) of the persons whom these words name, in order, each once."""
    named: dict[str, tuple[int, int, str]] = {}
    for a in found.actors:
        name = SPACES.sub(" ", a.name.of(text)) if a.sort == "person" and len(a.ids) == 1 and a.name else ""
        at = after.find(name) if name else -1
        if at >= 0 and (a.ids[0] not in named or at < named[a.ids[0]][0]):
            named[a.ids[0]] = (at, at + len(name), a.ids[0])
    return sorted(named.values())


def _joined(between: str, lexicon: Lexicon) -> bool:
    """Whether two names are of those who speak together: no "at", "with" or "before" stands between them."""
    return not vocabulary(lexicon, "oratory", "ends") & set(between.casefold().split())
