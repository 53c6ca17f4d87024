"""What was read from tables is kept beside the compiled modules of the package, as Python keeps those.

The file is trusted as much as they are: who can write it can write them. It counts only for the same tables, the same
code and the same Python, and where it cannot be written everything is read anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
SIZE = 32  # bytes of a SHA-256


def kept(texts: Iterable[str], make: Callable[[], T]) -> T:
    """What `make` gives for the texts of tables, from the file where it is kept; pure, so that both are the same."""
    state = _state(texts)
    path = _path()
    with suppress(OSError, NotImplementedError):
        data = path.read_bytes()
        if data[:SIZE] == state and data[SIZE : 2 * SIZE] == _hash(data[2 * SIZE :]):
            return pickle.loads(data[2 * SIZE :])  # type: ignore[no-any-return]
    made = make()
    if not sys.dont_write_bytecode:
        _keep(path, state, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


def _state(texts: Iterable[str]) -> bytes:
    """A hash of the tables, of the code that reads them, and of the Python that runs it."""
    code = (p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")))
    return _hash(b"\0".join([sys.version.encode(), *code, *(t.encode() for t in texts)]))


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _path() -> Path:
    """Where Python would keep a compiled module of this package, by its rules."""
    return Path(importlib.util.cache_from_source(str(Path(__file__).with_name("tables.py")))).with_suffix(".pickle")


def _keep(path: Path, state: bytes, payload: bytes) -> None:
    """Write the file in one step; nothing where that cannot be."""
    new = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(state + _hash(payload) + payload)
        new.replace(path)
