"""The lexicon's number words, units and bounds, indexed once for each lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from verbale.lexicon import Entry, Lexicon, variants


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator with its cautions; see bounds.toml."""

    comparator: str
    loose: bool = False
    prepositional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Number words by value, contexts by kind. All keys are lower-case unless said otherwise.

    short: abbreviated scales ("bn"), short_money: those that need a currency ("M"); both as written.
    multipliers: words that multiply the one before them ("two hundred", "three dozen").
    sets: the word lists of the one-row tables.
    """

    cardinals: Mapping[str, Decimal]
    multipliers: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    short: Mapping[str, Decimal]
    short_money: Mapping[str, Decimal]
    ordinals: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    fraction_follow: Mapping[str, frozenset[str]]
    fraction_scales: frozenset[str]
    signs: Mapping[str, Decimal]
    multiples: Mapping[str, Decimal]
    multiple_verbs: Mapping[str, Decimal]
    adverbs: Mapping[str, tuple[Decimal, frozenset[str]]]
    groups: Mapping[str, Decimal]
    plurals: Mapping[str, str]
    plural_rules: tuple[tuple[str, str], ...]
    bounds: Mapping[str, Mapping[str, Bound]]
    opposite: Mapping[str, str]
    idioms: tuple[str, ...]
    named: frozenset[str]
    named_capital: frozenset[str]
    sets: Mapping[str, frozenset[str]]

    def has(self, table: str, word: str) -> bool:
        return word in self.sets.get(table, ())


def decimal(value: int | float) -> Decimal:
    """The number as a decimal; thirds and sevenths at the precision of a double."""
    exact = Fraction(value).limit_denominator(1_000_000_000)
    return Decimal(str(value)) if exact.denominator != 1 else Decimal(int(exact))


def forms(entries: Iterable[Entry], key: str = "forms") -> tuple[str, ...]:
    """Every surface form of the entries."""
    return tuple(f for e in entries for pattern in e.get(key, ()) for f in variants(pattern))


WORD_TABLES = (
    "number_article", "number_and", "number_some", "number_share", "number_minus", "number_clock",
    "number_value_cue", "number_stop", "number_skip", "ordinal_title", "ordinal_rank", "indefinite_plural",
    "number_month", "bound_filler", "bound_negation", "duration_bound_cue", "range_joint", "range_and", "range_or",
    "range_between", "range_from", "range_cue", "list_joint", "rate_not", "rate_break", "ordinal_series",
    "ordinal_scope", "ordinal_idle", "one_before", "one_after", "number_strong", "part_before", "double_after",
    "multiple_lead", "year_noun", "money_of", "times_of", "rate_base",
)  # fmt: skip


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Index the number tables of a lexicon."""
    return Vocabulary(
        cardinals=_values(lexicon, "number_cardinal"),
        multipliers={e["word"]: decimal(e["value"]) for e in lexicon.table("number_cardinal") if e.get("article")},
        scales=_values(lexicon, "number_scale"),
        short=_short(lexicon, "short"),
        short_money=_short(lexicon, "short_money"),
        ordinals=_values(lexicon, "number_ordinal"),
        fractions=_values(lexicon, "number_fraction"),
        fraction_follow={e["word"]: frozenset(e["followed_by"]) for e in lexicon.table("number_fraction")},
        fraction_scales=frozenset(e["word"] for e in lexicon.table("number_fraction") if e.get("scales")),
        signs={e["sign"]: decimal(e["value"]) for e in lexicon.table("number_sign")},
        multiples={f: decimal(e["value"]) for e in lexicon.table("number_multiple") for f in e["forms"]},
        multiple_verbs={f: decimal(e["value"]) for e in lexicon.table("number_multiple") for f in e["verb"]},
        adverbs=_adverbs(lexicon),
        groups=_values(lexicon, "number_group"),
        plurals={e["plural"]: e["singular"] for e in lexicon.table("plural")},
        plural_rules=tuple((e["ending"], e["singular"]) for e in lexicon.table("plural_rule")),
        bounds=_bounds(lexicon),
        opposite={e["comparator"]: e["opposite"] for e in lexicon.table("bound_opposite")},
        idioms=tuple(sorted(forms(lexicon.table("number_idiom")))),
        named=_named(lexicon, True),
        named_capital=_named(lexicon, False),
        sets=_sets(lexicon),
    )


def _values(lexicon: Lexicon, table: str) -> dict[str, Decimal]:
    rows = lexicon.table(table)
    found = {e["word"]: decimal(e["value"]) for e in rows}
    return found | {e["plural"]: decimal(e["value"]) for e in rows if "plural" in e}


def _short(lexicon: Lexicon, key: str) -> dict[str, Decimal]:
    return {s: decimal(e["value"]) for e in lexicon.table("number_scale") for s in e.get(key, ())}


def _adverbs(lexicon: Lexicon) -> dict[str, tuple[Decimal, frozenset[str]]]:
    return {
        e["word"]: (decimal(e["value"]), frozenset(e.get("followed_by", ()))) for e in lexicon.table("number_adverb")
    }


def _bounds(lexicon: Lexicon) -> dict[str, dict[str, Bound]]:
    """place → phrase → bound."""
    out: dict[str, dict[str, Bound]] = {"before": {}, "after": {}, "joined": {}}
    for entry in lexicon.table("bound"):
        for phrase in entry["forms"]:
            out[entry["place"]][phrase] = Bound(
                entry["comparator"], entry.get("loose", False), entry.get("prepositional", False)
            )
    return out


def _named(lexicon: Lexicon, any_case: bool) -> frozenset[str]:
    rows = (e for e in lexicon.table("number_identifier") if e["any_case"] is any_case)
    words = {w for e in rows for w in e["words"]}
    return frozenset(words | {w + "s" for w in words})


def _sets(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    found = {t: frozenset(w for e in lexicon.table(t) for w in e["words"]) for t in WORD_TABLES}
    for row in ("before", "after", "verb"):
        cues = (e for e in lexicon.table("number_multiple_cue") if e["place"] == row)
        found[f"multiple_{row}"] = frozenset(w for e in cues for w in e["words"])
    months = lexicon.table("number_month")
    shapes = {m for e in months for w in e["words"] for m in (w, w.upper())} | {m for e in months for m in e["lower"]}
    found["number_month"] = frozenset(shapes)
    found["times"] = frozenset(e["word"] for e in lexicon.table("number_times"))
    found["fold"] = frozenset(e["word"] for e in lexicon.table("number_fold"))
    return found
