"""The register: readings in, documents, records and words out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from verbale.core.document import Document
from verbale.core.record import Reading
from verbale.register import opening
from verbale.register.asking import Query, Side
from verbale.register.checking import counts, problems
from verbale.register.choosing import Chosen, select
from verbale.register.deciding import forget_words, on_records
from verbale.register.decisions import Decisions
from verbale.register.errors import RegisterError
from verbale.register.guard import told
from verbale.register.loading import batches, refresh, write
from verbale.register.naming import best
from verbale.register.outcomes import applied
from verbale.register.queries import SHOWN, among, joined, kept, known, same, versions
from verbale.register.rows import About, Hit, Kept, Version, about, document
from verbale.register.schema import actors as parts
from verbale.register.schema import documents, names, readings, records
from verbale.register.searching import hits
from verbale.register.writing import prepare

ALL = Query()
REFRESH = 1000
"""Readings after which the database is told to look at its tables anew."""
BATCH = 200
"""Readings that `add_all` stores in one transaction."""


def open_register(url_or_path: str | Path, create: bool = True) -> Register:
    """Open the register at a path or database URL, making it where `create` allows.

    Raises RegisterError where there is none, or what is there is foreign, damaged, newer or out of reach.
    """
    where = opening.place(url_or_path)
    with told(opening.name(where)):
        if isinstance(where, Path):
            _check(where, create)
        engine = opening.engine(where, create and not (isinstance(where, Path) and where.exists() and _size(where)))
        try:
            opening.prepare(engine, create)
        except BaseException:
            engine.dispose()
            raise
    return Register(engine, opening.name(where))


def _size(path: Path) -> int:
    return path.stat().st_size


def _check(path: Path, create: bool) -> None:
    if path.is_dir():
        raise RegisterError("is a folder, not a register")
    if not path.exists() and not create:
        raise RegisterError("there is no such register")
    if not path.absolute().parent.is_dir():
        raise RegisterError("the folder it should stand in does not exist")


class Register(Decisions):
    """A store of readings. Made by `open_register`; every method raises RegisterError where the store fails."""

    def add(self, reading: Reading, known_on: date | None = None) -> None:
        """Store a reading, whole or not at all. It supersedes the document's last one, which is kept.

        A reading that says exactly what the current one says is not stored again, so a batch can be run anew.
        known_on: the day it was learnt.
        """
        self.add_all((reading,), known_on)

    def add_all(self, readings: Iterable[Reading], known_on: date | None = None, at_once: int = BATCH) -> int:
        """Store many readings, `at_once` in a transaction, as `add` does; how many said something new.

        What a transaction stored stays, should a later one fail.
        """
        count = 0
        for batch in batches((prepare(reading, known_on) for reading in readings), at_once):
            with self._writes() as connection:
                count += write(connection, batch)
        if count >= REFRESH:
            self._refresh()
        return count

    def _refresh(self) -> None:
        """Let the database count its rows anew, so that it looks up the shortest way after many came in."""
        with self._writes() as connection:
            refresh(connection)

    def forget(self, doc_id_or_source: str) -> int:
        """Remove a document by its id, or all from a source, with every reading; how many there were.

        Its words go from the decisions of persons as well, also where only those knew the document.
        """
        mine = sa.select(readings.c.doc).where(
            (readings.c.source == doc_id_or_source) | (readings.c.doc == doc_id_or_source)
        )
        with self._writes() as connection:
            ids = sorted(set(connection.execute(mine).scalars()))
            words = forget_words(connection, [*ids, doc_id_or_source])
            gone = sum(connection.execute(sa.delete(documents).where(documents.c.id == i)).rowcount for i in ids)
        if (gone or words) and self._engine.dialect.name == "sqlite":
            self._wipe()
        return gone

    def _wipe(self) -> None:
        """Clear the words of removed documents from the index and the log, where they would linger."""
        with self._writes() as connection:
            connection.exec_driver_sql("INSERT INTO passage_words(passage_words) VALUES ('optimize')")
        with told(self.name), self._engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def holds(self) -> dict[str, int]:
        """How many of each sort of row there are, by name; the version of the schema first."""
        with self._reads() as connection:
            return counts(connection)

    def check(self) -> list[str]:
        """What is not whole, a line each; none where the database finds its file, its words and its rows whole."""
        with self._reads() as connection:
            return problems(connection)

    def documents(self, query: Query = ALL) -> list[About]:
        """Documents that meet a query, each by the reading that counts for it, in read order.

        since, until: its date touches these days. as_of: it was there on that day. Where the query says something of
        records (actors, kinds, types, statuses, topics, said_by), documents with such a record.
        """
        with self._reads() as connection:
            found = [about(row) for row in connection.execute(among(query)).mappings()]
        if not query.of_records:
            return found
        holding = {kept.document.id for kept in self.select(replace(query, since=None, until=None))}
        return [document for document in found if document.id in holding]

    def readings(self, doc_id: str) -> list[About]:
        """Every reading of a document, the first first; `reading` is its number, `known_on` its day."""
        chosen = sa.select(*SHOWN).where(readings.c.doc == doc_id).order_by(readings.c.number)
        with self._reads() as connection:
            return [about(row) for row in connection.execute(chosen).mappings()]

    def text(self, doc_id: str) -> str | None:
        """The text of a document, which the offsets of its records count in."""
        with self._reads() as connection:
            return connection.execute(sa.select(documents.c.text).where(documents.c.id == doc_id)).scalar()

    def history(self, record_id: str) -> list[Version]:
        """What each reading of its document made of the words of a record, the first reading first.

        In another reading it is the record of this id, or the one of its kind at the same words. Empty for no record.
        """
        kept = self.get(record_id)
        if kept is None:
            return []
        with self._reads() as connection:
            return versions(connection, kept)

    def texts(self) -> Iterator[Document]:
        """The documents themselves, in read order, as they were given: a date that was inferred is left out again."""
        with self._reads() as connection:
            chosen = sa.select(readings, documents.c.text).join(documents, documents.c.id == readings.c.doc)
            for row in connection.execute(chosen.where(readings.c.current).order_by(readings.c.number)).mappings():
                yield document(row)

    def records(
        self,
        actors: Sequence[Side] = (),
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> list[Kept]:
        """Current records, by date, then in read and text order.

        actors: each must be in the record, in any part of it; of a collection of ids one must.
        since, until: the record's time must touch these days, or where it has none its document's date must.
        """
        kinds = (kind,) if kind is not None else ()
        return self.select(Query(tuple(actors), kinds, since=since, until=until))

    def select(self, query: Query) -> list[Kept]:
        """Records that meet a query, by date, then in read and text order.

        Each document speaks by its current reading, or with `known_on` by the latest that was known by then. What
        persons decided is applied, with `known_on` what they had decided by then: a corrected record is found by its
        new values, and one that was rejected is left out unless `rejected` asks for it.
        """
        return [chosen.kept for chosen in self._select(query)]

    def _select(self, query: Query) -> list[Chosen]:
        with self._reads() as connection:
            return select(connection, query)

    def get(self, record_id: str) -> Kept | None:
        """The record of this id from the latest reading that has it, with the words around its quote.

        It is given with what persons decided, also where they rejected it.
        """
        every = joined(documents.c.text).join(documents, documents.c.id == readings.c.doc)
        latest = every.where(records.c.id == record_id).order_by(readings.c.number.desc()).limit(1)
        with self._reads() as connection:
            row = connection.execute(latest).mappings().first()
            if row is None:
                return None
            place = (row["number"], row["place_in_reading"])
            return applied(kept(row, row["text"]), on_records(connection, [place[0]], None).get(place, ()))

    def officers(self, state: str, known_on: date | None = None) -> frozenset[str]:
        """Persons whom the records give an office of this state or body."""
        person, post = parts.alias(), parts.alias()
        counting = sa.select(readings.c.number).where(known(known_on))
        chosen = (
            sa.select(person.c.actor, post.c.reading, post.c.number)
            .join_from(post, person, same(person, post))
            .where(post.c.reading.in_(counting), post.c.actor == state)
            .where(post.c.part == "office", person.c.part == "subject")
        )
        with self._reads() as connection:
            found = connection.execute(chosen).all()
            decided = on_records(connection, None, known_on)
        plain = {who for who, reading, number in found if (reading, number) not in decided}
        return frozenset(plain | (self._appointed(state, known_on) if decided else set()))

    def _appointed(self, state: str, known_on: date | None) -> set[str]:
        """The same from records that persons decided on."""
        asked = Query((state,), ("relation",), types=("office",), known_on=known_on)
        values = [kept.record.values for kept in self.select(asked) if kept.decisions or kept.dispute]
        return {who for v in values if state in (v.get("object") or ()) for who in v.get("subject") or ()}

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Each actor's name as current readings write it; ids that no text names are left out."""
        chosen = (
            sa.select(names.c.actor, names.c.name, sa.func.sum(names.c.times))
            .where(names.c.actor.in_(sorted(ids)))
            .group_by(names.c.actor, names.c.name)
        )
        with self._reads() as connection:
            return best((who, name, int(times)) for who, name, times in connection.execute(chosen))

    def search(self, words: str, limit: int = 20, query: Query = ALL) -> list[Hit]:
        """Sentences and quotes that hold every word, and every phrase in double quotes; the best first.

        Word forms count ("visits" finds "visited"), case and accents do not. Of stretches that overlap, one is given.
        query: only in documents that meet it (`documents`), and where it says something of records, only at words of
        such records, as they were read.
        """
        with self._reads() as connection:
            return hits(connection, words, limit, query)
