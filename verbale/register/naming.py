"""How a document writes the names of those it speaks of."""

from __future__ import annotations

from collections import Counter

from verbale.core.mention import Actor
from verbale.core.record import Reading


def written(reading: Reading) -> Counter[tuple[str, str]]:
    """(actor id, name as written) with how often; a person's name in capitals is given with small letters."""
    named = (m for m in reading.mentions if isinstance(m, Actor) and m.form == "name" and len(m.ids) == 1)
    text = reading.document.text
    found = ((m.ids[0], " ".join((m.name or m.span).of(text).split())) for m in named)
    return Counter((who, _cased(who, name)) for who, name in found if name)


def _cased(who: str, name: str) -> str:
    return name.title() if who.startswith("person:") and name.isupper() and len(name.split()) > 1 else name
