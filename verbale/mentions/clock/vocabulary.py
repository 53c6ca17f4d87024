"""The words of time of one language as classes of tokens, built once from the lexicon's `time_word` tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from verbale.lexicon import Lexicon, variants
from verbale.mentions.clock.numbers import samples

Classes = Mapping[str, Any]
PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
KINDS = (
    "Day",
    "Month",
    "Year",
    "Rel",
    "WeekDay",
    "Length",
    "Every",
    "Ref",
    "Range",
    "Season",
    "Decade",
    "Part",
    "Quarter",
    "Signed",
)
MARKS = (
    "dash",
    "comma",
    "dot",
    "slash",
    "open",
    "close",
    "poss",
    "tilde",
    "word",
    "plural",
    "cap",
    "less",
    "mark",
    "date",
    "clocktime",
    "plus",
    "stop",
    "half",
)
HOT = frozenset(
    (
        "T",
        "date",
        "year",
        "domord",
        "month",
        "monthlow",
        "namelike",
        "weekday",
        "weekdays",
        "unit",
        "units",
        "seconds",
        "season",
        "fall",
        "semester",
        "dayword",
        "daybefore",
        "ref",
        "every_word",
        "decadeword",
        "feast",
        "fy",
        "since_then",
        "teens",
        "scale",
        "daytime",
        "yearend",
        "rolling",
        "half",
        "ahead",
        "todate",
        "lastly",
        "lasting",
    )
)


def pieces(text: str) -> tuple[str, ...]:
    return tuple(PIECE.findall(text.casefold().replace("’", "'")))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases that open with one word, the longest first: one pattern, and by number of group their classes."""

    pattern: re.Pattern[str]
    classes: tuple[Classes, ...]


def _phrases(found: list[tuple[tuple[str, ...], Classes]]) -> Phrases:
    ordered = sorted(found, key=lambda p: -len(p[0]))
    body = "|".join(f"({_spaced(words)})" for words, _ in ordered)
    return Phrases(re.compile(body, re.I), tuple(classes for _, classes in ordered))


def _spaced(words: tuple[str, ...]) -> str:
    """The pieces of a phrase with any blanks between them; a word ends where its letters do."""
    return r"\s*".join(_piece(w) for w in words)


def _piece(word: str) -> str:
    return rf"{word}(?![^\W\d_])" if word.isalpha() else "['’]" if word == "'" else re.escape(word)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Words and phrases by their classes, one private character for each set of classes, and the smaller tables.

    words: folded word to classes; cased: the same for words whose capitals count; phrases: by their first word, longest
    first. codes: set of classes to its character, so that a line of tokens is a string and a rule a regular expression.
    """

    lexicon: Lexicon
    words: Mapping[str, Classes]
    cased: Mapping[str, Classes]
    phrases: Mapping[str, Phrases]
    codes: Mapping[frozenset[str], str]

    def code(self, classes: Classes) -> str:
        return self.codes.get(frozenset(classes), "?")

    def having(self, names: str) -> str:
        """The characters of every set that holds one of the classes ("month|season")."""
        wanted = set(names.split("|"))
        return "".join(sorted(c for s, c in self.codes.items() if s & wanted))

    def has(self, word: str, name: str) -> bool:
        """Whether a word can be of a class."""
        return name in self.words.get(word.casefold(), ()) or name in self.cased.get(word, ())

    def marks(self, name: str) -> str:
        """Letters that stand before a number ("Q", "FY"), as an alternation."""
        found = [m for e in self.lexicon.table("time_mark") if e["mark"] == name for m in e["words"]]
        return "|".join(sorted(map(re.escape, found), key=len, reverse=True)) or r"(?!)"

    @cached_property
    def signs(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        """What stands right before an expression, matched at the end of the text ahead of it."""
        table = {w: e["sign"] for e in self.lexicon.table("time_sign") for w in e["words"]}
        body = "|".join(sorted(map(re.escape, table), key=len, reverse=True)).replace(r"\ ", r"\s+")
        return re.compile(rf"(?<!\w)({body})\s+$", re.I), table

    @cached_property
    def within(self) -> re.Pattern[str]:
        words = [w for e in self.lexicon.table("time_within") for w in e["words"]]
        return self._ahead(words)

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """Words of starting that leave the time after them open."""
        words = [w for e in self.lexicon.table("time_sign") if e.get("open") for w in e["words"]]
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})\s+$", re.I)

    def _ahead(self, words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\s+$", re.I)

    @cached_property
    def lengths(self) -> re.Pattern[str]:
        """Prepositions that turn a stretch up to now into a length ("for the past nine years")."""
        return self._ahead([w for e in self.lexicon.table("time_length") for w in e["words"]])

    @cached_property
    def links(self) -> re.Pattern[str]:
        """What may stand between the members of a row."""
        joined, article = (
            "|".join(re.escape(w) for w, c in self.words.items() if names & set(c))
            for names in ({"and", "or"}, {"the"})
        )
        return re.compile(rf"\s*(?:,|,?\s+(?:{joined}))\s+(?:(?:{article})\s+)?", re.I)

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        """What makes an ordinal of a number in figures."""
        return re.compile(rf"(?:{self.marks('ordinal')})(?![^\W\d_])", re.I)

    @cached_property
    def plural(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.marks('plural')})$")

    @cached_property
    def possessive(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.marks('possessive')})(?!\w)", re.I)

    @cached_property
    def inside(self) -> str:
        """The plain preposition of place in time, first in its list."""
        return str(self.lexicon.table("time_within")[0]["words"][0])

    def listed(self, table: str, publisher: str | None) -> Mapping[str, Any]:
        """The row of a table that names the publisher, or nothing."""
        rows = self.lexicon.table(table) if publisher else ()
        return next((e for e in rows if publisher in e["publishers"]), {})

    def south(self, publisher: str | None) -> bool:
        """Whether the publisher lies in the southern hemisphere, by the table of states."""
        return publisher is not None and publisher in self._southern

    @cached_property
    def _southern(self) -> frozenset[str]:
        rows = self.lexicon.table("state")
        return frozenset(str(e["id"]) for e in rows if e.get("hemisphere") == "south" and "id" in e)


def _merge(into: dict[Any, dict[str, Any]], key: Any, classes: Classes) -> None:
    into.setdefault(key, {}).update(classes)


def _feasts(lexicon: Lexicon) -> Iterator[tuple[str, Classes]]:
    """Each name of a day with its rules, each with the states that keep it so."""
    rules: dict[str, list[tuple[frozenset[str], tuple[str, ...]]]] = {}
    for entry in lexicon.table("time_feast"):
        for word in entry["words"]:
            rules.setdefault(word, []).append((frozenset(entry.get("publishers", ())), tuple(entry["rule"])))
    return ((word, {"feast": tuple(found)}) for word, found in rules.items())


def _states(lexicon: Lexicon) -> Iterator[tuple[str, Classes]]:
    """States whose name is one word: they still are names with a capital."""
    for entry in lexicon.table("state"):
        for word in (*entry.get("names", ()), *entry.get("demonyms", ())):
            if word.isalpha():
                yield word, {"cap": None, "state": entry["id"]}


def _codes(sets: set[frozenset[str]]) -> dict[frozenset[str], str]:
    ordered = sorted(sets, key=lambda s: sorted(s))
    return {s: chr(0x4E00 + i) for i, s in enumerate(ordered)}


def _build(lexicon: Lexicon) -> Vocabulary:
    words: dict[str, dict[str, Any]] = {}
    cased: dict[str, dict[str, Any]] = {}
    phrases: dict[tuple[str, ...], dict[str, Any]] = {}
    for entry in lexicon.table("time_word"):
        classes = {entry["class"]: entry.get("value")}
        for form in (v for pattern in entry["words"] for v in variants(pattern)):
            parts = pieces(form)
            if entry.get("cased") and len(parts) == 1:
                _merge(cased, form, classes)
            else:
                _merge(phrases if len(parts) > 1 else words, parts if len(parts) > 1 else parts[0], classes)
    for form, feast in _feasts(lexicon):
        parts = pieces(form)
        _merge(phrases if len(parts) > 1 else words, parts if len(parts) > 1 else parts[0], feast)
    for form, state in _states(lexicon):
        _merge(cased, form, state)
    for form, own in cased.items():
        cased[form] = dict(words.get(form.casefold(), {})) | dict(own)
    by_first: dict[str, list[tuple[tuple[str, ...], Classes]]] = {}
    for key, found in phrases.items():
        by_first.setdefault(key[0], []).append((key, found))
    ready = {k: _phrases(v) for k, v in by_first.items()}
    sets = {frozenset(c) for table in (words, cased, phrases) for c in table.values()}
    sets |= {frozenset({"T", k}) for k in KINDS} | {frozenset(c) for c in samples()}
    sets |= {frozenset({n}) for n in MARKS}
    return Vocabulary(lexicon, words, cased, ready, _codes(sets))


@lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon; the same object each time."""
    return _build(lexicon)
