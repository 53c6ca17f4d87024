"""What stands behind a title that follows a name: "Dr Eva Dahl, Vice Chairman, Nordic Council of Shipping"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verbale.core.mention import Actor
from verbale.lexicon import vocabulary
from verbale.mentions.names.titles import titles
from verbale.mentions.view import View

FURTHER = re.compile(r",\s+((?!\s)[^,;.()\n]+)(?=,)")
"""A second office between the first and whose they are: ", Minister for Industry, Peru"."""
MORE = re.compile(r"[^\S\n]+([a-z]+)[^\S\n]+[A-Z]")
GOES_ON, ENDS = re.compile(r"[\w-]|[^\S\n]+[A-Z]"), re.compile(r"[^\S\n]*(?:[,;.)]|$)", re.MULTILINE)


def of_body(view: View, a: Actor, things: Sequence[Actor]) -> Actor:
    """ "Dr Eva Dahl, Vice Chairman, Nordic Council of Shipping": whose office it is stands after the title."""
    if a.of or not apposed(a) or a.title_span is None:
        return a
    end = a.title_span.end
    while (more := FURTHER.match(view.document.text, end)) and _office_at(view, more.start(1)):
        end = more.end()
    after = re.compile(r",\s+(?:[Tt]he\s+)?").match(view.document.text, end)
    near = (t for t in things if t.sort in ("institution", "body", "state") and len(t.ids) == 1 and t.line == a.line)
    body = next((t for t in near if after and after.end() == t.span.start), None)
    if body is None or _goes_on(view, body.span.end) or organ(view, body.span.of(view.document.text)):
        return a
    listed = body.sort != "state" or ENDS.match(view.document.text, body.span.end)
    return replace(a, of=body.ids) if listed else a


def organ(view: View, name: str) -> bool:
    """Whether a name is that of an organ of a state: "Ministry of Law"."""
    return not set(name.split()).isdisjoint(vocabulary(view.lexicon, "office-thing", "organs"))


def _goes_on(view: View, at: int) -> bool:
    """Whether a name in capitals is longer than what is known of it: "Nordic Council for Shipping"."""
    more = MORE.match(view.document.text, at)
    small = more is not None and more.group(1) in titles(view.lexicon).inside - {"and"}
    return small or GOES_ON.match(view.document.text, at) is not None


def _office_at(view: View, at: int) -> bool:
    start = view.flat.forth(at)
    return bool(view.titles_in(start, start + 1))


def apposed(a: Actor) -> bool:
    """Whether a person's title stands after his name."""
    return a.name is not None and a.title_span is not None and a.title_span.start >= a.name.end
