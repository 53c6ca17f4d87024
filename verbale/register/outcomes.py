"""What decisions make of a record, and who of several persons decides.

A person's later decision on a matter replaces that person's earlier one. Persons who agree decide; where they do not,
nothing of theirs is applied to that matter and it is marked as disputed.

| matter | decided by |
| --- | --- |
| a field | `correct` on this field |
| whether it is a record | `reject` against `confirm` and `correct` |
| whether two are the same | `merge` against `split` |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from verbale.core.record import Record
from verbale.facts import edtf
from verbale.register.correcting import ENVELOPE, checked
from verbale.register.decision import SEVERAL, Decision
from verbale.register.encoding import canonical
from verbale.register.errors import RegisterError
from verbale.register.rows import Kept

WHOLE, SAME = "it", "same"
"""The matter of decisions on the record as a whole, and on whether two are the same."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Persons who decided differently. matter: a field, "it" for the record as a whole, "same" for two records."""

    matter: str
    records: tuple[str, ...]
    decisions: tuple[Decision, ...]

    def json(self) -> dict[str, Any]:
        return {
            "kind": "conflict",
            "matter": self.matter,
            "records": list(self.records),
            "decisions": [d.json() for d in self.decisions],
        }


def latest(decisions: Iterable[Decision]) -> list[Decision]:
    """The last decision of each person, in the order in which they were made."""
    ordered = sorted(decisions, key=lambda d: (d.made, d.id))
    return sorted({d.by: d for d in ordered}.values(), key=lambda d: (d.made, d.id))


def matters(decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    """What each person last decided on each matter of one record."""
    whole = [d for d in decisions if d.verb in ("confirm", "correct", "reject")]
    names = dict.fromkeys(d.field for d in decisions if d.verb == "correct" and d.field)
    by_field = {f: latest(d for d in decisions if d.verb == "correct" and d.field == f) for f in names}
    return ({WHOLE: latest(whole)} if whole else {}) | by_field


def disagree(matter: str, last: Sequence[Decision]) -> bool:
    if matter == WHOLE:
        return len({d.verb == "reject" for d in last}) > 1
    return len({canonical(d.new) for d in last}) > 1


def applied(kept: Kept, decisions: Sequence[Decision]) -> Kept:
    """A stored record with what persons decided on it."""
    if not decisions:
        return kept
    ordered = sorted(decisions, key=lambda d: (d.made, d.id))
    found = matters(ordered)
    disputed = [m for m, last in found.items() if disagree(m, last)]
    settled = {m: last[-1] for m, last in found.items() if m not in disputed and m != WHOLE and fits(kept, last[-1])}
    rejected = WHOLE in found and WHOLE not in disputed and found[WHOLE][-1].verb == "reject"
    tied, apart = _paired([d for d in ordered if d.verb in SEVERAL])
    mended = kept.record
    for decision in settled.values():
        mended = corrected(mended, decision)
    against = {d.id for m in disputed for d in found[m]} | apart
    agreed = (d for m, last in found.items() if m not in disputed for d in last if m != WHOLE or d.verb != "correct")
    stands = {d.id for d in agreed} | tied
    return replace(
        kept,
        record=mended,
        decisions=tuple(d for d in ordered if d.id in stands or d.verb == "note"),
        dispute=tuple(d for d in ordered if d.id in against),
        disputed=(*disputed, SAME) if apart else tuple(disputed),
        corrected=tuple(settled),
        original=kept.record if settled else None,
        rejected=rejected,
    )


def _paired(several: Sequence[Decision]) -> tuple[set[str], set[str]]:
    """Of merges and splits on one record, in order, those in force and those that persons dispute."""
    last = [d for n, d in enumerate(several) if not any(d.by == o.by and _against(d, o) for o in several[n + 1 :])]
    disputed = {d.id for d in last if any(_against(d, o) for o in last)}
    return {d.id for d in last} - disputed, disputed


def _against(a: Decision, b: Decision) -> bool:
    """Whether one joins two records that the other keeps apart."""
    return a.verb != b.verb and len(_places(a) & _places(b)) > 1


def _places(decision: Decision) -> set[tuple[object, ...]]:
    return {(t.doc, t.span, t.kind, t.key) for t in decision.targets}


def fits(kept: Kept, decision: Decision) -> bool:
    """Whether the record, as it is read now, has the field and the value can stand in it."""
    try:
        return checked(kept.record, str(decision.field), decision.new) is not None or decision.new is None
    except RegisterError:
        return False


def corrected(record: Record, decision: Decision) -> Record:
    """A record with one field as a person put it."""
    name, value = str(decision.field), decision.new
    if name == "time":
        basis = f"corrected by {decision.by}"
        return replace(record, time=edtf.parse(value, basis) if value else None)
    if name in ENVELOPE:
        parts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value}
        return replace(record, **parts)
    return replace(record, values={**record.values, name: value})


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairs of record ids that persons tied or kept apart, the smaller id first; disputed pairs are in neither."""

    same: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


Named = tuple[Decision, Sequence[str]]
"""A decision, and the records its targets now are."""


def pairs(named: Iterable[Named]) -> Iterator[tuple[tuple[str, str], list[Decision]]]:
    """Each pair of records that somebody merged or split, with what each person last decided on it."""
    found: dict[tuple[str, str], list[Decision]] = {}
    for decision, records in named:
        for a, b in combinations(sorted(set(records)), 2):
            found.setdefault((a, b), []).append(decision)
    yield from ((pair, latest(decisions)) for pair, decisions in found.items())


def ties(named: Iterable[Named]) -> Ties:
    """What persons agree on."""
    verbs = {pair: {d.verb for d in last} for pair, last in pairs(named)}
    return Ties(
        frozenset(pair for pair, found in verbs.items() if found == {"merge"}),
        frozenset(pair for pair, found in verbs.items() if found == {"split"}),
    )
