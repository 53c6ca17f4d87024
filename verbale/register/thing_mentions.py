"""Things that a reading names without a record of their state: instruments, subjects of praise, lists of named events.

"The Agreement on Transit eases trade" gives the instrument with its full title, its parties, the dates that reference
data knows, and the claim; "events such as the Song Day and the Kite Contest" gives two programmes. A state that comes
from reference data is `supplied`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from verbale.core.ids import digest
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.record import Reading, Record
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, load, vocabulary
from verbale.lines.clauses import clause_span, np_span, passive, subjects
from verbale.lines.listed import listed
from verbale.records.condition import kind
from verbale.register.thing_names import QUOTES, naming
from verbale.register.things import State, Thing, Told, collected, of_record

SPOKEN_OF = ("programme", "instrument", "mechanism")
DATES = (("adopted", "adopted"), ("signed", "signed"), ("in_force", "in-force"), ("until", "ended"))


def things_of(readings: Iterable[Reading], lexicon: Lexicon | None = None) -> tuple[Thing, ...]:
    """All things of some readings: those that records tell of, then those that are only named."""
    lexicon = lexicon or load()
    every = list(readings)
    told = [t for r in every for record in r.records for t in _with_parts(r, record, lexicon)]
    ways = (_instruments, _subjects, _listed, _policies, _documents)
    spoken = [t for r in every for way in ways for t in way(r, lexicon)]
    days = {r.document.id: r.document.date.latest for r in every if r.document.date}
    return collected([*told, *spoken], {doc: day.isoformat() for doc, day in days.items() if day})


def _with_parts(reading: Reading, record: Record, lexicon: Lexicon) -> Iterator[Told]:
    """What a record tells, with what the thing is said to cover."""
    for read, thing in of_record(record, lexicon):
        text = reading.document.text
        name = record.fields.get("object") or record.fields.get("value")
        lead = (
            _any(lexicon, "thing-parts").search(text, name.start, min(name.end + 16, record.span.end)) if name else None
        )
        line = next((n for n in reading.lines if n.span.contains(record.span)), None)
        span = Span(lead.end(), line.span.end) if lead and line else None
        found = listed(text, span, line.parse, lexicon, frozenset()) if span and line else None
        parts = tuple(" ".join(s.of(text).split()) for s in found.items) if found else ()
        yield read, replace(thing, parts=parts if len(parts) > 1 else ())


@lru_cache(maxsize=16)
def _any(lexicon: Lexicon, table: str) -> re.Pattern[str]:
    words = sorted(vocabulary(lexicon, table, "words"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\s+", re.IGNORECASE)


@lru_cache(maxsize=4)
def _entries(lexicon: Lexicon) -> dict[str, Entry]:
    return {row["id"]: row for row in lexicon.table("instrument")}


def _instruments(reading: Reading, lexicon: Lexicon) -> Iterator[Told]:
    """Instruments that the lexicon knows, under the fullest title of the text, with the dates of reference data."""
    seen: dict[str, str] = {}
    for m in reading.mentions:
        if isinstance(m, Actor) and m.sort == "instrument" and len(m.ids) == 1:
            words = " ".join(m.span.of(reading.document.text).split())
            seen[m.ids[0]] = max(seen.get(m.ids[0], ""), words, key=len)
    for id_, words in seen.items():
        row = _entries(lexicon).get(id_)
        if row is None:
            continue
        doc = reading.document
        states = tuple(
            State(state, "", doc.id, doc.source, row[field], None, words, (), True)
            for field, state in DATES
            if field in row
        )
        owners = tuple(row.get("parties", ())) or ((row["parent"],) if row.get("parent") else ())
        yield naming(words, lexicon), Thing(id_, "instrument", words, (words,), owners, None, None, states)


def _subjects(reading: Reading, lexicon: Lexicon) -> Iterator[Told]:
    """Programmes, instruments and mechanisms of an actor that a sentence speaks of and no record holds."""
    taken = [r.span for r in reading.records if r.kind in ("event", "relation")]
    for line in reading.lines:
        if line.parse is None or line.kind in ("heading", "furniture", "credit"):
            continue
        for noun in line.parse:
            what = kind(lexicon, noun.lemma) if noun.dep in ("nsubj", "nsubjpass") else None
            verb = line.parse.head(noun)
            if what in SPOKEN_OF and what and verb.pos in ("VERB", "AUX"):
                span = np_span(line.parse, noun)
                owners = _owners(reading, line, span, noun.span)
                told = naming(" ".join(span.of(reading.document.text).split()), lexicon).telling
                if told and owners and not any(t.contains(noun.span) for t in taken):
                    yield _spoken(reading, line.parse, noun, verb, span, what, owners, lexicon)


def _owners(reading: Reading, line: Line, span: Span, noun: Span | None = None) -> tuple[str, ...]:
    """Actors named in a phrase; not the one that the phrase itself names."""
    inside = (m for m in reading.mentions if isinstance(m, Actor) and m.line == line.index and span.contains(m.span))
    longest = [m for m in inside if m.sort in ("state", "body", "group") and m.ids]
    longest = [m for m in longest if noun is None or not m.span.contains(noun) or m.sort == "group"]
    outer = [m for m in longest if not any(o is not m and o.span.contains(m.span) for o in longest)]
    return tuple(dict.fromkeys(i for m in outer for i in m.ids if not i.startswith("person:")))


def _spoken(
    reading: Reading,
    parse: Parse,
    noun: Token,
    verb: Token,
    span: Span,
    what: str,
    owners: tuple[str, ...],
    lexicon: Lexicon,
) -> Told:
    text, several = reading.document.text, noun.tag in ("NNS", "NNPS")
    words = " ".join(span.of(text).split())
    claim = " ".join(Span(verb.start, clause_span(parse, verb).end).of(text).split())
    read = naming(words, lexicon)
    inside = [
        m.ids[0] for m in reading.mentions
        if isinstance(m, Actor) and m.sort == "instrument" and len(m.ids) == 1 and m.span.overlaps(span)
    ]  # fmt: skip
    id_ = next(iter(inside), "thing:" + digest(what, sorted(read.marks), sorted(owners), None, length=12))
    whose = () if inside else owners  # whose a known instrument is, reference data say
    return read, Thing(id_, what, words, (words,), whose, None, read.parent, (), (claim,), several)


def _listed(reading: Reading, lexicon: Lexicon) -> Iterator[Told]:
    """ "events such as A, B and C": the names of the list, in quotes or in capitals."""
    text = reading.document.text
    for line in reading.lines:
        for lead in _any(lexicon, "named-list").finditer(text, line.span.start, line.span.end):
            found = listed(text, Span(lead.end(), line.span.end), line.parse, lexicon, frozenset())
            for span in found.items if found else ():
                words = re.sub(r"^[a-z]+\s+", "", " ".join(span.of(text).split())).strip(QUOTES)
                read = naming(words, lexicon)
                if words[:1].isupper() and read.marks:
                    key = "thing:" + digest("programme", sorted(read.marks), sorted(read.states), None, length=12)
                    yield read, Thing(key, "programme", words, (words,), read.states, None, None, (), (), False)


@lru_cache(maxsize=4)
def _policy(lexicon: Lexicon) -> re.Pattern[str]:
    heads = "|".join(map(re.escape, sorted(vocabulary(lexicon, "policy-head", "words"), key=len, reverse=True)))
    return re.compile(rf"[«“\"](?P<name>[^«»“”\"\n]{{3,60}})[»”\"]\s+(?:[a-z-]+\s+){{0,2}}(?:{heads})\b")


def _policies(reading: Reading, lexicon: Lexicon) -> Iterator[Told]:
    """ "supports Fiji in its «Blue Reef» strategy": a policy by its quoted name, of the state named last before it."""
    text = reading.document.text
    for line in reading.lines:
        for match in _policy(lexicon).finditer(text, line.span.start, line.span.end):
            words = " ".join(match.group().split())
            named = naming(match.group("name"), lexicon)
            before = [
                m for m in reading.mentions
                if isinstance(m, Actor) and m.line == line.index and m.span.end <= match.start()
                and m.sort in ("state", "group") and len(m.ids) == 1
            ]  # fmt: skip
            owners = named.states or (before[-1].ids if before else ())
            key = "thing:" + digest("policy", match.group("name").casefold(), sorted(owners), length=12)
            yield named, Thing(key, "policy", words, (words,), owners, None, None, ())


def _documents(reading: Reading, lexicon: Lexicon) -> Iterator[Told]:
    """ "The transit corridor was mentioned in the declarations of the summits": a stub of documents with its topic."""
    text = reading.document.text
    for line in reading.lines:
        for row in lexicon.table("document-stub") if line.parse else ():
            for noun in (t for t in line.parse or () if t.lemma in row["nouns"] and t.dep == "pobj"):
                prep, parse = line.parse.head(noun) if line.parse else noun, line.parse
                verb = parse.head(prep) if parse else prep
                if parse is None or prep.low not in row["preps"] or verb.lemma not in row["verbs"]:
                    continue
                if not passive(parse, verb):
                    continue
                span, topic = np_span(parse, noun), [np_span(parse, t).of(text) for t in subjects(parse, verb)]
                words, owners = " ".join(span.of(text).split()), _owners(reading, line, span)
                key = "thing:" + digest("document", words.casefold(), owners, length=12)
                about = tuple(" ".join(t.split()) for t in topic)
                several = noun.tag == "NNS"
                yield (
                    naming(words, lexicon),
                    Thing(key, "document", words, (words,), owners, None, None, (), (), several, about),
                )
