"""Topics of a record: the fields of policy whose words stand in its quote (lexicon table `topic`)."""

from __future__ import annotations

from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.names.flat import lowered
from verbale.mentions.names.index import _bounded
from verbale.records.context import Context


class _Words:
    def __init__(self, lexicon: Lexicon) -> None:
        pairs = [(w.casefold(), r["id"]) for r in lexicon.table("topic") for w in r["words"]]
        self.ids = [t for _, t in pairs]
        self.automaton = AhoCorasick([w for w, _ in pairs] or ["\x00"], matchkind=MatchKind.Standard)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def topics(ctx: Context, span: Span) -> tuple[str, ...]:
    """Topic ids in alphabetical order."""
    table, low = _words(ctx.lexicon), lowered(span.of(ctx.document.text))
    hits = table.automaton.find_matches_as_indexes(low, overlapping=True)
    return tuple(sorted({table.ids[n] for n, s, e in hits if _bounded(low, s, e)}))
