"""A figure over time."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, day, guarded, opened, say, wide
from verbale.views.options import AsOf, Csv, KnownOn, Output, Publisher, Since, Until, asked, rows_form, save


def add(app: typer.Typer) -> None:
    app.command()(series)


def series(
    context: typer.Context,
    register: RegisterFile,
    measure: Annotated[
        str | None, typer.Argument(metavar="[MEASURE]", help="trade, exports, investment …; all without it.")
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Whom the figure is about; give it twice for two.")
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="EUR, USD, % ….")] = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: Csv = False,
    output: Output = None,
) -> None:
    """Show a figure over time as each publisher gives it, with bounds, revisions and targets."""
    from verbale.views import sheets, teams
    from verbale.views.series import html
    from verbale.views.series import series as made

    with guarded(context.obj):
        shape = rows_form(json, csv, output)
        with opened(register) as held:
            sides = teams.sides(held, about or (), day(known_on))
            query = asked(since, until, as_of, known_on, sides.ids, None, publisher)
            shown = made(held, query, measure, unit)
            title = f"Figures: {' and '.join(sides.names)}" if sides.names else "Figures"
            basis = teams.basis(len(shown.points), "figure", shown.documents, query)
        if teams.delivered(shape, output, (p.json() for p in shown.points), shown.sheet):
            return
        if shape == "html":
            save(str(output), html(shown, title, basis), basis)
        elif shown.series:
            for one in shown.series:
                print(one.name)
                sheets.show(sheets.Sheet("series", shown.sheet().columns, tuple(p.cells() for p in one.points)), wide())
                print()
        else:
            say("nothing found")
