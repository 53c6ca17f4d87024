"""The noun that a number counts, from the parse where there is one, else from the words that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.mentions.numbers.draft import Numeral
from verbale.mentions.numbers.vocabulary import Vocabulary, vocabulary

WORD = re.compile(
    r"(?P<gap>[\s\u00a0]+|[\s\u00a0]*[-‑][\s\u00a0]*|\s+[«“\"'‘]|-)(?P<word>[^\W\d_][^\W\d_’'.]*(?:-[^\W\d_]+)*)"
)
REACH = 90  # characters between a number and its noun
RUN = 6  # words looked at without a parse
NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFIER = frozenset(
    {"nummod", "amod", "compound", "nmod", "det", "quantmod", "advmod", "poss", "predet", "npadvmod", "appos"}
)
LINK = frozenset({"ADJ", "ADV", "NUM", "SYM", "DET", "PART", "PUNCT", "VERB"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its singular in lower case and its place."""

    lemma: str
    span: Span


def singular(word: str, lexicon: Lexicon) -> str:
    """The singular of an English noun by table and ending, in lower case."""
    v, low = vocabulary(lexicon), word.lower()
    if low in v.plurals:
        return v.plurals[low]
    for ending, replacement in v.plural_rules:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return low[: len(low) - len(ending)] + replacement
    return low


def plural(word: str, lexicon: Lexicon) -> bool:
    """Whether the word looks like a plural."""
    low = word.lower()
    return low in vocabulary(lexicon).plurals or singular(low, lexicon) != low


def counted(text: str, line: Line, numeral: Numeral, lexicon: Lexicon) -> Noun | None:
    """The noun that the numeral counts; None where it stands elsewhere or is not clear."""
    if line.parse is not None and (token := _parsed(line.parse, numeral)):
        return Noun(_lemma(token, lexicon), token.span)
    if line.parse is not None and not _hyphened(text, numeral.end):
        return _confirmed(_lexical(text, line, numeral, lexicon), line.parse)
    return _lexical(text, line, numeral, lexicon)


def _hyphened(text: str, end: int) -> bool:
    return text[end : end + 1] in ("-", "‑")


def _parsed(parse: Parse, numeral: Numeral) -> Token | None:
    top = parse.top(numeral.span)
    while top is not None and top.head != top.i and top.dep in MODIFIER:
        head = parse.head(top)
        if head.pos in NOMINAL and head.start >= numeral.end:
            return head if head.start - numeral.end <= REACH else None
        top = head if head.pos in LINK and head.start >= numeral.start else None
    return None


def _confirmed(noun: Noun | None, parse: Parse) -> Noun | None:
    """A noun found by its place alone stands only where the tagger calls it one."""
    if noun is None:
        return None
    return noun if any(t.pos in NOMINAL for t in parse.at(noun.span)) else None


def _lemma(token: Token, lexicon: Lexicon) -> str:
    low = token.low
    if low in vocabulary(lexicon).plurals or token.tag == "NNPS":
        return singular(low, lexicon)
    if token.tag == "NNS":
        lemma = token.lemma.lower()
        return lemma if lemma != low else singular(low, lexicon)
    return low


def _lexical(text: str, line: Line, numeral: Numeral, lexicon: Lexicon) -> Noun | None:
    run = _run(text, numeral.end, line.span.end, vocabulary(lexicon))
    if not run:
        return None
    hyphened = _hyphened(text, numeral.end)
    one = numeral.form == "ordinal" or numeral.value == 1
    if hyphened and numeral.form != "ordinal":
        word, span = run[0]
    elif one:
        word, span = run[-1]
    else:
        many = next(((w, s) for w, s in run if plural(w, lexicon)), None)
        if many is None:
            return None
        word, span = many
    return Noun(singular(word, lexicon) if not one else _one(word, lexicon), span)


def _one(word: str, lexicon: Lexicon) -> str:
    return word.lower() if not plural(word, lexicon) else singular(word, lexicon)


def _run(text: str, end: int, stop: int, v: Vocabulary) -> list[tuple[str, Span]]:
    """Words up to the first that cannot be part of the noun phrase."""
    run: list[tuple[str, Span]] = []
    while len(run) < RUN and (m := WORD.match(text, end, stop)):
        low = m["word"].lower()
        if low in v.sets["number_stop"] or "\n\n" in m["gap"]:
            break
        if low not in v.sets["number_skip"] and low not in v.sets["ordinal_rank"]:
            run.append((m["word"], Span(m.start("word"), m.end())))
        end = m.end()
    return run
