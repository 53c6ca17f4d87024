"""A page on two sides."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, show_json, wide
from verbale.views.options import AsOf, KnownOn, Since, Until, asked, form, save

FORMS = {".html": "html", ".htm": "html", ".docx": "docx", ".md": "markdown", ".json": "json"}


def add(app: typer.Typer) -> None:
    app.command()(brief)


def brief(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A state or body: KAZ, Kazakhstan, SCO.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    register: RegisterFile,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    whole: Annotated[bool, typer.Option("--all", help="Every line, however many; else about two pages.")] = False,
    json: AsJson = False,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="OUT", help="OUT.html, .docx, .md or .json; - for HTML.")
    ] = None,
) -> None:
    """Brief on two sides: last meeting, agreements, figures, positions, undertakings, plans; every line with a note."""
    from verbale.register.encoding import dumps
    from verbale.views import brief as views
    from verbale.views.names import identify

    with guarded(context.obj):
        shape = "json" if json else form(output, FORMS, "html" if output == "-" else "table")
        with opened(register) as held:
            query = asked(since, until, as_of, known_on)
            page = views.brief(held, identify(a), identify(b), query, whole)
        if shape == "table" or (shape == "json" and output in (None, "-")):
            _print(page, shape)
            return
        content = dumps(page.json()) + "\n" if shape == "json" else views.rendered(page, shape)
        if output == "-":
            print(content, end="")
            return
        lines = sum(len(section.entries) for section in page.sections)
        save(str(output), content, f"{lines} lines on {' and '.join(page.sides)}, {len(page.notes)} notes")


def _print(page: object, shape: str) -> None:
    from verbale.views.brief import Brief
    from verbale.views.briefing.terminal import show

    assert isinstance(page, Brief)
    if shape == "json":
        show_json([page.json()])
    else:
        show(page, wide())
