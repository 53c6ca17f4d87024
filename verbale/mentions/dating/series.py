"""Numbered summits: a text that looks ahead to the 24th is no later than its first day, one that looks back no earlier.

Rests on the reference facts of series. Only meetings of leaders count, since councils of ministers of the same body
have numbers of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from verbale.core.document import Document
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.facts import Fact, Facts
from verbale.lexicon import Lexicon
from verbale.mentions.dating import words
from verbale.mentions.dating.evidence import Evidence, between
from verbale.mentions.dating.names import bodies

EVIDENCE = "series"


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Iterator[Evidence]:
    for line in lines:
        sentence = line.span.of(document.text)
        for match in _numbered(lexicon).finditer(sentence):
            at = line.span.start + match.start()
            meeting = _meeting(match, lexicon, facts)
            side = _side(sentence, match, lexicon)
            if meeting and side and not words.quoted(document.text, line, at):
                yield _evidence(meeting, side, Span(at, line.span.start + match.end("noun")))


def _evidence(meeting: Fact, side: str, span: Span) -> Evidence:
    number = f"the meeting numbered {meeting.ordinal} of {meeting.subject} on {meeting.first}"
    first, last = (None, meeting.first) if side == "before" else (meeting.first, None)
    reason = f"{number} is still ahead" if side == "before" else f"{number} is over or under way"
    return Evidence(between(first, last, reason, span), reason, span)


@cache
def _numbered(lexicon: Lexicon) -> re.Pattern[str]:
    nth, noun = words.ordinal(lexicon), words.any_of(lexicon, "gathering")
    article = words.any_of(lexicon, "article")
    return re.compile(
        rf"(?<!\w){article}\s+(?P<nth>{nth})\s+(?P<mid>(?:[^\s.;:]+\s+){{0,7}}?)(?P<noun>{noun})\b(?P<tail>[^.;:?!]{{0,70}})",
        re.IGNORECASE,
    )


def _meeting(match: re.Match[str], lexicon: Lexicon, facts: Facts) -> Fact | None:
    """The known summit that is meant, where the words name one body with a series and nobody less than leaders."""
    joined = re.match(rf"\s+{words.any_of(lexicon, 'of')}\b.*", match["tail"], re.DOTALL)
    phrase = match["mid"] + match["noun"] + (joined[0] if joined else "")
    named = {id for _, id in bodies(phrase, lexicon) if facts.series(id)}
    number = words.value(match["nth"], lexicon)
    lesser = words.says(lexicon, "lesser").search(match["mid"] + match["noun"] + match["tail"])
    if len(named) != 1 or number is None or lesser or not words.says(lexicon, "leaders").search(phrase):
        return None
    return facts.meeting(named.pop(), number)


def _side(sentence: str, match: re.Match[str], lexicon: Lexicon) -> str | None:
    """before, after, or None where the sentence says neither or both."""
    if words.says(lexicon, "unreal", "other_year").search(sentence):
        return None
    near = sentence[max(0, match.start() - 25) : match.start("noun")]
    ahead = bool(words.planned(lexicon).search(sentence) or words.says(lexicon, "coming").search(near))
    behind = bool(words.says(lexicon, "behind").search(sentence))
    if ahead == behind:
        return None
    return "before" if ahead else "after"
