"""verbale beside other readers of times and quantities, as tables in Markdown.

    python bench/peers/compare.py [--only suites|cases|speed] [--python PATH] [--node-path PATH]

The peers are installed apart from verbale (see README.md beside this file): --python names their interpreter, else
PEERS_PYTHON does; --node-path the folder of Node packages, else NODE_PATH does. A peer that is not there, and a part
that rests on ../shared where that is not there, is passed over with one line.
"""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import own_cases
import speed_peers
from running import OURS, PEERS, Peer, at_hand, trouble
from scoring import MEASURES, SCORER, f1, load, ours, read, suites


def published() -> dict[str, str]:
    rows = tomllib.loads(Path(__file__).with_name("published.toml").read_text("utf-8"))["figure"]
    return {row["suite"]: row["says"] for row in rows}


def missing() -> Iterator[str]:
    for peer in PEERS:
        if why := trouble(peer):
            yield f"- {peer.name} was not run: {why}."


def score(suite: Path, peer: Peer) -> str:
    """The F1 of a tool on a suite, or a dash where it does not read what the suite asks for."""
    if suite.stem.partition("_")[0] not in peer.tasks:
        return "–"
    found = ours(suite) if peer is OURS else read(peer, load(suite))
    return f"{f1(suite, found)[MEASURES[suite.stem]]:.1f}"


def suite_table() -> Iterator[str]:
    peers = (OURS, *at_hand())
    yield "| suite | cases | " + " | ".join(p.name for p in peers) + " | as published with the suite |"
    yield "| --- | ---: |" + " ---: |" * len(peers) + " --- |"
    told = published()
    for suite in suites():
        cells = " | ".join(score(suite, peer) for peer in peers)
        yield f"| {suite.stem} | {len(load(suite))} | {cells} | {told.get(suite.stem, '–')} |"


def case_tables() -> Iterator[str]:
    for task in ("time", "quantity"):
        yield from own_cases.table(task)
        yield ""


PARTS: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "suites": ("## Other projects' suites, F1", suite_table),
    "cases": ("## Our own cases", case_tables),
    "speed": ("## Speed", speed_peers.table),
}


def lines(wanted: Sequence[str]) -> Iterator[str]:
    yield from missing()
    for name in wanted:
        title, part = PARTS[name]
        yield f"\n{title}\n"
        absent = not SCORER.exists() or (name == "speed" and not speed_peers.CORPUS.exists())
        if absent:
            yield "Passed over: ../shared is not at hand."
        else:
            yield from part()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=sorted(PARTS), help="one part alone")
    parser.add_argument("--python", help="the interpreter that the peers are installed for")
    parser.add_argument("--node-path", help="the folder of Node packages")
    asked = parser.parse_args()
    given = {"PEERS_PYTHON": asked.python, "NODE_PATH": asked.node_path}
    os.environ.update({name: value for name, value in given.items() if value})
    for line in lines([asked.only] if asked.only else list(PARTS)):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
