"""What happened, in order of time."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, day, guarded, opened, say, wide
from verbale.views.options import AsOf, Csv, KnownOn, Output, Publisher, Since, Topic, Until, asked, rows_form, save


def add(app: typer.Typer) -> None:
    app.command()(timeline)


def timeline(
    context: typer.Context,
    register: RegisterFile,
    actors: Annotated[
        list[str] | None, typer.Argument(metavar="[ACTOR…]", help="All of them must take part: KAZ, China, SCO.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="visit, meeting, summit, call, agreement, event, ….")
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
    """Show visits, meetings, agreements, events and undertakings in order of time, one row for each."""
    from verbale.register.happenings import SORTS
    from verbale.views import sheets, teams
    from verbale.views.timeline import SORTS as SHOWN
    from verbale.views.timeline import html
    from verbale.views.timeline import timeline as made

    with guarded(context.obj):
        if wrong := sorted(set(kind or ()) - set(SORTS)):
            raise typer.BadParameter(f"--kind {wrong[0]}: one of {', '.join(SORTS)}")
        shape = rows_form(json, csv, output)
        with opened(register) as held:
            sides = teams.sides(held, actors or (), day(known_on))
            query = asked(since, until, as_of, known_on, sides.query, topic, publisher)
            shown = made(held, query, tuple(kind or SHOWN))
            title = f"Timeline: {' and '.join(sides.names)}" if sides.names else "Timeline"
            about = teams.basis(len(shown.rows), "row", shown.documents, query)
        if teams.delivered(shape, output, (r.json() for r in shown.rows), shown.sheet):
            return
        if shape == "html":
            save(str(output), html(shown, title, about), about)
        elif shown.rows:
            sheets.show(shown.sheet(), wide())
        else:
            say("nothing found")
