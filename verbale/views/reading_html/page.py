"""The page itself: sheets, what they can be filtered by, and the only script that may run on it.

The page's policy names the script by its hash, so that nothing in a document could run even if it were not escaped.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from markupsafe import Markup

from verbale.views.pages import template
from verbale.views.reading_html.sheet import Sheet
from verbale.views.terminal import KINDS


def html(sheets: Sequence[Sheet]) -> str:
    """One page of all sheets, in the order given."""
    code = script()
    found = Counter(m.kind for s in sheets for m in s.marks)
    kinds = [(kind, KINDS.get(kind, kind), found[kind]) for kind in (*KINDS, *sorted(set(found) - set(KINDS)))]
    statuses = Counter(m.status for s in sheets for m in s.marks)
    return template("reading.html.j2").render(
        sheets=sheets,
        kinds=[row for row in kinds if row[2]],
        statuses=sorted(statuses.items(), key=lambda row: (-row[1], row[0])),
        actors=_actors(sheets),
        totals=(
            sum(len(s.marks) for s in sheets),
            sum(s.refused for s in sheets),
            sum(len(s.notes) for s in sheets),
        ),
        script=Markup(code),
        hash=b64encode(hashlib.sha256(code.encode()).digest()).decode(),
    )


def _actors(sheets: Sequence[Sheet]) -> list[tuple[str, str, int]]:
    """Id, name and number of records of every actor, by name; a name that two actors share shows their ids."""
    times = Counter(who for s in sheets for m in s.marks for who in m.actors)
    names: dict[str, str] = {}
    for s in sheets:
        for who, name in s.names:
            names.setdefault(who, name)
    shared = Counter(names.get(who, who) for who in times)
    rows = ((who, names.get(who, who), n) for who, n in times.items())
    shown = ((who, f"{name} ({who})" if shared[name] > 1 else name, n) for who, name, n in rows)
    return sorted(shown, key=lambda row: (row[1].casefold(), row[0]))


@cache
def script() -> str:
    """The script of the page, as it stands between its tags."""
    return resources.files("verbale.views").joinpath("templates/reading.js").read_text("utf-8")
