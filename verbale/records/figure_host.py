"""Whom a figure is about where its own clause does not say: the word before its bracket, the two ends of a deal."""

from __future__ import annotations

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity
from verbale.records.context import Context
from verbale.records.figure_about import before, named, of_noun, owners
from verbale.records.figure_lists import lead_in
from verbale.records.footing import NOUNS, Footing, figure_words


def host(ctx: Context, line: Line, q: Quantity) -> Token | None:
    """ "sales to Peru (9 million euros)": the word right before a bracket that holds nothing but the quantity."""
    text, parse = ctx.document.text, line.parse
    open_at = text.rfind("(", max(line.span.start, q.span.start - 12), q.span.start)
    if parse is None or open_at < 0 or text[q.span.end : q.span.end + 1] != ")":
        return None
    lead = [t for t in parse if open_at < t.start < q.span.start]
    word = next((t for t in reversed(parse.tokens) if t.end <= open_at), None)
    sum_again = word is not None and any(p.span.overlaps(word.span) for p in ctx.quantities.get(line.index, ()))
    sure = word is not None and word.pos in NOUNS and not sum_again and not any(t.tag[:2] == "VB" for t in lead)
    return word if sure else None


def of_host(ctx: Context, line: Line, parse: Parse, word: Token) -> tuple[Token | None, tuple[str, ...]]:
    """The noun that a bracketed sum is a measure of ("sales"), and whom it is about ("Peru")."""
    actor = ctx.actor(line, word)
    if actor is None or not actor.ids:
        return word if word.pos == "NOUN" else None, of_noun(ctx, line, parse, word)
    first = next(t for t in parse if t.end > actor.span.start)
    while first.i and parse[first.i - 1].pos == "DET":
        first = parse[first.i - 1]
    noun = parse[first.i - 2] if first.i > 1 and parse[first.i - 1].low in figure_words(ctx.lexicon)["party"] else None
    own = owners(ctx, actor.ids)
    if noun is None or not (noun.pos == "NOUN" or (noun.pos == "PROPN" and noun.text.isupper())):
        return None, own
    return noun, tuple(dict.fromkeys((*owners(ctx, before(ctx, line, parse, noun)), *own)))


def dealers(ctx: Context, line: Line, f: Footing, who: tuple[str, ...]) -> tuple[str, ...]:
    """Buyer and seller: the two states that a list of deals is between, or the text is, where one or none is named."""
    noun = next((n for n in (f.outer, f.near) if n and n.lemma in figure_words(ctx.lexicon)["deal"]), None)
    if noun is None or noun.dep != "ROOT" or len(who) > 1:
        return who
    lead = lead_in(ctx, line)
    opened = named(ctx, lead, lead.span) if lead else ()
    parties = tuple(p for p in ctx.scene.parties if ctx.is_state(p))
    both = next((p for p in (opened, parties) if len(p) == 2 and set(who) <= set(p)), None)
    return both or who
