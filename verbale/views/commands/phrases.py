"""Set phrases over a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, say, stop, wide
from verbale.views.options import Csv, KnownOn, Output, Publisher, Since, Until, asked, rows_form, save

if TYPE_CHECKING:
    from verbale.register import Register
    from verbale.register.asking import Query


def add(app: typer.Typer) -> None:
    app.command()(phrases)


def phrases(
    context: typer.Context,
    register: RegisterFile,
    wanted: Annotated[
        list[str] | None, typer.Argument(metavar="[PHRASE…]", help="Ids or words of phrases; all without them.")
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only documents that name this actor; several must all be named."),
    ] = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    by: Annotated[str, typer.Option(metavar="year|quarter|month", help="The periods.")] = "year",
    candidates: Annotated[
        bool,
        typer.Option("--candidates", help="Worn wordings that are no known phrase yet, from the texts themselves."),
    ] = False,
    json: AsJson = False,
    csv: Csv = False,
    output: Output = None,
) -> None:
    """Show set phrases: how often, by whom, first and last, and who has stopped using them."""
    with guarded(context.obj):
        from verbale.views.phrases.counting import SPANS

        if by not in SPANS:
            raise typer.BadParameter(f"--by: one of {', '.join(SPANS)}")
        shape = rows_form(json, csv, output)
        with opened(register) as held:
            query = _query(held, since, until, known_on, actor, publisher)
            if candidates:
                _candidates(held, query, shape, output)
            else:
                _phrases(held, query, by, tuple(wanted or ()), shape, output)


def _query(
    held: Register, since: str | None, until: str | None, known_on: str | None, actor: list[str] | None,
    publisher: list[str] | None,
) -> Query:  # fmt: skip
    from verbale.views import teams

    return asked(since, until, None, known_on, teams.sides(held, actor or ()).query, None, publisher)


def _phrases(held: Register, query: Query, by: str, wanted: tuple[str, ...], shape: str, output: str | None) -> None:
    from verbale.views import teams
    from verbale.views.phrases import counting, page, tables

    found = counting.phrases(held, query, by, wanted)
    if teams.delivered(shape, output, found.json(), lambda: tables.sheet(found)):
        return
    if shape == "html":
        save(
            str(output),
            page.html(found, "Set phrases"),
            teams.several(len(found.uses), "phrase") + f" in {found.basis}",
        )
    elif found.uses:
        tables.show(found, wide())
    else:
        say(f"no set phrase in {found.basis}")


def _candidates(held: Register, query: Query, shape: str, output: str | None) -> None:
    from verbale.views import teams
    from verbale.views.phrases import proposing

    if shape == "html":
        stop("candidates come as a table, --csv, --json, .xlsx")
    found = proposing.propose(held, query)
    if teams.delivered(shape, output, (c.json() for c in found), lambda: proposing.sheet(found)):
        return
    if found:
        proposing.show(found, wide())
    else:
        say("no candidate in the documents asked about")
