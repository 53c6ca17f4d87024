"""From a numeral in a line to what it measures or counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from verbale.core.line import Line
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.numbers import bounds, measures, money, names, nouns, ordinals
from verbale.mentions.numbers.draft import Draft, Numeral, integral
from verbale.mentions.numbers.scan import Found
from verbale.mentions.numbers.vocabulary import Vocabulary, vocabulary

SORTS = {"share": "percent", "points": "points"}
SMALL = 13  # counts in words below this follow prepositions more often than bounds
ADJACENT = 48  # characters between a number and its noun for the noun to be part of the expression
WORD = re.compile(r"[\s\u00a0-]*(?P<word>[^\W\d_]+)(?:[\s\u00a0]+(?P<next>[^\W\d_]+))?")
BACKWARD = re.compile(r"(?P<word>[^\W\d_]+)[\s\u00a0]+$")
TIMES_SIGN = re.compile(r"\s?[x×](?!\w|\s?\d)")
MINUS = "-−"
BEFORE_DASH = re.compile(r"(?<![\w.,])(?P<number>\d+(?:\.\d+)?)\s$")


def read(text: str, line: Line, found: Found, publisher: str | None, lexicon: Lexicon) -> Draft | None:
    """The draft of one number; None where it is no quantity at all, dead where it names something."""
    draft = Draft(found.numeral, found.start, found.numeral.end, value=found.numeral.value)
    if names.listing(text, line, found.numeral):
        return replace(draft, dead=True)
    draft = _kind(text, line, found, draft, publisher, lexicon)
    numeral = draft.numeral
    post = bounds.after(text, numeral.end, line.span.end, lexicon) if numeral.form == "cardinal" else None
    if post and draft.sort == "number":
        beyond = replace(draft, numeral=replace(numeral, end=post[1]), end=post[1])
        draft = replace(
            _kind(text, line, replace(found, numeral=beyond.numeral), beyond, publisher, lexicon), numeral=numeral
        )
    if draft.sort == "number" and numeral.form != "fraction":
        counted = _things(text, line, found, draft, post, lexicon)
        if counted is None:
            return None
        draft = counted
    elif draft.sort == "amount" and not draft.dimension and names.dated(text, line, numeral, lexicon):
        return replace(draft, dead=True)
    return _signed(text, line, _beside(text, line, draft, lexicon), lexicon)


def _kind(text: str, line: Line, found: Found, draft: Draft, publisher: str | None, lexicon: Lexicon) -> Draft:
    """Money, else a measure, else a multiple, else as it was."""
    paid, measured = _money(text, line, found, draft, publisher, lexicon), None
    if paid is None or (found.sign is None and paid.dimension == "money" and paid.reason):
        measured = _measured(text, line, draft, publisher, lexicon)
    if paid and measured and measured.end > paid.end and _weighed(text, line, measured, lexicon):
        return replace(measured, end=paid.end, noun=paid.noun)
    return paid or measured or _multiple(text, line, draft, lexicon) or draft


def _weighed(text: str, line: Line, measured: Draft, lexicon: Lexicon) -> bool:
    """Whether "pounds of …" are a weight: what follows is no sum, as in "pounds of aid"."""
    m = WORD.match(text, measured.end, line.span.end)
    return m is not None and m["word"].lower() not in vocabulary(lexicon).sets["money_of"]


def _things(
    text: str, line: Line, found: Found, draft: Draft, post: tuple[str, int] | None, lexicon: Lexicon
) -> Draft | None:
    """What the number counts, where it is no name; the noun may follow a bound ("50 or more workers")."""
    numeral = draft.numeral
    if _named(text, line, replace(found, numeral=numeral), lexicon):
        return replace(draft, dead=True)
    beyond = replace(numeral, end=post[1]) if post else numeral
    counted = _counted(text, line, replace(draft, numeral=beyond, end=beyond.end), lexicon)
    if counted and counted.noun is None:
        counted = replace(counted, end=numeral.end)
    return replace(counted, numeral=numeral) if counted else None


def _named(text: str, line: Line, found: Found, lexicon: Lexicon) -> bool:
    numeral = found.numeral
    shaped = names.glued(text, numeral) or names.continued(text, numeral) or names.proper(text, line, numeral)
    by_shape = found.sign is None and shaped
    plain = numeral.scale == 1
    return (
        by_shape
        or (plain and names.identifier(text, line, numeral, lexicon))
        or names.dated(text, line, numeral, lexicon)
    )


def _large(numeral: Numeral) -> bool:
    return numeral.scale > 1 or numeral.grouped or numeral.form == "indefinite"


def _after_of(text: str, numeral: Numeral, stop: int, lexicon: Lexicon) -> int:
    """Where the unit of an indefinite number starts: after "of" in "billions of dollars"."""
    if numeral.form != "indefinite":
        return numeral.end
    m = WORD.match(text, numeral.end, stop)
    ofs = {w for e in lexicon.table("indefinite_plural") for w in e["of"]}
    return m.end("word") if m and m["word"].lower() in ofs else numeral.end


def _money(text: str, line: Line, found: Found, draft: Draft, publisher: str | None, lexicon: Lexicon) -> Draft | None:
    numeral, stop = found.numeral, line.span.end
    if numeral.form not in ("cardinal", "indefinite", "part"):
        return None
    if found.sign and money.is_word(found.sign, lexicon) and not _large(numeral):
        return replace(draft, dead=True, sort="amount")
    here = money.of_sign(found.sign, publisher, lexicon) if found.sign else None
    if here is None and (coded := money.code_before_scale(text, numeral.end, stop, lexicon)):
        return _code_then_scale(text, stop, draft, coded, lexicon)
    if here is None and names.glued(text, numeral):
        return None
    end = _after_of(text, numeral, stop, lexicon)
    there = money.after(text, end, stop, publisher, _large(numeral), lexicon)
    told = there is not None and there.reason is None and there.ratio == 1
    if told and found.sign and there:
        told = money.agrees(found.sign, there.code, lexicon)
    best = there if here is None or told else here
    if best is None:
        return _money_named_before(text, line, draft, publisher, lexicon)
    end = there.end if there and best is there else numeral.end
    noun = Span(there.start, there.end) if there and best is there else Span(found.start, numeral.start).trim(text)
    value = None if numeral.mantissa is None else float(numeral.mantissa * numeral.scale / best.ratio)
    dimension = "part" if best.ratio > 1 else "money"
    return replace(
        draft, end=end, sort="amount", unit=best.code, reason=best.reason, noun=noun, value=value, dimension=dimension
    )


def _money_named_before(text: str, line: Line, draft: Draft, publisher: str | None, lexicon: Lexicon) -> Draft | None:
    """ "dollar 22.5 million", "rupees 40 crore": the number is large or has decimals, and counts nothing else."""
    numeral, v = draft.numeral, vocabulary(lexicon)
    exact = numeral.mantissa is not None and not integral(numeral.mantissa)
    if numeral.style != "digits" or not (_large(numeral) or exact):
        return None
    lead = money.before(text, line.span.start, numeral.start, publisher, lexicon)
    after = WORD.match(text, numeral.end, line.span.end)
    if lead is None or (after and after["word"].lower() not in v.sets["number_stop"] and text[numeral.end] in " -"):
        return None
    prior = text[max(line.span.start, lead.start - 16) : lead.start].split()
    if prior and (prior[-1][-1].isdigit() or prior[-1].lower() in v.cardinals or prior[-1].lower() in v.scales):
        return None
    value = None if numeral.mantissa is None else float(numeral.mantissa * numeral.scale / lead.ratio)
    noun = Span(lead.start, numeral.start).trim(text)
    return replace(
        draft, start=lead.start, sort="amount", unit=lead.code, reason=lead.reason, noun=noun, value=value,
        dimension="part" if lead.ratio > 1 else "money",
    )  # fmt: skip


def _code_then_scale(text: str, stop: int, draft: Draft, coded: money.Money, lexicon: Lexicon) -> Draft | None:
    v = vocabulary(lexicon)
    m = WORD.match(text, coded.end, stop)
    factor = v.scales.get(m["word"].lower()) if m else None
    if m is None or factor is None or draft.numeral.mantissa is None:
        return None
    numeral = replace(draft.numeral, scale=draft.numeral.scale * factor)
    noun = Span(coded.start, coded.end).trim(text)
    return replace(
        draft,
        numeral=numeral,
        end=m.end("word"),
        sort="amount",
        unit=coded.code,
        noun=noun,
        value=numeral.value,
        dimension="money",
    )


def _measured(text: str, line: Line, draft: Draft, publisher: str | None, lexicon: Lexicon) -> Draft | None:
    numeral, stop = draft.numeral, line.span.end
    if numeral.form not in ("cardinal", "indefinite", "part", "fraction"):
        return None
    if names.glued(text, numeral):
        return None
    unit = measures.after(
        text, _after_of(text, numeral, stop, lexicon), stop, numeral.style == "digits" or numeral.scale > 1, lexicon
    )
    if unit is None or (numeral.form == "fraction" and unit.dimension in SORTS):
        return None
    if scaled := _million(text, stop, draft, unit, publisher, lexicon):
        return scaled
    sort = SORTS.get(unit.dimension, "amount")
    return replace(
        draft,
        end=unit.end,
        sort=sort,
        unit=unit.code,
        noun=Span(unit.start, unit.end),
        dimension=unit.dimension,
        per=unit.per,
    )


def _million(
    text: str, stop: int, draft: Draft, unit: measures.Unit, publisher: str | None, lexicon: Lexicon
) -> Draft | None:
    """ "5m people" counts millions; "5m tall" and "48m." are metres."""
    v, sign = vocabulary(lexicon), text[unit.start : unit.end]
    factor = v.short_money.get(sign)
    m = WORD.match(text, unit.end, stop) if factor and unit.start == draft.numeral.end else None
    if m is None or m["word"].lower() in v.sets["number_stop"] or text[unit.end : unit.end + 1] not in " \u00a0\n":
        return None
    numeral = replace(draft.numeral, end=unit.end, scale=factor or Decimal(1))
    inner = replace(draft, numeral=numeral, end=numeral.end, value=numeral.value)
    if paid := money.after(text, unit.end, stop, publisher, True, lexicon):  # "50m USD"
        noun = Span(paid.start, paid.end)
        return replace(
            inner, end=paid.end, sort="amount", unit=paid.code, reason=paid.reason, noun=noun, dimension="money"
        )
    if len(sign) > 1 or not (measures.of_word(m["word"], lexicon) or nouns.plural(m["word"], lexicon)):
        return None
    code = measures.after(text, numeral.end, stop, True, lexicon)
    if code is None:
        return inner
    return replace(
        inner, end=code.end, sort="amount", unit=code.code, noun=Span(code.start, code.end), dimension=code.dimension
    )


def _multiple(text: str, line: Line, draft: Draft, lexicon: Lexicon) -> Draft | None:
    v, numeral, stop = vocabulary(lexicon), draft.numeral, line.span.end
    if numeral.form == "multiple":
        return replace(draft, sort="multiple", unit="x")
    if numeral.form == "adverb":
        return replace(
            draft, sort="count", unit=next(iter(sorted({nouns.singular(w, lexicon) for w in v.sets["times"]})))
        )
    if numeral.form != "cardinal":
        return None
    if _factor(text, line, draft, v):
        return replace(draft, sort="multiple", unit="x")
    if numeral.style == "digits" and (m := TIMES_SIGN.match(text, numeral.end, stop)):
        return replace(draft, end=m.end(), sort="multiple", unit="x")
    m = WORD.match(text, numeral.end, stop)
    if m is None or m["word"].lower() not in v.sets["times"] | v.sets["fold"]:
        return None
    compared = (m["next"] or "").lower() in v.sets["multiple_after"] or m["word"].lower() in v.sets["fold"]
    compared = compared or _risen(text, line, draft, v) or _of_a_sum(m, v)
    return replace(draft, end=m.end("word"), sort="multiple", unit="x") if compared else None


def _of_a_sum(m: re.Match[str], v: Vocabulary) -> bool:
    """ "four times monthly income", but "four times monthly" and "four times last year"."""
    after = m["next"] or ""
    more = WORD.match(m.string, m.end()) if after.lower() in v.sets["times_of"] else None
    return more is not None and more["word"].lower() not in v.sets["number_stop"]


def _factor(text: str, line: Line, draft: Draft, v: Vocabulary) -> bool:
    """ "by a factor of three"."""
    lead = " ".join(text[max(line.span.start, draft.start - 16) : draft.start].lower().split()[-2:])
    return lead in v.sets["multiple_lead"]


def _risen(text: str, line: Line, draft: Draft, v: Vocabulary) -> bool:
    """Whether a verb of growth stands shortly before: "increased by 2.5 times"."""
    window = text[max(line.span.start, draft.start - 32) : draft.start].lower().split()
    return bool(v.sets["multiple_verb"].intersection(window[-4:]))


def _counted(text: str, line: Line, draft: Draft, lexicon: Lexicon) -> Draft | None:
    """A number of things, an ordinal, or a bare number; None for pronouns and adverbs."""
    numeral = draft.numeral
    if numeral.form == "part":
        return None
    noun = nouns.counted(text, line, replace(numeral, end=_after_of(text, numeral, line.span.end, lexicon)), lexicon)
    if numeral.form == "ordinal":
        kept = noun is not None and ordinals.keep(text, line, draft, noun, lexicon)
        return _with_noun(text, draft, noun, "ordinal", lexicon) if noun and kept else None
    if numeral.form == "group" or (numeral.style == "words" and numeral.value == 1):
        told = noun is not None and ordinals.counts(text, line, draft, noun, lexicon)
        if noun and told:
            return _with_noun(text, draft, noun, "count", lexicon)
        return replace(draft, weak=True) if ordinals.opens_range(text, line, draft, lexicon) else None
    if strong := ordinals.strong(text, draft, lexicon):
        return replace(draft, end=strong.end, sort="count", noun=strong)
    v = vocabulary(lexicon)
    if noun and (noun.span.of(text) in v.sets["number_month"] or noun.lemma in v.fractions):
        return replace(draft, dead=True)
    if noun is None:
        return replace(draft, weak=True, reason="the counted noun stands elsewhere")
    bounded = noun.lemma not in v.sets["year_noun"] and bounds.before(text, line.span.start, draft.start, lexicon)
    if numeral.like_year and not bounded:
        return replace(draft, dead=True)
    return _with_noun(text, draft, noun, "count", lexicon)


def _with_noun(text: str, draft: Draft, noun: nouns.Noun, sort: str, lexicon: Lexicon) -> Draft:
    """The draft with its noun, which may itself be a unit ("1,000 additional megawatts")."""
    unit = measures.of_phrase(text, draft.end, noun.span.end, noun.lemma, lexicon) if sort == "count" else None
    end = noun.span.end if 0 <= noun.span.start - draft.end <= ADJACENT else draft.end
    if unit is None:
        return replace(draft, end=end, sort=sort, unit=noun.lemma, noun=noun.span)
    sort = SORTS.get(unit.dimension, "amount")
    return replace(draft, end=end, sort=sort, unit=unit.code, noun=noun.span, dimension=unit.dimension)


def _beside(text: str, line: Line, draft: Draft, lexicon: Lexicon) -> Draft:
    """Add the bound and the rate."""
    if draft.dead:
        return draft
    first, stop = line.span.start, line.span.end
    if draft.sort == "ordinal":
        return draft
    duration = draft.dimension == "time"
    small = draft.sort == "count" and draft.numeral.style == "words" and (draft.value or SMALL) < SMALL
    comparator = bounds.before(text, first, draft.start, lexicon, duration, small) or _after(text, draft, stop, lexicon)
    comparator = comparator or bounds.inside(text, draft.numeral.start, draft.numeral.end, lexicon)
    if draft.numeral.form == "indefinite":
        draft = replace(draft, reason=", ".join(("indefinite", draft.reason)) if draft.reason else "indefinite")
    near = measures.per(text, draft.end, stop, draft.sort == "count", lexicon)
    per = draft.per or (near if draft.sort != "multiple" else None)
    return replace(
        draft,
        comparator=comparator or "=",
        per=per,
        weak=draft.weak and not _told(text, first, draft, comparator, lexicon),
    )


def _after(text: str, draft: Draft, stop: int, lexicon: Lexicon) -> str | None:
    found = bounds.after(text, draft.numeral.end, stop, lexicon) or bounds.after(text, draft.end, stop, lexicon)
    return found[0] if found else None


def _told(text: str, first: int, draft: Draft, comparator: str | None, lexicon: Lexicon) -> bool:
    """Whether a number without a noun is told to be a value: scaled, bounded, or after "reached", "rose to"."""
    numeral = draft.numeral
    if numeral.form == "indefinite":
        return False
    if numeral.scale > 1 or (comparator and not numeral.like_year and numeral.style == "digits"):
        return True
    m = BACKWARD.search(text, max(first, draft.start - 24), draft.start)
    return numeral.grouped and m is not None and m["word"].lower() in vocabulary(lexicon).sets["number_value_cue"]


def _range_dash(text: str, dash: int, value: float) -> bool:
    """Whether a dash before digits joins them to a smaller number that is no year: "75 -300mm"."""
    m = BEFORE_DASH.search(text, max(0, dash - 12), dash)
    number = m["number"] if m else ""
    return bool(number) and len(number) != len("2000") and float(number) < value


def _signed(text: str, line: Line, draft: Draft, lexicon: Lexicon) -> Draft:
    """A minus sign or the word for it before the number turns the value."""
    start, value = draft.start, draft.value
    if value is None or draft.sort == "ordinal":
        return draft
    sign, lead = text[max(line.span.start, start - 1) : start], text[max(line.span.start, start - 2) : start - 1]
    if sign and sign in MINUS and (not lead or lead in " (\n\u00a0") and not _range_dash(text, start - 1, value):
        return replace(draft, start=start - 1, value=-value)
    m = BACKWARD.search(text, max(line.span.start, start - 12), start)
    v = vocabulary(lexicon)
    minus = m is not None and m["word"].lower() in v.sets["number_minus"]
    if m and minus and (prior := BACKWARD.search(text, max(line.span.start, m.start() - 8), m.start("word"))):
        minus = prior["word"].lower() not in v.sets["range_or"]  # "plus or minus 3"
    return replace(draft, start=m.start("word"), value=-value) if m and minus else draft
