"""How a document writes the names of those it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from verbale.core.ids import slug
from verbale.core.mention import Actor
from verbale.core.record import Reading


def written(reading: Reading) -> Counter[tuple[str, str]]:
    """(actor id, name as written) with how often; a person's name in capitals is given with small letters."""
    named = (m for m in reading.mentions if isinstance(m, Actor) and m.form == "name" and len(m.ids) == 1)
    text = reading.document.text
    found = ((m.ids[0], " ".join((m.name or m.span).of(text).split())) for m in named)
    return Counter((who, _cased(who, name)) for who, name in found if name)


def best(found: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """Of (actor id, name, times), each actor's name: a person's in full, else the one written most often."""
    ranked = sorted(found, key=lambda row: (_full(row[0], row[1]), row[2], len(row[1]), row[1]))
    return {who: name for who, name, _ in ranked}


def _full(who: str, name: str) -> bool:
    return who.startswith("person:") and f"person:{slug(name)}" == who


def _cased(who: str, name: str) -> str:
    return name.title() if who.startswith("person:") and name.isupper() and len(name.split()) > 1 else name
