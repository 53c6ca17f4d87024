"""Mentions inside mentions: the title and the name of a person, the state in a title or a group, the body of an organ.

"Foreign Minister Eide of Norway" is one person; inside it stand his title, his name and a state. A state that is only
a word of another name ("China Daily") is no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.mentions.names.flat import Flat
from verbale.mentions.names.index import Index, Name

ARTICLES = ("the ", "The ", "THE ")
SORTS = ("state", "body", "place")


def parts(text: str, flat: Flat, names: Index, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The mentions that stand inside the given ones and are not among them, in text order.

    text: the document's; flat: its text for matching; names: the index of known names.
    """
    known = {a.span for a in actors}
    found = []
    for a in actors:
        inner = tuple(_named(text, flat, names, a))
        found += [*_of_person(text, a, bool(inner)), *inner]
    first = {p.span: p for p in reversed(found) if p.span not in known}
    return tuple(sorted(first.values(), key=lambda a: (a.span.start, -a.span.end)))


def _of_person(text: str, a: Actor, named: bool) -> Iterator[Actor]:
    """The bare name of a person with a title; the title too, its article with it, where it names of whom."""
    if a.sort != "person" or a.title_span is None or a.name is None:
        return
    start = a.title_span.start
    start -= 4 if text[max(0, start - 4) : start].endswith(ARTICLES) else 0
    if named:
        yield replace(a, span=Span(start, a.title_span.end), form="title", name=None)
    yield replace(a, span=a.name, title=None, title_span=None)


def _named(text: str, flat: Flat, names: Index, a: Actor) -> Iterator[Actor]:
    """States, bodies and places that the words of a title, a group, a side or an organ name."""
    whole = a.title_span or a.span
    start, end = flat.forth(whole.start), flat.forth(whole.end - 1) + 1
    if a.sort in ("body", "instrument") and a.name == a.span:
        yield from _parent(flat, names, a, start, end)
        return
    sided = a.name is not None and a.name != a.span
    if not (a.title_span or a.sort == "group" or sided or _mission(a)):
        return
    for hit in names.find(flat.text[start:end]):
        span, name = flat.back(start + hit.start, start + hit.end), _sole(hit.names)
        if name is not None and span != a.span:
            yield _actor(span, a.line, name)


def _parent(flat: Flat, names: Index, a: Actor, start: int, end: int) -> Iterator[Actor]:
    """ "SCO Council of Heads of State": the acronym of a body that begins the name of its organ or agreement."""
    first = flat.text[start:end].split()[0]
    name = _sole(names.names.get(first, ()))
    if name is not None and name.form == "acronym" and start + len(first) < end and name.key not in a.ids:
        yield _actor(flat.back(start, start + len(first)), a.line, name)


def _mission(a: Actor) -> bool:
    """Whether an institution is a state's mission, whose name says whose and where."""
    return a.sort == "institution" and any(i.startswith("org:embassy-") for i in a.ids)


def _sole(names: Sequence[Name]) -> Name | None:
    """The one state, body or place that a name means beyond doubt."""
    known = {(n.key, n.sort): n for n in names if n.sort in SORTS}
    return next(iter(known.values())) if len(known) == 1 and not any(n.ambiguous for n in names) else None


def _actor(span: Span, line: int, name: Name) -> Actor:
    of = (name.state,) if name.sort == "place" and name.state else ()
    return Actor(span, line, name.sort, (name.key,), form=name.form, name=span, of=of)
