"""Duckling, through the native wheel of pyduckling-native-phihos: times, durations, money, measures.

Duckling has no percentages or units beyond its own few, and gives up to three readings of a time: all count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from duckling import (  # type: ignore[import-not-found,unused-ignore]
    Context,
    default_locale_lang,
    load_time_zones,
    parse,
    parse_dimensions,
    parse_lang,
    parse_locale,
    parse_ref_time,
)
from units import code
from wire import Answer, Found, Item, days, form, serve

ZONES = load_time_zones("/usr/share/zoneinfo")
LOCALE = parse_locale("EN_GB", default_locale_lang(parse_lang("EN")))
TIMES = ("time", "duration")
MEASURES = ("amount-of-money", "quantity", "distance", "volume", "temperature")
DIMENSIONS = parse_dimensions([*TIMES, *MEASURES])
MONTHS = {"month": 1, "quarter": 3, "year": 12}
SHORT = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def after(first: date, grain: str) -> date:
    """The day after a stretch of one grain."""
    if grain in MONTHS:
        months = first.year * 12 + first.month - 1 + MONTHS[grain]
        return date(months // 12, months % 12 + 1, 1)
    return first + timedelta(days=7 if grain == "week" else 1)


def day(bound: dict[str, Any] | None) -> date | None:
    return date.fromisoformat(bound["value"][:10]) if bound else None


def answer(value: dict[str, Any]) -> Answer:
    if value["type"] == "interval":
        return days(day(value.get("from")), day(value.get("to")))
    first = date.fromisoformat(value["value"][:10])
    return days(first, after(first, value["grain"]))


def length(value: dict[str, Any]) -> tuple[Answer, ...]:
    letter = SHORT.get(value["unit"])
    return (form(f"P{value['value']:g}{letter}"),) if letter else ()


def measured(value: dict[str, Any]) -> Answer:
    bound = value.get("from") or value.get("to") or value
    return {"value": bound["value"], "unit": code(bound.get("unit"), _iso(bound.get("unit")))}


def _iso(unit: str | None) -> str | None:
    return unit if unit and len(unit) == 3 and unit.isupper() else None


def read(item: Item) -> Iterator[Found]:
    moment = datetime.combine(item.date or date(1970, 1, 1), datetime.min.time(), UTC)
    context = Context(parse_ref_time(ZONES, "UTC", int(moment.timestamp())), LOCALE)
    for row in parse(item.text, context, DIMENSIONS, False):
        value, start, end = row["value"], row["start"], row["end"]
        if row["dim"] == "time":
            yield Found("time", start, end, tuple(answer(v) for v in value.get("values") or [value]))
        elif row["dim"] == "duration":
            yield Found("time", start, end, length(value))
        elif row["dim"] in MEASURES:
            yield Found("quantity", start, end, (measured(value),))


if __name__ == "__main__":
    serve(read)
