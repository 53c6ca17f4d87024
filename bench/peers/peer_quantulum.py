"""quantulum3: quantities only, without its optional classifier. Numbers that it gives no unit are left out."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from units import code
from wire import Found, Item, serve

warnings.filterwarnings("ignore")
from quantulum3 import parser  # type: ignore[import-not-found,unused-ignore]  # noqa: E402


def read(item: Item) -> Iterator[Found]:
    for q in parser.parse(item.text):
        if q.unit.name != "dimensionless" and "time" not in q.unit.entity.name:
            unit = code(q.unit.name, getattr(q.unit, "currency_code", None))
            yield Found("quantity", q.span[0], q.span[1], ({"value": q.value, "unit": unit},))


if __name__ == "__main__":
    serve(read)
