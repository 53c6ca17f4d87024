"""Endorsement: an answer that opens with "that is right" says what the question put to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from verbale.core.line import Line, Turn
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.speech.direct import Found
from verbale.mentions.speech.said import Raw
from verbale.mentions.speech.words import pattern

ENDORSED = "endorsed"
OPENING = re.compile(r"\s*[\"“]?(?:\w{1,6},\s+)?")  # "Yes, "
AFTER = re.compile(r"\s*(?:[.!,;—–-]|$)")


def find(text: str, lines: Sequence[Line], turns: Sequence[Turn], lexicon: Lexicon) -> Iterator[Found]:
    """The premise of each question whose answer opens with an endorsement; the source is the answer's label."""
    asked = {t.index: t for t in turns if t.role == "question"}
    told: dict[int, list[Line]] = {}
    for line in lines:
        told.setdefault(line.turn, []).append(line)
    for turn in turns:
        question = asked.get(turn.answers) if turn.answers is not None else None
        cue = _opens(text, turn, lexicon) if question else None
        if question is None or cue is None:
            continue
        premise = _premise(text, told.get(question.index, []))
        if premise is not None:
            yield Found(premise, Raw(cue, _named(turn), premise.span, "belief", "agree", frame=ENDORSED), -1)


def addressed(turns: Sequence[Turn], speakers: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Ids of whom each question and answer is spoken to, by turn: who answers it first, and who asked."""
    out: dict[int, tuple[str, ...]] = {}
    for turn in turns:
        if turn.answers is not None:
            out[turn.index] = speakers.get(turn.answers, ())
            out.setdefault(turn.answers, speakers.get(turn.index, ()))
    return out


def _named(turn: Turn) -> Span | None:
    """The label of a turn where it is more than a letter."""
    return turn.label_span if turn.label_span and len(turn.label_span) > 1 else None


def _opens(text: str, turn: Turn, lexicon: Lexicon) -> Span | None:
    start = OPENING.match(text, turn.span.start, turn.span.end)
    for at in (turn.span.start, start.end() if start else turn.span.start):
        match = pattern(lexicon, "endorsement").match(text, at, turn.span.end)
        if match and AFTER.match(text, match.end(), turn.span.end):
            return Span(*match.span())
    return None


def _premise(text: str, lines: Sequence[Line]) -> Line | None:
    """The last statement of a question, else its last question."""
    told = [line for line in lines if not line.span.of(text).rstrip('"”’» ').endswith("?")]
    return (told or list(lines))[-1] if lines else None
