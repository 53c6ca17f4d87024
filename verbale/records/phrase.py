"""Set phrases as records: the name itself, with its scope."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.record import Record
from verbale.records.context import Context
from verbale.records.topics import topics

KIND = "phrase"
BY = "phrase/1"


def find(ctx: Context) -> Iterator[Record]:
    """A record for every fixed formula in a line that is no page furniture; stock wording stays a mention."""
    for line in ctx.lines:
        if line.kind in ("furniture", "credit"):
            continue
        for p in (p for p in ctx.phrases.get(line.index, ()) if p.weight == "fixed"):
            values = {"canonical": p.canonical, "surface": p.span.of(ctx.document.text), "scope": p.scope or _dyad(ctx)}
            yield ctx.make(
                line,
                KIND,
                p.span,
                BY,
                said_by=ctx.said_by(line, p.span),
                status="held",
                time=None,
                values=values,
                topics=topics(ctx, p.span),
            )


def _dyad(ctx: Context) -> str | None:
    """The two states a document is between, where it is between two."""
    return "-".join(ctx.scene.parties) if len(ctx.scene.parties) == 2 else None
