"""An undertaking that a later text repeats with another deadline.

Rests on: undertakings of one holder whose actions share most of their words. A later deadline is *revised*, with both
texts quoted; it is a warning, for it is what a reader of promises wants to see, and no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.facts import Facts
from verbale.verify.case import Page

RULE = "deadline-moved"
SHARE = 0.7
LEAST = 4
"""Words of an action that must be there before likeness says anything."""


def across(pages: tuple[Page, ...], facts: Facts) -> Iterator[Finding]:
    """One finding for each undertaking with a deadline that an earlier document has too."""
    held: dict[tuple[str, ...], list[tuple[Page, Record]]] = {}
    for page in pages:
        for r in page.records:
            if r.kind != "commitment" or not r.values.get("deadline"):
                continue
            key = tuple(sorted(r.values["holder"]))
            same = [x for x in held.get(key, ()) if x[0].doc != page.doc and _alike(x[1], r)]
            if same:
                yield _finding(page, r, *same[-1])
            held.setdefault(key, []).append((page, r))


def _content(r: Record) -> set[str]:
    words = (w.strip(".,;:()").casefold() for w in str(r.values.get("action") or "").split())
    return {w for w in words if len(w) > 3 and not w.isdigit()}


def _alike(a: Record, b: Record) -> bool:
    one, two = _content(a), _content(b)
    return min(len(one), len(two)) >= LEAST and len(one & two) / len(one | two) >= SHARE


def _finding(page: Page, r: Record, old: Page, before: Record) -> Finding:
    was, now = str(before.values["deadline"]), str(r.values["deadline"])
    later = now > was
    return page.finding(
        RULE, "warning" if later else "info", "revised" if now != was else "holds", [r],
        f"deadline {was} before, {now} now", others=(old.elsewhere(before),),
        because="the deadline has moved" if now != was else "the deadline stands",
        inputs={"before": was, "now": now}, formula="deadline now = deadline before",
    )  # fmt: skip
