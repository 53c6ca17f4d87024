"""What can go wrong with a store, as one line a person reads."""

from __future__ import annotations


class RegisterError(Exception):
    """Its text is one clear line without any path."""


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
}
"""SQLite's primary result codes (sqlite.org/rescode.html) in words."""


def meaning(error: BaseException | None) -> str:
    """One line for a driver's error; extended codes ("SQLITE_IOERR_WRITE") go by their primary code."""
    code = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    if code in MEANINGS:
        return MEANINGS[code]
    if type(error).__name__ == "OperationalError" and not code:
        return "the database cannot be reached"
    return "the file is damaged, or not a register"
