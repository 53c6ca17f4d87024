"""Which way an undated time lies: from the tense of the clause it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Lexicon, variants

CLAUSE = re.compile(r"[;:()]|, ")
BREAK = 40
GROUP = 12


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str], tuple[tuple[str, str], ...]]:
    table: dict[str, str] = {}
    endings: list[tuple[str, str]] = []
    for entry in lexicon.table("time_cue"):
        table |= {v: entry["direction"] for w in entry["words"] for v in variants(w)}
        endings += [(e, entry["direction"]) for e in entry.get("endings", ())]
    whole, clipped = (_any(w for w in table if (w[0] in "'’") == short) for short in (False, True))
    tails = "|".join(re.escape(e) for e, _ in endings) or "(?!)"
    pattern = rf"(?<![\w'’])(?:{whole}|[^\W\d_]{{2,}}(?:{tails}))(?!\w)|(?<=\w)(?:{clipped})\b"
    return re.compile(pattern, re.I), table, tuple(endings)


def _any(words: Iterable[str]) -> str:
    """Words as an alternation, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) or "(?!)"


def direction(line: Line, text: str, span: Span, lexicon: Lexicon) -> str | None:
    """past, future or None; span: the expression, in the document's offsets."""
    found = _parsed(line.parse, span, lexicon) if line.parse else None
    return found or _nearest(line.span.of(text), span.shift(-line.span.start), lexicon)


def _word(words: str, lexicon: Lexicon) -> str | None:
    _, table, endings = _cues(lexicon)
    key = " ".join(words.casefold().split())
    if key in table:
        return table[key]
    return next((d for e, d in endings if key.endswith(e)), None)


def _nearest(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """The nearest cue; one in another clause counts as further off, one right after a future one is of its group."""
    pattern, _, _ = _cues(lexicon)
    best: tuple[int, str] | None = None
    last_end, last_sense = -GROUP, None
    for m in pattern.finditer(text):
        sense = _word(m.group(), lexicon)
        if sense != "future" and last_sense == "future" and m.start() - last_end < GROUP:
            sense = "future"
        if sense in (None, "none") or (m.start() >= span.start and m.end() <= span.end):
            continue
        last_end, last_sense = m.end(), sense
        gap = text[m.end() : span.start] if m.end() <= span.start else text[span.end : m.start()]
        cost = len(gap) + BREAK * len(CLAUSE.findall(gap))
        if sense and (best is None or cost < best[0]):
            best = cost, sense
    return best[1] if best else None


def _parsed(parse: Parse, span: Span, lexicon: Lexicon) -> str | None:
    top = parse.top(span)
    if top is None:
        return None
    for token in (top, *parse.ancestors(top)):
        if token.pos in ("VERB", "AUX") and (sense := _verb(parse, token, lexicon)):
            return sense
    return None


def _verb(parse: Parse, verb: Token, lexicon: Lexicon) -> str | None:
    """The direction of a verb by its auxiliaries and tag (Penn Treebank)."""
    helpers = parse.kids(verb, "aux", "auxpass")
    modal = next((t for t in helpers if t.tag == "MD"), None)
    if modal is not None:
        return _listed(modal.low, lexicon)
    if any(t.tag == "TO" for t in helpers):
        return None
    if parse.kids(verb, "xcomp") and (ahead := _listed(f"{verb.low} to", lexicon)):
        return ahead
    if verb.tag == "VBD" or any(t.tag == "VBD" for t in helpers):
        return "past"
    if verb.tag == "VBN":
        return _participle(verb, helpers, lexicon)
    return _listed(verb.lemma, lexicon) if verb.tag in ("VBP", "VBZ") else None


def _listed(words: str, lexicon: Lexicon) -> str | None:
    """The direction of words that the lexicon lists, whatever their ending."""
    sense = _cues(lexicon)[1].get(words)
    return None if sense == "none" else sense


def _participle(verb: Token, helpers: tuple[Token, ...], lexicon: Lexicon) -> str | None:
    """A form such as "is scheduled" looks ahead, "has met" back; "is held" says nothing."""
    listed = _listed(verb.low, lexicon)
    if listed == "future" or not helpers:
        return listed
    return "past" if len(helpers) > 1 or helpers[0].dep == "aux" else None
