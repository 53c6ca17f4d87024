"""What the readers of records look at: a document with its mentions, and the questions all kinds ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from verbale.core.document import Document
from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token, Turn
from verbale.core.mention import Actor, Attribution, Mention, Phrase, Quantity, Time
from verbale.core.record import Record, record
from verbale.core.span import Span
from verbale.facts import Facts
from verbale.facts import edtf as edtfs
from verbale.lexicon import Lexicon, vocabulary
from verbale.lines.clauses import SUBJECT, negated, np_span, subjects, words
from verbale.mentions.attribution import says
from verbale.mentions.parties import Scene
from verbale.records.assertion import asserted

DATED = ("day", "week", "month", "quarter", "half", "season", "year", "decade", "century", "range")


@dataclass(frozen=True, slots=True)
class Context:
    """One document on its way from mentions to records. Mentions are held by line."""

    document: Document
    lines: Sequence[Line]
    turns: Sequence[Turn]
    lexicon: Lexicon
    facts: Facts
    scene: Scene
    actors: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    times: dict[int, tuple[Time, ...]] = field(default_factory=dict)
    quantities: dict[int, tuple[Quantity, ...]] = field(default_factory=dict)
    phrases: dict[int, tuple[Phrase, ...]] = field(default_factory=dict)
    attributions: dict[int, tuple[Attribution, ...]] = field(default_factory=dict)

    # -- actors ------------------------------------------------------------------------------------

    def actor(self, line: Line, token: Token) -> Actor | None:
        """The actor that the token is the head of: the longest mention over it whose name it lies in."""
        over = [
            a for a in self.actors.get(line.index, ()) if a.span.start <= token.start and token.end <= a.span.end + 2
        ]
        over = [
            a
            for a in over
            if not (
                a.title_span and a.title_span.contains(token.span) and a.form == "name" and not _heads(line, a, token)
            )
        ]
        return max(over, key=lambda a: len(a.span), default=None)

    def ids(self, line: Line, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Ids of the actors that the tokens head, in order, each once."""
        found = (a.ids if (a := self.actor(line, t)) else self.acting_for(line, t) for t in tokens)
        return tuple(dict.fromkeys(i for ids in found for i in ids))

    def subjects(self, line: Line, parse: Parse, verb: Token) -> tuple[Token, ...]:
        """Heads of a verb's subject. Where the parser gives none, the actor that ends right before the verb; where it
        gives the second of two persons joined by "and", the first as well."""
        found = subjects(parse, verb)
        here = self.actors.get(line.index, ())
        text = self.document.text
        if not found and verb.dep in ("ROOT", "conj", "ccomp"):
            group = min([t.start for t in parse.kids(verb, "aux", "auxpass", "neg")] + [verb.start])
            near = [a for a in here if a.ids and a.span.end <= group and not text[a.span.end : group].strip()]
            near = [a for a in near if not _behind(parse, a)]
            near.sort(key=lambda a: (a.span.end, len(a.span)))
            found = tuple(t for a in near[-1:] for t in parse.at(a.name or a.span)[-1:])
        first = self.actor(line, found[0]) if len(found) == 1 else None
        if first is None or first.sort != "person":
            return found
        joined = [
            a for a in here if a.sort == "person" and " ".join(text[a.span.end : first.span.start].split()) == "and"
        ]
        return (*(t for a in joined[-1:] for t in parse.at(a.name or a.span)[-1:]), *found)

    def with_others(self, line: Line, actor: Actor) -> tuple[Actor, ...]:
        """A person and those listed after him ("with A, B and C"), as far as only commas and "and" stand between."""
        out = [actor]
        for other in self.actors.get(line.index, ()):
            between = " ".join(self.document.text[out[-1].span.end : other.span.start].split())
            if other.span.start >= out[-1].span.end and other.sort == "person" and between in LISTED:
                out.append(other)
        return tuple(out)

    def acting_for(self, line: Line, token: Token) -> tuple[str, ...]:
        """ "the finance ministers of ASEAN", "troops from Fiji": unnamed persons act for whom their phrase names."""
        if line.parse is None or token.low not in vocabulary(self.lexicon, "side", "after", "agents"):
            return ()
        span = np_span(line.parse, token)
        return self.states(line, span) or tuple(i for a in self.inside(line, span, "institution") for i in a.ids)

    def two_alone(self, line: Line, token: Token) -> tuple[str, ...]:
        """ "Both agreed to …": the two persons, else the two sides, of the sentence before, else the two parties."""
        if token.low not in words("two-alone") or line.parse is None or line.parse.kids(token):
            return ()
        before = next((x for x in reversed(self.lines[: line.index]) if x.kind != "furniture"), None)
        near = self.actors.get(before.index, ()) if before and before.turn == line.turn else ()
        persons = tuple(dict.fromkeys(a.ids for a in near if a.sort == "person" and len(a.ids) == 1))
        states = tuple(dict.fromkeys(a.ids for a in near if a.sort == "state" and len(a.ids) == 1))
        found = persons if persons else states
        if len(found) == 2:
            return tuple(i for ids in found for i in ids)
        return self.scene.parties if not near and len(self.scene.parties) == 2 else ()

    def inside(self, line: Line, span: Span, *sorts: str) -> tuple[Actor, ...]:
        """Resolved actors inside a span, of the sorts given."""
        return tuple(
            a
            for a in self.actors.get(line.index, ())
            if span.contains(a.span) and a.ids and (not sorts or a.sort in sorts)
        )

    def states(self, line: Line, span: Span) -> tuple[str, ...]:
        """States and acting bodies named inside a span, in order."""
        found = (a for a in self.inside(line, span, "state", "body", "group"))
        return tuple(dict.fromkeys(i for a in found for i in a.ids if not i.startswith("person:")))

    def state_of(self, actor: str) -> str | None:
        """The state an actor belongs to: a state itself, a person's by office."""
        if self.is_state(actor):
            return actor
        return self.scene.states.get(actor)

    def supplied(self, line: Line, ids: Iterable[str], name: str) -> tuple[str, ...]:
        """The field's name, where one of its actors in this line was known from reference data only."""
        wanted = set(ids)
        given = (a for a in self.actors.get(line.index, ()) if a.supplied and wanted & set(a.ids))
        return (name,) if any(given) else ()

    def is_state(self, actor: str) -> bool:
        return actor in vocabulary(self.lexicon, "state", "id")

    # -- who says, how firmly, when ---------------------------------------------------------------

    def said_by(self, line: Line, span: Span, nested: bool = True) -> tuple[str, ...]:
        """Who asserts the words: the speaker of the turn, then inner speakers, outermost first."""
        base = self.scene.speakers.get(line.turn, ()) if line.turn < len(self.turns) else self.scene.issuers
        inner = [a for a in self.attributions.get(line.index, ()) if nested and says(a, span)]
        inner.sort(key=lambda a: -len(a.content))
        return tuple(dict.fromkeys([*base, *(i for a in inner for i in a.source_ids)]))

    def status(self, line: Line, parse: Parse, verb: Token) -> str:
        """held, planned, denied, conditional or asked, from the verb's own clause."""
        if asked(self.document.text, line, parse, verb):
            return "asked"
        return asserted(self.document.text, line, parse, verb, self.lexicon)

    def time(self, line: Line, span: Span, verb: Token | None = None) -> Interval | None:
        """The dated time of a clause: one that hangs on its verb, else the sentence's leading time."""
        dated = [t for t in self.times.get(line.index, ()) if t.interval and t.precision in DATED and t.sign in POINT]
        dated = [t for t in dated if not _of_thing(line, t)]
        inside = [t for t in dated if span.contains(t.span) and self._hangs(line, t, verb)]
        if inside and verb is not None:
            inside.sort(key=lambda t: abs(t.span.start - verb.start))
        lead = [t for t in dated if t.span.end <= span.start and not self._claimed(line, t, span, verb)]
        found = inside[0] if inside else lead[-1] if lead else None
        return self._of_year(line, found).at(found.span) if found and found.interval else None

    def _of_year(self, line: Line, time: Time) -> Interval:
        """ "went once in 2017 - in June he …": a month without a year, after a year and a dash, is of that year."""
        assert time.interval
        before = [t for t in self.times.get(line.index, ()) if t.interval and t.span.end <= time.span.start]
        near = before[-1] if before and before[-1].precision == "year" and before[-1].sign in WITHIN else None
        told = near.interval if near and near.interval and near.interval.edtf.isdigit() else None
        gap = self.document.text[before[-1].span.end : time.span.start].strip() if told else ""
        words, edtf = time.span.of(self.document.text), time.interval.edtf
        if not told or not gap or gap[0] not in DASHES or not MONTH.fullmatch(edtf) or edtf[:4] in words:
            return time.interval
        return replace(edtfs.parse(f"{told.edtf}{edtf[4:]}", f"{words} of {told.edtf}, told before"), within=True)

    def _hangs(self, line: Line, time: Time, verb: Token | None) -> bool:
        """Whether the nearest verb over the time is the one asked for (or one in its own chain)."""
        parse = line.parse
        top = parse.top(time.span) if parse else None
        if parse is None or top is None or verb is None:
            return True
        above = next((t for t in parse.ancestors(top) if t.pos in ("VERB", "AUX")), None)
        return (
            above is None
            or above.i == verb.i
            or (verb.i in {t.i for t in parse.ancestors(above)} and above.dep == "xcomp")
        )

    def _claimed(self, line: Line, time: Time, span: Span, verb: Token | None) -> bool:
        """Whether another verb stands between a time and the clause, or the time follows its own verb, and the clause
        has a subject of its own or is denied ("signed in 2001 but not ratified"): then it dates that verb's clause."""
        parse = line.parse
        apart = verb is not None and (verb.dep in ASIDE or bool(parse and negated(parse, verb)))
        apart = apart or bool(parse and verb and parse.kids(verb, *SUBJECT))
        if parse is not None and verb is not None and apart and (top := parse.top(time.span)):
            above = next((t for t in parse.ancestors(top) if t.pos in ("VERB", "AUX")), None)
            if above is not None and above.i != verb.i and above.start < time.span.start:
                return True
        return any(time.span.end <= t.start < span.start and t.tag in ("VBD", "VBZ", "VBP") for t in line.parse or ())

    def parent(self, body: str) -> str:
        """The body an organ belongs to; any other body is itself."""
        return _parents(self.lexicon).get(body, body)

    def make(self, line: Line, kind: str, span: Span, by: str, **parts: object) -> Record:
        """A record of this document at the span, white space trimmed."""
        span = span.trim(self.document.text)
        if kind != "phrase" and (open_ := self._unnamed(line, span)):
            values = dict(parts["values"])  # type: ignore[call-overload]
            parts["values"] = values | {"unresolved": [*values.get("unresolved", ()), *open_]}
        return record(self.document, line, kind, span, by=by, **parts)

    def _unnamed(self, line: Line, span: Span) -> list[dict[str, str]]:
        """Who says it, in words, where that is nobody known ("the report claims that …"): it stays a claim."""
        found = (a for a in self.attributions.get(line.index, ()) if not a.source_ids and says(a, span))
        words = dict.fromkeys(" ".join((a.source or a.cue).of(self.document.text).split()) for a in found)
        return [{"role": "said_by", "text": w} for w in words]


ASIDE = ("advcl", "acl", "relcl")
WITHIN = ("at", "in", "on", "during")
DASHES = "-–—:("
MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
LISTED = (",", "and", ", and", "as well as", ", as well as", "and with", "and the")
POINT = ("at", "in", "on", "during", "from", "since", "between", "by", "as-of", "within")


def _behind(parse: Parse, actor: Actor) -> bool:
    """Whether an actor stands behind a preposition ("for Peru signed"): it is nobody's subject."""
    before = [t for t in parse if t.end <= actor.span.start]
    return bool(before) and before[-1].tag == "IN"


def _of_thing(line: Line, time: Time) -> bool:
    """ "an action plan for 2024 to 2026", "the 2030 agenda", "the May 9 Crimes": the time belongs to the thing's name,
    and dates no act."""
    parse = line.parse
    top = parse.top(time.span) if parse else None
    if parse is None or top is None:
        return False
    head = parse.head(top)
    above = parse.head(head)
    common = head.pos == "NOUN" or (head.tag == "NNPS" and head.start == time.span.end + 1)
    named = top.dep in ("compound", "nummod", "amod", "nmod") and common and head.i > top.i
    noun = above if above.pos in ("NOUN", "PROPN") else parse[max(0, head.i - 1)]
    whole = time.precision in ("year", "range", "decade") and head.low == "for"
    return named or (whole and noun.pos in ("NOUN", "PROPN", "NUM") and noun.i < head.i)


def _heads(line: Line, actor: Actor, token: Token) -> bool:
    """Whether the token is the grammatical head of the mention, though it lies in the title."""
    top = line.parse.top(actor.span) if line.parse else None
    return top is not None and top.i == token.i


@lru_cache(maxsize=4)
def _parents(lexicon: Lexicon) -> dict[str, str]:
    return {r["id"]: r["parent"] for r in lexicon.table("body") if r.get("class") == "organ" and r.get("parent")}


def asked(text: str, line: Line, parse: Parse, verb: Token) -> bool:
    """Whether the verb stands in the interrogative clause itself: a question's main clause or what hangs on it."""
    if not line.span.of(text).rstrip('"”’» ').endswith("?"):
        return False
    chain = [verb, *parse.ancestors(verb)]
    root = chain[-1]
    return all(t.dep not in ("relcl", "ccomp", "conj", "parataxis", "advcl") for t in chain[:-1]) and _inverted(
        parse, root
    )


def _inverted(parse: Parse, root: Token) -> bool:
    first = next((t for t in parse if t.pos != "PUNCT"), root)
    question = any(t.tag in ("WP", "WDT", "WRB", "WP$") for t in parse)
    return question or first.dep in ("aux", "auxpass") or first.pos == "AUX"


def grouped(mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Mentions by line, in text order."""
    out: dict[int, list[Mention]] = {}
    for m in mentions:
        out.setdefault(m.line, []).append(m)
    return {k: tuple(sorted(v, key=lambda m: (m.span.start, m.span.end))) for k, v in out.items()}
