"""The tools side by side: which there are, whether they can be run here, and one run of one of them."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BOTH = ("time", "quantity")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool. script: its adapter; tasks: what it reads; own: whether it runs in this interpreter, as verbale does.

    whole: whether it is given whole documents when its speed is taken. The others slow down on long texts, or are made
    for short ones, and get paragraphs.
    """

    name: str
    script: str
    tasks: tuple[str, ...]
    own: bool = False
    whole: bool = False

    def command(self) -> list[str]:
        python = sys.executable if self.own else os.environ.get("PEERS_PYTHON", sys.executable)
        return [python, str(HERE / self.script)]


OURS = Peer("verbale", "peer_verbale.py", BOTH, own=True, whole=True)
PEERS = (
    Peer("Recognizers JS", "peer_recognizers_js.py", BOTH),
    Peer("Recognizers Python", "peer_recognizers_python.py", BOTH),
    Peer("HeidelTime", "peer_heideltime.py", ("time",), whole=True),
    Peer("Duckling", "peer_duckling.py", BOTH),
    Peer("dateparser", "peer_dateparser.py", ("time",)),
    Peer("quantulum3", "peer_quantulum.py", ("quantity",)),
)
SAMPLE: Row = {"id": "sample", "text": "They met on 3 May 2021 and agreed on 5 million euros.", "date": "2021-06-01"}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run printed, the CPU seconds it and its children took, and how many items the tool failed on."""

    rows: tuple[Row, ...]
    seconds: float
    failed: int


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(peer: Peer, items: Iterable[Row], limit: float | None = None) -> Run:
    """Run an adapter over items {id, text, date}.

    limit: wall-clock seconds. Raises CalledProcessError where it cannot run, TimeoutExpired past the limit.
    """
    given = "".join(json.dumps({k: i.get(k) for k in ("id", "text", "date")}) + "\n" for i in items)
    before = _used()
    done = subprocess.run(peer.command(), input=given, capture_output=True, text=True, check=True, timeout=limit)
    rows = tuple(json.loads(line) for line in done.stdout.splitlines())
    return Run(rows, _used() - before, done.stderr.count("failed on "))


@cache
def trouble(peer: Peer) -> str | None:
    """Why a tool cannot be run here, in one line; None where it can."""
    try:
        return None if run(peer, [SAMPLE]).rows else "it finds nothing in a plain sentence"
    except OSError as error:
        return f"cannot be started ({error.strerror})"
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:]
        return f"not installed or not working ({last[0][:90] if last else 'no reason given'})"


def at_hand(task: str | None = None) -> Sequence[Peer]:
    """The peers that can be run here and read the task."""
    return [p for p in PEERS if (task is None or task in p.tasks) and trouble(p) is None]
