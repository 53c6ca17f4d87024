"""Reference facts of one's own."""

from __future__ import annotations

import typer

from verbale.views.console import guarded, say, stop
from verbale.views.facts import commands


def add(app: typer.Typer) -> None:
    app.add_typer(commands(guarded, say, stop), name="facts")
