"""What does not add up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.views.console import AsJson, guarded, put, say, stop


def add(app: typer.Typer) -> None:
    app.command()(verify)


def verify(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help="Files, folders, or -.")] = None,
    register: Annotated[str | None, typer.Option(metavar="FILE", help="Check all that this register holds.")] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="text, json, or another form.")] = "text",
    json: AsJson = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report here.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Show what holds and what cannot be checked too.")] = False,
    fail_on: Annotated[str, typer.Option(metavar="LEVEL", help="info, warning, error or never.")] = "error",
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="Known findings, which stay quiet.")] = None,
    write_baseline: Annotated[bool, typer.Option("--write-baseline", help="Write this run's findings to it.")] = False,
    suppress: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Findings with the reason to hide them.")
    ] = None,
    comment_docx: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a copy of the one DOCX with comments at the words.")
    ] = None,
    explain: Annotated[str | None, typer.Option(metavar="RULE", help="What a rule rests on; `all` for each.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Date of the documents.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="ID", help="Who publishes them.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, metavar="N", help="Processes that read.")] = 1,
) -> None:
    """Find what does not add up: 0 nothing, 1 findings at or above --fail-on, 2 could not run."""
    from verbale.views import verifying

    with guarded(context.obj):
        if explain:
            _explain(explain)
            return
        if fail_on not in (*verifying.LEVELS, "never"):
            raise typer.BadParameter(f"--fail-on: one of {', '.join(verifying.LEVELS)}, never")
        if bool(paths) == bool(register):
            raise typer.BadParameter("give documents, or --register")
        if write_baseline and not baseline:
            raise typer.BadParameter("--write-baseline goes with --baseline")
        request = verifying.Request(
            tuple(paths or ()), all, date, publisher, workers, baseline, suppress, register, write_baseline
        )
        report = verifying.run(request, say)
        if not report.verdicts:
            raise typer.Exit(2)
        put(verifying.rendered(report, "json" if json else form), output)
        if comment_docx:
            verifying.comment(report, tuple(paths or ()), comment_docx)
        raise typer.Exit(int(verifying.failed(report, fail_on)))


def _explain(rule: str) -> None:
    from verbale.views.verifying import explained

    found = explained(rule)
    if not found:
        stop(f"no rule {rule}; --explain all lists them")
    print(found)
