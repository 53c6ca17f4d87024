"""Score attributions on the cases of each pattern: `python -m tests.score_attribution [NAME …] [--misses]`.

content: what is said overlaps; source: and who says it overlaps (or both have none); strict: both spans are the
expected ones to the character, marks at their ends aside. Pairs are one to one, equal spans first, then by
overlap. F1 over all rows of a pattern, rows without attributions included: whatever is found there is wrong.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import verbale

CASES = Path(__file__).parent / "cases" / "mentions"
Place = tuple[int, int]
MARKS = ' .,;:!?…—–“”"‘’'


@dataclass(frozen=True, slots=True)
class Expected:
    source: Place | None
    content: Place


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over the rows of one pattern, and the rows that missed."""

    rows: int
    gold: int
    found: int
    content: int
    source: int
    strict: int
    misses: tuple[str, ...] = ()

    def f1(self, hits: int) -> float:
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 1.0


def patterns() -> list[str]:
    """The patterns that have a file of rows."""
    return sorted(
        p.stem.removeprefix("attribution_")
        for p in CASES.glob("attribution_*.toml")
        if p.stem != "attribution_publisher"
    )


def rows(name: str) -> list[list[Any]]:
    found = tomllib.loads((CASES / f"attribution_{name}.toml").read_text("utf-8"))["rows"]
    assert isinstance(found, list)
    return found


def expected(text: str, triple: list[Any]) -> Expected:
    """The spans of a triple [source, cue, content]; content in two pieces is what they hold between them."""
    source, _, content = triple
    first, last = (content, content) if isinstance(content, str) else (content[0], content[-1])
    start = text.index(first)
    place = (start, text.index(last, start) + len(last))
    return Expected(_place(text, source), place)


def _place(text: str, words: str) -> Place | None:
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    return match.span() if match else None


def overlap(a: Place | None, b: Place | None) -> int:
    return min(a[1], b[1]) - max(a[0], b[0]) if a and b else 0


def pairs(gold: list[Expected], found: list[Any]) -> Iterator[tuple[Expected, Any]]:
    every = [
        (g.content != _content(f), -overlap(g.content, _content(f)), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g.content, _content(f)) > 0
    ]
    used_g: set[int] = set()
    used_f: set[int] = set()
    for _, _, i, j in sorted(every):
        if i not in used_g and j not in used_f:
            used_g.add(i)
            used_f.add(j)
            yield gold[i], found[j]


def _content(found: Any) -> Place:
    return (found.content.start, found.content.end)


def _source(found: Any) -> Place | None:
    return (found.source.start, found.source.end) if found.source else None


def _same_source(gold: Expected, found: Any) -> bool:
    place = _source(found)
    return overlap(gold.source, place) > 0 if gold.source else place is None


def score(name: str) -> Score:
    """The score of one pattern."""
    n = gold_n = found_n = content = source = strict = 0
    misses = []
    for text, *triples in rows(name):
        gold = [expected(text, t) for t in triples]
        found = [m for m in verbale.read(text).mentions if m.kind == "attribution"]
        hits = list(pairs(gold, found))
        right = [(g, f) for g, f in hits if _same_source(g, f)]
        n, gold_n, found_n = n + 1, gold_n + len(gold), found_n + len(found)
        content, source = content + len(hits), source + len(right)
        strict += sum(_bare(text, g.content) == _bare(text, _content(f)) and g.source == _source(f) for g, f in right)
        if len(right) < max(len(gold), len(found)):
            misses.append(f"{text}\n      got {[_shown(text, f) for f in found]}")
    return Score(n, gold_n, found_n, content, source, strict, tuple(misses))


def _bare(text: str, place: Place) -> Place:
    """The place without marks at its ends."""
    words = text[slice(*place)]
    return (place[0] + len(words) - len(words.lstrip(MARKS)), place[0] + len(words.rstrip(MARKS)))


def _shown(text: str, found: Any) -> tuple[str, str, str]:
    return (found.source.of(text) if found.source else "", found.cue.of(text), found.content.of(text))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--misses", action="store_true")
    args = ap.parse_args()
    for name in args.names or patterns():
        s = score(name)
        cells = "  ".join(f"{k} {s.f1(getattr(s, k)):.3f}" for k in ("content", "source", "strict"))
        print(f"{name:<14} rows {s.rows:>3} gold {s.gold:>3} found {s.found:>3}  {cells}")
        for miss in s.misses if args.misses else ():
            print("   ", miss)


if __name__ == "__main__":
    main()
