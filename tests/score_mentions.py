"""Score actor mentions against hand-made gold: names, and groups with pronouns.

    python tests/score_mentions.py TEXT GOLD [--pred FILE] [--misses]

TEXT is read by verbale, or FILE holds what `verbale read TEXT --mentions --json` printed. GOLD is JSON lines with
span, quote, id (one id, or a list for several members), type and, at times, note.

right   the predicted mention has the gold span, a leading article left aside on both sides, and the gold ids.
        `strict` counts the article too.
ids     members as a set; "X@members" is also right without or with the member that the note leaves out. The ids
        of bodies, institutions and agreements that no list numbers are the annotator's own slugs: there the class of
        id counts (any slug for a slug), and the same id in all places.
nested  gold holds the state in a title, the title and the name of a person, the body in an organ as mentions of
        their own; so are they counted. A predicted person, title and name, that holds a prediction of the same
        person is judged by that, and not twice.
open    gold "unresolved:…" neither helps nor hurts recall; a prediction there is right where it names nobody.
classes names: person, person-title, state (with demonyms), body, place, org (institutions), initiative.
        groups: group, pronoun. Left out on both sides: event, programme, instrument, which name no actor.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.core.mention import Actor

Row = dict[str, Any]
GROUPS = ("group", "pronoun")
ALIKE = {"demonym": "state"}
BESIDE = ("event", "programme", "instrument")
SLUGGED = ("body", "org", "initiative")
ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)


@dataclass(slots=True)
class Tally:
    """Counts of one class: in gold, predicted, right."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.gold + self.predicted
        return 2 * self.right / both if both else 0.0


@dataclass(slots=True)
class Score:
    """Tallies by class, by family (names, groups) and in all; what was missed, wrong or invented."""

    classes: dict[str, Tally] = field(default_factory=dict)
    missed: list[Row] = field(default_factory=list)
    wrong: list[tuple[Row, Row]] = field(default_factory=list)
    invented: list[Row] = field(default_factory=list)

    def of(self, *names: str) -> Tally:
        """The sum over classes; all of them without names."""
        chosen = [t for n, t in self.classes.items() if not names or n in names]
        return Tally(*(sum(getattr(t, k) for t in chosen) for k in ("gold", "predicted", "right")))

    @property
    def groups(self) -> Tally:
        return self.of(*GROUPS)

    @property
    def names(self) -> Tally:
        return self.of(*(c for c in self.classes if c not in GROUPS))


def score(gold: Sequence[Row], predicted: Iterable[Row], strict: bool = False) -> Score:
    """Compare predicted actor mentions with gold."""
    out = Score()
    here = {_span(p, strict): p for p in _judged(list(predicted))}
    ids: dict[str, set[str]] = {}
    for g in gold:
        kind = _class(g)
        p = here.pop(_span(g, strict), None)
        if kind in BESIDE:
            continue
        tally = out.classes.setdefault(kind, Tally())
        unresolved = str(g["id"]).startswith("unresolved:")
        tally.gold += not unresolved
        tally.predicted += p is not None
        right = p is not None and (not p["ids"] if unresolved else _same(g, p, kind, ids))
        tally.right += right
        tally.gold += unresolved and right
        if p is None and not unresolved:
            out.missed.append(g)
        elif p is not None and not right:
            out.wrong.append((g, p))
    beside = [g for g in gold if _class(g) in BESIDE]
    for p in here.values():
        if not any(g["span"][0] <= p["span"][0] and p["span"][1] <= g["span"][1] for g in beside):
            out.classes.setdefault(_predicted_class(p), Tally()).predicted += 1
            out.invented.append(p)
    return out


def _class(row: Row) -> str:
    return ALIKE.get(row["type"], str(row["type"]))


def _predicted_class(row: Row) -> str:
    return {"institution": "org"}.get(row["class"], str(row["class"]))


def _span(row: Row, strict: bool) -> tuple[int, int]:
    start, end = row["span"]
    article = None if strict else ARTICLE.match(row["quote"])
    return (start + article.end(), end) if article else (start, end)


def _judged(rows: list[Row]) -> list[Row]:
    """Predictions of actors without the persons that are given part by part."""
    actors = [r for r in rows if r["type"] == "actor" and r["class"] != "instrument"]
    return [r for r in actors if not (r["class"] == "person" and _inside(r, actors))]


def _inside(row: Row, actors: list[Row]) -> list[Row]:
    start, end = row["span"]
    return [
        a
        for a in actors
        if a["span"] != row["span"] and start - 4 <= a["span"][0] and a["span"][1] <= end and a["ids"] == row["ids"]
    ]


def _same(gold: Row, predicted: Row, kind: str, seen: dict[str, set[str]]) -> bool:
    """Whether the ids agree; `seen`: the ids given to each of gold's so far."""
    wanted = gold["id"] if isinstance(gold["id"], list) else [gold["id"]]
    got = list(predicted["ids"])
    if set(wanted) == set(got):
        return True
    less = re.search(r"minus (\w+)", gold.get("note", ""))
    if less and len(got) == 1 and got[0].removesuffix("-" + less.group(1)).replace("@leaders", "@members") in wanted:
        return True
    slugged = kind in SLUGGED or wanted[0].startswith("org:")
    if not slugged or len(got) != 1 or wanted[0].isupper():
        return False
    known = seen.setdefault(wanted[0], set())
    known.add(got[0])
    return len(known) == 1 and not got[0].isupper() and not got[0].startswith(("person:", "place:"))


def table(result: Score) -> str:
    """The figures as lines of text."""
    rows = [*sorted(result.classes.items()), ("names", result.names), ("groups and pronouns", result.groups)]
    rows.append(("all", result.of()))
    head = f"{'class':<20} gold  pred right      P      R     F1"
    lines = [
        f"{n:<20} {t.gold:4d} {t.predicted:5d} {t.right:5d}  {t.precision:.3f}  {t.recall:.3f}  {t.f1:.3f}"
        for n, t in rows
    ]
    return "\n".join([head, *lines])


def misses(result: Score) -> str:
    """What went wrong, one a line."""
    out = [f"missed   {g['span']} {g['quote']!r} {g['id']}" for g in result.missed]
    out += [f"wrong    {g['span']} {g['quote']!r} {g['id']} but {p['ids']} {p.get('reason')}" for g, p in result.wrong]
    out += [f"invented {p['span']} {p['quote']!r} {p['class']} {p['ids']} {p.get('reason')}" for p in result.invented]
    return "\n".join(out)


def predict(text: Path) -> list[Row]:
    """The mentions that verbale finds in a text, as `--mentions --json` prints them."""
    import verbale

    reading = verbale.read(next(iter(verbale.load(str(text)))))
    words = reading.document.text
    actors = [m for m in reading.mentions if isinstance(m, Actor)]
    found = [{"type": a.kind, "span": a.span.json(), "quote": a.span.of(words)} | a.json() for a in actors]
    return sorted(found, key=lambda r: r["span"])


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pred", type=Path)
    parser.add_argument("--strict", action="store_true", help="leading articles count")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    predicted = [r for r in rows_of(given.pred) if r["kind"] == "mention"] if given.pred else predict(given.text)
    result = score(rows_of(given.gold), predicted, given.strict)
    print(table(result))
    if given.misses:
        print(misses(result))
    print(Counter(p["class"] for p in result.invented), file=sys.stderr)


if __name__ == "__main__":
    main()
