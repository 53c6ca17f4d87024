"""Set phrases as records: the name itself, with its scope, its family and what the lexicon knows of its origin.

`rendering`: "suspected" where the words are probably a translation of the phrase and not its usual form.
`components`: what the text says the term consists of or rests on ("…, characterised by trust and equality").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from verbale.core.line import Line
from verbale.core.mention import Phrase
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.listed import listed
from verbale.mentions.phrases import forms, plain
from verbale.records.context import Context
from verbale.records.topics import topics

KIND = "phrase"
BY = "phrase/1"
SEVERAL = 2
"""A single thing that a term rests on is no list of components."""


def find(ctx: Context) -> Iterator[Record]:
    """A record for every fixed formula in a line that is no page furniture; stock wording stays a mention."""
    for line in ctx.lines:
        if line.kind in ("furniture", "credit"):
            continue
        for p in (p for p in ctx.phrases.get(line.index, ()) if p.weight == "fixed"):
            origin = _origin(ctx, p)
            yield ctx.make(
                line,
                KIND,
                p.span,
                BY,
                said_by=ctx.said_by(line, p.span),
                status="held",
                time=None,
                values=_values(ctx, line, p) | origin,
                supplied=(*(("scope",) if "scope" in _entries(ctx.lexicon).get(p.canonical, {}) else ()), *origin),
                topics=topics(ctx, p.span),
            )


def _values(ctx: Context, line: Line, p: Phrase) -> dict[str, Any]:
    """The fields that the text gives; `rendering` and `components` only where there are any."""
    surface = p.span.of(ctx.document.text)
    values: dict[str, Any] = {"canonical": p.canonical, "surface": surface, "scope": p.scope or _dyad(ctx)}
    if plain(surface) in forms(ctx.lexicon).suspected:
        values["rendering"] = "suspected"
    parts = _components(ctx, line, p)
    return values | ({"components": parts} if parts else {})


def _origin(ctx: Context, p: Phrase) -> dict[str, Any]:
    """Family, tradition and first known use, which are reference data."""
    row = _entries(ctx.lexicon).get(p.canonical, {})
    known = {k: row[k] for k in ("family", "tradition") if k in row}
    return known | ({"first": {"year": row["first"], "source": row["source"]}} if "first" in row else {})


@lru_cache(maxsize=4)
def _entries(lexicon: Lexicon) -> dict[str, Any]:
    return {row["canonical"]: row for row in lexicon.table("phrase")}


@lru_cache(maxsize=4)
def _lead(lexicon: Lexicon) -> re.Pattern[str]:
    """From the end of a phrase to the list of its components: a scope, "which is", and the words that lead it in."""
    words = sorted(vocabulary(lexicon, "component-lead", "words"), key=len, reverse=True)
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    near = "|".join(sorted(vocabulary(lexicon, "component-scope", "words")))
    which = "|".join(w.replace(" ", r"\s+") for w in sorted(vocabulary(lexicon, "component-relative", "words")))
    scope = rf"(?:\s+(?:{near})\s+[^\s,.;:()]+(?:\s+[^\s,.;:()]+){{0,5}}?)?"
    return re.compile(rf"[»”\"’']?{scope}\s*,?\s+(?:(?:{which})\s+)?(?:{body})\s+", re.IGNORECASE)


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(w.casefold() for w in vocabulary(lexicon, "topic", "words"))


def _components(ctx: Context, line: Line, p: Phrase) -> list[list[int]]:
    """Spans of the parts that the phrase lists itself, or that the text lists right after it."""
    text, span = ctx.document.text, p.span
    lead = _lead(ctx.lexicon).match(text, span.end, line.span.end)
    words = [] if _entries(ctx.lexicon).get(p.canonical, {}).get("name") else span.of(text).split()
    if not lead and not any(w.endswith(",") for w in words):
        return []
    closed = "and" in words  # else the list goes on after the phrase
    within = Span(lead.end(), line.span.end) if lead else span if closed else Span(span.start, line.span.end)
    found = listed(text, within, line.parse, ctx.lexicon, _known(ctx.lexicon))
    return [s.json() for s in found.items] if found and len(found.items) >= SEVERAL else []


def _dyad(ctx: Context) -> str | None:
    """The two states a document is between, where it is between two."""
    return "-".join(ctx.scene.parties) if len(ctx.scene.parties) == 2 else None
