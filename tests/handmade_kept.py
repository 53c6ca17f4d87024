"""Records as a register gives them, made by hand from a case: what happenings are tied from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from verbale.core.interval import Interval, day
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.facts import edtf
from verbale.register.decision import Decision
from verbale.register.rows import About, Kept

ROLES = ("visitor", "host", "participant", "organiser", "signatory", "initiator", "giver")
KEYS = ("type", "place", "object", "series", "ordinal", "count", "dyads", "happening", "part_of", "subject", "value",
        "until", "form", "measure", "about", "unit", "period", "comparator", "low", "high", "scope", "holder", "toward",
        "deadline", "grade", "reason")  # fmt: skip
KINDS = {"figure": "form", "commitment": "holder", "relation": "subject"}


def interval(words: str | None) -> Interval | None:
    """An EDTF string as the time of a record."""
    if not words:
        return None
    found = edtf.parse(words)
    return Interval(found.earliest, found.latest, words)


def kept(case: dict[str, Any], number: int, decisions: tuple[Decision, ...] = ()) -> Kept:
    """The record of one row of a case, with the id r1, r2 …; see tests/cases/register/happenings.toml."""
    kind = next((k for k, key in KINDS.items() if key in case), "event")
    quote = str(case.get("quote") or _quote(case, kind))
    values = {key: case[key] for key in KEYS if key in case}
    fields = {}
    if kind == "event":
        values["actors"] = [{"id": i, "role": role} for role in ROLES for i in case.get(role, ())]
    if kind == "figure":
        values |= {"form": case.get("form", "amount"), "value": case.get("number"), "unit": case.get("unit", "EUR")}
        fields["value"] = _where(quote, str(case.get("written", "")))
    if kind == "commitment":
        values["action"] = case["action"]
        values.setdefault("toward", [])
        fields["action"] = _where(quote, case["action"])
        fields |= {"deadline": _where(quote, case["due"])} if "due" in case else {}
    span = Span(100 * number, 100 * number + len(quote))
    spans = {name: where.shift(span.start) for name, where in fields.items() if where}
    record = Record(kind, case["doc"], f"{case['doc']}.txt", None, span, quote, 0, "text", (case.get("by", "XXA"),),
                    case.get("status", "held"), interval(case.get("time")), values, spans)  # fmt: skip
    on = datetime.fromisoformat(case["on"]).date() if "on" in case else None
    about = About(case["doc"], f"{case['doc']}.txt", None, f"Text {case['doc']}", day(on) if on else None,
                  case.get("by", "XXA"), None, None, "en", None, 1, None)  # fmt: skip
    return Kept(f"r{number}", record, about, decisions=decisions)


def _quote(case: dict[str, Any], kind: str) -> str:
    if kind == "figure":
        return f"{case['measure']} of {' and '.join(case['about'])} reached {case.get('written', '')} units"
    return f"The holder will {case['action']}" if kind == "commitment" else f"A {case.get('type')} took place"


def _where(text: str, words: str) -> Span | None:
    at = text.find(words) if words else -1
    return Span(at, at + len(words)) if at >= 0 else None


def records(rows: list[dict[str, Any]], person: dict[str, list[list[int]]] | None = None) -> list[Kept]:
    """The records of a case. person: verb (merge, split) → groups of row numbers, counted from 1."""
    decided: dict[int, list[Decision]] = {}
    for verb, groups in (person or {}).items():
        for n, group in enumerate(groups):
            made = Decision(verb, (), "an analyst", datetime(2024, 1, 1 + n, tzinfo=UTC), "seen in both texts")
            for row in group:
                decided.setdefault(row, []).append(made)
    return [kept(row, n, tuple(decided.get(n, ()))) for n, row in enumerate(rows, 1)]
