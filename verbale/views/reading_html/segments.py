"""Spans that nest and overlap, as stretches of text that lie one after the other.

A stretch ends wherever a span begins or ends, so that a page can mark each with all the spans that hold it and no mark
has to cross another. Every character of the text that is no white space between paragraphs is in one stretch, once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with the indices of the spans that hold it, of each layer; in a layer the shortest span comes first."""

    span: Span
    layers: tuple[tuple[int, ...], ...]

    @property
    def bare(self) -> bool:
        return not any(self.layers)


def cut(paragraphs: Sequence[Span], layers: Sequence[Sequence[Span]]) -> list[list[Segment]]:
    """The stretches of each paragraph. paragraphs: in text order, none overlapping; layers: spans in any order."""
    edges = sorted({e for p in paragraphs for e in (p.start, p.end)} | set(_edges(layers)))
    open_: list[set[int]] = [set() for _ in layers]
    begin, end = _events(layers)
    out: list[list[Segment]] = [[] for _ in paragraphs]
    at = 0
    for start, stop in itertools.pairwise(edges):
        for layer, index in end.get(start, ()):
            open_[layer].discard(index)
        for layer, index in begin.get(start, ()):
            open_[layer].add(index)
        while at < len(paragraphs) and paragraphs[at].end <= start:
            at += 1
        if at < len(paragraphs) and paragraphs[at].start <= start:
            out[at].append(Segment(Span(start, stop), tuple(_ordered(open_, layers))))
    return out


def _edges(layers: Sequence[Sequence[Span]]) -> Iterable[int]:
    return (edge for spans in layers for s in spans if len(s) for edge in (s.start, s.end))


Events = dict[int, list[tuple[int, int]]]


def _events(layers: Sequence[Sequence[Span]]) -> tuple[Events, Events]:
    """What begins and what ends at each place: (layer, index)."""
    begin: Events = {}
    end: Events = {}
    for layer, spans in enumerate(layers):
        for index, span in enumerate(spans):
            if len(span):
                begin.setdefault(span.start, []).append((layer, index))
                end.setdefault(span.end, []).append((layer, index))
    return begin, end


def _ordered(open_: list[set[int]], layers: Sequence[Sequence[Span]]) -> Iterator[tuple[int, ...]]:
    for held, spans in zip(open_, layers, strict=True):
        yield tuple(sorted(held, key=lambda i: (len(spans[i]), i)))
