"""DataFrames of readings, records and views, and what a notebook shows of them.

Records give the columns of their export (`exporting.kinds`), typed as its codebook says. Every other view is taken by
its `json()`: a list of objects becomes rows, an object inside a row becomes columns of its own (`time_edtf`), and what
stands around an inner list is repeated in its rows. Days are datetime64[s], which holds every year of the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from verbale.core.document import Document
from verbale.core.record import Reading, Record
from verbale.register import About, Kept
from verbale.register.parties import parties
from verbale.views.exporting.columns import Column
from verbale.views.exporting.kinds import FIRST, KINDS, LAST, more
from verbale.views.names import Names, of_reading
from verbale.views.wording import clean, gist, when

if TYPE_CHECKING:
    import pandas as pd

    from verbale.register import Register

Rows = list[dict[str, Any]]

SOME = 50
"""Rows that a notebook shows of a long table."""
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
DAYS = ("day", "earliest", "latest", "first", "last", "known_on", "date")
"""Names of fields, or ends of names, that hold whole days; a time of another name stays as it is written (EDTF)."""
CLASSES = frozenset({"kind", "type", "status", "role", "form", "comparator", "unit", "attitude", "modality", "plover",
                     "cameo", "publisher", "genre", "language", "severity", "outcome", "rule", "source"})  # fmt: skip
"""Fields with few values that many rows share."""


def frame(of: Any, at: str | None = None) -> pd.DataFrame:
    """A DataFrame of a reading, of kept records or of any view.

    of: a `Reading`, a list of `Kept` or `Record`, a list of objects with `json()` or mappings, or one such view.
    at: of records, one kind ("figures"), which then gives the same columns always; of a view, one of its lists by its
    path ("sections.entries"), without it the first that it has (`frames` gives all).
    Raises Unreadable where pandas is not installed, ValueError where there is no such list.
    """
    if isinstance(of, Reading | Record | Kept) or _recorded(of):
        return _typed(of, at)
    found = tables(of)
    if at is not None and at not in found:
        raise ValueError(f"no table {at}; there are {', '.join(found) or 'none'}")
    return _made(found[at if at is not None else next(iter(found))] if found else [])


def frames(of: Any) -> dict[str, pd.DataFrame]:
    """Every table of a view, by its path."""
    return {path: _made(rows) for path, rows in tables(of).items()}


def tables(view: Any) -> dict[str, Rows]:
    """The rows of every list of objects in a view, by path; a list itself has the path "rows".

    A list of rows inside a row is a table of its own, with what stands around it in each of its rows.
    """
    made = plain(view)
    whole = {"rows": made} if isinstance(made, list) else made
    found = dict(_walk(whole, "", {}))
    if found or isinstance(made, list):
        return found or {"rows": [{"value": value} for value in made]}
    return {"rows": [_flat(whole)]} if isinstance(whole, Mapping) else {}


def plain(view: Any) -> Any:
    """A view as JSON has it: by its `json()`, else by its fields."""
    made = view.json() if hasattr(view, "json") else view
    if is_dataclass(made) and not isinstance(made, type):
        made = {f.name: getattr(made, f.name) for f in fields(made)}
    if isinstance(made, Mapping):
        return {str(k): plain(v) for k, v in made.items()}
    if isinstance(made, date):
        return made.isoformat()
    if isinstance(made, set | frozenset):
        return sorted(made)
    listed = isinstance(made, Iterable) and not isinstance(made, str | bytes)
    return [plain(v) for v in made] if listed else made


def _walk(whole: Mapping[str, Any], path: str, around: Mapping[str, Any]) -> Iterator[tuple[str, Rows]]:
    for name, value in whole.items():
        if not _rows(value):
            continue
        here = f"{path}.{name}" if path else name
        apart = {k for row in value for k, v in row.items() if _rows(v)}
        own = [{k: v for k, v in row.items() if k not in apart} for row in value]
        yield here, [{**around, **_flat(row)} for row in own]
        inner: dict[str, Rows] = {}
        for row, bare in zip(value, own, strict=True):
            outer = {**around, **{f"{_one(name)}_{k}": v for k, v in _flat(bare).items()}}
            for deeper, rows in _walk(row, here, outer):
                inner.setdefault(deeper, []).extend(rows)
        yield from inner.items()


def _rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _one(name: str) -> str:
    """A table's name for one of its rows ("sections" gives "section")."""
    return name[:-1] if name.endswith("s") else name


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Objects inside a row as columns of its own; lists stay lists."""
    out: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and value:
            out |= {f"{name}_{inner}": held for inner, held in _flat(value).items()}
        else:
            out[name] = value
    return out


def _pandas() -> Any:
    from verbale.views.exporting.delivery import lacks

    lacks("a DataFrame", ("pandas",))
    import pandas

    return pandas


def _made(rows: Rows) -> Any:
    names = dict.fromkeys(name for row in rows for name in row)
    return _pandas().DataFrame({name: _series(name, [row.get(name) for row in rows]) for name in names})


def _series(name: str, values: list[Any]) -> Any:
    """Values as a Series of the type that they all are of."""
    held = [v for v in values if v is not None]
    if held and all(isinstance(v, str) for v in held):
        last = name.rpartition("_")[2] if name not in DAYS else name
        if (name.endswith(DAYS) or last in DAYS) and all(DAY.match(v) for v in held):
            return _cast("day", values)
        return _cast("class" if last in CLASSES else "text", values)
    kinds = {"boolean": bool, "integer": int, "number": (int, float)}
    for kind, types in kinds.items():
        if held and all(isinstance(v, types) and (kind == "boolean" or not isinstance(v, bool)) for v in held):  # type: ignore[arg-type]
            return _cast(kind, values)
    return _cast("object", values)


def _cast(kind: str, values: Sequence[Any]) -> Any:
    """A Series of one of: day, class, text, boolean, integer, number, object; what is not there is missing."""
    pd = _pandas()
    dtypes = {"class": "category", "text": "string", "boolean": "boolean", "integer": "Int64", "number": "float64"}
    if kind == "day":
        return pd.Series([None if v is None else str(v) for v in values], dtype="datetime64[s]")
    return pd.Series(list(values), dtype=dtypes.get(kind, "object"))


def _recorded(of: Any) -> bool:
    """Whether it is a list of records; an empty list is one of none."""
    return isinstance(of, list | tuple) and all(isinstance(k, Kept | Record) for k in of)


def kept(of: Any) -> list[Kept]:
    """Records as the register would hand them out."""
    if isinstance(of, Reading):
        known = about(of.document)
        return [Kept(r.id, r, known) for r in of.records]
    several = of if isinstance(of, list | tuple) else [of]
    return [k if isinstance(k, Kept) else Kept(k.id, k, _unknown(k)) for k in several]


def about(document: Document) -> About:
    """A document as a register would know it."""
    d = document
    return About(d.id, d.source, d.item, d.title, d.date, d.publisher, d.place, d.url, d.language, d.genre, 0, None)


def _unknown(record: Record) -> About:
    return About(record.doc, record.source, record.item, None, None, None, None, None, None, None, 0, None)


def _typed(of: Any, at: str | None) -> Any:
    """Records with the columns of one kind, or of those that are among them; a column that several have stands once."""
    kinds = {f"{kind}s": kind for kind in KINDS}
    if at is not None and at not in kinds:
        raise ValueError(f"no table {at}; there are {', '.join(kinds)}")
    rows = [k for k in kept(of) if at is None or k.record.kind == kinds[at]]
    wanted = [kinds[at]] if at else [kind for kind in KINDS if any(k.record.kind == kind for k in rows)]
    chosen: dict[str, dict[str, Column]] = {column.name: dict.fromkeys(wanted, column) for column in FIRST}
    for kind in wanted:
        for column in KINDS[kind]:
            chosen.setdefault(column.name, {})[kind] = column
    rest = {kind: more(KINDS[kind]) for kind in wanted}
    chosen |= {column.name: dict.fromkeys(wanted, column) for column in LAST} | ({"more": rest} if rest else {})
    return _pandas().DataFrame({name: _column(name, by_kind, rows) for name, by_kind in chosen.items()})


def _column(name: str, by_kind: Mapping[str, Column], rows: Sequence[Kept]) -> Any:
    values = [by_kind[k.record.kind].value(k) if k.record.kind in by_kind else None for k in rows]
    kinds = {_kind(column) for column in by_kind.values()} or {"object"}
    return _cast(kinds.pop() if len(kinds) == 1 else "object", values)


def _kind(column: Column) -> str:
    if column.type in ("text", "edtf") and column.name in CLASSES:
        return "class"
    return {"edtf": "text", "json": "text", "list": "object", "link": "object"}.get(column.type, column.type)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a notebook shows: `html`, in which every word of a document is escaped; `text` where there is no HTML."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show(of: Any, register: Register | None = None, limit: int = SOME) -> Shown:
    """A reading, records or a view for a notebook. register: gives the actors their names; limit: rows of a table.

    A view that has a table of its own (`sheet`) is shown as that.
    """
    if isinstance(of, Reading | Record | Kept) or _recorded(of):
        rows = kept(of)
        names = of_reading(of) if isinstance(of, Reading) else _names(rows, register)
        head = clean(of.document.title or of.document.source) if isinstance(of, Reading) else ""
        return _shown({head or "records": [_row(k, names) for k in rows]}, limit)
    return _shown(_sheet(of.sheet()) if hasattr(of, "sheet") else tables(of), limit)


def _sheet(sheet: Any) -> dict[str, Rows]:
    """The columns of a view's own table that it shows at a terminal, under their heads."""
    shown = [column for column in sheet.columns if column.width] or list(sheet.columns)
    return {sheet.name: [{column.head: plain(row.get(column.key)) for column in shown} for row in sheet.rows]}


def _names(rows: Sequence[Kept], register: Register | None) -> Names:
    named = {who for k in rows for who, _ in parties(k.record)}
    return Names(register.names(named) if register else {})


def _row(kept: Kept, names: Names) -> dict[str, Any]:
    record = kept.record
    said = ", ".join(map(names, record.said_by))
    where = kept.document.title or kept.document.source
    return {"when": when(record.time), "kind": record.kind, "status": record.status, "what": gist(record, names),
            "quote": record.quote, "said by": said, "document": where}  # fmt: skip


def _shown(found: Mapping[str, Rows], limit: int) -> Shown:
    html = Markup("").join(_table(path, rows, limit) for path, rows in found.items())
    text = "\n".join(f"{path}: {len(rows)} rows" for path, rows in found.items())
    return Shown(str(html), text)


def _table(path: str, rows: Rows, limit: int) -> Markup:
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = Markup("").join(Markup("<th>{}</th>").format(clean(name.replace("_", " "))) for name in names)
    body = Markup("").join(_line([row.get(name) for name in names]) for row in islice(rows, limit))
    left = Markup("<p>… and {} more</p>").format(len(rows) - limit) if len(rows) > limit else Markup("")
    caption = Markup("<caption>{} ({})</caption>").format(clean(path), len(rows))
    return Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(caption, head, body, left)


def _line(values: Iterable[Any]) -> Markup:
    cells = (Markup('<td style="text-align:left">{}</td>').format(_words(value)) for value in values)
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {_words(v)}" for k, v in value.items())
    return "" if value is None else clean(str(value))
