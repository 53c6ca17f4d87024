"""Tables of the register, the same on SQLite and PostgreSQL; the word index is SQLite's alone.

Offsets (`start`, `stop`) count Unicode code points of `documents.text`, end exclusive. Days are ISO 8601.
A document keeps every reading of it, in read order; the one marked `current` is what queries see.
"""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 1
APPLICATION = 0x76726231

metadata = sa.MetaData()
JSON = sa.JSON(none_as_null=True)


def _of(column: str, target: str) -> sa.Column[int]:
    key = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(column, sa.Integer, key, primary_key=True, autoincrement=False)


def _span() -> tuple[sa.Column[int], sa.Column[int]]:
    return sa.Column("start", sa.Integer, nullable=False), sa.Column("stop", sa.Integer, nullable=False)


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
    sa.Column("doc", sa.Text, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("known_on", sa.Date),
    sa.Column("source", sa.Text, nullable=False, index=True),
    *(sa.Column(name, sa.Text) for name in ("item", "title", "publisher", "place", "url", "language", "genre")),
    sa.Column("date", JSON),
    sa.Column("earliest", sa.Date),
    sa.Column("latest", sa.Date),
    *(sa.Column(name, JSON, nullable=False) for name in ("dating", "notes", "counts")),
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
)

actors = sa.Table(
    "actors",
    metadata,
    sa.Column("reading", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    sa.ForeignKeyConstraint(["reading", "number"], ["records.reading", "records.number"], ondelete="CASCADE"),
    sa.Index("actors_by_actor", "actor", "reading", "number"),
    sqlite_with_rowid=False,
)

names = sa.Table(
    "names",
    metadata,
    _of("reading", "readings.number"),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Index("names_by_actor", "actor"),
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

WORDS = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(body, content='passages', content_rowid='key',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN"
    " INSERT INTO passage_words(rowid, body) VALUES (new.key, new.body); END",
    "CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN"
    " INSERT INTO passage_words(passage_words, rowid, body) VALUES ('delete', old.key, old.body); END",
)
"""The word index of SQLite (FTS5), kept in step with `passages` by the store itself."""


def create(connection: sa.Connection) -> None:
    """All tables at the present version, in an empty store."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        for statement in WORDS:
            connection.exec_driver_sql(statement)
    connection.execute(meta.insert().values(name="schema", value=str(VERSION)))
