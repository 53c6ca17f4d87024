"""One record in full: its words in their context, what persons decided on it, what earlier readings had, what ties it.

What else tells of the same thing is sought among the records that name one of its parties and touch its time, or the
date of its document where it has none, give or take `AROUND`, so that it is quick in a large register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.register import Kept, Register
from verbale.register.asking import Query
from verbale.register.decision import Decision
from verbale.register.happenings import Happening, happenings
from verbale.register.rows import Version
from verbale.views.names import Names
from verbale.views.terminal import put, show_kept
from verbale.views.wording import clean, gist, involved, short, when

AROUND = timedelta(days=400)
QUOTE = 160
TIED = ("event", "relation", "figure", "commitment")
"""Kinds of records that tell of happenings."""


@dataclass(frozen=True, slots=True)
class Single:
    """A record with all that is held on it. happening: None where it tells of none, or alone; versions: of its words in
    each reading of its document, where there are several."""

    kept: Kept
    versions: tuple[Version, ...]
    happening: Happening | None

    def json(self) -> dict[str, Any]:
        """The record as `Kept.json`, with what is around it."""
        context = {"before": self.kept.before, "after": self.kept.after}
        readings = [
            {"reading": v.reading.reading, "known_on": v.reading.known_on, "state": v.state} for v in self.versions
        ]
        return self.kept.json() | {
            "context": context,
            "original": self.kept.original.json() if self.kept.original else None,
            "readings": readings,
            "happening": self.happening.json() if self.happening else None,
        }

    @property
    def others(self) -> tuple[Kept, ...]:
        """The other statements of its happening."""
        return tuple(k for k in self.happening.records if k.id != self.kept.id) if self.happening else ()


def single(register: Register, record_id: str) -> Single | None:
    """The record of this id; None where there is none. Raises RegisterError."""
    kept = register.get(record_id)
    if kept is None:
        return None
    versions = register.history(record_id)
    return Single(kept, tuple(versions) if len(versions) > 1 else (), _happening(register, kept))


def _happening(register: Register, kept: Kept) -> Happening | None:
    sides = involved(kept.record)
    if kept.record.kind not in TIED or not sides or not kept.current:
        return None
    since, until = _days(kept)
    found = register.select(Query(actors=(frozenset(sides),), kinds=TIED, since=since, until=until))
    made = (h for h in happenings(found) if any(k.id == kept.id for k in h.records))
    return next((h for h in made if len(h.records) > 1 or h.open), None)


def _days(kept: Kept) -> tuple[date | None, date | None]:
    """The days to look in: those of its time, or of its document, and some around them."""
    time = kept.record.time or kept.document.date
    if time is None:
        return None, None
    return (
        time.earliest - AROUND if time.earliest and time.earliest - date.min > AROUND else None,
        time.latest + AROUND if time.latest and date.max - time.latest > AROUND else None,
    )


def named(found: Single) -> set[str]:
    """Ids of all actors that are shown."""
    every = (found.kept, *found.others)
    return {who for k in every for who in (*involved(k.record), *k.record.said_by)}


def show(found: Single, name: Names, console: Console) -> None:
    """Print the record, then what is around it."""
    show_kept(found.kept, name, console)
    if found.kept.rejected:
        put(console, Text("Rejected by a person.", "bold yellow"))
    _section(console, "Decisions", (_decision(d) for d in found.kept.decisions))
    if found.kept.original and found.kept.corrected:
        _section(console, "As it was read", [(", ".join(found.kept.corrected), gist(found.kept.original, name))])
    _section(console, "Readings", (_version(v) for v in found.versions))
    if found.happening:
        title = f"Tells of the same {found.happening.sort} ({found.happening.status})"
        _section(console, title, (_other(found.happening, k, name) for k in found.others))
        _section(console, "Told differently", _conflicts(found.happening))
        _section(console, "Left open", ((o.reason, ", ".join(o.candidates)) for o in found.happening.open))


def _section(console: Console, title: str, rows: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=20, overflow="fold")
    table.add_column()
    for left, right in rows:
        table.add_row(Text(clean(left), "cyan"), Text(right))
    if table.row_count:
        put(console, Text(f"\n{title}", "bold"))
        put(console, Padding(table, (0, 0, 0, 2), expand=False))


def _decision(d: Decision) -> tuple[str, str]:
    change = f"{d.field}: {d.old} → {d.new}. " if d.verb == "correct" else ""
    return f"{d.verb}, {d.made:%Y-%m-%d}", clean(f"{change}{d.why} ({d.by})")


def _version(v: Version) -> tuple[str, str]:
    known = f", known on {v.reading.known_on.isoformat()}" if v.reading.known_on else ""
    return f"reading {v.reading.reading}", f"{v.state}{known}"


def _other(happening: Happening, kept: Kept, name: Names) -> tuple[str, str]:
    rules = dict.fromkeys(t.rule for t in happening.ties if kept.id in (t.first, t.second))
    doc = kept.document
    where = " · ".join(filter(None, (clean(doc.title or doc.source), when(doc.date))))
    tied = f" [{', '.join(rules)}]" if rules else ""
    return kept.id, f"{gist(kept.record, name)}\n“{short(kept.record.quote, QUOTE)}”\n{where}{tied}"


def _conflicts(happening: Happening) -> Iterator[tuple[str, str]]:
    for c in happening.conflicts:
        sides = (f"{s.value} ({', '.join(s.publishers)})" for s in c.sides)
        yield f"{c.field}{', revised' if c.revised else ''}", clean(" / ".join(sides))
