"""A number of things against the list that follows it: "four agreements: on trade, on visas and on water".

Rests on: the list after a colon in the same sentence, its members parted by semicolons, or by commas and "and" where
none holds a comma of its own. A list that is open ("including", "among them", "etc.") or that follows anything but a
plain count is left alone; a numbered list, or one by semicolons whose members begin alike, is a warning, others an
info, since a member may hold an "and" and a colon may lead to something else than the members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.record import Record
from verbale.verify.case import Case
from verbale.verify.wording import any_of, listed

RULE = "count-list"
FEW = range(2, 16)
NUMBERED = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s")


def find(case: Case) -> Iterator[Finding]:
    """One finding for each count with a closed list after a colon."""
    for r in case.records("figure"):
        value, where = r.values.get("value"), r.fields.get("value")
        line = case.line(r.span)
        if (
            r.values["form"] != "count"
            or where is None
            or line is None
            or value not in FEW
            or r.values["comparator"] != "="
        ):
            continue
        head, colon, rest = case.text[where.end : line.span.end].partition(":")
        if not colon or len(head.split()) > 8 or any_of(case.lexicon, "open-list").search(head + rest):
            continue
        members, sure = _members(rest, listed(case.lexicon, "clause-heads"))
        if members > 1:
            yield _finding(case, r, int(value or 0), members, sure)


def _members(rest: str, clauses: tuple[str, ...]) -> tuple[int, bool]:
    """How many members a list has, and whether its marks leave no doubt. clauses: words that begin a sentence."""
    numbered = NUMBERED.findall(rest)
    if len(numbered) > 1:
        return len(numbered), True
    if ";" in rest:
        held = [p.strip(" .").split() for p in rest.split(";") if p.strip(" .")]
        heads = {next(w.casefold() for w in [*p, ""] if w.casefold() != "and") for p in held}
        return len(held), len(heads) == 1 and not heads & set(clauses)
    parts = [p for p in re.split(r",\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+", rest.strip(" .")) if p.strip()]
    return len(parts), False


def _finding(case: Case, r: Record, said: int, found: int, sure: bool) -> Finding:
    right = said == found
    return case.finding(
        RULE, "info" if right or not sure else "warning", "holds" if right else "off", [r.span],
        f"“{case.words(r.fields['value'])}” and a list of {found}",
        because="the list has as many" if right else "the list has another number of members", records=(r.id,),
        inputs={"stated": str(said), "listed": str(found)}, formula="members listed = count",
    )  # fmt: skip
