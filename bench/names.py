"""CPU seconds of reading with 10,000 and with 100,000 more names: the second may cost 5 % more.

    python bench/names.py [PATH…] [--rounds N] [--json]

Without paths, the texts of `examples/` are read. The names are persons beside the reference facts' own, built from
syllables by a seeded generator, the 10,000 among the 100,000; one word in a hundred of each text is one of the 10,000,
so that both find the same. The two take turns, and the best round of each counts. Building the index is timed apart: it
happens once in a process. `find` is the matching of names alone, on 60,000 words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from verbale.core.document import Document
from verbale.core.ids import slug
from verbale.core.record import Reading
from verbale.documents import load
from verbale.facts import Facts
from verbale.facts import load as load_facts
from verbale.lexicon import load as lexicon
from verbale.mentions.names.index import index
from verbale.records import reading
from verbale.records.reading import read

EXAMPLES = Path(__file__).parent.parent / "examples"
SMALL, LARGE, LIMIT = 10_000, 100_000, 1.05
HEADS = ["ba", "che", "dor", "el", "fa", "gul", "hin", "jo", "ka", "lim", "mo", "nar", "ost", "pa", "qu", "ra", "sha"]
TAILS = ["bek", "da", "gar", "ia", "lan", "mir", "nov", "os", "rin", "stan", "tova", "vich", "yan", "zei", "son"]


def names(count: int, seed: int = 7) -> list[str]:
    """Different made-up names of one to three words, always the same ones, the first of them first."""
    dice, out = random.Random(seed), dict[str, None]()
    while len(out) < count:
        parts = [dice.choice(HEADS) + dice.choice(HEADS) + dice.choice(TAILS) for _ in range(dice.choice((1, 2, 2, 3)))]
        out[" ".join(p.capitalize() for p in parts)] = None
    return list(out)


def salted(document: Document, known: Sequence[str], number: int) -> Document:
    """The document with a known name for one word in a hundred; `number` tells one round's text from the next."""
    dice = random.Random(11)
    words = re.split(r"(\s+)", document.text)
    new = [dice.choice(known) if w.strip() and dice.random() < 0.01 else w for w in words]
    return replace(document, text="".join(new) + f"\n\nPage {number}")


def peopled(more: Sequence[str]) -> tuple[Facts, float]:
    """The packaged facts with more persons, and the seconds it takes to index their names."""
    own = load_facts()
    made = replace(own, people=(*own.people, *((f"person:{slug(n)}", (n,)) for n in more)))
    start = time.process_time()
    index(lexicon(), made)
    return made, time.process_time() - start


def _same(facts: Facts) -> Facts:
    return facts


def _all(row: Sequence[Document]) -> list[Reading]:
    return [read(d) for d in row]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(paths: Sequence[str], rounds: int) -> dict[str, float]:
    """Seconds of the best round by number of names, their ratio, and seconds of building and of matching alone."""
    every = names(LARGE)
    texts = [d for d in load(paths) if isinstance(d, Document)]
    held = {size: peopled(every[:size]) for size in (SMALL, LARGE)}
    words = " ".join(salted(d, every[:SMALL], 0).text for d in texts)
    words = words * (400_000 // max(len(words), 1) + 1)
    best = {(size, what): float("inf") for size in held for what in ("read", "find")}
    for number in range(rounds + 1):
        for size, (facts, _) in held.items():
            vars(reading)["load_facts"] = partial(_same, facts)
            row = [salted(d, every[:SMALL], number) for d in texts]
            spent = {"read": seconds(partial(_all, row)), "find": seconds(partial(index(lexicon(), facts).find, words))}
            if number:  # the first round loads
                best |= {(size, k): min(v, best[size, k]) for k, v in spent.items()}
    out = {f"{k}_{size}": v for (size, k), v in best.items()} | {f"build_{s}": t for s, (_, t) in held.items()}
    return out | {"ratio": best[LARGE, "read"] / best[SMALL, "read"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    got = measure(given.paths, given.rounds)
    if given.json:
        print(json.dumps(got))
    else:
        for size in (SMALL, LARGE):
            read, find, build = (got[f"{k}_{size}"] for k in ("read", "find", "build"))
            print(f"{size:>7} names: read {read:.3f} s, find {find:.4f} s, built in {build:.2f} s")
        print(f"ratio {got['ratio']:.3f} (at most {LIMIT})")
    return 0 if got["ratio"] <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
