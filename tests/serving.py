"""A PostgreSQL server of one's own, from Debian's package: in a temporary folder, on loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOMES = [Path(f"/usr/lib/postgresql/{n}/bin") for n in (18, 17, 16, 15)]
USER, PASSWORD = "verbale", "a-s3cret"


class Missing(Exception):
    """Why no server can be had here."""


@dataclass(slots=True)
class Server:
    """A running server. port: on 127.0.0.1."""

    port: int
    made: int = 0

    def url(self, database: str = "postgres", password: str = PASSWORD, user: str = USER) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def database(self, more: str = "") -> str:
        """The address of a new, empty database."""
        self.made += 1
        name = f"register{self.made}"
        self.run(f"CREATE DATABASE {name} {more}")
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)


def home() -> Path:
    """Where the server's programs are. Raises Missing."""
    found = next((h for h in HOMES if (h / "initdb").exists()), None)
    if found is None:
        raise Missing("PostgreSQL is not installed (Debian's package postgresql-15)")
    return found


def _as_user() -> list[str]:
    """What goes before a command so that it is not run as root, which the server refuses."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError as error:
        raise Missing("there is no user postgres to run the server as") from error
    if not shutil.which("runuser"):
        raise Missing("there is no runuser to run the server as another user")
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _run(command: Sequence[object], folder: Path) -> None:
    """Its output goes to a file, since the server it starts would hold a pipe open."""
    with (folder / "output").open("ab") as output:
        subprocess.run([str(c) for c in command], cwd=folder, check=True, stdout=output, stderr=output, timeout=120)


@contextmanager
def server(options: Sequence[str] = ("fsync=off",)) -> Iterator[Server]:
    """A server that asks for a password. Raises Missing where none can be had."""
    programs, before = home(), _as_user()
    folder = Path(tempfile.mkdtemp(prefix="register-server-"))
    try:
        if before:
            shutil.chown(folder, "postgres")
        (folder / "password").write_text(PASSWORD)
        data, port = folder / "data", _free_port()
        _run([*before, programs / "initdb", "-D", data, "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "-N",
              "-A", "scram-sha-256", f"--pwfile={folder / 'password'}"], folder)  # fmt: skip
        given = " ".join(f"-c {option}" for option in options)
        ask = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {given}"
        control = [*before, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        _run([*control, "-o", ask, "start"], folder)
        try:
            yield Server(port)
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
