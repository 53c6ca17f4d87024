"""Happenings: what several documents tell of one visit, meeting, agreement, event, figure or undertaking, tied by rule.

`happenings(records)` is a pure function: the same records give the same happenings, in any order, and nothing is
stored. Where two candidates fit a statement, it is tied to neither and says so (`Happening.open`). What a person merged
or split (`Kept.decisions`) stands above every rule.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from verbale.core.ids import digest
from verbale.register.happenings import agreements, deeds, figures, histories, occasions, undertakings
from verbale.register.happenings.tying import Group, Rule, groups, merged, order, said_by_persons
from verbale.register.happenings.types import OCCASIONS, SORTS, Conflict, Happening, Open, Side, Step, Tie
from verbale.register.happenings.words import content
from verbale.register.rows import Kept, unswept

__all__ = ["OCCASIONS", "SORTS", "Conflict", "Happening", "Open", "Side", "Step", "Tie", "happenings"]

FAMILIES: tuple[tuple[Callable[[Kept], Any], Rule, Rule | None], ...] = (
    (occasions.occasion, occasions.tie, occasions.near),
    (agreements.agreement, agreements.tie, agreements.near),
    (deeds.deed, deeds.tie, None),
    (figures.point, figures.tie, None),
    (undertakings.undertaking, undertakings.tie, None),
)


def happenings(
    records: Iterable[Kept], sorts: Sequence[str] = SORTS, own: Container[str] | None = None
) -> tuple[Happening, ...]:
    """Happenings of the given sorts that the records tell of, by their first day, then by their first statement.

    An agreement, event, figure or undertaking that one document alone tells of is a happening with one record.
    own: ids of records, of which each happening must have one; the others only help to tie.
    """
    with unswept():
        return tuple(_made(sorted(records, key=order), sorts, own))


def _made(ranked: Sequence[Kept], sorts: Sequence[str], own: Container[str] | None) -> list[Happening]:
    persons = said_by_persons(ranked)
    made: list[tuple[Group, str]] = []
    for claim, tie, near in FAMILIES:
        found = [c for kept in ranked if (c := claim(kept)) is not None]
        whole = merged(groups(found, _but(tie, persons.apart), near), persons.same)
        made += [(g, _sort(g)) for g in whole if not _denied(g)]
    names = {id(g): _name(g, sort) for g, sort in made}
    told, parts = _Told(made), _visits(made, names)
    wanted = [(g, s) for g, s in made if s in sorts and (own is None or s == "undertaking" or _holds(g, own))]
    out = [_happening(g, sort, names, told, parts) for g, sort in wanted]
    out = [h for h in out if own is None or any(k.id in own for k in h.records)]
    return sorted(out, key=_when)


def _holds(group: Group, own: Container[str]) -> bool:
    return any(c.kept.id in own for c in group.claims)


def _but(tie: Rule, apart: frozenset[tuple[str, str]]) -> Rule:
    """The rule, overruled where persons said that two are not one."""

    def ruled(a: Any, b: Any) -> str | None:
        first, second = sorted((a.kept.id, b.kept.id))
        return None if (first, second) in apart else tie(a, b)

    return ruled if apart else tie


def _denied(group: Group) -> bool:
    """An undertaking that texts only deny is none."""
    own = [c for c in group.claims if isinstance(c, undertakings.Undertaking)]
    return bool(own) and all(c.kept.record.status == "denied" for c in own)


def _sort(group: Group) -> str:
    claim = group.claims[0]
    if isinstance(claim, occasions.Occasion):
        return next((c.sort for c in group.claims if c.sort == "summit"), claim.sort)
    by = {agreements.Agreement: "agreement", deeds.Deed: "event", figures.Point: "figure"}
    return by.get(type(claim), "undertaking")


def _records(group: Group) -> tuple[Kept, ...]:
    return tuple(sorted({c.kept.id: c.kept for c in group.claims}.values(), key=order))


def _name(group: Group, sort: str) -> str:
    return digest("happening", sort, min(c.kept.id for c in group.claims[:1]), _records(group)[0].id)


def _when(happening: Happening) -> tuple[Any, ...]:
    return happening.earliest or date.max, order(happening.first), happening.sort, happening.id


class _Told:
    """Which records tell that something promised was done."""

    def __init__(self, made: Sequence[tuple[Group, str]]) -> None:
        self.clauses: dict[str, list[tuple[Kept, Group]]] = {}
        self.deeds: dict[tuple[str, str], list[tuple[Kept, frozenset[str]]]] = {}
        promised = [c for group, sort in made if sort == "undertaking" for c in group.claims]
        self.holders = {who for c in promised for who in c.holders}
        self.first = min((order(c.kept)[0] for c in promised), default=date.max)
        docs = {c.kept.document.id for c in promised}
        for group, sort in made:
            if sort in ("figure", "undertaking"):
                continue
            for kept in _records(group):
                if kept.document.id in docs:
                    self.clauses.setdefault(kept.document.id, []).append((kept, group))
                if kept.record.status == "held" and order(kept)[0] > self.first:
                    self._index(kept)

    def _index(self, kept: Kept) -> None:
        """An event of those who promised something, by each of them and each of its words."""
        acting = {str(a["id"]) for a in kept.record.values.get("actors") or () if a.get("id")} & self.holders
        told = content(kept.record.quote) if acting else frozenset()
        for who in acting:
            for word in told:
                self.deeds.setdefault((who, word), []).append((kept, told))

    def done(self, group: Group) -> list[Kept]:
        """Records of events, in order, that tell an undertaking as done after it was made."""
        claims = [c for c in group.claims if not c.given_up]
        if not claims:
            return []
        first = order(min((c.kept for c in claims), key=order))
        own = (k for c in claims for k in self._clause(c))
        worded = (k for c in claims for k in self._worded(c))
        found = {k.id: k for k in (*own, *worded) if order(k)[0] > first[0] and _after(k, first[0])}
        return sorted(found.values(), key=order)

    def _worded(self, promised: undertakings.Undertaking) -> Iterator[Kept]:
        """Events of a holder that are told in all words of the undertaking."""
        word = promised.verb if promised.verb in promised.words else max(promised.words, key=len, default="")
        for who in sorted(promised.holders):
            for kept, told in self.deeds.get((who, word), ()):
                if undertakings.does(told, promised):
                    yield kept

    def _clause(self, promised: undertakings.Undertaking) -> Iterator[Kept]:
        """Records that tell as held what the undertaking's own clause plans."""
        words = promised.kept.record.span
        for kept, group in self.clauses.get(promised.kept.document.id, ()):
            own = kept.record.status == "planned" and kept.record.span.overlaps(words)
            if own and undertakings.plans(kept, promised):
                yield from (k for k in _records(group) if k.record.status == "held")


def _after(kept: Kept, day: date) -> bool:
    """It was not over before the undertaking was made."""
    time = kept.record.time
    return time is None or time.latest is None or time.latest >= day


def _visits(made: Sequence[tuple[Group, str]], names: dict[int, str]) -> dict[tuple[str, str], str]:
    """Ids of happenings by the document and the id that it ties its own statements with."""
    held: dict[tuple[str, str], str] = {}
    for group, _ in made:
        for claim in group.claims:
            own = claim.kept.record.values.get("happening")
            if own:
                held.setdefault((claim.kept.document.id, str(own)), names[id(group)])
    return held


def _happening(
    group: Group, sort: str, names: dict[int, str], told: _Told, visits: dict[tuple[str, str], str]
) -> Happening:
    records = _records(group)
    status, history, done = _history(group, sort, records, told)
    whole = {visits.get((k.document.id, str(k.record.values.get("part_of") or ""))) for k in records} - {None}
    rivals: dict[tuple[str, str], list[str]] = {}
    for record, other, why in group.rivals:
        rivals.setdefault((record, why), []).append(names[id(other)])
    made = Happening(
        id=names[id(group)],
        sort=sort,
        records=records,
        status=status,
        history=history,
        times=histories.times(records) if sort != "undertaking" else (),
        ties=tuple(group.ties),
        conflicts=histories.conflicts(sort, records, group.claims),
        open=tuple(Open(r, tuple(dict.fromkeys(ids)), why) for (r, why), ids in rivals.items()),
        part_of=next(iter(whole)) if len(whole) == 1 else None,
    )
    return replace(made, records=(*records, *done)) if done else made


def _history(
    group: Group, sort: str, records: tuple[Kept, ...], told: _Told
) -> tuple[str, tuple[Step, ...], list[Kept]]:
    if sort == "agreement":
        return *histories.agreement(group.claims), []
    if sort == "figure":
        return *histories.point(records), []
    if sort == "undertaking":
        done = told.done(group)
        return *histories.undertaking(group.claims, done), done
    return *histories.occasion(records), []
