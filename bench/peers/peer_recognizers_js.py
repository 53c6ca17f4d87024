"""Microsoft Recognizers-Text, JavaScript edition, run by Node (`recognizers.js`): times, currencies, percentages,
dimensions."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import resolutions
from wire import Found, Item, items, serve_all

SCRIPT = Path(__file__).with_name("recognizers.js")


def recognised(asked: Sequence[Item]) -> Iterator[list[Any]]:
    """What Node says of each item, in order."""
    rows = [{"id": i.id, "text": i.text, "date": i.date.isoformat() if i.date else None} for i in asked]
    given = "".join(json.dumps(row) + "\n" for row in rows)
    run = subprocess.run(["node", str(SCRIPT)], input=given, stdout=subprocess.PIPE, text=True, check=True)
    yield from (json.loads(line)["found"] for line in run.stdout.splitlines())


def found(item: Item, rows: Sequence[Any]) -> Iterator[Found]:
    units = item.text.encode("utf-16-le", "surrogatepass")
    for start, end, kind, resolution in rows:
        a, b = (len(units[: 2 * place].decode("utf-16-le", "replace")) for place in (start, end))
        timed = kind.startswith("datetime")
        one = resolutions.time(a, b, kind, resolution) if timed else resolutions.quantity(a, b, resolution)
        if one:
            yield one


if __name__ == "__main__":
    asked = list(items())
    serve_all((item, found(item, rows)) for item, rows in zip(asked, recognised(asked), strict=True))
