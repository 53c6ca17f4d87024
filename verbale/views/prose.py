"""Happenings and records as a diplomat reads them: full names, written-out days, sums with their currency.

What goes in comes from documents and goes through `clean`; what comes out is one line of plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from verbale.core.interval import Interval
from verbale.lexicon import load
from verbale.register.happenings import Happening
from verbale.register.rows import Kept
from verbale.views import wording
from verbale.views.names import Names
from verbale.views.wording import SIGNS, clean, number

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
TREE: Mapping[str, Mapping[str, str]] = {
    "visit": {"held": "visited", "planned": "is to visit", "denied": "did not visit", "conditional": "may visit"},
    "meeting": {"held": "met", "planned": "are to meet", "denied": "did not meet", "conditional": "may meet"},
    "call": {"held": "spoke by telephone", "planned": "are to speak by telephone",
             "denied": "did not speak by telephone", "conditional": "may speak by telephone"},
}  # fmt: skip
"""The verb of an occasion by its status."""
SHORT = 5
"""Words that a line of its own needs at least."""
LONG = 140
"""Characters of a quote that still read as a line of their own."""


def days(edtf: str) -> str:
    """A time at its own precision: "28 June 2024", "14–15 May 2023", "May 2023", "by 2025"."""
    return wording.edtf(edtf, MONTHS, due)


def day(value: date | None) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def when(time: Interval | None) -> str:
    """A time of a record or document; its two ends where it has no plain form."""
    if time is None:
        return ""
    ends = [d.isoformat() if d else "" for d in (time.earliest, time.latest)]
    words = days(time.edtf) or days("/".join(ends)) or clean(time.edtf)
    return f"between {words.replace(' – ', ' and ').replace('–', ' and ')}" if time.within and "–" in words else words


def times(found: Sequence[Interval]) -> str:
    """All times of a happening, side by side."""
    return " / ".join(dict.fromkeys(filter(None, map(when, found))))


def due(edtf: str | None) -> str:
    """A deadline or the period of a target: "by 2026", "by June 2024", "by the end of 2024"."""
    words = str(edtf or "").removeprefix("../")
    if re.fullmatch(r"\d{4}-12-31", words):
        return f"by the end of {words[:4]}"
    return f"by {days(words) if '/' not in words else clean(words)}" if words else ""


def listed(words: Iterable[str]) -> str:
    """ "A, B and C"."""
    found = [w for w in words if w]
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)


def names(ids: Iterable[str], name: Names) -> str:
    """Names in a sentence, with the article that some states have."""
    return clean(listed(dict.fromkeys(f"the {name(i)}" if i in articled() else name(i) for i in ids)))


def at(place: str, name: Names) -> str:
    """ "in Lisbon", "at the White House"."""
    words = clean(name(place))
    if place not in _buildings():
        return f"in {'the ' if place in articled() else ''}{words}"
    return f"at {'' if words.casefold().startswith('the ') or words[:1].isdigit() else 'the '}{words}"


@cache
def _buildings() -> frozenset[str]:
    return frozenset(r["id"] for r in load("en").table("place") if r.get("kind") == "building")


@cache
def articled() -> frozenset[str]:
    """States whose name takes an article in a sentence."""
    return frozenset(r["id"] for r in load("en").table("state") if r.get("article"))


@lru_cache(maxsize=512)
def unit(code: str, one: bool = False) -> str:
    """A unit in words: a currency's plural, a counted noun's; symbols stay."""
    from babel.numbers import get_currency_name

    if re.fullmatch(r"[A-Z]{3}", code):
        found = get_currency_name(code, count=1 if one else 2, locale="en")
        return found if found != code else code
    if one or not re.fullmatch(r"[a-z][a-z -]{2,}", code) or code.endswith("s"):
        return code
    stem, end = (code[:-1], "ies") if re.search(r"[^aeiou]y$", code) else (code, "s")
    return stem + ("es" if re.search(r"(ch|sh|x)$", code) else end)


def amount(values: Mapping[str, Any]) -> str:
    """A value with bound and unit: "about 310 million euros"."""
    low, high, value, code = (values.get(k) for k in ("low", "high", "value", "unit"))
    figure = f"{number(low)}–{number(high)}" if low is not None and high is not None else number(value)
    if value is None and low is None:
        figure = "a sum without a number" if code and re.fullmatch("[A-Z]{3}", str(code)) else "not numbered"
        return clean(figure)
    sign = SIGNS.get(str(values.get("comparator") or "="), "")
    words = unit(str(code), value == 1) if code else ""
    glue = "" if words in ("%", "x") else " "
    per = f" per {values['per']}" if values.get("per") else ""
    return clean(f"{sign}{figure}{glue if words else ''}{words}{per}")


def measure(values: Mapping[str, Any]) -> str:
    """What a figure is a figure of, without its parties."""
    words = str(values.get("measure") or values.get("form") or "figure").replace("-", " ")
    words = re.sub(r"^(?:gdp|fdi)\b", lambda m: m.group().upper(), words)
    scope = f" ({clean(str(values['scope']))})" if values.get("scope") else ""
    return clean(words[:1].upper() + words[1:] + scope)


def told(kept: Kept, name: Names) -> str:
    """One record as a line, by its kind; where no form fits, its own words."""
    kind = kept.record.kind
    return clean(KINDS[kind](kept.record.values, kept, name)) if kind in KINDS else clean(kept.record.quote)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _event(values: Mapping[str, Any], kept: Kept, name: Names) -> str:
    sort = str(values.get("type"))
    people = [i for i in _cast(values, "visitor", "participant") if i.startswith("person:")]
    words = kept.record.quote
    if sort in TREE and (people or len(words) > LONG or not words[:1].isupper() or len(words.split()) < SHORT):
        return _occasion(sort, values, kept.record.status, name)
    cast = _cast(values, "organiser", "participant")
    if sort == "summit" and cast and (values.get("ordinal") or len(kept.record.quote) > LONG or people):
        return _summit(values, name)
    return capital(kept.record.quote)


def _cast(values: Mapping[str, Any], *roles: str) -> list[str]:
    cast = values.get("actors") or ()
    return [str(a["id"]) for a in cast if isinstance(a, Mapping) and a.get("id") and a.get("role") in roles]


def _occasion(sort: str, values: Mapping[str, Any], status: str, name: Names) -> str:
    verb = TREE[sort].get(status, sort)
    place = str(values.get("place") or "")
    many = f", {values['count']} times" if (values.get("count") or 1) != 1 else ""
    if sort == "visit":
        who = _cast(values, "visitor")
        hosts = [h for h in _cast(values, "host") if h not in who]
        goal = [h for h in hosts if not h.startswith("person:")] or _receiving(values) or ([place] if place else hosts)
        return capital(f"{names(who, name) or 'somebody'} {verb} {names(goal, name)}".rstrip() + many)
    who = _cast(values, "participant", "organiser", "")
    where = f" {at(place, name)}" if place and place not in who else ""
    ordinal = f" ({_nth(values['ordinal'])} meeting)" if values.get("ordinal") and sort == "meeting" else ""
    if len(who) == 2 and sort == "meeting" and status == "held":
        return capital(f"{names(who[:1], name)} met {names(who[1:], name)}{where}{ordinal}{many}")
    return capital(f"{names(who, name) or 'a ' + sort} {verb}{where}{ordinal}{many}")


def _receiving(values: Mapping[str, Any]) -> list[str]:
    """The state of a host who is named as a person."""
    pairs = [p for p in values.get("dyads") or () if isinstance(p, list | tuple) and len(p) == 2]
    found = list(dict.fromkeys(str(p[1]) for p in pairs))
    return found if len(found) == 1 else []


def _nth(value: Any) -> str:
    n = int(value)
    return f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _summit(values: Mapping[str, Any], name: Names) -> str:
    body, who = _cast(values, "organiser"), _cast(values, "participant")
    ordinal = f"{_nth(values['ordinal'])} " if values.get("ordinal") else ""
    place = f" {at(str(values['place']), name)}" if values.get("place") else ""
    head = f"{ordinal}{clean(name(body[0]))} summit" if len(body) == 1 else capital(f"{ordinal}summit")
    return f"{head}{f' of {names(who, name)}' if who and not body else ''}{place}"


def _stance(values: Mapping[str, Any], kept: Kept, name: Names) -> str:
    attitude = str(values.get("attitude") or "")
    holders = list(values.get("holder") or ())
    each = " each other" if values.get("reciprocal") and len(holders) > 1 else ""
    verb = {"concerned": "is concerned about"}.get(attitude, attitude)
    if len(holders) > 1 or any("@" in h for h in holders):
        verb = {"is concerned about": "are concerned about"}.get(verb, verb.removesuffix("s"))
    target = str(values.get("target") or "")
    whole = kept.record.quote[:1].isupper() and len(kept.record.quote) <= LONG
    if values.get("target_ids") and len(target.split()) < 3 and whole:
        return capital(kept.record.quote)
    return capital(f"{names(holders, name)} {verb}{each}{': ' if each and target else ' '}{target}")


def _commitment(values: Mapping[str, Any], kept: Kept, name: Names) -> str:
    holders = list(values.get("holder") or ())
    be, have = ("is", "has") if len(holders) < 2 else ("are", "have")
    plan = "plans" if len(holders) < 2 else "plan"
    verbs = {"will": "will", "shall": "shall", "agreed": f"{have} agreed to", "committed": f"{be} committed to",
             "ready": f"{be} ready to", "willing": f"{be} willing to", "intends": f"{plan} to"}  # fmt: skip
    verb = verbs.get(str(values.get("modality")), "undertakes to")
    action = str(values.get("action") or "")
    return capital(f"{names(holders, name)} {verb} {action.removeprefix('to ')}")


def _relation(values: Mapping[str, Any], kept: Kept, name: Names) -> str:
    if values.get("type") == "office":
        office = str(values.get("value") or "office")
        state = names(values.get("object") or (), name)
        of = f", {state}" if state and state.casefold() not in office.casefold() else ""
        return f"{names(values.get('subject') or (), name)}: {office}{of}"
    words = kept.record.quote
    if len(words.split()) >= SHORT and words[:1].isupper():
        return words
    sides = names([*(values.get("subject") or ()), *(values.get("object") or ())], name)
    value = str(values.get("value") or words)
    return capital(f"{sides}: {str(values.get('type')).replace('-', ' ')} (“{value}”)" if sides else words)


def _figure(values: Mapping[str, Any], kept: Kept, name: Names) -> str:
    parties = names(values.get("about") or (), name)
    if values.get("form") in ("ordinal", "rank", "unique", "elapsed", "change"):
        return capital(kept.record.quote)
    period = days(str(values.get("period") or values.get("as_of") or ""))
    return ", ".join(filter(None, (measure(values), parties, f"{period}: {amount(values)}".removeprefix(": "))))


def _phrase(values: Mapping[str, Any], kept: Kept, name: Names) -> str:
    return f"“{values.get('surface') or values.get('canonical')}”"


KINDS = {"event": _event, "stance": _stance, "commitment": _commitment, "relation": _relation, "figure": _figure,
         "phrase": _phrase}  # fmt: skip


def line(happening: Happening, name: Names) -> str:
    """A happening as one line, told by the statement that is nearest to what it came to."""
    if happening.sort == "agreement":
        return agreement(happening)
    return told(chief(happening), name)


def chief(happening: Happening) -> Kept:
    """The statement that tells most: of those with the status it came to, the one with most actors, then the first."""
    held = [k for k in happening.records if k.record.status == "held"] or list(happening.records)
    own = [k for k in held if (happening.sort == "undertaking") == (k.record.kind == "commitment")] or held
    if happening.sort == "undertaking":
        return own[-1] if happening.status == "changed" else own[0]
    return max(own, key=lambda k: (_people(k), bool(k.record.values.get("place"))))


def _people(kept: Kept) -> int:
    cast = kept.record.values.get("actors") or ()
    return sum(str(a.get("id", "")).startswith("person:") for a in cast if isinstance(a, Mapping))


def agreement(happening: Happening) -> str:
    """The title of an agreement as its longest statement gives it, without an article."""
    found = [str(k.record.values.get("object") or k.record.values.get("value") or "") for k in happening.records]
    title = clean(max(found, key=len))
    return capital(re.sub(r"^(?:the|a|an)\s+", "", title, flags=re.IGNORECASE))


def course(happening: Happening) -> str:
    """How it went: "signed 15 May 2023 → in force 1 March 2024"; nothing where it stood still."""
    steps: list[str] = []
    for step in happening.history:
        steps.append(_stepped(happening, step.status, step.detail, step.date))
    kept = [s for n, s in enumerate(steps) if not n or happening.history[n].status != happening.history[n - 1].status
            or (happening.sort == "undertaking" and happening.history[n].status == "changed")]  # fmt: skip
    return " → ".join(kept) if len(kept) > 1 else ""


def _stepped(happening: Happening, status: str, detail: str, said: date | None) -> str:
    """A step with its day, in brackets where it is only that of the document."""
    if happening.sort == "undertaking":
        until = detail.rpartition("by ")[2] if "by " in detail else ""
        return " ".join(filter(None, (status, days(detail) if status == "done" else due(until), _said(said))))
    return f"{status} {days(detail)}" if detail and happening.sort != "figure" else f"{status} {_said(said)}".strip()


def _said(said: date | None) -> str:
    return f"({day(said)})" if said else ""
