"""How long a large register takes to fill and to answer, on SQLite and on PostgreSQL.

    python bench/register.py [--documents N] [--records N] [--store sqlite] [--store postgresql] [--server URL]
                             [--raw-share S] [--json] [--keep FOLDER]

The texts of `examples/` are read once. Documents are made of those readings: several of them joined, with other states,
other days, other numbers and other words of the same length, so that offsets hold and every id is new. Their making is
not timed. `load` is `Register.add_all` on readings; `raw` writes the very same rows, made beforehand, into the same
tables with the same indexes, by the same means (one prepared statement on SQLite, COPY on PostgreSQL), batch by batch
in turn with the other, so that both meet the same machine. Then each question is asked of a register just opened, on
several dyads and years; the first answer counts as much as the others. The words of the language, which a process reads
once (0.4 s), are read beforehand. `cpu ms` is what the process itself used, a server not counted: on a machine that
does other work it says more than the clock.

Without --server, a PostgreSQL server is started from Debian's package in a temporary folder, with its stock settings.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.register_made import STATES, YEARS, bases, made  # noqa: E402
from verbale.core.record import Reading  # noqa: E402
from verbale.lexicon import load  # noqa: E402
from verbale.register import Query, Register, open_register  # noqa: E402
from verbale.register.loading import put  # noqa: E402
from verbale.register.writing import COLUMNS, Prepared, prepare  # noqa: E402
from verbale.views.brief import brief  # noqa: E402
from verbale.views.follow import follow  # noqa: E402
from verbale.views.names import states  # noqa: E402
from verbale.views.series import series  # noqa: E402
from verbale.views.timeline import timeline  # noqa: E402

BATCH = 200
CASES = 15
KNOWN = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Case:
    """What a question is asked about."""

    a: str
    b: str
    year: int
    record: str

    @property
    def asked(self) -> Query:
        return Query((self.a, self.b), since=date(self.year, 1, 1), until=date(self.year, 12, 31))


Question = Callable[[Register, Case], object]
QUESTIONS: dict[str, Question] = {
    "select dyad, year": lambda r, c: r.select(c.asked),
    "select dyad, year, kind": lambda r, c: r.select(_also(c, kinds=("event",))),
    "select dyad, year, as of": lambda r, c: r.select(_also(c, as_of=date(c.year, 7, 1))),
    "select dyad, year, known on": lambda r, c: r.select(_also(c, known_on=KNOWN)),
    "select dyad, year, topic": lambda r, c: r.select(_also(c, topics=("trade",))),
    "documents of a publisher, year": lambda r, c: r.documents(
        Query(publishers=(c.a,), since=c.asked.since, until=c.asked.until)
    ),
    "search two words": lambda r, c: r.search("partnership investment"),
    "search in dyad, year": lambda r, c: r.search("cooperation", query=c.asked),
    "names": lambda r, c: r.names([c.a, c.b, "person:joe-biden"]),
    "officers": lambda r, c: r.officers(c.a),
    "get one record": lambda r, c: r.get(c.record),
    "history of one record": lambda r, c: r.history(c.record),
    "brief, dyad and year": lambda r, c: brief(r, c.a, c.b, Query(since=c.asked.since, until=c.asked.until)).sections,
    "timeline, dyad and year": lambda r, c: timeline(r, c.asked).rows,
    "follow, dyad and year": lambda r, c: follow(r, c.asked).rows,
    "series, dyad and year": lambda r, c: series(r, c.asked).points,
}
"""What is asked of every store: the one place to add a view to."""


def _also(case: Case, **more: object) -> Query:
    return replace(case.asked, **more)  # type: ignore[arg-type]


@dataclass(slots=True)
class Figures:
    """Of one store. Times in seconds for loading, in milliseconds for questions."""

    store: str
    documents: int = 0
    records: int = 0
    rows: int = 0
    load: float = 0.0
    raw: float = 0.0
    load_of_raw: float = 0.0
    megabytes: float = 0.0
    questions: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def times(self) -> float:
        return self.load_of_raw / self.raw if self.raw else 0.0


def raw(register: Register, prepared: Sequence[Prepared], first: int) -> int:
    """The rows of readings, nothing else; how many rows."""
    numbers = range(first, first + len(prepared))
    numbered = list(zip(numbers, prepared, strict=True))
    whole = {"documents": [(p.doc, p.text) for p in prepared], "readings": [(n, *p.reading) for n, p in numbered]}
    whole |= {table: [(n, *row) for n, p in numbered for row in p.rows[table]] for table in list(COLUMNS)[2:]}
    started = time.perf_counter()
    with register._writes() as connection:
        for table in COLUMNS:
            put(connection, table, whole[table])
    Raw.seconds += time.perf_counter() - started
    return sum(map(len, whole.values()))


class Raw:
    """Seconds spent on bare inserts."""

    seconds = 0.0


def fill(figures: Figures, url: str, bare: str, batches: Iterator[list[Reading]], most: float) -> list[Case]:
    """Load a store, and its bare twin in turn, which takes so many documents."""
    Raw.seconds, cases, random = 0.0, [], Random(7)
    with open_register(url) as register, open_register(bare) as twin:
        for batch in batches:
            started = time.perf_counter()
            register.add_all(batch, KNOWN)
            spent = time.perf_counter() - started
            figures.load += spent
            if figures.documents < most:
                figures.rows += raw(twin, [prepare(r, KNOWN) for r in batch], figures.documents + 1)
                figures.load_of_raw += spent
            figures.documents += len(batch)
            figures.records += sum(len(r.records) for r in batch)
            if random.random() < 0.3:
                record = random.choice(random.choice(batch).records).id
                cases.append(Case(*random.sample(STATES[:12], 2), random.choice(YEARS), record))
            if sys.stderr.isatty():
                print(f"\r{figures.store} {figures.documents}", end="", file=sys.stderr)
        started = time.perf_counter()
        register._refresh()
        figures.load += time.perf_counter() - started
    figures.raw = Raw.seconds
    return cases


def ask(figures: Figures, url: str, cases: Sequence[Case]) -> None:
    """Ask every question about some cases, in a register just opened, once the words of the language are there."""
    load("en")
    states()
    chosen = [Case(STATES[0], STATES[1], 2015, cases[0].record), *cases][:CASES]
    for name, question in QUESTIONS.items():
        spent, used, found = [], [], []
        with open_register(url, create=False) as register:
            for case in chosen:
                started, before = time.perf_counter(), time.process_time()
                answer = question(register, case)
                spent.append((time.perf_counter() - started) * 1000)
                used.append((time.process_time() - before) * 1000)
                found.append(len(answer) if hasattr(answer, "__len__") else 1)
        figures.questions[name] = {
            "median_ms": round(statistics.median(spent), 1),
            "first_ms": round(spent[0], 1),
            "max_ms": round(max(spent), 1),
            "processor_ms": round(statistics.median(used), 1),
            "found_median": statistics.median(found),
            "found_max": max(found),
        }


@contextmanager
def stores(kind: str, server: str | None, folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two empty registers."""
    if kind == "sqlite":
        yield str(folder / "kept.sqlite"), str(folder / "bare.sqlite")
    elif server:
        yield server, f"{server}_bare"
    else:
        from tests.serving import server as running

        with running(options=()) as started:
            yield started.database(), started.database()


def size(kind: str, url: str) -> float:
    if kind == "sqlite":
        return Path(url).stat().st_size / 1e6
    with open_register(url) as register, register._reads() as connection:
        return float(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0) / 1e6


def measure(kind: str, options: argparse.Namespace) -> Figures:
    figures = Figures(kind)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.keep)))
        url, bare = stack.enter_context(stores(kind, options.server, folder))
        readings = made(bases(ROOT / "examples"), options.documents, options.records // options.documents)
        cases = fill(figures, url, bare, _batches(readings), options.raw_share * options.documents)
        if kind == "sqlite":
            Path(bare).unlink()
        figures.megabytes = size(kind, url)
        ask(figures, url, cases)
    return figures


def _batches(readings: Iterator[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def told(figures: Figures) -> str:
    lines = [
        f"{figures.store}: {figures.documents:,} documents, {figures.records:,} records, {figures.megabytes:,.0f} MB",
        f"  load {figures.load:.1f} s; of the part also written bare {figures.load_of_raw:.1f} s against"
        f" {figures.raw:.1f} s for {figures.rows:,} rows: {figures.times:.2f} times",
        f"  {'question':34}{'median ms':>10}{'first ms':>10}{'max ms':>10}{'cpu ms':>10}{'found':>8}{'most':>8}",
    ]
    for name, q in figures.questions.items():
        times = f"{q['median_ms']:>10}{q['first_ms']:>10}{q['max_ms']:>10}{q['processor_ms']:>10}"
        lines.append(f"  {name:34}{times}{q['found_median']:>8g}{q['found_max']:>8g}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--store", action="append", choices=["sqlite", "postgresql"])
    parser.add_argument("--server", help="a PostgreSQL database, and another with _bare behind its name, both empty")
    parser.add_argument("--raw-share", type=float, default=1.0, help="the part that is written bare too")
    parser.add_argument("--keep", type=Path, help="where to put files that are large for a while")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for kind in options.store or ["sqlite", "postgresql"]:
        figures = measure(kind, options)
        data = asdict(figures) | {"times": round(figures.times, 2)}
        print(json.dumps(data) if options.json else told(figures), flush=True)


if __name__ == "__main__":
    main()
