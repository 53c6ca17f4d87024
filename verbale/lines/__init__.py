"""Document → lines: blocks, turns, sentences, and the parse where a record may come of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.core.document import Document
from verbale.core.line import Block, Line, Parse, Turn
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.blocks import blocks as _blocks
from verbale.lines.sentences import sentences
from verbale.lines.turns import turns as _turns

DASHES = "—–-"  # a sentence that breaks off ends so


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks, turns and unparsed lines of one document."""

    blocks: tuple[Block, ...]
    turns: tuple[Turn, ...]
    lines: tuple[Line, ...]


def layout(document: Document, lexicon: Lexicon) -> Layout:
    """Split a document. Every line lies inside one block and one turn; labels and dashes are left out."""
    blocks = _blocks(document.text, lexicon)
    turns = _turns(document.text, blocks, lexicon)
    starts = [t.span.start for t in turns]
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        for turn, span in _pieces(block.span, turns, starts):
            for s in sentences(document.text, span, lexicon):
                role = turns[turn].role if turns else "text"
                kind = "paragraph" if _said(document.text, block, turns, turn) else block.kind
                lines.append(Line(len(lines), s, turn, role, number, kind))
    return Layout(blocks, turns, tuple(lines))


def _said(text: str, block: Block, turns: Sequence[Turn], turn: int) -> bool:
    """ "MS. LUND:  We first met in Lima —": what stands behind a speaker's label, or breaks off, is no heading."""
    label = turns[turn].label_span if turns else None
    headed = label is not None and block.kind == "heading"
    return headed and label is not None and (block.span.contains(label) or text[block.span.end - 1] in DASHES)


def _pieces(block: Span, turns: Sequence[Turn], starts: Sequence[int]) -> list[tuple[int, Span]]:
    """The parts of a block that lie in turns: a label before the turn's words is in none."""
    out = []
    for turn in turns[max(0, bisect_right(starts, block.start) - 1) : bisect_right(starts, block.end)]:
        start, end = max(block.start, turn.span.start), min(block.end, turn.span.end)
        if start < end:
            out.append((turn.index, Span(start, end)))
    return out


def parsed(lines: Sequence[Line], wanted: frozenset[int], parses: Sequence[Parse]) -> tuple[Line, ...]:
    """Lines with the parses of the wanted ones put in, in order."""
    given = iter(parses)
    return tuple(replace(line, parse=next(given)) if line.index in wanted else line for line in lines)
