"""What several checks derive from one case, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ReferenceType, ref

from verbale.verify.case import Case

T = TypeVar("T")


def kept(make: Callable[[Case], T]) -> Callable[[Case], T]:
    """A function of a case that remembers what it gave for the last one, which it tells by identity."""
    last: list[tuple[ReferenceType[Case], T]] = []

    @wraps(make)
    def of(case: Case) -> T:
        if not last or last[0][0]() is not case:
            last[:] = [(ref(case), make(case))]
        return last[0][1]

    return of
