"""Names of states that are words of other names: "Fiji Airways", "Chad Mitchell", "in Spanish", "Georgia and Ohio"."""

from __future__ import annotations

import re
from functools import lru_cache

from verbale.lexicon import Lexicon, vocabulary
from verbale.mentions.names.index import Hit, Name
from verbale.mentions.names.sides import forms
from verbale.mentions.names.titles import titles
from verbale.mentions.names.words import words as split
from verbale.mentions.view import View


def tailed(view: View, hit: Hit, name: Name) -> bool:
    """Whether the words after a name make it part of another: "Fiji Airways", "Korean language"."""
    sort = {"name": name.sort}.get(name.form, name.form)
    tails = name_tails(view.lexicon).get(sort, ())
    after = view.flat.text[hit.end : hit.end + 40]
    if any(after.startswith(t) and not after[len(t) : len(t) + 1].isalnum() for t in tails):
        return True
    if name.form == "demonym" and _language(view, hit):
        return True
    return name.sort == "state" and name.form == "name" and (_given(view, hit, name) or _beside(view, hit, name))


def _language(view: View, hit: Hit) -> bool:
    """ "in Spanish", "[Speaks in French]": an adjective after such a word, and no noun after it."""
    before = split(view.flat.text, max(0, hit.start - 12), hit.start)[-1:]
    leads = vocabulary(view.lexicon, "language", "leads")
    return (
        bool(before) and before[0].text.casefold() in leads and not re.match(r"[\s-]+\w|\w", view.flat.text[hit.end :])
    )


def _given(view: View, hit: Hit, name: Name) -> bool:
    """Whether a state's name is a word of somebody's name: "Michael Jordan", "Chad Mitchell"."""
    line = view.line_at(view.flat.back(hit.start, hit.end))
    if name.key not in _flagged(view.lexicon, "given") or line is None or line.kind == "heading":
        return False
    start, end = view.bounds(line)
    before, after = (
        split(view.flat.text, start, hit.start)[-1:],
        split(view.flat.text, hit.end, min(end, hit.end + 30))[:1],
    )
    return any(
        w.capital
        and w.text[0].isalpha()
        and (w.start >= hit.end or not w.stops)
        and abs((w.start if w.start >= hit.end else w.end) - (hit.end if w.start >= hit.end else hit.start)) == 1
        and ((w.start >= hit.end and line.kind == "paragraph") or not view.ordinary(w.bare.casefold()))
        and w.bare.casefold() not in titles(view.lexicon).starters | forms(view.lexicon).after | {"the"}
        and not view.titles_in(w.start, w.start + 1)
        and not any(h.start < w.end and w.start < h.end for h in view.hits_in(max(0, w.start - 60), w.end))
        for w in (*before, *after)
    )


def _beside(view: View, hit: Hit, name: Name) -> bool:
    """Whether a name that is also a part of another state is listed with parts of that state ("Georgia and Ohio")."""
    other = _flagged(view.lexicon, "beside").get(name.key)
    near = view.hits_in(max(0, hit.start - 40), hit.end + 8) if other else ()
    for h in near:
        first, second = (h, hit) if h.start < hit.start else (hit, h)
        between = view.flat.text[first.end : second.start].strip(" ,")
        within = any(n.sort == "place" and n.form == "name" and n.state == other for n in h.names)
        if h is not hit and within and second.start - first.end <= 6 and between in ("", "and", "or"):
            return True
    return False


@lru_cache(maxsize=8)
def _flagged(lexicon: Lexicon, flag: str) -> dict[str, str]:
    """What the flag says, by state, for the states that have it."""
    return {r["id"]: r[flag] for r in lexicon.table("state") if flag in r}


@lru_cache(maxsize=4)
def name_tails(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Words that make a name before them part of another name, by sort of that name."""
    out: dict[str, list[str]] = {}
    for row in lexicon.table("name-tail"):
        for sort in row["after"]:
            out.setdefault(sort, []).extend(" " + f for f in row["forms"])
    return {k: tuple(v) for k, v in out.items()}
