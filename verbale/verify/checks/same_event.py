"""One numbered meeting, founding or entry into force dated in two ways.

Rests on: events that can only be one: a meeting with its number in its series, or the same thing signed, founded or
entering into force between the same parties. Days that do not meet contradict each other, within a document and across
documents; each side is quoted. A thing counts as one only where it is named: definite, and with capitals of its own; "a
memorandum of understanding" is signed every year. Different steps (signed, in force) are not held together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.facts import Facts
from verbale.lexicon import load as load_lexicon
from verbale.verify.case import Case, Page, page
from verbale.verify.wording import any_of

RULE = "event-dates"
ONCE = ("founding", "entry-into-force", "signing")
NAME = re.compile(r"\b[A-Z]")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each event that one document dates twice."""
    yield from _clashes([page(case.reading)], True)


def across(pages: tuple[Page, ...], facts: Facts) -> Iterator[Finding]:
    """One finding for each event that two documents date."""
    yield from _clashes(pages, False)


def _clashes(pages: Iterable[Page], inside: bool) -> Iterator[Finding]:
    held: dict[tuple[object, ...], list[tuple[Page, Record]]] = {}
    for one in pages:
        for r in one.records:
            key = _key(r)
            if key is None or r.time is None or r.time.earliest is None or r.time.latest is None or r.time.span is None:
                continue
            rows = held.setdefault(key, [])
            other = next((x for x in rows if (x[0].doc == one.doc) == inside), None)
            if other and other[1].id != r.id:
                yield _finding(one, r, *other)
            rows.append((one, r))


def _key(r: Record) -> tuple[object, ...] | None:
    """What makes an event one of its kind; None where it may have happened more than once."""
    v = r.values
    if r.kind != "event" or r.status == "denied":
        return None
    cast = tuple(sorted(a["id"] for a in v["actors"]))
    if v.get("series") and v.get("ordinal"):
        return ("numbered", v["series"], v["ordinal"])
    thing = str(v.get("object") or "")
    if v["type"] in ONCE and _named(thing):
        return (v["type"], " ".join(thing.casefold().split()), cast)
    return None


def _named(thing: str) -> bool:
    """Whether it is the name of one thing: four words or more, no article that leaves it open, two capitals."""
    words = thing.split()
    open_ = any_of(load_lexicon("en"), "open-article").match(thing)
    return len(words) > 3 and not open_ and len(NAME.findall(" ".join(words[1:]))) > 1


def _finding(one: Page, r: Record, old: Page, before: Record) -> Finding:
    assert r.time and before.time
    same = r.time.overlaps(before.time)
    here = [before, r] if old.doc == one.doc else [r]
    return one.finding(
        RULE, "info" if same else "warning", "holds" if same else "contradicted", here,
        f"one event, dated {before.time.edtf} and {r.time.edtf}",
        because="the dates meet" if same else "no day fits both",
        others=() if old.doc == one.doc else (old.elsewhere(before),),
        inputs={"first": before.time.edtf, "second": r.time.edtf}, formula="first ∩ second ≠ ∅",
    )  # fmt: skip
