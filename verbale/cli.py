"""The command line: data on stdout, words on stderr; 0 done, 2 nothing could be read or the request is wrong.

The heavy parts are imported by the command that needs them, so that help and version come at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from verbale.views.facts import commands

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.register import Register

app = typer.Typer(
    help="Reads what governments say to and about each other and keeps it as dated, quoted records.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

RegisterFile = Annotated[str, typer.Option("--register", metavar="FILE", help="The register, an SQLite file.")]
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


@app.command()
def read(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")],
    json: AsJson = False,
    mentions: Annotated[bool, typer.Option("--mentions", help="With --json: the mentions too.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="With --json: sentences that gave nothing, why.")] = False,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Date of the documents, such as 2024-06-28.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="ID", help="Who publishes them, such as KAZ.")] = None,
    register: Annotated[
        str | None, typer.Option(metavar="FILE", help="Keep what is read in this register, an SQLite file.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, metavar="N", help="Processes that read.")] = 1,
) -> None:
    """Read documents and print their records."""
    from verbale.views import batch

    if (mentions or refused) and not json:
        raise typer.BadParameter("--mentions and --refused go with --json")
    with guarded(context.obj):
        today = Day.today() if register else None
        request = batch.Request(tuple(paths), json, mentions, refused, date, publisher, register, workers, today)
        if not batch.run(request, say):
            raise typer.Exit(2)


@contextmanager
def _opened(register: str) -> Iterator[Register]:
    from verbale.register import open_register

    with open_register(register, create=False) as held:
        yield held


@app.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; a "phrase" in double quotes.')],
    register: RegisterFile,
    json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="The most that is shown.")] = 20,
) -> None:
    """Find sentences and quotes in a register that hold every word."""
    with guarded(context.obj), _opened(register) as held:
        hits = held.search(" ".join(words), limit)
        if json:
            _print(hit.json() for hit in hits)
        elif hits:
            from verbale.views.terminal import show_hits

            show_hits(hits, _console())
        else:
            say("nothing found")


@app.command()
def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a record.")],
    register: RegisterFile,
    json: AsJson = False,
) -> None:
    """Show one record in full, in its context."""
    from verbale.views.names import Names
    from verbale.views.terminal import show_kept
    from verbale.views.wording import involved

    with guarded(context.obj), _opened(register) as held:
        kept = held.get(record)
        if kept is None:
            stop(f"{held.name}: no record {record}")
        if json:
            _print([kept.json()])
        else:
            named = {*involved(kept.record), *kept.record.said_by}
            show_kept(kept, Names(held.names(named)), _console())


@app.command()
def brief(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A state or body: KAZ, Kazakhstan, SCO.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    register: RegisterFile,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.html", help="Where to write; - for stdout.")],
) -> None:
    """Write a page on two sides: their last meeting, ties, figures, positions, undertakings, plans."""
    from verbale.views.brief import brief as made
    from verbale.views.brief import html
    from verbale.views.names import identify

    with guarded(context.obj), _opened(register) as held:
        page = made(held, identify(a), identify(b))
        if output == "-":
            sys.stdout.write(html(page))
            return
        try:
            Path(output).write_text(html(page), encoding="utf-8")
        except OSError as error:
            stop(f"{Path(output).name}: {error.strerror or 'cannot be written'}")
        lines = sum(len(section.entries) for section in page.sections)
        say(f"{Path(output).name}: {lines} lines on {' and '.join(page.sides)}, {len(page.notes)} notes")


@app.command()
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
        _put(verifying.rendered(report, "json" if json else form), output)
        if comment_docx:
            verifying.comment(report, tuple(paths or ()), comment_docx)
        raise typer.Exit(int(verifying.failed(report, fail_on)))


def _explain(rule: str) -> None:
    from verbale.views.verifying import explained

    found = explained(rule)
    if not found:
        stop(f"no rule {rule}; --explain all lists them")
    print(found)


def _put(lines: Iterable[str], output: str | None) -> None:
    """Lines to stdout or to a file."""
    if output in (None, "-"):
        for line in lines:
            print(line)
        return
    try:
        Path(str(output)).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        stop(f"{Path(str(output)).name}: {error.strerror or 'cannot be written'}")


@app.command()
def forget(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document's id, or a source's file name.")],
    register: RegisterFile,
) -> None:
    """Remove documents and all they gave from a register."""
    with guarded(context.obj), _opened(register) as held:
        gone = held.forget(document)
        if not gone:
            stop(f"{held.name}: no document {document}")
        say(f"{held.name}: {gone} document{'' if gone == 1 else 's'} forgotten")


def _print(objects: Iterable[object]) -> None:
    from verbale.register.encoding import dumps

    for item in objects:
        print(dumps(item))


def _console() -> Console:
    from rich.console import Console

    return Console()


app.add_typer(commands(guarded, say, stop), name="facts")


def main() -> None:
    """The entry point of the command `verbale`."""
    app(prog_name="verbale")


if __name__ == "__main__":
    main()
