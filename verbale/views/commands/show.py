"""One record in full."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, show_json, stop, wide


def add(app: typer.Typer) -> None:
    app.command()(show)


def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a record.")],
    register: RegisterFile,
    json: AsJson = False,
) -> None:
    """Show one record in full, in its context, with what was decided on it and what ties it to others."""
    from verbale.views.names import Names
    from verbale.views.single import named, single
    from verbale.views.single import show as shown

    with guarded(context.obj), opened(register) as held:
        found = single(held, record)
        if found is None:
            stop(f"{held.name}: no record {record}")
        if json:
            show_json([found])
        else:
            shown(found, Names(held.names(named(found))), wide())
