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
    """Show one record in full, in its context."""
    from verbale.views.names import Names
    from verbale.views.terminal import show_kept
    from verbale.views.wording import involved

    with guarded(context.obj), opened(register) as held:
        kept = held.get(record)
        if kept is None:
            stop(f"{held.name}: no record {record}")
        if json:
            show_json([kept.json()])
        else:
            named = {*involved(kept.record), *kept.record.said_by}
            show_kept(kept, Names(held.names(named)), wide())
