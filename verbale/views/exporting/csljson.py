"""The sources in CSL-JSON (citeproc-js "CSL-JSON" and the schema of CSL 1.0.2), as Zotero and Pandoc read it."""

from __future__ import annotations

import json
from pathlib import Path

from verbale.views.exporting.collection import Collection
from verbale.views.exporting.columns import Column, Table, filled
from verbale.views.exporting.sources import Source, date_parts, sources

FORM = "csljson"
SUFFIX = ".json"
NEEDS = ()
INSIDE = False
TEXT = True

TYPES = {"interview": "interview", "speech": "speech", "remarks": "speech"}
"""CSL types by genre; what else governments issue is a document, or a page of the web."""


def _type(source: Source) -> str:
    return TYPES.get(source.document.genre or "", "webpage" if source.url else "document")


def _issued(source: Source) -> dict[str, object] | None:
    parts = date_parts(source.document.date)
    return {"date-parts": parts} if parts else None


ITEM = Table(
    "item",
    "an object for each document",
    (
        Column("id", "text", "citation key", lambda s: s.key),
        Column("type", "text", "sort of source", _type, codes="CSL 1.0.2 item types"),
        Column("title", "text", "title, or the file name where it has none", lambda s: s.title),
        Column("author", "json", "who published it", lambda s: [{"literal": s.author}] if s.author else None),
        Column("issued", "json", "its date as far as it is known", _issued, codes="CSL-JSON date-parts"),
        Column("publisher-place", "text", "where it was issued", lambda s: s.document.place),
        Column("genre", "text", "sort of document", lambda s: s.document.genre),
        Column("language", "text", "language", lambda s: s.document.language, codes="BCP 47"),
        Column("URL", "text", "address", lambda s: s.url),
        Column("note", "text", "file name and id of the document", lambda s: s.note),
    ),
    sources,
)
TABLES = (ITEM,)


def write(collection: Collection, where: Path) -> None:
    """A list of items."""
    whole = {c.name for c in ITEM.columns if c.type == "json"}
    items = [
        {name: json.loads(value) if name in whole else value for name, value in filled(ITEM.columns, source).items()}
        for source in sources(collection)
    ]
    where.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
