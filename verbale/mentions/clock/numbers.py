"""Numbers in figures and in words: what classes of token a number can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Classes = Mapping[str, Any]


def number_classes(value: float, form: str) -> dict[str, Any]:
    """Classes of a number. form: digits, ordinal (digits or words), word, year (words read as a year)."""
    if form == "year":
        return {"year": value}
    if form == "ordinal":
        return {"ord": value} | ({"domord": value} if 1 <= value <= 31 else {})
    classes: dict[str, Any] = {"num": value}
    if form == "word":
        return classes | ({"domword": value} if 1 <= value <= 31 else {"year": value} if 1000 <= value < 2200 else {})
    if form in ("digits", "digits2") and value == int(value):
        classes |= {"dom": value} if 1 <= value <= 31 and form == "digits2" else {}
        classes |= {"yy": value} if form == "digits2" else {}
        classes |= {"year": value} if form == "digits" and 1000 <= value < 2200 else {}
    return classes


def samples() -> Iterator[Classes]:
    """One of every set of classes that a number can have."""
    for value, form in (
        (5, "digits2"),
        (55, "digits2"),
        (0, "digits2"),
        (2000, "digits"),
        (5, "digits"),
        (9999, "digits"),
        (1.5, "digits"),
        (3, "ordinal"),
        (40, "ordinal"),
        (5, "word"),
        (50, "word"),
        (1990, "word"),
        (5000, "word"),
        (1990, "year"),
    ):
        yield number_classes(value, form)


Part = tuple[str, int]
YEAR_HEADS = range(10, 22)


def as_year(parts: Sequence[Part]) -> int | None:
    """Words read as a year in pairs: nineteen | eighty six, seventeen hundred | thirty three, nineteen | zero one."""
    values = [v for k, v in parts if k not in ("and",)]
    kinds = [k for k, _ in parts if k != "and"]
    if len(values) < 2 or values[0] not in YEAR_HEADS or kinds[0] not in ("teens", "tens"):
        return None
    rest, names = values[1:], kinds[1:]
    if names[0] == "scale" and rest[0] == 100:
        rest, names = rest[1:], names[1:]
        return values[0] * 100 + sum(rest) if rest and _below_hundred(names) else None
    if names[0] == "zero" and len(rest) == 2 and names[1] == "ones":
        return values[0] * 100 + rest[1]
    return values[0] * 100 + sum(rest) if _below_hundred(names) and sum(rest) >= 10 else None


def _below_hundred(names: Sequence[str]) -> bool:
    return tuple(names) in {("ones",), ("teens",), ("tens",), ("tens", "ones")}


def as_cardinal(parts: Sequence[Part]) -> int | None:
    """The value of number words, or None where they do not make one number."""
    total = group = 0
    room = 1000
    for kind, value in parts:
        if kind == "and":
            continue
        if kind == "zero":
            return None
        if kind == "scale":
            if value == 100:
                group, room = (group or 1) * 100, 100
            else:
                total, group, room = total + (group or 1) * value, 0, 1000
            continue
        if value >= room:
            return None
        group += value
        room = {"tens": 10, "teens": 1, "ones": 1}[kind]
    return total + group


def read(parts: Sequence[Part], ordinal: bool) -> tuple[int, str] | None:
    """Number words to a value and its form; ordinal: the last of them is one."""
    if not ordinal and (found := as_year(parts)) is not None:
        return found, "year"
    value = as_cardinal(parts)
    return None if value is None else (value, "ordinal" if ordinal else "word")
