"""Dyadic event data in PLOVER event types, the coding scheme of the Open Event Data Alliance."""

from __future__ import annotations

from pathlib import Path

from verbale.views.exporting import dyads
from verbale.views.exporting.collection import Collection
from verbale.views.exporting.dyads import CODE, TYPE

FORM = "plover"
SUFFIX = ".csv"
NEEDS = ()
INSIDE = False
TEXT = True
TABLES = (dyads.table("events", "plover", TYPE, CODE),)


def write(collection: Collection, where: Path) -> None:
    """The event table."""
    dyads.write(TABLES[0], collection, where)
