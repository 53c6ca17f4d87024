"""Years since known events: "in the 32 years since", "30 years ago", "marks the 30th anniversary of".

A count of N years fits the calendar year N after the event, and the days until the next anniversary: publishers
count both ways. Rests on the reference facts; counts said to be rough, figures of speech, quotations and sentences
about another year bound nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from verbale.core.document import Document
from verbale.core.line import Line
from verbale.core.span import Span
from verbale.facts import Fact, Facts
from verbale.lexicon import Lexicon
from verbale.mentions.dating import words
from verbale.mentions.dating.evidence import Evidence, between, safe
from verbale.mentions.dating.names import bodies, dyad, states

EVIDENCE = "elapsed"
NEAR = 80  # characters between a count and the event it runs from


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, facts: Facts) -> Iterator[Evidence]:
    for line in lines:
        sentence = line.span.of(document.text)
        if words.says(lexicon, "unreal", "other_year").search(sentence):
            continue
        for match in _counts(lexicon).finditer(sentence):
            if not words.quoted(document.text, line, line.span.start + match.start()):
                yield from _evidence(document, line, sentence, match, lexicon, facts)


def _evidence(
    document: Document, line: Line, sentence: str, match: re.Match[str], lexicon: Lexicon, facts: Facts
) -> Iterator[Evidence]:
    number = words.value(match["elapsed"] or match["ago"] or match["nth"], lexicon)
    event = _event(document, sentence, match, lexicon, facts)
    if not number or not event or not _sound(sentence, match, event, lexicon):
        return
    span = Span(line.span.start + match.start(), line.span.start + match.end())
    about = " and ".join(filter(None, (event.subject, event.object)))
    when = event.start.edtf if event.start else ""
    basis = f"{number} years from {event.kind} of {about} ({when})"
    days = _days(event, number, bool(match["nth"]))
    yield Evidence(between(*days, basis, span), f"“{span.of(document.text)}”: {basis}", span)


def _days(event: Fact, number: int, anniversary: bool) -> tuple[date, date]:
    """First and last day on which a text may count so many years; an anniversary is marked all through its year."""
    last = safe(event_last(event).year + number + 1, event_last(event).month, event_last(event).day)
    end = date(event_last(event).year + number, 12, 31) if anniversary else last - timedelta(days=1)
    return date(event.first.year + number, 1, 1), end


def event_last(event: Fact) -> date:
    """The last day that may be the event's own."""
    return (event.start and event.start.latest) or event.first


def _sound(sentence: str, match: re.Match[str], event: Fact, lexicon: Lexicon) -> bool:
    """Whether the count is exact, of the text's own year, and no figure of speech."""
    before = sentence[: match.start()].rstrip()
    ends = re.compile(rf"(?<!\w){words.any_of(lexicon, 'rough', 'spoilt')}$", re.IGNORECASE)
    named = words.years(sentence) - {event.first.year, event_last(event).year}
    marked = not match["nth"] or bool(words.says(lexicon, "marked").search(sentence))
    return not ends.search(before) and not named and marked


@cache
def _counts(lexicon: Lexicon) -> re.Pattern[str]:
    n, nth, unit = words.number(lexicon), words.ordinal(lexicon), words.any_of(lexicon, "years")
    since, ago = words.any_of(lexicon, "since"), words.any_of(lexicon, "ago")
    day = words.any_of(lexicon, "anniversary")
    return re.compile(
        rf"(?<![\w-])(?:(?P<elapsed>{n})\s+{unit}\s+{since}|(?P<ago>{n})\s+{unit}\s+{ago}|(?P<nth>{nth})\s+{day}\s+of)\b",
        re.IGNORECASE,
    )


def _event(document: Document, sentence: str, match: re.Match[str], lexicon: Lexicon, facts: Facts) -> Fact | None:
    """The known event that the words after the count name; around it, for "ago"."""
    tail = sentence[match.end() :]
    around = sentence[max(0, match.start() - NEAR) : match.start()] if match["ago"] else ""
    around += " " + tail[:NEAR]
    if words.says(lexicon, "relations").search(around):
        pair = dyad(document, sentence, lexicon)
        return facts.relations(*pair) if pair else None
    founded = words.says(lexicon, "founding", "independence").search(around)
    if founded:
        return _founded(sentence, (around + tail[NEAR:])[founded.end() :], lexicon, facts)
    return _direct(tail.lstrip(), lexicon, facts) if match["nth"] else None


def _founded(sentence: str, rest: str, lexicon: Lexicon, facts: Facts) -> Fact | None:
    """What was founded: the object of the word, else the only thing that the sentence names."""
    if re.match(rf"\s+{words.any_of(lexicon, 'of')}\b", rest):
        return _direct(rest.split(maxsplit=1)[-1], lexicon, facts)
    return _only(sentence, lexicon, facts)


def _direct(rest: str, lexicon: Lexicon, facts: Facts) -> Fact | None:
    """The founding of what the words begin with, but for an article; none where the name goes on."""
    named = [(s.end, id) for s, id in (*bodies(rest, lexicon), *states(rest, lexicon)) if s.start <= 5]
    if not named:
        return None
    end, id = max(named)
    done = re.match(rf"\s*(?:$|[.,;:!?)”\"]|{words.any_of(lexicon, 'break')}(?!\w))", rest[end:])
    return facts.founding(id) if done else None


def _only(sentence: str, lexicon: Lexicon, facts: Facts) -> Fact | None:
    """The founding of the one body that a sentence names, or of the one state where it names no body."""
    for found in (bodies(sentence, lexicon), states(sentence, lexicon)):
        known = {id for _, id in found if facts.founding(id)}
        if known:
            return facts.founding(known.pop()) if len(known) == 1 else None
    return None
