"""A record in a few words, days for people, and text made safe to show."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from verbale.core.interval import Interval
from verbale.core.record import Record
from verbale.register.parties import parties
from verbale.views.names import Names

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SIGNS = {"=": "", "~": "about ", ">": "over ", ">=": "at least ", "<": "under ", "<=": "up to "}
GLUED = ("%", "x")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
ARROW = ("visitor", "giver", "host", "receiver")
"""Roles that stand on either side of an arrow, in that order."""
PLAIN = re.compile(r"(?:\d{4}|XXXX)(-(0[1-9]|1[0-2])(-\d\d)?)?")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clean(text: str) -> str:
    """One line: blanks joined, controls, terminal escapes and marks that turn the writing direction shown as U+FFFD."""
    return UNSEEN.sub("\ufffd", " ".join(text.split()))


def short(text: str, width: int) -> str:
    """The start of a text in at most `width` characters, cut between words where it can be."""
    line = clean(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] else cut).rstrip(" ,;:") + "…"


def when(time: Interval | None) -> str:
    """A time at its own precision ("4 May 2021", "May 2021", "3–4 Jul 2024"), its ends where it has no plain form."""
    if time is None:
        return ""
    words = edtf(time.edtf) or edtf(f"{_iso(time.earliest)}/{_iso(time.latest)}") or clean(time.edtf)
    return f"within {words}" if time.within and "–" in words else words


def edtf(words: str, months: Sequence[str] = MONTHS, until: Callable[[str], str] | None = None) -> str:
    """Years, months, days and intervals of them in words; nothing for what EDTF writes otherwise.

    months: their names. until: the words for an interval that has only an end, given that end.
    """
    first, slash, last = words.partition("/")
    first, last = (end if PLAIN.fullmatch(end) else "" for end in (first, last))
    if first and last:
        return _range(first, last, months)
    if not slash:
        return _day(first, months) if first else ""
    if first:
        return f"since {_day(first, months)}"
    return (until(last) if until else f"until {_day(last, months)}") if last else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _range(first: str, last: str, months: Sequence[str]) -> str:
    """Two ends as a person writes them; what they share is said once."""
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_day(last, months)}"
    year = f" {last[:4]}" if first[:4] == last[:4] and min(len(first), len(last)) > 4 else ""
    return f"{_day(first, months).removesuffix(year)} – {_day(last, months)}"


def _day(edtf: str, months: Sequence[str]) -> str:
    """A day, month or year; of an open year (XXXX) only the day and month."""
    year, *rest = edtf.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*parts, *([months[int(rest[0]) - 1]] if rest else []), year]).removesuffix(" XXXX")


def number(value: float | None) -> str:
    """A number, with its scale word where that takes three decimals at most ("41 billion", "17.6 million")."""
    if value is None:
        return "?"
    for size, word in SCALES:
        if abs(value) >= size and math.isclose(round(value / size, 3) * size, value, rel_tol=1e-12):
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.10g}"


def gist(record: Record, name: Names) -> str:
    """The key fields of a record in words, a figure's period where it is not the record's time; the quote rules."""
    values = dict(record.values)
    if record.time and values.get("period") == record.time.edtf:
        del values["period"]
    return clean(GISTS.get(record.kind, _other)(values, name))


def sayers(record: Record, name: Names) -> str:
    return clean(name.all(record.said_by))


def involved(record: Record) -> tuple[str, ...]:
    """The actors a record is about, without who says it."""
    return tuple(dict.fromkeys(who for who, part in parties(record) if part not in ("said_by", "dyad")))


def _figure(values: Mapping[str, Any], name: Names) -> str:
    measure, unit = _text(values.get("measure")).replace("-", " "), str(values.get("unit") or "")
    low, high = values.get("low"), values.get("high")
    amount = f"{number(low)}–{number(high)}" if low is not None else number(values.get("value"))
    amount = f"{SIGNS.get(str(values.get('comparator') or '='), '')}{amount}"
    whole = amount + unit if unit in GLUED else f"{amount} {unit if amount == '1' else _several(unit)}"
    per = f" per {values['per']}" if values.get("per") else ""
    ordinal = f"no. {amount}" + ("" if unit in measure.split() else f" ({unit})")
    shape = {"ordinal": ordinal, "rank": f"rank {amount}", "unique": "the only one"}
    head = shape.get(str(values.get("form")), (whole + per).strip())
    rest = [_change(values.get("change")), edtf(_text(values.get("period"))), _text(values.get("scope"))]
    return ", ".join([f"{measure}: {head}" if measure else head, *filter(None, rest)])


def _several(unit: str) -> str:
    """The plural of a counted noun; codes and symbols have none."""
    if not re.fullmatch(r"[a-z][a-z -]{2,}", unit) or unit.endswith("s"):
        return unit
    stem, end = (unit[:-1], "ies") if re.search(r"[^aeiou]y$", unit) else (unit, "s")
    return stem + ("es" if re.search(r"(ch|sh|x)$", unit) else end)


def _change(change: Any) -> str:
    if not isinstance(change, Mapping) or change.get("value") is None:
        return ""
    unit = str(change.get("unit") or "")
    space = "" if unit in GLUED else " "
    return f"{change.get('direction') or 'change'} {number(change['value'])}{space}{unit}"


def _event(values: Mapping[str, Any], name: Names) -> str:
    cast = [a for a in values.get("actors") or () if isinstance(a, Mapping) and a.get("id")]
    roles = {str(a["id"]): str(a.get("role") or "") for a in cast}
    places = [place for place in _list(values.get("place")) if roles.get(place) != "host"]
    thing = ", ".join(name(o) for o in _list(values.get("object")))
    ordinal = f"no. {values['ordinal']}" if values.get("ordinal") else ""
    times = f"× {values['count']}" if (values.get("count") or 1) != 1 else ""
    sort = _text(values.get("type")).replace("-", " ")
    named = thing if sort == "other" else f"{sort} – {thing}" if thing else sort
    head = " ".join(filter(None, [named or sort, ordinal, times]))
    where = f", in {', '.join(name(place) for place in places)}" if places else ""
    who = _cast(roles, name)
    return f"{head}{': ' + who if who else ''}{where}"


def _cast(roles: Mapping[str, str], name: Names) -> str:
    """Who did it, "visitor → host"; roles that the order does not show are named."""
    played = dict.fromkeys(roles.values())
    ends = [", ".join(name(who) for who in roles if roles[who] == role) for role in ARROW if role in played]
    plain = ", ".join(name(who) for who in roles if roles[who] in ("", "participant"))
    rest = [f"{name(who)} ({role})" for who, role in roles.items() if role not in (*ARROW, "", "participant")]
    return ", ".join(filter(None, [" → ".join(ends), plain, *rest]))


def _relation(values: Mapping[str, Any], name: Names) -> str:
    sides = [name.all(_list(values.get("subject"))), name.all(_list(values.get("object")))]
    text = _text(values.get("value")) or _text(values.get("type")).replace("-", " ")
    dates = [f"{word} {_text(values[word])}" for word in ("since", "until") if values.get(word)]
    return ", ".join([f"{' – '.join(filter(None, sides))}: {text}", *dates])


def _stance(values: Mapping[str, Any], name: Names) -> str:
    return f"{name.all(_list(values.get('holder')))} – {_text(values.get('attitude'))}: {_text(values.get('target'))}"


def _commitment(values: Mapping[str, Any], name: Names) -> str:
    toward = name.all(_list(values.get("toward")))
    deadline = f" (by {_text(values['deadline'])})" if values.get("deadline") else ""
    head = f"{name.all(_list(values.get('holder')))} – {_text(values.get('modality'))}: {_text(values.get('action'))}"
    return f"{head}{f' (toward {toward})' if toward else ''}{deadline}"


def _phrase(values: Mapping[str, Any], name: Names) -> str:
    return _text(values.get("canonical")).replace("-", " ")


def _other(values: Mapping[str, Any], name: Names) -> str:
    return ", ".join(f"{key} {_text(value)}" for key, value in values.items() if value)


GISTS = {
    "figure": _figure,
    "event": _event,
    "relation": _relation,
    "stance": _stance,
    "commitment": _commitment,
    "phrase": _phrase,
}


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def _list(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)] if value else []
