"""A page on two sides."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from verbale.views.console import RegisterFile, guarded, opened, say, stop


def add(app: typer.Typer) -> None:
    app.command()(brief)


def brief(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A state or body: KAZ, Kazakhstan, SCO.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    register: RegisterFile,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.html", help="Where to write; - for stdout.")],
) -> None:
    """Write a page on two sides: their last meeting, ties, figures, positions, undertakings, plans."""
    from verbale.views.brief import brief as made
    from verbale.views.brief import html
    from verbale.views.names import identify

    with guarded(context.obj), opened(register) as held:
        page = made(held, identify(a), identify(b))
        if output == "-":
            sys.stdout.write(html(page))
            return
        try:
            Path(output).write_text(html(page), encoding="utf-8")
        except OSError as error:
            stop(f"{Path(output).name}: {error.strerror or 'cannot be written'}")
        lines = sum(len(section.entries) for section in page.sections)
        say(f"{Path(output).name}: {lines} lines on {' and '.join(page.sides)}, {len(page.notes)} notes")
