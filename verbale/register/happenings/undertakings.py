"""Undertakings: promised, repeated, changed, done, dropped.

Rule: the same holders, no other addressee, and the same action words: of the words that say what is undertaken
(numbers, dates, function words and the parties' names apart) one has all that the other has, half of them at least, and
the verb and every name are the same. Two holders who give one number and deadline for each other have one target. An
undertaking is done where the event told in its own clause is told later as held, or a later event of the holder is told
in all its words; it is dropped where a later text denies it in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass

from verbale.core.span import Span
from verbale.register.happenings.words import WORD, any_of, content, proper, stem
from verbale.register.rows import Kept

FEW = 3
DIGITS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A record of a commitment. words: what is undertaken; names: the names in it; numbers: its numbers as written.

    given_up: it is undertaken not to do it, which behind an undertaking to do it drops that.
    """

    kept: Kept
    holders: frozenset[str]
    toward: frozenset[str]
    verb: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: tuple[str, ...]
    deadline: str
    given_up: bool
    keys: tuple[Hashable, ...]


def undertaking(kept: Kept) -> Undertaking | None:
    """The record as an undertaking; None where it is none or its holder is not known."""
    r, v = kept.record, kept.record.values
    holders = frozenset(str(h) for h in v.get("holder") or ())
    if r.kind != "commitment" or r.status not in ("held", "planned", "conditional", "denied") or not holders:
        return None
    toward = frozenset(str(t) for t in v.get("toward") or ())
    text, parties = action(kept), holders | toward
    negative = any_of("negative").match(text)
    text = text[negative.end() :].lstrip() if negative else text
    first = WORD.search(text)
    verb = stem(first.group().casefold()) if first else ""
    words = content(text, parties)
    numbers = tuple(n.rstrip(".,") for n in DIGITS.findall(text))
    keys = tuple((h, verb) for h in sorted(holders | toward))
    return Undertaking(
        kept, holders, toward, verb, words, proper(text, parties), numbers, str(v.get("deadline") or ""),
        bool(negative) or r.status == "denied", keys,
    )  # fmt: skip


def action(kept: Kept) -> str:
    """The words of the action without those of its deadline."""
    r = kept.record
    whole, due = r.fields.get("action"), r.fields.get("deadline")
    if whole is None or not r.span.contains(whole):
        return str(r.values.get("action") or "")
    text = whole.shift(-r.span.start).of(r.quote)
    if due is not None and whole.contains(due):
        cut = Span(due.start - whole.start, due.end - whole.start)
        text = text[: cut.start] + text[cut.end :]
    return " ".join(text.split())


def tie(a: Undertaking, b: Undertaking) -> str | None:
    """The rule that ties two statements; None where they are two undertakings."""
    if a.verb != b.verb or not _worded(a, b):
        return None
    if not (a.holders <= b.holders or b.holders <= a.holders):
        return _target(a, b)
    elsewhere = a.toward - b.toward - b.holders, b.toward - a.toward - a.holders
    if a.toward and b.toward and (elsewhere[0] or elsewhere[1]):
        return None
    return "same holder, addressee and action words" if a.holders == b.holders else "same action words, a shared holder"


def _worded(a: Undertaking, b: Undertaking) -> bool:
    """One says all that the other says, and enough of it."""
    less, more = sorted((a.words, b.words), key=len)
    enough = len(less) * 2 >= len(more) and (len(less) >= FEW or less == more) and len(less) > 1
    return less <= more and enough and (a.names <= b.names or b.names <= a.names)


def _target(a: Undertaking, b: Undertaking) -> str | None:
    """Two sides, each with the other, on what can be counted between them: one target where number and day are one."""
    if a.holders | a.toward != b.holders | b.toward or not (a.numbers and b.numbers):
        return None
    same = a.numbers == b.numbers and a.deadline == b.deadline
    return "same parties, action words, number and deadline" if same else ""


def changed(a: Undertaking, b: Undertaking) -> bool:
    """Whether the later one gives another number or deadline."""
    return bool(a.numbers != b.numbers or (b.deadline and a.deadline != b.deadline) or a.given_up != b.given_up)


def plans(kept: Kept, promised: Undertaking) -> bool:
    """Whether the event that an undertaking's own clause plans is what is undertaken: its verb and half its words."""
    told = content(kept.record.quote, promised.holders | promised.toward)
    return promised.verb in told and len(promised.words & told) * 2 >= len(promised.words)


def does(told: frozenset[str], promised: Undertaking) -> bool:
    """Whether an event in these words is told in all words of the undertaking, which are enough to tell."""
    return len(promised.words) >= FEW and promised.words <= told and promised.names <= told
