"""A membership or a founding membership that the facts do not have at that time.

Rests on: the reference facts of memberships, with joining and leaving dates, at the record's day or the document's. A
state that never was a member is an error where it is called a member in so many words and no other body is named in the
sentence; other wordings ("joined") and members of another time are a warning; bodies of whose members the facts hold
nothing are not checkable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.wording import any_of, day

RULE = "membership"
JOINED = re.compile(r"\W*(?:'s?\s+)?\w+\s+(?:\w+ly\s+)?\w+ing\b")
TYPES = ("membership", "founding-membership")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each state and body of a membership that is said to hold."""
    for r in case.records("relation"):
        when = (r.time.latest if r.time else None) or case.day
        sure = r.status == "held" and not any_of(case.lexicon, "not-member").search(r.quote) and not _joined_in(case, r)
        if r.values["type"] not in TYPES or when is None or not sure:
            continue
        for state in r.values["subject"]:
            for body in r.values["object"]:
                if state.isupper() and len(state) == 3:
                    yield _judged(case, r, state, body, when)


def _joined_in(case: Case, r: Record) -> bool:
    """Whether the state joined the body in doing something: "joined the United Nations in calling for peace"."""
    ends = (a.span.end for a in case.actors if r.span.contains(a.span) and set(a.ids) & set(r.values["object"]))
    return any(JOINED.match(case.text, end) for end in ends) and bool(any_of(case.lexicon, "joins").search(r.quote))


def _judged(case: Case, r: Record, state: str, body: str, when: date) -> Finding:
    known = case.facts.members(body, when)
    ever = [f for f in case.facts.by_object.get(("membership", body), ()) if f.subject == state]
    if not known:
        return _finding(
            case, r, "info", "not-checkable", f"the facts hold no members of {body} on {day(when)}", state, body, when
        )
    if state in known:
        return _finding(case, r, "info", "holds", "the facts have it", state, body, when)
    since = f"a member {day(ever[0].first)} to {day(ever[0].last)}" if ever else "never a member"
    severity = "warning" if ever or not _plain(case, r) else "error"
    return _finding(case, r, severity, "contradicted", f"by the facts {since}", state, body, when)


def _plain(case: Case, r: Record) -> bool:
    """Whether the sentence calls the state a member, and names no body but the one."""
    line = case.line(r.span)
    bodies = {i for a in case.actors if line and line.span.contains(a.span) and a.sort == "body" for i in a.ids}
    return len(bodies) == 1 and bool(any_of(case.lexicon, "members").search(r.quote))


def _finding(
    case: Case, r: Record, severity: str, outcome: str, why: str, state: str, body: str, when: date
) -> Finding:
    sources = {f.source for f in case.facts.by_object.get(("membership", body), ())}
    return case.finding(
        RULE, severity, outcome, [r.span], f"{state} as a member of {body} on {day(when)}: {why}", because=why,
        records=(r.id,), inputs={"state": state, "body": body, "day": day(when)}, formula="state ∈ members(body, day)",
        supplied=tuple(sorted(sources)[:3]) if outcome != "not-checkable" else (),
    )  # fmt: skip
