"""The register: readings in, documents, records and words out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from verbale.core.document import Document
from verbale.core.record import Reading
from verbale.register import opening
from verbale.register.asking import Query, Side
from verbale.register.errors import RegisterError
from verbale.register.guard import told
from verbale.register.naming import best
from verbale.register.queries import chosen, hits, joined, kept, same
from verbale.register.rows import About, Hit, Kept, about, document
from verbale.register.schema import actors as parts
from verbale.register.schema import documents, names, readings, records
from verbale.register.words import query as words_query
from verbale.register.writing import write


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


class Register:
    """A store of readings. Made by `open_register`; every method raises RegisterError where the store fails."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self.name = name
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; a file is then whole without its log beside it."""
        self._engine.dispose()

    @contextmanager
    def _reads(self) -> Iterator[sa.Connection]:
        with told(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writes(self) -> Iterator[sa.Connection]:
        writer = self._engine.execution_options(writes=True)
        with told(self.name), writer.begin() as connection:
            yield connection

    def add(self, reading: Reading, known_on: date | None = None) -> None:
        """Store a reading, whole or not at all. It supersedes the document's last one, which is kept.

        A reading that says exactly what the current one says is not stored again, so a batch can be run anew.
        known_on: the day it was learnt.
        """
        with self._writes() as connection:
            write(connection, reading, known_on)

    def forget(self, doc_id_or_source: str) -> int:
        """Remove a document by its id, or all from a source, with every reading; how many there were."""
        named = sa.select(readings.c.doc).where(readings.c.source == doc_id_or_source)
        with self._writes() as connection:
            gone = connection.execute(
                sa.delete(documents).where((documents.c.id == doc_id_or_source) | documents.c.id.in_(named))
            ).rowcount
        if gone and self._engine.dialect.name == "sqlite":
            self._wipe()
        return gone

    def _wipe(self) -> None:
        """Clear the words of removed documents from the index and the log, where they would linger."""
        with self._writes() as connection:
            connection.exec_driver_sql("INSERT INTO passage_words(passage_words) VALUES ('optimize')")
        with told(self.name), self._engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def documents(self) -> list[About]:
        """All documents by their current reading, in read order."""
        chosen = sa.select(readings).where(readings.c.current).order_by(readings.c.number)
        with self._reads() as connection:
            return [about(row) for row in connection.execute(chosen).mappings()]

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
        """Records that meet a query, by date, then in read and text order."""
        early = sa.nulls_last(sa.func.coalesce(records.c.earliest, records.c.latest))
        ordered = chosen(query).order_by(early, records.c.reading, records.c.start, records.c.number)
        with self._reads() as connection:
            return [kept(row) for row in connection.execute(ordered).mappings()]

    def get(self, record_id: str) -> Kept | None:
        """The record of this id from the latest reading that has it, with the words around its quote."""
        every = joined(documents.c.text).join(documents, documents.c.id == readings.c.doc)
        latest = every.where(records.c.id == record_id).order_by(readings.c.number.desc()).limit(1)
        with self._reads() as connection:
            row = connection.execute(latest).mappings().first()
        return kept(row, row["text"]) if row else None

    def officers(self, state: str) -> frozenset[str]:
        """Persons whom the current records give an office of this state or body."""
        person, post = parts.alias(), parts.alias()
        held = sa.and_(records.c.kind == "relation", records.c.type == "office", readings.c.current)
        chosen = (
            sa.select(person.c.actor)
            .join_from(post, records, same(post))
            .join(readings, readings.c.number == records.c.reading)
            .join(person, same(person))
            .where(held, post.c.actor == state, post.c.part == "object", person.c.part == "subject")
        )
        with self._reads() as connection:
            return frozenset(connection.execute(chosen).scalars())

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Each actor's name as current readings write it; ids that no text names are left out."""
        chosen = (
            sa.select(names.c.actor, names.c.name, sa.func.sum(names.c.times))
            .join(readings, readings.c.number == names.c.reading)
            .where(readings.c.current, names.c.actor.in_(sorted(ids)))
            .group_by(names.c.actor, names.c.name)
        )
        with self._reads() as connection:
            return best((who, name, int(times)) for who, name, times in connection.execute(chosen))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Sentences and quotes that hold every word, and every phrase in double quotes; the best first.

        Word forms count ("visits" finds "visited"), case and accents do not. Of stretches that overlap, one is given.
        """
        if self._engine.dialect.name != "sqlite":
            raise RegisterError(f"{self.name}: search needs a register in an SQLite file")
        wanted = words_query(words)
        with self._reads() as connection:
            return hits(connection, wanted, limit) if wanted and limit > 0 else []
