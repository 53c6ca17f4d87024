"""Ranks, firsts and uniqueness: figures that a superlative, "first" or "only" states, with their scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Actor
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import clause_span, np_span
from verbale.records.context import Context
from verbale.records.topics import topics

KIND_OF = "figure"
BY = "figure/1"


@lru_cache(maxsize=4)
def figure_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Closed lists of the table `figure-words`, by name."""
    return {r["id"]: frozenset(r["words"]) for r in lexicon.table("figure-words")}


def ranked(ctx: Context, line: Line, taken: list[Span]) -> Iterator[Record]:
    """ "the largest trading partner", "the first university in …", "the only country that …"."""
    parse = line.parse
    if parse is None or line.kind == "heading":
        return
    words = figure_words(ctx.lexicon)
    for t in parse:
        head = parse.head(t)
        if t.dep not in ("amod", "advmod", "nummod") or (
            head.pos not in ("NOUN", "PROPN") and not (t.tag == "RBS" and head.tag == "JJ")
        ):
            continue
        noun = parse.head(head) if head.tag == "JJ" else head
        lead = any(
            k.low in ("the", "its", "their", "our") or k.dep == "poss" for k in parse.kids(noun, "det", "poss")
        ) or bool(parse.kids(t, "det"))
        if _one_of(parse, noun):
            continue
        if t.low == "only" and lead:
            yield _rank(ctx, line, parse, t, noun, "unique")
        elif (
            t.tag in ("JJS", "RBS") and lead and t.low in words["superlative"] and noun.lemma not in words["degree"]
        ) or (
            t.low == "first"
            and lead
            and not any(s.overlaps(t.span) for s in taken)
            and noun.lemma not in words["not-first"]
            and _scoped(parse, noun)
        ):
            yield _rank(ctx, line, parse, t, noun, "rank")


def _one_of(parse: Parse, noun: Token) -> bool:
    """ "one of the largest": no rank."""
    head = parse.head(noun)
    return head.low == "of" and parse.head(head).low in ("one", "some", "among", "two", "several")


def _scoped(parse: Parse, noun: Token) -> bool:
    """A first of what: the noun says in what, of what or to what."""
    return bool(parse.kids(noun, "prep", "relcl", "acl", "poss")) or any(
        k.text[:1].isupper() for k in parse.kids(noun, "compound", "amod")
    )


def _rank(ctx: Context, line: Line, parse: Parse, word: Token, noun: Token, form: str) -> Record:
    verb = next((a for a in parse.ancestors(noun) if a.pos in ("VERB", "AUX")), None)
    span = (
        clause_span(parse, verb)
        if verb and (noun.dep in ("attr", "nsubj", "nsubjpass", "dobj"))
        else np_span(parse, noun, full=form == "unique")
    )
    scope = np_span(parse, noun, full=True)
    about = _named(ctx, line, span) or _named(ctx, line, line.span)
    values: dict[str, Any] = {
        "form": form,
        "measure": noun.lemma if form == "unique" or word.low == "first" else f"{word.low}-{noun.lemma}",
        "about": list(about),
        "comparator": "=",
        "value": _place(ctx, line, word) if form == "rank" else None,
        "low": None,
        "high": None,
        "unit": None,
        "per": None,
        "period": None,
        "as_of": None,
        "change": None,
        "since": None,
        "scope": " ".join(scope.of(ctx.document.text).split()),
    }
    status = ctx.status(line, parse, verb) if verb else "held"
    return ctx.make(
        line,
        KIND_OF,
        span.cover(word.span),
        f"{BY}:{form}",
        said_by=ctx.said_by(line, span),
        status=status,
        time=None,
        values=values,
        fields={"scope": scope},
        topics=topics(ctx, span),
    )


def _place(ctx: Context, line: Line, word: Token) -> int:
    """1, or what an ordinal just before the superlative says ("the second largest")."""
    before = [
        q
        for q in ctx.quantities.get(line.index, ())
        if q.sort == "ordinal" and 0 <= word.start - q.span.start <= 12 and q.value
    ]
    lead = word.low.partition("-")[0]
    written = [q for q in before if q.span.start < word.start] or [
        q for q in before if lead and q.span.of(ctx.document.text).casefold().startswith(lead)
    ]
    if written and written[0].value:
        return int(written[0].value)
    parse = line.parse
    prior = parse[word.i - 1].low if parse and word.i else ""
    named = {w: n for n, w in enumerate(_ordered(ctx.lexicon), 1)}
    return named.get(prior) or named.get(lead) or 1


@lru_cache(maxsize=4)
def _ordered(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(w for r in lexicon.table("figure-words") if r["id"] == "ordinals" for w in r["words"])


def _named(ctx: Context, line: Line, span: Span) -> tuple[str, ...]:
    found: Sequence[Actor] = ctx.inside(line, span, "state", "body", "group", "institution")
    return tuple(dict.fromkeys(i for a in found if a.form != "pronoun" for i in a.ids))
