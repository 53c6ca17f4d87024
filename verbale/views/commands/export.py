"""What a register holds, for other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from verbale.views.console import RegisterFile, guarded, opened, say
from verbale.views.options import AsOf, KnownOn, Publisher, Since, Topic, Until, asked


def add(app: typer.Typer) -> None:
    app.command()(export)


def export(
    context: typer.Context,
    register: RegisterFile,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="csv, xlsx, jsonld …; a wrong one lists all.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="OUT", help="A file, a folder for tables, NAME.zip, or -.")
    ],
    actor: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only records that name it or its officers; twice for two.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only records of this kind.")] = None,
    topic: Topic = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
) -> None:
    """Write records and their documents in a form that other programs read, with a codebook."""
    from verbale.views.exporting import delivery
    from verbale.views.exporting.kinds import KINDS
    from verbale.views.teams import several, sides

    with guarded(context.obj), opened(register) as held:
        if wrong := sorted(set(kind or ()) - set(KINDS)):
            raise typer.BadParameter(f"--kind {wrong[0]}: one of {', '.join(KINDS)}")
        query = asked(since, until, as_of, known_on, sides(held, actor or ()).query, topic, publisher)
        query = replace(query, kinds=tuple(kind or ()))
        if output == "-":
            delivery.stream(held, query, form)
            return
        written = delivery.export(held, query, form, Path(output))
        counts = f"{several(written.documents, 'document')}, {several(written.records, 'record')}"
        say(f"{Path(output).name}: {counts} in {', '.join(written.files)}")
