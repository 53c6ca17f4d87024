"""The cases of `cases.toml` side by side: what each tool reads, and whether it is right."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from running import OURS, Row, at_hand
from scoring import by_item, ours, overlaps, read, right

FILE = Path(__file__).with_name("cases.toml")
LOOSE = ("count", "ordinal")


def cases() -> list[dict[str, Any]]:
    """The cases as rows of a suite. Raises ValueError for an answer whose words are not in its text."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    rows = [(task, row) for task in ("time", "quantity") for row in told[task]]
    return [_case(f"{task}/{i:02}", task, told["date"], row) for i, (task, row) in enumerate(rows, 1)]


def _case(name: str, task: str, date: str, row: Mapping[str, Any]) -> dict[str, Any]:
    text: str = row["text"]
    gold = []
    for answer in row["answers"]:
        start = text.index(answer["quote"])
        gold.append({**answer, "start": start, "end": start + len(answer["quote"])})
    return {"id": name, "text": text, "date": date, "task": task, "gold": gold}


def _verbale(rows: Sequence[Row]) -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        suite = Path(scratch) / "cases.jsonl"
        suite.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return [m for m in ours(suite) if m.get("sort") not in LOOSE]


def said(mention: Row) -> str:
    """A reading in a few characters: the words and what they are taken for."""
    if mention["type"] == "quantity":
        value, unit = mention.get("value"), mention.get("unit")
        meant = f"{float(value):,.15g} {unit or ''}".strip() if value is not None else "no value"
    elif length := mention.get("duration") or mention.get("set") or mention.get("ref"):
        meant = str(length)
    else:
        first, last = mention.get("earliest"), mention.get("latest")
        meant = (f"{first}" if first == last else f"{first or ''}…{last or ''}") if first or last else "no value"
    return f"“{mention['quote']}” {meant}"


def judged(case: Row, found: Sequence[Row]) -> tuple[bool, str]:
    """Whether every answer of a case is there, and what is there instead where it is not.

    What is found beside the answers counts against a tool for times only: several tools count nouns, which is no error.
    """
    mine = [m for m in found if m["type"] == case["task"]]
    extra = [m for m in mine if not any(overlaps(g, m) for g in case["gold"])]
    whole = all(any(overlaps(g, m) and right(g, m) for m in mine) for g in case["gold"])
    good = whole and not (extra and case["task"] == "time")
    return good, "right" if good else "; ".join(said(m) for m in mine) or "nothing"


def table(task: str) -> Iterator[str]:
    """Lines of Markdown: a case a row, a tool a column, the number of cases right at the foot."""
    rows = [case for case in cases() if case["task"] == task]
    columns = {OURS.name: by_item(_verbale(rows)), **{p.name: by_item(read(p, rows)) for p in at_hand(task)}}
    yield f"| text, written on {rows[0]['date']} | " + " | ".join(columns) + " |"
    yield "| --- |" + " --- |" * len(columns)
    totals = dict.fromkeys(columns, 0)
    for case in rows:
        verdicts = {name: judged(case, found.get(case["id"], ())) for name, found in columns.items()}
        totals = {name: totals[name] + verdicts[name][0] for name in columns}
        yield f"| {case['text']} | " + " | ".join(words.replace("|", "/") for _, words in verdicts.values()) + " |"
    yield f"| **right, of {len(rows)}** | " + " | ".join(f"**{n}**" for n in totals.values()) + " |"
