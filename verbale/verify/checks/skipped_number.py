"""An enumeration that skips or repeats: firstly, thirdly; (i), (iii), (iv); 1., 2., 4., 5.

Rests on: the order of the adverbs at the heads of sentences, and of the numbers and letters at the heads of paragraphs.
Only a run that begins with its first member is an enumeration. Among numbered paragraphs a gap is raised only where the
run goes on after it and nothing says that text was left out; where a paragraph without a number stands in the gap, its
number may have been lost on the way, and it is an info.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from verbale.core.finding import Finding
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import listed

RULE = "enumeration"
ENUMERATOR = re.compile(r"(\(?)(\d{1,2}|[a-z]|[ivx]{1,5})([.)])(?=\s)", re.IGNORECASE)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
OMITTED = re.compile(r"\[?(?:…|\.\.\.)\]?")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A member with its number. loose: a paragraph without a number stands between it and the one before."""

    number: int
    span: Span
    loose: bool = False


def find(case: Case) -> Iterator[Finding]:
    """One finding for each run of ordinal adverbs at the heads of sentences, and of enumerators of paragraphs."""
    for run in [*_runs(case), *_paragraphs(case)]:
        numbers = [m.number for m in run]
        wanted = list(range(1, len(run) + 1))
        if len(run) > 1:
            yield _finding(case, run, numbers, numbers == wanted)


def _runs(case: Case) -> Iterator[list[_Mark]]:
    """Runs from a first member to before the next first."""
    run: list[_Mark] = []
    turn = -1
    for line in case.lines:
        found = _adverb(case.lexicon).match(case.text, line.span.start, line.span.end)
        if not found:
            continue
        mark = _Mark(_numbers(case.lexicon)[found[1].casefold()], Span(found.start(1), found.end(1)))
        if mark.number == 1 or line.turn != turn:
            if run:
                yield run
            run = [mark] if mark.number == 1 else []
            turn = line.turn
        elif run:
            run.append(mark)
    if run:
        yield run


def _paragraphs(case: Case) -> Iterator[list[_Mark]]:
    """Runs of enumerators of one style at the heads of paragraphs, each from its first."""
    runs: dict[tuple[str, str, str], list[_Mark]] = {}
    block, loose = -1, False
    for line in case.lines:
        new = line.block != block
        head = ENUMERATOR.match(case.text, line.span.start, line.span.end) if new else None
        block = line.block
        loose = loose or (new and head is None)
        if head is None or line.kind == "furniture":
            if OMITTED.search(case.text, line.span.start, line.span.end):
                runs.clear()
            continue
        style, number = _style(head, runs)
        mark, run = _Mark(number, Span(*head.span(2)), loose), runs.get(style, [])
        loose = False
        if number == 1 or not run or not 0 <= number - run[-1].number <= 2:
            yield from _ended([run])
            runs[style] = [mark] if number == 1 else []
        else:
            run.append(mark)
    yield from _ended(runs.values())


def _ended(runs: Iterable[list[_Mark]]) -> Iterator[list[_Mark]]:
    """Runs without what is not followed up: a last member out of order is no evidence."""
    for run in runs:
        sure = run[:-1] if len(run) > 1 and run[-1].number != run[-2].number + 1 else run
        if len(sure) > 1:
            yield sure


def _style(head: re.Match[str], runs: Mapping[tuple[str, str, str], list[_Mark]]) -> tuple[tuple[str, str, str], int]:
    """The style of an enumerator and its number: a Roman number where it does not go on from a letter."""
    before, mark, after = head[1], head[2].casefold(), head[3]
    if mark.isdigit():
        return (before, "1", after), int(mark)
    letters = runs.get((before, "a", after), [])
    number = ord(mark) - ord("a") + 1 if len(mark) == 1 else 0
    if mark not in ROMAN or (letters and letters[-1].number + 1 == number):
        return (before, "a", after), number
    return (before, "i", after), ROMAN.index(mark) + 1


@lru_cache(maxsize=4)
def _numbers(lexicon: Lexicon) -> dict[str, int]:
    return {word.casefold(): i for i, word in enumerate(listed(lexicon, "ordinal-adverbs"), 1)}


@lru_cache(maxsize=4)
def _adverb(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}({'|'.join(_numbers(lexicon))})\b(?=[,:])", re.IGNORECASE)


def _finding(case: Case, run: list[_Mark], numbers: list[int], right: bool) -> Finding:
    words = ", ".join(case.words(m.span) for m in run)
    lost = any(b.loose and b.number != a.number + 1 for a, b in pairwise(run))
    return case.finding(
        RULE, "info" if right or lost else "warning", "holds" if right else "off", [m.span for m in run],
        f"the enumeration runs {words}",
        because="in order" if right else "a member is missing, doubled or out of order",
        inputs={"numbers": ", ".join(map(str, numbers))}, formula="1, 2, 3 …",
    )  # fmt: skip
