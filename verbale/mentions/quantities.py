"""Numbers with their units: money, measures, per cent, counts, ordinals, multiples and shares.

Identifiers (resolutions, aircraft, articles), dates and clock times are no quantities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.core.document import Document
from verbale.core.line import Line
from verbale.core.mention import Mention, Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.numbers import joints, reading, scan
from verbale.mentions.numbers.draft import Draft

KIND = "quantity"


def find(document: Document, lines: Sequence[Line], lexicon: Lexicon, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Every quantity in the lines, in text order, none overlapping another.

    times: a number inside a dated expression is left out, unless it is a length of time ("in the past 32 years").
    """
    dates = _by_line(times)
    return tuple(q for line in lines for q in _in_line(document, line, dates.get(line.index, ()), lexicon))


def told(mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions to print: a length of time that a time mention holds is not told a second time (RECORDS.md)."""
    every = tuple(mentions)
    lengths = {e["code"] for e in lexicon.table("measure_unit") if e["dimension"] == "time"}
    times = _spans(m for m in every if isinstance(m, Time))
    return tuple(m for m in every if not (isinstance(m, Quantity) and _is_length(m, lengths, times)))


def _spans(times: Iterable[Time]) -> dict[int, tuple[Span, ...]]:
    out: dict[int, tuple[Span, ...]] = {}
    for time in times:
        out[time.line] = (*out.get(time.line, ()), time.span)
    return out


def _is_length(q: Quantity, lengths: set[str], times: dict[int, tuple[Span, ...]]) -> bool:
    return q.sort == "amount" and q.unit in lengths and any(q.span.overlaps(s) for s in times.get(q.line, ()))


def _by_line(times: Iterable[Time]) -> dict[int, tuple[Span, ...]]:
    return _spans(t for t in times if t.interval is not None or t.candidates)


def _in_line(document: Document, line: Line, dates: tuple[Span, ...], lexicon: Lexicon) -> Iterator[Quantity]:
    text, drafts = document.text, []
    for found in scan.numbers(text, line.span.start, line.span.end, lexicon):
        if draft := reading.read(text, line, found, document.publisher, lexicon):
            drafts.append(draft)
    kept = [d for d in joints.join(text, line, drafts, lexicon) if not (d.dead or d.weak or _in_date(d, dates))]
    for draft, after in zip(kept, [*kept, None][1:], strict=True):
        yield _mention(draft, after, line)


def _in_date(draft: Draft, dates: tuple[Span, ...]) -> bool:
    """A number inside a date is part of it; a length of time is counted all the same."""
    length = draft.dimension == "time" and draft.numeral.form != "ordinal"
    return not length and any(draft.numeral.span.overlaps(d) for d in dates)


def _mention(draft: Draft, after: Draft | None, line: Line) -> Quantity:
    end = draft.end if after is None or draft.end <= after.start else draft.numeral.end
    sort = "fraction" if draft.numeral.form == "fraction" and draft.sort == "number" else draft.sort
    return Quantity(
        span=Span(draft.start, end), line=line.index, value=draft.value, unit=draft.unit, sort=sort,
        comparator=draft.comparator, low=draft.low, high=draft.high, per=draft.per,
        number=draft.numeral.span, noun=draft.noun, reason=draft.reason,
    )  # fmt: skip
