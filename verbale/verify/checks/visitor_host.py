"""A visitor who is at home where the visit goes.

Rests on: the offices that the text or the facts give the visitors, and the host of the visit. Two persons "during
their visit to" a country of which one of them is president cannot both be visiting.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.verify.case import Case
from verbale.verify.wording import any_of

RULE = "visitor-host"


def find(case: Case) -> Iterator[Finding]:
    """Findings on visits told as events, and on visits that a group is said to make."""
    homes = _homes(case)
    for r in case.records("event"):
        if r.values["type"] == "visit":
            yield from _event(case, r, homes)
    yield from _groups(case, homes)


def _homes(case: Case) -> dict[str, set[str]]:
    """The states that persons hold office in, by the text, and by the facts at the document's date."""
    homes: dict[str, set[str]] = {}
    for r in case.records("relation"):
        if r.values["type"] == "office":
            for person in r.values["subject"]:
                homes.setdefault(person, set()).update(r.values["object"])
    for actor in case.actors:
        for person in actor.members or actor.ids:
            if person.startswith("person:") and case.day:
                known = {f.object for f in case.facts.offices_of(person, case.day)}
                homes.setdefault(person, set()).update(known)
    return homes


def _event(case: Case, r: Record, homes: dict[str, set[str]]) -> Iterator[Finding]:
    """A visit told as an event is only passed: where its roles clash, a pronoun was more likely read wrongly."""
    cast = r.values["actors"]
    hosts = {a["id"] for a in cast if a["role"] == "host"}
    visitors = [a["id"] for a in cast if a["role"] == "visitor"]
    abroad = all(w not in hosts and not homes.get(w, set()) & hosts for w in visitors)
    if visitors and hosts and abroad:
        message = f"{', '.join(visitors)} at {', '.join(sorted(hosts))}: visitor and host are apart"
        yield case.finding(
            RULE, "info", "holds", [r.span], message, records=(r.id,), because="no visitor is at home there"
        )


def _groups(case: Case, homes: dict[str, set[str]]) -> Iterator[Finding]:
    """ "During their visit to X, the two heads of state": the group that the visit is given to, and the place."""
    for match in any_of(case.lexicon, "their-visit").finditer(case.text):
        line = case.line(Span(match.start(), match.end()))
        if line is None:
            continue
        after = [a for a in case.actors if a.span.start >= match.end() and line.span.contains(a.span)]
        place = next((a for a in after if a.sort == "state" and a.span.start - match.end() < 5), None)
        group = next((a for a in after if a.sort == "group" and len(a.members or a.ids) > 1), None)
        if place and group and len(place.ids) == 1:
            hit = [w for w in group.members or group.ids if homes.get(w) == {place.ids[0]}]
            where = Span(match.start(), group.span.end)
            yield from (_finding(case, where, w, place.ids[0], None) for w in hit)


def _finding(case: Case, span: Span, who: str, host: str, record: str | None) -> Finding:
    name = who.removeprefix("person:")
    return case.finding(
        RULE, "warning", "contradicted", [span], f"{name} is at home in {host} and cannot be visiting it",
        because=f"{name} holds office in {host}", records=(record,) if record else (),
        inputs={"visitor": name, "host": host}, formula="home(visitor) ≠ host",
    )  # fmt: skip
