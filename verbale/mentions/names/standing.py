"""Titles that stand for their holder: "the Minister", "the Chinese leader", "Mr. Ambassador"."""

from __future__ import annotations

from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.mentions.names.details import BEFORE, Told
from verbale.mentions.names.sides import forms
from verbale.mentions.names.titles import titles
from verbale.mentions.names.words import words as split
from verbale.mentions.view import View


def standing(view: View, line: Line, taken: list[Span]) -> list[Actor]:
    """ "the Minister", "the Chinese leader", "Mr. Ambassador": a title that stands for its holder."""
    out: list[Actor] = []
    start, end = view.bounds(line)
    for t in view.titles_in(start, end):
        if t.plural or t.needs_name:
            continue
        span = view.flat.back(t.start, t.end)
        named = split(view.flat.text, t.end, min(end, t.end + 30))[:1]
        if named and named[0].bare in titles(view.lexicon).things:  # "the Singapore-China Premier Scholarship"
            continue
        if any(span.overlaps(s) and not s.end <= span.start for s in taken if s.contains(span)):
            continue
        lead = view.document.text[max(line.span.start, span.start - 40) : span.start]
        past = titles(view.lexicon).past(view.flat.text, t.start, t.start, t.end)
        at = view.flat.back(past, t.start).start if past is not None else span.start
        if not _definite(lead[: len(lead) - (span.start - at)], view, span, taken):
            continue
        of = _state_of(view, line, span, taken)
        whole = _whole(view, line, span, taken)
        words = span.of(view.document.text)
        told = BEFORE if past is not None else ()
        whole = Span(min(at, whole.start), whole.end)
        out.append(Told(whole, line.index, "person", form="title", title=words, title_span=span, of=of, details=told))
    return out


def _whole(view: View, line: Line, span: Span, taken: list[Span]) -> Span:
    """A title that stands alone, with its courtesy or article, and the state it is of: "the Premier of Togo"."""
    text, start, end = view.document.text, span.start, span.end
    around = view.flat.forth(span.start)
    for hit in view.hits_in(max(0, around - 60), around + len(span) + 12):
        at = view.flat.back(hit.start, hit.end)
        longer = any(s.contains(at) and s != at for s in taken)  # "the head of the Singapore Trade Board"
        if not longer and any(n.sort in ("state", "body") for n in hit.names) and line.span.contains(at):
            start = at.start if at.end <= start and not text[at.end : start].strip() else start
            follows = at.start >= span.end and text[span.end : at.start].split() in (["of"], ["of", "the"])
            end = at.end if follows else end
    lead = text[max(line.span.start, start - 8) : start]
    courtesy = next((w for w in forms(view.lexicon).courtesy if lead.casefold().endswith(w + " ")), "")
    return Span(start - len(courtesy) - 1, end) if courtesy else Span(start, end)


def _definite(lead: str, view: View, span: Span, taken: list[Span]) -> bool:
    words = lead.casefold().split()
    if _said_of(words, view):
        return False
    capital = view.document.text[span.start].isupper()
    return bool(words) and (
        words[-1] in forms(view.lexicon).courtesy
        or (len(words) > 1 and words[-2] == "the")
        or (capital and words[-1].endswith(("'s", "’s")))
    )


def _said_of(words: list[str], view: View) -> bool:
    """ "She was the Ambassador of Fiji": what somebody is said to be stands for nobody else."""
    at = next((i for i in (len(words) - 1, len(words) - 2) if i > 0 and words[i] == "the"), None)
    return at is not None and words[at - 1] in titles(view.lexicon).predicate


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
