"""Rules are found, not listed: every public module of a package that has the named attribute."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules(package: str, attribute: str) -> tuple[ModuleType, ...]:
    """Modules of `package` that define `attribute`, in order of name.

    A module whose name starts with an underscore is part of another and is passed over.
    """
    path = importlib.import_module(package).__path__
    names = sorted(m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_"))
    loaded = (importlib.import_module(f"{package}.{name}") for name in names)
    return tuple(m for m in loaded if hasattr(m, attribute))
