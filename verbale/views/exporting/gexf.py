"""The network of actors in GEXF 1.2, as Gephi reads it: two are joined by every record that names both.

Who merely says a thing is not joined by it, nor is the place of an event. A record with n actors adds 1 to `records` of
each of its pairs and 1 / (n - 1) to `weight`, so that a list of forty does not outweigh forty meetings of two
(Newman 2001, "Scientific collaboration networks II").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from verbale.register import Kept
from verbale.register.parties import parties
from verbale.views.exporting.collection import Actor, Collection
from verbale.views.exporting.columns import Column, Table, filled
from verbale.views.exporting.kinds import KINDS

FORM = "gexf"
SUFFIX = ".gexf"
NEEDS = ("networkx",)
INSIDE = False
TEXT = True

APART = ("said_by", "place")
"""Parts of a record that do not join their actor to the others."""
STAMP = re.compile(r' lastmodifieddate="[^"]*"')


@dataclass(slots=True)
class Tie:
    """Two actors and what joins them."""

    ends: tuple[str, str]
    kinds: Counter[str] = field(default_factory=Counter)
    weight: float = 0.0
    days: list[date] = field(default_factory=list)

    def add(self, kept: Kept, size: int) -> None:
        self.kinds[kept.record.kind] += 1
        self.weight += 1 / (size - 1)
        time = kept.record.time or kept.document.date
        self.days += [day for day in (time.earliest, time.latest) if day] if time else []


def _kind(kind: str) -> Column:
    return Column(f"{kind}s", "integer", f"records of kind {kind} that name both", lambda t: t.kinds[kind], "records")


NODE = Table(
    "node",
    "a node for each actor of the records",
    (
        Column("label", "text", "name as the texts write it", lambda a: a.name),
        Column("sort", "text", "what it is", lambda a: a.sort, codes="state body person place institution group"),
        Column("records", "integer", "records that name it", lambda a: a.records, "records"),
        Column("documents", "integer", "documents with such a record", lambda a: a.documents, "documents"),
    ),
)
EDGE = Table(
    "edge",
    "an edge for each two actors that a record names together, without who says it and where it happened",
    (
        Column("weight", "number", "sum over their records of 1 / (actors of the record - 1)",
               lambda t: round(t.weight, 9), "records"),
        Column("records", "integer", "records that name both", lambda t: t.kinds.total(), "records"),
        *(_kind(kind) for kind in KINDS),
        Column("first", "day", "first day of such a record, or of its document", lambda t: min(t.days, default=None)),
        Column("last", "day", "last day of such a record, or of its document", lambda t: max(t.days, default=None)),
    ),
)  # fmt: skip
TABLES = (NODE, EDGE)


def write(collection: Collection, where: Path) -> None:
    """The graph, without the day it was written on."""
    import networkx as nx

    lines = nx.generate_gexf(graph(collection), prettyprint=True, version="1.2draft")
    where.write_text("".join(f"{STAMP.sub('', line)}\n" for line in lines), encoding="utf-8")


def graph(collection: Collection) -> Any:
    """The network as a `networkx.Graph`."""
    import networkx as nx

    made = nx.Graph()
    for actor in _nodes(collection):
        made.add_node(actor.id, **_plain(NODE, actor))
    for ends, tie in sorted(_ties(collection).items()):
        made.add_edge(*ends, **_plain(EDGE, tie))
    return made


def _nodes(collection: Collection) -> Iterator[Actor]:
    return (actor for actor in collection.actors.values() if actor.records)


def _plain(table: Table, row: Any) -> dict[str, Any]:
    found = filled(table.columns, row)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _ties(collection: Collection) -> dict[tuple[str, str], Tie]:
    ties: dict[tuple[str, str], Tie] = {}
    for kept in collection.records():
        who = sorted({actor for actor, part in parties(kept.record) if part not in APART})
        for ends in combinations(who, 2):
            ties.setdefault(ends, Tie(ends)).add(kept, len(who))
    return ties
