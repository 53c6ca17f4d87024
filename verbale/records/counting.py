"""What a bare number counts: the noun of "the number of trains … exceeded 5 thousand", the persons of a population."""

from __future__ import annotations

import itertools
from dataclasses import replace

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity
from verbale.lines.clauses import preps, subjects
from verbale.records.context import Context
from verbale.records.footing import figure_words, predicate


def counted(ctx: Context, line: Line, q: Quantity) -> Quantity:
    """ "the number of trains exceeded 5 thousand": the noun counted is the subject's."""
    if q.unit or q.sort not in ("count", "number") or line.parse is None:
        return q
    top = line.parse.top(q.number or q.span)
    verb = predicate(line.parse, top) if top else None
    words = figure_words(ctx.lexicon)
    if top is not None and (held := _total(line.parse, top, words)):
        return replace(q, unit="person", sort="count", noun=held.span)
    for subject in subjects(line.parse, verb) if verb else ():
        if subject.lemma in words["total"]:
            read = _number_of(ctx, line.parse, q)
            of = next((t for p, t in preps(line.parse, subject) if p == "of"), None)
            known = of is not None and of.pos != "PROPN"
            if read.unit:
                return read
            unit = "person" if subject.lemma in words["of-persons"] else of.lemma if of and known else None
            return replace(q, unit=unit, sort="count", noun=(subject if unit == "person" else of or subject).span)
    return _number_of(ctx, line.parse, q) if verb else q


def _number_of(ctx: Context, parse: Parse, q: Quantity) -> Quantity:
    """ "the number of trains … exceeded": the noun after "number of", read word by word where the tree is wrong."""
    for t in parse:
        after = parse.tokens[t.i + 2 : t.i + 8]
        late = t.end > q.span.start or not after or parse[t.i + 1].low != "of"
        if late or t.lemma not in figure_words(ctx.lexicon)["number"]:
            continue
        run = list(itertools.takewhile(lambda w: w.tag[:2] in ("NN", "JJ", "HY", "VB", "CD") and w.tag != "VBG", after))
        if run and run[-1].pos != "PROPN":
            noun = run[-1]
            unit = noun.lemma if noun.tag[:2] != "NN" or noun.lemma != noun.low else noun.low.removesuffix("s")
            return replace(q, unit=unit, sort="count", noun=noun.span)
    return q


def _total(parse: Parse, top: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """ "a population of 4 million": the noun whose members are persons."""
    head = parse.head(top)
    up = parse.head(head)
    return up if top.dep == "pobj" and head.low in words["of"] and up.lemma in words["of-persons"] else None
