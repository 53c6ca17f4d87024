"""What a mention tells beside its id: what an acronym stands for, where a place lies, whose youth it is, whose accord.

All of it is for the reader of mentions: records are made from the ids alone. What reference data gave is `supplied`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.facts.fact import Fact
from verbale.lexicon import Lexicon, variants
from verbale.mentions.view import View

LISTED = (",", "and", ", and", "or")
APART = "the part of a people, which no actor speaks for"
UNSEEN = "an agreement that this document does not hold"
NEAR = timedelta(days=183)  # a summit that a text speaks of without a date is the one next to it in time
MOST = 60  # members that are written out; the UN's are not
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Told(Actor):
    """An actor with details by name, all of them ids, lists of ids or words."""

    details: tuple[tuple[str, Any], ...] = ()

    def json(self) -> dict[str, Any]:
        return Actor.json(self) | {k: list(v) if isinstance(v, tuple) else v for k, v in self.details}


BEFORE = (("office", "not held now"),)


def lapsed(a: Actor) -> bool:
    """Whether a person is named by an office that he held before ("former President Lind"), or is yet to hold."""
    return isinstance(a, Told) and a.details == BEFORE


@dataclass(frozen=True, slots=True)
class Words:
    """The table `beside`, as patterns over the text between two mentions."""

    crossing: re.Pattern[str]
    border: re.Pattern[str]
    social: dict[str, str]
    heads: re.Pattern[str]
    accord: re.Pattern[str]
    summit: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> Words:
    table = {r["id"]: r for r in lexicon.table("beside")}
    social = {w: r["id"] for r in lexicon.table("social") for w in r["words"]}
    nouns, border = _any(table["crossing"]["nouns"]), _any(table["border"]["words"])
    return Words(
        re.compile(rf"\s+(?:(?:{nouns})\s+)?{_any(table['crossing']['words'])}\s+(?:the\s+)?"),
        re.compile(rf"(?:\s+{nouns})?,?\s+{border}\s+(?:the\s+)?"),
        social,
        re.compile(rf"(?<!\w){_any(social)}(?!\w)", re.IGNORECASE),
        re.compile(rf"\b(the\s+)?{_any(table['accord']['nouns'])}\s+{_any(table['accord']['words'])}\s*$"),
        re.compile(rf"\b{_any(table['summit']['nouns'])}\b", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    """Any of the words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def detailed(view: View, actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors, with details where there are any, and the parts of peoples and unseen agreements among them."""
    every = tuple(sorted(actors, key=lambda a: (a.span.start, -a.span.end)))
    by_line: dict[int, list[Actor]] = {}
    for a in every:
        by_line.setdefault(a.line, []).append(a)
    set_in = {span: told for here in by_line.values() for span, told in _placed(view, here)}
    full = _in_full(view, every)
    called = _called(view, every)
    out = [_told(view, a, full, set_in, called) for a in every]
    for line in view.lines:
        here = by_line.get(line.index, [])
        out += [*_social(view, line, here), *_unseen(view, line, here)] if here else []
    return tuple(out)


def _told(
    view: View, a: Actor, full: dict[str, str], set_in: dict[Span, dict[str, Any]], called: dict[int, list[Fact]]
) -> Actor:
    if a.form == "acronym" and len(a.ids) == 1:
        return _expanded(view, a, full)
    if a.sort == "group" and len(a.ids) == 1 and "@" in a.ids[0]:
        return _counted(view, a, called)
    if a.sort == "place" and (a.of or a.span in set_in):
        known = {"state": a.of[0]} if a.of else {}
        told = set_in.get(a.span, {})
        supplied = ("state",) if "state" not in told and known else ()
        return _with(a, known | told, (*a.supplied, *supplied))
    return a


def _with(a: Actor, details: dict[str, Any], supplied: tuple[str, ...]) -> Told:
    values = {f: getattr(a, f) for f in Actor.__dataclass_fields__}
    return Told(**{**values, "supplied": supplied}, details=tuple(details.items()))


# -- members -------------------------------------------------------------------------------------------


def _called(view: View, actors: Sequence[Actor]) -> dict[int, list[Fact]]:
    """By line: the summit next to the document's date of each body that the line names together with a summit."""
    day, words = _day(view), _words(view.lexicon).summit
    out: dict[int, list[Fact]] = {}
    if day is None:
        return out
    for a in (a for a in actors if a.sort == "body" and len(a.ids) == 1):
        line = view.lines[a.line - view.lines[0].index]
        if words.search(view.document.text, line.span.start, line.span.end):
            near = sorted(view.facts.series(a.ids[0]), key=lambda f: abs(f.first - day))[:1]
            out.setdefault(a.line, []).extend(f for f in near if abs(f.first - day) < NEAR)
    return out


def _day(view: View) -> date | None:
    return view.document.date.latest if view.document.date else None


def _counted(view: View, a: Actor, called: dict[int, list[Fact]]) -> Actor:
    """ "other member states" with the states that were members on the day of the summit in view, else of the text."""
    body, _, tail = a.ids[0].partition("@")
    summit = next((f.first for f in called.get(a.line, ()) if f.subject == body), None)
    day = summit or _day(view)
    states = view.facts.members(body, day) - set(tail.split("-")[1:]) if day else frozenset[str]()
    if not 0 < len(states) <= MOST or day is None:
        return a
    return _with(a, {"states": tuple(sorted(states)), "as_of": day.isoformat()}, (*a.supplied, "states"))


# -- acronyms ------------------------------------------------------------------------------------------


def _in_full(view: View, actors: Sequence[Actor]) -> dict[str, str]:
    """The first name in several words that the text gives each body and institution."""
    out: dict[str, str] = {}
    for a in actors:
        if a.sort in ("body", "institution") and a.form == "name" and len(a.ids) == 1:
            words = SPACES.sub(" ", (a.name or a.span).of(view.document.text)).strip()
            if " " in words:
                out.setdefault(a.ids[0], words)
    return out


def _expanded(view: View, a: Actor, full: dict[str, str]) -> Actor:
    """ "UNECE" with its name in full: from the text where it stands there, else supplied."""
    if a.ids[0] in full:
        return _with(a, {"expansion": full[a.ids[0]]}, a.supplied)
    known = _official(view.lexicon).get(a.ids[0])
    return _with(a, {"expansion": known}, (*a.supplied, "expansion")) if known else a


@lru_cache(maxsize=4)
def _official(lexicon: Lexicon) -> dict[str, str]:
    """The first name of each body that is more than a word."""
    names = ((r["id"], f) for r in lexicon.table("body") for p in r["names"] for f in list(variants(p))[:1])
    out: dict[str, str] = {}
    for key, form in names:
        if " " in form:
            out.setdefault(key, form)
    return out


# -- where places lie ----------------------------------------------------------------------------------


def _placed(view: View, here: Sequence[Actor]) -> Iterator[tuple[Span, dict[str, Any]]]:
    """ "the A and B checkpoints of the region R, state S, on the border with T": region, state and border of each."""
    text, words = view.document.text, _words(view.lexicon)
    named = [a for a in here if a.sort in ("place", "state") and len(a.ids) == 1]
    for i, first in enumerate(named):
        if first.sort != "place" or (i and _joins(text, named[i - 1], first)):
            continue
        row = [first]
        while len(named) > i + len(row) and _joins(text, row[-1], named[i + len(row)]):
            row.append(named[i + len(row)])
        if any(a.sort != "place" for a in row):
            continue
        told = _around(text, row[-1], named[i + len(row) :], words)
        yield from ((a.span, told) for a in row if told)


def _joins(text: str, a: Actor, b: Actor) -> bool:
    """Whether two places are listed side by side."""
    return b.sort == "place" and SPACES.sub(" ", text[a.span.end : b.span.start]).strip() in LISTED


def _around(text: str, last: Actor, after: Sequence[Actor], words: Words) -> dict[str, Any]:
    """What the words after the last place of a list say of all of them."""
    out: dict[str, Any] = {}
    end, rest = last.span.end, list(after)
    if rest and words.crossing.fullmatch(text, end, rest[0].span.start):
        first = rest.pop(0)
        out["region" if first.sort == "place" else "state"] = first.ids[0]
        end = first.span.end
        comma = rest and rest[0].sort == "state" and text[end : rest[0].span.start].strip() in ("", ",")
        if first.sort == "place" and comma:  # "Xinjiang China", a comma left out
            out["state"] = rest[0].ids[0]
            end = rest.pop(0).span.end
        elif first.of:
            out["state"] = first.of[0]
    if rest and rest[0].sort == "state" and words.border.fullmatch(text, end, rest[0].span.start):
        beside = [rest[0].ids[0]]
        if len(rest) > 1 and rest[1].sort == "state" and text[rest[0].span.end : rest[1].span.start].strip() == "and":
            beside.append(rest[1].ids[0])
        own = [s for s in (out.get("state"), *last.of[:1]) if s and s not in beside][:1]
        out["border"] = (*own, *beside) if len(beside) == 1 else tuple(beside)
    return out


# -- parts of peoples, agreements that are only named ---------------------------------------------------


def people_in(view: View, span: Span) -> bool:
    """Whether the words name a part of a people ("Chadian farmers")."""
    return bool(_words(view.lexicon).heads.search(view.document.text, span.start, span.end))


def _social(view: View, line: Line, here: Sequence[Actor]) -> Iterator[Actor]:
    """ "Kazakh youth", "the youth of Chad and Togo": a part of one people or of several."""
    words, text = _words(view.lexicon), view.document.text
    for match in words.heads.finditer(text, line.span.start, line.span.end):
        noun = Span(*match.span())
        if any(a.span.overlaps(noun) for a in here if a.sort != "state"):
            continue
        found = _before(text, noun, here) or _after(text, noun, here)
        if found:
            whole, scope = found
            told = (("social", words.social[SPACES.sub(" ", match.group().casefold())]), ("scope", scope))
            yield Told(whole, line.index, "group", reason=APART, form="group", details=told)


def _before(text: str, noun: Span, here: Sequence[Actor]) -> tuple[Span, tuple[str, ...]] | None:
    """The peoples that stand before a noun as adjectives."""
    row = [a for a in here if a.form == "demonym" and a.span.end < noun.start]
    out: list[Actor] = []
    for a in reversed(row):
        gap = SPACES.sub(" ", text[a.span.end : out[-1].span.start if out else noun.start]).strip()
        if gap not in (LISTED if out else ("",)):
            break
        out.append(a)
    ids = tuple(dict.fromkeys(i for a in reversed(out) for i in a.ids))
    return (Span(out[-1].span.start, noun.end), ids) if ids else None


def _after(text: str, noun: Span, here: Sequence[Actor]) -> tuple[Span, tuple[str, ...]] | None:
    """The states, or the group of them, that follow a noun with "of" or "from"."""
    start, end, out = noun.start, noun.end, list[Actor]()
    start -= 4 if text[max(0, start - 4) : start].casefold() == "the " else 0
    for a in (a for a in here if a.sort in ("state", "group") and a.ids and a.span.start >= noun.end):
        gap = SPACES.sub(" ", text[end : a.span.start]).strip()
        if a.span.start < end:
            continue
        if gap not in (("and", ",", ", and", "and the") if out else ("of", "of the", "from", "from the", "in")):
            break
        out.append(a)
        end = a.span.end
    ids = tuple(dict.fromkeys(i for a in out for i in a.ids if not i.startswith("person:")))
    return (Span(start, end), ids) if ids else None


def _unseen(view: View, line: Line, here: Sequence[Actor]) -> Iterator[Actor]:
    """ "the consensus of the two heads of state": an agreement that is named by its parties alone."""
    text, words = view.document.text, _words(view.lexicon)
    for a in (a for a in here if len(a.ids) > 1 and a.sort == "group" and a.form != "pronoun"):
        lead = words.accord.search(text, max(line.span.start, a.span.start - 60), a.span.start)
        wider = any(b is not a and b.ids and b.span.contains(a.span) and len(b.span) > len(a.span) for b in here)
        if lead and not wider:
            span = Span(lead.start(), a.span.end)
            yield Told(span, line.index, "instrument", reason=UNSEEN, form="group", details=(("parties", a.ids),))
