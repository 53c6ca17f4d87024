"""Ordinals that number a series or rank something, and small words that only look like a count.

"The second round" and "the first university in the region" are quantities; "the first price" and "one expert
said" are not.
"""

from __future__ import annotations

import re
from functools import cache

from verbale.core.line import Line
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.numbers import bounds, nouns
from verbale.mentions.numbers.draft import Draft
from verbale.mentions.numbers.trie import alternation
from verbale.mentions.numbers.vocabulary import Vocabulary, vocabulary

WORD = re.compile(r"[\s\u00a0-]*(?P<word>[^\W\d_]+)(?:[\s\u00a0]+(?P<next>[^\W\d_]+))?")
WORDS = re.compile(r"[^\W\d_]+")
BACKWARD = re.compile(r"(?P<word>[^\W\d_]+)[\s\u00a0]+$")
COMPOUND = re.compile(r"\s*\w+[-‑]")
PLAIN = 3  # ordinals in words up to this one are used of things that are in no series
NEAR = 40  # characters within which another count stands beside "one"


def keep(text: str, line: Line, draft: Draft, noun: nouns.Noun, lexicon: Lexicon) -> bool:
    """Whether an ordinal before a noun numbers a series or ranks the thing, and is no part of a title."""
    v, end = vocabulary(lexicon), draft.numeral.end
    m = WORD.match(text, end, line.span.end)
    if m is None or text[end : end + 1] in ",;:.":
        return False
    word, pair = m["word"].lower(), f"{m['word']} {m['next'] or ''}".lower()
    titles = v.sets["ordinal_title"]
    if word in titles or pair in titles or _hyphened_name(text, end, word, v) or _numeric(text, end, word, v):
        return False
    return _serial(text, line, draft, noun, v) and not _name(text, line, draft, noun, v)


def _name(text: str, line: Line, draft: Draft, noun: nouns.Noun, v: Vocabulary) -> bool:
    """Whether a capitalised ordinal inside a sentence belongs to a name that no series bears: "First Solar"."""
    inside = text[line.span.start : draft.start].strip(" \t\n«“”\"'‘(-–—•*1234567890.") != ""
    capital = draft.numeral.style == "words" and text[draft.start].isupper() and text[noun.span.start].isupper()
    return capital and inside and line.kind != "heading" and noun.lemma not in v.sets["ordinal_series"]


def _hyphened_name(text: str, end: int, word: str, v: Vocabulary) -> bool:
    return text[end : end + 1] in ("-", "‑") and word not in v.sets["ordinal_rank"]


def _numeric(text: str, end: int, word: str, v: Vocabulary) -> bool:
    """Whether another number follows: "the first 100,000 vehicles", "the first two years"."""
    spelled = (word in v.cardinals or word in v.scales) and not COMPOUND.match(text, end)
    return spelled or text[end : end + 2].strip(" \n\u00a0$€£")[:1].isdigit()


def _serial(text: str, line: Line, draft: Draft, noun: nouns.Noun, v: Vocabulary) -> bool:
    numeral, series = draft.numeral, v.sets["ordinal_series"]
    if numeral.style == "digits" or (numeral.value or 0) > PLAIN:
        return True
    inner = {w.lower() for w in WORDS.findall(text[numeral.end : noun.span.end])}
    many = noun.span.of(text).lower()
    if many != noun.lemma and many not in series:  # "my first days": a stretch, no place in a series
        return bool(inner & v.sets["ordinal_rank"])
    if noun.lemma in series or inner & (v.sets["ordinal_rank"] | series):
        return True
    after = WORD.match(text, noun.span.end, line.span.end)
    apart = text[noun.span.end : noun.span.end + 1] in " \n\u00a0"
    if after is None or noun.lemma in v.sets["ordinal_idle"] or not apart:
        return False
    pair = f"{after['word']} {after['next'] or ''}".lower()
    return after["word"].lower() in v.sets["ordinal_scope"] or pair in v.sets["ordinal_scope"]


def counts(text: str, line: Line, draft: Draft, noun: nouns.Noun, lexicon: Lexicon) -> bool:
    """Whether "one" or "both" counts its noun: "only one port", "one minister and two envoys", "both sides"."""
    if text[noun.span.start].isupper():
        return False
    v, spelled = vocabulary(lexicon), text[draft.end : noun.span.start]
    if any(w.lower() in v.sets["number_and"] for w in spelled.split()):
        return False
    if draft.numeral.form == "group":
        return _whole_group(text, line, noun, lexicon)
    return _stressed(text, line, draft, noun, lexicon) or _beside_another(text, line, draft, noun, lexicon)


def _whole_group(text: str, line: Line, noun: nouns.Noun, lexicon: Lexicon) -> bool:
    """Whether "both" takes in the plural noun alone, and does not open "both banks and firms"."""
    m = WORD.match(text, noun.span.end, line.span.end)
    joined = m is not None and m["word"].lower() in vocabulary(lexicon).sets["number_and"]
    return not joined and nouns.plural(noun.span.of(text), lexicon)


def _stressed(text: str, line: Line, draft: Draft, noun: nouns.Noun, lexicon: Lexicon) -> bool:
    """Whether a bound, "only" or a rate tells that "one" is meant as a number."""
    v, first = vocabulary(lexicon), line.span.start
    if bounds.before(text, first, draft.start, lexicon, small=True):
        return True
    m = BACKWARD.search(text, max(first, draft.start - 24), draft.start)
    after = WORD.match(text, noun.span.end, line.span.end)
    led = m is not None and m["word"].lower() in v.sets["one_before"]
    return led or (after is not None and after["word"].lower() in v.sets["one_after"])


@cache
def _another(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Another count in the same list: before a joint and "one", and after a joint behind the noun of "one"."""
    v = vocabulary(lexicon)
    count = rf"(?<![\w-])(?:\d+|(?i:{alternation(w for w, x in v.cardinals.items() if x != 1)}))(?![\w-])"
    joint = alternation(v.sets["list_joint"])
    return (
        re.compile(rf"{count}[^,.:;()\d]*\s?(?:{joint})\s+$"),
        re.compile(rf"[^,.:;()\d]{{0,24}}?\s?(?:{joint})\s+(?:\w+\s+)?{count}"),
    )


def _beside_another(text: str, line: Line, draft: Draft, noun: nouns.Noun, lexicon: Lexicon) -> bool:
    """Whether "one" stands in a list with another count: "one country, two ministries"."""
    left, right = _another(lexicon)
    before = left.search(text[max(line.span.start, draft.start - NEAR) : draft.start])
    return before is not None or right.match(text, noun.span.end, line.span.end) is not None


def strong(text: str, draft: Draft, lexicon: Lexicon) -> Span | None:
    """The word that makes "a 5,000-strong force" a number of people."""
    m = WORD.match(text, draft.numeral.end)
    hyphen = text[draft.numeral.end : draft.numeral.end + 1] in ("-", "‑")
    strong_words = vocabulary(lexicon).sets["number_strong"]
    return Span(m.start("word"), m.end("word")) if m and hyphen and m["word"].lower() in strong_words else None


@cache
def _range_on(lexicon: Lexicon) -> re.Pattern[str]:
    v = vocabulary(lexicon)
    joint = alternation(v.sets["range_joint"] | v.sets["range_and"])
    words = alternation(w for w, x in v.cardinals.items() if x > 1)
    return re.compile(rf"\s?(?P<joint>{joint})\s?(?:\d|(?i:{words})(?!\w))")


def opens_range(text: str, line: Line, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether "one" is the lower end of a range: "one to three per cent", "between one and two metres"."""
    v, m = vocabulary(lexicon), _range_on(lexicon).match(text, draft.end, line.span.end)
    if draft.numeral.form == "group" or m is None:
        return False
    lead = BACKWARD.search(text, max(line.span.start, draft.start - 24), draft.start)
    between = lead is not None and lead["word"].lower() in v.sets["range_between"]
    return m["joint"].lower() not in v.sets["range_and"] or between
