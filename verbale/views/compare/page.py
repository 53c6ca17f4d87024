"""A comparison as one self-contained page: no script, nothing fetched, for any screen, light or dark, and for paper."""

from __future__ import annotations

from itertools import groupby

from verbale.views.compare.readouts import Readouts, Said
from verbale.views.compare.redline import Redline
from verbale.views.pages import template
from verbale.views.terminal import KINDS


def html(found: Readouts | Redline) -> str:
    """The page of either kind."""
    return template(f"compare_{found.mode}.html.j2").render(page=found, kinds=KINDS, by_kind=_by_kind)


def _by_kind(rows: tuple[Said, ...]) -> list[tuple[str, list[Said]]]:
    """Statements under the headings of their kinds."""
    return [(KINDS.get(kind, kind), list(group)) for kind, group in groupby(rows, key=lambda s: s.kind)]
