"""What a person decides about records: confirm, correct, reject, merge, split, note; and the file a team shares."""

from __future__ import annotations

import json as encoded
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, put, say, show_json, stop, wide

if TYPE_CHECKING:
    from verbale.register.deciding import Decided
    from verbale.register.outcomes import Conflict

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of records.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in words.")]
HELPS = {
    "confirm": "Confirm that records are right.",
    "reject": "Say that records are none; they are left out from then on.",
    "merge": "Say that records tell of one thing.",
    "split": "Say that records do not tell of one thing.",
    "note": "Put a note on records, which changes nothing else.",
}


def add(app: typer.Typer) -> None:
    group = typer.Typer(help="Decide about records: every decision has who, when and why.", no_args_is_help=True)
    for verb, text in HELPS.items():
        group.command(verb, help=text)(_plain(verb))
    for command in (correct, listed, export, import_):
        group.command({"listed": "list", "import_": "import"}.get(command.__name__, command.__name__))(command)
    app.add_typer(group, name="decide")


def _plain(verb: str) -> Callable[..., None]:
    def decide(context: typer.Context, ids: Ids, by: By, why: Why, register: RegisterFile) -> None:
        _decide(context, register, verb, ids, by, why)

    return decide


def correct(
    context: typer.Context,
    ids: Ids,
    field: Annotated[str, typer.Option("--field", metavar="NAME", help="The field, such as value or time.")],
    to: Annotated[str, typer.Option("--to", metavar="VALUE", help="Its new value: text, a number, or JSON.")],
    by: By,
    why: Why,
    register: RegisterFile,
) -> None:
    """Correct a field; the old value is kept."""
    _decide(context, register, "correct", ids, by, why, field=field, value=_value(to))


def _decide(context: typer.Context, register: str, verb: str, ids: list[str], by: str, why: str, **more: Any) -> None:
    with guarded(context.obj), opened(register) as held:
        made = held.decide(verb, ids, by, why, **more)
        for decision in made:
            what = f"{decision.field}: {_shown(decision.old)} → {_shown(decision.new)}" if decision.field else ""
            quotes = "; ".join(f"“{t.quote}”" for t in decision.targets)
            say(f"{held.name}: {' '.join(part for part in (decision.verb, what, quotes) if part)}")


def listed(
    context: typer.Context,
    register: RegisterFile,
    json: AsJson = False,
    record: Annotated[str | None, typer.Option(metavar="ID", help="Only those on this record.")] = None,
    orphans: Annotated[bool, typer.Option("--orphans", help="Only those whose words have no record any more.")] = False,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Where persons decided differently.")] = False,
) -> None:
    """List decisions with the records that they stand on now."""
    with guarded(context.obj), opened(register) as held:
        if conflicts:
            found: list[Any] = held.conflicts()
        else:
            found = [d for d in held.decisions(record) if d.orphaned or not orphans]
        if json:
            show_json(item.json() for item in found)
        elif found:
            _show(found)
        else:
            say("nothing found")


def _show(found: Iterable[Decided | Conflict]) -> None:
    from rich.table import Table

    from verbale.register.outcomes import Conflict
    from verbale.views.wording import clean

    table = Table("on", "what", "who", "when", "why", box=None, pad_edge=False)
    for item in found:
        if isinstance(item, Conflict):
            table.add_row(" ".join(item.records), f"disputed: {item.matter}", *[""] * 3)
        rows = item.decisions if isinstance(item, Conflict) else (item.decision,)
        for d in rows:
            where = "" if isinstance(item, Conflict) else " ".join(r or "orphaned" for r in item.records)
            what = f"{d.verb} {d.field} {_shown(d.old)} → {_shown(d.new)}" if d.field else d.verb
            table.add_row(where, *map(clean, (what, d.by, f"{d.made:%Y-%m-%d %H:%M}", d.why)))
    wide().print(table, markup=False)


def export(
    context: typer.Context,
    register: RegisterFile,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write them here.")] = None,
) -> None:
    """Write all decisions as JSON lines, to be imported elsewhere."""
    with guarded(context.obj), opened(register) as held:
        put(held.export_decisions(), output)


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Decisions that were exported; - for standard input.")],
    register: RegisterFile,
) -> None:
    """Take in decisions that were exported; those that are here already stay as they are."""
    with guarded(context.obj), opened(register) as held:
        done = held.import_decisions(_lines(file))
        orphans = sum(d.orphaned for d in held.decisions())
        left = f", {orphans} in the register without a record at their words" if orphans else ""
        say(f"{held.name}: {done.new} new, {done.known} known{left}")


def _lines(file: str) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8").splitlines()
    except OSError as error:
        stop(f"{Path(file).name}: {error.strerror or 'cannot be read'}")
    except UnicodeDecodeError:
        stop(f"{Path(file).name}: not decisions (not UTF-8)")


def _value(text: str) -> Any:
    """JSON where it is JSON, else the text itself."""
    try:
        return encoded.loads(text)
    except ValueError:
        return text


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else encoded.dumps(value, ensure_ascii=False)
