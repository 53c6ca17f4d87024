"""Units of measure and of time, per cent, and the rates that a number is counted over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from verbale.lexicon import Lexicon, variants
from verbale.mentions.numbers.trie import alternation
from verbale.mentions.numbers.vocabulary import vocabulary

REACH = 80  # characters after a number in which "each year" still belongs to it


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at its words. code: as the field writes it. dimension: length, mass, time, share …

    per: the rate inside a sign ("bpd").
    """

    code: str
    dimension: str
    start: int = 0
    end: int = 0
    per: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Units by word (lower case) and by sign (as written), rates by phrase."""

    words: Mapping[str, Unit]
    signs: Mapping[str, Unit]
    parts: Mapping[tuple[str, str], Decimal]
    part_signs: Mapping[str, str]
    quotes: re.Pattern[str]
    rates: Mapping[str, str]
    word_after: re.Pattern[str]
    sign_after: re.Pattern[str]
    rate_next: re.Pattern[str]
    rate_near: re.Pattern[str]


@cache
def units(lexicon: Lexicon) -> Units:
    """The unit tables of a lexicon, indexed."""
    rows = lexicon.table("measure_unit")
    words = {_key(w): Unit(e["code"], e["dimension"]) for e in rows for p in e["forms"] for w in variants(p)}
    signs = {s: Unit(e["code"], e["dimension"], per=e.get("per")) for e in rows for s in e.get("symbols", ())}
    rates = {_key(f): e["per"] for e in lexicon.table("rate") for f in e["forms"]}
    parts = {(e["whole"], e["part"]): Decimal(e["ratio"]) for e in lexicon.table("measure_part")}
    short = {s: e["part"] for e in lexicon.table("measure_part") for s in e.get("short", ())}
    v = vocabulary(lexicon)
    distant = (f for e in lexicon.table("rate") if not e.get("next_only") for f in map(_key, e["forms"]))
    near = alternation(r for r in distant if " " in r or r.endswith("ly"))
    breaks = alternation(v.sets["rate_break"])
    not_rate = rf"(?!\w)(?:(?<=ly)|(?!\s+(?i:{alternation(v.sets['rate_not'])})(?!\w)))"  # "a year ago", "annually in"
    return Units(
        words, signs, parts, short, quotes=_quotes(lexicon), rates=rates,
        word_after=re.compile(rf"(?:[\s\u00a0]*[-‑]\s*|[\s\u00a0]+|(?<=\d)(?=[a-z]{{3}}))(?P<word>(?i:{_spaced(words)}))(?!\w)"),
        sign_after=re.compile(rf"\s{{0,9}}-?(?P<sign>{alternation(signs)})(?![\w²³])"),
        rate_next=re.compile(rf"(?:[\s-]+|(?=/))(?P<rate>(?i:{_spaced(rates)})){not_rate}"),
        rate_near=re.compile(rf"(?:(?!\b(?:{breaks})\b)(?:[^,;:.()\d]|\.(?!\s+[A-Z])))*?\b(?P<rate>(?i:{near})){not_rate}"),
    )  # fmt: skip


def _quotes(lexicon: Lexicon) -> re.Pattern[str]:
    """A quotation mark that is a sign of a unit, by the word after it: '10" wide'."""
    rows = [e for e in lexicon.table("measure_unit") if "quotes" in e]
    each = (
        rf"\s?(?P<{e['code']}>{alternation(e['quotes'])})(?=[\s-]+(?:{alternation(e['quote_words'])})(?!\w))"
        for e in rows
    )
    return re.compile("|".join(each) or r"(?!)")


def _key(words: str) -> str:
    """Lower-case words with single spaces, hyphens as spaces: "kilowatt-hours", "nautical-mile"."""
    return " ".join(words.lower().replace("-", " ").replace("‑", " ").split())


def _spaced(words: Iterable[str]) -> str:
    """A pattern for the keys in which a space may be a hyphen."""
    return alternation(words).replace(r"\s+", r"[\s‑-]+")


def after(text: str, end: int, stop: int, digits: bool, lexicon: Lexicon) -> Unit | None:
    """The unit right after a numeral; signs ("km") only after digits or a scale word."""
    table = units(lexicon)
    if m := table.word_after.match(text, end, stop):
        found = table.words[_key(m["word"])]
        return Unit(found.code, found.dimension, m.start("word"), m.end())
    m = table.sign_after.match(text, end, stop) if digits else None
    if m is None:
        quote = table.quotes.match(text, end, stop) if digits else None
        return Unit(quote.lastgroup or "", "length", quote.start(), quote.end()) if quote else None
    found = table.signs[" ".join(m["sign"].split())]
    return Unit(found.code, found.dimension, m.start("sign"), m.end(), found.per)


def short_part(text: str, end: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The part of a unit whose short form is a word elsewhere ("2 in" after "5 ft"), and where it ends."""
    for sign, code in units(lexicon).part_signs.items():
        stop = end + 1 + len(sign)
        if text[end:stop] == f" {sign}" and not text[stop : stop + 1].isalnum():
            return code, stop
    return None, end


def per(text: str, end: int, stop: int, counted: bool, lexicon: Lexicon) -> str | None:
    """What the number is counted over ("a year" → "year"), right after it or, for counts, near by."""
    table = units(lexicon)
    m = table.rate_next.match(text, end, stop)
    if m is None and counted:
        m = table.rate_near.match(text, end, min(stop, end + REACH))
    return table.rates.get(_key(m["rate"])) if m else None


def of_word(word: str, lexicon: Lexicon) -> Unit | None:
    """The unit that a single word names."""
    return units(lexicon).words.get(_key(word))


def of_phrase(text: str, start: int, end: int, lemma: str, lexicon: Lexicon) -> Unit | None:
    """The unit that the last words before `end` name ("cubic metres"), or their last noun alone."""
    table = units(lexicon).words
    last = text[max(start, 0) : end].split()[-2:]
    return (table.get(_key(" ".join(last))) if len(last) > 1 else None) or table.get(_key(lemma))
