"""Actors by name: states, bodies, persons with their titles, places, institutions.

Groups and pronouns are in groups.py, which builds on these.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from verbale.core.ids import slug
from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.core.spans import Spans
from verbale.facts import Facts
from verbale.lexicon import Lexicon
from verbale.mentions.names.behind import of_body
from verbale.mentions.names.cast import Cast, cast, holder, name_key
from verbale.mentions.names.details import BEFORE, Told
from verbale.mentions.names.index import Hit, Name, index
from verbale.mentions.names.institutions import Institution, bound, institutions
from verbale.mentions.names.persons import Reader
from verbale.mentions.names.signatures import Signatory, signatories
from verbale.mentions.names.tails import tailed
from verbale.mentions.names.titles import SENT, Named, titles
from verbale.mentions.names.words import Word
from verbale.mentions.names.words import words as split
from verbale.mentions.phrases import forms as phrases
from verbale.mentions.view import View

KIND = "actor"
HEADS = ("head-of-state", "head-of-government", "royal")


@dataclass(frozen=True, slots=True)
class Found:
    """All named actors of a document, the cast of its persons, and the persons as written."""

    actors: tuple[Actor, ...]
    cast: Cast

    def row(self, line: int) -> tuple[Actor, ...]:
        """The actors of one line (they are kept in text order, so in order of line)."""
        start = bisect_left(self.actors, line, key=lambda a: a.line)
        return self.actors[start : bisect_right(self.actors, line, key=lambda a: a.line)]


def scan(view_text: str, lexicon: Lexicon, facts: Facts) -> list[Hit]:
    """Names of the lexicon and the facts in a flat text."""
    return index(lexicon, facts).find(view_text)


def find(view: View) -> Found:
    """Named actors in text order, none crossing a line; where names overlap the longer one stands."""
    named = [(line, n) for line in view.lines for n in _persons(view, line)]
    labels = [t.label for t in view.turns if t.label]
    written = [view.flat.text[n.name[0] : n.name[1]] for _, n in named] + _label_names(view, labels)
    written += [view.flat.text[h.start : h.end] for h in view.hits if h.names[0].sort == "person"]
    every = signatories(view)
    signed = [s for s in every if not any(n.start < s.end and s.start < n.end for _, n in named)]
    written += [view.flat.text[s.start : s.end] for s in signed]
    people = cast(written, view.facts)
    persons = [_signing(view, _person(view, line, n, people), every) for line, n in named]
    persons += [_signatory(view, x, people) for x in signed]
    rest = _untitled(view, people, Spans(a.span for a in persons))
    taken = Spans(a.span for a in [*persons, *rest])
    things = _things(view, taken)
    persons = [of_body(view, a, things) for a in persons]
    return Found(tuple(sorted([*persons, *rest, *things], key=lambda a: (a.span.start, -a.span.end))), people)


def _persons(view: View, line: Line) -> list[Named]:
    start, end = view.bounds(line)
    found, hits = view.titles_in(start, end), view.hits_in(start, end)
    return Reader(view.flat.text, titles(view.lexicon), found, hits, view.ordinary).persons(start, end)


def _label_names(view: View, labels: Iterable[str]) -> list[str]:
    """Names inside speaker labels: "PRESIDENT LIND" gives "LIND"."""
    tools = titles(view.lexicon)
    out = []
    for label in dict.fromkeys(labels):
        rest = strip_titles(label, tools.vocabulary | tools.honorifics)
        if rest and not is_role_label(label, view.lexicon):
            out.append(rest)
    return out


def strip_titles(label: str, vocabulary: frozenset[str]) -> str:
    """A label without its leading title words."""
    parts = label.split()
    while parts and parts[0].casefold().rstrip(".,") in vocabulary | {"the", "of"}:
        parts.pop(0)
    return " ".join(parts)


# -- persons ----------------------------------------------------------------------------------------


def _person(view: View, line: Line, n: Named, people: Cast) -> Actor:
    text = view.flat.text
    ids = people.of(text[n.name[0] : n.name[1]])
    span, name = view.flat.back(n.start, n.end), view.flat.back(*n.name)
    title = view.flat.back(*n.title) if n.title else None
    of = office_of(view, n.title, n.level) if n.title else ()
    supplied: tuple[str, ...] = ()
    day = None if n.past else _day(view)
    if len(ids) != 1 and of and n.level:
        ids, supplied = _by_office(view, ids, n.level, of, day)
    elif len(ids) > 1 and n.level:
        kept = tuple(i for i in ids if any(f.kind == n.level for f in view.facts.offices_of(i, day)))
        ids, supplied = (kept, ("subject",)) if len(kept) == 1 else (ids, ())
    elif ids and not n.past and n.level and _one_name(view, text[n.name[0] : n.name[1]]):
        ids, supplied = _family(view, ids, n, of)
    words = " ".join((n.called or title.of(view.document.text)).split()) if title else None
    sure, why = (ids, None) if len(ids) < 2 else ((), "several persons")
    options = () if sure else ids
    details = BEFORE if n.past and words else ()
    return Told(
        span, line.index, "person", sure, (), options, why, "name", name, words, title, of, supplied, details=details
    )


def office_of(view: View, title: tuple[int, int], level: str | None = None) -> tuple[str, ...]:
    """States or bodies named inside a title: a body's office belongs to the body, a ministry's to the state.

    An envoy's "to", "in" or "for" leads to the receiving state, which is not the one he holds office of.
    """
    hits = [h for h in view.hits_in(title[0], title[1] + 1) if h.end <= title[1] + 1]
    if level in SENT:
        hits = [
            h
            for h in hits
            if view.flat.text[max(0, h.start - 16) : h.start].removesuffix("the ").split(" ")[-2:-1]
            not in (["to"], ["in"], ["for"])
        ]
    known = [n for h in hits if (n := _choose(view, h) or (_sole(h) if h.end == title[1] else None))]
    states = [n.state if n.form == "capital" else n.key for n in known if n.sort == "state" or n.form == "capital"]
    bodies = [n.key for n in known if n.sort == "body"]
    return tuple(dict.fromkeys(s for s in (states[:1] or bodies[:1]) if s))


def _sole(hit: Hit) -> Name | None:
    """The one state of a name that closes a title: the capitals behind it are the person's."""
    states = [n for n in hit.names if n.sort == "state"]
    return states[0] if len({n.key for n in states}) == 1 else None


def _by_office(
    view: View, ids: tuple[str, ...], level: str, of: tuple[str, ...], day: date | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Settle an open name by who held the office on the day, or ever."""
    holders = {f.subject for f in view.facts.holders(level, of[0], day)}
    kept = tuple(i for i in ids if i in holders)
    return (kept, ("subject",)) if len(kept) == 1 else (ids, ())


def _family(view: View, ids: tuple[str, ...], n: Named, of: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A family name with a title: the office holder of that name, if there is one. He comes before a namesake whom
    the text names in full ("there was a Captain George Lind") and who does not hold that office."""
    last = slug(view.flat.text[n.name[0] : n.name[1]])
    if n.called and n.level in (*HEADS, "foreign-minister") and (one := holder(view.facts, n.level, last, _day(view))):
        return ((one,), ("subject",)) if one != ids[0] else (ids, ())
    if n.level not in HEADS:
        return ids, ()
    own = (view.document.publisher,) if view.document.publisher else ()
    held = {
        f.subject
        for state in (of or (*_states(view), *own))
        for f in view.facts.holders(n.level or "", state, _day(view))
    }
    known = [p for p in held if f"-{last}-" in f"-{p.partition(':')[2]}-"]
    return ((known[0],), ("subject",)) if len(known) == 1 and known[0] != ids[0] else (ids, ())


def _one_name(view: View, name: str) -> bool:
    """A family name alone, with its small words: "Lind", "Von der Leyen"."""
    first, *rest = name.split() or [""]
    small = titles(view.lexicon).particles
    return not rest or (first.casefold() in small and all(w in small for w in rest[:-1]))


def _states(view: View) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.key for h in view.hits for n in h.names if n.sort == "state"))


def _day(view: View) -> date | None:
    return view.document.date.latest if view.document.date else None


def _untitled(view: View, people: Cast, taken: Spans) -> list[Actor]:
    """Names of known persons that stand without a title."""
    forms = {k for k in {*people.ids, *people.parts} if k}
    if not forms:
        return []
    words = _runs(view.lexicon)
    out: list[Actor] = []
    for line in view.lines:
        start, end = view.bounds(line)
        for match in words.finditer(view.flat.text, start, end):
            out += _known(view, line, match, people, taken)
    return out


@lru_cache(maxsize=4)
def _runs(lexicon: Lexicon) -> re.Pattern[str]:
    """Runs of capitals with the small words of names inside."""
    small = "|".join(sorted(titles(lexicon).particles, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:[a-z]{{1,4}}[-'])?[A-Z][\w'.-]*(?: (?:(?:[a-z]{{1,4}}[-'])?[A-Z][\w'.-]*|{small}))*"
    )


def _known(view: View, line: Line, match: re.Match[str], people: Cast, taken: Spans) -> list[Actor]:
    """Known persons inside a run of capitals, the longest names first."""
    row = split(view.flat.text, match.start(), match.end())
    out, i = [], 0
    while i < len(row):
        for j in range(len(row), i, -1):
            text = view.flat.text[row[i].start : row[j - 1].start] + row[j - 1].bare
            apart = (j - i > 1 or not _of_longer(view, row, i)) and not _of_thing(view, row[j : j + 1], row[j - 1])
            ids = people.of(text) if apart and name_key(text) and _nameable(view, row[i:j]) else ()
            span = view.flat.back(row[i].start, row[i].start + len(text))
            if ids and not taken.overlap(span):
                out.append(_called(line, span, ids))
                i = j - 1
                break
        i += 1
    return out


def _of_thing(view: View, after: Sequence[Word], last: Word) -> bool:
    """ "King Fahd Causeway", "Kofi Annan Foundation": a name that is a word of a thing's name."""
    return bool(after) and not last.stops and after[0].bare in titles(view.lexicon).things


def _of_longer(view: View, row: Sequence[Word], i: int) -> bool:
    """Whether one word of a run is the family name in somebody else's full name: "Ovidio Guzmán López"."""
    before = row[i - 1] if i else None
    if before is None or before.stops or not before.capital or before.bare.isupper():
        return False
    tools, low = titles(view.lexicon), before.bare.casefold()
    known = view.hits_in(before.start, before.end) or low in tools.vocabulary or before.text in tools.honorifics
    return not (known or low in tools.starters or view.ordinary(low) or len(low) < 3)


def _signatory(view: View, s: Signatory, people: Cast) -> Actor:
    """A name in a signature block, and whom he signs for."""
    span, ids = view.flat.back(s.start, s.end), people.of(view.flat.text[s.start : s.end])
    sure, options = (ids, ()) if len(ids) == 1 else ((), ids)
    told = (("signs_for", s.party),)
    return Told(span, s.line.index, "person", sure, (), options, None, "name", span, of=(s.party,), details=told)


def _signing(view: View, a: Actor, every: Sequence[Signatory]) -> Actor:
    """A person with a title or an honorific in a signature block."""
    party = next((s.party for s in every if a.span.contains(view.flat.back(s.start, s.end))), None)
    return replace(a, of=(party,)) if party and not a.of else a


def _called(line: Line, span: Span, ids: tuple[str, ...]) -> Actor:
    """A person by name alone; a name that two persons share stays open."""
    if len(ids) == 1:
        return Actor(span, line.index, "person", ids, name=span)
    return Actor(span, line.index, "person", candidates=ids, reason="several persons", name=span)


def _nameable(view: View, row: Sequence[Word]) -> bool:
    """One word stands for a person only where it is no English word and no other name."""
    start, end, bare = row[0].start, row[-1].end, row[0].bare
    over = (h for h in view.hits_in(max(0, start - 120), start + 1) if h.start <= start < h.end)
    if any(end <= h.end + 2 and h.names[0].sort != "person" for h in over):
        return False
    if len(row) > 1 or (bare.isupper() and len(bare) > 2):
        return True
    return len(bare) > 1 and not view.ordinary(bare.casefold())


# -- states, bodies, places, institutions ------------------------------------------------------------


def _things(view: View, taken: Spans) -> list[Actor]:
    """Everything named that is no person, and is no part of a person's name."""
    found: list[Institution] = []
    for line in view.lines:
        start, end = view.bounds(line)
        found += institutions(view.flat.text, start, end, view.hits_in(start, end), view.lexicon)
    out = [a for i in found if (a := _institution(view, i, taken))]
    covered = Spans(a.span for a in out)
    out += [a for h in view.hits if (a := _thing(view, h)) and not covered.hold(a.span) and not taken.hold(a.span)]
    covered = Spans(a.span for a in out)
    return out + [a for a in _acronyms(view, found) if not covered.overlap(a.span) and not taken.hold(a.span)]


def _institution(view: View, i: Institution, taken: Spans) -> Actor | None:
    span = view.flat.back(i.start, i.end)
    line = view.line_at(span)
    worded = " ".join(span.of(view.document.text).casefold().split()) in phrases(view.lexicon).rows
    if line is None or taken.overlap(span) or (i.body and worded):  # "Comprehensive Strategic Partnership" is no body
        return None
    return Actor(span, line.index, "body" if i.body else "institution", (i.id,), name=span)


def _acronyms(view: View, found: Sequence[Institution]) -> list[Actor]:
    """Later uses of the acronyms that the text binds: "Legal Aid Bureau (LAB)"."""
    held = {b[0]: i for i in reversed(found) if (b := bound(view.flat.text, i.end))}
    if not held:
        return []
    shapes = "|".join(re.escape(a) for a in sorted(held, key=len, reverse=True))
    out = []
    for match in re.finditer(rf"(?<![\w-])(?:{shapes})(?![\w-])", view.flat.text):
        span, i = view.flat.back(match.start(), match.end()), held[match.group()]
        if line := view.line_at(span):
            sort = "body" if i.body else "institution"
            out.append(Actor(span, line.index, sort, (i.id,), form="acronym", name=span))
    return out


def _choose(view: View, hit: Hit) -> Name | None:
    """The one meaning of a name, or None where it stays open or means nothing."""
    names = [n for n in hit.names if n.sort != "none"]
    if not names:
        return None
    sure = view.sure
    if not any(n.sort == "state" for n in names):
        names = [n for n in names if not n.ambiguous or n.key in sure or n.state in sure or _set_in_place(view, hit, n)]
    states = [n for n in names if n.sort == "state"]
    if len(states) == 1 or (len(states) > 1 and len({n.key for n in states}) == 1):
        return None if tailed(view, hit, states[0]) else states[0]
    if len(states) > 1:
        kept = [n for n in states if n.key in sure] or [n for n in states if n.usual]
        return kept[0] if len(kept) == 1 else None
    return names[0] if len({n.key for n in names}) == 1 and not tailed(view, hit, names[0]) else None


def _set_in_place(view: View, hit: Hit, name: Name) -> bool:
    """An ambiguous place counts after a preposition of place, a capital also beside another capital."""
    if name.sort != "place":
        return False
    before = view.flat.text[max(0, hit.start - 8) : hit.start].split()
    if before[-1:] in (["in"], ["to"], ["at"], ["from"], ["near"], ["visited"]):
        return True
    near = view.hits_in(max(0, hit.start - 30), hit.end + 6) if name.form == "capital" else ()
    pairs = [(h, hit) if h.start < hit.start else (hit, h) for h in near if any(n.form == "capital" for n in h.names)]
    return any(view.flat.text[a.end : b.start] == " and " for a, b in pairs if a is not b)


def _thing(view: View, hit: Hit) -> Actor | None:
    name = _choose(view, hit)
    span = view.flat.back(hit.start, hit.end)
    line = view.line_at(span)
    if line is None or all(n.sort == "none" for n in hit.names):
        return None
    if name is None and len({n.key for n in hit.names}) == 1:
        return None
    if name is None:
        keys = tuple(dict.fromkeys(n.key for n in hit.names))
        return Actor(
            span, line.index, hit.names[0].sort, candidates=keys, reason="the name has several meanings", name=span
        )
    if name.sort == "person":
        return None
    sort = {"region": "place", "instrument": "instrument"}.get(name.sort, name.sort)
    of = (name.state,) if name.sort == "place" and name.state else ()
    return Actor(span, line.index, sort, (name.key,), form=name.form, name=span, of=of)


@lru_cache(maxsize=4)
def _labels(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(f.casefold() for r in lexicon.table("speaker-label") for f in r["forms"])


def is_role_label(label: str, lexicon: Lexicon) -> bool:
    """Whether a speaker label names a role and no person ("Q", "INTERPRETER")."""
    return label.casefold() in _labels(lexicon)
