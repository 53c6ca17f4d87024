"""One formula in several wordings within one text.

Rests on: the families of set phrases in the lexicon. It changes nothing in the meaning and is never more than an info:
a press office will want one wording, a reader will want to know that they are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.mention import Phrase
from verbale.verify.case import Case

RULE = "wording-variants"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each phrase of one scope with more than one wording."""
    groups: dict[tuple[str, str | None], dict[str, list[Phrase]]] = {}
    for p in case.phrases:
        if p.weight == "fixed":
            plain = re.sub(r"\W+", " ", case.words(p.span)).casefold().removeprefix("the ").strip()
            groups.setdefault((p.canonical, p.scope), {}).setdefault(plain, []).append(p)
    for (canonical, scope), wordings in groups.items():
        held = sum(map(len, wordings.values()))
        if held < 2:
            continue
        one = len(wordings) == 1
        forms = ", ".join(f"“{case.words(ps[0].span)}” ({len(ps)})" for ps in wordings.values())
        yield case.finding(
            RULE, "info", "holds" if one else "off", [ps[0].span for ps in wordings.values()],
            f"{canonical}{f' ({scope})' if scope else ''}, {held} mentions: {forms}",
            because="one wording" if one else f"{len(wordings)} wordings of one formula",
            inputs={"formula": canonical, "wordings": str(len(wordings))}, formula="one formula, one wording",
        )  # fmt: skip
