"""What an expression is read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.mentions.clock.meaning import Unresolved
from verbale.mentions.clock.period import Period

NO_ANCHOR = "no anchor"
NO_PRIOR = "no earlier time"


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    anchor: the day of the document; direction: past, future or None; prior: the time last spoken of, near: whether it
    stands in this sentence or the one before; order: mdy or dmy; fiscal: the publisher's row of `time_fiscal`;
    publisher: the state that keeps the feasts.
    """

    anchor: date | None
    direction: str | None = None
    prior: Period | None = None
    near: bool = False
    south: bool = False
    order: str | None = None
    fiscal: tuple[int, str] | None = None
    publisher: str | None = None

    def day(self) -> date:
        if self.anchor is None:
            raise Unresolved(NO_ANCHOR)
        return self.anchor

    def before(self) -> Period:
        if self.prior is None:
            raise Unresolved(NO_PRIOR)
        return self.prior
