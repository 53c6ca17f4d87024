"""Tables of the register, the same on SQLite and PostgreSQL; each has the word index of its own.

Offsets (`start`, `stop`) count Unicode code points of `documents.text`, end exclusive. Days are ISO 8601.
A document keeps every reading of it, in read order; the one marked `current` is what queries see. `passages` and
`names` are of current readings alone.

Two tables hold days for looking up: there, an end that is open stands as the first or the last day there is, and what
has no place in time has its ends the wrong way round, so that it touches no day.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from verbale.register.indexing import word_index

VERSION = 2
APPLICATION = 0x76726231

FIRST, LAST = "0001-01-01", "9999-12-31"
"""The first and the last day that there is (ISO 8601, Python's `date.min` and `date.max`)."""

metadata = sa.MetaData()
JSON = sa.JSON(none_as_null=True)


def _of(column: str, target: str) -> sa.Column[int]:
    key = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(column, sa.Integer, key, primary_key=True, autoincrement=False)


def _span() -> tuple[sa.Column[int], sa.Column[int]]:
    return sa.Column("start", sa.Integer, nullable=False), sa.Column("stop", sa.Integer, nullable=False)


def _ends(first: str, last: str, comment: str) -> tuple[sa.Column[date], sa.Column[date]]:
    return (
        sa.Column(first, sa.Date, nullable=False, server_default=FIRST, comment=comment),
        sa.Column(last, sa.Date, nullable=False, server_default=LAST),
    )


meta = sa.Table(
    "meta", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
)

documents = sa.Table(
    "documents", metadata, sa.Column("id", sa.Text, primary_key=True), sa.Column("text", sa.Text, nullable=False)
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("doc", sa.Text, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("known_on", sa.Date),
    sa.Column("source", sa.Text, nullable=False, index=True),
    *(sa.Column(name, sa.Text) for name in ("item", "title", "publisher", "place", "url", "language", "genre")),
    sa.Column("date", JSON),
    sa.Column("earliest", sa.Date),
    sa.Column("latest", sa.Date),
    *(sa.Column(name, JSON, nullable=False) for name in ("dating", "notes", "counts")),
    sa.Index("readings_by_day", "doc", "known_on", "number"),
    sqlite_autoincrement=True,
)
sa.Index(
    "one_current_reading",
    readings.c.doc,
    unique=True,
    sqlite_where=readings.c.current,
    postgresql_where=readings.c.current,
)

turns = sa.Table(
    "turns",
    metadata,
    _of("reading", "readings.number"),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    *_span(),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("label", sa.Text),
    sa.Column("answers", sa.Integer),
    sa.Column("speakers", JSON, nullable=False),
)

records = sa.Table(
    "records",
    metadata,
    _of("reading", "readings.number"),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("type", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    *_span(),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("dated", sa.Boolean, nullable=False, comment="it or its document has a date"),
    sa.Column("earliest", sa.Date, comment="of the record's own time, else of its document's date"),
    sa.Column("latest", sa.Date),
    sa.Column("body", JSON, nullable=False),
    *_ends("begins", "ends", "what `as_of` asks for (verbale.register.times)"),
    sa.Column("topics", sa.Text, nullable=False, server_default="", comment="each between bars: |trade|energy|"),
)

actors = sa.Table(
    "actors",
    metadata,
    sa.Column("reading", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    *_ends("earliest", "latest", "the record's, as its table has them"),
    sa.ForeignKeyConstraint(["reading", "number"], ["records.reading", "records.number"], ondelete="CASCADE"),
    sa.Index("actors_by_record", "actor", "reading", "number", "latest", "earliest"),
    sqlite_with_rowid=False,
)

sa.Index(
    "offices_by_actor",
    actors.c.actor,
    actors.c.reading,
    actors.c.number,
    sqlite_where=actors.c.part == "office",
    postgresql_where=actors.c.part == "office",
)

sa.Index(
    "subjects_by_record",
    actors.c.reading,
    actors.c.number,
    actors.c.actor,
    sqlite_where=actors.c.part == "subject",
    postgresql_where=actors.c.part == "subject",
)
"""Who holds an office is read from this and the index above, never from the table. `actors_by_record` holds all that is
asked of an actor, in the order of the records: where two meet is found by reading two lists side by side."""

names = sa.Table(
    "names",
    metadata,
    _of("reading", "readings.number"),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Index("names_by_actor", "actor", "name", "times"),
    sqlite_with_rowid=False,
)

refusals = sa.Table(
    "refusals",
    metadata,
    _of("reading", "readings.number"),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    *_span(),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("reading", sa.Integer, sa.ForeignKey("readings.number", ondelete="CASCADE"), nullable=False, index=True),
    *_span(),
    sa.Column("body", sa.Text, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("made", sa.Text, nullable=False, comment="UTC: 2024-07-03T09:30:00.000000Z"),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("field", sa.Text),
    sa.Column("old", JSON),
    sa.Column("new", JSON),
)

targets = sa.Table(
    "targets",
    metadata,
    sa.Column("decision", sa.Text, sa.ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("doc", sa.Text, nullable=False, index=True, comment="of the document, which need not be here"),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("item", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    *_span(),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("quote", "before", "after", "key")),
    sa.Column("alike", sa.Integer, nullable=False),
)

attached = sa.Table(
    "attached",
    metadata,
    sa.Column("decision", sa.Text, primary_key=True),
    sa.Column("target", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("reading", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.ForeignKeyConstraint(["decision", "target"], ["targets.decision", "targets.number"], ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["reading", "number"], ["records.reading", "records.number"], ondelete="CASCADE"),
    sa.Index("attached_by_record", "reading", "number"),
)


def create(connection: sa.Connection) -> None:
    """All tables at the present version, in an empty store."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    for statement in word_index(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(meta.insert().values(name="schema", value=str(VERSION)))
