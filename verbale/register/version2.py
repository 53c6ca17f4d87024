"""From schema 1 to schema 2: days and offices for looking up, topics, persons' decisions, PostgreSQL's word index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from verbale.register.indexing import postgresql
from verbale.register.rows import interval, record
from verbale.register.writing import holding, topics

FIRST, LAST = "0001-01-01", "9999-12-31"
AT_ONCE = 5_000
STATEMENTS = (
    f"ALTER TABLE records ADD COLUMN begins DATE DEFAULT '{FIRST}' NOT NULL",
    f"ALTER TABLE records ADD COLUMN ends DATE DEFAULT '{LAST}' NOT NULL",
    "ALTER TABLE records ADD COLUMN topics TEXT DEFAULT '' NOT NULL",
    f"ALTER TABLE actors ADD COLUMN earliest DATE DEFAULT '{FIRST}' NOT NULL",
    f"ALTER TABLE actors ADD COLUMN latest DATE DEFAULT '{LAST}' NOT NULL",
    "DROP INDEX ix_readings_doc",
    "CREATE INDEX readings_by_day ON readings (doc, known_on, number)",
    "DELETE FROM names WHERE reading IN (SELECT number FROM readings WHERE NOT current)",
    "DROP INDEX names_by_actor",
    "CREATE INDEX names_by_actor ON names (actor, name, times)",
    "DROP INDEX actors_by_actor",
    "CREATE INDEX actors_by_record ON actors (actor, reading, number, latest, earliest)",
    "CREATE TABLE decisions (id TEXT NOT NULL, verb TEXT NOT NULL, person TEXT NOT NULL, made TEXT NOT NULL,"
    " why TEXT NOT NULL, field TEXT, old JSON, new JSON, PRIMARY KEY (id))",
    "CREATE TABLE targets (decision TEXT NOT NULL, number INTEGER NOT NULL, doc TEXT NOT NULL, source TEXT NOT NULL,"
    " item TEXT, kind TEXT NOT NULL, record TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,"
    " quote TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, key TEXT NOT NULL, alike INTEGER NOT NULL,"
    " PRIMARY KEY (decision, number), FOREIGN KEY(decision) REFERENCES decisions (id) ON DELETE CASCADE)",
    "CREATE INDEX ix_targets_doc ON targets (doc)",
    "CREATE INDEX ix_targets_source ON targets (source)",
    "CREATE TABLE attached (decision TEXT NOT NULL, target INTEGER NOT NULL, reading INTEGER NOT NULL,"
    " number INTEGER NOT NULL, PRIMARY KEY (decision, target, reading),"
    " FOREIGN KEY(decision, target) REFERENCES targets (decision, number) ON DELETE CASCADE,"
    " FOREIGN KEY(reading, number) REFERENCES records (reading, number) ON DELETE CASCADE)",
    "CREATE INDEX attached_by_record ON attached (reading, number)",
)
OFFICES = (
    "INSERT INTO actors (reading, number, actor, part, earliest, latest)"
    " SELECT a.reading, a.number, a.actor, 'office', a.earliest, a.latest FROM actors a"
    " JOIN records r ON r.reading = a.reading AND r.number = a.number"
    " WHERE a.part = 'object' AND r.kind = 'relation' AND r.type = 'office'",
    "CREATE INDEX offices_by_actor ON actors (actor, reading, number) WHERE part = 'office'",
    "CREATE INDEX subjects_by_record ON actors (reading, number, actor) WHERE part = 'subject'",
)
DAYS = (
    "UPDATE actors SET (earliest, latest) = (SELECT"
    f" CASE WHEN dated THEN coalesce(r.earliest, '{FIRST}') ELSE '{LAST}' END,"
    f" CASE WHEN dated THEN coalesce(r.latest, '{LAST}') ELSE '{FIRST}' END"
    " FROM records r WHERE r.reading = actors.reading AND r.number = actors.number)"
)


def to_version_2(connection: sa.Connection) -> None:
    """Add what is new and work it out from the records that are there."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        for statement in postgresql():
            connection.exec_driver_sql(statement)
    for statement in (DAYS, *OFFICES):
        connection.exec_driver_sql(statement)
    _fill(connection)


def _fill(connection: sa.Connection) -> None:
    change = sa.text(
        "UPDATE records SET begins = :begins, ends = :ends, topics = :topics"
        " WHERE reading = :reading AND number = :number"
    )
    last = (0, -1)
    while rows := list(_after(connection, last)):
        connection.execute(change, rows)
        last = (rows[-1]["reading"], rows[-1]["number"])


def _after(connection: sa.Connection, last: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """The next rows, so that a large register is not held in memory."""
    asked = sa.text(
        "SELECT r.reading, r.number, CAST(r.body AS TEXT), CAST(d.date AS TEXT) FROM records r"
        " JOIN readings d ON d.number = r.reading WHERE (r.reading, r.number) > (:reading, :number)"
        " ORDER BY r.reading, r.number LIMIT :most"
    )
    given = {"reading": last[0], "number": last[1], "most": AT_ONCE}
    for reading, number, body, dated in connection.execute(asked, given):
        read = record(json.loads(body))
        begins, ends = (_day(connection, d) for d in holding(read, interval(json.loads(dated)) if dated else None))
        yield {"reading": reading, "number": number, "begins": begins, "ends": ends, "topics": topics(read)}


def _day(connection: sa.Connection, text: str) -> str | date:
    return text if connection.dialect.name == "sqlite" else date.fromisoformat(text)
