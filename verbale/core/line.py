"""Blocks, turns, sentences and their parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.core.span import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized piece of the text.

    kind: heading, paragraph, list-item, table-row, credit or furniture.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch by one voice.

    role: question, answer or text. label: the speaker as written, without colon; None where no label stands.
    answers: index of the question turn that this one answers. questions: the single questions inside.
    """

    index: int
    span: Span
    role: str
    label: str | None = None
    label_span: Span | None = None
    answers: int | None = None
    questions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the dependency tree (Universal POS, ClearNLP labels as spaCy's English models use).

    i, head: indices inside the line's parse; a root is its own head. start, end: document offsets.
    """

    i: int
    start: int
    end: int
    text: str
    low: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    children: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of one line with their tree."""

    tokens: tuple[Token, ...]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def kids(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Children, all or those with one of the labels."""
        found = [self.tokens[i] for i in token.children]
        return tuple([t for t in found if t.dep in deps] if deps and found else found)

    def kid(self, token: Token, *deps: str) -> Token | None:
        found = self.kids(token, *deps)
        return found[0] if found else None

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all below it, in text order."""
        seen, todo = {token.i}, [token.i]
        while todo:
            for i in self.tokens[todo.pop()].children:
                if i not in seen:
                    seen.add(i)
                    todo.append(i)
        return tuple(self.tokens[i] for i in sorted(seen))

    def ancestors(self, token: Token) -> Iterator[Token]:
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def at(self, span: Span) -> tuple[Token, ...]:
        """Tokens that overlap the span."""
        return tuple(t for t in self.tokens if t.start < span.end and span.start < t.end)

    def top(self, span: Span) -> Token | None:
        """The token inside the span whose head lies outside it."""
        inside = self.at(span)
        ids = {t.i for t in inside}
        return next((t for t in inside if t.head not in ids or t.head == t.i), None)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (or heading, list item, table row) in its turn and block."""

    index: int
    span: Span
    turn: int
    role: str
    block: int
    kind: str
    parse: Parse | None = field(default=None, repr=False)
