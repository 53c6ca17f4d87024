"""What commands share: words on stderr, data on stdout, one clear line for what goes wrong.

The heavy parts are imported by the command that needs them, so that help and version come at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.register import Register

RegisterFile = Annotated[
    str, typer.Option("--register", metavar="FILE", help="The register: an SQLite file, or postgresql://…")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]


def say(message: str) -> None:
    """One line on stderr."""
    from verbale.views.wording import clean

    print(f"verbale: {clean(message)}", file=sys.stderr, flush=True)


def stop(message: str) -> NoReturn:
    """Say why and end with 2."""
    say(message)
    raise typer.Exit(2)


@contextmanager
def guarded(debug: bool) -> Iterator[None]:
    """One clear line for what goes wrong; silence where the reader of a pipe has gone."""
    from verbale.core.problem import Unreadable
    from verbale.register import RegisterError

    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        say("interrupted")
        raise typer.Exit(130) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        if debug:
            traceback.print_exc()
        name, known = type(error).__name__, isinstance(error, RegisterError | Unreadable)
        stop(str(error) if known else f"could not go on ({name}: {error}); --debug shows where")


@contextmanager
def opened(register: str) -> Iterator[Register]:
    from verbale.register import open_register

    with open_register(register, create=False) as held:
        yield held


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Stops with one line where a file cannot be written."""
    try:
        yield
    except OSError as error:
        stop(f"{where.name}: {error.strerror or 'cannot be written'}")


def put(lines: Iterable[str], output: str | None) -> None:
    """Lines to stdout or to a file."""
    if output in (None, "-"):
        for line in lines:
            print(line)
        return
    where = Path(str(output))
    with writing(where):
        where.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def show_json(objects: Iterable[object]) -> None:
    from verbale.register.encoding import dumps

    for item in objects:
        print(dumps(item))


def wide() -> Console:
    from rich.console import Console

    return Console()


def day(text: str | None) -> date | None:
    """A day as written on the command line; stops with one line where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(f"{text}: no day; write it like 2024-06-28")
