"""Groups and pronouns: "the two sides", "member states", "the Minister", "we", "it", each to its members.

Read left to right, nearest and subject first. What cannot be settled keeps its candidates and the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from verbale.core.line import Line, Token
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, variants
from verbale.mentions.actors import HEADS, Found
from verbale.mentions.memory import Memory, remember, settle
from verbale.mentions.names.flat import lowered
from verbale.mentions.names.matcher import Matcher
from verbale.mentions.parties import MEDIA, Scene
from verbale.mentions.view import View


class _Forms:
    """Group words and pronouns of a lexicon, found at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.rows: dict[str, Entry] = {}
        for row in lexicon.table("group"):
            for form in (f for p in row["patterns"] for f in variants(p)):
                self.rows.setdefault(form.casefold(), row)
        self.pronouns = {f: row["means"] for row in lexicon.table("pronoun") for f in row["forms"]}
        self.forms = sorted(self.rows)
        self.matcher = Matcher(self.forms)
        sides = lexicon.table("side")
        self.after = frozenset(w for r in sides for w in r["after"])
        self.before = tuple(w for r in sides for w in r["before"])


@lru_cache(maxsize=4)
def forms(lexicon: Lexicon) -> _Forms:
    return _Forms(lexicon)


def find(view: View, found: Found, scene: Scene) -> tuple[Actor, ...]:
    """All actors: the named ones, and the groups and pronouns resolved on them, in text order."""
    by_line: dict[int, list[Actor]] = {}
    for a in found.actors:
        by_line.setdefault(a.line, []).append(a)
    memory = Memory(levels=_levels(view, found, scene.states))
    out: list[Actor] = []
    for line in view.lines:
        first = len(out)
        here = _sided(view, line, by_line.get(line.index, []))
        for item in sorted([*here, *_open(view, line, here)], key=lambda a: (a.span.start, -a.span.end)):
            actor = item if item.ids or item.candidates else _resolve(view, line, item, scene, memory, here)
            out.append(actor)
            remember(line, actor, memory)
        settle(line, out[first:], memory)
    return tuple(out)


def _levels(view: View, found: Found, states: dict[str, str]) -> dict[str, str]:
    """Office level of each person with a title."""
    out: dict[str, str] = {}
    for a in found.actors:
        if a.title_span and len(a.ids) == 1:
            start, end = view.flat.forth(a.title_span.start), view.flat.forth(a.title_span.end)
            for t in view.titles_in(start, end)[:1]:
                leads = bool(set(t.leader_in) & {*a.of, states.get(a.ids[0], "")})
                out.setdefault(a.ids[0], HEADS[0] if leads else t.level)
    return out


def _sided(view: View, line: Line, here: list[Actor]) -> list[Actor]:
    """ "the Kazakh side", "the Government of Chile": the mention covers the words around the name."""
    words, text = forms(view.lexicon), view.document.text
    out = []
    for a in here:
        if a.sort == "state" and (new := _side(text, line, a, words)):
            a = replace(a, span=new, form="group" if a.form == "demonym" else a.form)
        out.append(a)
    return out


def _side(text: str, line: Line, a: Actor, words: _Forms) -> Span | None:
    tail = text[a.span.end : min(line.span.end, a.span.end + 30)]
    after = tail.split()[:1]
    start, end = a.span.start, a.span.end
    if (
        after
        and tail[:1].isspace()
        and after[0].strip(".,;:").casefold() == after[0].strip(".,;:")
        and after[0].strip(".,;:") in words.after
    ):
        end = a.span.end + tail.find(after[0]) + len(after[0].rstrip(".,;:"))
    before = text[max(line.span.start, start - 40) : start].casefold()
    cue = next((b for b in words.before if before.endswith(b + " ") or before.endswith(b + " the ")), None)
    start = start - len(before) + before.rfind(cue) if cue else start
    return Span(start, end) if (start, end) != (a.span.start, a.span.end) else None


def _open(view: View, line: Line, here: Sequence[Actor]) -> list[Actor]:
    """Group words, titles without a name, and pronouns of a line, not yet resolved."""
    taken = [a.span for a in here]
    found = _titles(view, line, taken) + _groups(view, line, taken)
    covered = taken + [a.span for a in found]
    return found + _pronouns(view, line, covered)


def _groups(view: View, line: Line, taken: list[Span]) -> list[Actor]:
    words = forms(view.lexicon)
    start, end = view.bounds(line)
    low = lowered(view.flat.text[start:end])
    out: list[Actor] = []
    for s, minus, number in words.matcher.find(low):
        span = view.flat.back(start + s, start - minus)
        if any(span.overlaps(t) for t in [*taken, *(a.span for a in out)]):
            continue
        row = words.rows[words.forms[number]]
        apart = view.flat.text[start - minus : start - minus + 4] == " of " and row["means"] == "states"
        if words.forms[number] not in words.pronouns and not (apart and row.get("number")):  # "both sides of the river"
            out.append(Actor(span, line.index, "group", form="group", title=words.forms[number]))
    return out


def _titles(view: View, line: Line, taken: list[Span]) -> list[Actor]:
    """ "the Minister", "the Chinese leader", "Mr. Ambassador": a title that stands for its holder."""
    out = []
    start, end = view.bounds(line)
    for t in view.titles_in(start, end):
        if t.plural or t.needs_name:
            continue
        span = view.flat.back(t.start, t.end)
        if any(span.overlaps(s) and not s.end <= span.start for s in taken if s.contains(span)):
            continue
        lead = view.document.text[max(line.span.start, span.start - 40) : span.start]
        if not _definite(lead, view, span, taken):
            continue
        of = _state_of(view, line, span, taken)
        out.append(
            Actor(span, line.index, "person", form="title", title=span.of(view.document.text), title_span=span, of=of)
        )
    return out


def _definite(lead: str, view: View, span: Span, taken: list[Span]) -> bool:
    words = lead.casefold().split()
    capital = view.document.text[span.start].isupper()
    return bool(words) and (
        words[-1] in ("the", "mr.", "mr", "madam", "mrs.", "ms.")
        or (len(words) > 1 and words[-2] == "the")
        or (capital and words[-1].endswith(("'s", "’s")))
    )


def _state_of(view: View, line: Line, span: Span, taken: list[Span]) -> tuple[str, ...]:
    """The state or body beside a title: "the Chinese leader", "the President of Chile"."""
    around = view.flat.forth(span.start)
    for hit in view.hits_in(max(0, around - 120), around + len(span) + 12):
        at = view.flat.back(hit.start, hit.end)
        near = 0 <= span.start - at.end <= 2 or 0 <= at.start - span.end <= 8
        states = [n.key for n in hit.names if n.sort in ("state", "body")]
        if near and len(states) == 1 and line.span.contains(at):
            return (states[0],)
    return ()


def _pronouns(view: View, line: Line, taken: list[Span]) -> list[Actor]:
    words, out = forms(view.lexicon), []
    for t in line.parse or ():
        stands = t.low in words.pronouns and t.tag in ("PRP", "PRP$") and not any(t.span.overlaps(s) for s in taken)
        if stands and not (t.low == "it" and t.dep in ("expl", "nsubj") and _expletive(line, t)):
            out.append(Actor(t.span, line.index, "group", form="pronoun", title=t.low))
    return out


def _expletive(line: Line, token: Token) -> bool:
    """ "It is important that …": "it" stands for nobody."""
    parse = line.parse
    if parse is None:
        return False
    head = parse.head(token)
    return (
        head.lemma in ("be", "seem", "become")
        and bool(parse.kids(head, "acomp", "attr"))
        and bool(parse.kids(head, "ccomp", "xcomp", "advcl"))
    )


# -- resolution --------------------------------------------------------------------------------------


def _resolve(view: View, line: Line, a: Actor, scene: Scene, memory: Memory, here: Sequence[Actor]) -> Actor:
    words = forms(view.lexicon)
    if a.form == "title":
        return _holder(view, line, a, scene, memory)
    if a.form == "pronoun":
        return _pronoun(line, a, words.pronouns[a.title or ""], scene, memory)
    row = words.rows[a.title or ""]
    if row["means"] == "leaders" and (led := _led(view, a, here)):
        return replace(a, title=None, ids=led, members=led)
    if "other" in (a.title or "").split():
        row = {**row, "other": True}
    ids = GROUPS[row["means"]](row, scene, memory, line)
    if not ids:
        return replace(a, title=None, reason="no antecedent", candidates=scene.parties)
    return replace(a, title=None, ids=ids, members=ids)


def _led(view: View, a: Actor, here: Sequence[Actor]) -> tuple[str, ...]:
    """ "the leaders of the GCC member states", "the presidents of Chile and Peru": of whom they are leaders."""
    text = view.document.text
    if " ".join(text[a.span.end : a.span.end + 8].split()[:1]) != "of":
        return ()
    after = [b for b in here if b.span.start >= a.span.end and b.sort in ("state", "body") and b.ids]
    near = [b for b in after[:1] if b.span.start - a.span.end <= 12]
    second = [
        b for b in after[1:2] if near and text[near[0].span.end : b.span.start].strip() in ("and", "and the", ",")
    ]
    return tuple(i + "@leaders" if b.sort == "body" else i for b in (*near, *second) for i in b.ids)


def _holder(view: View, line: Line, a: Actor, scene: Scene, memory: Memory) -> Actor:
    """The person in the room who has the title, else the office holder at that date."""
    words = set((a.title or "").casefold().split())
    spoken = scene.speakers.get(line.turn, ())
    fits = [
        p
        for p in memory.persons
        if p.title
        and words <= set(p.title.casefold().split()) | {"leader"}
        and (not a.of or scene.states.get(p.ids[0]) == a.of[0])
    ]
    if "leader" in words and a.of:
        fits = [
            p for p in memory.persons if scene.states.get(p.ids[0]) == a.of[0] and memory.levels.get(p.ids[0]) in HEADS
        ]
    addressed = view.document.text[max(0, a.span.start - 5) : a.span.start].casefold().strip() in (
        "mr.",
        "mr",
        "mrs.",
        "ms.",
        "adam",
    )
    if addressed and line.role == "question":
        answer = next(
            (scene.speakers[t.index] for t in view.turns if t.answers == line.turn and scene.speakers.get(t.index)), ()
        )
        if answer:
            return replace(a, ids=answer[:1])
    distinct = list(dict.fromkeys(p.ids[0] for p in reversed(fits) if not (addressed and p.ids[0] in spoken)))
    if memory.person in distinct:  # the subject of the sentence before comes first
        distinct.sort(key=lambda p: p != memory.person)
    if distinct and (len(distinct) == 1 or not a.of):
        return replace(a, ids=(distinct[0],))
    return _supplied(view, a, distinct)


def _supplied(view: View, a: Actor, distinct: list[str]) -> Actor:
    at = view.flat.forth(a.span.start)
    level = next((t.level for t in view.titles_in(at, at + 1)), "")
    day = view.document.date.latest if view.document.date else None
    held = {f.subject for f in view.facts.holders(level, a.of[0], day)} if a.of and level and day else set()
    if len(held) == 1:
        return replace(a, ids=(held.pop(),), supplied=("id",))
    if distinct:
        return replace(a, ids=tuple(distinct[:1]), candidates=tuple(distinct[1:]))
    if a.of:
        return replace(a, ids=a.of, reason="the holder is not named; what the office is of stands")
    return replace(a, reason="no holder in the text")


def _states(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    number = row.get("number", 0)
    near = tuple(memory.states)
    if memory.several and memory.body and not number:
        return memory.several
    if number and len(near) == number:
        return near
    if number and len(scene.parties) == number:
        return scene.parties
    if number and len(near) > number:
        return near[-number:]
    return (scene.parties if len(scene.parties) >= 2 else near) if not number else ()


def _leaders(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    number = row.get("number", 0)
    heads = list(dict.fromkeys(p.ids[0] for p in memory.persons if memory.levels.get(p.ids[0]) in HEADS))
    titled = list(dict.fromkeys(p.ids[0] for p in memory.persons if p.ids[0] in memory.levels))
    people = heads if len(heads) >= max(number, 1) else titled
    by_state = {scene.states.get(p, p): p for p in reversed(people)}
    kept = [
        p
        for p in people
        if by_state.get(scene.states.get(p, p)) == p
        and (not number or scene.states.get(p) in scene.parties or len(people) <= number)
    ]
    if not number and scene.bodies:
        return (*scene.heads[:1], *(b + "@leaders" for b in scene.bodies))
    if number and len(kept) >= number:
        return tuple(kept[:number])
    return tuple(kept) if not number and len(kept) > 1 else ()


def _members(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    if memory.body is None:
        return ()
    tail = "leaders" if row["means"] == "body-leaders" else "members"
    less = memory.states[-1] if memory.states and (row.get("other") or "other" in str(row)) else None
    return (f"{memory.body}@{tail}" + (f"-{less}" if less and row.get("other") else ""),)


def _reciprocal(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    return tuple(memory.states[-2:]) if len(memory.states) >= 2 else memory.several


def _last(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    return tuple(memory.states[-1:])


GROUPS: dict[str, Any] = {
    "states": _states,
    "leaders": _leaders,
    "members": _members,
    "body-leaders": _members,
    "reciprocal": _reciprocal,
    "last": _last,
}


def _pronoun(line: Line, a: Actor, means: str, scene: Scene, memory: Memory) -> Actor:
    spoken = scene.speakers.get(line.turn, ()) or scene.issuers
    ids: tuple[str, ...] = ()
    if means == "speakers":
        ids = tuple(s for s in spoken if not s.startswith("person:")) or spoken
    elif means == "speaker":
        ids = spoken[:1]
    elif means == "person":
        ids = (memory.person,) if memory.person else ()
    elif means == "thing":
        ids = (memory.thing,) if memory.thing else ()
    elif means == "several":
        ids = memory.several
    if not ids or (ids == (MEDIA,) and means == "speakers"):
        return replace(a, title=None, ids=ids, reason=None if ids else "no antecedent")
    return replace(a, title=None, ids=ids, members=ids if len(ids) > 1 else ())
