"""Numbers in digits and in words: where they stand and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from verbale.lexicon import Lexicon, variants
from verbale.mentions.numbers.draft import Numeral
from verbale.mentions.numbers.trie import alternation
from verbale.mentions.numbers.vocabulary import Vocabulary, vocabulary

THIN = "\u00a0\u202f\u2009\u2007\u2005"
# Western and Indian grouping; groups set apart by thin or plain spaces; groups by points; decimal comma; plain digits.
DIGITS = (
    rf"(?P<grouped>\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?(?![\d])|\d{{1,3}}(?:[{THIN} ]\d{{3}})+(?:[.,]\d+)?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d))"
    r"|(?P<comma>\d+,\d{1,2}(?!\d))|(?P<plain>\d+(?:\.\d+)?)"
)
TORN = r"(?P<whole>\d{1,3}(?: , \d{3})+|\d+)(?P<part> \. \d{1,4})?(?![\d,])"  # tokenised text: "10 , 000", "14 . 8 %"
GAP = rf"[\s{THIN}]"
JOIN = rf"(?:{GAP}*[-‑]{GAP}*|{GAP}+)"


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Regular expressions built from one vocabulary."""

    digits: re.Pattern[str]
    ordinal: re.Pattern[str]
    scale: re.Pattern[str]
    short: re.Pattern[str]
    money: re.Pattern[str]
    word: re.Pattern[str]
    joined: re.Pattern[str]
    half_more: re.Pattern[str]
    fraction: re.Pattern[str]
    share: re.Pattern[str]
    slash: re.Pattern[str]
    of: re.Pattern[str]
    torn: re.Pattern[str]
    added: re.Pattern[str]
    month: re.Pattern[str]


@cache
def patterns(lexicon: Lexicon) -> Patterns:
    """The patterns that read numerals with this lexicon's words."""
    v = vocabulary(lexicon)
    ands = alternation(v.sets["number_and"])
    words = alternation([*v.cardinals, *v.scales, *v.ordinals])
    article = alternation(v.sets["number_article"])
    plus = f"(?:{alternation(s for s in v.bounds['joined'] if not s[-1].isalpha())})?"
    follow = {w for words in v.fraction_follow.values() if len(words) == 1 for w in words}
    part = alternation(w for w, x in v.fractions.items() if x == Decimal("0.25") or x > Decimal("0.33"))
    few = alternation(w for w, x in v.cardinals.items() if 1 < x < 4)
    return Patterns(
        digits=re.compile(rf"(?:{DIGITS})(?P<sign>[{''.join(v.signs)}])?|(?P<lone>[{''.join(v.signs)}])"),
        ordinal=re.compile(r"(?:st|nd|rd|th)(?!\w)"),
        scale=re.compile(rf"(?i:{plus}{JOIN}|(?<=\d))(?P<word>(?i:{alternation([*v.scales, *v.multipliers])}))(?!\w)"),
        short=re.compile(rf"{GAP}?(?P<word>{alternation(v.short)})(?!\w)"),
        money=re.compile(rf"{GAP}?(?P<word>{alternation(v.short_money)})(?!\w)"),
        word=re.compile(rf"(?i:{words})(?!\w)"),
        joined=re.compile(rf"(?:{JOIN}(?P<and>(?i:{ands}){JOIN})?)(?P<word>(?i:{words}))(?!\w)"),
        half_more=re.compile(
            rf"{JOIN}(?i:{ands}){JOIN}(?P<times>(?i:{article}|{few})){JOIN}(?P<part>(?i:{part}))(?!\w)"
        ),
        fraction=re.compile(rf"(?P<join>{JOIN})(?P<part>(?i:{alternation(v.fractions)}))(?!\w)"),
        share=re.compile(rf"{GAP}+(?P<cue>(?i:{alternation(v.sets['number_share'])})){GAP}+"),
        slash=re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])"),
        of=re.compile(rf"{GAP}+(?:{alternation(follow)})(?!\w)"),
        torn=re.compile(rf"{TORN}(?=(?P<cue>\s?(?:{alternation(_cues(lexicon, v))})(?!\w))?)"),
        added=re.compile(
            rf"{GAP}+(?P<more>\d{{1,3}}(?:\.\d+)?)(?![\d,.]\d|\d)(?:{GAP}+(?P<word>(?i:{alternation(v.scales)}))(?!\w))?(?!\s?%)"
        ),
        month=re.compile(rf"(?i:{alternation(v.sets['number_month'])})\.?\s$"),
    )


def _cues(lexicon: Lexicon, v: Vocabulary) -> Iterator[str]:
    """What may follow decimals torn from their whole: signs and words of per cent, scales."""
    yield from v.scales
    for row in lexicon.table("measure_unit"):
        if row["dimension"] in ("share", "points"):
            yield from (*row.get("symbols", ()), *(f for p in row["forms"] for f in variants(p)))


def read(text: str, start: int, stop: int, lexicon: Lexicon, money: bool = False) -> Numeral | None:
    """The numeral that starts at `start` and ends by `stop`; None where none stands there.

    money: a currency sign stands before, so that "M" and "b" are scales.
    """
    p, v = patterns(lexicon), vocabulary(lexicon)
    if text[start].isalpha():
        return _in_words(text, start, stop, p, v)
    numeral = _in_digits(text, start, stop, p, v, money)
    if numeral and numeral.form == "cardinal":
        numeral = _and_a_half(text, numeral, stop, p, v)
    return numeral and _scaled(text, numeral, stop, p, v, money)


def _in_digits(text: str, start: int, stop: int, p: Patterns, v: Vocabulary, money: bool) -> Numeral | None:
    m = p.slash.match(text, start, stop)
    if m and 0 < int(m["a"]) < int(m["b"]) and p.of.match(text, m.end(), stop):
        return Numeral(start, m.end(), Decimal(int(m["a"])) / int(m["b"]), form="fraction")
    if torn := _torn(text, start, stop, p, money):
        return torn
    m = p.digits.match(text, start, stop)
    if m is None or len(m[0]) > 40:
        return None
    if m["lone"]:
        return Numeral(start, m.end(), v.signs[m["lone"]])
    mantissa = _number(m) + (v.signs[m["sign"]] if m["sign"] else 0)
    numeral = Numeral(start, m.end(), mantissa, grouped=bool(m["grouped"]))
    suffix = p.ordinal.match(text, m.end(), stop)
    return replace(numeral, end=suffix.end(), form="ordinal") if suffix and "." not in m[0] else numeral


def _torn(text: str, start: int, stop: int, p: Patterns, money: bool) -> Numeral | None:
    """A number that spaces have torn apart; decimals only where a sign of money or per cent vouches for them."""
    if text[start + 1 : start + 6].find(" ") < 0 or (m := p.torn.match(text, start, stop)) is None:
        return None
    grouped, decimal = "," in m["whole"], bool(m["part"]) and (money or m["cue"] is not None)
    if not (grouped or decimal) or (not money and p.month.search(text, max(0, start - 12), start)):
        return None
    written = m["whole"] + (m["part"] if decimal else "")
    return Numeral(start, start + len(written), Decimal(re.sub(r"[ ,]", "", written)), grouped=grouped)


def _number(m: re.Match[str]) -> Decimal:
    """Digits without their grouping; the last mark is the decimal one where it cannot be a group."""
    if m["comma"]:
        return Decimal(m["comma"].replace(",", "."))
    if m["plain"]:
        return Decimal(m["plain"])
    written = re.sub(rf"[{THIN} ]", "", m["grouped"])
    if written.count(".") > 1 or -1 < written.find(".") < written.find(","):
        return Decimal(written.replace(".", "").replace(",", "."))
    whole_first = "," in written and "." not in written and not re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}", written)
    return Decimal(written.replace(",", "." if whole_first else ""))


def _scaled(text: str, numeral: Numeral, stop: int, p: Patterns, v: Vocabulary, money: bool) -> Numeral:
    if numeral.form != "cardinal":
        return numeral
    while m := p.scale.match(text, numeral.end, stop):
        factor = {**v.scales, **v.multipliers}[m["word"].lower()]
        numeral = replace(numeral, end=m.end(), scale=numeral.scale * factor)
    if numeral.scale != 1:
        return _added(text, numeral, stop, p, v)
    m = p.short.match(text, numeral.end, stop)
    if m and (len(m["word"]) > 1 or money or m.end() == numeral.end + 1):
        return replace(numeral, end=m.end(), scale=v.short[m["word"]])
    m = p.money.match(text, numeral.end, stop) if money else None
    return replace(numeral, end=m.end(), scale=v.short_money[m["word"]]) if m else numeral


def _added(text: str, numeral: Numeral, stop: int, p: Patterns, v: Vocabulary) -> Numeral:
    """ "1 trillion 200 billion", "2 thousand 300": a smaller number said after the scale word is added."""
    least, total = numeral.scale, (numeral.mantissa or 0) * numeral.scale
    while m := p.added.match(text, numeral.end, stop):
        factor = v.scales[m["word"].lower()] if m["word"] else Decimal(1)
        more = Decimal(m["more"]) * factor
        if factor >= least or more >= least or (factor == 1 and (least != 1000 or len(m["more"]) != 3)):
            break
        total, least = total + more, factor
        numeral = replace(numeral, end=m.end(), mantissa=total / numeral.scale)
    return numeral


def _in_words(text: str, start: int, stop: int, p: Patterns, v: Vocabulary) -> Numeral | None:
    first = p.word.match(text, start, stop)
    if first is None:
        return None
    total = Accumulator()
    if not total.take(first[0].lower(), False, v):
        return None
    end, ordinal = first.end(), first[0].lower() in v.ordinals
    while not ordinal and (m := p.joined.match(text, end, stop)) and total.take(m["word"].lower(), bool(m["and"]), v):
        end, ordinal = m.end(), m["word"].lower() in v.ordinals
    numeral = Numeral(start, end, total.value(), form="ordinal" if ordinal else "cardinal", style="words")
    numeral = replace(numeral, scale=total.scale, mantissa=total.value() / total.scale)
    return numeral if ordinal else _and_a_half(text, numeral, stop, p, v)


def _and_a_half(text: str, numeral: Numeral, stop: int, p: Patterns, v: Vocabulary) -> Numeral:
    """ "two and a half", then a scale: "two and a half million"."""
    m = p.half_more.match(text, numeral.end, stop) if numeral.scale == 1 else None
    part = v.fractions[m["part"].lower()] * v.cardinals.get(m["times"].lower(), 1) if m else 1
    if m is None or numeral.mantissa is None or part >= 1:
        return numeral
    more = replace(numeral, end=m.end(), mantissa=numeral.mantissa + part)
    return _scaled(text, more, stop, p, v, False)


class Accumulator:
    """Adds up number words from left to right and refuses the word that starts another number."""

    __slots__ = ("done", "group", "least", "scale", "small")

    def __init__(self) -> None:
        self.done = Decimal(0)  # closed by a scale word
        self.group: Decimal | None = None  # below the next scale word
        self.small = Decimal(1000)  # what the next word in the group must stay below
        self.least = Decimal(10) ** 30  # last scale used
        self.scale = Decimal(1)

    def value(self) -> Decimal:
        return self.done + (self.group or 0)

    def take(self, word: str, joined_by_and: bool, v: Vocabulary) -> bool:
        """Add the word and return True, or leave all as it is and return False."""
        if word in v.scales:
            return self._scale(v.scales[word], joined_by_and)
        value = v.ordinals[word] if word in v.ordinals else v.cardinals[word]
        if word in v.multipliers or value == 100:
            return self._multiply(value, word in v.ordinals, joined_by_and)
        if value >= 1000:
            self.group = self.group if self.group is not None or self.done else Decimal(1)
            return self._scale(value, joined_by_and)
        return self._small(value, joined_by_and)

    def _scale(self, factor: Decimal, joined_by_and: bool) -> bool:
        if joined_by_and or (self.group is None and not self.done):
            return False
        if self.group is None:
            self.done *= factor
            self.scale *= factor
            return True
        if factor >= self.least:
            return False
        self.done += self.group * factor
        self.scale = factor if self.scale == 1 and self.done == self.group * factor else Decimal(1)
        self.group, self.small, self.least = None, Decimal(1000), factor
        return True

    def _multiply(self, factor: Decimal, ordinal: bool, joined_by_and: bool) -> bool:
        """Hundreds and dozens: "a hundredth" may stand alone, "hundred" may not."""
        if (
            joined_by_and
            or (self.group is None and not ordinal)
            or (self.group is not None and not 0 < self.group < 100)
        ):
            return False
        self.group, self.small = (self.group or 1) * factor, Decimal(100 if factor == 100 else 0)
        return True

    def _small(self, value: Decimal, joined_by_and: bool) -> bool:
        opened = self.group is not None or bool(self.done)
        if (joined_by_and and (not opened or self.small == 10)) or value >= self.small or (value == 0 and opened):
            return False
        if self.small == 10 and value < 1:
            return False
        self.group = (self.group or 0) + value
        self.small = Decimal(10) if value >= 20 else Decimal(0)
        self.scale = Decimal(1)
        return True
