"""One pure function over many documents: in process, in a pool of processes, on Ray."""

from __future__ import annotations

from verbale.scale.pool import run

__all__ = ["run"]
