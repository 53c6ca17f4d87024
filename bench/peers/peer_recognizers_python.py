"""Microsoft Recognizers-Text, Python edition: times, currencies, percentages, dimensions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import resolutions
from ms_recognizers_suite import (  # type: ignore[import-not-found,unused-ignore]
    Culture,
    recognize_currency,
    recognize_datetime,
    recognize_dimension,
    recognize_percentage,
)
from wire import Found, Item, serve

UNITS = (recognize_currency, recognize_percentage, recognize_dimension)


def read(item: Item) -> Iterator[Found]:
    base = datetime.combine(item.date, datetime.min.time()) if item.date else datetime(1970, 1, 1)
    for r in recognize_datetime(item.text, Culture.English, reference=base):
        if found := resolutions.time(r.start, r.end + 1, r.type_name, r.resolution):
            yield found
    for recognize in UNITS:
        for r in recognize(item.text, Culture.English):
            if found := resolutions.quantity(r.start, r.end + 1, r.resolution):
                yield found


if __name__ == "__main__":
    serve(read)
