"""Records gained, lost and changed between two runs of `verbale read … --json`.

    python bench/compare.py OLD.jsonl NEW.jsonl [--json] [--all]

Two records are the same one where source, item and kind agree and their spans overlap; of several the one that
differs in the fewest fields is taken, then the one with the largest overlap. What is the same one but differs in a
field is changed, and the fields are named. Records that only differ in `by` or an id are the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
IGNORED = frozenset({"id", "doc", "by"})
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """sort: gained, lost or changed. fields: what changed, by name."""

    sort: str
    old: Row | None
    new: Row | None
    fields: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        row = self.new if self.new is not None else self.old
        assert row is not None
        return row


def load(path: Path) -> list[Row]:
    """The records of a run. Raises OSError, and ValueError for a line that is no JSON object."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("a line is no JSON object")
    return [row for row in rows if row.get("kind") not in ("mention", "refusal") and "span" in row]


def differences(old: Sequence[Row], new: Sequence[Row]) -> list[Difference]:
    """All differences, by source, item and place."""
    before, after = _grouped(old), _grouped(new)
    found = [d for key in {*before, *after} for d in _matched(before[key], after[key])]
    return sorted(found, key=lambda d: (*_key(d.row), d.row["span"], d.sort, json.dumps(d.row, sort_keys=True)))


def _key(row: Row) -> tuple[str, str, str]:
    return str(row.get("source")), str(row.get("item") or ""), str(row["kind"])


def _grouped(rows: Iterable[Row]) -> defaultdict[tuple[str, str, str], list[Row]]:
    groups: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[_key(row)].append(row)
    return groups


def _matched(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    """Pair records greedily, the best pairs first; what is left over was lost or gained."""
    pairs = [(len(_changed(a, b)), -_overlap(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    left, right = set(range(len(old))), set(range(len(new)))
    for _, overlap, i, j in sorted(pairs):
        if overlap < 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            if fields := _changed(old[i], new[j]):
                yield Difference("changed", old[i], new[j], fields)
    yield from (Difference("lost", old[i], None) for i in sorted(left))
    yield from (Difference("gained", None, new[j]) for j in sorted(right))


def _overlap(a: Row, b: Row) -> int:
    return int(min(a["span"][1], b["span"][1]) - max(a["span"][0], b["span"][0]))


def _changed(a: Row, b: Row) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*a, *b} - IGNORED if a.get(name) != b.get(name)))


def report(found: Sequence[Difference], old: int, new: int, everything: bool) -> Iterator[str]:
    shown = found if everything else found[: 3 * SHOWN]
    signs = {"gained": "+", "lost": "-", "changed": "~"}
    for difference in shown:
        row = difference.row
        where = f"{row['source']}{' ' + str(row['item']) if row.get('item') else ''} {row['span'][0]}"
        fields = f" [{', '.join(difference.fields)}]" if difference.fields else ""
        quote = " ".join(str(row.get("quote", "")).split())
        yield f"{signs[difference.sort]} {row['kind']:10} {where}: {quote[:100]}{fields}"
    if len(shown) < len(found):
        yield f"… and {len(found) - len(shown)} more (--all shows them)"
    yield from _totals(found, old, new)


def _totals(found: Sequence[Difference], old: int, new: int) -> Iterator[str]:
    counts = Counter((d.row["kind"], d.sort) for d in found)
    yield f"{'':12}{'gained':>8}{'lost':>8}{'changed':>9}"
    for kind in sorted({kind for kind, _ in counts}):
        yield f"{kind:12}{counts[kind, 'gained']:>8}{counts[kind, 'lost']:>8}{counts[kind, 'changed']:>9}"
    sums = Counter(d.sort for d in found)
    yield f"{'all':12}{sums['gained']:>8}{sums['lost']:>8}{sums['changed']:>9}   {old} records before, {new} after"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    parser.add_argument("--all", action="store_true", help="print every difference")
    asked = parser.parse_args()
    try:
        old, new = load(asked.old), load(asked.new)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        print(f"compare: cannot read the runs: {why}", file=sys.stderr)
        return 2
    found = differences(old, new)
    if asked.json:
        for d in found:
            print(json.dumps({"sort": d.sort, "fields": d.fields, "old": d.old, "new": d.new}, ensure_ascii=False))
    else:
        print("\n".join(report(found, len(old), len(new), asked.all)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
