"""The sentence as the parser gets it: one well-known name for each state and each person.

The parser knows no names but those it has seen: Nauru parses as France does and every person as Smith, so that the
tree, and what is read from it, does not depend on who it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.parser import Stand
from verbale.mentions.view import View

STATE, PERSON, PAUSE = "France", "Smith", ", "


def stood_in(view: View, line: Line, folded: str, actors: Iterable[Actor]) -> tuple[str, int, tuple[Stand, ...]]:
    """The sentence with its stand-ins, its offset in the document, and the names stood in for.

    folded: the text that is parsed, of the document's length. actors: the named actors of the line.
    """
    pieces, stands, at, done = [], [], 0, line.span.start
    for span, word in sorted([*_pause(view, line, folded), *_persons(actors), *_states(view, line)]):
        if line.span.contains(span) and span.start >= done:
            pieces += [folded[done : span.start], word]
            at += span.start - done
            stands.append(Stand(at, len(word), span))
            at += len(word)
            done = span.end
    pieces.append(folded[done : line.span.end])
    heard = _heard(view.lexicon).sub(lambda m: " " * len(m.group()), "".join(pieces))
    return heard, line.span.start, tuple(stands)


@lru_cache(maxsize=4)
def _heard(lexicon: Lexicon) -> re.Pattern[str]:
    """ "[via translator]": a note on how somebody was heard."""
    leads = "|".join(re.escape(w) for r in lexicon.table("heard-note") for w in r["leads"])
    return re.compile(rf"[\[(](?:{leads})\b[^\[\]()]{{0,40}}[\])]")


def _pause(view: View, line: Line, folded: str) -> Iterator[tuple[Span, str]]:
    """A comma after a leading date with a name right behind it, which the parser would read as one name."""
    if lead := _lead(view.lexicon).match(folded, line.span.start, line.span.end):
        yield Span(lead.end(), lead.end() + 1), PAUSE


@lru_cache(maxsize=4)
def _lead(lexicon: Lexicon) -> re.Pattern[str]:
    """A date at the head of a sentence before a capital: "On Friday Malta signed"."""
    rows = lexicon.table("time_word")
    day, month = ("|".join(w for r in rows if r.get("class") == c for w in r["words"]) for c in ("weekday", "month"))
    rows = lexicon.table("leading-date")
    opens, alone = ("|".join(re.escape(w) for r in rows for w in r[k]) for k in ("opens", "alone"))
    date = rf"(?:(?:{day})(?:,? )?)?(?:\d{{1,2}} )?(?:{month})(?: \d{{1,2}},?)?(?: \d{{4}})?|{day}|\d{{4}}"
    return re.compile(rf"(?:(?:{opens}) (?:{date})|(?:{alone}))(?= [A-Z][a-z])(?! (?:{day}|{month})\b)")


def _persons(actors: Iterable[Actor]) -> Iterator[tuple[Span, str]]:
    """Names of persons; honorifics go with a name that has no title, which may be part of it ("Haji")."""
    for a in actors:
        if a.sort == "person" and a.form == "name" and a.name:
            yield (a.name if a.title_span else a.span), PERSON


def _states(view: View, line: Line) -> Iterator[tuple[Span, str]]:
    known = _as_written(view.lexicon)
    for hit in view.hits_in(*view.bounds(line)):
        name = hit.names[0]
        if len(hit.names) == 1 and (name.sort, name.form) == ("state", "name") and name.key not in known:
            yield view.flat.back(hit.start, hit.end), STATE


@lru_cache(maxsize=4)
def _as_written(lexicon: Lexicon) -> frozenset[str]:
    """States whose names take an article or stand for more than a state: they are parsed as written."""
    return frozenset(r["id"] for r in lexicon.table("state") if r.get("article") or r.get("ambiguous"))
