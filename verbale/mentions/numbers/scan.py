"""One pass over a line that finds every number and says what kind of word it starts with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from verbale.lexicon import Lexicon
from verbale.mentions.numbers import money, numerals
from verbale.mentions.numbers.draft import Numeral, integral
from verbale.mentions.numbers.trie import alternation
from verbale.mentions.numbers.vocabulary import Vocabulary, vocabulary

ROUND = frozenset({*range(2, 11), 20, 50, 100, 1000})  # wholes that a share is told of ("one in five")
BACK = re.compile(r"(?:^|(?<=[^\w-]))(?P<word>[^\W\d_]+)[\s\u00a0]+$")
NEXT = re.compile(r"[\s\u00a0-]+(?P<word>[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral with the currency sign before it ("US$"), where there is one. start: that of the sign."""

    numeral: Numeral
    start: int
    sign: str | None = None


@cache
def trigger(lexicon: Lexicon) -> re.Pattern[str]:
    """The expression that finds the first character of anything that may be a number."""
    v = vocabulary(lexicon)
    folds = [c + gap + f for c in v.cardinals for f in v.sets["fold"] for gap in ("", "-")]
    words = [
        *v.cardinals,
        *v.scales,
        *v.ordinals,
        *v.fractions,
        *v.multiples,
        *v.multiple_verbs,
        *v.adverbs,
        *v.groups,
        *folds,
    ]
    words += v.sets["indefinite_plural"]
    signs = "".join(v.signs)
    return re.compile(
        rf"(?P<sign>{money.signs_before(lexicon)})(?=\d)|(?<!\w)(?:(?P<idiom>(?i:{alternation(v.idioms)})(?!\w))"
        rf"|(?P<word>(?i:{alternation(words)})(?!\w))|(?P<digit>[\d{signs}]))"
    )


def numbers(text: str, start: int, stop: int, lexicon: Lexicon) -> Iterator[Found]:
    """Every numeral between the offsets, in text order and without overlap."""
    find, free = trigger(lexicon), start
    while m := find.search(text, start, stop):
        found = None if m["idiom"] else _read(m, text, stop, lexicon)
        if found and found.start >= free:
            yield found
            free = found.numeral.end
        start = max(free, m.end() if not m["digit"] else _past_digits(text, m.start(), stop))


def _past_digits(text: str, start: int, stop: int) -> int:
    end = start + 1
    while end < stop and text[end].isdigit():
        end += 1
    return end


def _read(m: re.Match[str], text: str, stop: int, lexicon: Lexicon) -> Found | None:
    if m["sign"]:
        numeral = numerals.read(text, m.end(), stop, lexicon, money=True)
        return Found(numeral, m.start(), m["sign"]) if numeral else None
    if m["digit"]:
        numeral = numerals.read(text, m.start(), stop, lexicon)
        numeral = numeral and (_of_the_kind(text, numeral, stop, lexicon) or numeral)
    else:
        numeral = _word(m, text, stop, lexicon)
    return Found(numeral, numeral.start) if numeral else None


def _word(m: re.Match[str], text: str, stop: int, lexicon: Lexicon) -> Numeral | None:
    v, low = vocabulary(lexicon), m["word"].lower()
    for value, form in ((v.multiples.get(low), "multiple"), (v.groups.get(low), "group")):
        if value is not None:
            return Numeral(m.start(), m.end(), value, form=form, style="words")
    if low in v.multiple_verbs:
        compared = _word_after(text, m.end(), stop) in v.sets["double_after"]
        cued = compared or _word_before(text, m.start()) in v.sets["multiple_before"]
        return Numeral(m.start(), m.end(), v.multiple_verbs[low], form="multiple", style="words") if cued else None
    if low in v.adverbs:
        return _adverb(m, text, stop, v)
    if low not in v.cardinals and (folded := _fold(m, v)):
        return folded
    if low in v.fractions and (part := _part(m, text, stop, lexicon)):
        return part
    if low in v.scales or low in v.multipliers or low in v.sets["indefinite_plural"]:
        return _lone_scale(m, text, stop, lexicon)
    numeral = numerals.read(text, m.start(), stop, lexicon)
    return numeral and (_of_the_kind(text, numeral, stop, lexicon) or numeral)


def _word_before(text: str, start: int) -> str:
    m = BACK.search(text, max(0, start - 16), start)
    return m["word"].lower() if m else ""


def _word_after(text: str, end: int, stop: int) -> str:
    m = NEXT.match(text, end, stop)
    return m["word"].lower() if m else ""


def _adverb(m: re.Match[str], text: str, stop: int, v: Vocabulary) -> Numeral | None:
    """ "twice"; "once" only before what it is counted over; "twice as many" is a multiple."""
    value, follow = v.adverbs[m["word"].lower()]
    after = _word_after(text, m.end(), stop)
    if follow and after not in follow:
        return None
    form = "multiple" if not follow and after in v.sets["multiple_after"] else "adverb"
    return Numeral(m.start(), m.end(), value, form=form, style="words")


def _fold(m: re.Match[str], v: Vocabulary) -> Numeral | None:
    for fold in v.sets["fold"]:
        stem = m["word"].lower().removesuffix(fold).rstrip("-")
        if stem in v.cardinals and m["word"].lower().endswith(fold):
            return Numeral(m.start(), m.end(), v.cardinals[stem], form="multiple", style="words")
    return None


def _part(m: re.Match[str], text: str, stop: int, lexicon: Lexicon) -> Numeral | None:
    """ "a third of", "half the", "half a million", "a quarter million"."""
    v, low = vocabulary(lexicon), m["word"].lower()
    before = BACK.search(text, max(0, m.start() - 8), m.start())
    article = before is not None and before["word"].lower() in v.sets["number_article"]
    start = before.start("word") if before and article else m.start()
    if low in v.fraction_scales and (scaled := _part_of_scale(m, text, start, stop, lexicon)):
        return scaled
    half = low in v.fraction_scales and v.fractions[low] == Decimal("0.5")
    follows = _word_after(text, m.end(), stop) in v.fraction_follow.get(low, ())
    if follows and (article or half) and _word_before(text, m.start()) not in v.ordinals:
        return Numeral(start, m.end(), v.fractions[low], form="fraction", style="words")
    if (half or article) and _by_part(m, text, start, stop, v):
        return Numeral(start, m.end(), v.fractions[low], form="fraction", style="words")
    return _part_of_unit(m, text, start, stop, v) if low in v.fraction_scales else None


def _by_part(m: re.Match[str], text: str, start: int, stop: int, v: Vocabulary) -> bool:
    """ "cut by half", "grew by more than a third last year": told by the word before, and no noun follows."""
    after = _word_after(text, m.end(), stop)
    ends = not after or (after in v.sets["number_stop"] and after not in v.sets["number_article"])
    return (ends or text[m.end()] in ".,;:)") and _word_before(text, start) in v.sets["part_before"]


def _article_after(text: str, end: int, stop: int, v: Vocabulary) -> int:
    """Where an article right after `end` ends; `end` where there is none."""
    m = NEXT.match(text, end, stop)
    return m.end() if m and m["word"].lower() in v.sets["number_article"] else end


def _part_of_scale(m: re.Match[str], text: str, start: int, stop: int, lexicon: Lexicon) -> Numeral | None:
    """ "half a million", "a quarter million"."""
    v = vocabulary(lexicon)
    scale = numerals.patterns(lexicon).scale.match(text, _article_after(text, m.end(), stop, v), stop)
    if scale is None:
        return None
    factor = {**v.scales, **v.multipliers}[scale["word"].lower()]
    return Numeral(start, scale.end(), v.fractions[m["word"].lower()], factor, style="words")


def _part_of_unit(m: re.Match[str], text: str, start: int, stop: int, v: Vocabulary) -> Numeral | None:
    """ "half a tonne", "a half turn": a part that stands only with a unit."""
    end = _article_after(text, m.end(), stop, v)
    part = v.fractions[m["word"].lower()]
    return Numeral(start, end, part, form="part", style="words") if end > m.end() or start < m.start() else None


def _lone_scale(m: re.Match[str], text: str, stop: int, lexicon: Lexicon) -> Numeral | None:
    """ "a million" is one; "several million", "tens of thousands" have no value; "million" alone is no number."""
    v, low = vocabulary(lexicon), m["word"].lower()
    before = BACK.search(text, max(0, m.start() - 16), m.start())
    lead = before["word"].lower() if before else ""
    if before and lead in v.sets["number_article"] and low not in v.sets["indefinite_plural"]:
        factor = {**v.scales, **v.multipliers}.get(low)
        if factor is None:
            return None
        numeral = Numeral(before.start("word"), m.end(), Decimal(1), factor, style="words", article=True)
        return _further(text, numeral, stop, lexicon)
    if before and lead in v.sets["number_some"]:
        return Numeral(before.start("word"), m.end(), None, form="indefinite", style="words")
    return _indefinite(m, text, stop, v) if low in v.sets["indefinite_plural"] else None


def _further(text: str, numeral: Numeral, stop: int, lexicon: Lexicon) -> Numeral:
    """ "a hundred thousand", "a dozen million", "a hundred and fifty"."""
    p, v = numerals.patterns(lexicon), vocabulary(lexicon)
    while m := p.scale.match(text, numeral.end, stop):
        numeral = replace(numeral, end=m.end(), scale=numeral.scale * {**v.scales, **v.multipliers}[m["word"].lower()])
    joint = NEXT.match(text, numeral.end, stop)
    rest = NEXT.match(text, joint.end(), stop) if joint and joint["word"].lower() in v.sets["number_and"] else None
    more = numerals.read(text, rest.start("word"), stop, lexicon) if rest and numeral.scale >= LEAST else None
    if more is None or more.form != "cardinal" or not 0 < (more.value or 0) < numeral.scale or more.mantissa is None:
        return numeral
    total = numeral.scale + more.mantissa * more.scale
    return replace(numeral, end=more.end, mantissa=total / numeral.scale, article=False)


LEAST = 100  # "a dozen and five" are two numbers
CHAIN = re.compile(r"\s+(?P<of>[^\W\d_]+)\s+(?P<word>[^\W\d_]+)")


def _indefinite(m: re.Match[str], text: str, stop: int, v: Vocabulary) -> Numeral | None:
    """ "thousands of", "tens of thousands of": the words up to the last plural scale."""
    end = m.end()
    while (chain := CHAIN.match(text, end, stop)) and chain["word"].lower() in v.sets["indefinite_plural"]:
        end = chain.end()
    return Numeral(m.start(), end, None, form="indefinite", style="words")


def _of_the_kind(text: str, numeral: Numeral, stop: int, lexicon: Lexicon) -> Numeral | None:
    """Fractions built on a cardinal: "two thirds", "nine out of ten"."""
    p, v = numerals.patterns(lexicon), vocabulary(lexicon)
    if numeral.form != "cardinal" or numeral.mantissa is None or numeral.scale != 1:
        return None
    m = p.fraction.match(text, numeral.end, stop)
    if m and numeral.mantissa * v.fractions[m["part"].lower()] < 1:
        marked = "-" in m["join"] or (numeral.mantissa != 1 and m["part"].lower() not in v.fraction_follow)
        after = NEXT.match(text, m.end(), stop)
        of = after is not None and after["word"].lower() in v.fraction_follow.get(m["part"].lower(), ())
        if marked or of:
            return replace(
                numeral, end=m.end(), mantissa=numeral.mantissa * v.fractions[m["part"].lower()], form="fraction"
            )
    return _share(text, numeral, stop, lexicon)


def _share(text: str, numeral: Numeral, stop: int, lexicon: Lexicon) -> Numeral | None:
    m = numerals.patterns(lexicon).share.match(text, numeral.end, stop)
    whole = numerals.read(text, m.end(), stop, lexicon) if m and m.end() < stop else None
    if m is None or whole is None or whole.mantissa is None or numeral.mantissa is None:
        return None
    loose = " " not in " ".join(m["cue"].split())
    round_whole = whole.mantissa in ROUND and whole.style == numeral.style
    smaller = 0 < numeral.mantissa < whole.mantissa and integral(numeral.mantissa)
    if whole.form != "cardinal" or whole.like_year or not smaller or (loose and not round_whole):
        return None
    return replace(numeral, end=whole.end, mantissa=numeral.mantissa / (whole.mantissa * whole.scale), form="fraction")
