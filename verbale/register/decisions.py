"""The part of a register that keeps what persons decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from verbale.register.anchoring import anchor
from verbale.register.attaching import standing
from verbale.register.correcting import checked, present
from verbale.register.deciding import Decided, loaded, on_records, standing_now, store
from verbale.register.decision import SEVERAL, VERBS, Anchor, Decision
from verbale.register.encoding import dumps
from verbale.register.errors import RegisterError
from verbale.register.guard import told
from verbale.register.holding import Store
from verbale.register.outcomes import SAME, Conflict, Ties, applied, disagree, matters, pairs, ties
from verbale.register.queries import joined, kept
from verbale.register.rows import Kept, storable
from verbale.register.schema import documents, readings, records
from verbale.register.sharing import Imported, parsed


class Decisions(Store):
    """Confirm, correct, reject, merge, split, note: rows of their own, applied when records are read."""

    def decide(
        self,
        verb: str,
        ids: Sequence[str],
        by: str,
        why: str,
        *,
        field: str | None = None,
        value: Any = None,
        made: datetime | None = None,
    ) -> list[Decision]:
        """Keep a decision on records: one on all of them for merge and split, else one on each.

        ids: of records, by any reading; the words are those of the latest that has them. by: who; why: in words.
        field, value: for a correction. made: when, now if not given. Raises RegisterError, and keeps nothing, where
        something of this cannot be.
        """
        when = (made or datetime.now(UTC)).astimezone(UTC)
        with self._writes() as connection:
            _ask(verb, ids, by, why, field)
            found = [_target(connection, name) for name in dict.fromkeys(ids)]
            if verb in SEVERAL:
                made_ = [Decision(verb, tuple(a for _, a in found), storable(by), when, storable(why))]
            else:
                made_ = [_one(verb, k, a, storable(by), when, storable(why), field, value) for k, a in found]
            for decision in made_:
                store(connection, decision)
            return made_

    def decisions(self, record_id: str | None = None) -> list[Decided]:
        """All decisions in the order in which they were made, or those tied to a current record."""
        with self._reads() as connection:
            found = standing_now(connection)
        return [d for d in found if record_id is None or record_id in d.records]

    def conflicts(self) -> list[Conflict]:
        """Where persons decided differently on one matter, their decisions side by side."""
        found = [d for d in self.decisions() if any(d.records)]
        by_record: dict[str, list[Decision]] = {}
        for decided in found:
            for name in (r for r in decided.records if r and decided.decision.verb not in SEVERAL):
                by_record.setdefault(name, []).append(decided.decision)
        single = (
            Conflict(matter, (name,), tuple(last))
            for name, some in by_record.items()
            for matter, last in matters(some).items()
            if disagree(matter, last)
        )
        double = (Conflict(SAME, p, tuple(d)) for p, d in pairs(_several(found)) if len({x.verb for x in d}) > 1)
        return [*single, *double]

    def ties(self, known_on: date | None = None) -> Ties:
        """Pairs of current records that persons said are the same, or are not. known_on: as decided by that day."""
        some = [d for d in self.decisions() if known_on is None or d.decision.made.date() <= known_on]
        return ties(_several(some))

    def export_decisions(self) -> Iterator[str]:
        """A line of JSON for each decision, in the order in which they were made."""
        with self._reads() as connection:
            yield from (dumps(decision.json()) for decision in loaded(connection).values())

    def import_decisions(self, lines: Iterable[str]) -> Imported:
        """Keep decisions from lines of JSON, all or none; what is here already stays as it is."""
        with told(self.name):
            given = list(parsed(lines))
        with self._writes() as connection:
            new = sum(store(connection, decision) for decision in given)
        return Imported(new, len(given) - new)


def _several(found: Iterable[Decided]) -> list[tuple[Decision, tuple[str, ...]]]:
    return [(d.decision, tuple(r for r in d.records if r)) for d in found if d.decision.verb in SEVERAL]


def _ask(verb: str, ids: Sequence[str], by: str, why: str, field: str | None) -> None:
    if verb not in VERBS:
        raise RegisterError(f"no decision {verb}; one of {', '.join(VERBS)}")
    if not by.strip() or not why.strip():
        raise RegisterError("a decision needs who made it and why")
    if len(set(ids)) < (2 if verb in SEVERAL else 1):
        raise RegisterError(f"{verb} needs {'two records or more' if verb in SEVERAL else 'a record'}")
    if (field is not None) != (verb == "correct"):
        raise RegisterError("a correction, and nothing else, names a field")


def _target(connection: sa.Connection, record_id: str) -> tuple[Kept, Anchor]:
    """The record of this id, with what was decided on it, and its words."""
    every = joined(documents.c.text).join(documents, documents.c.id == readings.c.doc)
    latest = every.where(records.c.id == record_id).order_by(readings.c.number.desc()).limit(1)
    row = connection.execute(latest).mappings().first()
    if row is None:
        raise RegisterError(f"no record {record_id}")
    reading, number = row["number"], row["place_in_reading"]
    others = standing(connection, reading)
    made = on_records(connection, [reading], None).get((reading, number), [])
    words = anchor(next(s for s in others if s.number == number), row["text"], others)
    return applied(kept(row), made), words


def _one(
    verb: str, record: Kept, words: Anchor, by: str, when: datetime, why: str, field: str | None, value: Any
) -> Decision:
    if field is None:
        return Decision(verb, (words,), by, when, why)
    new = checked(record.record, field, value)
    return Decision(verb, (words,), by, when, why, field, present(record.record, field), new)

