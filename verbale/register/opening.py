"""Opening a store: the engine, its settings, and whether what is there is a register at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from verbale.register.errors import RegisterError
from verbale.register.migrations import upgrade, version
from verbale.register.schema import APPLICATION, VERSION, create

PATIENCE = 60_000
"""Milliseconds that a connection waits for another's lock."""
CONNECT = 10
"""Seconds that a server is given to answer."""
SERVER = 15
"""The oldest release of PostgreSQL that is served."""


def place(where: str | Path) -> Path | sa.URL:
    """A path, or the URL of a database; an SQLite URL gives its path. Raises RegisterError."""
    if isinstance(where, Path) or "://" not in where:
        return Path(where)
    try:
        url = sa.make_url(where)
    except sa.exc.ArgumentError as error:
        raise RegisterError("the register's address cannot be read") from error
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise RegisterError("a register is an SQLite file, or a database at postgresql://…")
    if not url.database:
        raise RegisterError("the register's address names no file")
    return Path(url.database)


def name(where: Path | sa.URL) -> str:
    """What messages call it: a file's base name, a database's name."""
    return where.name if isinstance(where, Path) else (where.database or "register")


def engine(where: Path | sa.URL, new: bool) -> sa.Engine:
    """The engine of a store. A file is opened for writing where that is permitted."""
    if isinstance(where, sa.URL):
        return _server(where)
    address = f"{where.absolute().as_uri()}?{_mode(where, new)}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    made = sa.create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    sa.event.listen(made, "connect", _settings)
    sa.event.listen(made, "begin", _begin)
    return made


def _server(url: sa.URL) -> sa.Engine:
    try:
        made = sa.create_engine(url, connect_args={"connect_timeout": CONNECT}, pool_pre_ping=True)
    except (ImportError, sa.exc.ArgumentError) as error:
        raise RegisterError('PostgreSQL needs its driver: install "verbale[postgres]"') from error
    sa.event.listen(made, "begin", _begin_server)
    return made


def _begin_server(connection: sa.Connection) -> None:
    """One writer at a time, as on SQLite: the lock goes with the transaction. Others see what was there before."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION})")


def _mode(path: Path, new: bool) -> str:
    """SQLite's open mode. On a medium that cannot be written nobody else writes either, so no lock is sought."""
    if new:
        return "mode=rwc"
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        return "mode=rw"
    log = path.with_name(path.name + "-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"


def _settings(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    for pragma in (f"busy_timeout = {PATIENCE}", "foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """Writers take the lock at once: a reader that turns writer midway would be refused without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare(store: sa.Engine, new: bool) -> None:
    """Make the tables of an empty store, or check and bring up those that are there. Raises RegisterError."""
    if store.dialect.name != "sqlite":
        _fit(store)
    if store.dialect.name == "sqlite" and _state(store) == "empty" and new:
        _log_ahead(store)
    with store.connect() as connection, connection.begin():
        current = _holds(connection) == "register" and version(connection) == VERSION
    if not current:
        with _older(store), store.connect().execution_options(writes=True) as connection, connection.begin():
            _make_or_upgrade(connection, new)


@contextmanager
def _older(store: sa.Engine) -> Iterator[None]:
    """Say so where a register that should be brought up to date cannot be written."""
    try:
        yield
    except sa.exc.OperationalError as error:
        if _state(store) == "register" and "READONLY" in str(getattr(error.orig, "sqlite_errorname", "")):
            raise RegisterError("made by an older verbale and read-only, so it cannot be brought up to date") from error
        raise


def _fit(store: sa.Engine) -> None:
    """Whether the server is one that the register's statements are for."""
    with store.connect() as connection, connection.begin():
        number, letters = (connection.exec_driver_sql(f"SHOW server_{n}").scalar() for n in ("version_num", "encoding"))
    if int(str(number)) < SERVER * 10_000:
        raise RegisterError(f"needs PostgreSQL {SERVER} or newer")
    if letters != "UTF8":
        raise RegisterError("needs a database in UTF-8")


def _state(store: sa.Engine) -> str:
    with store.connect() as connection, connection.begin():
        return _holds(connection)


def _log_ahead(store: sa.Engine) -> None:
    """Write-ahead logging (sqlite.org/wal.html), which stays with the file; set outside any transaction."""
    with store.connect() as connection:
        connection.connection.cursor().execute("PRAGMA journal_mode = WAL")


def _make_or_upgrade(connection: sa.Connection, new: bool) -> None:
    found = _holds(connection)
    if found == "empty" and new:
        create(connection)
    elif found == "register":
        upgrade(connection)
    else:
        raise RegisterError("not a register of verbale")


def _holds(connection: sa.Connection) -> str:
    """What a store has in it: "register", "empty" or "foreign"."""
    tables = set(sa.inspect(connection).get_table_names())
    if connection.dialect.name == "sqlite":
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
        ours, empty = mark == APPLICATION and "meta" in tables, not (tables or mark)
    else:
        ours, empty = {"meta", "readings"} <= tables, not tables & {"meta", "readings"}
    return "register" if ours else "empty" if empty else "foreign"
