"""Institutions, facilities, programmes, instruments and mechanisms as things: owner, place, and a history of states.

A pure view over records (of one document or of many): each state is what one record says, with its date; nothing is
merged but statements of one name, kind and owner. What a thing is called stays as written in each statement.

States: proposed, planned, under-construction, completed, signed, adopted, open, in-force, suspended, ended. A record
that is denied or asked gives no state. Dates that reference data knows of an instrument are `supplied`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verbale.core.ids import digest
from verbale.core.record import Record
from verbale.lexicon import Lexicon, load, vocabulary
from verbale.register.thing_names import Naming, naming

OF_EVENT = {
    "opening": "open",
    "founding": "open",
    "entry-into-force": "in-force",
    "signing": "signed",
    "proposal": "proposed",
    "issue": "adopted",
}
FALLBACK = {"opening": "facility", "entry-into-force": "instrument", "signing": "instrument"}
"""The kind of a thing whose head noun says none, by what is done with it."""
OWNING = ("initiator", "signatory", "organiser", "issuer", "giver")
AHEAD = ("planned", "proposed")
TOLD = ("held", "planned", "conditional")


@dataclass(frozen=True, slots=True)
class State:
    """One statement of a state. when: EDTF of the record's time; not_after: its upper bound where it has no time;
    said: the day of the document, where it is known."""

    state: str
    record: str
    doc: str
    source: str
    when: str | None
    not_after: str | None
    quote: str
    said_by: tuple[str, ...] = ()
    supplied: bool = False
    said: str | None = None

    @property
    def order(self) -> str:
        """What it is sorted by: when it was, at the latest; a plan by when it was made. Undated states come first."""
        ahead = self.state in AHEAD and self.said
        return str(ahead or self.when or self.not_after or self.said or "")[:10]

    def json(self) -> dict[str, Any]:
        return {
            "state": self.state, "record": self.record, "doc": self.doc, "source": self.source, "when": self.when,
            "not_after": self.not_after, "quote": self.quote, "said_by": list(self.said_by),
            "supplied": self.supplied, "said": self.said,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with its history, oldest state first. names: as written, the first one first; owners, place: ids.

    claims: what is said of it besides ("uninterruptedly"); several: a plural that nobody counted; parts: what it
    covers.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    owners: tuple[str, ...]
    place: str | None
    parent: str | None
    states: tuple[State, ...]
    claims: tuple[str, ...] = ()
    several: bool = False
    parts: tuple[str, ...] = ()

    @property
    def state(self) -> str | None:
        """The last state in time that is told; None where none is."""
        return self.states[-1].state if self.states else None

    @property
    def sources(self) -> tuple[str, ...]:
        """Base names of the documents that speak of it."""
        return tuple(dict.fromkeys(s.source for s in self.states))

    def json(self) -> dict[str, Any]:
        return {
            "kind": "thing", "id": self.id, "thing": self.kind, "name": self.name, "names": list(self.names),
            "owners": list(self.owners), "place": self.place, "parent": self.parent, "state": self.state,
            "states": [s.json() for s in self.states], "claims": list(self.claims), "sources": list(self.sources),
            "several": self.several, "parts": list(self.parts),
        }  # fmt: skip


def things(
    records: Iterable[Record], lexicon: Lexicon | None = None, dates: Mapping[str, str] | None = None
) -> tuple[Thing, ...]:
    """The things that records tell of, in the order in which they are first told. dates: ISO day by document id."""
    lexicon = lexicon or load()
    return collected((told for record in records for told in of_record(record, lexicon)), dates)


def collected(told: Iterable[Told], dates: Mapping[str, str] | None = None) -> tuple[Thing, ...]:
    """Statements of one thing joined, in the order in which the things are first told."""
    known: list[Told] = []
    heads: dict[tuple[str, frozenset[str]], list[int]] = {}
    for read, thing in told:
        keys = [(thing.kind, read.marks), (thing.id, frozenset[str]())]
        near = sorted({n for key in keys for n in heads.get(key, ())})
        at = next((n for n in near if _same(read, thing, *known[n])), None)
        if at is None:
            at = len(known)
            known.append((read, thing))
        else:
            known[at] = (known[at][0], _merged(known[at][1], thing))
        for key in keys:
            heads.setdefault(key, []).append(at)
    return tuple(_dated(thing, dates or {}) for _, thing in known)


Told = tuple[Naming, Thing]


def _same(read: Naming, thing: Thing, other: Naming, known: Thing) -> bool:
    """One name, by id or by its marks; owners that agree as far as both are told; no two places. A bare noun without
    a place ("the agreement") is nobody's mate."""
    if thing.id == known.id:
        return True
    if not read.marks or read.marks != other.marks or thing.several != known.several:
        return False
    if not read.telling and thing.place is None:
        return False
    mine, theirs = set(thing.owners), set(known.owners)
    agree = mine <= theirs or theirs <= mine
    return agree and (thing.place is None or known.place is None or thing.place == known.place)


def _merged(known: Thing, new: Thing) -> Thing:
    return replace(
        known,
        names=tuple(dict.fromkeys((*known.names, *new.names))),
        owners=tuple(dict.fromkeys((*known.owners, *new.owners))),
        place=known.place or new.place,
        parent=known.parent or new.parent,
        states=(*known.states, *new.states),
        claims=tuple(dict.fromkeys((*known.claims, *new.claims))),
        parts=tuple(dict.fromkeys((*known.parts, *new.parts))),
    )


def _dated(thing: Thing, dates: Mapping[str, str]) -> Thing:
    """States by date."""
    told = (replace(s, said=dates.get(s.doc)) for s in thing.states)
    return replace(thing, states=tuple(sorted(told, key=lambda s: s.order)))


def of_record(record: Record, lexicon: Lexicon) -> Iterator[Told]:
    """What one record tells of a thing, if anything."""
    values = record.values
    if record.status not in TOLD or record.kind not in ("event", "relation"):
        return
    words, state = _of_event(record, lexicon) if record.kind == "event" else _of_relation(record)
    if not words:
        return
    read = naming(words, lexicon)
    what = str(values.get("thing") or read.kind or FALLBACK.get(str(values.get("type")), ""))
    if not what or (record.kind == "event" and not _fits(values, what)):
        return
    name = None if read.parent else next(_named(values), None)
    owners = _owners(record, read)
    if not (owners or name or (read.marks and (read.telling or values.get("place")))):
        return
    when = record.time.edtf if record.time else values.get("since") or values.get("until")
    bound = values.get("not_after") or values.get("ongoing_at") or {}
    told = State(state, record.id, record.doc, record.source, when, bound.get("edtf"), record.quote, record.said_by)
    alias = _alias(record.quote, words, lexicon)
    place = None if what == "instrument" else values.get("place") or next(iter(read.places), None)
    parent = read.parent or (naming(alias, lexicon).parent if alias else None)
    bare = () if read.telling or place else (record.id,)
    id_ = name or "thing:" + digest(what, sorted(read.marks), sorted(owners), place, *bare, length=12)
    words = _short(words, lexicon)
    yield read, Thing(
        id_, what, words, (words, *((alias,) if alias else ())), owners, place, parent, (told,) if state else (),
        (str(values["claim"]),) if values.get("claim") else (), read.several,
    )  # fmt: skip


def _fits(values: Mapping[str, Any], what: str) -> bool:
    """Whether the event is one of such a thing: a declaration is issued, an agreement is signed, a school opened."""
    kind = values.get("type")
    if kind == "signing":
        return what in ("instrument", "programme")
    return kind != "issue" or what in ("programme", "instrument")


def _of_event(record: Record, lexicon: Lexicon) -> tuple[str, str]:
    """The words of the thing and its state by the event."""
    values, kind = record.values, str(record.values.get("type"))
    state = str(values.get("state") or OF_EVENT.get(kind, ""))
    words = str(values.get("object") or "")
    if kind == "other" and not values.get("state"):
        if not values.get("ongoing_at"):
            return "", ""
        state, words = "open", words or _before_verb(record.quote, lexicon)
    if kind == "founding" and state == "open" and _going_on(lexicon).search(record.quote):
        state = "under-construction"
    if record.status != "held" and state in ("open", "signed", "in-force", "adopted", "completed"):
        state = "planned"
    return (words, state) if state else ("", "")


@lru_cache(maxsize=4)
def _going_on(lexicon: Lexicon) -> re.Pattern[str]:
    """ "are creating": a founding that is not done."""
    rows = lexicon.table("progressive")
    body = "|".join(rf"\b{re.escape(w)}\s+\w+{row['suffix']}\b" for row in rows for w in row["words"])
    return re.compile(body or r"(?!)", re.IGNORECASE)


def _of_relation(record: Record) -> tuple[str, str]:
    """The words of the thing and its state by the relation; one that is owned or named may have none."""
    values, kind = record.values, record.values.get("type")
    words = str(values.get("value") or "")
    if kind == "treaty-in-force":
        return words, str(values.get("state") or "in-force")
    if kind == "mechanism" or values.get("thing"):
        return words, str(values.get("state") or "")
    return "", ""


def _before_verb(quote: str, lexicon: Lexicon) -> str:
    """ "The Year of Tourism of Kenya is being held": the words before the verb."""
    stops = vocabulary(lexicon, "thing-verb", "words")
    out: list[str] = []
    for word in quote.split():
        if word in stops and out:
            return " ".join(out)
        out.append(word)
    return ""


def _named(values: Mapping[str, Any]) -> Iterator[str]:
    """Ids of institutions among the subject or object of a relation on a thing."""
    if values.get("thing"):
        for side in ("subject", "object"):
            held = values.get(side)
            yield from (i for i in (held if isinstance(held, list | tuple) else ()) if str(i).startswith("org:"))


def _owners(record: Record, read: Naming) -> tuple[str, ...]:
    """Who the record says it belongs to or comes from; else whom its words name."""
    values = record.values
    if record.kind == "relation":
        held = values.get("owners") or [i for i in values.get("subject") or () if not str(i).startswith("org:")]
    else:
        held = [a["id"] for a in values.get("actors") or () if a.get("role") in OWNING]
    ids = tuple(dict.fromkeys(str(i) for i in held if not str(i).startswith(("person:", "place:"))))
    return ids or read.states


def _short(words: str, lexicon: Lexicon) -> str:
    """The name without what hangs on it ("a fund, including …")."""
    tails = vocabulary(lexicon, "thing-tail", "words")
    pieces = words.split(", ")
    end = next((n for n, piece in enumerate(pieces) if n and piece.split(" ")[0] in tails), len(pieces))
    return ", ".join(pieces[:end])


@lru_cache(maxsize=4)
def _second(lexicon: Lexicon) -> re.Pattern[str]:
    articles = "|".join(sorted(vocabulary(lexicon, "thing-article", "words")))
    return re.compile(rf"(?:{articles})\s+[^.;]{{4,160}}\Z", re.IGNORECASE)


def _alias(quote: str, words: str, lexicon: Lexicon) -> str | None:
    """ "The first … college began teaching in Laos – the branch of the … Academy": the second name of the subject."""
    for dash in (" – ", " — "):
        head, found, tail = quote.partition(dash)
        if found and head.startswith(words.split()[0]) and _second(lexicon).match(tail):
            return " ".join(tail.split())
    return None
