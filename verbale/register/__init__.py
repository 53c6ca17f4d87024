"""The store: every reading of every document, its records and its words.

The parts that need a database are loaded on first use, so that what only shows records starts quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.register.asking import Query
from verbale.register.decision import Anchor, Decision
from verbale.register.errors import RegisterError
from verbale.register.rows import About, Hit, Kept, Version

if TYPE_CHECKING:
    from verbale.register.store import Register, open_register

__all__ = [
    "About",
    "Anchor",
    "Decision",
    "Hit",
    "Kept",
    "Query",
    "Register",
    "RegisterError",
    "Version",
    "open_register",
]


def __getattr__(name: str) -> Any:
    if name in ("Register", "open_register"):
        from verbale.register import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
