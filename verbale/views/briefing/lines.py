"""Each section of a brief: what belongs in it, what comes first, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.core.interval import Interval
from verbale.register import Kept
from verbale.register.happenings import OCCASIONS, Happening
from verbale.register.happenings.days import narrow, said
from verbale.register.happenings.figures import series
from verbale.register.happenings.words import content, listed, named
from verbale.register.parties import parties
from verbale.views import prose
from verbale.views.briefing.page import Entry, Notes
from verbale.views.follow import amounts, overdue, summed
from verbale.views.names import Names
from verbale.views.timeline import differing, ends
from verbale.views.wording import clean, short

PARTS = ("visitor", "host", "participant", "organiser", "dyad")
WIDE = 210
"""Characters of a line at most; its note has the words in full."""
SLIGHT = ("other", "protest", "proposal")
"""Events that say little by themselves."""
AHEAD = ("planned", "conditional", "to be signed", "to be issued", "to enter into force")
ABSENT = 3
"""Documents of a publisher without a phrase before its absence is told."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a brief is made of. records: all between the two; made: the happenings among them; day: how far it knows.

    teams: each side with the persons of its offices. above: ids of happenings that stand with the last meeting.
    """

    records: Sequence[Kept]
    made: Sequence[Happening]
    offices: Sequence[Kept]
    ids: tuple[str, str]
    teams: tuple[frozenset[str], ...]
    day: date | None
    name: Names
    above: frozenset[str] = frozenset()

    def both(self, h: Happening) -> bool:
        """Whether both sides took part in it."""
        cast = {i for k in h.records for i, p in parties(k.record) if p in PARTS}
        return all(cast & team for team in self.teams)

    def third(self, ids: Iterable[str]) -> int:
        """How many of the actors belong to neither side."""
        own = self.teams[0] | self.teams[1]
        return len({i for i in ids if i not in own and not i.startswith(("place:", "org:"))})

    def between(self, kept: Kept, *parts: str) -> tuple[bool, int]:
        """Whether the given parts of a record name both sides, and how few others: what ranks first."""
        ids = [i for part in parts for i in kept.record.values.get(part) or ()]
        return all(set(ids) & team for team in self.teams), -self.third(ids)


Lines = Iterator[Callable[[Notes], Entry]]
"""Lines that are yet to take their notes, so that only those shown are numbered."""


def recency(happening: Happening) -> tuple[date, date]:
    first, last = ends(happening)
    return last or date.min, first or date.min


def _newest(made: Sequence[Happening]) -> list[Happening]:
    return sorted(made, key=lambda h: (*recency(h), h.id), reverse=True)


def entry(h: Happening, m: Matter, notes: Notes, what: str = "", detail: str = "") -> Entry:
    """A happening as a line, noted where it is told differently, else with the texts nearest to what it came to."""
    conflicting = [r for c in h.conflicts for s in c.sides for r in s.records[:1]]
    when = prose.times(h.times)
    last = max((s.date for s in h.history if s.date), default=None)
    past = h.status == "planned" and h.latest is not None and m.day is not None and h.latest < m.day
    whole = short(what or prose.line(h, m.name), WIDE)
    return Entry(when, prose.day(last), whole, h.status, notes.of(_telling(h), conflicting), past, detail)


def _telling(h: Happening) -> list[Kept]:
    """Its statements: of an agreement each step, of what was held first the texts that say so."""
    steps = {s.status: s.record for s in h.history}
    if h.sort == "agreement":
        rank = [steps[h.status]] if h.status in steps else []
        return sorted(h.records, key=lambda k: (k.id not in rank, k.id not in steps.values()))
    return sorted(h.records, key=lambda k: k.record.status != "held")


def meetings(m: Matter) -> Lines:
    """Visits, meetings, summits and calls that were held, the newest first, without those above them."""
    held = [h for h in m.made if h.sort in OCCASIONS and h.status == "held" and h.id not in m.above]
    for h in sorted(_newest(held), key=lambda h: (not any(narrow(t) for t in h.times), not m.both(h))):
        yield lambda notes, h=h: entry(h, m, notes)  # type: ignore[misc]


def agreements(m: Matter) -> Lines:
    """Agreements with how they stand, those in force first; then other ties."""
    rank = ("in force", "not in force", "signed", "issued", "ended")
    held = [h for h in _newest(m.made) if h.sort == "agreement" and h.status not in AHEAD and titled(h)]
    for h in sorted(held, key=lambda h: rank.index(h.status) if h.status in rank else len(rank)):
        yield lambda notes, h=h: entry(h, m, notes, detail=prose.capital(prose.course(h)))  # type: ignore[misc]
    ties = _same([k for k in m.records if _tie(k)], _relation)
    for group in sorted(ties, key=lambda g: m.between(g[-1], "subject", "object"), reverse=True):
        yield lambda notes, g=group: _said(g, m, notes)  # type: ignore[misc]


def titled(h: Happening) -> bool:
    """It has a name, or at least was signed; "this statement" and "our vision" tell a reader nothing."""
    thing = str(prose.chief(h).record.values.get("object") or "")
    first, _, rest = thing.partition(" ")
    capital = (rest if first.casefold() in listed("article") else thing)[:1].isupper()
    return h.status not in ("issued", "not issued") or (capital and named(thing))


def _tie(kept: Kept) -> bool:
    r = kept.record
    return r.kind == "relation" and r.values.get("type") not in ("office", "treaty-in-force") and r.status == "held"


def _relation(kept: Kept) -> tuple[Any, ...]:
    v = kept.record.values
    sides = sorted([*(v.get("subject") or ()), *(v.get("object") or ())])
    return v.get("type"), tuple(sides), str(v.get("value") or "").casefold()


def _same(records: Sequence[Kept], key: Callable[[Kept], Any]) -> list[list[Kept]]:
    """Records by what they say; what is said most often first, then what was said last."""
    rows: dict[Any, list[Kept]] = {}
    for kept in sorted(records, key=lambda k: (said(k) or date.min, k.id)):
        rows.setdefault(key(kept), []).append(kept)
    return sorted(rows.values(), key=lambda g: (len({k.document.id for k in g}), said(g[-1]) or date.min), reverse=True)


def _said(group: Sequence[Kept], m: Matter, notes: Notes, what: str = "", detail: str = "") -> Entry:
    """What was said, in the words of the latest text, which is noted first."""
    last = group[-1]
    when = prose.when(last.record.time) if last.record.kind == "relation" else ""
    words = what or prose.capital(prose.told(last, m.name))
    return Entry(when, _dated(last.document.date), short(words, WIDE), last.record.status,
                 notes.of(group[::-1]), detail=detail)  # fmt: skip


def _dated(time: Interval | None) -> str:
    return prose.when(time)


def figures(m: Matter) -> Lines:
    """A line for each series: its latest periods, then its targets; series between the two sides first."""
    rows: dict[tuple[Any, ...], list[Happening]] = {}
    for h in m.made:
        if h.sort == "figure":
            rows.setdefault(series(h.first), []).append(h)

    def weight(group: list[Happening]) -> tuple[Any, ...]:
        often = sum(len(h.records) for h in group)
        return m.between(group[0].first, "about"), often, max(recency(h) for h in group), group[0].id

    for group in sorted(rows.values(), key=weight, reverse=True):
        yield lambda notes, g=group: _series(g, m, notes)  # type: ignore[misc]


def _series(group: Sequence[Happening], m: Matter, notes: Notes) -> Entry:
    v = group[0].first.record.values
    parties = set(v.get("about") or ()) - set(m.ids)
    who = prose.names(v.get("about") or (), m.name) if parties or len(set(v.get("about") or ())) < 2 else ""
    told = _newest([h for h in group if h.status != "target"])[:2]
    aims = sorted((h for h in group if h.status == "target"), key=lambda h: h.history[-1].date or date.min)
    parts = [f"{_of_period(h, m)}" for h in told]
    if aims:
        earlier = [_aim(h) for h in aims[:-1]][::-1][:2]
        before = f" (before: {', '.join(earlier)})" if earlier else ""
        parts.append(f"target {_aim(aims[-1])}{before}")
    what = f"{prose.measure(v)}{f', {who}' if who else ''}: {'; '.join(parts)}"
    records = [k for h in (*told, *aims[::-1][:1]) for k in h.records]
    last = max((s.date for h in group for s in h.history if s.date), default=None)
    first = [r for h in told for c in h.conflicts for s in c.sides for r in s.records[:1]]
    return Entry("", prose.day(last), what, "", notes.of(records, first))


def _of_period(h: Happening, m: Matter) -> str:
    """ "310 million euros in 2022 (Uruguay), 335 million (Portugal)"."""
    v = h.records[-1].record.values
    period = prose.days(str(v.get("period") or v.get("as_of") or ""))
    if h.conflicts:
        sides = [f"{prose.amount(s.value)} ({prose.listed(map(m.name, s.publishers))})" for s in h.conflicts[0].sides]
        return f"in {period}, {' / '.join(sides)}"
    joint = " " if period.startswith(("by ", "since ")) else " in "
    by = prose.listed(dict.fromkeys(clean(m.name(k.document.publisher)) for k in h.records if k.document.publisher))
    return f"{prose.amount(v)}{joint if period else ''}{period}{f' ({by})' if by else ''}"


def _aim(h: Happening) -> str:
    v = h.records[-1].record.values
    period = str(v.get("period") or "")
    when = f"in {prose.days(period)}" if "/" in period.removeprefix("../") else prose.due(period)
    return f"{prose.amount(v)} {when}".strip()


def positions(m: Matter) -> Lines:
    """What each side supports, opposes, urges …; on the other side first, then what is said most often."""
    held = _same([k for k in m.records if k.record.kind == "stance" and k.record.status == "held"], _stance)
    for group in sorted(held, key=lambda g: m.between(g[-1], "holder", "target_ids"), reverse=True):
        yield lambda notes, g=group: _said(g, m, notes, detail=_often(g))  # type: ignore[misc]


def _stance(kept: Kept) -> tuple[Any, ...]:
    v = kept.record.values
    target = tuple(sorted(v.get("target_ids") or ())), content(str(v.get("target") or ""))
    return tuple(sorted(v.get("holder") or ())), v.get("attitude"), target


def _often(group: Sequence[Kept]) -> str:
    documents = {k.document.id: said(k) for k in group}
    first = min((d for d in documents.values() if d), default=None)
    return f"In {len(documents)} documents since {prose.day(first)}" if len(documents) > 1 and first else ""


def undertakings(m: Matter) -> Lines:
    """What was undertaken and how it stands: what is open first, by deadline."""
    rank = ("changed", "repeated", "promised", "dropped", "done")
    held = [h for h in m.made if h.sort == "undertaking"]
    sums = amounts(k for h in m.made if h.sort == "figure" for k in h.records)

    def weight(h: Happening) -> tuple[Any, ...]:
        both, few = m.between(prose.chief(h), "holder", "toward")
        over, late = h.status in ("done", "dropped"), -_last(h).toordinal()
        return over, -len(h.records), not both, -few, rank.index(h.status), late, h.id

    for h in sorted(held, key=weight):
        yield lambda notes, h=h: _undertaking(h, m, notes, sums)  # type: ignore[misc]


def _last(h: Happening) -> date:
    return max((s.date for s in h.history if s.date), default=date.min)


def _undertaking(h: Happening, m: Matter, notes: Notes, sums: dict[str, list[Kept]]) -> Entry:
    chief = prose.chief(h)
    past = overdue(h, str(chief.record.values.get("deadline") or ""), m.day)
    first = h.records[0]
    state = {"promised": "", "repeated": "repeated", "changed": "changed", "done": "reported done",
             "dropped": "dropped"}[h.status]  # fmt: skip
    what, cited = short(prose.told(chief, m.name), WIDE), notes.of(h.records[::-1], [chief.id])
    return Entry("", prose.day(_last(h)), what, state, cited, past, _course(h, first, sums))


def _course(h: Happening, first: Kept, sums: dict[str, list[Kept]]) -> str:
    """What it was before it was changed, or when it was done or dropped."""
    if h.status == "changed":
        was = [" ".join(filter(None, (summed(k, sums), prose.due(str(k.record.values.get("deadline") or "")))))
               for k in h.records if k.record.kind == "commitment"]  # fmt: skip
        steps = list(dict.fromkeys(filter(None, was)))
        return f"Moved: {' → '.join(steps)}" if len(steps) > 1 else ""
    step = h.history[-1]
    if h.status == "done":
        done = next(s for s in h.history if s.status == "done")
        return f"Done {prose.days(done.detail)}".strip() if done.detail else ""
    return f"Dropped in a text of {prose.day(step.date)}" if h.status == "dropped" and step.date else ""


def phrases(m: Matter) -> Lines:
    """Set phrases by use, with the last use and their absence from later texts of those who used them."""
    found = [k for k in m.records if k.record.kind == "phrase"]
    for group in _same(found, lambda k: k.record.values.get("canonical")):
        yield lambda notes, g=group: _phrase(g, m, notes)  # type: ignore[misc]


def _phrase(group: Sequence[Kept], m: Matter, notes: Notes) -> Entry:
    said_by = [i for k in group for i in k.record.said_by]
    users = prose.listed(clean(m.name(i)) for i, team in zip(m.ids, m.teams, strict=True) if team & set(said_by))
    users = users or prose.listed(dict.fromkeys(clean(m.name(i)) for i in said_by))
    uses = len({k.document.id for k in group})
    last = max((d for k in group if (d := said(k))), default=None)
    what = f"“{clean(str(group[-1].record.values.get('surface')))}”, {users}"
    times = f"in {uses} documents" if uses > 1 else ""
    since = {k.document.id for k in m.records if (d := said(k)) and last and d > last}
    gone = f"in none of the {len(since)} documents since" if len(since) >= ABSENT else ""
    detail = "; ".join(filter(None, (times, gone)))
    return Entry("", prose.day(last), what, "", notes.of(group[::-1]), detail=prose.capital(detail))


def contradictions(m: Matter) -> Lines:
    """What documents tell differently, each value with who published it; revisions by one publisher are none."""
    for h in _newest([h for h in m.made if any(not c.revised for c in h.conflicts)]):
        yield lambda notes, h=h: _differs(h, m, notes)  # type: ignore[misc]


def _differs(h: Happening, m: Matter, notes: Notes) -> Entry:
    words = next(w for w in differing(h, m.name))
    field, _, sides = words.partition(": ")
    label = {"time": "days", "value": "figure"}.get(field, field)
    about = prose.line(h, m.name).partition(": ")[0] if h.sort == "figure" else prose.line(h, m.name)
    entry_ = entry(h, m, notes, f"{about} – {label}: {sides}")
    return Entry("", "", entry_.what, "", entry_.notes)


def planned(m: Matter) -> Lines:
    """What is to come, the next first; plans whose day has passed without a word come last."""
    held = [h for h in m.made if h.sort not in ("figure", "undertaking") and h.status in AHEAD]
    past = {h.id for h in held if (last := ends(h)[1]) and h.times and m.day and last < m.day}
    for h in sorted(held, key=lambda h: (h.id in past, ends(h)[0] or date.max, h.id)):
        yield lambda notes, h=h: entry(h, m, notes)  # type: ignore[misc]


def events(m: Matter) -> Lines:
    """Other events, the newest first, without those that stand as an undertaking that was kept."""
    kept = {k.id for h in m.made if h.sort == "undertaking" for k in h.records}
    held = [h for h in m.made if h.sort == "event" and h.status == "held"]
    held = [h for h in held if h.first.record.values.get("type") not in SLIGHT]
    for h in _newest([h for h in held if not any(k.id in kept for k in h.records)]):
        yield lambda notes, h=h: entry(h, m, notes)  # type: ignore[misc]


def met(made: Iterable[Happening]) -> frozenset[str]:
    """Who took part in a visit, meeting, summit or call."""
    held = (k for h in made if h.sort in OCCASIONS for k in h.records)
    return frozenset(i for k in held for i, p in parties(k.record) if p in PARTS)


def offices(m: Matter) -> Lines:
    """Who holds which office, by the latest text that says so: of those who met, else of all, the most often named."""
    there = met(m.made)
    posts = [k for k in m.offices if there & set(k.record.values.get("subject") or ())] or m.offices

    def key(kept: Kept) -> tuple[Any, ...]:
        v = kept.record.values
        return tuple(v.get("subject") or ()), tuple(v.get("object") or ())

    for group in _same(posts, key):
        yield lambda notes, g=group: _said(g[-1:], m, notes)  # type: ignore[misc]
