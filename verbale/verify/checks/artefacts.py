"""Likely slips of translation and of editing: a sign and a word for the same money, one stem as verb and noun.

Rests on: patterns of words from the lexicon, each of which English does not need: "$5 million dollars", "contribute to
the contribution", "a key role and a constructive role", "between 5-7 May", "aims to open … and plan to build", "the
Prime Minister Office", "the highest level as possible", and a verb in the singular after a plural and "that". They move
nothing in the meaning and are never more than an info.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.finding import Finding
from verbale.core.line import Token
from verbale.core.span import Span
from verbale.documents.folding import fold
from verbale.lexicon import Lexicon
from verbale.verify.case import Case
from verbale.verify.wording import choice, listed

RULE = "likely-artefact"
NUMBER = r"\d[\d,.]*(?:[ \u00a0-]\w+)?"
DAYS = r"(?:[A-Z][a-z]+\s+)?\d{1,4}\s?[-–]\s?\d{1,4}"


def find(case: Case) -> Iterator[Finding]:
    """One finding for each likely slip inside running text."""
    text = fold(case.text)
    for why, pattern in _patterns(case.lexicon):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            line = case.line(span)
            if line is not None and line.kind in ("paragraph", "list-item", "heading", "credit"):
                yield _finding(case, span, why)
    yield from _plural(case)


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The reasons with their patterns."""

    def words(id: str) -> str:
        return choice(listed(lexicon, id))

    aims = rf"\b{words('singular-aims')}\s[^.;:]{{3,160}}?\b{words('and-or-to')}\s+{words('bare-aims')}\b"
    article, also = rf"\b{words('article')}\s+", words("and-or-to")
    role = rf"{article}(?:\w+\s+){{1,3}}?(?P<role>{words('one-role')})\s+{also}\s+{article}(?:\w+\s+){{1,2}}(?P=role)\b"
    end = rf"(?!\d)(?!\s*,?\s*(?:\w+\s+){{0,2}}{also}\s+(?:[A-Z]\w+\s+)?\d)"
    between = rf"\b(?i:{words('between')})\s+{DAYS}{end}"
    most = rf"\b{words('superlatives')}\s+\w+\s+{words('as-possible')}\b"
    return (
        *((why, re.compile(p, re.IGNORECASE)) for why, p in _echoes(lexicon)),
        ("the sign before the number says it already", re.compile(_money(lexicon))),
        ("one noun with two articles and two adjectives", re.compile(role, re.IGNORECASE)),
        ("between takes two ends and an “and”", re.compile(between)),
        ("the second verb does not go with the subject of the first", re.compile(aims)),
        ("the possessive is missing", re.compile(rf"\b{words('office-of')}\s+{words('office-word')}\b")),
        ("a superlative takes no “as”", re.compile(most)),
    )


def _echoes(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    owners, to = choice(listed(lexicon, "possessors")), choice(listed(lexicon, "echo-prepositions"))
    for row in lexicon.table("verify_echo"):
        verb, noun = choice(row["verbs"]), choice(row["nouns"])
        between = rf"(?:{to}\s+)?(?:(?:{owners}|[\w-]+(?:'s|s'))\s+){{0,4}}"
        after = rf"(?=\s*(?:[.,;)]|{choice(listed(lexicon, 'after-noun'))}\b|$))"
        yield "verb and noun say one thing twice", rf"\b{verb}\s+{between}{noun}\b{after}"


def _money(lexicon: Lexicon) -> str:
    rows = lexicon.table("verify_money")
    return "|".join(rf"(?<![\w$]){choice(r['signs'])}\s?{NUMBER}\s+{choice(r['words'])}(?!\w)" for r in rows)


def _plural(case: Case) -> Iterator[Finding]:
    """ "activities that threatens": a plural noun, "that" and at once a verb in the singular."""
    for line in case.lines:
        if line.parse is None or line.kind not in ("paragraph", "list-item"):
            continue
        tokens = line.parse.tokens
        for i in range(len(tokens) - 2):
            a, b, c = tokens[i : i + 3]
            wrong = a.tag == "NNS" and b.dep == "nsubj" and c.tag == "VBZ" and c.dep == "relcl"
            if wrong and b.low in listed(case.lexicon, "relatives") and _own(case, tokens, i):
                yield _finding(case, a.span.cover(c.span), "a plural with a verb in the singular")


def _own(case: Case, tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the noun itself is what the clause speaks of: no "one of the", no "set of", no plural used as one."""
    before = {t.low for t in tokens[max(0, i - 4) : i]}
    one = tokens[i].low in listed(case.lexicon, "singular-plurals")
    return not one and not before & set(listed(case.lexicon, "of"))


def _finding(case: Case, span: Span, why: str) -> Finding:
    return case.finding(
        RULE, "info", "off", [span], f"“{case.words(span)}”: {why}", because=why,
        inputs={"words": case.words(span)}, formula="no meaning said twice",
    )  # fmt: skip
