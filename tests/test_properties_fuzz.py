"""Half a million strings of nonsense: the readers of times and numbers raise nothing and stay inside their text.

The strings are soups of the lexicon's own words of time, number and money, of digits in every shape, of marks and of
arbitrary Unicode, made from a seed, so that a failure is found again. VERBALE_FUZZ says how many are read (500000 is
the full run); the seed is VERBALE_FUZZ_SEED, 0 where it is not given. Neither parser nor Hypothesis takes part: what
counts here is the number of strings.
"""

from __future__ import annotations

import itertools
import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from verbale.core.document import Document
from verbale.core.interval import Interval, day
from verbale.core.line import Line
from verbale.core.mention import Quantity, Time
from verbale.core.span import Span
from verbale.lexicon import load, variants
from verbale.mentions import quantities, times
from verbale.mentions.clock import edtf

LEXICON = load()
COUNT = int(os.environ.get("VERBALE_FUZZ", "12000"))
SEED = int(os.environ.get("VERBALE_FUZZ_SEED", "0"))
SHARDS = 8
TABLES = re.compile(r"(time|number|range|currency|bound|measure_unit|measure_part|rate|list_joint)")
UNREAD = {"examples", "source", "reason"}
GAPS = (" ", " ", " ", " ", "", "-", ", ", "\n", "\u00a0", " – ", "/", ".", "\t", "\u2009", ": ", " (", ") ")
MARKS = (*"$€£¥₹%‰.,;:'’\"()[]{}/\\-–—−~<>=+*#&@½⅓²³°…", "\u200b", "\u200f", "\ufffe", "\x00", "\ud800", "\U0001f600")
PLAIN = ("the", "of", "in", "and", "to", "from", "rose", "trade", "will", "met", "Norway", "since", "a", "Mr", "No.")
DATES = (None, date.min, date.max, date(2024, 2, 29), date(2023, 12, 31), date(1900, 1, 1))
PUBLISHERS = (None, "USA", "AUS", "IND", "JPN", "KAZ")


def words_of(value: Any) -> Iterator[str]:
    """Every word in a lexicon entry, patterns written out."""
    if isinstance(value, str):
        yield from variants(value) if "(" in value or "[" in value else (value,)
    elif isinstance(value, list):
        for item in value:
            yield from words_of(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in UNREAD:
                yield from words_of(item)


def vocabulary() -> list[str]:
    """The words of time, number, money and measure of the lexicon, in order."""
    rows = (row for name, table in LEXICON.tables.items() if TABLES.match(name) for row in table)
    return sorted({w for row in rows for w in words_of(dict(row)) if w})


WORDS = vocabulary()


def numeral(dice: random.Random) -> str:
    """Digits as people and machines write them, some of them impossible."""
    number = dice.choice((dice.randrange(40), dice.randrange(1900, 2060), dice.randrange(10 ** dice.randrange(1, 40))))
    shape = dice.choice(("{}", "{}", "{:,}", "{}%", "0{}", "{}s", "{}th", "${}", "{}bn", "{}.5", "-{}", "Q{}", "FY{}"))
    return shape.format(number)


def dated(dice: random.Random) -> str:
    """Three numbers that may be a date."""
    mark = dice.choice("-/.–")
    return mark.join(str(dice.choice((dice.randrange(14), dice.randrange(33), dice.randrange(2100)))) for _ in range(3))


def unicode(dice: random.Random) -> str:
    """A few characters of any plane, lone surrogates among them."""
    tops = (0x80, 0x250, 0x2100, 0x3100, 0xFFFF, 0x10FFFF)
    return "".join(chr(dice.randrange(dice.choice(tops) + 1)) for _ in range(dice.randrange(1, 9)))


def word(dice: random.Random) -> str:
    said = dice.choice(WORDS)
    return dice.choice((said, said, said, said.capitalize(), said.upper(), said[: dice.randrange(1, len(said) + 1)]))


KINDS: Sequence[Callable[[random.Random], str]] = (
    *([word] * 6), *([numeral] * 3), dated, unicode, lambda dice: dice.choice(MARKS), lambda dice: dice.choice(PLAIN),
)  # fmt: skip


def soup(dice: random.Random) -> str:
    """One string of one to fourteen pieces."""
    return "".join(dice.choice(KINDS)(dice) + dice.choice(GAPS) for _ in range(dice.randrange(1, 15)))


def setting(dice: random.Random) -> tuple[Interval | None, str | None]:
    """The document's date, which may be a stretch or missing, and its publisher."""
    first = dice.choice(DATES)
    if first is None or dice.random() < 0.8:
        return day(first) if first else None, dice.choice(PUBLISHERS)
    last = max(first, date(2024, 7, 1))
    return Interval(first, last, f"{first}/{last}", True), dice.choice(PUBLISHERS)


def sound(text: str, found: Sequence[Time | Quantity]) -> bool:
    """Every mention has words, lies inside the text, overlaps none of its kind, and says what its EDTF string says."""
    apart = all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    within = all(m.span.of(text).strip() and m.span.end <= len(text) for m in found)
    given = [m.interval for m in found if isinstance(m, Time) and m.interval]
    return apart and within and all(edtf.read(i.edtf) == (i.earliest, i.latest) for i in given)


def complaint(text: str, when: Interval | None, publisher: str | None) -> str | None:
    """What went wrong with a string, if anything did."""
    document = Document("fuzz", text, "fuzz", date=when, publisher=publisher)
    line = Line(0, Span(0, len(text)), 0, "text", 0, "paragraph")
    try:
        found = times.find(document, (line,), LEXICON)
        counted = quantities.find(document, (line,), LEXICON, found)
        good = sound(text, found) and sound(text, counted)
    except Exception as error:
        return f"{error!r} for {text!r}, {when and when.edtf}, {publisher}"
    return None if good else f"a mention is not sound in {text!r}, {when and when.edtf}, {publisher}"


def test_the_soup_has_the_words_of_the_lexicon() -> None:
    assert {"quarter", "yesterday", "million", "per cent", "euros"} <= set(WORDS)
    assert len(WORDS) > 1000


@pytest.mark.parametrize(
    "text",
    ["It rose to 3 /ſ.", "It was built prior to FY1997.", "Trade fell after FY23.", "orthodox good friday-5-10-1404"],
)
def test_what_the_full_run_found(text: str) -> None:
    assert complaint(text, day(date(2024, 2, 29)), "USA") is None


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_strings_raise_nothing(shard: int) -> None:
    dice = random.Random(f"{SEED}/{shard}")
    found = (complaint(soup(dice), *setting(dice)) for _ in range(COUNT // SHARDS))
    wrong = [c for c in found if c]
    assert not wrong, f"{len(wrong)} of {COUNT // SHARDS} strings:\n" + "\n".join(wrong[:12])
