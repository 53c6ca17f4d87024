"""What is being built or has been completed: events of founding and completion (`condition.py` reads them).

"Peru is building a dam", "Construction of the line has begun", "The process of creating the centre is progressing" are
foundings that go on; "The bridge was completed in May" is an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.core.record import Record
from verbale.records.condition import Found, standings
from verbale.records.context import Context
from verbale.records.topics import topics

KIND = "event"
BY = "event/1:building"
TYPES = {"under-construction": "founding", "completed": "other"}


def find(ctx: Context) -> Iterator[Record]:
    """Events of building, in text order."""
    for line in ctx.lines:
        if line.kind == "furniture" or line.parse is None:
            continue
        for f in (f for f in standings(ctx, line, line.parse) if f.built):
            yield ctx.make(
                line,
                KIND,
                f.span,
                BY,
                said_by=ctx.said_by(line, f.span),
                status=f.status,
                time=f.time,
                values=_values(f),
                topics=topics(ctx, f.span),
            )


def _values(f: Found) -> dict[str, Any]:
    """The fields of an event; who builds is the initiator, the owner where nobody else is said to build."""
    parties = f.more.get("doer") or f.more.get("owners") or f.subject
    actors = [{"id": i, "role": "initiator"} for i in parties if not i.startswith("org:")]
    kept = {k: v for k, v in f.more.items() if k in ("state", "thing", "reciprocal", "claim")}
    return {
        "type": TYPES[f.more["state"]],
        "actors": actors,
        "object": f.value,
        "place": f.more.get("place"),
        "series": None,
        "ordinal": None,
        "count": None,
        "codes": {"plover": None, "cameo": None},
        "dyads": [],
        **kept,
    }
