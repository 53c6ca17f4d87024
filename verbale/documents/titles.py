"""The title that a text itself carries: its first line, where that is plainly one."""

from __future__ import annotations

import re
from itertools import dropwhile

from verbale.core.span import Span
from verbale.documents import dateline
from verbale.documents.folding import fold
from verbale.documents.rows import rows

LONGEST = 300
HEAD = 4000
PARAGRAPH = 100  # a longer line is a paragraph, not a row of wrapped prose
TURN = re.compile(r"[^:]{1,40}:\s")
OPENING = "-\"'([*#>•·"


def find(text: str, language: str = "en") -> str | None:
    """The words of the first line if it is short, has no final mark, and a blank line, a dateline or longer text
    follows.

    Datelines and bare labels ("For immediate release") before it are passed over. The line of a turn ("NAME: …",
    where the name opens a later line as well) and a line that opens with a dash, a quotation mark or a bullet are
    no titles. Marks of headings ("# ", "**") are left out.
    """
    lines = list(dropwhile(lambda line: furniture(line.of(text), language), rows(text, 0, HEAD, 40)))
    if not lines:
        return None
    words = " ".join(lines[0].of(text).lstrip("\ufeff").strip(" \t#*_").split())
    fits = 0 < len(words) <= LONGEST and words[-1] not in ".!:;,…" and fold(words)[0] not in OPENING
    plain = any(c.isalpha() for c in words)
    return words if fits and plain and followed(text, lines, language) and not turn(text, lines) else None


def followed(text: str, lines: list[Span], language: str) -> bool:
    """Whether a blank line, a dateline or longer text comes after the first line, and not the rest of its sentence."""
    if len(lines) < 2:
        return False
    after = lines[1].of(text).strip()
    if len(re.findall(r"\r\n|[\r\n\u2028]", text[lines[0].end : lines[1].start])) > 1:
        return True
    longer = len(lines[1]) > len(lines[0]) and not after[0].islower()
    return furniture(after, language) or (longer and (len(after) > PARAGRAPH or after[-1] in ".!?:"))


def furniture(line: str, language: str) -> bool:
    """Whether a line is a dateline, or a label such as stands before one."""
    words = line.strip(dateline.EDGES)
    found, forms = dateline.read(words, language), dateline.forms(language)
    said = fold(words).rstrip(":")
    dated = found is not None and not found.titled
    return dated or bool(forms.opening.fullmatch(said) or (forms.stale.match(said) and len(words) < PARAGRAPH))


def turn(text: str, lines: list[Span]) -> bool:
    """Whether the first line is what somebody says, by a label that opens a later line as well."""
    label = TURN.match(lines[0].of(text).strip())
    if label is None:
        return False
    later = [m[0] for line in lines[1:] if (m := TURN.match(line.of(text)[:60].strip()))]
    shouted = label[0].isupper() and sum(other.isupper() for other in later) > 1
    return len(label[0].strip()) < 4 or shouted or label[0] in later
