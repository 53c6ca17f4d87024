"""Who a document is between, who speaks in each turn, and in whose name.

Parties come from the title, the publisher, the speakers and the first paragraphs, in that order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from verbale.core.line import Turn
from verbale.core.mention import Actor
from verbale.lexicon import Lexicon, vocabulary
from verbale.mentions.actors import HEADS, Found, is_role_label, strip_titles
from verbale.mentions.mutual import pair
from verbale.mentions.names.behind import apposed, organ
from verbale.mentions.names.details import lapsed
from verbale.mentions.names.flat import flat
from verbale.mentions.names.index import index
from verbale.mentions.names.titles import SENT, titles
from verbale.mentions.orator import orator
from verbale.mentions.view import View

MEDIA = "media"
FIRST = 3  # blocks that introduce a document
OPENING = 4  # words of a title that say what a text is
QUOTES = '"“”»'
NAMED_AFTER = re.compile(r",\s+(?:[Tt]he\s+)?([A-Z][\w'’&.-]*\s+(?:[a-z]{2,3}\s+)?[A-Z])")


@dataclass(frozen=True, slots=True)
class Scene:
    """parties: ids in order of naming. issuers: in whose name the running text speaks. speakers: ids by turn,
    the person first, then the state or body spoken for. bodies: the parties that act through members.
    heads: the persons who lead the parties, by first mention. pair: the two states whose persons speak in turns."""

    parties: tuple[str, ...]
    issuers: tuple[str, ...]
    speakers: dict[int, tuple[str, ...]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()


def scene(view: View, found: Found, joint: frozenset[str]) -> Scene:
    """The scene of a document. `joint`: words that mark a text issued together (lexicon)."""
    together = _together(view, joint)
    states = person_states(view, found, together)
    parties = _parties(view, found, states)
    issuers = orator(view, found, states) or _issuers(view, parties, joint)
    speakers = {t.index: _speaker(view, t, found, states, issuers) for t in view.turns}
    bodies = tuple(p for p in parties if _many(view, p))
    two = pair(view.turns, speakers, frozenset(vocabulary(view.lexicon, "state", "id")), view.lexicon)
    return Scene(parties, issuers, speakers, states, bodies, _heads(view, found, states, parties), two)


def _heads(view: View, found: Found, states: dict[str, str], parties: tuple[str, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for a in found.actors:
        if a.title_span and len(a.ids) == 1 and states.get(a.ids[0]) in parties and not lapsed(a):
            at = view.flat.forth(a.title_span.start)
            levels = {t.level for t in view.titles_in(at, view.flat.forth(a.title_span.end))}
            out += [a.ids[0]] if levels & set(HEADS) else []
    return tuple(dict.fromkeys(out))


def person_states(view: View, found: Found, joint: bool = False) -> dict[str, str]:
    """The state or body each person holds office for: from the title, the facts, or the sentence."""
    out: dict[str, str] = {}
    for a in found.actors:
        if a.sort == "person" and len(a.ids) == 1 and a.of and not a.of[0].startswith("org:"):
            out.setdefault(a.ids[0], a.of[0])
    at = view.document.date.latest if view.document.date else None
    for person in dict.fromkeys(a.ids[0] for a in found.actors if a.sort == "person" and len(a.ids) == 1):
        held = () if person in out else view.facts.offices_of(person, at) or view.facts.offices_of(person, None)
        if len({f.object for f in held}) == 1:
            out[person] = held[0].object
    for a in found.actors:
        if (
            a.sort == "person"
            and a.title
            and len(a.ids) == 1
            and not a.of
            and a.ids[0] not in out
            and not _headed(view, found, a)
            and (state := _beside(view, found, a, joint, out))
        ):
            out[a.ids[0]] = state
    return out


def _headed(view: View, found: Found, person: Actor) -> bool:
    """ "Eva Dahl, President, Harbour Rowing Club": after or in such a title stands whose office it is."""
    if not set((person.title or "").split()).isdisjoint(vocabulary(view.lexicon, "office-thing", "apart")):
        return True  # "Director of the Harbour Foundation"
    if not apposed(person) or person.title_span is None:
        return False
    after = NAMED_AFTER.match(view.document.text, person.title_span.end)
    if after is None or any(a.span.start == after.start(1) for a in found.row(person.line) if a.sort == "person"):
        return False
    start = view.flat.forth(after.start(1))
    if organ(view, view.document.text[after.start(1) : person.title_span.end + 60].partition(",")[0]):
        return False
    return not view.titles_in(start, start + 1)


def _beside(view: View, found: Found, person: Actor, joint: bool, known: Mapping[str, str]) -> str | None:
    """The state of a title that names none: "President X of Zambia"; the side or subject that a list of persons
    follows; for a head of state the one foreign state of the sentence; else the publisher's, in a text of its own."""
    row = found.row(person.line)
    near = [a for a in row if _state(a)]
    after = view.document.text[person.span.end : person.span.end + 12].split()
    if after[:1] == ["of"] and (follows := [a for a in near if 0 < a.span.start - person.span.end <= 8]):
        return _state(follows[0])
    if sides := [
        a for a in near if a.span.end < person.span.start and _is_side(view, a) and not _apart(view, a, person)
    ]:
        return _state(sides[-1])
    if listed := _of_the_list(view, found, person, known):
        return listed
    start = view.flat.forth(person.span.start)
    levels = {t.level for t in view.titles_in(start, view.flat.forth(person.span.end))}
    publisher = _publisher(view)
    foreign = {_state(a) for a in near if not (_anothers(view, found, a, person) or _venue(view, a))} - {publisher}
    first = next((a for a in row if a.sort == "person"), person)
    if levels & {*HEADS, "foreign-minister"} and len(foreign) == 1 and first.ids != person.ids:
        return foreign.pop()
    if _hosting(view, row, person):
        return publisher
    if foreign - {None} and first.ids != person.ids:  # somebody beside a foreign state need not be the publisher's
        return None
    receiving = levels & set(SENT) and publisher in {_state(a) for a in near if person.span.contains(a.span)}
    called = _called(view, person)
    return None if levels & set(HEADS) or joint or receiving or called else publisher


def _called(view: View, person: Actor) -> bool:
    """ "Your Excellency Chief Justice X" on a line of its own: a guest who is greeted."""
    line = view.lines[person.line]
    lead = view.document.text[line.span.start : person.span.start].strip().casefold()
    return line.kind == "heading" and any(lead.endswith(w) for w in vocabulary(view.lexicon, "side", "greets"))


def _hosting(view: View, row: Sequence[Actor], person: Actor) -> bool:
    """ "Remarks by Vice President Lind and Prime Minister Ruiz of Peru": who stands first in such a title without a
    state of his own, where the next has his behind his name, is the publisher's."""
    kind = f"{view.document.genre or ''} {' '.join((view.document.title or '').split()[:2])}".casefold()
    if person.line or not any(w in kind for w in vocabulary(view.lexicon, "spoken-genre", "words")):
        return False
    people = [a for a in row if a.sort == "person" and a.title]
    others = [a for a in people if a is not person]
    return people[:1] == [person] and bool(others) and all(a.of or _followed(row, a) for a in others)


def _followed(row: Sequence[Actor], person: Actor) -> bool:
    return any(0 < a.span.start - person.span.end <= 8 for a in row if a.sort == "state")


def _apart(view: View, side: Actor, person: Actor) -> bool:
    """ "The delegation, together with Minister X": who is met or joined does not belong to the side; nor who speaks
    after its words are quoted."""
    between = view.document.text[side.span.end : person.span.start]
    return "with" in between.split() or any(c in between for c in QUOTES)


def _venue(view: View, place: Actor) -> bool:
    """ "received the minister in Apia": a town where people meet says nothing of whose they are."""
    before = view.document.text[max(0, place.span.start - 8) : place.span.start].split()[-1:]
    return place.sort == "place" and bool(before) and before[0].casefold() in vocabulary(view.lexicon, "venue", "words")


def _state(actor: Actor) -> str | None:
    """The state an actor is, or a place lies in."""
    held = actor.ids if actor.sort == "state" else actor.of if actor.sort == "place" else ()
    return held[0] if held else None


def _anothers(view: View, found: Found, state: Actor, person: Actor) -> bool:
    """A state that stands in another person's title or right after his name ("Prime Minister Lind of Norway")."""
    others = (a for a in found.row(person.line) if a.sort == "person" and a is not person)
    return any(o.span.contains(state.span) or 0 < state.span.start - o.span.end <= 8 for o in others)


def _of_the_list(view: View, found: Found, person: Actor, known: Mapping[str, str]) -> str | None:
    """ "President X was accompanied by A, B and C": three persons or more belong to the sentence's first party."""
    row = found.row(person.line)
    people = [a for a in row if a.sort == "person" and a.title]
    first = row[0]
    if len(people) < 4 or first is person or not people.index(person):
        return None
    lead = view.document.text[first.span.end : people[people[0] is first].span.start].casefold()
    if not any(w in lead for w in vocabulary(view.lexicon, "side", "led")):
        return None  # "President X received A, B and C": those are another's
    until = people[people[0] is first].span.start
    other = [a for a in row if a.sort == "state" and first.span.end < a.span.start < until and not _placed(view, a)]
    if other:  # "President X received a delegation from Peru led by A, B and C"
        return _state(other[-1])
    held = known.get(first.ids[0]) if first.sort == "person" and len(first.ids) == 1 else None
    return _state(first) or (held if held in vocabulary(view.lexicon, "state", "id") else None)


def _placed(view: View, state: Actor) -> bool:
    """ "was accompanied in Peru by": where something happens."""
    before = view.document.text[max(0, state.span.start - 12) : state.span.start].casefold().split()
    return not vocabulary(view.lexicon, "venue", "words").isdisjoint(before)


def _is_side(view: View, actor: Actor) -> bool:
    """ "the German delegation", "from the U.S. side": who follows belongs to it."""
    after = view.document.text[actor.span.end : actor.span.end + 24].split()[:1]
    return bool(after) and after[0].strip(",.;:") in vocabulary(view.lexicon, "side", "team")


def _publisher(view: View) -> str | None:
    """The publisher, where it is a state or a body that the lexicon knows."""
    named, known = view.document.publisher, view.lexicon
    return named if named in vocabulary(known, "state", "id") or named in vocabulary(known, "body", "id") else None


def _parties(view: View, found: Found, states: dict[str, str]) -> tuple[str, ...]:
    """Parties from the heading; where it names fewer than two, from the publisher, the first paragraphs, all of it."""
    named = _titled_parties(view, found, states)
    if len(named) >= 2 or any(_many(view, n) for n in named):
        return tuple(named)
    own = _publisher(view)
    named = list(dict.fromkeys([*named, *([own] if own else [])]))
    first = [a for a in found.actors if view.lines[a.line].block < FIRST]
    for more in (_ids(first, states), _frequent(found, states)):
        named += [i for i in more if i not in named and (len(i) == 3 or not named)][: 2 - len(named)]
    return tuple(named)


def _titled_parties(view: View, found: Found, states: dict[str, str]) -> list[str]:
    """States and bodies of the first line, names inside longer names too, what it is "on" left out where it can be."""
    if not view.lines:
        return []
    line = view.lines[0]
    title = view.document.title
    if title and title.casefold().split()[:4] != line.span.of(view.document.text).casefold().split()[:4]:
        hits = index(view.lexicon, view.facts).find(flat(title).text)
        return list(dict.fromkeys(n.key for h in hits for n in h.names[:1] if n.sort in ("state", "body") and n.key))
    topic = min(
        (
            i
            for w in vocabulary(view.lexicon, "title-topic", "words")
            if (i := view.document.text.find(f" {w} ", line.span.start, line.span.end)) > 0
        ),
        default=line.span.end,
    )
    pairs = [(a.span.start, i) for a in found.actors if a.line == line.index for i in _ids([a], states)]
    for hit in view.hits_in(*view.bounds(line)):
        at = view.flat.back(hit.start, hit.end).start
        pairs += [(at, n.key) for n in hit.names[:1] if n.sort in ("state", "body") and n.key]
    held = vocabulary(view.lexicon, "state", "id")
    pairs = [(at, i) for at, i in sorted(pairs) if i in held or not _between(view, at, i)]
    before = list(dict.fromkeys(i for at, i in pairs if at < topic))
    return before or list(dict.fromkeys(i for _, i in pairs))


def _between(view: View, at: int, body: str) -> bool:
    """ "the Peru-Chile Border Commission": a body between two states named before it is no party beside them."""
    start = view.flat.forth(at)
    before = [h for h in view.hits_in(max(0, start - 80), start) if h.names[0].sort == "state"][-2:]
    if len(before) < 2 or view.flat.text[before[1].end : start].strip():
        return False
    return view.flat.text[before[0].end : before[1].start].strip() in ("-", "–", "/", "and") and not _many(view, body)


def _frequent(found: Found, states: dict[str, str]) -> list[str]:
    common = Counter(i for a in found.actors for i in _ids([a], states))
    return [k for k, _ in sorted(common.items(), key=lambda p: (-p[1], p[0]))]


def _ids(actors: Sequence[Actor], states: dict[str, str]) -> list[str]:
    out: list[str] = []
    for a in actors:
        if a.sort == "state" and a.ids:
            out.append(a.ids[0])
        elif a.sort == "person" and len(a.ids) == 1 and a.ids[0] in states:
            out.append(states[a.ids[0]])
        elif a.sort == "body" and a.form in ("name", "acronym") and a.ids and a.ids[0].isupper():
            out.append(a.ids[0])
    return list(dict.fromkeys(out))


def _issuers(view: View, parties: tuple[str, ...], joint: frozenset[str]) -> tuple[str, ...]:
    if _together(view, joint) and (len(parties) > 1 or any(_many(view, p) for p in parties)):
        return tuple(p + "@members" if _many(view, p) else p for p in parties)
    own = _publisher(view)
    return (own,) if own else ()


def _together(view: View, joint: frozenset[str]) -> bool:
    """Whether a text is issued together. A fact sheet, a readout or a press release is the publisher's own, whatever
    it tells of, unless it calls itself a joint one ("Joint Readout of …")."""
    own = "|".join(sorted(map(re.escape, vocabulary(view.lexicon, "own-genre", "words")), key=len, reverse=True))
    title, genre = (view.document.title or "").casefold(), (view.document.genre or "").casefold()
    if named := re.search(rf"\b(?:{own})\b", title[:60]):
        return any(w in title[: named.end()] for w in joint)
    if re.search(rf"\b(?:{own})\b", genre) and not any(w in genre for w in joint):
        return any(re.search(rf"\b{re.escape(w)}\b", " ".join(title.split()[:OPENING])) for w in joint)
    return any(w in _heading(view) for w in joint)


def _heading(view: View) -> str:
    """Genre and the start of the title, where a text says that it is issued together; what somebody only says
    ("Remarks … at the launch of a joint declaration") is not."""
    genre = (view.document.genre or "").casefold()
    if any(w in genre for w in vocabulary(view.lexicon, "spoken-genre", "words")) and "joint" not in genre:
        return genre
    return f"{genre} {(view.document.title or '')[:60]}".casefold()


def _many(view: View, party: str) -> bool:
    """Whether a body stands for its members in a text they issue."""
    return bool(view.facts.members(party, None)) and party not in vocabulary(view.lexicon, "state", "id")


def _speaker(view: View, turn: Turn, found: Found, states: dict[str, str], issuers: tuple[str, ...]) -> tuple[str, ...]:
    if turn.label:
        return _labelled(view, turn.label, found, states)
    if turn.role == "question":
        return (MEDIA,)
    if turn.role == "answer":
        return _interviewee(view, turn, found, states)
    return issuers


def _labelled(view: View, label: str, found: Found, states: dict[str, str]) -> tuple[str, ...]:
    if is_role_label(label, view.lexicon):
        return () if label.casefold() in _unheard(view.lexicon) else (MEDIA,)
    tools = titles(view.lexicon)
    name = strip_titles(label, tools.vocabulary | tools.honorifics)
    titled = _as_titled(label, name, found) if name and " " not in name else ()
    ids = titled or (found.cast.of(name) if name else _titled(view, label, found, states))
    if len(ids) == 1 and "-" not in ids[0].split(":")[-1]:
        ids = _fuller(ids[0], found, states, view) or ids
    if len(ids) != 1:
        return ()
    return (ids[0], states[ids[0]]) if ids[0] in states else ids


def _as_titled(label: str, name: str, found: Found) -> tuple[str, ...]:
    """ "PRESIDENT VIK": the one person of that name whom the text calls by that title."""
    words = set(label.casefold().replace(name.casefold(), "").split())
    named = (a for a in found.actors if a.sort == "person" and a.title and len(a.ids) == 1)
    fits = [a for a in named if words and words <= set((a.title or "").casefold().split())]
    ids = dict.fromkeys(a.ids[0] for a in fits if name.casefold() in a.ids[0].split(":")[-1].split("-"))
    return tuple(ids) if len(ids) == 1 else ()


@lru_cache(maxsize=4)
def _unheard(lexicon: Lexicon) -> frozenset[str]:
    """Labels of those who lend their voice to somebody else."""
    rows = (r for r in lexicon.table("speaker-label") if r.get("by") == "interpreter")
    return frozenset(f.casefold() for r in rows for f in r["forms"])


def _fuller(key: str, found: Found, states: dict[str, str], view: View) -> tuple[str, ...]:
    """The one person of the text whose name has a label's single word, else the publisher's own head."""
    word = key.split(":")[-1]
    known = dict.fromkeys(
        i for a in found.actors if a.sort == "person" for i in a.ids if word in i.split(":")[-1].split("-") and i != key
    )
    own = _publisher(view)
    day = view.document.date.latest if view.document.date else None
    held = {f.subject for level in HEADS[:2] for f in (view.facts.holders(level, own, day) if own else ())}
    return tuple(known)[:1] or tuple(p for p in held if word in p.split(":")[-1].split("-"))


def _titled(view: View, label: str, found: Found, states: dict[str, str]) -> tuple[str, ...]:
    """ "THE PRESIDENT": the publisher's own holder of that title in the text."""
    words = set(label.casefold().split()) - {"the"}
    held = [a.ids[0] for a in found.actors if a.title and len(a.ids) == 1 and words <= set(a.title.casefold().split())]
    own = [p for p in held if states.get(p) == _publisher(view)]
    return tuple(dict.fromkeys(own or held))[:1]


def _interviewee(view: View, turn: Turn, found: Found, states: dict[str, str]) -> tuple[str, ...]:
    """Answers without a label are by the first person with an office in what introduces the conversation."""
    first = next((t for t in view.turns if t.role != "text"), turn)
    for a in found.actors:
        if a.sort == "person" and a.title and len(a.ids) == 1 and a.span.end <= first.span.start:
            return (a.ids[0], states[a.ids[0]]) if a.ids[0] in states else (a.ids[0],)
    return ()
