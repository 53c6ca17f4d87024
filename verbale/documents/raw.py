"""What one format reader hands on, before metadata and datelines are settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verbale.core.document import Place


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as the source gives it.

    item: its id inside a container. meta: what the source itself says, under the names of
    `metadata.KEYS`, unchecked. places: where the text came from, in text order.
    """

    text: str
    item: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
