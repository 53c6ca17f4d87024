"""Figures: quantified and ranked claims, from the quantities of a sentence.

A growth rate beside a level belongs to the level's record. Group words ("the two sides"), identifiers and
lengths of time that only date something are no figures.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity, Time
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon
from verbale.lines.clauses import clause_span, np_span, preps, subjects
from verbale.records.context import Context
from verbale.records.frames import frames
from verbale.records.ranks import figure_words, ranked
from verbale.records.topics import topics

KIND = "figure"
BY = "figure/1"
FINITE = ("VBD", "VBZ", "VBP")
LENGTHS = frozenset({"year", "month", "week", "day", "decade", "century", "hour", "minute"})


@dataclass
class _Series:
    """What the last figure was of: "it has already reached …" goes on with it."""

    measure: str | None = None
    about: tuple[str, ...] = ()


def find(ctx: Context) -> Iterator[Record]:
    """Figure records in text order."""
    series = _Series()
    for line in ctx.lines:
        if line.kind in ("furniture", "credit"):
            continue
        taken: list[Span] = []
        made = [*_quantified(ctx, line, series, taken), *ranked(ctx, line, taken)]
        yield from sorted(made, key=lambda r: r.span)


# -- quantities ------------------------------------------------------------------------------------------


def _quantified(ctx: Context, line: Line, series: _Series, taken: list[Span]) -> Iterator[Record]:
    every = (_counted(ctx, line, q) for q in ctx.quantities.get(line.index, ()))
    found = [q for q in every if _is_figure(ctx, line, q)]
    levels = [q for q in found if q.sort in ("amount", "count") and (q.unit or "") not in LENGTHS]
    changes = {}
    for q in found:
        if q.sort in ("percent", "points", "multiple") and (direction := _direction(ctx, line, q)):
            level = next((v for v in levels if _beside(line, v, q)), None)
            if level is not None and level not in changes:
                changes[level] = (q, direction)
    attached = {id(q) for q, _ in changes.values()}
    for q in found:
        if id(q) not in attached:
            taken.append(q.span)
            yield _figure(ctx, line, q, changes.get(q), series)


def _counted(ctx: Context, line: Line, q: Quantity) -> Quantity:
    """ "the number of trains exceeded 5 thousand": the noun counted is the subject's."""
    if q.unit or q.sort not in ("count", "number") or line.parse is None or (verb := _verb(line, q)) is None:
        return q
    for subject in subjects(line.parse, verb):
        if subject.lemma in figure_words(ctx.lexicon)["total"]:
            read = _number_of(ctx, line, line.parse, q)
            of = next((t for p, t in preps(line.parse, subject) if p == "of"), None)
            named = of is not None and of.pos != "PROPN"
            if read.unit:
                return read
            return replace(q, unit=of.lemma if of and named else None, sort="count", noun=(of or subject).span)
    return _number_of(ctx, line, line.parse, q)


def _number_of(ctx: Context, line: Line, parse: Parse, q: Quantity) -> Quantity:
    """ "the number of trains … exceeded": the noun after "number of", read word by word where the tree is wrong."""
    for t in parse:
        after = parse.tokens[t.i + 2 : t.i + 8]
        if (
            t.lemma not in figure_words(ctx.lexicon)["number"]
            or t.end > q.span.start
            or not after
            or parse[t.i + 1].low != "of"
        ):
            continue
        run = list(itertools.takewhile(lambda w: w.tag[:2] in ("NN", "JJ", "HY", "VB", "CD") and w.tag != "VBG", after))
        if run and run[-1].pos != "PROPN":
            noun = run[-1]
            unit = noun.lemma if noun.tag[:2] != "NN" or noun.lemma != noun.low else noun.low.removesuffix("s")
            return replace(q, unit=unit, sort="count", noun=noun.span)
    return q


def _is_figure(ctx: Context, line: Line, q: Quantity) -> bool:
    words = figure_words(ctx.lexicon)
    text = ctx.document.text
    unit = (q.unit or "").split()[-1] if q.unit else ""
    if q.sort == "multiple" and (_adjective(line, q) or text[q.span.end : q.span.end + 6].split()[:1] == ["down"]):
        return False
    if q.sort in ("amount", "percent", "points", "multiple", "fraction"):
        return unit not in LENGTHS or _length(ctx, line, q)
    if q.sort == "ordinal":
        return unit in words["series"] and not _clock(ctx, line, q)
    if q.sort != "count" or not (q.unit or q.noun):
        return False
    if unit in LENGTHS:
        return _length(ctx, line, q)
    lead = text[max(line.span.start, q.span.start - 6) : q.span.start].casefold().split()
    definite = lead[-1:] in (["the"], ["our"], ["both"], ["these"], ["all"])
    if (unit in words["group"] and (definite or q.value == 2)) or (q.value in (None, 0) and q.low is None):
        return False
    return not (q.value == 1 and text[q.span.start : q.span.start + 3].casefold() == "one")


def _adjective(line: Line, q: Quantity) -> bool:
    """ "double standards": a multiple that only qualifies a noun."""
    top = line.parse.top(q.number or q.span) if line.parse else None
    return top is not None and top.tag == "JJ" and top.dep == "amod"


def _clock(ctx: Context, line: Line, q: Quantity) -> bool:
    return any(t.interval and t.span.overlaps(q.span) for t in ctx.times.get(line.index, ()))


def _length(ctx: Context, line: Line, q: Quantity) -> bool:
    """A length of time is a figure where it is measured ("32 years since", "a period of 90 days"), not if it dates."""
    after = q.span.end
    text = ctx.document.text
    if re.match(r"\W+(?:since|after|of|from)\b", text[after : after + 12]) or re.search(
        r"period of(?: \w+)?\s*$", text[max(0, q.span.start - 22) : q.span.start]
    ):
        return True
    dates = [t for t in ctx.times.get(line.index, ()) if t.span.overlaps(q.span)]
    return not dates


def _direction(ctx: Context, line: Line, q: Quantity) -> str | None:
    """Up or down, from the words just before or after a rate."""
    words = figure_words(ctx.lexicon)
    near = ctx.document.text[max(line.span.start, q.span.start - 28) : q.span.start].casefold()
    before = [w for w in re.findall(r"[a-z-]+", near) if w not in ("by", "of", "a", "an", "some", "about")][-2:]
    after = re.findall(r"[a-z-]+", ctx.document.text[q.span.end : q.span.end + 22].casefold())[:2]
    for name in ("up", "down"):
        if any(w in words[name] for w in (*before[-1:], *after)) or (
            before and before[0] in words[name] and before[-1] in words["adverb"]
        ):
            return name
    return None


def _beside(line: Line, level: Quantity, rate: Quantity) -> bool:
    """Level and rate in one clause: no more than a short stretch apart."""
    gap = max(rate.span.start - level.span.end, level.span.start - rate.span.end)
    return gap < 45


def _figure(ctx: Context, line: Line, q: Quantity, change: tuple[Quantity, str] | None, series: _Series) -> Record:
    verb = _verb(line, q)
    span = clause_span(line.parse, verb) if line.parse and verb else _phrase(line, q)
    span = span.cover(q.span) if span.overlaps(q.span) else _phrase(line, q)
    if change:
        span = span.cover(change[0].span)
    q = _unit_of_verb(ctx, line, q, verb)
    form, extra = _form(ctx, line, q)
    time = _period(ctx, line, span, q)
    measure, about = _of_what(ctx, line, span, q, series)
    if form == "elapsed" and not about:  # "the 32 years since …" of a text between two states is theirs
        about = tuple(p for p in ctx.scene.parties if ctx.is_state(p)) if len(ctx.scene.parties) == 2 else ()
    status = ctx.status(line, line.parse, verb) if line.parse and verb else "held"
    direction = _alone(ctx, line, q) if change is None else None
    alone = {"value": q.value, "unit": q.unit, "direction": direction, "against": None} if direction else None
    values: dict[str, Any] = {
        "form": "change" if direction else form,
        "measure": measure,
        "about": list(about),
        "comparator": q.comparator,
        "value": q.value,
        "low": q.low,
        "high": q.high,
        "unit": q.unit,
        "per": q.per,
        "period": time.interval.edtf if time and time.interval and time.sign != "as-of" else None,
        "as_of": time.interval.edtf if time and time.interval and time.sign == "as-of" else None,
        "change": _change(ctx, line, change, time.interval.edtf if time and time.interval else None)
        if change
        else alone,
        "since": extra.get("since"),
        "scope": extra.get("scope"),
    }
    series.measure, series.about = measure, about
    spans = (
        {"value": q.number or q.span}
        | ({"period": time.span} if time else {})
        | ({"change": change[0].span} if change else {})
    )
    when = time.interval.at(time.span) if time and time.interval else None
    return ctx.make(
        line,
        KIND,
        span,
        f"{BY}:{values['form']}",
        said_by=ctx.said_by(line, span),
        status=status,
        time=when,
        values=values,
        fields=spans,
        topics=topics(ctx, span),
    )


def _unit_of_verb(ctx: Context, line: Line, q: Quantity, verb: Token | None) -> Quantity:
    """ "visited twice" counts visits: the unit of "time" is the noun of what is done."""
    if q.unit != "time" or verb is None or line.parse is None:
        return q
    rows = frames(ctx.lexicon, "event").of_verb(line.parse, verb)
    return replace(q, unit=rows[0]["nouns"][0]) if rows and rows[0].get("nouns") else q


def _alone(ctx: Context, line: Line, q: Quantity) -> str | None:
    """The direction of a change that stands without a level: a rate, or a multiple that is a verb ("doubled")."""
    if q.sort not in ("percent", "points", "multiple"):
        return None
    top = line.parse.top(q.number or q.span) if line.parse and q.sort == "multiple" else None
    return _direction(ctx, line, q) or ("up" if top and top.tag[:2] == "VB" else None)


def _change(ctx: Context, line: Line, change: tuple[Quantity, str], period: str | None) -> dict[str, Any]:
    rate, direction = change
    tail = ctx.document.text[rate.span.end : rate.span.end + 40].casefold().split()
    if (
        period
        and re.fullmatch(r"\d{4}", period)
        and any(" ".join(tail).startswith(w) for w in figure_words(ctx.lexicon)["yearly"])
    ):
        return {"value": rate.value, "unit": rate.unit, "direction": direction, "against": f"{int(period) - 1:04}"}
    after = [t for t in ctx.times.get(line.index, ()) if t.interval and 0 <= t.span.start - rate.span.end < 40]
    against = after[0].interval.edtf if after and after[0].interval else None
    return {"value": rate.value, "unit": rate.unit, "direction": direction, "against": against}


def _form(ctx: Context, line: Line, q: Quantity) -> tuple[str, dict[str, str]]:
    text = ctx.document.text[q.span.end : q.span.end + 80]
    if q.sort == "ordinal":
        return "ordinal", {}
    if q.unit in LENGTHS and (match := re.match(r"\W+(?:since|after)\s+([^,.;]{3,70})", text)):
        return "elapsed", {"since": " ".join(match.group(1).split())}
    if q.unit in LENGTHS:
        return "amount", {}
    if q.sort == "fraction" or (q.sort == "percent" and re.match(r"\s+of\s+(?!the\s+year)", text)):
        return "share", {}
    return ("count" if q.sort == "count" else "amount"), {}


def _verb(line: Line, q: Quantity) -> Token | None:
    """The predicate of the quantity's clause, unless the quantity stands deep inside a noun phrase."""
    parse = line.parse
    if parse is None:
        return None
    top = parse.top(q.number or q.span)
    if top is None:
        return None
    for t in parse.ancestors(top):
        if t.pos in ("VERB", "AUX") and t.dep in (
            "ROOT",
            "conj",
            "ccomp",
            "relcl",
            "advcl",
            "parataxis",
            "xcomp",
            "acl",
            "pcomp",
        ):
            return t
    return None


def _phrase(line: Line, q: Quantity) -> Span:
    parse = line.parse
    top = parse.top(q.noun or q.span) if parse else None
    return np_span(parse, top).cover(q.span) if parse and top else q.span


def _period(ctx: Context, line: Line, span: Span, q: Quantity) -> Time | None:
    """The dated time of the quantity's own clause, nearest first; a rate's base ("compared to …") is none."""
    dated = [t for t in ctx.times.get(line.index, ()) if t.interval and not t.span.overlaps(q.span)]
    near = [t for t in dated if span.contains(t.span) or (t.span.end <= span.start and span.start - t.span.end < 4)]
    near = [
        t
        for t in near
        if not re.search(
            r"(?:compared|than|against|over the)\W+(?:\w+\W+){0,3}$",
            ctx.document.text[max(0, t.span.start - 24) : t.span.start],
        )
    ]
    return min(near, key=lambda t: _distance(t, q), default=None) or _leading(line, dated, span)


def _leading(line: Line, dated: Sequence[Time], span: Span) -> Time | None:
    """The time that opens the sentence, where it is the only one and no other verb stands between."""
    before = [t for t in dated if t.span.end <= span.start and (t.precision != "day" or t.sign == "as-of")]
    verbs = [v for v in line.parse or () if before and before[-1].span.end <= v.start < span.start and v.tag in FINITE]
    sure = bool(before) and (not verbs or before[0].sign == "as-of")
    return before[0] if len(dated) == 1 and sure else None


def _distance(time: Time, q: Quantity) -> tuple[int, bool]:
    """How far a time stands from a quantity; of two as near, the one after it."""
    gap = min(abs(time.span.start - q.span.end), abs(q.span.start - time.span.end))
    return gap, time.span.start < q.span.start


def _of_what(ctx: Context, line: Line, span: Span, q: Quantity, series: _Series) -> tuple[str, tuple[str, ...]]:
    about = _about(ctx, line, span, q)
    measure = _measure(ctx, span, q)
    pronoun = _pronoun_subject(ctx, line, q)
    if pronoun and series.measure and measure is None:
        return series.measure, series.about or about
    if measure is None:
        measure = (
            f"{(q.unit or 'value').replace(' ', '-').lower()}-count"
            if q.sort == "count"
            else (q.unit or "value")
            if q.sort == "ordinal"
            else "amount"
        )
    return measure, about or (series.about if pronoun else ())


def _pronoun_subject(ctx: Context, line: Line, q: Quantity) -> bool:
    verb = _verb(line, q)
    held = subjects(line.parse, verb) if line.parse and verb else ()
    return bool(held) and all(t.low in ("it", "this", "they", "that") for t in held)


def _about(ctx: Context, line: Line, span: Span, q: Quantity) -> tuple[str, ...]:
    """States, bodies and persons the figure is of: those of its clause, else of its sentence."""
    found = [
        a for a in ctx.inside(line, span, "state", "body", "person", "group", "institution") if a.form != "pronoun"
    ]
    found = found or [a for a in ctx.inside(line, line.span, "state", "body", "group") if a.form != "pronoun"]
    ids = [ctx.parent(i) for a in found for i in a.ids]
    people = [i for i in ids if i.startswith("person:")]
    if q.sort == "ordinal" and (q.unit or "") in ("visit", "time") and people:
        return tuple(dict.fromkeys(ids))
    return tuple(dict.fromkeys(i for i in ids if not i.startswith("person:"))) or tuple(dict.fromkeys(people))


@lru_cache(maxsize=4)
def _measures(lexicon: Lexicon) -> tuple[tuple[str, Entry], ...]:
    pairs = [(w.casefold(), r) for r in lexicon.table("measure") for w in r["words"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


def _measure(ctx: Context, span: Span, q: Quantity) -> str | None:
    """The measure whose words stand nearest to the quantity in its clause and whose units admit it."""
    low = span.of(ctx.document.text).casefold()
    at = q.span.start - span.start
    best: tuple[int, int, str] | None = None
    for word, row in _measures(ctx.lexicon):
        i = low.find(word)
        if i >= 0 and _admits(row, q) and re.search(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", low):
            score = (abs(i - at), -len(word), str(row["id"]))
            best = min(best, score) if best else score
    return best[2] if best else None


def _admits(row: Entry, q: Quantity) -> bool:
    units = row.get("units")
    units = [units] if isinstance(units, str) else units
    if not units:
        return True
    money = bool(q.unit and len(q.unit) == 3 and q.unit.isupper())
    kind = "money" if money else "count" if q.sort == "count" else q.unit
    return kind in units or q.unit in units
