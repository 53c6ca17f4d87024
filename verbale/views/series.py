"""One figure series over time: every statement by its publisher, with its bounds and what was revised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from verbale.core.interval import Interval
from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.register.happenings import Happening, happenings
from verbale.register.happenings.figures import bounds
from verbale.register.happenings.figures import series as key
from verbale.views import prose
from verbale.views.names import Names
from verbale.views.sheets import Column, Sheet
from verbale.views.timeline import Source, called, inside, sources
from verbale.views.wording import clean

COLUMNS = (
    Column("series", "Series", "measure, parties and unit"),
    Column("period", "Period", "the time that the figure covers, EDTF"),
    Column("covers", "Covers", "the same in words", 16),
    Column("publisher", "Publisher", "who published the document", 14),
    Column("said", "Said on", "day of the document, ISO 8601", 10),
    Column("amount", "Figure", "the value with bound and unit, in words", 22),
    Column("note", "Note", "target, revised, or told differently by another publisher", 8),
    Column("value", "Value", "the number as stated, scale applied; empty for a range"),
    Column("low", "Lowest", "the lowest value that the words leave open, by rounding and bound; empty where open"),
    Column("high", "Highest", "the highest such value; empty where open"),
    Column("comparator", "Bound", "= ~ > >= < <= as stated"),
    Column("unit", "Unit", "ISO 4217, % or a unit"),
    Column("was", "Was", "for a revision, the value that the same publisher gave before"),
    Column("said_by", "Said by", "who said it"),
    Column("title", "Title", "title of the document"),
    Column("url", "Link", "where the document stands on the web"),
    Column("quote", "Quote", "the words"),
    Column("record", "Record", "id of the record"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One statement of a figure. note: target, revised, differs or nothing. was: what its publisher gave before."""

    kept: Kept
    series: str
    period: str
    covers: str
    middle: date | None
    publisher: str
    said: date | None
    amount: str
    note: str
    was: str
    source: Source
    said_by: str

    @property
    def day(self) -> str:
        return prose.day(self.said)

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Lowest and highest value that the words leave open; None without an end or a number."""
        found = bounds(self.kept)
        low, high = found if found else (float("-inf"), float("inf"))
        return (None if low == float("-inf") else low), (None if high == float("inf") else high)

    def cells(self) -> dict[str, Any]:
        """The point by the keys of `COLUMNS`."""
        v, (low, high) = self.kept.record.values, self.ends
        return {
            "series": self.series, "period": self.period, "covers": self.covers, "publisher": self.publisher,
            "said": self.said, "amount": self.amount, "note": self.note, "value": v.get("value"), "low": low,
            "high": high, "comparator": v.get("comparator") or "=", "unit": v.get("unit"), "was": self.was,
            "said_by": self.said_by, "title": self.source.title, "url": self.source.url,
            "quote": clean(self.kept.record.quote), "record": self.kept.id,
        }  # fmt: skip

    def json(self) -> dict[str, Any]:
        return {"kind": "point", **self.cells()}


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one series in order of period, then of what was said first."""

    name: str
    measure: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """All series that meet a query, the longest first."""

    series: tuple[Series, ...]
    documents: int

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(p for s in self.series for p in s.points)

    def sheet(self) -> Sheet:
        return Sheet("series", COLUMNS, tuple(p.cells() for p in self.points))


def series(register: Register, query: Query, measure: str | None = None, unit: str | None = None) -> Listing:
    """Figures that meet a query, by series. Raises RegisterError.

    query.actors: parties whom the figure is about. since, until: its period touches these days.
    measure: its slug or a part of it ("trade" finds trade-turnover). unit: ISO 4217 or another unit.
    """
    found = register.select(replace(query, since=None, until=None, kinds=("figure",)))
    found = [k for k in found if _about(k, query) and _wanted(k, measure, unit)]
    made = [h for h in happenings(found, ("figure",)) if inside(h, query.since, query.until)]
    name = called(register, made)
    rows: dict[tuple[Any, ...], list[Happening]] = {}
    for h in made:
        rows.setdefault(key(h.first), []).append(h)
    listed = [_series(group, name) for group in rows.values()]
    listed.sort(key=lambda s: (-len(s.points), s.name))
    return Listing(tuple(listed), len({k.document.id for h in made for k in h.records}))


def _about(kept: Kept, query: Query) -> bool:
    """Every side is among those whom the figure is about."""
    about = set(kept.record.values.get("about") or ())
    return all(about & ({side} if isinstance(side, str) else set(side)) for side in query.actors)


def _wanted(kept: Kept, measure: str | None, unit: str | None) -> bool:
    v = kept.record.values
    named = str(v.get("measure") or "")
    slug = "-".join((measure or "").casefold().split())
    right = not slug or slug == named or slug in named.split("-") or named.startswith(f"{slug}-")
    return right and (not unit or str(v.get("unit") or "").casefold() == unit.casefold())


def _series(group: Sequence[Happening], name: Names) -> Series:
    v = group[0].first.record.values
    unit = prose.unit(str(v["unit"])) if v.get("unit") else ""
    what = ", ".join(filter(None, (prose.measure(v), prose.names(v.get("about") or (), name), unit)))
    points = [p for h in group for p in points_of(h, what, name)]
    points.sort(key=lambda p: (p.middle or date.max, p.period, p.said or date.min, p.kept.id))
    return Series(what, prose.measure(v), unit, tuple(points))


def points_of(h: Happening, what: str, name: Names) -> Iterable[Point]:
    """The statements of one figure, each with what it is against those before it."""
    revised = {s.record for s in h.history if s.status == "revised"}
    differs = any(not c.revised for c in h.conflicts)
    last: dict[str, str] = {}
    for kept in h.records:
        doc, r = kept.document, kept.record
        amount, period = prose.amount(r.values), str(r.values.get("period") or r.values.get("as_of") or "")
        note = "target" if r.status == "planned" else "revised" if kept.id in revised else "differs" if differs else ""
        said = next((s.date for s in h.history if s.record == kept.id), None)
        who = clean(name(doc.publisher)) if doc.publisher else clean(doc.source)
        yield Point(
            kept, what, period, prose.days(period) or prose.when(r.time), middle(r.time), who, said, amount, note,
            last.get(who, "") if note == "revised" else "", next(iter(sources([kept], name))),
            prose.names(r.said_by, name),
        )  # fmt: skip
        last[who] = amount


def middle(time: Interval | None) -> date | None:
    """The day at which a figure is drawn: the middle of its period, the end of one that is open."""
    if time is None or not (time.earliest or time.latest):
        return None
    if time.earliest and time.latest:
        return time.earliest + (time.latest - time.earliest) / 2
    return time.latest or time.earliest


def html(shown: Listing, title: str, about: str) -> str:
    """A page with a plot of the longest series that can be zoomed, and all of them as tables.

    Raises Unreadable without plotly.
    """
    from verbale.views import plots
    from verbale.views.pages import template

    drawn = next((s for s in shown.series if sum(_drawn(p) for p in s.points) > 1), None)
    return template("series.html.j2").render(
        series=shown.series, title=title, about=about, drawn=drawn.name if drawn else "",
        script=plots.script() if drawn else "", figure=_figure(drawn) if drawn else "",
    )  # fmt: skip


def _drawn(point: Point) -> bool:
    return point.middle is not None and any(end is not None for end in point.ends)


def _figure(drawn: Series) -> str:
    from verbale.views import plots

    points = [p for p in drawn.points if _drawn(p)]
    traces = []
    groups = dict.fromkeys((p.publisher, p.note == "target") for p in points)
    publishers = list(dict.fromkeys(who for who, _ in groups))
    for who, target in groups:
        held = [p for p in points if (p.publisher, p.note == "target") == (who, target)]
        traces.append(_trace(held, who, target, publishers.index(who)))
    axes = {"xaxis": {"type": "date", "automargin": True},
            "yaxis": {"automargin": True, "title": {"text": plots.text(drawn.unit)}}}  # fmt: skip
    return plots.figure(traces, plots.layout(420, **axes))


def _trace(points: Sequence[Point], who: str, target: bool, n: int) -> dict[str, Any]:
    from verbale.views import plots

    colour, mark = plots.COLOURS[n % len(plots.COLOURS)], plots.MARKS[n % len(plots.MARKS)]
    y = [_height(p) for p in points]
    up = [max(0.0, (p.ends[1] or v) - v) for p, v in zip(points, y, strict=True)]
    down = [max(0.0, v - (p.ends[0] or v)) for p, v in zip(points, y, strict=True)]
    label = [f"{plots.text(p.amount)}, {plots.text(p.covers)}<br>{plots.text(p.source.words)}"
             f"{f'<br>{plots.text(p.note)}' if p.note else ''}" for p in points]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers" if target else "lines+markers",
        "name": plots.text(f"{who}, target" if target else who), "y": y, "text": label,
        "x": [p.middle.isoformat() for p in points if p.middle], "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": 1.5},
        "marker": {"size": 10, "color": colour, "symbol": f"{mark}-open" if target else mark},
        "error_y": {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "thickness": 1,
                    "color": colour, "visible": any(up) or any(down)},
    }  # fmt: skip


def _height(point: Point) -> float:
    """Where a point is drawn: at its value, a range at the end that is nearest to nought."""
    value = point.kept.record.values.get("value")
    if isinstance(value, int | float):
        return float(value)
    return float(next(end for end in point.ends if end is not None))
