"""One figure stated in two documents, or twice in one: the same measure, actors, unit and period.

Rests on: figures of one series (measure, unit, rate, actors) for one period, on rounding intervals. A later document of
the same publisher that gives another value has *revised* it. Two publishers keep two series: that they differ is told,
never called wrong. Within one document two values of one figure contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.facts import Facts
from verbale.verify.case import Case, Page
from verbale.verify.rounding import Stated, stated
from verbale.verify.series import Level, levels

RULE = "figure-again"
VAGUE = ("amount", "count", "sum", "value", "number", "contracts-value", None)
"""Measures that do not say what is measured."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each figure stated twice in one document."""
    for a, b in combinations([x for x in levels(case) if _named(x.record)], 2):
        if a.key == b.key and a.period == b.period and a.record.quote != b.record.quote and _alike(a.record, b.record):
            yield _inside(case, a, b)


def _named(r: Record) -> bool:
    """Whether the record says of what and of when it is a figure."""
    v = r.values
    return bool(v.get("period")) and v.get("measure") not in VAGUE and bool(v.get("about")) and v["form"] == "amount"


def _alike(a: Record, b: Record) -> bool:
    """Whether most of the words before the two numbers are the same, so that one thing is meant."""
    one, two = ({w for w in r.quote.casefold().split() if w.isalpha() and len(w) > 3} for r in (a, b))
    return len(one & two) * 2 >= min(len(one), len(two)) > 0


def _inside(case: Case, a: Level, b: Level) -> Finding:
    same = a.number.wide.meets(b.number.wide)
    return case.finding(
        RULE, "info" if same else "warning", "holds" if same else "contradicted",
        [a.record.fields["value"], b.record.fields["value"]], f"{a.words} and {b.words}",
        because="both can be one value" if same else "they cannot be one value", records=(a.record.id, b.record.id),
        inputs={"first": a.words, "second": b.words}, formula="first = second",
        bounds=f"{a.number.wide} against {b.number.wide}",
    )  # fmt: skip


def across(pages: tuple[Page, ...], facts: Facts) -> Iterator[Finding]:
    """One finding for each figure that a later document states again."""
    last: dict[tuple[object, ...], list[tuple[Page, Record, Stated]]] = {}
    for page in pages:
        for r in page.records:
            number = _number(r) if r.kind == "figure" and _named(r) and r.status == "held" else None
            if number is None:
                continue
            v = r.values
            key = (v["measure"], v.get("unit"), v.get("per"), tuple(sorted(v["about"])), v["period"])
            earlier = [x for x in last.get(key, ()) if x[0].doc != page.doc and _alike(x[1], r)]
            if earlier:
                yield _later(page, r, number, *earlier[-1])
            last.setdefault(key, []).append((page, r, number))


def _number(r: Record) -> Stated | None:
    where, value = r.fields.get("value"), r.values.get("value")
    if where is None or not isinstance(value, (int, float)) or not r.span.contains(where):
        return None
    words = where.shift(-r.span.start).of(r.quote)
    return stated(value, " ".join(words.split()), r.values.get("comparator") or "=")


def _later(page: Page, r: Record, number: Stated, old: Page, before: Record, was: Stated) -> Finding:
    same = number.wide.meets(was.wide)
    own = page.publisher == old.publisher
    outcome = "holds" if same else "revised" if own else "not-checkable"
    why = (
        "both can be one value"
        if same
        else "a later text of the same publisher gives another value"
        if own
        else "two publishers, two series"
    )
    return page.finding(
        RULE, "info", outcome, [r], f"{was.words} before, {number.words} now, for {r.values['period']}",
        because=why, others=(old.elsewhere(before),), inputs={"before": was.words, "now": number.words},
        formula="now = before", bounds=f"{was.wide} against {number.wide}",
    )  # fmt: skip
