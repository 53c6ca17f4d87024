"""Figures: quantified and ranked claims, from the quantities of a sentence.

A growth rate beside a level belongs to the level's record. Group words ("the two sides"), identifiers and lengths of
time that only date something are no figures. What follows by arithmetic stands in `derived`, apart from what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from verbale.core.line import Line, Token
from verbale.core.mention import Quantity, Time
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lines.clauses import clause_span, conjuncts, np_span, subjects
from verbale.records import derived
from verbale.records.context import Context
from verbale.records.counting import counted
from verbale.records.figure_about import about, named, of_clause, of_noun, places
from verbale.records.figure_change import alone, attached, change
from verbale.records.figure_host import dealers, host, of_host
from verbale.records.figure_kept import LENGTHS, is_figure
from verbale.records.figure_lists import from_to, order, paired
from verbale.records.figure_marks import guessed, marks, members
from verbale.records.figure_spell import spell
from verbale.records.figure_status import status
from verbale.records.figure_time import beside_level, period, window
from verbale.records.footing import EMPTY, Footing, figure_words, footing, points_back, pronoun_subject
from verbale.records.frames import frames
from verbale.records.measures import AMOUNT, is_money, measure
from verbale.records.measures import of_noun as measured
from verbale.records.ranks import ranked
from verbale.records.topics import topics

KIND = "figure"
BY = "figure/2"
ELAPSED = "time-elapsed"


@dataclass
class _Series:
    """What the last figure was of: "it has already reached …" goes on with it."""

    measure: str | None = None
    about: tuple[str, ...] = ()
    unit: str | None = None
    line: int = -9
    year: str | None = None
    level: derived.Rounded | None = None
    verb: int | None = None


def find(ctx: Context) -> Iterator[Record]:
    """Figure records in text order."""
    series = _Series()
    for line in ctx.lines:
        if line.kind in ("furniture", "credit"):
            continue
        taken: list[Span] = []
        made = [*_quantified(ctx, line, series, taken)]
        made += ranked(ctx, line, taken, series.about if series.line >= line.index - 1 else ())
        yield from sorted(made, key=lambda r: r.span)


def _quantified(ctx: Context, line: Line, series: _Series, taken: list[Span]) -> Iterator[Record]:
    every = paired(ctx, line, [counted(ctx, line, q) for q in ctx.quantities.get(line.index, ())])
    found = [q for q in every if is_figure(ctx, line, q)]
    levels = [q for q in found if q.sort in ("amount", "count") and (q.unit or "") not in LENGTHS]
    firsts = from_to(ctx, line, [q for q in found if q in levels or q.sort == "percent"])
    later = {a: b for b, a in firsts.items()}
    changes = {later.get(level, level): rate for level, rate in attached(ctx, line, found, levels).items()}
    rates = {id(q) for q in changes.values()}
    for q in found:
        if id(q) not in rates:
            taken.append(q.span)
            place = order(ctx, line, found, q)
            yield _Maker(ctx, line, q, series, changes.get(q), firsts.get(q), later.get(q), place).record()


# -- one record --------------------------------------------------------------------------------------------


@dataclass
class _Maker:
    """Makes the record of one quantity: `rate` is the change beside it, `first` the level it came from, `last` the
    level it went to."""

    ctx: Context
    line: Line
    q: Quantity
    series: _Series
    rate: Quantity | None
    first: Quantity | None
    last: Quantity | None
    order: tuple[int, int]

    def record(self) -> Record:
        ctx, line = self.ctx, self.line
        f = footing(ctx, line, self.last or self.q)
        span = self._span(f)
        self.q = _share(self.q)
        self.q = _full_unit(ctx, line, _unit_of_verb(ctx, line, self.q, f), f)
        if _person(ctx, line, f):
            self.q = replace(self.q, unit="person")
        if again := self._again(span):
            self.q, span, f = replace(self.q, unit=self.series.unit), again, replace(f, verb=None)
        when = self._dated(span) or self._step(self.q) or period(ctx, line, span, self.q, f)
        what, who = self._of_what(span, f)
        who = self.series.about if again else who
        values = self._values(f, when, what, who)
        self._remember(values, f)
        rate_span = {"change": self.rate.span} if self.rate else {}
        spans = {"value": self.q.number or self.q.span} | ({"period": when.span} if when else {}) | rate_span
        return ctx.make(
            line,
            KIND,
            span,
            f"{BY}:{values['form']}",
            said_by=ctx.said_by(line, span),
            status=status(ctx, line, f, when, self.last is not None),
            time=when.interval.at(when.span) if when and when.interval else None,
            values=values,
            fields=spans,
            supplied=("members",) if values["members"] else (),
            topics=topics(ctx, span),
        )

    def _whole(self, f: Footing) -> Span:
        """The counted noun with all that hangs on it."""
        return np_span(self.line.parse, f.near, full=True) if self.line.parse and f.near else self.q.span

    def _span(self, f: Footing) -> Span:
        phrase = _phrase(self.line, self.q)
        span = clause_span(self.line.parse, f.verb) if self.line.parse and f.verb else phrase
        span = span.cover(self.q.span) if span.overlaps(self.q.span) else phrase
        return span.cover(self.rate.span) if self.rate else span

    def _dated(self, span: Span) -> Time | None:
        """The time that "respectively" gives this quantity."""
        place, length = self.order
        times = [t for t in self.ctx.times.get(self.line.index, ()) if t.interval and span.contains(t.span)]
        return times[place] if length and len(times) == length else None

    def _step(self, q: Quantity) -> Time | None:
        """Of "from 2 lorries in 2018 to 3 lorries in 2022": the time right behind each."""
        if self.first is None and self.last is None:
            return None
        return beside_level(self.ctx, self.line, q, self.q if q is self.first else self.last)

    def _again(self, span: Span) -> Span | None:
        """ "visited twice last year and once this year": the later count is of the same deeds, with its own time."""
        known = self.q.unit == "time" and self.q.sort == "count" and self.series.line == self.line.index
        if not known or self.series.unit in (None, "time") or is_money(self.q):
            return None
        times = self.ctx.times.get(self.line.index, ())
        after = next((t.span for t in times if 0 <= t.span.start - self.q.span.end < 3), None)
        return self.q.span.cover(after) if after else span

    def _values(self, f: Footing, when: Time | None, what: str, who: tuple[str, ...]) -> dict[str, Any]:
        ctx, line, q = self.ctx, self.line, self.q
        held = when.interval if when else None
        form, since = _form(ctx, line, q)
        moved = self._moved()
        beside = change(ctx, line, self.rate, held) if self.rate else moved
        if beside and moved and self.rate:
            beside["against"] = moved["against"]
        lone = None if beside else alone(ctx, line, q, held)
        within = window(ctx, line, f.top, q) if q.sort == "ordinal" else None if when else spell(ctx, line, q, f)
        edtf = held.edtf if held and form != "elapsed" else None
        cut = when is not None and when.sign == "as-of"
        values = {
            "form": "change" if lone else form,
            "measure": what,
            "about": list(who),
            "comparator": guessed(ctx, line, q),
            "value": q.value,
            "low": q.low,
            "high": q.high,
            "unit": q.unit,
            "per": q.per,
            "period": None if cut else edtf,
            "as_of": edtf if cut else None,
            "change": beside or lone,
            "since": since,
            "window": within,
            "members": members(ctx, q, self._whole(f)) if q.sort == "count" else [],
            "marks": marks(ctx, line, q, f, when),
        }
        return {**EMPTY, **values, "derived": self._derived(values)}

    def _moved(self) -> dict[str, Any] | None:
        """The change of a later level that is only stated by the level it came from."""
        if self.first is None or self.first.value is None or self.q.value is None:
            return None
        f = footing(self.ctx, self.line, self.first)
        start = self._step(self.first) or period(self.ctx, self.line, self._span(f), self.first, f)
        against = start.interval.edtf if start and start.interval else None
        up = self.q.value > self.first.value
        return {"value": None, "unit": None, "direction": "up" if up else "down", "against": against}

    def _rounded(self, q: Quantity) -> derived.Rounded | None:
        exact = q.comparator in ("=", "~") and q.value is not None and q.number is not None
        return derived.rounded(q.value, q.number.of(self.ctx.document.text)) if exact and q.value and q.number else None

    def _derived(self, values: Mapping[str, Any]) -> list[derived.Item]:
        """What follows by a named rule, kept apart from what is said."""
        q, out = self.q, []
        level, rate = self._rounded(q), self._rounded(self.rate) if self.rate else None
        if level and rate and values["change"]:
            out.append(derived.base(level, rate, values["change"], q.unit))
        before = self.series
        same = before.line >= self.line.index - 2 and before.measure == values["measure"] and before.unit == q.unit
        if out and out[0] and same and before.level and before.year:
            out.append(derived.rest_of_year(before.level, before.year, out[0]))
        if self.first is not None and level and values["change"] and (start := self._rounded(self.first)):
            out.append(derived.growth(start, level, q.unit, values["change"]["against"]))
        if values["form"] == "elapsed" and q.value and q.unit == "year":
            out.append(derived.origin(q.value, self.ctx.document.date))
        if values["form"] == "ordinal" and q.unit in figure_words(self.ctx.lexicon)["travel"] and (q.value or 0) > 1:
            out.append(derived.earlier(q.value or 0, values["window"]))
        return [item for item in out if item]

    def _of_what(self, span: Span, f: Footing) -> tuple[str, tuple[str, ...]]:
        ctx, line, q = self.ctx, self.line, self.q
        if (noun := host(ctx, line, q)) is not None and line.parse:
            head, who = of_host(ctx, line, line.parse, noun)
            return measured(ctx, line, line.parse, head, q) if head else AMOUNT, who
        share = self._shared_out(f)
        if share is not None:
            f = replace(f, near=None, far=None, level=share)
        who = about(ctx, line, span, q, f) if share is None else of_noun(ctx, line, line.parse, share)  # type: ignore[arg-type]
        lasting = _form(ctx, line, q)[0] == "elapsed"
        what = ELAPSED if lasting else measure(ctx, line, span, q, f)
        told = self.series
        level_now = told.unit in ("%", "pp", "x") and is_money(q) and pronoun_subject(ctx, line, f)
        near = told.line >= line.index - 2 and (_alike(told.unit, q.unit) or level_now)
        if near and is_money(q) and self._restates():
            return told.measure or AMOUNT, told.about
        vague = f.level is not None and f.level.lemma in figure_words(ctx.lexicon)["transparent"]
        back = points_back(ctx, line, f) and (what == told.measure or vague)
        if back and vague and near and told.measure:
            return told.measure, told.about
        joined = told.line == line.index and f.verb is not None and told.verb == f.verb.i and is_money(q)
        if what is None and joined and told.measure:
            return told.measure, who or told.about
        goes_on = near and (pronoun_subject(ctx, line, f) or back)
        if goes_on and told.measure and (what is None or (f.noun is None and q.sort in ("amount", "percent"))):
            return told.measure, who or told.about
        who = who or (told.about if goes_on else ()) or self._else(span, f)
        return what or AMOUNT, dealers(ctx, line, f, who)

    def _restates(self) -> bool:
        """ "2 million dollars (1.8 million euros)": the same sum again, in brackets."""
        before = self.ctx.document.text[max(self.line.span.start, self.q.span.start - 3) : self.q.span.start]
        return before.rstrip().endswith("(") and self.series.line == self.line.index

    def _shared_out(self, f: Footing) -> Token | None:
        """The subject or noun that "respectively" gives this quantity."""
        place, length = self.order
        for s in subjects(self.line.parse, f.verb) if length and self.line.parse and f.verb else ():
            every = conjuncts(self.line.parse, s) if self.line.parse else ()
            if len(every) == length:
                return every[place]
        return None

    def _else(self, span: Span, f: Footing) -> tuple[str, ...]:
        """Without a name in its roles: the clause above, then two states named in the clause, then the text's two."""
        ctx, parse = self.ctx, self.line.parse
        states = tuple(p for p in ctx.scene.parties if ctx.is_state(p))
        if _form(ctx, self.line, self.q)[0] == "elapsed" and len(states) == 2:
            return states
        if parse and f.verb and (held := places(ctx, self.line, parse, f.verb)):
            return held
        for up in parse.ancestors(f.verb) if parse and f.verb else ():
            told = up.lemma in figure_words(ctx.lexicon)["tell"]
            if parse and up.pos in ("VERB", "AUX") and not told and (found := of_clause(ctx, self.line, parse, up)):
                return found
        return named(ctx, self.line, span) or named(ctx, self.line, self.line.span)

    def _remember(self, values: Mapping[str, Any], f: Footing) -> None:
        if values["form"] in ("ordinal", "elapsed") or self.q.unit in LENGTHS:
            return
        year = values["period"] if re.fullmatch(r"\d{4}", values["period"] or "") else None
        held = self.series
        held.measure, held.about, held.unit = values["measure"], tuple(values["about"]), self.q.unit
        held.line, held.year, held.level = self.line.index, year, self._rounded(self.q)
        held.verb = f.verb.i if f.verb else None


def _alike(before: str | None, now: str | None) -> bool:
    """Whether two figures can be of one series: the same unit, two sums of money, or a rate of the first."""
    money = all(u is not None and len(u) == 3 and u.isupper() for u in (before, now))
    return before == now or money or now in ("%", "pp", "x") or (before is not None and now is None)


def _person(ctx: Context, line: Line, f: Footing) -> bool:
    """ "500 Nigerians": those counted by nationality are persons."""
    actor = ctx.actor(line, f.near) if f.near is not None and f.near is f.top else None
    return (
        actor is not None
        and actor.form == "demonym"
        and actor.sort == "state"
        and f.near is not None
        and (f.near.tag in ("NNS", "NNPS"))
    )


def _unit_of_verb(ctx: Context, line: Line, q: Quantity, f: Footing) -> Quantity:
    """ "visited twice" counts visits: the unit of "time" is the noun of what is done."""
    parse = line.parse
    if q.unit != "time" or parse is None or f.top is None:
        return q
    below = next(iter(parse.kids(f.top, "relcl", "acl")), None)
    verbs = [v for v in (below, f.verb, next((t for t in parse.ancestors(f.top) if t.pos == "VERB"), None)) if v]
    for verb in verbs:
        rows = frames(ctx.lexicon, "event").of_verb(parse, verb)
        if rows and rows[0].get("nouns"):
            return replace(q, unit=rows[0]["nouns"][0])
    return q


def _share(q: Quantity) -> Quantity:
    """ "almost half", "a third": a share in per cent, about so much where the fraction has no end."""
    if q.sort != "fraction" or q.unit or q.value is None:
        return q
    value = round(100 * q.value, 2)
    exact = abs(value - 100 * q.value) < 1e-9
    return replace(q, value=value, unit="%", comparator="~" if q.comparator == "=" and not exact else q.comparator)


def _full_unit(ctx: Context, line: Line, q: Quantity, f: Footing) -> Quantity:
    """ "prime minister": a noun that is only itself with the word before it."""
    noun = f.near if q.sort == "count" else None
    lead = line.parse[noun.i - 1] if line.parse and noun is not None and noun.i else None
    whole = f"{lead.low} {q.unit}" if lead else ""
    return replace(q, unit=whole) if whole in figure_words(ctx.lexicon)["paired-noun"] else q


def _form(ctx: Context, line: Line, q: Quantity) -> tuple[str, str | None]:
    """The form, and for an elapsed time what it runs from."""
    text = ctx.document.text[q.span.end : q.span.end + 80]
    if q.sort == "ordinal":
        return "ordinal", None
    if q.unit in LENGTHS and (match := re.match(r"\W+(?:since|after)\s+([^,.;]{3,70})", text)):
        return "elapsed", " ".join(match.group(1).split())
    if q.unit in LENGTHS:
        return "amount", None
    if q.sort == "fraction" or (q.sort == "percent" and re.match(r"\s+of\s+(?!the\s+year)", text)):
        return "share", None
    return ("count" if q.sort == "count" else "amount"), None


def _phrase(line: Line, q: Quantity) -> Span:
    parse = line.parse
    top = parse.top(q.noun or q.span) if parse else None
    return np_span(parse, top).cover(q.span) if parse and top else q.span
