"""The date a text gives to the founding of a body or to the establishment of diplomatic relations.

Rests on: the reference facts. Years are compared, days only where the facts and the text both have them. Bodies have
several births (signature, entry into force, first meeting), so another date of a founding is a warning; another year of
diplomatic relations an error where the date stands beside the words for them, another day of the same year a warning.
Years counted from them ("25 years since"), and relations of a rank ("at the level of"), are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.core.finding import Finding
from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.facts import Fact
from verbale.verify.case import Case
from verbale.verify.wording import any_of, day

RULE = "founding-date"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each founding told with a date, where the facts know it."""
    for r in case.records("event"):
        if r.values["type"] != "founding" or r.time is None or r.time.earliest is None or r.time.latest is None:
            continue
        known = _known(case, r)
        if known is not None and known.start is not None and r.time.span is not None:
            yield _judged(case, r.time.span, (r.id,), r.time, known, known.start)
    told = {r.time.span for r in case.records("event") if r.time}
    yield from (f for f in _plain(case) if f.spans[0] not in told)


def _plain(case: Case) -> Iterator[Finding]:
    """ "ASEAN was founded in 1967" where no event was made of it: name, verb and date in a row."""
    dates = {t.span.start: t for t in case.times if t.interval and t.interval.earliest and t.interval.latest}
    founded = any_of(case.lexicon, "was-founded")
    for a in case.actors:
        verb = founded.match(case.text, a.span.end + 1) if a.sort == "body" and len(a.ids) == 1 else None
        time = dates.get(verb.end() + 1) if verb else None
        known = case.facts.founding(a.ids[0]) if time else None
        organ = any_of(case.lexicon, "of").search(case.text, max(0, a.span.start - 8), a.span.start)
        if time and time.interval and known and known.start and not organ:
            yield _judged(case, time.span, (), time.interval, known, known.start)


def _known(case: Case, r: Record) -> Fact | None:
    """The fact about relations of the two states, or about the one body that is founded."""
    thing = str(r.values.get("object") or "")
    states = [a["id"] for a in r.values["actors"] if len(a["id"]) == 3 and a["id"].isupper()]
    if any_of(case.lexicon, "relations").search(thing):
        line = case.line(r.span)
        lesser = any_of(case.lexicon, "other-relations").search(case.words(line.span if line else r.span))
        return case.facts.relations(states[0], states[1]) if len(states) == 2 and not lesser else None
    where = r.fields.get("object")
    bodies = [a for a in case.actors if where and where.contains(a.span) and a.sort == "body"]
    named = {a.ids[0] for a in bodies if where and a.ids and _whole(case, a.span, where)}
    return case.facts.founding(named.pop()) if len(named) == 1 else None


def _whole(case: Case, name: Span, thing: Span) -> bool:
    """Whether the name is all of what is founded, but for an article."""
    rest = case.text[thing.start : name.start] + case.text[name.end : thing.end]
    return any_of(case.lexicon, "article").sub("", rest).strip() == ""


def _judged(case: Case, where: Span, records: tuple[str, ...], time: Interval, known: Fact, start: Interval) -> Finding:
    meets = time.overlaps(start)
    assert time.earliest and start.earliest
    error = known.kind == "relations" and time.earliest.year != start.earliest.year and time.edtf[:4].isdigit()
    what = f"{known.kind} of {' and '.join(filter(None, (known.subject, known.object)))}"
    return case.finding(
        RULE, "info" if meets else "error" if error else "warning", "holds" if meets else "contradicted",
        [where], f"{what}: {time.edtf} in the text, {start.edtf} by the facts",
        because="the dates meet" if meets else "no day fits both", records=records,
        inputs={"text": time.edtf, "known": start.edtf}, formula="date in the text = date by the facts",
        supplied=(f"{what}, {day(start.earliest)} ({known.source})",),
    )  # fmt: skip
