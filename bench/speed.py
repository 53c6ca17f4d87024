"""Words a CPU-second from plain text to records, against spaCy's stock pipeline on the same texts in the same run.

    python bench/speed.py [PATH…] [--words N] [--rounds N] [--json]

Without paths, the texts of `examples/` are read. They are repeated until they make N words. Time is that of the
process (`time.process_time`), loading left out; the two take turns, and the best round of each counts, since what
else the machine does can only slow one down. A document that is repeated gets another last line, so that nothing
kept from one reading helps the next. Peak memory is the highest resident size of a process of its own that loads one
contender and reads all the texts once.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

from verbale.core.document import Document
from verbale.documents import load, make
from verbale.records.reading import Settings, read

PIPELINE = Settings().pipeline
OURS, STOCK = "verbale", f"spaCy {PIPELINE}"
Work = Callable[[Document], object]
EXAMPLES = Path(__file__).parent.parent / "examples"


@dataclass(frozen=True, slots=True)
class Rate:
    """What one contender did in its best round. peak: MiB resident when it runs alone."""

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


def loaded(name: str) -> Work:
    """A contender, loaded and run once."""
    work = _stock() if name == STOCK else lambda document: read(document, Settings())
    work(make("The two ministers met in Oslo on 3 May 2021.", date="2021-05-04"))
    return work


def _stock() -> Work:
    import spacy

    pipeline = spacy.load(PIPELINE)
    return lambda document: pipeline(document.text)


def seconds(work: Work, documents: Sequence[Document]) -> float:
    """CPU time of one round over all the documents."""
    start = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - start


def peak(name: str, documents: Sequence[Document]) -> float:
    """MiB resident at most in this process after one round."""
    seconds(loaded(name), documents)
    status = Path("/proc/self/status")
    if status.exists():  # Linux's getrusage counts what the process held before it became this program
        lines = (line.split() for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(next(lines)[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def rates(documents: Sequence[Document], rounds: int) -> list[Rate]:
    works = {name: loaded(name) for name in (OURS, STOCK)}
    taken = [(name, seconds(work, documents)) for _ in range(rounds) for name, work in works.items()]
    best = {name: min(t for n, t in taken if n == name) for name in works}
    words = sum(len(d.text.split()) for d in documents)
    return [Rate(n, len(documents), words, t, words / t, _alone(n, documents)) for n, t in best.items()]


def _alone(name: str, documents: Sequence[Document]) -> float:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(peak, name, documents).result()


def table(found: Sequence[Rate]) -> str:
    first, stock = found[0], found[-1]
    rows = [f"{'':32}{'words':>10}{'CPU s':>9}{'words/CPU s':>13}{'peak MiB':>10}"]
    rows += [f"{r.name:32}{r.words:>10,}{r.seconds:>9.2f}{r.words_per_second:>13,.0f}{r.peak:>10.0f}" for r in found]
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
    found = rates(documents, asked.rounds)
    if not asked.json:
        print(table(found))
    print(json.dumps({"pipeline": PIPELINE, "rounds": asked.rounds, "rates": [asdict(r) for r in found]}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
