"""A tool's F1 on a suite, by the suites' own score.py.

Where a tool gives several answers for one stretch, the one that gold accepts is taken, if any: in the tool's favour.
verbale has to settle on one; it is run as its users run it, with `verbale read`.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from running import Peer, Row, run

SUITES = Path(__file__).parents[3] / "shared" / "suites"
SCORER = SUITES / "score.py"
MEASURES = {
    "time_diplomatic_probe": "value",
    "time_recognizers_model": "value",
    "time_recognizers_parse": "value",
    "time_duckling": "value",
    "quantity_recognizers_currency": "unit",
    "quantity_recognizers_percent": "value",
    "quantity_recognizers_dimension": "value",
}


@cache
def scorer() -> ModuleType:
    """score.py as a module. Raises OSError where it is not at hand."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def right(gold: Row, answer: Row) -> bool:
    """Whether one answer is what gold accepts."""
    judge = scorer()
    if "canon" in gold:
        return bool(judge.canon(answer) & set(gold["canon"] or ()))
    same = judge.same(judge.number(gold["value"]), judge.number(answer.get("value")))
    return bool(same and judge.unit_ok(gold, answer))


def overlaps(gold: Row, mention: Row) -> bool:
    return bool(gold["start"] < mention["span"][1] and mention["span"][0] < gold["end"])


def settled(mention: Row, golds: Iterable[Row]) -> dict[str, Any]:
    """A mention with the one of its answers that counts."""
    here = [g for g in golds if overlaps(g, mention)]
    answers: Sequence[Row] = mention.get("alternatives") or [{}]
    best = next((a for a in answers for g in here if right(g, a)), answers[0])
    plain = {k: mention[k] for k in ("item", "kind", "type", "span", "quote")}
    return {**plain, **best}


def read(peer: Peer, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a peer finds in the cases of a suite."""
    cases = list(rows)
    golds = {case["id"]: case["gold"] for case in cases}
    return [settled(m, golds[m["item"]]) for m in run(peer, cases).rows]


def ours(suite: Path) -> list[dict[str, Any]]:
    """What `verbale read` finds in a suite."""
    command = [str(Path(sys.executable).with_name("verbale")), "read", str(suite), "--mentions", "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise OSError(done.stderr.strip())
    print(done.stderr, end="", file=sys.stderr)
    return [m for m in map(json.loads, done.stdout.splitlines()) if m["kind"] == "mention"]


def f1(suite: Path, found: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """F1 by measure, in per cent, as score.py prints it."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "found.jsonl"
        path.write_text("".join(json.dumps(m) + "\n" for m in found), "utf-8")
        command = [sys.executable, str(SCORER), str(suite), "--pred", str(path)]
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {m[1]: 100 * float(m[2]) for m in re.finditer(r"(\w+) P \S+ R \S+ F1 (\S+)", printed)}


def by_item(found: Iterable[Row]) -> dict[str, list[Row]]:
    out: defaultdict[str, list[Row]] = defaultdict(list)
    for mention in found:
        out[mention["item"]].append(mention)
    return out


def suites() -> Iterator[Path]:
    """The suites that are at hand, in order."""
    yield from (path for name in MEASURES if (path := SUITES / f"{name}.jsonl").exists())
