"""A "first" or an "Nth" visit against the visits that earlier documents tell.

Rests on: visits told as held by earlier documents with their day, one visitor and one host, and those of tables added
to the facts, counted once for each stretch of a week. More of them than the number allows contradicts it. Numbers with
a scope of their own ("as president", "official", "since") are left alone, since nothing says which of the others they
count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.facts import Fact, Facts
from verbale.lexicon import load as load_lexicon
from verbale.verify.case import Page
from verbale.verify.wording import any_of

RULE = "visit-number"
WEEK = timedelta(days=7)
SCOPED = "visit-scope"
Visits = dict[tuple[str, str], list[tuple[date, Page, Record]]]


def across(pages: tuple[Page, ...], facts: Facts) -> Iterator[Finding]:
    """One finding for each numbered visit without a scope of its own, whose visitor has earlier visits on record."""
    visits: Visits = {}
    for page in pages:
        numbered = [r for r in page.records if _plain(r)]
        for r in numbered:
            yield from _held(page, r, visits, facts)
        for r in page.records:
            _enter(visits, page, r)


def _plain(r: Record) -> bool:
    v = r.values
    if r.kind != "figure" or v.get("unit") != "visit" or v.get("form") != "ordinal" or len(v["about"]) != 2:
        return False
    at = r.fields.get("value", r.span).start - r.span.start
    return not any_of(load_lexicon("en"), SCOPED).search(r.quote, max(0, at))


def _enter(visits: Visits, page: Page, r: Record) -> None:
    when = r.time.earliest if r.time else None
    if r.kind != "event" or r.values["type"] != "visit" or r.status != "held" or when is None:
        return
    cast = r.values["actors"]
    for who in (a["id"] for a in cast if a["role"] == "visitor"):
        for host in (a["id"] for a in cast if a["role"] == "host"):
            rows = visits.setdefault((who, host), [])
            if all(abs(when - day) > WEEK for day, _, _ in rows):
                rows.append((when, page, r))


def _held(page: Page, r: Record, visits: Visits, facts: Facts) -> Iterator[Finding]:
    number = int(r.values["value"] or 0)
    one, two = r.values["about"]
    when = (r.time.earliest if r.time else None) or page.day
    if when is None or not number:
        return
    told = [x for pair in ((one, two), (two, one)) for x in visits.get(pair, ()) if x[0] < when - WEEK]
    listed = _listed(facts, (one, two), when, [d for d, _, _ in told])
    count = len(told) + len(listed)
    if not count:
        return
    off = count >= number
    days = sorted([d for d, _, _ in told] + [f.first for f in listed])
    yield page.finding(
        RULE, "warning" if off else "info", "contradicted" if off else "holds", [r],
        f"said to be number {number}; {count} earlier visits are on record",
        because="more visits are on record than the number allows" if off else "the earlier visits fit",
        others=tuple(p.elsewhere(e) for _, p, e in told[:5]),
        inputs={"number": str(number), "on record": ", ".join(d.isoformat() for d in days)},
        formula="earlier visits < number",
        supplied=tuple(f"{f.subject} at {f.object}, {f.first} ({f.source})" for f in listed[:5]),
    )  # fmt: skip


def _listed(facts: Facts, pair: tuple[str, str], when: date, told: list[date]) -> list[Fact]:
    """The visits of the facts that no document tells, one for each stretch of a week."""
    out: list[Fact] = []
    found = (f for who, host in (pair, pair[::-1]) if ":" in who for f in facts.visits(who, host, when - WEEK))
    for fact in sorted(found, key=lambda f: f.first):
        if all(abs(fact.first - d) > WEEK for d in (*told, *(f.first for f in out))):
            out.append(fact)
    return out
