"""Actor ids as a person reads them, and a person's words as an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from verbale.core.record import Reading
from verbale.register.naming import best, written


@cache
def states() -> Mapping[str, str]:
    """English names of states by ISO 3166-1 alpha-3 code (names: Unicode CLDR; codes: ISO 3166-1)."""
    import pycountry
    from babel import Locale

    names = Locale("en").territories
    return {c.alpha_3: str(names.get(c.alpha_2, c.name)) for c in pycountry.countries}


def identify(words: str) -> str:
    """The id that a person means: a code in any case, a state's English name, else the words as they are."""
    if words.upper() in states():
        return words.upper()
    return next((code for code, name in states().items() if name.casefold() == words.casefold()), words)


@dataclass(frozen=True, slots=True)
class Names:
    """Readable names. written: how texts write an actor, by its id."""

    written: Mapping[str, str]

    def __call__(self, actor: str) -> str:
        body, at, group = actor.partition("@")
        whole = states().get(body) or self.written.get(body) or _bare(body)
        kind, but, left = group.partition("-")
        return f"{whole}{' ' + kind if at else ''}{' without ' + self(left) if but else ''}"

    def all(self, actors: Iterable[str]) -> str:
        return ", ".join(self(actor) for actor in actors)


def _bare(actor: str) -> str:
    """A slug as words: what no text names stays recognisable."""
    kind, colon, slug = actor.partition(":")
    words = (slug if colon else kind).replace("-", " ")
    return words.title() if colon else actor


def of_reading(reading: Reading) -> Names:
    """Names as this document writes them most often."""
    return Names(best((who, name, times) for (who, name), times in written(reading).items()))
