"""The undertakings register."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, day, guarded, opened, put, say, show_json, wide
from verbale.views.options import AsOf, Csv, KnownOn, Publisher, Since, Topic, Until, asked, form, save

FORMS = {".html": "html", ".htm": "html", ".csv": "csv", ".jsonl": "json", ".json": "json", ".xlsx": "xlsx"}


def add(app: typer.Typer) -> None:
    app.command()(follow)


def follow(
    context: typer.Context,
    register: RegisterFile,
    actors: Annotated[
        list[str] | None, typer.Argument(metavar="[ACTOR…]", help="Whom it concerns: KAZ, China, G7; two for both.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(metavar="STATUS", help="promised, repeated, changed, done or dropped.")
    ] = None,
    checkable: Annotated[
        bool | None, typer.Option("--checkable/--vague", help="Only those that can be checked, or cannot.")
    ] = None,
    topic: Topic = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: Csv = False,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="OUT", help="OUT.html, .csv, .xlsx or .jsonl.")
    ] = None,
) -> None:
    """Show undertakings: who, to whom, what, by when, and what later texts say of them."""
    from verbale.register.happenings.histories import KINDS
    from verbale.views import sheets, teams
    from verbale.views.follow import follow as made
    from verbale.views.follow import html

    with guarded(context.obj):
        if wrong := sorted(set(status or ()) - set(KINDS)):
            raise typer.BadParameter(f"--status {wrong[0]}: one of {', '.join(KINDS)}")
        shape = "json" if json else "csv" if csv else form(output, FORMS, "table")
        with opened(register) as held:
            sides = teams.sides(held, actors or (), day(known_on))
            query = asked(since, until, as_of, known_on, sides.query, topic, publisher)
            shown = made(held, query, tuple(status or ()), checkable)
            title = f"Undertakings: {' and '.join(sides.names)}" if sides.names else "Undertakings"
            about = teams.basis(len(shown.rows), "undertaking", shown.documents, query)
        if shape == "json":
            lines = [r.json() for r in shown.rows]
            teams.put_json(lines, output) if output else show_json(lines)
        elif shape == "csv":
            put(sheets.csv_lines(shown.sheet()), output)
        elif shape == "xlsx":
            teams.put_workbook(shown.sheet(), str(output))
        elif shape == "html":
            save(str(output), html(shown, title, about), about)
        elif shown.rows:
            sheets.show(shown.sheet(), wide())
        else:
            say("nothing found")
