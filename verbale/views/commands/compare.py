"""Two texts held against each other."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from verbale.views.console import AsJson, guarded, opened, show_json, wide
from verbale.views.options import save


def add(app: typer.Typer) -> None:
    app.command()(compare)


def compare(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A file, FILE#ITEM, or a document of the register.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one; for a redline the later one.")],
    mode: Annotated[
        str | None, typer.Option(metavar="readouts|redline", help="How to compare, where it is not to be chosen.")
    ] = None,
    register: Annotated[
        str | None, typer.Option("--register", metavar="FILE", help="Where A and B are ids or sources of documents.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="OUT", help="Write OUT.html or OUT.docx; - for HTML to stdout."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Compare two readouts of one meeting, or two years of one communiqué."""
    from verbale.views.compare.inputs import compare as made

    suffix = Path(output or "").suffix.casefold()
    if output not in (None, "-") and suffix not in (".html", ".htm", ".docx"):
        raise typer.BadParameter("-o takes a name that ends in .html or .docx, or -")
    with guarded(context.obj), opened(register) if register else nullcontext() as held:
        found = made(a, b, held, mode)
        if json:
            show_json([found])
        if output:
            _write(found, output, suffix)
        elif not json:
            from verbale.views.compare.showing import show

            show(found, wide())


def _write(found: object, output: str, suffix: str) -> None:
    """The page or the Word document; a line on stderr says what is in it."""
    from verbale.views.compare.page import html
    from verbale.views.compare.readouts import Readouts
    from verbale.views.compare.redline import Redline
    from verbale.views.compare.showing import COUNTED
    from verbale.views.compare.word import docx

    assert isinstance(found, Readouts | Redline)
    if output == "-":
        print(html(found))
        return
    counts = ", ".join(f"{n} {COUNTED.get(name, name)}" for name, n in found.counts)
    save(output, docx(found) if suffix == ".docx" else html(found), counts)
