"""From the rows of a table to facts, as a mapping declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from verbale.core.ids import slug
from verbale.core.interval import Interval
from verbale.facts.agreement import order
from verbale.facts.edtf import parse
from verbale.facts.fact import LEVELS, Fact
from verbale.facts.mapping import Cell, Mapping, Rule, Where
from verbale.facts.recognise import Known, Unrecognised, given_first
from verbale.facts.rows import Row, Sheet, spread

ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\.\.))?")
MOMENT = re.compile(r"T\d\d:\d\d.*$|\.0$")
NEW_YEAR = re.compile(r"(\d{4})-01-01")
UNKNOWN_PART = ("", "-9", "-8", "-7", "0")


class BadRow(ValueError):
    """A row that gives no fact, though it should; its text is the reason."""


@dataclass(slots=True)
class Made:
    """What the rows of a table give. passed: rows that the mapping leaves out. names: names of persons by id."""

    facts: list[Fact] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    bad: list[tuple[int, str]] = field(default_factory=list)
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes facts of rows: the mapping, what can be recognised, and the source as every fact names it."""

    declared: Mapping
    known: Known
    source: str

    def table(self, sheet: Sheet) -> Made:
        """All facts of a table, those of repeated observations drawn together, those told repeatedly set apart."""
        out = Made()
        for number, row in sheet.rows():
            self._row(number, row, out)
        if self.declared.year:
            out.facts = list(spells(out.facts, sheet.years))
        out.facts = _set_apart(out.facts, {r.kind: r.repeated for r in self.declared.rules if r.repeated})
        return out

    def _row(self, number: int, row: Row, out: Made) -> None:
        """The facts of one row; a row of which a part is bad may still give its other parts."""
        reasons: dict[str, None] = {}
        given = 0
        for piece in spread(row, self.declared.wide) if self.declared.wide else (row,):
            for rule in self.declared.rules:
                if all(_holds(w, piece) for w in rule.where):
                    given += 1
                    try:
                        out.facts += self._facts(rule, piece, out.names)
                    except ValueError as error:
                        reasons[str(error)] = None
        out.passed += not given
        out.bad += [(number, reason) for reason in reasons]

    def _facts(self, rule: Rule, row: Row, names: dict[str, set[str]]) -> Iterator[Fact]:
        text = {part: _text(part, cell, row) for part, cell in rule.parts.items()}
        got = {p: self._value(rule.parts[p], t) for p, t in text.items() if t is not None}
        start, end = _limits(*(_time(got.get(part)) for part in ("start", "end", "known_until")))
        subject, object = str(got["subject"]), str(got.get("object", ""))
        if rule.kind == "relations":
            subject, object = _dyad(subject, object)
        if rule.parts["subject"].type == "person" and rule.kind in LEVELS:
            names.setdefault(subject, set()).add(str(self._name(rule.parts["subject"], text["subject"] or "")))
        ordinal = int(str(got["ordinal"])) if "ordinal" in got else None
        place, note, of = (str(got[p]) if p in got else None for p in ("place", "note", "of"))
        for value in _values(rule.parts.get("value"), got.get("value")):
            yield Fact(
                rule.kind, subject, object, value, start, end, place, ordinal, self._source(row), of, note
            )  # fmt: skip

    def _source(self, row: Row) -> str:
        """The source with the address of the row, where the mapping knows one."""
        url = self.declared.url
        return f"{self.source}, {url.format_map(_Blank(row))}" if url else self.source

    def _value(self, cell: Cell, text: str) -> str | Interval:
        if cell.template and cell.const is None and cell.type == "text":
            return cell.template.format(text)
        if cell.const is not None and cell.type != "date":
            return text
        if cell.type == "date":
            return _date(text, cell, self.declared.new_year)
        if cell.type == "number" and not text.isdecimal():
            raise BadRow(f"{text}: no number")
        if cell.type == "person":
            return self.known.person(self._name(cell, text))
        return self._actor(cell, text) if cell.type in ("state", "body", "actor") else text

    def _name(self, cell: Cell, text: str) -> str:
        return given_first(text, cell.particles).title() if cell.family_first else text

    def _actor(self, cell: Cell, text: str) -> str:
        try:
            return self.known.state(text, cell.schemes)
        except Unrecognised:
            if cell.unknown:
                return cell.unknown.format(text, slug=slug(text))
            raise


def _values(cell: Cell | None, value: object) -> tuple[str | None, ...]:
    if cell is None or value is None:
        return (None,)
    return tuple(v.strip() for v in str(value).split(cell.split) if v.strip()) if cell.split else (str(value),)


def _time(value: object) -> Interval | None:
    return value if isinstance(value, Interval) else None


def _limits(
    start: Interval | None, end: Interval | None, until: Interval | None
) -> tuple[Interval | None, Interval | None]:
    """Start and end; where there is no end, it is open from the day on until which the source knows.

    What starts after that day is of a later state of the source, which knows it on its first day at least.
    """
    first, last = start and start.earliest, end and end.latest
    if start and end and first and last and last < first:
        raise BadRow(f"ends ({end.edtf}) before it starts ({start.edtf})")
    if end is None and until is not None:
        later = start if start and first and until.latest and first > until.latest else until
        end = parse(f"{later.edtf.rpartition('/')[2]}/..")
    return start, end


def _dyad(a: str, b: str) -> tuple[str, str]:
    """Two states in alphabetical order. Raises BadRow where they are one."""
    if a == b:
        raise BadRow(f"{a}: the same state twice")
    return (a, b) if a < b else (b, a)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _holds(where: Where, row: Row) -> bool:
    cell = row.get(where.column.casefold(), "")
    if where.among is not None and cell not in where.among:
        return False
    return cell not in where.besides and (where.matches is None or where.matches.search(cell) is not None)


def _text(part: str, cell: Cell, row: Row) -> str | None:
    """The text a part is made of; None where it is empty and may be. Raises BadRow."""
    if cell.const is not None:
        return cell.const
    cells = [row.get(name.casefold(), "") for name in cell.column]
    text = _joined(cells) if cell.parts else next(filter(None, cells), "")
    text = cell.map.get(text, text)
    if cell.refuse and cell.refuse.search(text):
        raise BadRow(f"{part}: “{text}” is not one")
    if cell.match and text:
        found = cell.match.search(text)
        text = (found[1] if found.re.groups else found[0]) or "" if found else ""
    if cell.drop:
        text = cell.drop.sub("", text)
    text = " ".join(text.split())
    if text:
        return cell.map.get(text, text) or None
    if cell.optional:
        return None
    raise BadRow(f"no {part}")


def _joined(cells: list[str]) -> str:
    """Year, month and day, as far as they are known."""
    known: list[str] = []
    for cell, width in zip(cells, (4, 2, 2), strict=True):
        if cell.removesuffix(".0") in UNKNOWN_PART:
            break
        known.append(cell.removesuffix(".0").zfill(width))
    return "-".join(known)


def _date(text: str, cell: Cell, new_year: bool) -> Interval:
    """A day, month, year or range. Raises BadRow."""
    plain = MOMENT.sub("", text)
    year = NEW_YEAR.fullmatch(plain) if new_year else None
    try:
        if ISO.fullmatch(plain):
            return parse(year[1] if year else plain)
        for form in cell.formats:
            try:
                return parse(datetime.strptime(plain, form).date().isoformat())
            except ValueError:
                continue
    except ValueError:
        pass
    raise BadRow(f"{text}: no date")


def spells(facts: Iterable[Fact], years: tuple[int, ...]) -> Iterator[Fact]:
    """Observations of years drawn together: what was seen in years that follow one another in the table is one fact.

    It began after the last year in which it was not seen, and ended before the next one; at the edges of the table
    that is not known.
    """
    seen: dict[tuple[object, ...], tuple[Fact, set[int]]] = {}
    for fact in facts:
        key = (fact.kind, fact.subject, fact.object, fact.value, fact.place, fact.of)
        seen.setdefault(key, (fact, set()))[1].add(fact.first.year)
    for fact, held in seen.values():
        for first, last in _runs(held, years):
            yield replace(fact, start=parse(_begun(first, years)), end=parse(_ended(last, years)))


def _runs(held: set[int], years: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of years, as places in the list of all years."""
    start = None
    for at, year in enumerate(years):
        if year in held:
            start = at if start is None else start
        elif start is not None:
            yield start, at - 1
            start = None
    if start is not None:
        yield start, len(years) - 1


def _begun(at: int, years: tuple[int, ...]) -> str:
    if at == 0:
        return f"../{years[0]}"
    first = years[at - 1] + 1
    return f"{first}/{years[at]}" if first < years[at] else f"{first}"


def _ended(at: int, years: tuple[int, ...]) -> str:
    if at == len(years) - 1:
        return f"{years[at]}/.."
    last = years[at + 1] - 1
    return f"{years[at]}/{last}" if years[at] < last else f"{last}"


def _set_apart(facts: list[Fact], kinds: dict[str, str]) -> list[Fact]:
    """Of facts of one kind on the same subject and object, all but the last become of the kind declared for them."""
    last: dict[tuple[str, str, str], Fact] = {}
    for fact in sorted(facts, key=order):
        last[fact.kind, fact.subject, fact.object] = fact
    out = []
    for fact in facts:
        latest = last[fact.kind, fact.subject, fact.object]
        earlier = fact.kind in kinds and (fact.first, fact.last) != (latest.first, latest.last)
        out.append(replace(fact, kind=kinds[fact.kind]) if earlier else fact)
    return out
