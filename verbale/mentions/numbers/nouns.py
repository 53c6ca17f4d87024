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
SPAN_ON = re.compile(r"[-‑–]\d")
NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFIER = frozenset(
    {"nummod", "amod", "compound", "nmod", "det", "quantmod", "advmod", "poss", "predet", "npadvmod", "appos"}
)
INNER = frozenset({"compound", "nmod", "amod"})
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
PLURAL = frozenset({"NNS", "NNPS"})
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
    """The noun that the numeral counts; None where it stands elsewhere or is not clear.

    More than one thing takes a plural: "the Special 301 report" counts nothing.
    """
    hyphened = text[numeral.end : numeral.end + 1] in ("-", "‑") and numeral.form != "ordinal"
    if SPAN_ON.match(text, numeral.end):  # the unit of "5-6 per cent" stands after the second number
        return None
    one = numeral.form == "ordinal" or numeral.value == 1
    if line.parse is not None and (token := _parsed(line.parse, numeral, hyphened)):
        many = token.tag in PLURAL or token.low in vocabulary(lexicon).plurals
        if many or one or hyphened:
            return Noun(_lemma(token, text, lexicon), token.span)
    noun = _lexical(text, line, numeral, hyphened, one, lexicon)
    if line.parse is None or hyphened:
        return noun
    serial = noun is not None and numeral.style == "digits" and noun.lemma in vocabulary(lexicon).sets["ordinal_series"]
    far = numeral.form == "ordinal" and noun is not None and noun.span.start - numeral.end > 2 and not serial
    return None if numeral.form == "group" or far else _confirmed(noun, numeral, line.parse, lexicon)


def _parsed(parse: Parse, numeral: Numeral, hyphened: bool) -> Token | None:
    """The noun above the numeral in the tree, past nouns that only modify it unless a hyphen ties the first."""
    top, best = parse.top(numeral.span), None
    while top is not None and top.head != top.i and top.dep in MODIFIER:
        head = parse.head(top)
        if head.start < numeral.start or head.start - numeral.end > REACH:
            break
        if head.pos in NOMINAL and head.start >= numeral.end and head.low[:1].isalpha():
            best = head
            if hyphened or head.dep not in INNER:
                break
        elif head.pos not in LINK:
            break
        top = head
    return best


def _confirmed(noun: Noun | None, numeral: Numeral, parse: Parse, lexicon: Lexicon) -> Noun | None:
    """A noun found by its place alone stands only where the tagger calls it one and no verb comes between."""
    if noun is None or any(t.tag in FINITE for t in parse.at(Span(numeral.end, noun.span.start))):
        return None
    same = vocabulary(lexicon).plurals.get(noun.lemma) == noun.lemma
    return noun if same or any(t.pos in NOMINAL for t in parse.at(noun.span)) else None


def _lemma(token: Token, text: str, lexicon: Lexicon) -> str:
    """The singular of the word as the text has it: the parse may hold a stand-in for a name."""
    low = token.span.of(text).lower()
    return singular(low, lexicon) if token.tag in PLURAL or low in vocabulary(lexicon).plurals else low


def _lexical(text: str, line: Line, numeral: Numeral, hyphened: bool, one: bool, lexicon: Lexicon) -> Noun | None:
    run = _run(text, numeral.end, line.span.end, vocabulary(lexicon))
    if not run:
        return None
    if hyphened and numeral.form != "ordinal":
        return Noun(singular(run[0][0], lexicon), run[0][1])
    if one:
        return Noun(_one(run[-1][0], lexicon), run[-1][1])
    reach = run[:2] if numeral.form == "group" else run
    many = next(((w, s) for w, s in reach if plural(w, lexicon)), None)
    return Noun(singular(many[0], lexicon), many[1]) if many else None


def _one(word: str, lexicon: Lexicon) -> str:
    return word.lower() if not plural(word, lexicon) else singular(word, lexicon)


def _run(text: str, end: int, stop: int, v: Vocabulary) -> list[tuple[str, Span]]:
    """Words up to the first that cannot be part of the noun phrase."""
    run: list[tuple[str, Span]] = []
    while len(run) < RUN and (m := WORD.match(text, end, stop)):
        low = m["word"].lower()
        passed = low in v.sets["number_skip"] or low in v.sets["ordinal_rank"]
        if (low in v.sets["number_stop"] and not passed) or "\n\n" in m["gap"]:
            break
        if not passed:
            run.append((m["word"], Span(m.start("word"), m.end())))
        end = m.end()
    return run
