"""The undertakings register."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, day, guarded, opened, say, wide
from verbale.views.options import AsOf, Csv, KnownOn, Output, Publisher, Since, Topic, Until, asked, rows_form, save


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
    output: Output = None,
) -> None:
    """Show undertakings: who, to whom, what, by when, and what later texts say of them."""
    from verbale.register.happenings.histories import KINDS
    from verbale.views import sheets, teams
    from verbale.views.follow import follow as made
    from verbale.views.follow import html

    with guarded(context.obj):
        if wrong := sorted(set(status or ()) - set(KINDS)):
            raise typer.BadParameter(f"--status {wrong[0]}: one of {', '.join(KINDS)}")
        shape = rows_form(json, csv, output)
        with opened(register) as held:
            sides = teams.sides(held, actors or (), day(known_on))
            query = asked(since, until, as_of, known_on, sides.query, topic, publisher)
            shown = made(held, query, tuple(status or ()), checkable)
            title = f"Undertakings: {' and '.join(sides.names)}" if sides.names else "Undertakings"
            about = teams.basis(len(shown.rows), "undertaking", shown.documents, query)
        if teams.delivered(shape, output, (r.json() for r in shown.rows), shown.sheet):
            return
        if shape == "html":
            save(str(output), html(shown, title, about), about)
        elif shown.rows:
            sheets.show(shown.sheet(), wide())
        else:
            say("nothing found")
