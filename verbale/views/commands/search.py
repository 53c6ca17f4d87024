"""Find words in a register."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, say, show_json, wide


def add(app: typer.Typer) -> None:
    app.command()(search)


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; a "phrase" in double quotes.')],
    register: RegisterFile,
    json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="The most that is shown.")] = 20,
) -> None:
    """Find sentences and quotes in a register that hold every word."""
    with guarded(context.obj), opened(register) as held:
        hits = held.search(" ".join(words), limit)
        if json:
            show_json(hit.json() for hit in hits)
        elif hits:
            from verbale.views.terminal import show_hits

            show_hits(hits, wide())
        else:
            say("nothing found")
