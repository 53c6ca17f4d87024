"""Topics of a record: the fields of policy whose words stand in its quote (lexicon table `topic`)."""

from __future__ import annotations

from functools import lru_cache

from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.names.flat import lowered
from verbale.mentions.names.matcher import Matcher
from verbale.records.context import Context


class _Words:
    def __init__(self, lexicon: Lexicon) -> None:
        pairs = [(w.casefold(), r["id"]) for r in lexicon.table("topic") for w in r["words"]]
        self.ids = [t for _, t in pairs]
        self.matcher = Matcher(w for w, _ in pairs)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def topics(ctx: Context, span: Span) -> tuple[str, ...]:
    """Topic ids in alphabetical order."""
    table = _words(ctx.lexicon)
    return tuple(sorted({table.ids[n] for *_, n in table.matcher.find(lowered(span.of(ctx.document.text)))}))
