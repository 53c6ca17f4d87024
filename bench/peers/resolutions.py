"""What Microsoft's Recognizers say of a time or a quantity, as answers; both editions say it in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from units import code
from wire import ONE_DAY, Answer, Found, days, form

RANGES = ("daterange", "datetimerange")
DATES = ("date", "datetime")


def day(text: str | None) -> date | None:
    """The day of a date or a date with a time of day; None where it is neither."""
    return date.fromisoformat(text[:10]) if text and re.match(r"\d{4}-\d{2}-\d{2}", text) else None


def _dates(value: dict[str, Any]) -> Iterator[Answer]:
    """A date or a stretch; the end of a stretch may be meant to belong to it or not, so both count."""
    kind, bounds = value.get("type"), (day(value.get("start")), day(value.get("end")))
    if kind in DATES and (first := day(value.get("value"))):
        yield days(first, first + ONE_DAY)
    elif kind in RANGES and any(bounds):
        yield days(*bounds)
        if bounds[1] and bounds[1] < date.max:
            yield days(bounds[0], bounds[1] + timedelta(days=1))


def answers(resolution: dict[str, Any] | None) -> tuple[Answer, ...]:
    """Every value of a resolution, in its order."""
    found: list[Answer] = []
    for value in (resolution or {}).get("values") or ():
        if value.get("type") in ("duration", "set") and value.get("timex"):
            found.append(form(value["timex"]))
        else:
            found.extend(_dates(value))
    return tuple(found)


def time(start: int, end: int, kind: str, resolution: dict[str, Any] | None) -> Found | None:
    """A time; None for a time of day alone, which is out of scope."""
    if kind.rpartition(".")[2] in ("time", "timerange", "timezone"):
        return None
    return Found("time", start, end, answers(resolution))


def quantity(start: int, end: int, resolution: dict[str, Any] | None) -> Found | None:
    """A currency, percentage or dimension; None where only a unit was seen."""
    value = (resolution or {}).get("value")
    if not resolution or value is None:
        return None
    unit = "%" if str(value).endswith("%") else code(resolution.get("unit"), resolution.get("isoCurrency"))
    number = str(value).rstrip("%")
    return Found("quantity", start, end, ({"value": number, "unit": unit},))
