"""Take documents out of a register."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import RegisterFile, guarded, opened, say, stop


def add(app: typer.Typer) -> None:
    app.command()(forget)


def forget(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document's id, or a source's file name.")],
    register: RegisterFile,
) -> None:
    """Remove documents and all they gave from a register."""
    with guarded(context.obj), opened(register) as held:
        gone = held.forget(document)
        if not gone:
            stop(f"{held.name}: no document {document}")
        say(f"{held.name}: {gone} document{'' if gone == 1 else 's'} forgotten")
