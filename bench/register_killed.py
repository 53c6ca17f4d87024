"""Kill a process that loads a register, again and again, and count what it had acknowledged and what was lost.

    python bench/register_killed.py [--runs 200] [--writers 1000] [--postgresql]

Each run goes on in the same register. Afterwards two processes write at the same time, so many documents each.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.serving import server
from tests.writers import both, runs
from verbale.register import open_register


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--writers", type=int, default=1000)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    with ExitStack() as stack:
        if options.postgresql:
            running = stack.enter_context(server(options=()))
            urls = [running.database(), running.database()]
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            urls = [str(folder / "killed.sqlite"), str(folder / "both.sqlite")]
        started = time.perf_counter()
        acknowledged, lost = runs(urls[0], options.runs)
        killing = round(time.perf_counter() - started, 1)
        started = time.perf_counter()
        said = both(urls[1], options.writers)
        with open_register(urls[1]) as register:
            held = register.holds()["documents"]
        writing = round(time.perf_counter() - started, 1)
        print(json.dumps({
            "store": "postgresql" if options.postgresql else "sqlite",
            "killed": {"runs": options.runs, "acknowledged": acknowledged, "lost": lost, "seconds": killing},
            "writers": {"documents": 2 * options.writers, "said": said, "held": held, "seconds": writing},
        }))  # fmt: skip


if __name__ == "__main__":
    main()
