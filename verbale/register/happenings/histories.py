"""What a group of statements comes to: its steps by document date, its status, its conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from verbale.core.interval import Interval
from verbale.register.happenings import agreements, figures, undertakings
from verbale.register.happenings.agreements import Agreement
from verbale.register.happenings.days import holds, nearest, said
from verbale.register.happenings.tying import order
from verbale.register.happenings.types import Conflict, Side, Step
from verbale.register.happenings.undertakings import Undertaking
from verbale.register.rows import Kept

OCCASION = {"held": "held", "planned": "planned", "denied": "called off", "conditional": "conditional"}
ROW = ("conditional", "planned", "called off", "held")
"""What comes later in this row is not undone by a text that recalls an earlier one."""
KINDS = ("promised", "repeated", "changed", "done", "dropped")


def occasion(records: Sequence[Kept]) -> tuple[str, tuple[Step, ...]]:
    """Planned → held or called off. A new plan after a cancellation is a plan."""
    steps = tuple(_step(k, OCCASION[k.record.status], _edtf(k)) for k in records)
    status = steps[0].status
    for step in steps[1:]:
        again = status == "called off" and step.status == "planned"
        status = step.status if again or ROW.index(step.status) >= ROW.index(status) else status
    return status, _thinned(steps)


def agreement(claims: Sequence[Agreement]) -> tuple[str, tuple[Step, ...]]:
    """Signed → in force → ended."""
    steps = tuple(_step(c.kept, c.status, _edtf(c.kept)) for c in sorted(claims, key=lambda c: order(c.kept)))
    row = agreements.ORDER.index
    return max((s.status for s in steps), key=row), _thinned(steps)


def point(records: Sequence[Kept]) -> tuple[str, tuple[Step, ...]]:
    """Stated, by each publisher; given again with another value by the same one: revised."""
    steps: list[Step] = []
    last: dict[str, Kept] = {}
    for kept in records:
        who = kept.document.publisher or ""
        again = who in last and not figures.agree(last[who], kept)
        plan = kept.record.status == "planned"
        steps.append(_step(kept, "target" if plan else "revised" if again else "stated", _amount(kept)))
        last[who] = kept
    status = next((s.status for s in reversed(steps) if s.status == "revised"), steps[0].status)
    return status, tuple(steps)


def undertaking(claims: Sequence[Undertaking], done: Sequence[Kept]) -> tuple[str, tuple[Step, ...]]:
    """Promised → repeated, changed → done, dropped; `done` are the records that tell it as done."""
    held = sorted(claims, key=lambda c: order(c.kept))
    steps: list[Step] = []
    before: Undertaking | None = None
    for claim in held:
        dropped = claim.given_up and any(not c.given_up for c in held[: held.index(claim)])
        word = "promised" if before is None else "changed" if undertakings.changed(before, claim) else "repeated"
        if before is None or word == "changed" or dropped or said(claim.kept) != said(before.kept):
            steps.append(_step(claim.kept, "dropped" if dropped else word, _due(claim)))
        before = before if dropped else claim
    steps += [_step(k, "done", _edtf(k)) for k in done]
    steps.sort(key=lambda s: (s.date is not None, s.date, KINDS.index(s.status)))
    return _come_to(steps), _once(steps)


def _come_to(steps: Sequence[Step]) -> str:
    """The last step; what was done stays done when the promise is recalled, and what was changed stays changed."""
    status = steps[0].status
    for step in steps[1:]:
        recalled = step.status in ("promised", "repeated") and status in ("done", "changed")
        status = status if recalled else step.status
    return status


def _once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Without the repetitions of one day."""
    seen: set[tuple[Any, ...]] = set()
    out = []
    for step in steps:
        key = (step.date, step.detail) if step.status in ("promised", "repeated") else (step.date, step.status)
        if key not in seen:
            seen.add(key)
            out.append(step)
    return tuple(out)


def _thinned(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Without what a document says twice."""
    seen: set[tuple[Any, ...]] = set()
    return tuple(
        s for s in steps if (key := (s.date, s.status, s.detail)) not in seen and not seen.add(key)  # type: ignore[func-returns-value]
    )


def _step(kept: Kept, status: str, detail: str) -> Step:
    return Step(said(kept), status, kept.id, detail)


def _edtf(kept: Kept) -> str:
    return kept.record.time.edtf if kept.record.time else ""


def _amount(kept: Kept) -> str:
    v = kept.record.values
    low, high = v.get("low"), v.get("high")
    number = f"{low:.15g}/{high:.15g}" if isinstance(low, float | int) and isinstance(high, float | int) else (
        f"{v['value']:.15g}" if isinstance(v.get("value"), float | int) else ""
    )  # fmt: skip
    return " ".join(filter(None, (number, str(v.get("unit") or ""))))


def _due(claim: Undertaking) -> str:
    return ", ".join(filter(None, (" ".join(claim.numbers), claim.deadline and f"by {claim.deadline}")))


def times(records: Sequence[Kept]) -> tuple[Interval, ...]:
    """The times of what was held, else of what is told; a time that holds a nearer one is left out.

    Of an agreement, the day on which it was signed or issued, else the one on which it came into force.
    """
    first = [k for k in records if k.record.values.get("type") in ("signing", "issue") and k.record.status == "held"]
    records = [k for k in first if k.record.time] or records
    for status in ("held", "planned", "conditional", "denied"):
        found = [k.record.time for k in records if k.record.status == status and k.record.time]
        if found:
            return tuple(nearest(found))
    return ()


def conflicts(sort: str, records: Sequence[Kept], claims: Sequence[Any]) -> tuple[Conflict, ...]:
    """Fields that documents give in ways that do not go together."""
    if sort == "figure":
        return tuple(_values(records))
    held = [k for k in records if k.record.status == "held"]
    if sort == "agreement":
        steps: dict[str, list[Kept]] = {}
        for c in claims:
            if c.kept.record.status == "held" and c.status in ("signed", "issued", "in force"):
                steps.setdefault(c.status, []).append(c.kept)
        return tuple(found for step, rows in steps.items() for found in _days(f"{step} on", rows))
    if sort == "undertaking":
        return ()
    return (*_days("time", held), *_places(held))


def _sides(records: Sequence[Kept], value: Callable[[Kept], Any]) -> tuple[Side, ...]:
    rows: dict[str, tuple[Any, list[Kept]]] = {}
    for kept in records:
        said_ = value(kept)
        rows.setdefault(repr(said_), (said_, []))[1].append(kept)
    return tuple(
        Side(v, tuple(k.id for k in ks), tuple(dict.fromkeys(k.document.publisher or "" for k in ks)))
        for v, ks in rows.values()
    )


def _days(field: str, held: Sequence[Kept]) -> Iterator[Conflict]:
    dated = [k for k in held if k.record.time]
    times = [k.record.time for k in dated if k.record.time]
    near = nearest(times)
    if len(near) > 1 and any(not (holds(a, b) or holds(b, a)) for a, b in combinations(near, 2)):
        told = [k for k in dated if any(k.record.time and _same(k.record.time, t) for t in near)]
        yield _conflict(field, told, _edtf)


def _same(a: Interval, b: Interval) -> bool:
    return (a.earliest, a.latest) == (b.earliest, b.latest)


def _places(held: Sequence[Kept]) -> Iterator[Conflict]:
    towns = [k for k in held if str(k.record.values.get("place") or "").startswith("place:")]
    numbered = [k for k in towns if k.record.values.get("ordinal")]
    if len({k.record.values["place"] for k in numbered}) > 1:
        yield _conflict("place", numbered, lambda k: k.record.values["place"])


def _values(records: Sequence[Kept]) -> Iterator[Conflict]:
    if any(not figures.agree(a, b) for a, b in combinations(_distinct(records), 2)):
        yield _conflict("value", records, figures.stated)


def _distinct(records: Sequence[Kept]) -> list[Kept]:
    """One record for each value: a figure that is told a thousand times is held against itself once."""
    return list({repr(figures.stated(k)): k for k in records}.values())


def _conflict(field: str, records: Sequence[Kept], value: Callable[[Kept], Any]) -> Conflict:
    sides = _sides(records, value)
    publishers = {p for s in sides for p in s.publishers}
    return Conflict(field, sides, revised=len(publishers) == 1 and "" not in publishers)
