"""A register for programs that speak the Model Context Protocol."""

from __future__ import annotations

import typer

from verbale.views.console import RegisterFile, guarded


def add(app: typer.Typer) -> None:
    app.command()(mcp)


def mcp(context: typer.Context, register: RegisterFile) -> None:
    """Serve a register over stdin and stdout to programs that speak the Model Context Protocol; it is only read."""
    from verbale.views.exporting.delivery import lacks

    with guarded(context.obj):
        lacks("verbale mcp", ("mcp",), "mcp")
        from verbale.views.server import serve

        serve(register)
