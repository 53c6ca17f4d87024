"""What a register holds, and whether it is whole."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, say, show_json, stop, wide

COLUMNS = ("reading", "known_on", "state", "source", "title")


def add(app: typer.Typer) -> None:
    app.command()(register)


def register(
    context: typer.Context,
    register: RegisterFile,
    json: AsJson = False,
    readings: Annotated[str | None, typer.Option(metavar="DOC", help="The readings of a document, by its id.")] = None,
    history: Annotated[str | None, typer.Option(metavar="ID", help="What each reading made of one record.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Whether the register is whole; ends with 2 if not.")] = False,
) -> None:
    """Show what a register holds; bring one of an older version up to date."""
    with guarded(context.obj), opened(register) as held:
        if readings is not None:
            rows = [
                {"reading": a.reading, "known_on": a.known_on.isoformat() if a.known_on else None, **a.json()}
                for a in held.readings(readings)
            ]
        elif history is not None:
            rows = [version.json() for version in held.history(history)]
        else:
            rows = [held.holds()]
        if not rows:
            stop(f"{held.name}: no {'document' if readings is not None else 'record'} {readings or history}")
        if json:
            show_json(rows)
        else:
            _show(rows)
        if check:
            problems = held.check()
            for problem in problems:
                say(f"{held.name}: {problem}")
            if problems:
                raise typer.Exit(2)
            say(f"{held.name}: whole")


def _show(rows: list[dict[str, object]]) -> None:
    from rich.table import Table

    from verbale.views.wording import clean

    table = Table(box=None, pad_edge=False, show_header="reading" in rows[0])
    wanted = [name for name in COLUMNS if name in rows[0]]
    for name in wanted or ["what", "how many"]:
        table.add_column(name)
    cells = [[row[n] for n in wanted] for row in rows] if wanted else [list(item) for item in rows[0].items()]
    for some in cells:
        table.add_row(*(clean("" if cell is None else str(cell)) for cell in some))
    wide().print(table, markup=False)
