"""An attribution with its sort and strength, and the raw find it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verbale.core.line import Token
from verbale.core.mention import Attribution
from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Said(Attribution):
    """Who says, thinks, knows or wants what.

    sort: assertion, belief, fact or eventuality (PARC 3's four); strength: of the cue, by the lexicon.
    """

    sort: str = "assertion"
    strength: str = "neutral"

    def json(self) -> dict[str, Any]:
        return Attribution.json(self) | {"sort": self.sort, "strength": self.strength}


@dataclass(frozen=True, slots=True)
class Raw:
    """What one rule finds in one line, before quotations and actors are looked at.

    content is None where the cue has a source and no words of its own: a quotation may stand beside it.
    verb: the token of the cue; frame: what it is followed by here; frames: what it may be followed by.
    """

    cue: Span
    source: Span | None
    content: Span | None
    sort: str = "assertion"
    strength: str = "neutral"
    verb: Token | None = None
    frame: str = ""
    frames: frozenset[str] = frozenset()
    direct: bool = False
