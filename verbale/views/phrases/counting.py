"""How often each set phrase is used, by whom and when, and who has stopped using it.

The denominator is every document that the question leaves in, whether or not it has a phrase, and all their words,
which are counted from blank to blank.
Rates: uses per document, and uses per 1,000 words. Tiers are by the share of documents that use the phrase:

    all    in every document (of two or more)
    most   in half of them or more
    many   in a quarter or more
    some   in a tenth or more
    few    in less than a tenth, but in two or more
    once   in a single document

An absence is told for a publisher that used the phrase in two documents or more: how many of its dated documents came
out after the day of the last that has it. How surprising that is, is the chance of so long a silence if the phrase
still came as often as up to its last use: 1 − (used + 1) / (up to then + 2), which is Laplace's rule of succession, to
the power of the documents since. Documents without a day are in the rates and the tiers, and in no first, last, period
or absence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from verbale.register import About, Kept, Register
from verbale.register.asking import Query
from verbale.views.names import Names
from verbale.views.wording import clean, when

TIERS = ("all", "most", "many", "some", "few", "once")
SHARES = ((1.0, "all"), (1 / 2, "most"), (1 / 4, "many"), (1 / 10, "some"))
SPANS = ("year", "quarter", "month")
FEW = 500
"""Documents up to which their phrases are asked for by document."""
LEAST = 2
"""Documents in which a publisher must have used a phrase before its silence is told."""
STRIKING = 0.1
"""Chance from which down a silence is striking."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands first or last: the document and the record."""

    day: date
    date: str
    publisher: str
    title: str
    source: str
    url: str | None
    record: str

    def json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Part:
    """The use of a phrase by one publisher or in one period.

    documents: those that use it; of: all there are; times: uses; words: of all those documents.
    """

    name: str
    documents: int
    of: int
    times: int
    words: int

    @property
    def per_thousand(self) -> float:
        return rate(self.times, self.words)

    def json(self) -> dict[str, Any]:
        held = {name: getattr(self, name) for name in self.__slots__}
        return held | {"per_thousand_words": self.per_thousand}


@dataclass(frozen=True, slots=True)
class Absence:
    """A phrase that a publisher has not used of late. since: documents after the last that has it; up_to: those before
    and with it; used: those of them that have it; chance: of so long a silence at the rate before."""

    canonical: str
    words: str
    publisher: str
    since: int
    up_to: int
    used: int
    chance: float
    last: Place

    @property
    def striking(self) -> bool:
        return self.chance <= STRIKING

    @property
    def sentence(self) -> str:
        these = "document" if self.since == 1 else f"{self.since} documents"
        return f"not in the last {these} by {self.publisher}; in {self.used} of {self.up_to} up to {self.last.date}"

    def json(self) -> dict[str, Any]:
        held = {name: getattr(self, name) for name in self.__slots__ if name != "last"}
        return held | {"striking": self.striking, "sentence": self.sentence, "last": self.last.json()}


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase with its use. words: its most frequent form; forms: all of them with how often."""

    canonical: str
    words: str
    forms: tuple[tuple[str, int], ...]
    tradition: str
    family: str
    tier: str
    documents: int
    times: int
    per_document: float
    per_thousand: float
    first: Place | None
    last: Place | None
    publishers: tuple[Part, ...]
    periods: tuple[Part, ...]
    absences: tuple[Absence, ...]

    def json(self) -> dict[str, Any]:
        return {
            "kind": "phrase-use",
            "canonical": self.canonical,
            "words": self.words,
            "forms": dict(self.forms),
            "tradition": self.tradition or None,
            "family": self.family or None,
            "tier": self.tier,
            "documents": self.documents,
            "times": self.times,
            "per_document": self.per_document,
            "per_thousand_words": self.per_thousand,
            "first": self.first.json() if self.first else None,
            "last": self.last.json() if self.last else None,
            "publishers": [p.json() for p in self.publishers],
            "periods": [p.json() for p in self.periods],
            "absences": [a.json() for a in self.absences],
        }


@dataclass(frozen=True)
class Phrases:
    """All phrases in use, the most used first. documents, words: the denominators; undated: documents without a day."""

    uses: tuple[Use, ...]
    documents: int
    words: int
    undated: int
    span: str
    periods: tuple[Part, ...]
    publishers: tuple[Part, ...]

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """All silences, the most surprising first."""
        found = (a for use in self.uses for a in use.absences)
        return tuple(sorted(found, key=lambda a: (a.chance, -a.since, a.canonical, a.publisher)))

    @property
    def basis(self) -> str:
        """The denominators in words."""
        dated = f", {self.undated:,} of them without a day" if self.undated else ""
        return f"{self.documents:,} document{'' if self.documents == 1 else 's'} of {self.words:,} words{dated}"

    def json(self) -> list[dict[str, Any]]:
        """A line with the denominators, then a line a phrase."""
        head = {
            "schema": "verbale/1",
            "kind": "phrases",
            "documents": self.documents,
            "words": self.words,
            "undated": self.undated,
            "by": self.span,
            "periods": [{"name": p.name, "documents": p.of, "words": p.words} for p in self.periods],
            "publishers": [{"name": p.name, "documents": p.of, "words": p.words} for p in self.publishers],
        }
        return [head, *(use.json() for use in self.uses)]


def rate(times: int, words: int) -> float:
    """Uses per 1,000 words, to four places."""
    return round(1000 * times / words, 4) if words else 0.0


def tier(used: int, documents: int) -> str:
    """The tier of a phrase that so many of the documents use."""
    if used == 1:
        return "once"
    return next((name for least, name in SHARES if used >= least * documents), "few")


def phrases(register: Register, query: Query, span: str = "year", wanted: Sequence[str] = ()) -> Phrases:
    """The set phrases of the documents that meet a query.

    span: the periods, year, quarter or month. wanted: canonical ids, or words that the phrase's words hold; all without
    them. Raises RegisterError, ValueError for another span.
    """
    if span not in SPANS:
        raise ValueError(f"periods are by {', '.join(SPANS)}")
    held = register.documents(query)
    sizes = {d.id: len((register.text(d.id) or "").split()) for d in held}
    few = tuple(sizes) if len(sizes) <= FEW else ()
    asked = Query(
        kinds=("phrase",),
        publishers=query.publishers,
        since=query.since,
        until=query.until,
        known_on=query.known_on,
        documents=few,
    )
    found = [k for k in register.select(asked) if k.document.id in sizes] if sizes else []
    name = Names(register.names({d.publisher for d in held if d.publisher}))
    ground = _Ground(tuple(held), sizes, span, name)
    groups: dict[str, list[Kept]] = {}
    for kept in found:
        groups.setdefault(str(kept.record.values.get("canonical")), []).append(kept)
    uses = [ground.use(canonical, group) for canonical, group in groups.items() if _wanted(canonical, group, wanted)]
    uses.sort(key=lambda u: (-u.documents, -u.times, u.canonical))
    undated = sum(_day(d) is None for d in held)
    return Phrases(
        tuple(uses), len(held), sum(sizes.values()), undated, span, ground.parts((), period=True), ground.parts(())
    )


def _wanted(canonical: str, group: Iterable[Kept], wanted: Sequence[str]) -> bool:
    forms = {clean(k.record.quote).casefold() for k in group}
    low = [w.casefold() for w in wanted]
    return not low or any(w == canonical or any(w in form for form in forms) for w in low)


def _day(document: About) -> date | None:
    """The day of a document: the last of those that it may be of."""
    return (document.date.latest or document.date.earliest) if document.date else None


def period(document: About, span: str) -> str | None:
    """The period in which a document came out; None where its date does not tell."""
    ends = (document.date.earliest, document.date.latest) if document.date else (None, None)
    names = {_period(day, span) if day else None for day in ends}
    return names.pop() if len(names) == 1 else None


def _period(day: date, span: str) -> str:
    if span == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}" if span == "year" else f"{day.year}-{day.month:02}"


@dataclass(frozen=True)
class _Ground:
    """The documents that are asked about, with their sizes in words."""

    documents: tuple[About, ...]
    sizes: Mapping[str, int]
    span: str
    name: Names

    def use(self, canonical: str, group: Sequence[Kept]) -> Use:
        forms = Counter(clean(k.record.quote) for k in group)
        ranked = tuple(sorted(forms.items(), key=lambda row: (-row[1], row[0])))
        holding = {k.document.id for k in group}
        dated = sorted((k for k in group if _day(k.document)), key=self._order)
        values = group[0].record.values
        return Use(
            canonical=canonical,
            words=ranked[0][0],
            forms=ranked,
            tradition=clean(str(values.get("tradition") or "")),
            family=clean(str(values.get("family") or "")),
            tier=tier(len(holding), len(self.documents)),
            documents=len(holding),
            times=len(group),
            per_document=round(len(group) / len(self.documents), 4),
            per_thousand=rate(len(group), sum(self.sizes.values())),
            first=self._place(dated[0]) if dated else None,
            last=self._place(dated[-1]) if dated else None,
            publishers=tuple(p for p in self.parts(group) if p.times),
            periods=self.parts(group, period=True),
            absences=tuple(self._absences(canonical, ranked[0][0], dated)),
        )

    def parts(self, group: Sequence[Kept], period: bool = False) -> tuple[Part, ...]:
        """The use by publisher, or by period; those that do not use it too."""
        times: Counter[str] = Counter(k.document.id for k in group)
        rows: dict[str, list[About]] = {}
        for d in self.documents:
            key = self._period(d) if period else self.publisher(d)
            if key:
                rows.setdefault(key, []).append(d)
        return tuple(
            Part(
                key,
                sum(d.id in times for d in held),
                len(held),
                sum(times[d.id] for d in held),
                sum(self.sizes[d.id] for d in held),
            )
            for key, held in sorted(rows.items())
        )

    def _period(self, document: About) -> str | None:
        return period(document, self.span)

    def publisher(self, document: About) -> str:
        return clean(self.name(document.publisher)) if document.publisher else "not known"

    def _order(self, kept: Kept) -> tuple[date, int, int]:
        return _day(kept.document) or date.min, kept.document.reading, kept.record.span.start

    def _place(self, kept: Kept) -> Place:
        d = kept.document
        url = d.url if d.url and d.url.lower().startswith(("https://", "http://")) else None
        title, source = clean(d.title or d.source), clean(d.source)
        return Place(_day(d) or date.min, when(d.date), self.publisher(d), title, source, url, kept.id)

    def _absences(self, canonical: str, words: str, dated: Sequence[Kept]) -> Iterable[Absence]:
        """Silences by publisher; a document of the day of the last use is not after it."""
        last = {k.document.publisher: k for k in dated if k.document.publisher}
        for publisher, kept in sorted(last.items(), key=lambda row: str(row[0])):
            days = [day for d in self.documents if d.publisher == publisher and (day := _day(d))]
            end = _day(kept.document) or date.min
            since, up_to = sum(day > end for day in days), sum(day <= end for day in days)
            used = len({k.document.id for k in dated if k.document.publisher == publisher})
            if since and used >= LEAST:
                chance = round((1 - (used + 1) / (up_to + 2)) ** since, 6)
                place = self._place(kept)
                yield Absence(canonical, words, place.publisher, since, up_to, used, chance, place)
