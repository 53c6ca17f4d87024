"""A store that is open: its name, its engine, and how it is read and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import sqlalchemy as sa

from verbale.register.guard import told


class Store:
    """What all parts of a register stand on. name: what messages call it."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self.name = name
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; a file is then whole without its log beside it."""
        self._engine.dispose()

    @contextmanager
    def _reads(self) -> Iterator[sa.Connection]:
        with told(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writes(self) -> Iterator[sa.Connection]:
        """One transaction, the only one that writes: others wait their turn."""
        writer = self._engine.execution_options(writes=True)
        with told(self.name), writer.begin() as connection:
            yield connection
