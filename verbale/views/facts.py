"""The command `verbale facts`: add a table of one's own to the reference facts, list them, show those on an actor."""

from __future__ import annotations

import json as encoding
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from verbale.facts import Fact, Facts
    from verbale.facts.adding import Outcome

FOLDER = "VERBALE_FACTS"
Folder = Annotated[
    str | None, typer.Option("--facts", metavar="DIR", help="Where your own facts are kept; else $VERBALE_FACTS.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Guard = Callable[[bool], AbstractContextManager[None]]


def commands(guarded: Guard, say: Callable[[str], None], stop: Callable[[str], NoReturn]) -> typer.Typer:
    """The sub-commands. guarded, say, stop: how the command line reports what goes wrong."""
    app = typer.Typer(help="Reference facts: add tables of your own, list them, look them up.", no_args_is_help=True)

    @app.command()
    def add(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV or TSV file.")],
        mapping: Annotated[str, typer.Option(metavar="NAME", help="How its columns give facts; a name or TOML file.")],
        source: Annotated[str | None, typer.Option(metavar="TEXT", help="The source to name with each fact.")] = None,
        facts: Folder = None,
        json: AsJson = False,
    ) -> None:
        """Add the facts of a table to your own."""
        folder = facts or os.environ.get(FOLDER)
        with guarded(bool(context.obj)):
            if not folder:
                stop(f"say where your facts are kept: --facts DIR, or the environment variable {FOLDER}")
            outcome = _added(Path(file), mapping, Path(folder), source, stop)
            for line in lines(outcome):
                say(line)
            if json:
                print(encoding.dumps(summary(outcome), ensure_ascii=False))
            if not outcome.facts:
                raise typer.Exit(2)

    @app.command("list")
    def list_(context: typer.Context, facts: Folder = None, json: AsJson = False) -> None:
        """List the facts shipped, the tables added, and the mappings there are."""
        with guarded(bool(context.obj)):
            for row in _tables(_loaded(facts, stop)):
                print(encoding.dumps(row, ensure_ascii=False) if json else _table(row))

    @app.command()
    def show(
        context: typer.Context,
        id: Annotated[str, typer.Argument(metavar="ID", help="A state, body or person: KAZ, SCO, person:xi-jinping.")],
        other: Annotated[str | None, typer.Argument(metavar="OTHER", help="Only facts on both.")] = None,
        kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only facts of this kind.")] = None,
        at: Annotated[str | None, typer.Option(metavar="DAY", help="Only what holds on a day.")] = None,
        facts: Folder = None,
        json: AsJson = False,
    ) -> None:
        """Show the facts on an actor, each with its source."""
        from verbale.views.names import identify

        with guarded(bool(context.obj)):
            day = _day(at, stop)
            ids = [identify(word) for word in (id, other) if word]
            found = [f for f in _loaded(facts, stop).about(ids[0]) if _wanted(f, ids, kind, day)]
            for fact in found:
                print(encoding.dumps(_json(fact), ensure_ascii=False) if json else f"{fact.line()} [{fact.source}]")
            for line in _quarrels(found):
                say(line)
            if not found:
                say("nothing known")

    return app


def _added(path: Path, mapping: str, folder: Path, source: str | None, stop: Callable[[str], NoReturn]) -> Outcome:
    from verbale.facts.added import FactsError
    from verbale.facts.adding import add
    from verbale.facts.mapping import MappingError

    try:
        return add(path, mapping, folder, source, names())
    except (FactsError, MappingError) as error:
        stop(str(error))


def _loaded(folder: str | None, stop: Callable[[str], NoReturn]) -> Facts:
    from verbale.facts import load
    from verbale.facts.added import FactsError

    try:
        return load(folder)
    except FactsError as error:
        stop(str(error))


def names() -> Iterator[tuple[str, str]]:
    """Names of states and bodies in the lexicon, with their ids."""
    from verbale.lexicon import load, variants

    lexicon = load()
    for row in lexicon.table("state"):
        other = (*row.get("former", ()), *row.get("shared", ()))
        yield from ((name, row["id"]) for name in (*row["names"], *(o["name"] for o in other)))
    for row in lexicon.table("body"):
        forms = (form for pattern in row["names"] for form in variants(pattern))
        yield from ((name, row["id"]) for name in (row["id"], *forms, *row.get("acronyms", ())))


def lines(outcome: Outcome) -> Iterator[str]:
    """What a person is told: a line for each bad row and each contradiction, then the counts."""
    for number, reason in outcome.bad:
        yield f"{outcome.file}: row {number}: {reason}"
    for new, known in outcome.contradictions:
        yield f"{outcome.file}: contradiction: {_quarrel(new, known)}"
    counts = f"{outcome.new} facts added, {outcome.facts - outcome.new} there already"
    rest = f"{outcome.passed} rows passed over, {len(outcome.bad)} bad, {len(outcome.contradictions)} contradictions"
    yield f"{outcome.file}: {outcome.rows} rows, {counts}; {rest}"


def summary(outcome: Outcome) -> dict[str, object]:
    return {
        "kind": "facts-added",
        "file": outcome.file,
        "mapping": outcome.mapping,
        "rows": outcome.rows,
        "passed": outcome.passed,
        "facts": outcome.facts,
        "new": outcome.new,
        "bad": [{"row": number, "reason": reason} for number, reason in outcome.bad],
        "contradictions": [[_json(a), _json(b)] for a, b in outcome.contradictions],
    }


def _tables(facts: Facts) -> Iterator[dict[str, object]]:
    from verbale.facts.mapping import mapping
    from verbale.facts.mapping import names as mappings

    yield {"kind": "shipped", "facts": dict(sorted(Counter(f.kind for f in facts.shipped).items()))}
    for table in facts.added.tables() if facts.added else ():
        row = {"file": table.file, "mapping": table.mapping, "rows": table.rows, "facts": table.facts}
        yield {"kind": "added", **row, "source": table.source}
    for name in mappings():
        yield {"kind": "mapping", "mapping": name, "title": mapping(name).title}


def _table(row: dict[str, object]) -> str:
    """One line of a list."""
    counts = row.get("facts")
    if isinstance(counts, dict):
        return "shipped: " + ", ".join(f"{number} {kind}" for kind, number in counts.items())
    if row["kind"] == "mapping":
        return f"mapping {row['mapping']}: {row['title']}"
    return f"{row['file']} ({row['mapping']}): {counts} facts of {row['rows']} rows [{row['source']}]"


def _json(fact: Fact) -> dict[str, object]:
    times = {"start": fact.start and fact.start.json(), "end": fact.end and fact.end.json()}
    whole = {"kind": fact.kind, "id": fact.id, "subject": fact.subject, "object": fact.object, "value": fact.value}
    place = {"place": fact.place, "ordinal": fact.ordinal, "of": fact.of, "note": fact.note, "source": fact.source}
    return {**whole, **times, **place}


def _day(text: str | None, stop: Callable[[str], NoReturn]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(f"{text}: no day; write it like 2024-06-28")


def _wanted(fact: Fact, ids: list[str], kind: str | None, day: date | None) -> bool:
    both = all(id in (fact.subject, fact.object, fact.of) for id in ids)
    return both and kind in (None, fact.kind) and (day is None or fact.at(day))


def _quarrels(found: Iterable[Fact]) -> Iterator[str]:
    """A line for each two facts that contradict one another."""
    from verbale.facts.agreement import contradict

    for one, other in combinations(found, 2):
        if contradict(one, other):
            yield f"contradiction: {_quarrel(one, other)}"


def _quarrel(one: Fact, other: Fact) -> str:
    return f"{one.line()} [{one.source}] against {other.line()} [{other.source}]"
