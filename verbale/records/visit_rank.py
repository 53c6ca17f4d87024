"""The rank of a visit as the text names it: state, official, working, private … (lexicon table `visit-rank`).

The ladder of visits is that of protocol: a state visit is the highest and a head of state's, then official, working and
private visits; a text may join two ("a state and friendly visit"), of which the first is kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from verbale.lexicon import Lexicon
from verbale.records.acts import Act


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {w: row["id"] for row in lexicon.table("visit-rank") for w in row["words"]}
    nouns = "|".join({n for row in lexicon.table("event") if row["id"] == "visit" for n in row["nouns"]})
    body = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"\b({body})\s+(?:(?:and\s+)?[\w-]+\s+){{0,2}}?(?:{nouns})\b", re.IGNORECASE), forms


def ranked(lexicon: Lexicon, text: str, act: Act) -> dict[str, Any]:
    """`rank` of a visit whose words name one; nothing for other acts."""
    if act.row["type"] != "visit":
        return {}
    pattern, forms = _pattern(lexicon)
    match = pattern.search(text, act.span.start, act.span.end)
    return {"rank": forms[" ".join(match.group(1).casefold().split())]} if match else {}
