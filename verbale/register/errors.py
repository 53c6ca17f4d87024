"""What can go wrong with a store, as one line a person reads."""

from __future__ import annotations


class RegisterError(Exception):
    """Its text is one clear line without any path, address or password."""


MEANINGS = {
    "SQLITE_NOTADB": "not a register (not an SQLite file)",
    "SQLITE_CORRUPT": "the file is damaged",
    "SQLITE_READONLY": "the register is read-only",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_BUSY": "in use by another program",
    "SQLITE_LOCKED": "in use by another program",
    "SQLITE_CANTOPEN": "the file cannot be opened",
    "SQLITE_IOERR": "the disk failed to read or write",
    "SQLITE_PERM": "access is not permitted",
    "SQLITE_TOOBIG": "a document is too large for the register",
}
"""SQLite's primary result codes (sqlite.org/rescode.html) in words."""

STATES = {
    "28": "the database refuses this user or password",
    "3D000": "there is no such database",
    "3F000": "the database has no schema to work in",
    "25006": "the register is read-only",
    "42501": "this user may not do that in the database",
    "53100": "the disk is full",
    "53200": "the database is out of memory",
    "53300": "the database has too many users",
    "54": "a document is too large for the register",
    "55P03": "in use by another program",
    "40": "in use by another program",
    "57": "the database was stopped",
    "58": "the database failed to read or write",
    "XX": "the database is damaged",
    "08": "the database cannot be reached",
    "22021": "the database does not hold every letter; it needs to be in UTF-8",
}
"""PostgreSQL's error codes, or their classes, (its documentation, appendix A) in words."""
REFUSED = ("password authentication failed", "no password supplied", "no pg_hba.conf entry", "authentication failed")
MISSING = ("does not exist",)


def meaning(error: BaseException | None) -> str:
    """One line for a driver's error; extended codes ("SQLITE_IOERR_WRITE") go by their primary code."""
    code = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    if code in MEANINGS:
        return MEANINGS[code]
    if error is not None and type(error).__module__.startswith("psycopg"):
        return _of_server(error)
    return "the file is damaged, or not a register"


def _of_server(error: BaseException) -> str:
    state = str(getattr(error, "sqlstate", None) or "")
    for known in (state, state[:2]):
        if known in STATES:
            return STATES[known]
    if state:
        return f"the database refused (code {state})"
    words = str(error)
    if any(sign in words for sign in REFUSED):
        return STATES["28"]
    if any(sign in words for sign in MISSING):
        return STATES["3D000"]
    return STATES["08"]
