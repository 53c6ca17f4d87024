"""Look-alike characters folded for matching; the text itself is never altered.

`fold` keeps the length, so that offsets hold. `folded` also opens ligatures, joins letters with their
combining marks and drops invisible characters, and maps its spans back. Look-alike letters by Unicode
Technical Standard 39 (confusables); ligatures by their Unicode compatibility decomposition.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from verbale.core.span import Span

QUOTES = dict.fromkeys("’‘‛ʼʻ`´′＇", "'") | dict.fromkeys("“”„‟«»″＂", '"')
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-")
SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
WIDE = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
SIGNS = str.maketrans(WIDE | QUOTES | DASHES | SPACES)

CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYXaesijopcyxhdqw", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp", strict=True))
ALIKE = str.maketrans(CYRILLIC | GREEK)
ALIKES = re.compile(f"[{''.join(CYRILLIC | GREEK)}]")
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")

HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
UNEVEN = re.compile(rf"[{HIDDEN}]+|[\ufb00-\ufb06]|[^\W\d_][\u0300-\u036f]+")


def fold(text: str) -> str:
    """The text for matching, of the same length: plain quotes, dashes, spaces, and Latin letters in Latin words."""
    plain = text.translate(SIGNS)
    return WORD.sub(latin, plain) if ALIKES.search(plain) else plain


def latin(word: re.Match[str]) -> str:
    """A word with its look-alike letters as Latin ones, if all its other letters are Latin and it has some."""
    plain = word[0].translate(ALIKE)
    return plain if plain != word[0] and LATIN.search(word[0]) and not LATIN.sub("", plain) else word[0]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text whose length may differ, with the stretches that changed it.

    starts, ends: where each changed stretch lies in the folded text; sources: where it lies in the source.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    sources: tuple[Span, ...] = ()

    def span(self, span: Span) -> Span:
        """The shortest span of the source that holds a span of the folded text."""
        start = self.source(span.start).start
        return Span(start, max(self.source(span.end - 1).end, start) if len(span) else start)

    def source(self, at: int) -> Span:
        """The source characters of one folded character."""
        i = bisect_right(self.starts, at) - 1
        if i >= 0 and at < self.ends[i]:
            return self.sources[i]
        shift = self.sources[i].end - self.ends[i] if i >= 0 else 0
        return Span(at + shift, at + shift + 1)


def folded(text: str) -> Folded:
    """The text for matching with ligatures opened, marks joined to their letters and invisible characters left out."""
    plain = fold(text)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sources: list[Span] = []
    last = at = 0
    for match in UNEVEN.finditer(plain):
        new = opened(match[0])
        parts += [plain[last : match.start()], new]
        starts.append(at + match.start() - last)
        at = starts[-1] + len(new)
        ends.append(at)
        sources.append(Span(*match.span()))
        last = match.end()
    return Folded("".join([*parts, plain[last:]]), tuple(starts), tuple(ends), tuple(sources))


def opened(piece: str) -> str:
    """What a ligature, a letter with marks or a run of invisible characters stands for."""
    return "" if piece[0] in HIDDEN else unicodedata.normalize("NFKC" if len(piece) == 1 else "NFC", piece)
