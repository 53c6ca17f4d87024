"""Ranks, firsts, records and uniqueness: figures that a superlative, "first", "record" or "only" states, with scope."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from verbale.core.interval import Interval
from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity, Time
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.lexicon import Lexicon
from verbale.lines.clauses import clause_span, np_span
from verbale.records.context import Context
from verbale.records.figure_about import named, of_clause, of_noun
from verbale.records.figure_time import fronted, period, window
from verbale.records.footing import EMPTY, NOUNS, Footing, figure_words, mistied, predicate, pronoun_subject
from verbale.records.topics import topics

KIND_OF = "figure"
BY = "figure/2"


def ranked(ctx: Context, line: Line, taken: list[Span], before: tuple[str, ...] = ()) -> Iterator[Record]:
    """ "the largest trading partner", "the first university in …", "the only country that …", "a new record".

    taken: the words of the quantities read; before: whom the last figure was about, for "it" and "this".
    """
    parse = line.parse
    if parse is None or line.kind == "heading":
        return
    for word in parse:
        noun = _ranked_noun(parse, word)
        if noun is None or _one_of(parse, noun):
            continue
        if noun.lemma in figure_words(ctx.lexicon)["record"] and ctx.quantities.get(line.index):
            continue  # "a record high of 5 million" is a mark of that figure
        form = _form(ctx, parse, word, noun, any(s.overlaps(word.span) for s in taken))
        if form:
            yield _rank(ctx, line, parse, (word, noun), form, before)


def _ranked_noun(parse: Parse, word: Token) -> Token | None:
    """The noun that the word ranks: its head, through an adjective ("the most populous state")."""
    head = parse.head(word)
    if word.dep not in ("amod", "advmod", "nummod", "compound"):
        return None
    if head.tag in ("JJ", "VBN") and word.tag in ("RBS", "JJS"):
        head = parse.head(head)
    return head if head.pos in ("NOUN", "PROPN") else None


def _form(ctx: Context, parse: Parse, word: Token, noun: Token, taken: bool) -> str | None:
    words = figure_words(ctx.lexicon)
    lead = any(k.low in ("the", "its", "their", "our") or k.dep == "poss" for k in parse.kids(noun, "det", "poss"))
    lead = lead or bool(parse.kids(word, "det"))
    if word.low == "only" and lead:
        return "unique"
    best = word.tag in ("JJS", "RBS") or word.low in words["superlative-form"]
    if best and lead and word.low in words["superlative"] and noun.lemma not in words["degree"]:
        return "rank"
    if lead and word.low in words["topmost"] and noun.lemma in words["ranked"] and not _several(parse, noun):
        return "rank"
    if word.low in words["most"] and lead and parse[word.i - 1].low in _ordered(ctx.lexicon):
        return "rank"  # "the third most visited"
    if noun.lemma in words["record"] and word.low in words["record-breaking"]:
        return "rank"
    first = word.low in words["first"] and lead and not taken
    return "rank" if first and noun.lemma not in words["not-first"] and _scoped(parse, noun) else None


def _several(parse: Parse, noun: Token) -> bool:
    """ "our top partners", "the top five markets": places without an order."""
    return noun.tag in ("NNS", "NNPS") or bool(parse.kids(noun, "nummod"))


def _one_of(parse: Parse, noun: Token) -> bool:
    """ "one of the largest", "is among its largest": no rank."""
    head = parse.head(noun)
    return head.low == "among" or (
        head.low == "of" and parse.head(head).low in ("one", "some", "among", "two", "several", "many", "few")
    )


def _scoped(parse: Parse, noun: Token) -> bool:
    """A first of what: the noun says in what, of what or to what."""
    return bool(parse.kids(noun, "prep", "relcl", "acl", "poss")) or any(
        k.text[:1].isupper() for k in parse.kids(noun, "compound", "amod")
    )


def _rank(
    ctx: Context, line: Line, parse: Parse, words: tuple[Token, Token], form: str, before: tuple[str, ...]
) -> Record:
    word, noun = words
    verb = next((a for a in parse.ancestors(noun) if a.pos in ("VERB", "AUX")), None)
    stated = verb is not None and noun.dep in ("attr", "nsubj", "nsubjpass", "dobj", "oprd")
    span = clause_span(parse, verb) if verb and stated else np_span(parse, noun, full=form == "unique")
    if verb and stated:
        span = _cut(parse, span, noun)
    scope = _scope(parse, noun)
    when = period(ctx, line, span, _spot(word, noun), Footing(top=noun, verb=verb)) if verb and stated else None
    when = when if when and verb and _own_time(line, parse, when, Footing(top=noun, verb=verb)) else None
    held = when.interval if when and when.precision in ("year", "month", "quarter") else None
    values = {
        **EMPTY,
        "form": form,
        "measure": _measure(ctx, parse, word, noun, form),
        "about": list(_about(ctx, line, parse, noun, verb, span, before)),
        "comparator": "=",
        "value": _place(ctx, line, word) if form == "rank" else None,
        "period": held.edtf if held else None,
        "as_of": _today(ctx, verb) if form == "unique" and not held else None,
        "scope": " ".join(scope.of(ctx.document.text).split()),
        "among": _among(ctx, parse, noun) if word.tag in ("JJS", "RBS") else None,
        "window": window(ctx, line, word),
        "members": [],
        "marks": _marks(ctx, noun),
        "derived": [],
    }
    dated = held.at(when.span) if held and when else None
    return _made(ctx, line, span.cover(word.span), values, verb, scope, dated)


def _own_time(line: Line, parse: Parse, when: Time, f: Footing) -> bool:
    """Whether a time hangs on the ranking verb itself, or heads the sentence."""
    top = parse.top(when.span)
    return top is not None and (predicate(parse, top) == f.verb or fronted(line, when, f))


def _spot(word: Token, noun: Token) -> Quantity:
    """The ranking words as a quantity, for the search of its period."""
    return Quantity(span=word.span.cover(noun.span), line=0, value=None, unit=None, sort="ordinal")


def _cut(parse: Parse, span: Span, noun: Token) -> Span:
    """ "Malta is the largest seller and trade rose": not the subject of the clause that follows."""
    after = next((t for k in parse.kids(noun, "conj") for t in parse if mistied(parse, t) == k), None)
    joint = next((k for k in parse.kids(noun, "cc")), None)
    return Span(span.start, joint.start - 1) if after and joint and joint.start > span.start else span


def _made(
    ctx: Context, line: Line, span: Span, values: dict[str, Any], verb: Token | None, scope: Span, when: Interval | None
) -> Record:
    return ctx.make(
        line,
        KIND_OF,
        span,
        f"{BY}:{values['form']}",
        said_by=ctx.said_by(line, span),
        status=ctx.status(line, line.parse, verb) if line.parse and verb else "held",
        time=when,
        values=values,
        fields={"scope": scope},
        topics=topics(ctx, span),
    )


def _measure(ctx: Context, parse: Parse, word: Token, noun: Token, form: str) -> str:
    head = parse.head(word)
    praised = [head.low] if word.low in figure_words(ctx.lexicon)["most"] and head.i != noun.i else []
    plain = form == "unique" or word.low in figure_words(ctx.lexicon)["first"]
    if plain or noun.lemma in figure_words(ctx.lexicon)["record"]:
        return noun.lemma
    return "-".join((word.low, *praised, noun.lemma))


def _about(
    ctx: Context, line: Line, parse: Parse, noun: Token, verb: Token | None, span: Span, before: tuple[str, ...]
) -> tuple[str, ...]:
    """Who has the rank (the clause's subject) and among or for whom (the noun's roles)."""
    own = of_noun(ctx, line, parse, noun)
    telling = verb is not None and verb.lemma in figure_words(ctx.lexicon)["tell"]
    clause = of_clause(ctx, line, parse, verb, (noun,)) if verb and not (own and telling) else ()
    back = before if verb and pronoun_subject(ctx, line, Footing(verb=verb)) and not clause else ()
    near = tuple(dict.fromkeys((*back, *clause, *own))) or named(ctx, line, span)
    told = verb is not None and any(s.pos in NOUNS for s in parse.kids(verb, "nsubj") if s.i != noun.i)
    return near if near or told else named(ctx, line, line.span)


def _scope(parse: Parse, noun: Token) -> Span:
    """The ranked noun with all that limits it, without what is coordinated with it."""
    whole = np_span(parse, noun, full=True)
    cut = [k for k in parse.kids(noun, "cc", "punct") if k.i > noun.i and _next(parse, k)]
    return Span(whole.start, min([whole.end, *(k.start for k in cut)]))


def _next(parse: Parse, token: Token) -> bool:
    """Whether a comma or "and" leads to a conjunct, not to an apposition or a clause."""
    after = [k for k in parse.kids(parse.head(token)) if k.i > token.i and k.dep != "punct"]
    if token.dep != "punct" or not after:
        return token.dep != "punct"
    return (after[0].dep in ("conj", "cc", "appos") and after[0].pos == "NOUN") or after[0].tag == "VBG"


def _among(ctx: Context, parse: Parse, noun: Token) -> str | None:
    """The class compared, where the ranked thing is what it has: "an organisation with the largest territory"."""
    while noun.dep in ("conj", "appos") and parse.head(noun).pos == "NOUN":
        noun = parse.head(noun)
    head = parse.head(noun)
    owner = parse.head(head)
    if noun.dep != "pobj" or head.low not in figure_words(ctx.lexicon)["having"] or owner.pos != "NOUN":
        return None
    start = min([owner.start, *(k.start for k in parse.kids(owner, "amod", "compound", "nmod"))])
    return " ".join(ctx.document.text[start : owner.end].split())


def _today(ctx: Context, verb: Token | None) -> str | None:
    """ "is the only": held of the day of the document."""
    day = ctx.document.date
    return day.edtf if day and verb is not None and verb.tag in ("VBZ", "VBP") else None


def _marks(ctx: Context, noun: Token) -> list[str]:
    """A record without a figure beside it cannot be checked."""
    return ["no-metric"] if noun.lemma in figure_words(ctx.lexicon)["record"] else []


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
    places = {w: n for n, w in enumerate(_ordered(ctx.lexicon), 1)}
    return places.get(prior) or places.get(lead) or 1


@lru_cache(maxsize=4)
def _ordered(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(w for r in lexicon.table("figure-words") if r["id"] == "ordinals" for w in r["words"])
