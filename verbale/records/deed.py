"""Deeds → event records: in what status a deed is told, when, and with which codes and state dyads.

A deed is no event where a stance or an undertaking tells it, where it is only wanted, or asked about. Parties without
an id stay in words, in `unresolved`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.record import Record
from verbale.lines.clauses import hypothetical, passive, past
from verbale.records.cast import ACTING, classes, singles_out
from verbale.records.codes import VERBAL, coded, reported
from verbale.records.conduct import Deed
from verbale.records.context import Context
from verbale.records.frames import frames
from verbale.records.topics import topics

BY = "event/1"
SPOKEN = (*VERBAL, "SUPPORT")


def told_deed(ctx: Context, line: Line, parse: Parse, deed: Deed) -> Record | None:
    """The event record of a deed; None where it is none or another record tells it."""
    status = _status(ctx, line, parse, deed)
    if (
        status is None
        or (status != "held" and not deed.sources)
        or (deed.row.get("position") and _holds(ctx, line, parse, deed))
    ):
        return None
    if deed.row.get("undertaking") and any(_known(ctx, line, parse, deed)):
        return None
    if ctx.document.publisher and not _both_known(ctx, deed):
        return None
    said = ctx.said_by(line, deed.span)
    if _own_words(deed, said) and (status == "planned" or deed.row["plover"] in SPOKEN):
        return None
    time = ctx.time(line, deed.span, deed.verb)
    if status == "held" and not past(parse, deed.verb) and ahead(ctx, time):
        status = "planned"
    values = _values(ctx, line, parse, deed, status)
    return ctx.make(
        line,
        "event",
        deed.span,
        f"{BY}:{deed.row['id']}",
        said_by=said,
        status=status,
        time=time,
        values=values,
        fields={"time": time.span} if time and time.span else {},
        supplied=ctx.supplied(line, (a["id"] for a in values["actors"]), "actors"),
        topics=topics(ctx, deed.span),
    )


def _both_known(ctx: Context, deed: Deed) -> bool:
    """Whether a deed in an official text has a known doer, and where it is aimed at somebody, a known target."""
    joint = deed.row.get("each_other") or deed.row.get("mutual")
    offices = classes(ctx.lexicon)["office-holder"]
    if not any(p.ids or (joint and p.words.casefold().split()[-1].removesuffix("s") in offices) for p in deed.sources):
        return False
    aimless = deed.row["type"] != "other" or not deed.targets
    return bool(joint) or aimless or any(p.ids or p.states for p in deed.targets)


def _status(ctx: Context, line: Line, parse: Parse, deed: Deed) -> str | None:
    """The status; None for what is asked, wanted or left open, and for words that were not said."""
    status = ctx.status(line, parse, deed.verb)
    if status == "conditional" and done_already(parse, deed.verb):
        status = "held"
    if status == "asked" or wanted(parse, deed.verb) or (status == "denied" and deed.row["plover"] in VERBAL):
        return None
    if status == "conditional" and not reported(parse, deed.verb):
        return None
    return "planned" if status == "held" and deed.row.get("undertaking") else status


def ahead(ctx: Context, time: Interval | None) -> bool:
    """Whether a time lies after the document's date."""
    date = ctx.document.date.latest if ctx.document.date else None
    return bool(time and time.earliest and date and time.earliest > date)


def over(ctx: Context, time: Interval | None) -> bool:
    """Whether a time lies before the document's date."""
    date = ctx.document.date.earliest if ctx.document.date else None
    return bool(time and time.latest and date and time.latest < date)


def wanted(parse: Parse, verb: Token) -> bool:
    """ "It is important that they sign": what is wanted has not happened."""
    head = parse.head(verb)
    below = verb.dep in ("ccomp", "xcomp", "advcl") and head.lemma == "be" and bool(parse.kids(head, "acomp"))
    return below and any(k.low == "it" for k in parse.kids(head, "nsubj", "expl"))


def _known(ctx: Context, line: Line, parse: Parse, deed: Deed) -> Iterator[Actor]:
    """Known holders of a view or an undertaking among the subjects."""
    for t in ctx.subjects(line, parse, deed.verb):
        actor = ctx.actor(line, t)
        if actor and actor.ids and actor.sort in (*ACTING, "place"):
            yield actor


def _own_words(deed: Deed, said: tuple[str, ...]) -> bool:
    """Whether who speaks is who acts: what he promises is an undertaking, what he demands or regrets a stance."""
    mine = {i.partition("@")[0] for p in deed.sources for i in p.ids}
    return not mine.isdisjoint(s.partition("@")[0] for s in said)


def done_already(parse: Parse, verb: Token) -> bool:
    """ "has lifted the ban on condition that …", "stood by in case of …": done, whatever it is bound to."""
    told = verb.dep != "advcl" and not parse.kids(verb, "mark")
    return told and past(parse, verb) and not hypothetical(parse, verb)


def _holds(ctx: Context, line: Line, parse: Parse, deed: Deed) -> bool:
    """Whether a stance tells the deed: its verb is one of attitude, its subject a known holder."""
    known = any(_known(ctx, line, parse, deed))
    stances = frames(ctx.lexicon, "stance")
    shown = deed.noun is not None and bool(stances.of_noun(parse, deed.noun))
    return known and not passive(parse, deed.verb) and (shown or bool(stances.of_verb(parse, deed.verb)))


def _values(ctx: Context, line: Line, parse: Parse, deed: Deed, status: str) -> dict[str, Any]:
    """The key fields of a deed, in contract order."""
    row = deed.row
    root, cameo = row["plover"], row["cameo"]
    if row.get("targeted") and singles_out(ctx, line, parse, deed.verb):
        root, cameo = row["targeted"]
    cast = [{"id": i, "role": p.role} for p in deed.parties for i in p.ids]
    open_ = [{"role": p.role, "text": p.words} for p in deed.parties if not p.ids]
    return {
        "type": row["type"],
        "actors": list({(a["id"], a["role"]): a for a in cast}.values()),
        "object": next((p.words for p in deed.targets), None),
        "place": None,
        "series": None,
        "ordinal": None,
        "count": None,
        "codes": coded(ctx.lexicon, root, cameo, status),
        "dyads": deed.dyads(),
        **({"unresolved": open_} if open_ else {}),
    }
