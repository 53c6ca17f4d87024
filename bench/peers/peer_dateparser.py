"""dateparser: times only. It gives a moment; how much of it the words give is asked of its parser in a second step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from dateparser.date import DateDataParser  # type: ignore[import-not-found,import-untyped,unused-ignore]
from dateparser.search import search_dates  # type: ignore[import-not-found,import-untyped,unused-ignore]
from wire import Answer, Found, Item, days, serve


def settings(item: Item) -> dict[str, Any]:
    base = datetime.combine(item.date, datetime.min.time()) if item.date else None
    return {"RELATIVE_BASE": base} if base else {}


def whole(day: date, period: str) -> Answer:
    """The stretch that holds a day: the year, month or week, or the day itself."""
    if period == "year":
        return days(date(day.year, 1, 1), date(day.year + 1, 1, 1))
    if period == "month":
        first = day.replace(day=1)
        return days(first, (first + timedelta(days=31)).replace(day=1))
    if period == "week":
        monday = day - timedelta(days=day.weekday())
        return days(monday, monday + timedelta(days=7))
    return days(day, day + timedelta(days=1))


def read(item: Item) -> Iterator[Found]:
    place = 0
    for words, moment in search_dates(item.text, languages=["en"], settings=settings(item)) or ():
        start = item.text.find(words, place)
        if start < 0:
            continue
        place = start + len(words)
        period = DateDataParser(languages=["en"], settings=settings(item)).get_date_data(words).period
        yield Found("time", start, place, (whole(moment.date(), period),))


if __name__ == "__main__":
    serve(read)
