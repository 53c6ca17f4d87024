"""What has the words of an act and is none: habits, efforts, what merely goes on, a date that is another event's.

What goes in: an act of a sentence, not yet judged. What comes out: whether it tells no happening, or the time that is
left to it. "The fund provides grants" is a habit, "efforts to start talks" an effort, "will continue a dialogue" an
undertaking without an event (RECORDS.md: an event is something that happens at a time).
"""

from __future__ import annotations

from dataclasses import replace

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse
from verbale.core.span import Span
from verbale.facts import edtf as edtfs
from verbale.lexicon import vocabulary
from verbale.lines.clauses import future, past
from verbale.records.acts import Act
from verbale.records.codes import governor
from verbale.records.context import DATED, Context
from verbale.records.frames import frames

PRESENT = ("VBZ", "VBP")
AIMS = ("aim", "hope")


def unreal(ctx: Context, line: Line, parse: Parse, act: Act) -> bool:
    """Whether an act of a verb tells nothing that happens."""
    if act.mode == "noun":
        return False
    aimed = _effort(ctx, parse, act) or _undertaking(ctx, parse, act)
    return aimed or _more(parse, act) or _habit(line, parse, act) or _goes_on(ctx, parse, act)


def _habit(line: Line, parse: Parse, act: Act) -> bool:
    """ "which provides assistance": a present tense without an auxiliary, of a verb that its frame lists so."""
    plain = act.verb.tag in PRESENT and not parse.kids(act.verb, "aux", "auxpass")
    return plain and line.kind != "heading" and act.verb.lemma in act.row.get("habit", ())


def _more(parse: Parse, act: Act) -> bool:
    """ "create more effective platforms": a comparative founds nothing in particular."""
    inside = parse.at(act.thing) if act.thing and act.row["type"] == "founding" else ()
    return any(t.tag in ("JJR", "RBR") for t in inside)


def _effort(ctx: Context, parse: Parse, act: Act) -> bool:
    """An infinitive under a noun of effort or need ("efforts to start talks", "a process for both to give aid")."""
    under = next((t for t in (act.verb, *parse.ancestors(act.verb)) if t.dep != "conj"), act.verb)
    over = next((t for t in parse.ancestors(under) if t.pos in ("NOUN", "VERB")), None)
    return bool(over and over.pos == "NOUN") and governor(ctx.lexicon, parse, act.verb) in AIMS


def _goes_on(ctx: Context, parse: Parse, act: Act) -> bool:
    """ "will continue to impose sanctions", "will continue a dialogue": nothing begins."""
    on = vocabulary(ctx.lexicon, "going-on", "verbs")
    if act.verb.lemma in on and act.noun is not None:
        return not past(parse, act.verb)
    head = parse.head(act.verb)
    return act.verb.dep == "xcomp" and head.lemma in on and (future(parse, head) or head.tag in ("VB", *PRESENT))


def _undertaking(ctx: Context, parse: Parse, act: Act) -> bool:
    """ "committed to elevate their ties": an undertaking tells it; what is agreed to be founded or held stays."""
    return act.row["type"] == "other" and governor(ctx.lexicon, parse, act.verb) == "intent"


def _since(ctx: Context, line: Line, parse: Parse, act: Act) -> Interval | None:
    """ "Since the war began on 3 May, we have imposed sanctions": from the date of the clause on."""
    if not any(k.lemma == "have" for k in parse.kids(act.verb, "aux")):
        return None
    since = vocabulary(ctx.lexicon, "since", "words")
    for told in parse.kids(act.verb, "advcl"):
        if any(k.low in since for k in parse.kids(told, "mark")):
            words = parse.subtree(told)
            whole = Span(words[0].start, words[-1].end)
            dated = [t for t in ctx.times.get(line.index, ()) if t.precision in DATED and whole.contains(t.span)]
            found = next((t for t in dated if t.interval and "/" not in t.interval.edtf), None)
            if found and found.interval:
                return edtfs.parse(f"{found.interval.edtf}/..", f"since {found.interval.basis}")
    return None


def own_time(ctx: Context, line: Line, parse: Parse, act: Act, time: Interval | None) -> Interval | None:
    """The time of an act without what dates another event: "signed as part of a visit from 20 to 23 May" happened
    within those days, "signed ahead of the summit in May" before."""
    if time is None and (open_ := _since(ctx, line, parse, act)):
        return open_
    if time is None or time.span is None or not line.span.contains(time.span):
        return time
    top = parse.top(time.span)
    mine = {act.verb.i} | ({act.noun.i} if act.noun else set())
    for above in parse.ancestors(top) if top else ():
        if above.i in mine or above.pos in ("VERB", "AUX"):
            return time
        if above.pos == "NOUN" and frames(ctx.lexicon, "event").of_noun(parse, above):
            apart = vocabulary(ctx.lexicon, "apart-from", "words")
            over = parse.head(above)
            if {over.low, parse.head(over).low} & apart:
                return None
            return replace(time, within=True) if time.earliest != time.latest else time
    return time
