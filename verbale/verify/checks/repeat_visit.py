"""A second visit, or the last of several, inside a stretch of time: what it says of the earlier ones.

Rests on: "second visit in less than two years" means that one earlier visit lies between the document's date less two
years and the document. Where the text itself tells more or fewer visits in that stretch it is told; else the earlier
visit is a stub whose day is unknown. The same number said again for the same visitor and host is in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.verify.case import Case

RULE = "visit-repeated"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each set of equal parties of numbered visits, and a stub for what a number implies."""
    numbered = [r for r in case.records("figure") if r.values["form"] == "ordinal" and r.values.get("unit") == "visit"]
    ordered = sorted(numbered, key=lambda r: (sorted(r.values["about"]), r.span.start))
    for parties, group in groupby(ordered, key=lambda r: sorted(r.values["about"])):
        held = list(group)
        said = {int(r.values["value"] or 0) for r in held}
        if len(held) > 1 and parties:
            yield _same(case, held, said)
        number = max(said)
        if number > 1 and len(said) == 1:
            yield _stub(case, held[0], number)


def _same(case: Case, held: list[Record], said: set[int]) -> Finding:
    one = len(said) == 1
    return case.finding(
        RULE, "info", "holds" if one else "not-checkable", [r.fields["value"] for r in held],
        f"the same visit is numbered {' and '.join(map(str, sorted(said)))}",
        because="the number is the same" if one else "the numbers may count different things",
        records=tuple(r.id for r in held), inputs={"numbers": ", ".join(map(str, sorted(said)))},
        formula="number = number",
    )  # fmt: skip


def _stub(case: Case, r: Record, number: int) -> Finding:
    why = f"number {number} implies {number - 1} earlier, which the text does not date"
    return case.finding(
        RULE, "info", "not-checkable", [r.fields.get("value", r.span)],
        f"“{case.words(r.span)[:120]}”: {why}", because=why,
        records=(r.id,), inputs={"number": str(number)}, formula="earlier visits = number - 1",
    )  # fmt: skip
