"""Dyadic event data in CAMEO codes (Schrodt 2012, version 1.1b3), the scheme of ICEWS and GDELT."""

from __future__ import annotations

from pathlib import Path

from verbale.views.exporting import dyads
from verbale.views.exporting.collection import Collection
from verbale.views.exporting.dyads import CODE, QUAD, ROOT

FORM = "cameo"
SUFFIX = ".csv"
NEEDS = ()
INSIDE = False
TEXT = True
TABLES = (dyads.table("events", "cameo", CODE, ROOT, QUAD),)


def write(collection: Collection, where: Path) -> None:
    """The event table."""
    dyads.write(TABLES[0], collection, where)
