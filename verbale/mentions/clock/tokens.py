"""A line as classed tokens: words by the vocabulary, numbers in figures and words, dates in figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.mentions.clock import numbers
from verbale.mentions.clock.shapes import shapes
from verbale.mentions.clock.vocabulary import HOT, Vocabulary

TOKEN = re.compile(r"[^\W\d_]+|\d+(?:,\d{3})*(?:\.\d+)?|[^\w\s]|_")
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d\d)?(?![\d:])")
CHAIN = re.compile(r"\d+(?:-\d+){2,}(?!\w)")
WORD_AFTER = re.compile(r"\s*(?:[^\W\d_]{2}\s+)?([^\W\d_]+)")
PUNCTUATION = {
    "-": "dash",
    "–": "dash",
    "—": "stop",
    "−": "dash",
    ",": "comma",
    ".": "dot",
    "/": "slash",
    "(": "open",
    ")": "close",
    "~": "tilde",
    "½": "half",
    "%": "counted",
    "$": "mark",
    "€": "mark",
    "£": "mark",
    "¥": "mark",
    "#": "mark",
    "₹": "mark",
    "+": "plus",
    "<": "less",
    ";": "stop",
    ":": "stop",
    "?": "stop",
    "!": "stop",
}
LEADS = frozenset({"on_", "weekday", "weekdayshort"})
PARTS = ("ones", "teens", "tens", "scale", "zero")


@dataclass(frozen=True, slots=True)
class Node:
    """A token or a reduced run of them. start, end: offsets into the line's text; values: class to value."""

    start: int
    end: int
    code: str
    values: Mapping[str, Any]
    text: str = ""


def _digits(text: str, start: int, raw: str, vocabulary: Vocabulary) -> Node:
    ordinal = vocabulary.ordinal.match(text, start + len(raw))
    value = float(raw.replace(",", ""))
    if ordinal and value == int(value) and "," not in raw:
        classes = numbers.number_classes(int(value), "ordinal")
        return Node(start, ordinal.end(), vocabulary.code(classes), classes, text[start : ordinal.end()])
    form = "digits2" if len(raw) <= 2 else "digits" if raw.isdecimal() else "plain"
    number = int(value) if value == int(value) and "." not in raw else value
    classes = numbers.number_classes(number, form)
    return Node(start, start + len(raw), vocabulary.code(classes), classes, raw)


def _led(text: str, pair: re.Match[str], before: Node | None, vocabulary: Vocabulary) -> bool:
    """Whether a bare pair of numbers can be day and month: "on 4-22", but not "12-13 May"."""
    following = WORD_AFTER.match(text, pair.end())
    if following and vocabulary.has(following[1], "month"):
        return False
    return pair["s"] == "/" or bool(before and LEADS & set(before.values))


def _shape(text: str, start: int, before: Node | None, vocabulary: Vocabulary) -> Node | None:
    """A date in figures; a bare pair of numbers with a point or hyphen only where the word ahead leads a date in."""
    union, readers, forms = shapes(vocabulary)
    if start and (
        text[start - 1].isalnum() or (text[start - 1] in "_.,:-/" and start > 1 and text[start - 2].isdecimal())
    ):
        return None
    if start > 1 and text[start - 1] == "/" and text[start - 2].isupper():
        return None
    found = union.match(text, start)
    if found:
        name = found.lastgroup or ""
        whole = forms[name].match(text, start)
        read = readers[name](whole) if whole else None
        if whole is None or read is None:
            return None
        if name == "pair" and text[max(start - 2, 0) : start][:1].isalpha() and text[start - 1] == "-":
            return None
        kind, meaning = read
        if kind == "short" and not _led(text, whole, before, vocabulary):
            return None
        classes = {"date": meaning} if kind == "short" else {"T": meaning, kind: meaning}
        return Node(start, whole.end(), vocabulary.code(classes), classes, whole.group())
    return None


def _apart(text: str, end: int) -> bool:
    """Whether the figures end here, so that "9/11" is no piece of "9/11/2001"."""
    return not text[end : end + 2].strip("/-. ").isdecimal()


def _shape_of(raw: str, vocabulary: Vocabulary) -> str:
    """What an unknown word looks like: a name, a plural or neither."""
    if raw[0].isupper():
        return "cap"
    return "plural" if vocabulary.plural.search(raw) else "word"


def _word(text: str, start: int, raw: str, vocabulary: Vocabulary) -> Node:
    classes = vocabulary.cased.get(raw)
    low = vocabulary.words.get(raw.casefold())
    both = classes or low
    if both is None:
        both = {_shape_of(raw, vocabulary): None}
    end = start + len(raw)
    if "abbr" in both and text[end : end + 1] == "." and len(raw) < 5:
        end += 1
    return Node(start, end, vocabulary.code(both), both, text[start:end])


def _phrase(text: str, start: int, first: str, vocabulary: Vocabulary) -> Node | None:
    known = vocabulary.phrases.get(first)
    found = known.pattern.match(text, start) if known else None
    if not (known and found and found.lastindex):
        return None
    classes = known.classes[found.lastindex - 1]
    return Node(start, found.end(), vocabulary.code(classes), classes, found.group())


def _one(text: str, m: re.Match[str], before: Node | None, vocabulary: Vocabulary) -> Node:
    raw, start = m.group(), m.start()
    head = raw[0]
    if head.isdecimal() or head in "’'QHFqhf":
        if head.isdecimal() and (clock := CLOCK.match(text, start)):
            return Node(start, clock.end(), vocabulary.code({"clocktime": None}), {"clocktime": None}, clock.group())
        if raw in vocabulary.phrases and (named := _phrase(text, start, raw, vocabulary)) and _apart(text, named.end):
            return named
        if shaped := _shape(text, start, before, vocabulary):
            return shaped
        if head.isdecimal() and (chain := CHAIN.match(text, start)):
            return Node(start, chain.end(), vocabulary.code({"word": None}), {"word": None}, chain.group())
    if found := _phrase(text, start, raw.casefold(), vocabulary):
        return found
    if head.isdecimal():
        return _digits(text, start, raw, vocabulary)
    if head.isalpha():
        return _word(text, start, raw, vocabulary)
    if owner := vocabulary.possessive.match(text, start):
        return Node(start, owner.end(), vocabulary.code({"poss": None}), {"poss": None}, owner.group())
    name = PUNCTUATION.get(raw, "word")
    return Node(start, m.end(), vocabulary.code({name: None}), {name: None}, raw)


def split(text: str, vocabulary: Vocabulary) -> tuple[list[Node], bool]:
    """The tokens of a line, and whether any word or date of time is among them."""
    nodes: list[Node] = []
    at, hot = 0, False
    while m := TOKEN.search(text, at):
        node = _one(text, m, nodes[-1] if nodes else None, vocabulary)
        nodes.append(node)
        at = node.end
        hot = hot or not HOT.isdisjoint(node.values)
    return (_spelled(nodes, vocabulary), True) if hot else (nodes, False)


def _part(node: Node) -> tuple[str, int] | None:
    return next(((k, node.values[k]) for k in PARTS if k in node.values), None)


def _spelled(nodes: Sequence[Node], vocabulary: Vocabulary) -> list[Node]:
    """Runs of number words as one token each ("twenty-first", "two thousand and eighteen")."""
    out: list[Node] = []
    i = 0
    while i < len(nodes):
        run = _run(nodes, i)
        for stop in range(run, i, -1):
            if merged := _merged(nodes[i:stop], vocabulary):
                out.append(merged)
                i = stop
                break
        else:
            out.append(nodes[i])
            i += 1
    return out


def _run(nodes: Sequence[Node], i: int) -> int:
    """Where a run of number words that starts at i ends; "and" and hyphens only between them."""
    j = i
    while j < len(nodes):
        if _part(nodes[j]):
            j += 1
        elif j > i and ("and" in nodes[j].values or "dash" in nodes[j].values) and j + 1 < len(nodes):
            if not (_part(nodes[j + 1]) or "ordword" in nodes[j + 1].values):
                return j
            j += 1
        elif "ordword" in nodes[j].values or "ordtens" in nodes[j].values:
            return j + 1
        else:
            return j
    return j


def _merged(run: Sequence[Node], vocabulary: Vocabulary) -> Node | None:
    last = run[-1]
    ordinal = next((last.values[k] for k in ("ordword", "ordtens") if k in last.values), None)
    parts: list[tuple[str, int]] = []
    for k, node in enumerate(run):
        found = _part(node)
        if found:
            parts.append(found)
        elif "and" in node.values:
            if not (parts and parts[-1][0] == "scale"):
                return None
            parts.append(("and", 0))
        elif k == len(run) - 1 and ordinal is not None:
            parts.append(("ones" if ordinal < 10 else "teens" if ordinal < 20 else "tens", ordinal))
        elif "dash" not in node.values:
            return None
    if not parts or parts[-1][0] == "and" or (len(run) > 1 and "dash" in last.values):
        return None
    read = numbers.read(parts, ordinal is not None)
    if read is None:
        return None
    classes = numbers.number_classes(*read)
    return Node(run[0].start, last.end, vocabulary.code(classes), classes, "")
