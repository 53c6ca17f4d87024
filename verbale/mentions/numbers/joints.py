"""Numbers that share a unit: ranges, "from … to …", lists, and units with their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from verbale.core.line import Line
from verbale.lexicon import Lexicon
from verbale.mentions.numbers import measures, money
from verbale.mentions.numbers.draft import Draft
from verbale.mentions.numbers.vocabulary import Vocabulary, vocabulary

LEAD = re.compile(r"(?P<word>[^\W\d_]+)[\s\u00a0]+$")
SPREAD = 50  # a number takes the scale of the next one only when it is at most this many times larger
HYPHENS = frozenset("-‑")
CENTS = range(1, 100)
DASHES = frozenset("-–—‑−~")


def join(text: str, line: Line, drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[Draft, ...]:
    """The drafts of a line with shared units filled in, ranges made one, and parts added to their wholes."""
    out: list[Draft] = []
    for draft in drafts:
        previous = out[-1] if out else None
        if previous is None:
            out.append(draft)
            continue
        out[-1:] = _pair(text, line, previous, draft, lexicon)
    return _lists(text, out, vocabulary(lexicon))


def _lists(text: str, drafts: list[Draft], v: Vocabulary) -> tuple[Draft, ...]:
    """Hand the unit at the end of a list to all before it: "5, 6 and 7 million dollars"."""
    for i in range(len(drafts) - 2, -1, -1):
        a, b = drafts[i], drafts[i + 1]
        if a.weak and " ".join(text[a.end : b.start].lower().split()) in v.sets["list_joint"]:
            drafts[i : i + 2] = _listed(a, b)
    return tuple(drafts)


def _pair(text: str, line: Line, a: Draft, b: Draft, lexicon: Lexicon) -> list[Draft]:
    v = vocabulary(lexicon)
    if a.end > b.start >= a.numeral.end and not b.dead:  # the noun of both stands after the second: "40 and 60 firms"
        a = replace(a, end=a.numeral.end)
    between = " ".join(text[a.end : b.start].lower().split())
    if between[:1] in HYPHENS and between[1:2] == " ":  # "a two- to three-year term"
        between = between[1:].lstrip()
    if len(between) > 12 or b.start < a.end:
        return [a, b]
    if whole := _with_part(text, a, b, between, v, lexicon) or _with_hundredths(text, line, a, b, between, v, lexicon):
        return [whole]
    if b.numeral.article and not between and a.dimension in ("money", "part") and a.per:
        return [a]  # "40 cents a dozen"
    if a.per and between in v.sets["rate_base"]:
        return [a]  # "12 cases per 100,000 people"
    joint, listed = between in v.sets["range_joint"], between in v.sets["list_joint"] or between in v.sets["range_or"]
    if (joint or listed) and (a.dead or (b.dead and a.weak)):
        run_on = text[a.end : b.start] in DASHES and b.sort == "count"  # "Law 117-58"
        return [replace(a, dead=True), replace(b, dead=b.dead or b.weak or run_on)]
    if joint or (between in v.sets["range_and"] and _led(text, line, a, v.sets["range_between"])):
        return _range(text, line, a, b, between, v)
    if (
        between in v.sets["range_or"]
        and b.sort != "ordinal"
        and (_bare(a) or a.noun == b.noun)
        and a.value is not None
        and a.numeral.form == b.numeral.form
    ):
        return _one(a, b)
    return _listed(a, b) if listed else [a, b]


def _bare(draft: Draft) -> bool:
    return draft.weak or draft.unit is None or (draft.sort == "number")


def _led(text: str, line: Line, a: Draft, words: frozenset[str]) -> bool:
    m = LEAD.search(text, max(line.span.start, a.start - 24), a.start)
    return m is not None and m["word"].lower() in words


def _cued(text: str, line: Line, a: Draft, v: Vocabulary) -> bool:
    """Whether "from A to B" is the span of a range: "ranging from", "anywhere from"."""
    window = text[max(line.span.start, a.start - 40) : a.start].lower().split()
    return bool(v.sets["range_cue"].intersection(window[-4:]))


def _range(text: str, line: Line, a: Draft, b: Draft, between: str, v: Vocabulary) -> list[Draft]:
    if a.sort == "ordinal" or b.sort == "ordinal" or a.value is None or b.value is None or _said_again(a, b):
        return [a, b]
    if a.weak and a.numeral.like_year and not b.numeral.like_year and between not in DASHES:
        return [a, b]
    dash = between in DASHES
    if dash and (a.weak or a.unit is None) and (_bare(b) or a.value >= b.value):
        return [replace(a, dead=True), replace(b, dead=True)]
    if not _alike(a, b, dash) or (dash and not a.weak and _spaced(text, a, b)):
        return [a, b]
    led = _led(text, line, a, v.sets["range_from"]) and not _cued(text, line, a, v)
    if not (led or dash or between in v.sets["range_and"] or _bare(a) or not _bare(b) or b.numeral.scale > 1):
        return [a, b]
    a = _lend(a, b)
    return [a, _lend(b, a)] if led else _one(a, b)


def _said_again(a: Draft, b: Draft) -> bool:
    """ "nearly half — half of the ports": a fraction repeated after a dash."""
    return a.numeral.form == b.numeral.form == "fraction" and a.value == b.value


def _spaced(text: str, a: Draft, b: Draft) -> bool:
    """Whether a dash stands between spaces, as punctuation does."""
    return text[a.end : b.start] != text[a.end : b.start].strip()


def _alike(a: Draft, b: Draft, dash: bool) -> bool:
    """Whether two numbers may share a unit: one has none, both have the same, or "$2-3 billion projects"."""
    return a.unit == b.unit or _bare(a) or _bare(b) or (dash and a.dimension == "money" and b.sort == "count")


def _lend(a: Draft, b: Draft) -> Draft:
    """`a` with the scale and the unit of `b` where it has none of its own."""
    takes_unit = _bare(a) and not _bare(b)
    scale = _scale_for(a, b)
    value = a.value if scale == 1 or a.value is None else float(Decimal(str(a.value)) * scale)
    numeral = replace(a.numeral, scale=a.numeral.scale * scale)
    if takes_unit:
        return replace(
            a,
            numeral=numeral,
            value=value,
            unit=b.unit,
            sort=b.sort,
            noun=b.noun,
            reason=b.reason,
            weak=False,
            dimension=b.dimension,
            per=a.per or b.per,
        )
    return replace(a, numeral=numeral, value=value)


def _scale_for(a: Draft, b: Draft) -> Decimal:
    one, two = a.numeral, b.numeral
    if (
        one.scale != 1
        or two.scale == 1
        or one.grouped
        or one.mantissa is None
        or two.mantissa is None
        or two.start < one.start
    ):
        return Decimal(1)
    return two.scale if two.mantissa > 0 and one.mantissa <= two.mantissa * SPREAD else Decimal(1)


def _one(a: Draft, b: Draft) -> list[Draft]:
    a = _lend(a, b)
    if a.dimension == "money" and b.dimension != "money":
        b = replace(b, unit=a.unit, sort=a.sort, noun=a.noun, reason=a.reason, end=b.numeral.end, dimension="money")
    b = _lend(b, a)
    if a.value is None or b.value is None or not a.value < b.value:
        return [a, b]
    weak = a.weak and b.weak
    comparator = "=" if a.comparator == "=" else a.comparator
    return [
        replace(
            b,
            start=a.start,
            value=None,
            low=a.value,
            high=b.value,
            comparator=comparator,
            weak=weak,
            numeral=replace(b.numeral, start=a.numeral.start),
        )
    ]


def _listed(a: Draft, b: Draft) -> list[Draft]:
    """ "12 and 15 percent": a bare number takes the measured unit of the next in its list."""
    measured = b.sort in ("amount", "percent", "points") and b.dimension != "time"
    if not (measured and a.weak and a.numeral.form == "cardinal" and not a.numeral.like_year):
        return [a, b]
    return [_lend(a, b), b]


def _with_part(text: str, a: Draft, b: Draft, between: str, v: Vocabulary, lexicon: Lexicon) -> Draft | None:
    """ "5 feet 2 inches", "5 ft 2 in", "thirteen dollars and forty-five cents"."""
    if a.value is None or b.value is None or between not in {"", ",", *v.sets["number_and"]} or a.dead or b.dead:
        return None
    if a.dimension == "money" and b.dimension == "part" and (a.unit == b.unit or b.unit is None) and b.value < 1:
        return replace(a, end=b.end, value=float(Decimal(str(a.value)) + Decimal(str(b.value))))
    part, end = (b.unit, b.end) if not _bare(b) else measures.short_part(text, b.end, lexicon)
    ratio = measures.units(lexicon).parts.get((a.unit or "", part or ""))
    return replace(a, end=end, value=a.value + b.value / float(ratio)) if ratio and b.value < ratio else None


def _with_hundredths(
    text: str, line: Line, a: Draft, b: Draft, between: str, v: Vocabulary, lexicon: Lexicon
) -> Draft | None:
    """ "15 dollars 50", "15 dollars and 50", "15 USD 50", "five mao five": the second number counts small units."""
    if a.value is None or b.value is None or a.dead or b.numeral.form != "cardinal" or b.value not in CENTS:
        return None
    last = _ends(text, line, b, lexicon)
    whole, joined = a.value == int(a.value) and a.numeral.scale == 1, not between or between in v.sets["number_and"]
    if a.dimension == "money" and _bare(b) and joined and not b.noun:
        lower = money.next_part(text, a.start, a.end, lexicon)
        if lower and not between and b.value < 10:
            return replace(a, end=b.end, value=_sum(a.value, b.value, lower))
        two = b.numeral.style == "digits" and b.numeral.end - b.numeral.start == 2
        return replace(a, end=b.end, value=_sum(a.value, b.value, Decimal(100))) if whole and two and last else None
    apart = text[b.start : b.numeral.start] != text[b.start : b.numeral.start].strip()  # "USD 50", not "USD50"
    beyond = a.noun is not None and a.noun.start >= b.start  # "4 $ 25 cents" counts no cents by its 4
    coded = (a.weak or beyond) and not between and b.dimension == "money" and apart and whole
    if not coded or a.numeral.style != "digits" or a.numeral.like_year:
        return None
    end = last or b.end
    return replace(b, start=a.start, end=end, value=_sum(a.value, b.value, Decimal(100)), comparator=a.comparator)


def _sum(whole: float, part: float, ratio: Decimal) -> float:
    return float(Decimal(str(whole)) + Decimal(str(part)) / ratio)


def _ends(text: str, line: Line, b: Draft, lexicon: Lexicon) -> int | None:
    """Where the small units end, past their name; None where a word follows that the number may count."""
    if part := money.after(text, b.numeral.end, line.span.end, None, False, lexicon):
        return part.end if part.ratio > 1 else None
    rest = text[b.numeral.end : line.span.end].lstrip()
    return None if rest[:1].isalnum() or rest[:1] == "%" else b.numeral.end
