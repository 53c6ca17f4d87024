"""Options that views share, and the query they make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.register.asking import Query, Side
from verbale.views.console import day, say, stop, writing

Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only what touches this day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only what touches this day or earlier.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="What had been said or done by this day.")]
KnownOn = Annotated[str | None, typer.Option("--known-on", metavar="DAY", help="What had been read by this day.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="OUT", help="OUT.html, .csv, .xlsx or .jsonl.")
]
ROWS = {".html": "html", ".htm": "html", ".csv": "csv", ".jsonl": "json", ".json": "json", ".xlsx": "xlsx"}
"""Forms of a view that is a table, by the end of the output's name."""

Topic = Annotated[list[str] | None, typer.Option(metavar="TOPIC", help="Only this topic: trade, security ….")]
Publisher = Annotated[list[str] | None, typer.Option(metavar="ID", help="Only documents of this publisher.")]


def asked(
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    known_on: str | None = None,
    actors: tuple[Side, ...] = (),
    topics: list[str] | None = None,
    publishers: list[str] | None = None,
) -> Query:
    """The query; stops with one line where a day is none."""
    from verbale.views.names import identify

    return Query(
        actors=actors, topics=tuple(topics or ()), publishers=tuple(identify(p) for p in publishers or ()),
        since=day(since), until=day(until), as_of=day(as_of), known_on=day(known_on),
    )  # fmt: skip


def form(output: str | None, forms: dict[str, str], default: str) -> str:
    """The form that the name of the output asks for; stops with one line where there is none."""
    if output in (None, "-"):
        return default
    suffix = Path(str(output)).suffix.lower()
    if suffix not in forms:
        stop(f"{Path(str(output)).name}: the name must end with one of {', '.join(forms)}")
    return forms[suffix]


def rows_form(json: bool, csv: bool, output: str | None) -> str:
    """The form of a table: what a flag asks for, else what the output's name does."""
    return "json" if json else "csv" if csv else form(output, ROWS, "table")


def save(output: str, content: str | bytes, what: str) -> None:
    """Write a file and say what is in it; stops with one line where it cannot be written."""
    where = Path(output)
    with writing(where):
        where.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    say(f"{where.name}: {what}")
