"""The chair or presidency of a body that the text gives to a state which did not have it.

Rests on: the numbered summits of bodies whose host is their chair, with the host of each, from the reference facts. The
terms run by calendar year in some and from summit to summit in others, so the hosts of the summit before the day, of
those on it and of the one after it all count as chairs; another state is a warning, and only where summits before and
after are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.facts import Fact
from verbale.verify.case import Case
from verbale.verify.wording import any_of, listed

RULE = "chair"
GAP = timedelta(days=560)
"""Between two summits: a longer one hides a chair without a summit, as in 2020."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each chair of a body whose summits the facts know."""
    for r in case.records("relation"):
        v = r.values
        plain = v["type"] == "chair" and len(v["subject"]) == 1 and len(v["object"]) == 1 and r.status == "held"
        if not plain or v["object"][0] not in listed(case.lexicon, "hosts-chair"):
            continue
        first, last = _window(case, r)
        sure = any_of(case.lexicon, "chairs").fullmatch(str(v.get("value") or ""))
        if sure and first and last and v["subject"][0].isupper() and not _aside(case, r):
            yield from _judged(case, r, first, last)


def _window(case: Case, r: Record) -> tuple[date | None, date | None]:
    """The first and the last day that the statement may mean: its own time, that of its sentence, or the document's."""
    times = [t.interval for t in case.times if t.interval and r.span.contains(t.span) and t.interval.earliest]
    own = r.time if r.time and r.time.earliest and r.time.latest else next(iter(times), None)
    return (own.earliest, own.latest) if own else (case.day, case.day)


def _aside(case: Case, r: Record) -> bool:
    """Whether the words make it another chair: former, next, of a group within the body, or name further states."""
    among = [a for a in case.actors if r.span.contains(a.span) and a.sort in ("state", "body", "institution", "organ")]
    others = {i for a in among for i in a.ids} - {*r.values["subject"], *r.values["object"]}
    return bool(others) or bool(any_of(case.lexicon, "not-chair").search(r.quote))


def _judged(case: Case, r: Record, first: date, last: date) -> Iterator[Finding]:
    state, body = r.values["subject"][0], r.values["object"][0]
    rows = sorted((f for f in case.facts.series(body) if f.value), key=lambda f: f.first)
    before = [f for f in rows if f.last < first]
    after = [f for f in rows if f.first > last]
    inside = [f for f in rows if f not in before and f not in after]
    if not before or not after:
        return
    known = [before[-1], *inside, after[0]]
    if any(b.first - a.last > GAP for a, b in pairwise(known)):
        return
    right = state in {f.value for f in known}
    yield _finding(case, r, known, state, body, right)


def _finding(case: Case, r: Record, known: list[Fact], state: str, body: str, right: bool) -> Finding:
    hosts = "; ".join(f"{f.value} {f.first.year}" for f in known)
    return case.finding(
        RULE, "info" if right else "warning", "holds" if right else "contradicted", [r.span],
        f"{state} as chair of {body}: the summits about that time were those of {hosts}",
        because="its host is among them" if right else "it hosted none of them", records=(r.id,),
        inputs={"state": state, "body": body, "hosts": hosts}, formula="chair ∈ hosts of the summits about the day",
        supplied=tuple(f"{f.line()} ({f.source})" for f in known),
    )  # fmt: skip
