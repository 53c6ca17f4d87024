"""PLOVER root, CAMEO number and state dyads of an act, where its frame's own do not say it all."""

from __future__ import annotations

from verbale.core.line import Line, Parse
from verbale.records.acts import Act
from verbale.records.cast import singles_out, told_dyads
from verbale.records.circle import circle, one_by_one
from verbale.records.context import Context

MUTUAL = ("meeting", "call", "summit", "signing")


def code(ctx: Context, line: Line, act: Act) -> tuple[str | None, str | None]:
    """Root and number of an act: of its frame, else of a measure against single persons (`targeted`), of an exercise of
    several states (`joint`), of a way in that is opened (`eased_code`)."""
    row, parse = act.row, line.parse
    own = row.get("plover"), row.get("cameo")
    if parse is None:
        return own
    if row.get("targeted") and singles_out(ctx, line, parse, act.verb):
        return row["targeted"][0], row["targeted"][1]
    if row.get("joint") and len({i for i, _ in act.roles}) > 1:
        return row["joint"][0], row["joint"][1]
    top = parse.top(act.thing) if act.thing else None
    if row.get("eased") and top is not None and top.lemma in row["eased"]:
        if any(t.lemma in row.get("people", ()) for t in parse.subtree(act.verb)):
            return row["people_code"][0], row["people_code"][1]
        return row["eased_code"][0], row["eased_code"][1]
    return own


def between(ctx: Context, line: Line, parse: Parse, act: Act) -> list[list[str]]:
    """State dyads by the roles of an act, else by the states that its arguments name."""
    found = circle(ctx, line, parse, act)
    if found or act.mode == "noun":
        return found
    both = act.row["type"] in MUTUAL or act.row["subj"] == "participant"
    both = both and not one_by_one(ctx, parse, act)
    return told_dyads(ctx, line, parse, act.verb, act.noun, both)
