"""verbale's readers of times and quantities alone, without its parser, names and records: for the measure of speed."""

from __future__ import annotations

from collections.abc import Iterator

from wire import Answer, Found, Item, serve

from verbale.documents import make
from verbale.lexicon import load
from verbale.lines import layout
from verbale.mentions import quantities, times

LEXICON = load()


def read(item: Item) -> Iterator[Found]:
    document = make(item.text, date=item.date.isoformat() if item.date else None)
    lines = layout(document, LEXICON).lines
    timed = times.find(document, lines, LEXICON)
    for time in timed:
        said: Answer = {k: v for k, v in time.json().items() if k in ("earliest", "latest", "duration", "set", "ref")}
        yield Found("time", time.span.start, time.span.end, (said,))
    for q in quantities.find(document, lines, LEXICON, timed):
        yield Found("quantity", q.span.start, q.span.end, ({"value": q.value, "unit": q.unit},))


if __name__ == "__main__":
    serve(read)
