"""Blocks → turns: who speaks where, which answer belongs to which question.

Label styles: a leading long dash before each turn; `Q`, `Q:`, `Question:`; `NAME:`, `MR NAME:`,
`PRESIDENT NAME:`, `### Name:`, `**Name:**`; a heading that is a question. A dash inside a line is none.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.core.line import Block, Turn
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.sentences import sentences

DASH = re.compile(r"[–—]\s*(?=\S)|-\s(?=\S)")
LABEL = re.compile(
    r"(?:#{1,6}\s+|\*\*|__|\[)?([A-Z][^\n:*.?!]*?(?:\.\s?[^\n:*?!]*?)?)(?:\*\*|__|\])?\s*:(?:\*\*|__)?(?:\s+|$)"
)
BARE = re.compile(r"([QA])(?:\s{2,}|\.\s+(?![A-Z]\.)|\t|\s+(?=[A-Z“\"]))")
NOTE = re.compile(r"\s+[(\[][^()\[\]]*[)\]]$")  # after a speaker's name: "(via interpreter)", "(in Spanish)"
WORDS = 3  # of a headline after its colon
BOLD = re.compile(r"\*\*([^*\n]{2,60})\*\*\s*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a turn starts: the block, the label with its span, and where the words begin."""

    block: int
    label: str | None
    span: Span | None
    words: int
    role: str | None = None


def turns(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> tuple[Turn, ...]:
    """Turns over the whole text, in order; a text without labels is one turn of role "text"."""
    openings = _dashes(text, blocks) or _labels(text, blocks, lexicon) or _question_headings(text, blocks)
    if not openings:
        return (Turn(0, Span(0, len(text)), "text"),) if text else ()
    return _paired(_built(text, blocks, openings, lexicon))


def _dashes(text: str, blocks: Sequence[Block]) -> list[Opening]:
    """Paragraphs that open with a dash, when they read as a conversation: some ask, some do not."""
    found = []
    for i, b in enumerate(blocks):
        match = DASH.match(text, b.span.start)
        if match and b.kind in ("paragraph", "list-item", "heading"):
            found.append((Opening(i, None, None, match.end()), b.span.of(text).rstrip(' .”"»').endswith("?")))
    asks = sum(q for _, q in found)
    alternate = sum(a != b for (_, a), (_, b) in itertools.pairwise(found))
    talks = asks >= 1 and len(found) >= 2 and asks < len(found) and alternate >= len(found) // 2
    return [replace(o, role="question" if q else "answer") for o, q in found] if talks else []


def _labels(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> list[Opening]:
    roles = {f.casefold(): row.get("role", "text") for row in lexicon.table("speaker-label") for f in row["forms"]}
    titles = _title_words(lexicon)
    raw = [o for i, b in enumerate(blocks) if b.kind != "furniture" for o in _label(text, i, b)]
    often = {s for s, n in Counter(o.label or "" for o in raw).items() if n > 1 and _known(s, roles, titles)}
    raw = [o for o in raw if o.label in often or not _headline(text, blocks[o.block], o)]
    seen = Counter(o.label for o in raw)
    kept = [o for o in raw if o.label and _is_speaker(o, seen[o.label], roles, titles, blocks[o.block].kind)]
    known = any((o.label or "").casefold() in roles for o in kept)
    titled = any((o.label or "").isupper() and _titled(o.label or "", titles) for o in kept)
    if len(kept) < 2 and not known and not titled:
        return []
    return [replace(o, role=roles.get((o.label or "").casefold())) for o in kept]


def _headline(text: str, block: Block, found: Opening) -> bool:
    """ "Fund: Growth to slow": one line of its own that closes with no mark, as no speech does."""
    rest = text[found.words : block.span.end].rstrip(" *_")
    return len(rest.split()) >= WORDS and "\n" not in rest and (rest[-1].isalnum() or rest[-1] in "’'%")


def _known(label: str, roles: dict[str, str], titles: frozenset[str]) -> bool:
    """A label that only a transcript has: a known one, or a title and a name in capitals."""
    return label.casefold() in roles or (label.isupper() and " " in label and _titled(label, titles))


def _title_words(lexicon: Lexicon) -> frozenset[str]:
    heads = {
        w.split()[0] for row in lexicon.table("office") for t in row["titles"] for w in [t.casefold().lstrip("([")] if w
    }
    heads |= {f.casefold().rstrip(".") for row in lexicon.table("honorific") for f in row["forms"]}
    return frozenset(re.split(r"[|)\]]", h)[0] for h in heads)


def _label(text: str, index: int, block: Block) -> list[Opening]:
    start, end = block.span.start, block.span.end
    match = LABEL.match(text, start, min(end, start + 90)) or BARE.match(text, start, end)
    if match is None and (match := BOLD.match(text, start, end)) and "\n" in match.group():
        match = None
    if match is None or len(match.group(1).split()) > 7:
        return []
    label = NOTE.sub("", match.group(1)).strip() or match.group(1).strip()
    return [Opening(index, label, Span(match.start(1), match.start(1) + len(label)), match.end())]


def _is_speaker(found: Opening, times: int, roles: dict[str, str], titles: frozenset[str], kind: str) -> bool:
    """A label that a transcript would use: a known one, a title with a name, or a name that returns."""
    label = found.label or ""
    words = label.casefold().replace(".", "").split()
    if label.casefold() in roles:
        return True
    titled = _titled(label, titles)
    if kind == "list-item":
        return False
    if label.isupper():
        return titled or (times >= 2 and len(words) <= 4)
    capital = all(w[:1].isupper() or len(w) <= 3 for w in label.split())
    return capital and len(words) <= 5 and (times >= 2 and (titled or len(words) <= 3))


def _titled(label: str, titles: frozenset[str]) -> bool:
    """Whether a label begins with a title or an honorific, "the" left aside."""
    words = label.casefold().replace(".", "").split()
    words = words[1:] if words[:1] == ["the"] else words
    return bool(words) and words[0] in titles


def _question_headings(text: str, blocks: Sequence[Block]) -> list[Opening]:
    """Single lines that ask, each followed by a paragraph that answers it."""
    asks = [i for i, b in enumerate(blocks) if _asks(b.span.of(text))]
    asks = [i for i in asks if i + 1 < len(blocks) and blocks[i + 1].kind == "paragraph" and i + 1 not in asks]
    if len(asks) < 2:
        return []
    out = []
    for i in asks:
        out.append(Opening(i, None, None, blocks[i].span.start, "question"))
        out.append(Opening(i + 1, None, None, blocks[i + 1].span.start, "answer"))
    return out


def _asks(words: str) -> bool:
    return words.rstrip("*#_ ").endswith("?") and len(words) < 300


def _built(text: str, blocks: Sequence[Block], openings: list[Opening], lexicon: Lexicon) -> list[Turn]:
    """Turns from openings; what stands before the first is a turn of role "text", credits end the last."""
    starts = [(blocks[o.block].span.start, o) for o in openings]
    out = []
    if starts[0][0] > 0 and text[: starts[0][0]].strip():
        out.append(Turn(0, Span(0, starts[0][0]).trim(text), "text"))
    asked = any(o.role == "question" for o in openings)
    bounds = [s for s, _ in starts[1:]] + [_tail(blocks, len(text))]
    for (_start, o), end in zip(starts, bounds, strict=True):
        span = Span(o.words, max(end, o.words)).trim(text)
        role = o.role or ("answer" if asked else "text")
        single = _questions(text, span, lexicon) if role == "question" else ()
        out.append(Turn(len(out), span, role, o.label, o.span, None, single))
    if bounds[-1] < len(text.rstrip()):
        out.append(Turn(len(out), Span(bounds[-1], len(text)).trim(text), "text"))
    return out


def _tail(blocks: Sequence[Block], length: int) -> int:
    """Where the last turn ends: before credits and furniture at the foot of the text."""
    end = length
    for b in reversed(blocks):
        if b.kind not in ("credit", "furniture"):
            return end
        end = b.span.start
    return end


def _questions(text: str, span: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """The single questions of a compound one."""
    return tuple(s for s in sentences(text, span, lexicon) if s.of(text).rstrip('"”’» ').endswith("?"))


def _paired(found: list[Turn]) -> tuple[Turn, ...]:
    """Answers with the index of the question before them."""
    out: list[Turn] = []
    question: int | None = None
    for turn in found:
        if turn.role == "question":
            question = turn.index
        out.append(replace(turn, answers=question) if turn.role == "answer" else turn)
    return tuple(out)
