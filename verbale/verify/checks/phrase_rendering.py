"""A name or set phrase in another wording than its own source uses: "Boao Asia Forum", "One Belt, One Road".

Rests on: the lexicon, which holds the official English wording of some set phrases, and the full name of each body. The
text is never wrong for it, so it is an info: a translator will want to know. Of a body's names only those are told that
change a word of the full one and are neither a short form of it nor another spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Lexicon, variants
from verbale.verify.case import Case

RULE = "official-wording"
SHARED = 4
"""Letters two words must have in common at the head to be forms of one word."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each set phrase with an official wording, and for each body under a changed name."""
    yield from _phrases(case)
    seen: set[str] = set()
    for a in case.actors:
        named = a.sort in ("body", "institution") and a.form == "name" and len(a.ids) == 1
        if named and case.words(a.span) not in seen:
            seen.add(case.words(a.span))
            yield from _body(case, a)


def _phrases(case: Case) -> Iterator[Finding]:
    official = {row["canonical"]: row for row in case.lexicon.table("verify_rendering")}
    groups: dict[tuple[str, str], list[Span]] = {}
    for p in case.phrases:
        if p.canonical in official:
            groups.setdefault((p.canonical, _plain(case.words(p.span))), []).append(p.span)
    for (canonical, words), spans in groups.items():
        row = official[canonical]
        right = any(_plain(o) in words for o in row["official"])
        yield _finding(case, spans, row["official"][0], right, f"{row['official'][0]} ({row['source']})")


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold()).split())


def _body(case: Case, a: Actor) -> Iterator[Finding]:
    full = _full(case.lexicon).get(a.ids[0])
    words = _plain(case.words(a.span)).removeprefix("the ")
    if full is None or len(words.split()) < 3:
        return
    name, forms = full
    if any(words == _plain(f) for f in forms):
        return
    stems = _plain(name).split()
    changed = [w for w in words.split() if w not in stems]
    moved = not changed and not _within(words.split(), stems)
    if moved or (changed and all(any(_akin(w, s) for s in stems) for w in changed)):
        yield _finding(case, [a.span], name, False, f"{name} (names of {a.ids[0]} in the lexicon)")


def _within(words: list[str], of: list[str]) -> bool:
    """Whether the words stand in the other list in their order."""
    rest = iter(of)
    return all(w in rest for w in words)


def _akin(a: str, b: str) -> bool:
    """Whether two words are forms of one, and not two spellings of it."""
    alike = a[:SHARED] == b[:SHARED] and min(len(a), len(b)) >= SHARED
    return alike and _spelling(a) != _spelling(b) and a.rstrip("s") != b.rstrip("s")


def _spelling(word: str) -> str:
    return word.replace("s", "z").replace("our", "or").replace("re", "er").replace("mme", "m")


@lru_cache(maxsize=4)
def _full(lexicon: Lexicon) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The full name of each body that has one, with all forms of that first name."""
    rows = (r for r in lexicon.table("body") if r.get("names") and r["class"] != "party")
    return {r["id"]: (variants(r["names"][0])[-1], variants(r["names"][0])) for r in rows}


def _finding(case: Case, spans: list[Span], official: str, right: bool, supplied: str) -> Finding:
    said = case.words(spans[0])
    return case.finding(
        RULE, "info", "holds" if right else "off", spans,
        f"“{said}” ({len(spans)}): " + ("the official wording" if right else f"officially “{official}”"),
        because="the official wording" if right else "another rendering of it",
        inputs={"stated": said, "official": official}, formula="wording = official wording", supplied=(supplied,),
    )  # fmt: skip
