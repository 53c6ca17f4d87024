"""Whether one record meets a query: what the register's tables are asked, said once more for a record in hand."""

from __future__ import annotations

from datetime import date

from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.register.asking import Query, Side
from verbale.register.parties import parties
from verbale.register.rows import About
from verbale.register.times import stretch


def meets(query: Query, record: Record, document: About) -> bool:
    """All conditions but `known_on` and `rejected`, which are about readings and decisions."""
    shape, named = record.values.get("type"), {who for who, _ in parties(record)}
    lists = (
        (query.kinds, {record.kind}),
        (query.types, {shape} if isinstance(shape, str) else set()),
        (query.statuses, {record.status}),
        (query.topics, set(record.topics)),
        (query.publishers, {document.publisher}),
        (query.said_by, set(record.said_by)),
        (query.documents, {document.id}),
    )
    return (
        all(not wanted or found.intersection(wanted) for wanted, found in lists)
        and all(named & _ids(side) for side in query.actors)
        and touches(query.since, query.until, record, document)
        and (query.as_of is None or holds(query.as_of, record, document))
    )


def _ids(side: Side) -> set[str]:
    return {side} if isinstance(side, str) else set(side)


def touches(since: date | None, until: date | None, record: Record, document: About) -> bool:
    """Whether its time, or where it has none its document's date, touches these days; no date touches none."""
    when = record.time or document.date
    if not (since or until):
        return True
    asked = Interval(since, until, "")
    return when is not None and when.overlaps(asked)


def holds(day: date, record: Record, document: About) -> bool:
    """Whether it holds, or had happened, on the day (`times`)."""
    found = stretch(record, document.date)
    return found is not None and found.covers(day)
