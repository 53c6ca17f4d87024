"""Currencies: signs, codes and names, and whose dollar a bare dollar is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from verbale.lexicon import Entry, Lexicon, variants
from verbale.mentions.numbers.trie import alternation


@dataclass(frozen=True, slots=True)
class Shared:
    """A name that several currencies bear. default: the one read where nothing decides; needs, codes: see the file."""

    default: str | None
    needs: str | None
    reason: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Money:
    """A currency read from text. code: ISO 4217, or None with the reason. ratio: parts in one unit for a part."""

    code: str | None
    reason: str | None = None
    end: int = 0
    ratio: Decimal = Decimal(1)
    start: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A small unit: of which currency or shared name, or one of several (row); ratio: how many make a whole."""

    of: str | None
    row: Shared | None
    ratio: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Currencies:
    """Currencies by sign, by name with and without nationality, and by user. words: codes that are words as well."""

    signs: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    national: Mapping[tuple[str, str], str]
    users: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, Shared]
    parts: Mapping[str, Part]
    prefixes: Mapping[str, Decimal]
    words: frozenset[str]
    before: re.Pattern[str]
    sign_after: re.Pattern[str]
    name_after: re.Pattern[str]
    part_after: re.Pattern[str]
    code_scale: re.Pattern[str]
    name_before: re.Pattern[str]


@cache
def currencies(lexicon: Lexicon) -> Currencies:
    """The currency tables of a lexicon, indexed."""
    rows = lexicon.table("currency")
    signs = {s: e["code"] for e in rows for s in (e["code"], *e.get("symbols", ()), *e.get("large_symbols", ()))}
    signs |= {e["code"].lower(): e["code"] for e in rows if e.get("any_case")}
    shared = _shared(lexicon)
    names, national = _names(lexicon)
    parts = {w.lower(): _part_row(e) for e in lexicon.table("currency_part") for p in e["words"] for w in variants(p)}
    prefixes = {e["sign"]: Decimal(e["value"]) for e in lexicon.table("currency_prefix")}
    all_signs = {**signs, **{s: "" for s in shared if not s.islower() or len(s) < 3}}
    nations = alternation({n.lower() for n, _ in national})
    named = names.keys() | {w for w in shared if w.islower()}
    words = alternation(named)
    leads = alternation({w for w in named if not (w in shared and shared[w].needs)} | parts.keys())
    codes = alternation(e["code"] for e in rows)
    return Currencies(
        signs, names, national, _users(lexicon), shared, parts, prefixes,
        _large(lexicon),
        before=re.compile(prefix(all_signs)),
        sign_after=re.compile(rf"\s{{0,9}}(?P<prefix>{alternation(prefixes)}(?={codes}))?(?P<sign>{alternation(all_signs)})(?![\w$€£])(?!\s?\d)"),
        name_after=re.compile(rf"[\s\u00a0-]+(?:(?P<nation>(?i:{nations}))[\s\u00a0-]+)?(?P<word>(?i:{words}))(?!\w)"),
        part_after=re.compile(rf"(?:[\s\u00a0]+|-|(?=¢))(?P<word>(?i:{alternation(parts)}))(?!\w)"),
        code_scale=re.compile(rf"\s(?P<code>{codes})\s+(?=[a-z])"),
        name_before=re.compile(rf"(?<![\w-])(?P<word>(?i:{leads}))[\s\u00a0]$"),
    )  # fmt: skip


def prefix(signs: Mapping[str, str]) -> str:
    """A pattern for a sign before digits: letters need a boundary on their left, other signs none."""
    lettered = alternation(s for s in signs if s[0].isalpha())
    other = alternation(s for s in signs if not s[0].isalpha())
    return rf"(?:(?<![\w$]){lettered}|{other})[\s\u00a0]?"


def signs_before(lexicon: Lexicon) -> str:
    """The pattern source of a currency sign that stands before digits."""
    return currencies(lexicon).before.pattern


def is_word(sign: str, lexicon: Lexicon) -> bool:
    """Whether the code is also a word or an acronym ("COP"), and money only before a large number."""
    return " ".join(sign.split()) in currencies(lexicon).words


def _large(lexicon: Lexicon) -> frozenset[str]:
    """Codes and signs that are words or letters as well, and money only before a scaled or grouped number."""
    codes = (e["code"] for e in lexicon.table("currency") if e.get("code_is_word"))
    rows = (*lexicon.table("currency"), *lexicon.table("currency_word"))
    return frozenset((*codes, *(s for e in rows for s in e.get("large_symbols", ()))))


def _shared(lexicon: Lexicon) -> dict[str, Shared]:
    out: dict[str, Shared] = {}
    for e in lexicon.table("currency_word"):
        row = Shared(e.get("default"), e.get("needs"), e["reason"], frozenset(e.get("codes", ())))
        out |= {w.lower(): row for p in e["words"] for w in variants(p)} | dict.fromkeys(
            (*e.get("symbols", ()), *e.get("large_symbols", ())), row
        )
    return out


def _part_row(e: Entry) -> Part:
    row = Shared(e.get("default"), None, e["reason"], frozenset(e["codes"])) if "codes" in e else None
    return Part(e.get("of"), row, Decimal(e["ratio"]))


def _names(lexicon: Lexicon) -> tuple[dict[str, frozenset[str]], dict[tuple[str, str], str]]:
    names: dict[str, frozenset[str]] = {}
    national: dict[tuple[str, str], str] = {}
    for e in lexicon.table("currency"):
        for word in (w.lower() for p in e["words"] for w in variants(p)):
            names[word] = names.get(word, frozenset()) | {e["code"]}
            national |= {(n.lower(), word): e["code"] for n in e.get("nationality", ())}
    return names, national


def _users(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    users: dict[str, tuple[str, ...]] = {}
    for e in lexicon.table("currency"):
        for state in e.get("users", ()):
            users[state] = (*users.get(state, ()), e["code"])
    return users


def of_sign(sign: str, publisher: str | None, lexicon: Lexicon) -> Money:
    """The currency of a sign or code; a bare "$" is the publisher's own dollar where it has one."""
    table = currencies(lexicon)
    sign = " ".join(sign.split())
    if sign in table.signs:
        return Money(table.signs[sign])
    return _bare(sign, _family(sign, table), publisher, table)


def _family(sign: str, table: Currencies) -> frozenset[str]:
    """Currencies that share the name which the sign stands for."""
    row = table.shared[sign]
    return row.codes or frozenset().union(
        *(table.names.get(w, frozenset()) for w, r in table.shared.items() if r == row)
    )


def _bare(word: str, codes: frozenset[str], publisher: str | None, table: Currencies) -> Money:
    row = table.shared.get(word)
    if row is None:
        return Money(next(iter(codes))) if len(codes) == 1 else Money(None, word)
    return _shared_by(row, codes, publisher, table)


def _shared_by(row: Shared, codes: frozenset[str], publisher: str | None, table: Currencies) -> Money:
    own = [c for c in table.users.get(publisher or "", ()) if c in codes]
    return Money(own[0] if own else row.default, row.reason)


def after(text: str, end: int, stop: int, publisher: str | None, large: bool, lexicon: Lexicon) -> Money | None:
    """The currency that stands right after a numeral ending at `end`: name, code, sign or small part.

    large: the number has a scale word or grouped digits, which "won" and its like need to be money.
    """
    table = currencies(lexicon)
    part = table.part_after.match(text, end, stop)
    m = table.name_after.match(text, end, stop)
    if m and not (part and part.end() > m.end()):  # "4 euros", not "4 euro cents"
        word, nation = " ".join(m["word"].lower().split()), " ".join((m["nation"] or "").lower().split())
        money = _named(word, nation, publisher, large, table)
        if money:
            return Money(money.code, money.reason, m.end(), start=m.start("nation") if nation else m.start("word"))
    m = table.sign_after.match(text, end, stop)
    if m and (large or " ".join(m["sign"].split()) not in table.words):
        money = of_sign(m["sign"], publisher, lexicon)
        ratio = 1 / table.prefixes[m["prefix"]] if m["prefix"] else Decimal(1)
        return Money(money.code, money.reason, m.end(), ratio, m.start("sign"))
    return _part(part, publisher, table) if part else None


def _named(word: str, nation: str, publisher: str | None, large: bool, table: Currencies) -> Money | None:
    if nation:
        code = table.national.get((nation, word))
        return Money(code) if code else Money(None, f"{nation} {word}")
    row = table.shared.get(word)
    if row and (row.needs == "nationality" or (row.needs == "scale" and not large)):
        return None
    codes = table.names.get(word) or (_family(word, table) if row else frozenset())
    return _bare(word, codes, publisher, table)


def _part(m: re.Match[str], publisher: str | None, table: Currencies) -> Money:
    part = table.parts[" ".join(m["word"].lower().split())]
    return replace(_whole(part, publisher, table), end=m.end(), ratio=part.ratio, start=m.start("word"))


def _whole(part: Part, publisher: str | None, table: Currencies) -> Money:
    if part.row:
        return _shared_by(part.row, part.row.codes, publisher, table)
    shared = part.of in table.shared
    return _bare(part.of or "", _family(part.of or "", table), publisher, table) if shared else Money(part.of)


def before(text: str, first: int, start: int, publisher: str | None, lexicon: Lexicon) -> Money | None:
    """The currency whose name stands right before digits: "dollar 22.5 million", "rupees 40 crore"."""
    table = currencies(lexicon)
    m = table.name_before.search(text, max(first, start - 24), start)
    if m is None:
        return None
    word = " ".join(m["word"].lower().split())
    if word in table.parts:
        return replace(_part(m, publisher, table), start=m.start("word"))
    money = _named(word, "", publisher, True, table)
    return money and replace(money, start=m.start("word"), end=m.end("word"))


def agrees(sign: str, code: str | None, lexicon: Lexicon) -> bool:
    """Whether a name after the number may say whose a bare sign is: "$10 billion USD", not "$100 billion SDR"."""
    table = currencies(lexicon)
    sign = " ".join(sign.split())
    return code in _family(sign, table) if sign in table.shared else code == table.signs.get(sign)


def next_part(text: str, start: int, end: int, lexicon: Lexicon) -> Decimal | None:
    """How many of the next smaller unit make one whole, where the text ends in a tenth: "five mao five"."""
    table = currencies(lexicon)
    word = text[start:end].lower().split()[-1:]
    ratio = table.parts[word[0]].ratio if word and word[0] in table.parts else None
    return ratio * 10 if ratio == 10 else None


def code_before_scale(text: str, end: int, stop: int, lexicon: Lexicon) -> Money | None:
    """The code in "75 USD million"."""
    m = currencies(lexicon).code_scale.match(text, end, stop)
    return Money(m["code"], None, m.end(), start=m.start("code")) if m else None
