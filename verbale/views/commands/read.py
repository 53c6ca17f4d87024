"""Read documents."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated

import typer

from verbale.views.console import AsJson, guarded, say


def add(app: typer.Typer) -> None:
    app.command()(read)


def read(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")],
    json: AsJson = False,
    mentions: Annotated[bool, typer.Option("--mentions", help="With --json: the mentions too.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="With --json: sentences that gave nothing, why.")] = False,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Date of the documents, such as 2024-06-28.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="ID", help="Who publishes them, such as KAZ.")] = None,
    register: Annotated[
        str | None, typer.Option(metavar="FILE", help="Keep what is read in this register, an SQLite file.")
    ] = None,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="OUT", help="Write a page of the texts with their records; - for stdout."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, metavar="N", help="Processes that read.")] = 1,
) -> None:
    """Read documents and print their records."""
    from verbale.views import batch

    if (mentions or refused) and not json:
        raise typer.BadParameter("--mentions and --refused go with --json")
    if json and html == "-":
        raise typer.BadParameter("--json and --html - both go to standard output")
    with guarded(context.obj):
        today = Day.today() if register else None
        request = batch.Request(tuple(paths), json, mentions, refused, date, publisher, register, workers, today, html)
        if not batch.run(request, say):
            raise typer.Exit(2)
