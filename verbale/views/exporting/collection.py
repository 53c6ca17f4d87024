"""What is exported: the documents and records that meet a query, in an order of their own, whenever they were read.

Records are fetched some documents at a time, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from verbale.core.problem import Unreadable
from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.register.happenings import Happening, happenings
from verbale.register.parties import parties
from verbale.register.rows import About
from verbale.views.names import Names, states

BATCH = 200
"""Documents whose records are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the records. records, documents: how many name it, in any part."""

    id: str
    name: str
    sort: str
    records: int
    documents: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by date, then by name; the records by document and place in it; the actors by id.

    counts: records by kind. tied: what `happenings` found. mark: which readings of which documents the register held
    when this was collected.
    """

    register: Register
    query: Query
    documents: tuple[About, ...]
    actors: Mapping[str, Actor]
    counts: Mapping[str, int]
    names: Names
    mark: frozenset[tuple[str, int]]
    tied: list[Happening] = field(default_factory=list, repr=False, compare=False)

    def records(self, *kinds: str) -> Iterator[Kept]:
        """The records, all or of some kinds."""
        query = replace(self.query, kinds=kinds) if kinds else self.query
        wanted = not (kinds and self.query.kinds) or set(kinds) & set(self.query.kinds)
        return _records(self.register, query, self.documents) if wanted else iter(())

    def texts(self) -> Iterator[tuple[About, str]]:
        """The documents with the text that offsets refer to."""
        return ((d, text) for d in self.documents if (text := self.register.text(d.id)) is not None)

    def happenings(self) -> Sequence[Happening]:
        """What the records tell of, each visit, meeting, agreement … once; found at the first call."""
        if not self.tied:
            self.tied.extend(happenings(self.records()))
        return self.tied

    def check(self) -> None:
        """Raises Unreadable where the register has changed since this was collected: tables would not fit together."""
        if _mark(self.register) != self.mark:
            raise Unreadable(f"{self.register.name}: changed while it was being exported; try again")


def collect(register: Register, query: Query) -> Collection:
    """What meets the query. A document without such a record is in it only where nothing is asked of records."""
    bare = Query(publishers=query.publishers, documents=query.documents, known_on=query.known_on)
    mark, every = _mark(register), sorted(register.documents(bare), key=_order)
    selective = replace(query, rejected=False) != bare
    found: dict[str, About] = {} if selective else {d.id: d for d in every}
    kinds: Counter[str] = Counter()
    named: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for kept in _records(register, query, every):
        found[kept.document.id] = kept.document
        who = {actor for actor, _ in parties(kept.record)}
        kinds[kept.record.kind] += 1
        named.update(who)
        pairs.update((actor, kept.document.id) for actor in who)
    held = Counter(actor for actor, _ in pairs)
    publishers = {d.publisher for d in found.values() if d.publisher}
    names = Names(register.names({*named, *publishers}))
    actors = {a: Actor(a, names(a), sort(a), named[a], held[a]) for a in sorted({*named, *publishers})}
    return Collection(register, query, tuple(sorted(found.values(), key=_order)), actors, kinds, names, mark)


def sort(actor: str) -> str:
    """What an id stands for: state, body, person, place, institution, group (RECORDS.md, "Actor ids")."""
    prefixes = {"person": "person", "place": "place", "org": "institution"}
    head, colon, _ = actor.partition(":")
    if "@" in actor or actor == "media":
        return "group"
    return prefixes.get(head, "body") if colon else "state" if actor in states() or actor in _former() else "body"


@cache
def _former() -> frozenset[str]:
    """States that are no more, and those that ISO 3166-1 does not list."""
    from verbale.lexicon import load

    return frozenset(str(row["id"]) for row in load("en").table("state"))


def web(url: str | None) -> str | None:
    """An address of the web; any other may be a path of somebody's machine and is left out."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _mark(register: Register) -> frozenset[tuple[str, int]]:
    return frozenset((d.id, d.reading) for d in register.documents())


def _order(document: About) -> tuple[Any, ...]:
    day = (document.date.earliest or document.date.latest) if document.date else None
    return (day or date.max, document.source, document.item or "", document.id)


def _records(register: Register, query: Query, documents: Sequence[About]) -> Iterator[Kept]:
    wanted = [d.id for d in documents]
    for start in range(0, len(wanted), BATCH):
        ids = wanted[start : start + BATCH]
        place = {doc: i for i, doc in enumerate(ids)}
        found = register.select(replace(query, documents=tuple(ids)))
        yield from sorted(found, key=lambda k: (place[k.document.id], k.record.span, k.record.kind, k.id))
