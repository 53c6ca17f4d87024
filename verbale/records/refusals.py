"""Sentences in scope that gave no record, each with its reason: nothing passes in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from verbale.core.line import Line
from verbale.core.record import Record, Refusal
from verbale.lexicon import Lexicon
from verbale.records.context import Context

SILENT = ("furniture", "credit")


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    out = []
    for row in lexicon.table("refusal"):
        words = "|".join(re.escape(c.casefold()) for c in sorted(row["cues"], key=len, reverse=True))
        out.append((row["reason"], re.compile(rf"(?<!\w)(?:{words})(?!\w)")))
    return tuple(out)


def find(ctx: Context, records: Iterable[Record]) -> Iterator[Refusal]:
    """A refusal for each line that no record's span touches."""
    spans = sorted(r.span for r in records)
    at = 0
    for line in ctx.lines:
        while (
            at < len(spans)
            and spans[at].end <= line.span.start
            and at + 1 < len(spans)
            and spans[at + 1].start <= line.span.start
        ):
            at += 1
        if not any(s.overlaps(line.span) for s in spans[max(0, at - 8) :][:40]):
            reason, detail = _reason(ctx, line)
            yield Refusal(line.index, line.span, reason, detail)


def _reason(ctx: Context, line: Line) -> tuple[str, str]:
    """The first reason that holds, from layout to meaning."""
    if line.kind in SILENT:
        return line.kind, ""
    if line.kind == "heading":
        return "heading", ""
    words = line.span.of(ctx.document.text).casefold().replace("’", "'")
    for reason, pattern in _cues(ctx.lexicon):
        if match := pattern.search(words):
            return reason, match.group()
    if words.rstrip("\"' ").endswith("?"):
        return "question", "asks and asserts nothing"
    here = ctx.actors.get(line.index, ())
    open_ = [a for a in here if not a.ids]
    if open_ and len(open_) == len(here):
        return "unresolved", open_[0].span.of(ctx.document.text)
    if not here:
        return "no actor", ""
    return "not understood", ""
