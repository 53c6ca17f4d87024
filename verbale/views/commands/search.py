"""Find words, or records that meet filters, in a register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.views.console import AsJson, RegisterFile, guarded, opened, say, show_json, wide
from verbale.views.options import AsOf, KnownOn, Publisher, Since, Topic, Until, asked

if TYPE_CHECKING:
    from verbale.register import Register
    from verbale.register.asking import Query


def add(app: typer.Typer) -> None:
    app.command()(search)


def search(
    context: typer.Context,
    register: RegisterFile,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS…]", help='Words; a "phrase" in double quotes.')
    ] = None,
    actor: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Records that name this actor; several must all be named.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="figure, event, relation, stance, commitment, phrase.")
    ] = None,
    status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help="held, planned, denied ….")] = None,
    said_by: Annotated[list[str] | None, typer.Option(metavar="ID", help="Records that this actor says.")] = None,
    topic: Topic = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="The most that is shown.")] = 20,
) -> None:
    """Find sentences that hold every word; with filters those at such records, without words the records."""
    from verbale.views import teams

    with guarded(context.obj), opened(register) as held:
        sides = teams.sides(held, actor or ())
        query = asked(since, until, as_of, known_on, sides.query, topic, publisher)
        query = replace(query, kinds=tuple(kind or ()), statuses=tuple(status or ()), said_by=_ids(said_by))
        text = " ".join(words or ()).strip()
        if text:
            _words(held, text, limit, query, json)
        elif query == type(query)():
            raise typer.BadParameter("give words, or filters")
        else:
            _records(held, limit, query, json)


def _ids(words: list[str] | None) -> tuple[str, ...]:
    from verbale.views.names import identify

    return tuple(identify(w) for w in words or ())


def _words(held: Register, words: str, limit: int, query: Query, json: bool) -> None:
    found = held.search(words, limit, query)
    if json:
        show_json(hit.json() for hit in found)
    elif found:
        from verbale.views.terminal import show_hits

        show_hits(found, wide())
    else:
        say("nothing found")


def _records(held: Register, limit: int, query: Query, json: bool) -> None:
    found = held.select(query)
    if json:
        show_json(kept.json() for kept in found[:limit])
    elif found:
        from verbale.views.found import show
        from verbale.views.names import Names
        from verbale.views.wording import involved

        shown = found[:limit]
        named = {who for k in shown for who in (*involved(k.record), *k.record.said_by)}
        show(shown, Names(held.names(named)), wide())
    if len(found) > limit or not found:
        say(f"{limit} of {len(found)} records; --limit shows more" if found else "nothing found")
