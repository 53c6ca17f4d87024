"""Words a CPU-second from plain text to records, against spaCy's stock pipeline on the same texts in the same run.

    python bench/speed.py [PATH…] [--words N] [--rounds N] [--json]

Without paths, the texts of `examples/` are read. They are repeated until they make N words. Time is that of the
process (`time.process_time`), loading left out; the two take turns, and the best round of each counts, since what
else the machine does can only slow one down. A document that is repeated gets another last line, so that nothing
kept from one reading helps the next. Peak memory is the highest resident size so far (`getrusage`).
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from verbale.core.document import Document
from verbale.documents import load, make
from verbale.records.reading import Settings, read

PIPELINE = Settings().pipeline
EXAMPLES = Path(__file__).parent.parent / "examples"


@dataclass(frozen=True, slots=True)
class Rate:
    """What one contender did in its best round. peak: MiB resident up to its end."""

    name: str
    documents: int
    words: int
    seconds: float
    words_per_second: float
    peak: float


def texts(paths: Sequence[Path], words: int) -> list[Document]:
    """Documents that make at least `words` words, none of them the same as another."""
    whole = [d for d in load(paths) if isinstance(d, Document) and d.text.strip()]
    return list(_until(whole, words)) if whole else []


def _until(whole: Sequence[Document], words: int) -> Iterator[Document]:
    taken = 0
    for number, document in enumerate(cycle(whole)):
        if taken >= words:
            return
        taken += len(document.text.split())
        yield _again(document, number // len(whole))


def _again(document: Document, time_: int) -> Document:
    if not time_:
        return document
    date = document.date.edtf if document.date else None
    text = f"{document.text.rstrip()}\n\nCopy {time_}.\n"
    return make(text, date=date, publisher=document.publisher, title=document.title, source=document.source)


def measure(name: str, work: Callable[[Document], object], documents: Sequence[Document]) -> Rate:
    """One round over all the documents."""
    words = sum(len(d.text.split()) for d in documents)
    start = time.process_time()
    for document in documents:
        work(document)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Rate(name, len(documents), words, seconds, words / seconds, peak)


def contenders() -> dict[str, Callable[[Document], object]]:
    """verbale's whole reading, and spaCy's whole stock pipeline; both loaded and run once."""
    import spacy

    stock = spacy.load(PIPELINE)
    works: dict[str, Callable[[Document], object]] = {
        "verbale": lambda document: read(document, Settings()),
        f"spaCy {PIPELINE}": lambda document: stock(document.text),
    }
    for work in works.values():
        work(make("The two ministers met in Oslo on 3 May 2021.", date="2021-05-04"))
    return works


def best(documents: Sequence[Document], rounds: int) -> list[Rate]:
    found: dict[str, Rate] = {}
    works = contenders()
    for name, work in islice(cycle(works.items()), rounds * len(works)):
        rate = measure(name, work, documents)
        found[name] = min(found.get(name, rate), rate, key=lambda r: r.seconds)
    return list(found.values())


def table(rates: Sequence[Rate]) -> str:
    first, stock = rates[0], rates[-1]
    rows = [f"{'':32}{'words':>10}{'CPU s':>9}{'words/CPU s':>13}{'peak MiB':>10}"]
    rows += [f"{r.name:32}{r.words:>10,}{r.seconds:>9.2f}{r.words_per_second:>13,.0f}{r.peak:>10.0f}" for r in rates]
    return "\n".join([*rows, f"verbale is {first.words_per_second / stock.words_per_second:.2f} times as fast"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--words", type=int, default=40_000, help="words to read, at least (default 40,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds for each (default 3)")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    asked = parser.parse_args()
    documents = texts(asked.paths, asked.words)
    if not documents:
        print("bench: no text to read", file=sys.stderr)
        return 2
    rates = best(documents, asked.rounds)
    if not asked.json:
        print(table(rates))
    print(json.dumps({"pipeline": PIPELINE, "rounds": asked.rounds, "rates": [asdict(r) for r in rates]}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
