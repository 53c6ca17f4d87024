"""Document → Reading: the pure function that everything else calls.

No clock, no network, no state but caches: the same document, lexicon and facts give the same reading on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from verbale.core.discovery import modules
from verbale.core.document import Document
from verbale.core.interval import Interval
from verbale.core.line import Line
from verbale.core.mention import Mention
from verbale.core.record import Reading, Record, Refusal
from verbale.documents.folding import fold
from verbale.facts import Facts
from verbale.facts import load as load_facts
from verbale.lexicon import Lexicon, vocabulary
from verbale.lexicon import load as load_lexicon
from verbale.lines import Layout, layout, parsed
from verbale.lines.parser import DEFAULT, Parser, parser
from verbale.mentions import actors, attribution, dating, groups, landmarks, phrases, quantities, times
from verbale.mentions.names.details import detailed
from verbale.mentions.names.flat import flat, lowered
from verbale.mentions.names.index import index
from verbale.mentions.names.parts import parts
from verbale.mentions.names.stands import stood_in
from verbale.mentions.names.titles import titles
from verbale.mentions.parties import Scene, scene
from verbale.mentions.view import View
from verbale.records import refusals
from verbale.records.context import Context, grouped

LONGEST = 3000  # lines that are parsed and held at once
UNHEARD = re.compile(  # what confuses a parser and says nothing to it: a name's tail, inline enumerators
    r",? (?:Jr|Sr)\b\.?,?(?=\s+[a-z(])|(?<=\s)\(?(?:[ivx]{1,4}|[a-h]|\d)\)(?=\s+[a-z])"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reading rests on besides the document: the language and the name of the spaCy pipeline."""

    language: str = "en"
    pipeline: str = DEFAULT


def read(document: Document, settings: Settings = Settings()) -> Reading:
    """Read one document. Raises Unreadable when the pipeline cannot be loaded; nothing else."""
    lexicon, facts = load_lexicon(settings.language), load_facts()
    tool = parser(settings.pipeline)
    plan = layout(document, lexicon)
    document = _of_genre(document, plan, lexicon)
    view = _view(document, plan, lexicon, facts, tool)
    document, evidence = _dated(document, plan.lines, lexicon, facts)
    view = replace(view, document=document)
    found = actors.find(view)
    stage = scene(view, found, vocabulary(lexicon, "joint", "words"))
    folded = UNHEARD.sub(lambda m: " " * len(m.group()), fold(document.text))  # straight quotes too; offsets hold
    folded = _asides(lexicon).sub(lambda m: m[1] + " " * len(m[2]), folded)
    whole = len(plan.lines) <= LONGEST  # the parses of a longer text are let go, stretch by stretch
    parts = [_part(view, lines, found, stage, folded, tool, whole) for lines in _stretches(plan.lines)]
    lines = parts[0].lines if whole else plan.lines
    mentions = tuple(m for part in parts for m in part.mentions)
    records = _once(r for part in parts for r in part.records)
    refused = tuple(r for part in parts for r in part.refusals)
    parsed_ = sum(part.parsed for part in parts)
    counts = {"lines": len(lines), "parsed": parsed_, "mentions": len(mentions), "records": len(records)}
    return Reading(document, lines, plan.turns, mentions, records, refused, evidence, (), stage.speakers, counts)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one stretch of lines gives; a long document is read stretch by stretch, so that memory stays bounded."""

    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...]
    records: tuple[Record, ...]
    refusals: tuple[Refusal, ...]
    parsed: int


def _stretches(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """Lines in stretches of at most LONGEST, cut between blocks where that can be."""
    start = 0
    while len(lines) - start > LONGEST:
        end = start + LONGEST
        cut = next((i for i in range(end, start + LONGEST // 2, -1) if lines[i].block != lines[i - 1].block), end)
        yield lines[start:cut]
        start = cut
    yield lines[start:]


def _part(
    view: View, lines: tuple[Line, ...], found: actors.Found, stage: Scene, folded: str, tool: Parser, keep: bool
) -> _Part:
    here = {line.index for line in lines}
    mine = replace(found, actors=tuple(a for a in found.actors if a.line in here))
    lines = _parse(view, lines, mine, folded, tool)
    mentions, context = _mentions(replace(view, lines=lines), mine, stage)
    records = tuple(_unique(r for m in modules("verbale.records", "KIND") for r in m.find(context)))
    done = sum(line.parse is not None for line in lines)
    return _Part(lines if keep else (), mentions, records, tuple(refusals.find(context, records)), done)


def _once(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records with an office once per person, over the stretches of a long document."""
    seen: set[str] = set()
    out = []
    for r in records:
        person = r.values["subject"][0] if r.kind == "relation" and r.values["type"] == "office" else None
        if person is None or person not in seen:
            out.append(r)
        seen |= {person} if person else set()
    return tuple(out)


def _of_genre(document: Document, plan: Layout, lexicon: Lexicon) -> Document:
    """The document with the genre its opening names, where nothing else says it and it has turns."""
    if document.genre or len(plan.turns) < 2:
        return document
    opening = " ".join(b.span.of(document.text) for b in plan.blocks[:3]).casefold()
    found = next((r["genre"] for r in lexicon.table("genre-cue") if any(c in opening for c in r["cues"])), None)
    return replace(document, genre=found)


def _view(document: Document, plan: Layout, lexicon: Lexicon, facts: Facts, tool: Parser) -> View:
    text = flat(document.text)
    hits = tuple(actors.scan(text.text, lexicon, facts))
    held = tuple(titles(lexicon).find(lowered(text.text)))
    sure = frozenset(n.key for h in hits if len(h.names) == 1 for n in h.names if not n.ambiguous)
    return View(document, plan.lines, plan.turns, lexicon, facts, text, hits, held, tool.ordinary, sure)


def _parse(view: View, lines: tuple[Line, ...], found: actors.Found, folded: str, tool: Parser) -> tuple[Line, ...]:
    """Parse the lines that can yield a record: those with an actor, a group, a number or a word of saying, and no page
    furniture."""
    named = {a.line for a in found.actors}
    cue = _cue(view.lexicon)
    wanted = [
        line
        for line in lines
        if line.kind not in ("furniture", "credit")
        and (
            line.index in named
            or cue.search(folded, line.span.start, line.span.end)
            or attribution.speaks(line.span.of(folded), view.lexicon)
        )
    ]
    parses = tool.parse(stood_in(view, line, folded, found.row(line.index)) for line in wanted)
    return parsed(lines, frozenset(line.index for line in wanted), list(parses))


@lru_cache(maxsize=4)
def _asides(lexicon: Lexicon) -> re.Pattern[str]:
    """ "shall, subject to its laws, exchange": an aside between an auxiliary and its verb, which a parser takes for
    the predicate."""
    rows = lexicon.table("aside")
    after, leads = ("|".join(re.escape(w) for r in rows for w in r[k]) for k in ("after", "leads"))
    return re.compile(rf"\b({after})(,\s+(?:{leads})\b[^,;:.()]{{0,90}},)(?=\s+[a-z])")


@lru_cache(maxsize=4)
def _cue(lexicon: Lexicon) -> re.Pattern[str]:
    """A word that can stand for an actor, or a digit."""
    forms = {f for r in lexicon.table("pronoun") for f in r["forms"]}
    heads = {w for r in lexicon.table("figure-words") if r["id"] == "group" for w in r["words"]}
    heads |= {f"{w[:-1]}ies" for w in heads if w.endswith("y")}
    words = "|".join(sorted(re.escape(w) for w in forms | heads))
    return re.compile(rf"\d|\b(?:{words})(?:s|ies)?\b", re.IGNORECASE)


def _dated(
    document: Document, lines: tuple[Line, ...], lexicon: Lexicon, facts: Facts
) -> tuple[Document, tuple[tuple[str, Interval], ...]]:
    """The document with a date inferred from its own evidence, where it has none."""
    if document.date is not None:
        return document, ()
    found = dating.infer(document, lines, lexicon, facts)
    evidence = tuple((e.reason, e.interval) for e in found.evidence)
    return (replace(document, date=found.interval) if found.interval else document), evidence


def _mentions(view: View, found: actors.Found, stage: Scene) -> tuple[tuple[Mention, ...], Context]:
    people = groups.find(view, found, stage)
    said = attribution.find(view, people, stage.speakers)
    clock = times.find(view.document, view.lines, view.lexicon)
    clock = landmarks.merged(clock, landmarks.find(view, people, clock))
    numbers = quantities.find(view.document, view.lines, view.lexicon, clock)
    sayings = phrases.find(view, people)
    context = Context(
        view.document, view.lines, view.turns, view.lexicon, view.facts, stage,
        grouped(people), grouped(clock), grouped(numbers), grouped(sayings),  # type: ignore[arg-type]
        grouped(attribution.spread(view.lines, said)),  # type: ignore[arg-type]
    )  # fmt: skip
    inside = parts(view.document.text, view.flat, index(view.lexicon, view.facts), people)
    every: list[Mention] = [*detailed(view, [*people, *inside]), *clock, *numbers, *sayings, *said]
    return tuple(sorted(every, key=lambda m: (m.span.start, m.span.end, m.kind))), context


def _unique(records: Iterable[Record]) -> list[Record]:
    """Records in text order, each id once."""
    seen: dict[str, Record] = {}
    for r in sorted(records, key=lambda r: (r.span.start, r.span.end, r.kind, r.id)):
        seen.setdefault(r.id, r)
    return list(seen.values())
