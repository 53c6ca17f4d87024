"""Statements into groups: a statement joins a group where exactly one fits, and stays alone where two do.

What goes in: claims (a record as one sort of happening sees it) and `tie`, which says of two claims the rule that ties
them, "" where they go together without being tied by it, or None where they contradict each other. What comes out:
groups with their ties. The nearest dated are placed first, so that the order of reading decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from verbale.register.decision import SEVERAL, Decision
from verbale.register.happenings.days import said, width
from verbale.register.happenings.types import Tie
from verbale.register.outcomes import Ties, ties
from verbale.register.rows import Kept

OWN = "tied within the document"
TWO = "fits more than one"
PERSON = "tied by a person"
MANY = 40
"""Claims of a group up to which each is held against a new one."""


class Claim(Protocol):
    """A record as a sort sees it. keys: groups that share one are looked at; `words`: why it may stay open."""

    @property
    def kept(self) -> Kept: ...
    @property
    def keys(self) -> tuple[Hashable, ...]: ...


@dataclass(slots=True)
class Group:
    """Claims of one happening. rivals: for a claim that stays open, the other groups it fits, with the reason."""

    claims: list[Any]
    ties: list[Tie] = field(default_factory=list)
    rivals: list[tuple[str, Group, str]] = field(default_factory=list)
    _kinds: dict[str, Any] = field(default_factory=dict)
    _seen: int = 0

    def kinds(self) -> list[Any]:
        """The claims; of many, one of each that says the same, so that what is told a thousand times stays cheap."""
        if len(self.claims) <= MANY:
            return self.claims
        for claim in self.claims[self._seen :]:
            self._kinds.setdefault(_says(claim), claim)
        self._seen = len(self.claims)
        return list(self._kinds.values())


def _says(claim: Any) -> str:
    """What a claim says, whoever says it; of a plan with its day."""
    r = claim.kept.record
    plain = (r.values, r.status, r.time.edtf if r.time else "", said(claim.kept) if r.status == "planned" else "")
    return repr((*plain, r.quote))


Rule = Callable[[Any, Any], str | None]


def groups(claims: Sequence[Any], tie: Rule, near: Rule | None = None) -> list[Group]:
    """The groups of the claims. near: of two claims that are not tied, why they may yet be the same; else None."""
    made: list[Group] = []
    home: dict[Hashable, list[Group]] = {}
    for atom in _ordered(_atoms(claims)):
        group = _place(atom, _candidates(home, atom.claims), tie, near)
        if group is atom:
            made.append(group)
        for key in dict.fromkeys(k for c in atom.claims for k in c.keys):
            rows = home.setdefault(key, [])
            if not any(g is group for g in rows):
                rows.append(group)
    return made


def _atoms(claims: Iterable[Any]) -> list[Group]:
    """What one document ties already."""
    found: dict[Hashable, Group] = {}
    for n, claim in enumerate(claims):
        own = claim.kept.record.values.get("happening")
        group = found.setdefault((claim.kept.document.id, own) if own else n, Group([]))
        if group.claims:
            group.ties.append(Tie(group.claims[0].kept.id, claim.kept.id, OWN))
        group.claims.append(claim)
    return list(found.values())


def order(kept: Kept) -> tuple[Any, ...]:
    """By document date; what has none comes first, for it can be placed nowhere."""
    return said(kept) or date.min, kept.document.id, kept.record.span.start, kept.record.span.end, kept.id


def _ordered(atoms: list[Group]) -> list[Group]:
    def key(group: Group) -> tuple[Any, ...]:
        widths = [w for c in group.claims if (w := width(c.kept.record.time)) is not None]
        return min(widths, default=timedelta.max), min(order(c.kept) for c in group.claims)

    return sorted(atoms, key=key)


def _candidates(home: dict[Hashable, list[Group]], claims: Sequence[Any]) -> list[Group]:
    found = {id(g): g for c in claims for k in c.keys for g in home.get(k, ())}
    return list(found.values())


def _place(atom: Group, candidates: list[Group], tie: Rule, near: Rule | None) -> Group:
    fits = [(g, held) for g in candidates if (held := _fit(g, atom, tie))]
    if len(fits) == 1:
        group, (mate, claim, rule) = fits[0]
        group.claims += atom.claims
        group.ties += [Tie(mate.kept.id, claim.kept.id, rule), *atom.ties]
        return group
    if fits:
        atom.rivals = [(held[1].kept.id, g, TWO) for g, held in fits]
    elif near:
        found = ((c, g, near(m, c)) for g in candidates for m in g.claims[:1] for c in atom.claims[:1])
        atom.rivals = [(c.kept.id, g, why) for c, g, why in found if why]
    return atom


def _fit(group: Group, atom: Group, tie: Rule) -> tuple[Any, Any, str] | None:
    """The first pair that a rule ties, where no pair contradicts."""
    first = None
    for mate in group.kinds():
        for claim in atom.claims:
            rule = tie(mate, claim)
            if rule is None:
                return None
            first = first or ((mate, claim, rule) if rule else None)
    return first


def said_by_persons(records: Iterable[Kept]) -> Ties:
    """The pairs of records that persons tied or kept apart; where they disagree, neither."""
    named: dict[str, tuple[Decision, list[str]]] = {}
    for kept in records:
        for decision in kept.decisions:
            if decision.verb in SEVERAL:
                named.setdefault(decision.id, (decision, []))[1].append(kept.id)
    return ties(named.values())


def merged(made: list[Group], same: Iterable[tuple[str, str]]) -> list[Group]:
    """The groups, those joined of which persons said that they are one."""
    home = {c.kept.id: g for g in made for c in g.claims}
    gone: dict[int, Group] = {}
    for a, b in sorted(same):
        if a in home and b in home:
            there, here = _now(gone, home[a]), _now(gone, home[b])
            if here is not there:
                there.ties += [Tie(a, b, PERSON), *here.ties]
                there.claims += here.claims
                gone[id(here)] = there
    kept = [g for g in made if id(g) not in gone]
    for group in kept:
        group.rivals = [(r, _now(gone, g), why) for r, g, why in group.rivals if _now(gone, g) is not group]
    return kept


def _now(gone: dict[int, Group], group: Group) -> Group:
    while id(group) in gone:
        group = gone[id(group)]
    return group
