"""Ranks of partnership: the tie as the text names it, its parties, and its history where the sentence tells it.

"Relations were raised from a strategic to a comprehensive strategic partnership in May 2019", with both named in full,
gives two ties: the first until, the second since that month with the first as `previous`. `tier` is the rank's id in
the lexicon. What the talks were on ("a dialogue on strategic partnership") is no tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Lexicon, variants, vocabulary
from verbale.lines.clauses import clause_span, np_span, objects
from verbale.records.context import Context
from verbale.records.frames import frames

NAMING = ("dobj", "attr", "oprd", "nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership told in a sentence: whole is the noun phrase, name the rank's own words."""

    whole: Span
    name: Span
    parties: tuple[str, ...]
    value: str
    status: str
    since: str | None
    until: str | None
    more: dict[str, Any]


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """One pattern over all tiers of partnership, the longest first."""
    body = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(_tiers(lexicon), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{body or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """The last words of all tiers: a line without one needs no closer look."""
    words = "|".join(sorted({re.escape(f.split()[-1]) for f in _tiers(lexicon)}))
    return re.compile(rf"\b(?:{words or '(?!)'})\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def _tiers(lexicon: Lexicon) -> dict[str, str]:
    """Forms in lower case with the id of their tier."""
    rows = lexicon.table("partnership")
    return {f.casefold(): r["tier"] for r in rows for f in variants(r["pattern"])}


def ties(ctx: Context, line: Line, parse: Parse) -> Iterator[Tie]:
    """The ties of a line, in text order."""
    if line.kind == "heading" or not _heads(ctx.lexicon).search(ctx.document.text, line.span.start, line.span.end):
        return
    told = [t for t in _found(ctx, line, parse) if not _discussed(ctx.lexicon, parse, t[1])]
    for n, (name, top) in enumerate(told):
        parties = _parties(ctx, line, parse, top, name)
        tier = _tiers(ctx.lexicon)[_plain(ctx, name).casefold()]
        if len(parties) < 2 or (tier in _of_bodies(ctx.lexicon) and not all(ctx.is_state(p) for p in parties)):
            continue
        before = [other for other, _ in told[:n] if _raised(ctx, other, name)]
        after = [other for other, _ in told[n + 1 :] if _raised(ctx, name, other)]
        yield _tie(ctx, line, parse, top, name, parties, tier, before, bool(after))


def _plain(ctx: Context, span: Span) -> str:
    return " ".join(span.of(ctx.document.text).split())


def _of_bodies(lexicon: Lexicon) -> frozenset[str]:
    """Tiers that a body gives a state: participation, which has its own rule."""
    return vocabulary(lexicon, "tier-of-body", "words")


def _found(ctx: Context, line: Line, parse: Parse) -> Iterator[tuple[Span, Token]]:
    """Names of tiers with the head of their phrase; none that is part of the name of a body."""
    bodies = [a.span for a in ctx.actors.get(line.index, ()) if a.sort in ("body", "institution")]
    for match in _pattern(ctx.lexicon).finditer(ctx.document.text, line.span.start, line.span.end):
        span = Span(match.start(), match.end())
        top = parse.top(span)
        if top is not None and not any(b.contains(span) for b in bodies):
            yield span, top


def _discussed(lexicon: Lexicon, parse: Parse, top: Token) -> bool:
    """ "talks on a strategic partnership", "a step towards …": spoken of, not stated."""
    head = parse.head(top)
    return top.dep == "pobj" and head.low in vocabulary(lexicon, "tier-topic", "words")


def _raised(ctx: Context, low: Span, high: Span) -> bool:
    """Whether two tiers stand as "from the one to the other"."""
    before = ctx.document.text[max(0, low.start - 12) : low.start].split()
    between = ctx.document.text[low.end : high.start].split()
    return "from" in before[-3:] and bool(between) and between[0] in ("to", "into") and len(between) < 4


def _tie(
    ctx: Context,
    line: Line,
    parse: Parse,
    top: Token,
    name: Span,
    parties: tuple[str, ...],
    tier: str,
    before: list[Span],
    ends: bool,
) -> Tie:
    verb = _verb(ctx.lexicon, parse, top)
    status, since, until = "held", None, None
    if verb is not None:
        status = ctx.status(line, parse, verb)
        span = clause_span(parse, verb)
        begun = next((t for t in ctx.times.get(line.index, ()) if t.sign == "since" and t.interval), None)
        time = ctx.time(line, span, verb) if begun is None else None
        if begun and begun.interval:
            since = begun.interval.edtf.partition("/")[0]
        elif time and verb.lemma in vocabulary(ctx.lexicon, "tier-change", "verbs"):
            since = time.edtf
    if ends:
        since, until, status = None, since, "held" if status in ("held", "planned") else status
    more: dict[str, Any] = {"tier": tier} | ({"previous": _plain(ctx, before[-1])} if before else {})
    whole = _without_time(ctx, line, np_span(parse, top).cover(name), name)
    return Tie(whole, name, parties, _plain(ctx, name), status, since, until, more)


def _without_time(ctx: Context, line: Line, whole: Span, name: Span) -> Span:
    """The phrase without a date that the parser hangs on it, and the preposition of the date."""
    late = [t.span.start for t in ctx.times.get(line.index, ()) if name.end < t.span.start < whole.end]
    if not late:
        return whole
    words = ctx.document.text[name.end : min(late)].rstrip()
    return Span(whole.start, name.end + len(words[: words.rfind(" ")].rstrip() if " " in words else ""))


def signed(ctx: Context, line: Line, parse: Parse) -> dict[str, Any]:
    """`signed`: the day on which an instrument was signed, where the sentence that says it is in force tells it."""
    table = frames(ctx.lexicon, "event")
    for verb in parse:
        if verb.pos == "VERB" and any(row["type"] == "signing" for row in table.of_verb(parse, verb)):
            time = ctx.time(line, clause_span(parse, verb), verb)
            return {"signed": time.edtf} if time else {}
    return {}


def _verb(lexicon: Lexicon, parse: Parse, top: Token) -> Token | None:
    """The verb that states or changes the tie: "have", "be", "raise … to", "be launched", "date back"."""
    head = parse.head(top)
    if head.pos == "ADP":
        head = parse.head(head)
    verbs = vocabulary(lexicon, "tier-change", "verbs") | vocabulary(lexicon, "tier-state", "verbs")
    direct = top.dep in NAMING or parse.head(top).pos == "ADP"
    return head if direct and head.pos in ("VERB", "AUX") and head.lemma in verbs else None


def _parties(ctx: Context, line: Line, parse: Parse, top: Token, name: Span) -> tuple[str, ...]:
    """The parties: those its phrase names, with the subject of its verb, or those whose relations are raised."""
    own = _states(ctx, line, np_span(parse, top), name)
    if len(own) >= 2:
        return own
    head = parse.head(top)
    verb = next((t for t in (head, *parse.ancestors(head)) if t.pos in ("VERB", "AUX")), None)
    if verb is None:
        return own
    subjects = ctx.subjects(line, parse, verb)
    held = ctx.ids(line, subjects)
    near = tuple(i for i in held if not i.startswith("person:")) if own else tuple(map(ctx.state_of, held))
    both = tuple(dict.fromkeys(i for i in (*near, *own) if i))
    if len(both) >= 2:
        return both
    raised = [t for t in (*subjects, *objects(parse, verb)) if t.lemma in vocabulary(ctx.lexicon, "tier-of", "words")]
    around = [_states(ctx, line, np_span(parse, t), name) for t in raised]
    return next((a for a in around if len(a) >= 2), both)


def _states(ctx: Context, line: Line, span: Span, name: Span) -> tuple[str, ...]:
    """States and acting bodies in a phrase, none that stands in the rank's own name ("non-NATO ally")."""
    inside = [a for a in ctx.inside(line, span, "state", "body", "group") if not name.overlaps(a.span)]
    return tuple(dict.fromkeys(i for a in inside for i in a.ids if not i.startswith("person:")))
