"""Direct speech: which verb a quotation belongs to, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verbale.core.line import Line
from verbale.core.span import Span
from verbale.lines.clauses import np_span, subjects
from verbale.lines.clauses import words as grammar
from verbale.mentions.speech.quotes import Quote
from verbale.mentions.speech.said import Raw

HALF = 0.5  # of what is said stands in quotation marks: then it is direct speech
BLANK = " \t\r\n\u00a0.,;:—–-\"“”„«»‘’'()…"
CLAUSES = ("that", "quote", "inserted", "noun", "")  # what counts of speech inside a quotation
FAR = 30  # lines a quotation is followed over
SOON = 3  # lines after which a quotation without a verb is no longer the last speaker's


@dataclass(frozen=True, slots=True)
class Found:
    """A raw find in its line. source_line: where the source stands, if not in that line."""

    line: Line
    raw: Raw
    source_line: int | None = None


@dataclass(slots=True)
class Talk:
    """A document on its way: its lines, quotations and finds, each looked up by line, so that time grows with the
    text alone."""

    text: str
    lines: Sequence[Line]
    marks: Sequence[Quote]
    found: list[Found]
    at: dict[int, int] = field(init=False)
    quoted: dict[int, list[Quote]] = field(init=False)
    by_line: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.at = {line.index: n for n, line in enumerate(self.lines)}
        self.quoted, self.by_line = {}, {}
        for q in self.marks:
            for n in range(q.lines[0], q.lines[1] + 1):
                self.quoted.setdefault(n, []).append(q)
        found, self.found = self.found, []
        for f in found:
            self.add(f)

    def add(self, found: Found) -> None:
        self.by_line.setdefault(found.line.index, []).append(len(self.found))
        self.found.append(found)

    def near(self, first: int, last: int) -> list[int]:
        """Positions of the finds in the lines from one to another."""
        return [i for n in range(first, last + 1) for i in self.by_line.get(n, ())]

    def line(self, quote: Quote) -> Line:
        """The line a quotation begins in."""
        return self.lines[self.at[quote.lines[0]]]

    def before(self, line: Line) -> Line | None:
        at = self.at[line.index]
        return self.lines[at - 1] if at else None


def joined(text: str, lines: Sequence[Line], found: Sequence[Found], marks: Sequence[Quote]) -> list[Found]:
    """Finds with their quotations: contents widened to the whole quotation, lone quotations given to a source."""
    if not marks:
        return [f for f in found if f.raw.content is not None]
    talk = Talk(text, lines, marks, [])
    for f in found:
        here = talk.quoted.get(f.line.index, [])
        if not _muted(f, here):
            talk.add(_widened(f, here))
    for quote in marks:
        near = talk.near(quote.lines[0] - 1, quote.lines[1] + 1)
        if not any(_holds(talk.found[i], quote) for i in near):
            _give(talk, quote, near)
    return [f for f in talk.found if f.raw.content is not None]


def _muted(found: Found, marks: Sequence[Quote]) -> bool:
    """Inside a quotation only what it says that others said counts, not "I think"."""
    inside = any(q.span.contains(found.raw.cue) for q in marks)
    if not inside:
        return False
    own = found.raw.source is None or _first_person(found)
    return own or found.raw.content is None or found.raw.sort != "assertion" or found.raw.frame not in CLAUSES


def _first_person(found: Found) -> bool:
    tokens = found.line.parse.at(found.raw.source) if found.line.parse and found.raw.source else ()
    return len(tokens) == 1 and tokens[0].low in grammar("first-person")


def _holds(found: Found, quote: Quote) -> bool:
    content = found.raw.content
    return content is not None and content.overlaps(quote.span) and not quote.span.contains(found.raw.cue)


def _widened(found: Found, marks: Sequence[Quote]) -> Found:
    """A find whose content runs into quotations, with the whole of each."""
    content = found.raw.content
    if content is None or any(q.span.contains(found.raw.cue) for q in marks):
        return found
    touched = [q for q in marks if q.span.overlaps(content)]
    inside = sum(min(content.end, q.span.end) - max(content.start, q.span.start) for q in touched)
    for q in touched:
        content = content.cover(q.span)
    if found.raw.source and any(q.span.contains(found.raw.source) for q in marks):
        found = replace(found, raw=replace(found.raw, source=_other_source(found, marks)))
    direct = found.raw.direct or (bool(touched) and inside >= HALF * len(found.raw.content or content))
    if direct and len(touched) == 1 and touched[0].span.contains(found.raw.content or content):
        content = touched[0].span
    return replace(found, raw=replace(found.raw, content=content, direct=direct))


def _other_source(found: Found, marks: Sequence[Quote]) -> Span | None:
    """The noun phrase right before a verb of saying, where the parser took its subject from inside the quotation."""
    parse, verb = found.line.parse, found.raw.verb
    before = parse.tokens[verb.i - 1] if parse and verb and verb.i else None
    if parse is None or before is None or before.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    return None if any(q.span.contains(before.span) for q in marks) else np_span(parse, before)


def _give(talk: Talk, quote: Quote, near: Sequence[int]) -> None:
    """A quotation that no clause holds goes to the nearest cue of its lines, else on from the one before."""
    full = quote.full(talk.text)
    owner = _owner(talk, quote, near) if full else _object(talk, quote, near)
    if owner is not None:
        talk.found[owner] = _with(talk.found[owner], quote)
    elif full and (lead := _introduced(talk, quote)):
        talk.add(lead)
    elif full and _alone(talk, quote):
        _follow(talk, quote)


def _with(found: Found, quote: Quote) -> Found:
    content = found.raw.content.cover(quote.span) if found.raw.content else quote.span
    return replace(found, raw=replace(found.raw, content=content, direct=True))


def _owner(talk: Talk, quote: Quote, near: Sequence[int]) -> int | None:
    """The nearest cue outside the quotation, in the lines it begins and ends in, or right after it."""
    best: tuple[int, int] | None = None
    for i in near:
        f = talk.found[i]
        speaks = "quote" in f.raw.frames or ("that" in f.raw.frames and _set_off(talk.text, quote))
        if not speaks or quote.span.contains(f.raw.cue):
            continue
        beside = f.line.index in quote.lines or _answers(talk.text, quote, f.line)
        free = f.raw.content is None or (f.raw.direct and f.line.index in quote.lines)
        away = min(abs(f.raw.cue.start - quote.span.end), abs(quote.span.start - f.raw.cue.end))
        if beside and free and (best is None or away < best[0]):
            best = (away, i)
    return best[1] if best else None


def _set_off(text: str, quote: Quote) -> bool:
    """Whether a comma or colon leads into a quotation or out of it."""
    before = text[max(0, quote.span.start - 4) : quote.span.start].rstrip(' "“«„‘`')
    return before[-1:] in (",", ":") or quote.span.of(text)[-1:] in (",", ".", "?", "!")


def _answers(text: str, quote: Quote, line: Line) -> bool:
    """ "“Will it hold?” the envoy asked.": the line that follows a quotation's question or cry."""
    gap = text[quote.span.end : line.span.start] if quote.span.end <= line.span.start else "x"
    return line.index == quote.lines[1] + 1 and not gap.strip(BLANK) and "\n" not in gap


def _object(talk: Talk, quote: Quote, near: Sequence[int]) -> int | None:
    """A word or two in marks right after a verb of saying."""
    for i in near:
        raw = talk.found[i].raw
        gap = talk.text[raw.cue.end : quote.span.start] if raw.cue.end <= quote.span.start else "x"
        if raw.content is None and not gap.strip(BLANK) and "quote" in raw.frames:
            return i
    return None


def _introduced(talk: Talk, quote: Quote) -> Found | None:
    """ "The envoy was blunt: “…”": the subject of the clause before the colon."""
    line = talk.line(quote)
    if line.parse is None or not talk.text[line.span.start : quote.span.start].rstrip(' "“«„').endswith(":"):
        return None
    before = [t for t in line.parse if t.end <= quote.span.start and t.pos in ("VERB", "AUX")]
    for verb in before:
        if heads := subjects(line.parse, verb):
            source = np_span(line.parse, heads[0])
            if source.end <= quote.span.start:
                return Found(line, Raw(verb.span, source, quote.span, direct=True))
    return None


def _alone(talk: Talk, quote: Quote) -> bool:
    """Whether nothing but quotation stands in the line a quotation begins in."""
    line = talk.line(quote)
    words, done = "", line.span.start
    for mark in talk.quoted[line.index]:
        words += talk.text[done : max(done, mark.span.start)]
        done = max(done, mark.span.end)
    return not (words + talk.text[done : line.span.end]).strip(BLANK)


def _follow(talk: Talk, quote: Quote) -> None:
    """A quotation alone in its line: the same speaker goes on, or the person just spoken of begins."""
    last, line = _last(talk, quote), talk.line(quote)
    before = talk.before(line)
    fresh = before is not None and before.block == line.block
    if before and fresh and (last is None or _end_line(talk, talk.found[last]) < before.index):
        new = _spoken_of(before, line, quote)
        last = None if new else last
        if new:
            talk.add(new)
    if last is None:
        return
    f = talk.found[last]
    if quote.follows or (f.line.block == line.block and _next_to(talk.text, f, quote)):
        talk.found[last] = _with(f, quote)
    elif quote.lines[0] - _end_line(talk, f) <= SOON:
        source_line = f.source_line if f.source_line is not None else f.line.index
        talk.add(Found(line, replace(f.raw, content=quote.span, direct=True), source_line))


def _spoken_of(before: Line, line: Line, quote: Quote) -> Found | None:
    """ "The envoy praised Nepal. “…”": the person the sentence before is about begins to speak."""
    root = next((t for t in before.parse if t.head == t.i and t.pos in ("VERB", "AUX")), None) if before.parse else None
    subject = before.parse.kid(root, "nsubj") if before.parse and root else None
    if before.parse is None or root is None or subject is None or subject.pos not in ("PROPN", "PRON"):
        return None
    raw = Raw(root.span, np_span(before.parse, subject), quote.span, direct=True)
    return Found(line, raw, before.index)


def _last(talk: Talk, quote: Quote) -> int | None:
    """The find that ends nearest before a quotation and is one of speech."""
    before = [
        (max(f.raw.content.end, f.raw.cue.end), i)
        for i in talk.near(quote.lines[0] - FAR, quote.lines[0])
        if (f := talk.found[i]).raw.content
        and f.raw.content.start < quote.span.start
        and f.raw.sort != "eventuality"
        and f.raw.source
    ]
    return max(before)[1] if before else None


def _next_to(text: str, found: Found, quote: Quote) -> bool:
    """Whether only the line of the find's own cue stands between its content and a quotation."""
    end = max(found.raw.content.end if found.raw.content else 0, found.line.span.end)
    return found.raw.direct and end <= quote.span.start and not text[end : quote.span.start].strip(BLANK)


def _end_line(talk: Talk, found: Found) -> int:
    """The last line a find reaches into."""
    end = max(found.raw.cue.end, found.raw.content.end if found.raw.content else 0)
    first = talk.at[found.line.index]
    near = [line.index for line in talk.lines[first : first + FAR] if line.span.start < end]
    return max(near, default=found.line.index)
