"""The store: every reading of every document, its records and its words."""

from __future__ import annotations

from verbale.register.errors import RegisterError
from verbale.register.rows import About, Hit, Kept
from verbale.register.store import Register, open_register

__all__ = ["About", "Hit", "Kept", "Register", "RegisterError", "open_register"]
