"""The command line: data on stdout, words on stderr; 0 done, 2 nothing could be read or the request is wrong.

Each command is a file in `verbale.views.commands`.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from verbale.core.discovery import modules

app = typer.Typer(
    help="Reads what governments say to and about each other and keeps it as dated, quoted records.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"verbale {version('verbale')}")
        except PackageNotFoundError:
            print("verbale, not installed")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    context.obj = debug
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


for module in modules("verbale.views.commands", "add"):
    module.add(app)


def main() -> None:
    """The entry point of the command `verbale`."""
    app(prog_name="verbale")


if __name__ == "__main__":
    main()
