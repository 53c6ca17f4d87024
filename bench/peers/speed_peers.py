"""Characters a CPU-second, times and quantities together, every tool on the same documents.

The CPU time is that of the adapter and all its children, less that of the same adapter on one sentence, so that
loading is left out. A tool that reads only times or only quantities does half the work, and the table says so.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from running import OURS, SAMPLE, Peer, Row, at_hand, run

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CHARACTERS = 300_000
LIMIT = 900


def texts(characters: int = CHARACTERS) -> list[Row]:
    """Documents of the corpus, in order of name, until they make so many characters; none where it is not at hand."""
    out: list[Row] = []
    for path in sorted(CORPUS.glob("*.txt")):
        if sum(len(row["text"]) for row in out) >= characters:
            break
        about = json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
        out.append({"id": path.stem, "text": path.read_text("utf-8"), "date": about.get("date")})
    return out


def paragraphs(rows: Sequence[Row]) -> list[Row]:
    """The same texts, an item a line that is not blank."""
    return [{**row, "id": f"{row['id']}/{i}", "text": line} for row in rows for i, line in _lines(row["text"])]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((i, line) for i, line in enumerate(text.splitlines()) if line.strip())


def rate(peer: Peer, rows: Sequence[Row]) -> str:
    """A row of the table."""
    loading = run(peer, [SAMPLE]).seconds
    try:
        done = run(peer, rows if peer.whole else paragraphs(rows), LIMIT)
    except subprocess.TimeoutExpired:
        return f"| {peer.name} | {_reads(peer)} | over {LIMIT} | – | – |"
    seconds = max(done.seconds - loading, 0.01)
    size = sum(len(row["text"]) for row in rows)
    failed = f", failed on {done.failed}" if done.failed else ""
    return f"| {peer.name} | {_reads(peer)} | {seconds:.1f} | {size / seconds:,.0f} | {len(done.rows):,}{failed} |"


def _reads(peer: Peer) -> str:
    what = " and ".join("times" if task == "time" else "quantities" for task in peer.tasks)
    return f"{what}, {'whole documents' if peer.whole else 'by paragraph'}"


def table() -> Iterator[str]:
    rows = texts()
    size = sum(len(row["text"]) for row in rows)
    yield f"{len(rows)} documents, {size:,} characters."
    yield ""
    yield "| tool | reads | CPU seconds | characters a CPU-second | found |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for peer in (OURS, *at_hand()):
        yield rate(peer, rows)
