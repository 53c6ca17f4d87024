"""From an older register to the present one, a numbered step at a time.

A step brings a store from the version before its number to its number, in the transaction of all. Its statements are
frozen: what a step did once it does for ever, whatever the schema becomes later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from verbale.register.errors import RegisterError
from verbale.register.schema import VERSION, meta
from verbale.register.version2 import to_version_2

Step = Callable[[sa.Connection], None]
STEPS: Mapping[int, Step] = {2: to_version_2}


def version(connection: sa.Connection) -> int:
    """The schema version of a store. Raises RegisterError where it holds none."""
    found = connection.execute(sa.select(meta.c.value).where(meta.c.name == "schema")).scalar()
    if found is None or not found.isdecimal():
        raise RegisterError("not a register of verbale")
    return int(found)


def upgrade(connection: sa.Connection, target: int = VERSION, steps: Mapping[int, Step] = STEPS) -> int:
    """Run the steps that are missing, in order, in the caller's transaction; the version it had before."""
    found = version(connection)
    if found > target:
        raise RegisterError(f"made by a newer verbale (schema {found}; this one knows up to {target})")
    for number in range(found + 1, target + 1):
        steps[number](connection)
        connection.execute(sa.update(meta).where(meta.c.name == "schema").values(value=str(number)))
    return found
