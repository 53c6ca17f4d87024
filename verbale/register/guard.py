"""Errors of the store as one line that names the register."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from verbale.register.errors import RegisterError, meaning


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn errors of the store into a RegisterError that names the register."""
    try:
        yield
    except RegisterError as error:
        raise RegisterError(str(error) if str(error).startswith(f"{name}: ") else f"{name}: {error}") from error
    except (DBAPIError, sqlite3.Error) as error:
        raise RegisterError(f"{name}: {meaning(getattr(error, 'orig', error))}") from error
    except (SQLAlchemyError, OSError) as error:
        raise RegisterError(f"{name}: the register cannot be used ({type(error).__name__})") from error
    except Exception as error:
        if not type(error).__module__.startswith("psycopg"):
            raise
        raise RegisterError(f"{name}: {meaning(error)}") from error
