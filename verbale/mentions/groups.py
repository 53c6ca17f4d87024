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
from verbale.mentions.leaders import AFTER, candidates, leaders, led_by
from verbale.mentions.memory import Memory, acting, ahead, remember, settle, within
from verbale.mentions.mutual import broken, talk
from verbale.mentions.names.details import lapsed
from verbale.mentions.names.flat import lowered
from verbale.mentions.names.metonyms import read as metonym
from verbale.mentions.names.sides import bodied, forms, officed, publics, sided
from verbale.mentions.names.standing import standing
from verbale.mentions.parties import MEDIA, Scene
from verbale.mentions.view import View

LED = {"leaders": "leaders", "members": "members", "body-leaders": "leaders"}
PAST = "an office held before, whose holder is not named"
INNER, LEADERS = ("states", "members"), ("leaders", "body-leaders")


def find(view: View, found: Found, scene: Scene) -> tuple[Actor, ...]:
    """All actors: the named ones, and the groups and pronouns resolved on them, in text order."""
    by_line: dict[int, list[Actor]] = {}
    for a in found.actors:
        by_line.setdefault(a.line, []).append(a)
    memory = Memory(levels=_levels(view, found, scene.states), meets=_meets(view), parties=scene.parties)
    out: list[Actor] = []
    for line in view.lines:
        first = len(out)
        named = [metonym(a, line.parse, view.document.text, view.lexicon) for a in by_line.get(line.index, [])]
        here = bodied(view, line, publics(view, line, officed(view, line, sided(view, line, named))))
        for item in sorted([*here, *_open(view, line, here)], key=lambda a: (a.span.start, -a.span.end)):
            actor = (
                item if item.ids or item.candidates else _resolve(view, line, item, scene, memory, here, out[first:])
            )
            if actor is not None:
                out.append(actor)
                remember(line, actor, memory)
        out[first:] = [_led_to(view, line, a, out[first:]) for a in out[first:] if not _swallowed(a, out[first:])]
        settle(line, out[first:], memory)
    return tuple(out)


def _meets(view: View) -> frozenset[str]:
    """Bodies that the text names and whose members are known."""
    named = {n.key for h in view.hits for n in h.names if n.sort == "body"}
    return frozenset(b for b in named if view.facts.members(b, None))


def _levels(view: View, found: Found, states: dict[str, str]) -> dict[str, str]:
    """Office level of each person with a title."""
    out: dict[str, str] = {}
    for a in found.actors:
        if a.title_span and len(a.ids) == 1 and not lapsed(a):
            start, end = view.flat.forth(a.title_span.start), view.flat.forth(a.title_span.end)
            for t in view.titles_in(start, end)[:1]:
                leads = bool(set(t.leader_in) & {*a.of, states.get(a.ids[0], "")})
                out.setdefault(a.ids[0], HEADS[0] if leads else t.level)
    return out


def _open(view: View, line: Line, here: Sequence[Actor]) -> list[Actor]:
    """Group words, titles without a name, and pronouns of a line, not yet resolved."""
    taken = [a.span for a in here]
    found = standing(view, line, taken) + _groups(view, line, taken)
    covered = taken + [a.span for a in found]
    return found + _pronouns(view, line, covered)


def _groups(view: View, line: Line, taken: list[Span]) -> list[Actor]:
    words = forms(view.lexicon)
    start, end = view.bounds(line)
    low = lowered(view.flat.text[start:end])
    out: list[Actor] = []
    for s, minus, number in words.matcher.find(low):
        span = view.flat.back(start + s, start - minus)
        row = words.rows[words.forms[number]]
        outer = [a for a in out if a.span.contains(span) and words.rows[a.title or ""]["means"] in LEADERS]
        nested = row["means"] in INNER and any(a.span.end == span.end for a in outer)
        if any(span.overlaps(t) for t in [*taken, *(a.span for a in out if not nested)]):
            continue
        apart = view.flat.text[start - minus : start - minus + 4] == " of " and row["means"] in ("states", "body")
        if row["means"] in ("former", "last") and any(
            t.dep in ("amod", "compound") for t in line.parse or () if span.start < t.start < span.end
        ):
            continue  # "the former capital"
        capital = view.document.text[span.end - len(span.of(view.document.text).split()[-1])].isupper()
        if (row.get("first") and span.start != line.span.start) or (row.get("capital") and not capital):
            continue
        apart = apart and (row["means"] == "body" or "number" in row)  # "both sides of the river"
        if words.forms[number] not in words.pronouns and not apart:
            out.append(Actor(span, line.index, "group", form="group", title=words.forms[number]))
    return out


def _pronouns(view: View, line: Line, taken: list[Span]) -> list[Actor]:
    words, out = forms(view.lexicon), []
    for t in line.parse or ():
        stands = t.low in words.pronouns and t.tag in ("PRP", "PRP$") and not any(t.span.overlaps(s) for s in taken)
        stands = stands and not broken(line, t)
        if stands and not (t.low == "it" and t.dep in ("expl", "nsubj") and _expletive(line, t)):
            out.append(Actor(t.span, line.index, "group", form="pronoun", title=t.low))
    return out


def _expletive(line: Line, token: Token) -> bool:
    """ "It is important that …": "it" stands for nobody."""
    parse = line.parse
    if parse is None:
        return False
    head = parse.head(token)
    if head.lemma == "take" and not parse.kids(head, "dobj"):  # "as long as it takes"
        return True
    return (
        head.lemma in ("be", "seem", "become")
        and bool(parse.kids(head, "acomp", "attr"))
        and bool(parse.kids(head, "ccomp", "xcomp", "advcl"))
    )


# -- resolution --------------------------------------------------------------------------------------


def _resolve(
    view: View, line: Line, a: Actor, scene: Scene, memory: Memory, here: Sequence[Actor], done: Sequence[Actor]
) -> Actor | None:
    """The actor with its ids, or with the reason why it stays open; None where it stands for no actor at all."""
    words = forms(view.lexicon)
    if a.form == "title":
        held = _holder(view, line, a, scene, memory)
        beside = _apposed(line, a, here) if not any(i.startswith("person:") for i in held.ids) else ()
        return replace(held, ids=beside, reason=None, supplied=()) if beside else held
    if a.form == "pronoun":
        means = words.pronouns[a.title or ""]
        token = next((t for t in line.parse or () if t.span == a.span), None)
        inside = None
        if line.parse and token and means in ("thing", "several", "person"):
            inside = within(line.parse, token, done, means, words.reach)
        if inside is not None:
            return replace(a, title=None, ids=tuple(inside), members=_many(inside)) if inside else None
        if line.parse and token and means == "person" and (acts := acting(line.parse, token, done)):
            other = next((p.ids for p in reversed(memory.persons) if p.ids != acts), ())
            return replace(a, title=None, ids=other, reason=None if other else "no antecedent")
        if meant := talk(line, token, means, scene.pair, scene.speakers.get(line.turn, ()), view.lexicon):
            return replace(a, title=None, ids=meant, members=_many(meant))
        if means == "addressee":
            return None
        return _pronoun(line, a, means, scene, memory)
    row, spoken = words.rows[a.title or ""], scene.speakers.get(line.turn, ())
    if row["means"] in LED and (led := led_by(view, a, here, LED[row["means"]])):
        if "other" in (a.title or "").split() and (less := _apart_from(done, scene)):
            led = led[0], tuple(f"{i}-{less}" for i in led[1])
        memory.led = led[1] if row["means"] == "leaders" else memory.led
        return replace(a, span=led[0], title=None, ids=led[1], members=led[1])
    if row.get("of"):
        return None
    if row.get("together") and len(scene.issuers) > 1 and spoken == scene.issuers:
        return replace(a, title=None, ids=spoken, members=spoken)
    if row["means"] == "everyone":
        return replace(a, title=None, reason="everyone")
    if row["means"] == "theirs":
        return _theirs(line, a, scene, memory, done, words.reach)
    if "other" in (a.title or "").split():
        row = {**row, "other": True, "less": _apart_from(done, scene)}
    if row["means"] == "body":
        named = _named_body(view.lexicon, a, row, memory)
        return replace(a, title=None, ids=named) if named else None
    if row["means"] == "apposed":
        near = [b for b in done if len(b.ids) == 1 and b.sort == "state" and b.form != "demonym"]
        return replace(a, span=_with_body(view, a, here), title=None, ids=near[-1].ids) if near else None
    ids = GROUPS[row["means"]](row, scene, memory, line)
    if not ids:
        return replace(a, title=None, reason="no antecedent", candidates=candidates(view, row, scene))
    return replace(a, title=None, ids=ids, members=ids)


def _theirs(
    line: Line, a: Actor, scene: Scene, memory: Memory, done: Sequence[Actor], reach: frozenset[str]
) -> Actor | None:
    """ "their countries": the states of those whom "their" stands for."""
    token = next((t for t in line.parse or () if t.start == a.span.start), None)
    inside = within(line.parse, token, done, "several", reach) if line.parse and token else None
    ids = tuple(scene.states.get(i, i).replace("@leaders", "@members") for i in inside or memory.several)
    if not ids or any(i.startswith("person:") for i in ids):
        ids = scene.parties if len(scene.parties) > 1 else ()
    return replace(a, title=None, ids=ids, members=ids, reason=None if ids else "no antecedent")


def _named_body(lexicon: Lexicon, a: Actor, row: Entry, memory: Memory) -> tuple[str, ...]:
    """ "the organization", "this initiative": the body named last, for most words one whose name has the word."""
    word = (a.title or "").split()[-1]
    names = _body_words(lexicon)
    fits = [b for b in memory.bodies if row.get("any") or word in names.get(b, ())]
    return tuple(fits[-1:])


@lru_cache(maxsize=4)
def _body_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The words of each body's names, in lower case."""
    rows = lexicon.table("body")
    return {r["id"]: frozenset(w for p in r["names"] for f in variants(p) for w in f.casefold().split()) for r in rows}


def _with_body(view: View, a: Actor, here: Sequence[Actor]) -> Span:
    """The words up to the body that a role is in: "the chairing country of the bloc"."""
    text = view.document.text
    after = [b for b in here if b.sort == "body" and text[a.span.end : b.span.start].split() in AFTER]
    return Span(a.span.start, after[0].span.end) if after else a.span


def _holder(view: View, line: Line, a: Actor, scene: Scene, memory: Memory) -> Actor:
    """The person in the room who has the title, else the office holder at that date."""
    words = set((a.title or "").casefold().split())
    spoken = scene.speakers.get(line.turn, ())
    fits = [
        p
        for p in memory.persons
        if p.title
        and not lapsed(p)
        and words <= (titled := set(p.title.casefold().replace("-", " ").split())) | {"leader"}
        and not (titled - words) & forms(view.lexicon).lesser
        and (not a.of or scene.states.get(p.ids[0]) == a.of[0])
    ]
    if lapsed(a):
        return _before(a, words, memory)
    if "leader" in words and a.of:
        fits = [
            p for p in memory.persons if scene.states.get(p.ids[0]) == a.of[0] and memory.levels.get(p.ids[0]) in HEADS
        ]
    first = a.span.of(view.document.text).casefold().split()[0]
    addressed = a.title_span is not None and a.span.start < a.title_span.start and first in forms(view.lexicon).address
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


def _apposed(line: Line, a: Actor, here: Sequence[Actor]) -> tuple[str, ...]:
    """ "The Permanent Secretary of the Ministry of Works, Ana Lind, met …": the one person set beside the title."""
    head = line.parse.top(a.title_span or a.span) if line.parse else None
    inside = (
        [t for p in line.parse.kids(head, "prep") for t in line.parse.kids(p, "pobj")] if line.parse and head else []
    )
    beside = [t for h in (head, *inside) for t in line.parse.kids(h, "appos")] if line.parse and head else []
    over = {b.ids for t in beside for b in here if b.sort == "person" and len(b.ids) == 1 and b.span.overlaps(t.span)}
    return over.pop() if len(over) == 1 else ()


def _before(a: Actor, words: set[str], memory: Memory) -> Actor:
    """ "the former president": the one person of the text who held that office before."""
    held = {p.ids[0] for p in memory.persons if lapsed(p) and words <= set((p.title or "").casefold().split())}
    ids = tuple(held) if len(held) == 1 else ()
    return replace(a, ids=ids, of=(), title=None, title_span=None, reason=None if ids else PAST)


def _supplied(view: View, a: Actor, distinct: list[str]) -> Actor:
    at = view.flat.forth((a.title_span or a.span).start)
    level = next((t.level for t in view.titles_in(at, at + 1)), "")
    day = view.document.date.latest if view.document.date else None
    facts = view.facts.holders(level, a.of[0], day) if a.of and level and day else ()
    said = set((a.title or "").casefold().replace("-", " ").split())
    held = {
        f.subject
        for f in facts
        if level != "body-head" or said & set((f.value or "").casefold().replace("-", " ").split())
    }
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
    if memory.bodied and not number and not near and not scene.bodies:
        return (memory.bodied + "@members",)
    if memory.several and memory.body and not number:
        return memory.several
    if number and len(near) == number:
        return near
    if number and len(scene.parties) == number:
        return scene.parties
    if number and len(near) > number:
        return near[-number:]
    return (scene.parties if len(scene.parties) >= 2 else near) if not number else ()


def _ours(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    """ "our countries": those who issue a text together, else the two parties."""
    plain = all("@" in i or (i == scene.states.get(i, i) and len(i) == 3) for i in scene.issuers)
    joint = plain and (len(scene.issuers) > 1 or any("@" in i for i in scene.issuers))
    return scene.issuers if joint else _states({**row, "number": 2}, scene, memory, line)


def _members(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    if memory.body is None:
        return ()
    tail = "leaders" if row["means"] == "body-leaders" else "members"
    less = (row.get("less") or next(reversed(memory.states), None)) if row.get("other") else None
    return (f"{memory.body}@{tail}" + (f"-{less}" if less else ""),)


def _apart_from(done: Sequence[Actor], scene: Scene) -> str | None:
    """ "Kenya, together with other member states": the state named last before the words, or the person's."""
    named = [scene.states.get(i, i) for a in done if a.sort in ("state", "person") for i in a.ids]
    return next((i for i in reversed(named) if len(i) == 3), None)


def _reciprocal(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    return tuple(memory.states[-2:]) if len(memory.states) >= 2 else memory.several


def _last(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    return tuple(memory.states[-1:])


def _former(row: Entry, scene: Scene, memory: Memory, line: Line) -> tuple[str, ...]:
    return tuple(memory.states[:1]) if len(memory.states) == 2 else ()


GROUPS: dict[str, Any] = {
    "states": _states,
    "ours": _ours,
    "leaders": leaders,
    "members": _members,
    "body-leaders": _members,
    "reciprocal": _reciprocal,
    "last": _last,
    "former": _former,
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
        return replace(a, title=a.title, ids=ids, reason=None if ids else "no antecedent")
    return replace(a, title=a.title, ids=ids, members=_many(ids))


def _swallowed(a: Actor, here: Sequence[Actor]) -> bool:
    """Whether a body only says whose members a group is."""
    wider = (g for g in here if g.span.contains(a.span) and g.span != a.span)
    return a.sort == "body" and any(g.ids and a.ids and g.ids[0].startswith(f"{a.ids[0]}@") for g in wider)


def _many(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(ids) if len(ids) > 1 else ()


def _led_to(view: View, line: Line, a: Actor, here: Sequence[Actor]) -> Actor:
    """A pronoun that leads its sentence, settled on the subject that follows it."""
    if a.form != "pronoun":
        return a
    means = forms(view.lexicon).pronouns.get(a.title or "", "")
    token = next((t for t in line.parse or () if t.span == a.span), None)
    if line.parse and token and means in ("thing", "several", "person") and a.title:
        before = [b for b in here if b.span.end <= a.span.start]
        if not before and (ids := ahead(line.parse, token, here, means)):
            return replace(a, title=None, ids=ids, members=_many(ids), reason=None)
    return replace(a, title=None)
