"""What a figure measures: the lexicon's measure for the noun it is a figure of, else that noun as a slug.

A count is named by the noun counted ("train-count"), a sum by the noun it modifies or that its verb implies ("invested
2 million" is investment). A word elsewhere in the clause never names a measure while the tree gives a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.mention import Quantity
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon
from verbale.lines.clauses import preps
from verbale.records.context import Context
from verbale.records.footing import Footing, figure_words

AMOUNT = "amount"
RATES = ("percent", "points", "multiple", "fraction")


def measure(ctx: Context, line: Line, span: Span, q: Quantity, f: Footing) -> str | None:
    """The slug of a quantity's measure; None where neither tree nor lexicon gives one."""
    if q.sort == "count":
        return _of_count(ctx, line, q, f)
    if q.sort == "ordinal":
        return (q.unit or "value").replace(" ", "-")
    near = _weightier(ctx, line, q, f)
    nouns = [(near, True), (f.far, False), (f.level, True)]
    verb = of_verb(ctx.lexicon, f.verb.lemma, counts=False) if f.verb and _object(f) else None
    for noun, first in nouns:
        if verb and not first:
            return verb
        if noun is not None and line.parse is not None:
            return of_noun(ctx, line, line.parse, _moved(ctx, line.parse, noun, q, f), q)
    return verb or (_nearest(ctx, span, q) if line.parse is None else None)


def _weightier(ctx: Context, line: Line, q: Quantity, f: Footing) -> Token | None:
    """ "purchases of 9 million of wheat": the noun before the sum, where only it is in the list of measures."""
    outer = f.outer
    if outer is None or f.near is None or line.parse is None or outer.i >= f.near.i:
        return f.near
    known = [_listed(ctx, line, line.parse, n, q) for n in (outer, f.near)]
    return outer if known[0] and not known[1] else f.near


def _moved(ctx: Context, parse: Parse, noun: Token, q: Quantity, f: Footing) -> Token:
    """ "a 9 percent drop in arrivals": what has dropped."""
    words = figure_words(ctx.lexicon)
    inner = next((o for prep, o in preps(parse, noun) if prep == "in" and o.pos == "NOUN"), None)
    beside = f.top is not None and parse.head(f.top).i == noun.i
    moved = beside and q.sort in RATES and noun.lemma in words["up"] | words["down"]
    return inner if moved and inner is not None else noun


def _object(f: Footing) -> bool:
    """Whether the sum is what the verb gives, spends or owes."""
    return f.top is not None and f.top.dep in ("dobj", "attr", "oprd", "pobj", "nsubjpass", "dative", "npadvmod")


def _of_count(ctx: Context, line: Line, q: Quantity, f: Footing) -> str:
    persons = q.unit in figure_words(ctx.lexicon)["people"]
    hit = of_verb(ctx.lexicon, f.verb.lemma, counts=True) if f.verb and persons and _struck(f) else None
    if hit or (persons and line.parse and f.near and _perished(ctx, line.parse, f.near)):
        return hit or "casualties"
    known = _listed(ctx, line, line.parse, f.near, q) if line.parse and f.near else _row(ctx, q.unit or "", q)
    return known or f"{(q.unit or 'value').replace(' ', '-').lower()}-count"


def _struck(f: Footing) -> bool:
    """Whether those counted are who the verb befalls: the object, the subject of a passive or of "died"."""
    return f.top is not None and f.top.dep in ("dobj", "nsubjpass", "nsubj", "conj", "attr", "npadvmod", "pobj")


def _perished(ctx: Context, parse: Parse, noun: Token) -> bool:
    """ "nine sailors losing their lives"."""
    words = figure_words(ctx.lexicon)
    verbs = [v for v in (*parse.kids(noun, "acl", "relcl"), parse.head(noun)) if v.lemma in words["lose"]]
    return any(o.lemma in words["life"] for v in verbs for o in parse.kids(v, "dobj"))


def of_noun(ctx: Context, line: Line, parse: Parse, noun: Token, q: Quantity) -> str:
    """The measure of a noun: its entry in the lexicon, else the noun with its compounds as a slug; of "the number
    of trains" that of the trains."""
    inner = next((o for prep, o in preps(parse, noun) if prep == "of"), None)
    if noun.lemma in figure_words(ctx.lexicon)["number"] and inner is not None and inner.pos == "NOUN":
        noun = inner
    return _listed(ctx, line, parse, noun, q) or _slug(ctx, line, parse, noun)


def _listed(ctx: Context, line: Line, parse: Parse, noun: Token, q: Quantity) -> str | None:
    forms = sorted(set(_phrases(ctx, line, parse, noun)), key=lambda p: (-len(p.split()), p))
    return next((row for form in forms if (row := _row(ctx, form, q))), None)


def _row(ctx: Context, form: str, q: Quantity) -> str | None:
    return next((str(r["id"]) for r in _index(ctx.lexicon).get(form, ()) if _admits(r, q)), None)


def _phrases(ctx: Context, line: Line, parse: Parse, noun: Token) -> Iterator[str]:
    """The noun with more and fewer of the words before it, and with the preposition and noun after it."""
    left = [t.low for t in _before(ctx, line, parse, noun)]
    for head in {noun.low, noun.lemma}:
        yield from (" ".join([*left[k:], head]) for k in range(len(left) + 1))
        for prep, o in preps(parse, noun):
            yield f"{head} {prep}"
            yield from (f"{head} {prep} {word}" for word in {o.low, o.lemma})


def _before(ctx: Context, line: Line, parse: Parse, noun: Token) -> list[Token]:
    """Up to three words right before a noun that qualify it; no names, numbers or determiners."""
    out: list[Token] = []
    for t in reversed(parse.tokens[max(0, noun.i - 3) : noun.i]):
        named = ctx.actor(line, t) is not None
        if t.tag[:2] not in ("NN", "JJ", "HY", "VB") or t.pos in ("NUM", "SYM") or named:
            break
        out.insert(0, t)
    return out


def _slug(ctx: Context, line: Line, parse: Parse, noun: Token) -> str:
    left = [t.lemma for t in _before(ctx, line, parse, noun) if t.dep == "compound" and t.pos == "NOUN"]
    left = [w for w in left if w not in figure_words(ctx.lexicon)["money"]]
    words = [w for w in (*left[-2:], noun.lemma.casefold()) if re.fullmatch(r"[\w-]+", w)]
    return "-".join(words).replace("--", "-") or AMOUNT


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, tuple[Entry, ...]] = {}
    for r in lexicon.table("measure"):
        for w in r["words"]:
            out[w.casefold()] = (*out.get(w.casefold(), ()), r)
    return out


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> dict[tuple[str, bool], str]:
    return {(v, bool(r.get("counts"))): r["id"] for r in lexicon.table("measure-verb") for v in r["verbs"]}


def of_verb(lexicon: Lexicon, lemma: str, counts: bool) -> str | None:
    """The measure a verb implies for its object: sums ("lent 5 million") or, with `counts`, persons ("killed 5")."""
    return _verbs(lexicon).get((lemma, counts))


def _nearest(ctx: Context, span: Span, q: Quantity) -> str | None:
    """Without a tree: the measure whose words stand nearest to the quantity, and whose units admit it."""
    low = span.of(ctx.document.text).casefold()
    at = q.span.start - span.start
    best: tuple[int, int, str] | None = None
    for word, rows in _index(ctx.lexicon).items():
        i = low.find(word)
        if i >= 0 and _admits(rows[0], q) and re.search(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", low):
            score = (abs(i - at), -len(word), str(rows[0]["id"]))
            best = min(best, score) if best else score
    return best[2] if best else None


def _admits(row: Entry, q: Quantity) -> bool:
    """Whether a measure is given in the quantity's unit; rates of change are of any measure."""
    units = row.get("units") or ()
    if not units or q.sort in RATES:
        return True
    kind = "count" if q.sort == "count" else "money" if is_money(q) else q.unit
    return kind in units or q.unit in units


def is_money(q: Quantity) -> bool:
    return bool(q.unit and len(q.unit) == 3 and q.unit.isupper())
