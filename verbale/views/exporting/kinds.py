"""The columns of records: what every record has, and what its kind adds (RECORDS.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from verbale.core.interval import Interval
from verbale.register import Kept
from verbale.views.exporting.collection import web
from verbale.views.exporting.columns import Column, fits

ACTORS = "ids of actors; see the table of actors"
OFFSET = "Unicode code points of the document's text"
PLOVER = "PLOVER: political event classification, Open Event Data Alliance"
CAMEO = "CAMEO 1.1b3: conflict and mediation event observations, Schrodt 2012"
UNITS = "ISO 4217 code, % pp x, an SI or trade unit, or the counted noun in the singular"


def dated(prefix: str, what: str, get: Callable[[Any], Interval | None]) -> tuple[Column, ...]:
    """The columns of an interval."""

    def part(name: str) -> Callable[[Any], Any]:
        return lambda row: getattr(get(row), name, None)

    return (
        Column(prefix, "edtf", f"{what}, no more precise than the words", part("edtf")),
        Column(f"{prefix}_earliest", "day", f"first day of {what}; empty where it is open", part("earliest")),
        Column(f"{prefix}_latest", "day", f"last day of {what}; empty where it is open", part("latest")),
        Column(f"{prefix}_within", "boolean", "true: some time inside; false: all of it", part("within")),
        Column(f"{prefix}_basis", "text", "the rule that gave it, and the anchor it rests on", part("basis")),
    )


def own(name: str, kind: str, meaning: str, unit: str = "", codes: str = "") -> Column:
    """A column that is a field of the record's kind."""

    def get(kept: Kept) -> Any:
        found = kept.record.values.get(name)
        return found or None if kind == "json" else found

    return Column(name, kind, meaning, get, unit, codes, name)


def inner(name: str, key: str, part: str, kind: str, meaning: str, unit: str = "", codes: str = "") -> Column:
    """A column that is a part of such a field."""

    def get(kept: Kept) -> Any:
        whole = kept.record.values.get(key)
        return whole.get(part) if isinstance(whole, Mapping) else None

    return Column(name, kind, meaning, get, unit, codes, key)


def _roles(kept: Kept) -> list[str] | None:
    cast = kept.record.values.get("actors") or ()
    return [f"{a['role']}={a['id']}" for a in cast if isinstance(a, Mapping) and {"role", "id"} <= a.keys()]


def _dyads(kept: Kept) -> list[str]:
    return [">".join(pair) for pair in kept.record.values.get("dyads") or () if len(pair) == 2]


DYADS = Column(
    "dyads", "list", "pairs of states, source>target", _dyads, codes="ISO 3166-1 alpha-3", covers="dyads"
)  # fmt: skip
CODES = (
    inner("plover", "codes", "plover", "text", "kind of event", codes=PLOVER),
    inner("cameo", "codes", "cameo", "text", "kind of event; the first two digits are its root", codes=CAMEO),
    DYADS,
)

FIRST: tuple[Column, ...] = (
    Column("id", "text", "id of the record, from its document, place and fields", lambda k: k.id),
    Column("kind", "text", "kind of record", lambda k: k.record.kind,
           codes="figure event relation stance commitment phrase"),
    Column("status", "text", "how the text gives it", lambda k: k.record.status,
           codes="held planned denied conditional asked"),
    *dated("time", "when it holds or happened", lambda k: k.record.time),
    Column("quote", "text", "the words that state it", lambda k: k.record.quote),
    Column("said_by", "list", "who asserts it, the speaker first", lambda k: list(k.record.said_by), codes=ACTORS),
)  # fmt: skip

LAST: tuple[Column, ...] = (
    Column("topics", "list", "what it is about", lambda k: list(k.record.topics), codes="RECORDS: topics"),
    Column("doc", "text", "id of the document", lambda k: k.record.doc),
    Column("source", "text", "file name of the document", lambda k: k.record.source),
    Column("item", "text", "id of the document inside its file", lambda k: k.record.item),
    Column("start", "integer", "where the quote starts", lambda k: k.record.span.start, OFFSET),
    Column("stop", "integer", "where the quote ends, exclusive", lambda k: k.record.span.end, OFFSET),
    Column("turn", "integer", "turn of the conversation it stands in, from 0", lambda k: k.record.turn),
    Column("role", "text", "sort of turn", lambda k: k.record.role, codes="question answer text"),
    Column("document_date", "edtf", "date of the document", lambda k: getattr(k.document.date, "edtf", None)),
    Column("publisher", "text", "who published the document", lambda k: k.document.publisher, codes=ACTORS),
    Column("url", "text", "address of the document", lambda k: web(k.document.url)),
    Column("known_on", "day", "day on which the register learnt it", lambda k: k.document.known_on),
    Column("supplied", "list", "columns that came from reference data, not from the text",
           lambda k: list(k.record.supplied)),
    Column("fields", "json", "where each field stands in the text: name, [start, stop]",
           lambda k: {name: span.json() for name, span in k.record.fields.items()} or None, OFFSET),
    Column("rule", "text", "the rule that made the record, with its version", lambda k: k.record.by),
    Column("corrected", "list", "columns that a person corrected", lambda k: list(k.corrected)),
    Column("disputed", "list", "columns, or it for the whole, on which persons decided differently",
           lambda k: list(k.disputed)),
    Column("decisions", "json", "what persons decided on it, with who, when and why",
           lambda k: [d.json() for d in k.decisions] or None),
)  # fmt: skip

KINDS: Mapping[str, tuple[Column, ...]] = {
    "figure": (
        own("form", "text", "form of the claim",
            codes="amount count change ordinal elapsed rank share unique"),
        own("measure", "text", "what it is a figure of, a slug"),
        own("about", "list", "whom it is about", codes=ACTORS),
        own("comparator", "text", "how the value bounds the thing", codes="= ~ > >= < <="),
        own("value", "number", "the value, with its scale applied", unit="in the column unit"),
        own("low", "number", "lower end of a range", unit="in the column unit"),
        own("high", "number", "upper end of a range", unit="in the column unit"),
        own("unit", "text", "the unit", codes=UNITS),
        own("per", "text", "of a rate: per what"),
        own("period", "edtf", "the time it covers"),
        own("as_of", "edtf", "the day up to which it was counted"),
        inner("change_value", "change", "value", "number", "size of a change", "in the column change_unit"),
        inner("change_unit", "change", "unit", "text", "unit of a change", codes=UNITS),
        inner("change_direction", "change", "direction", "text", "direction of a change", codes="up down"),
        inner("change_against", "change", "against", "text", "what a change is measured against"),
        own("since", "text", "of an elapsed time: what it runs from"),
        own("scope", "text", "of a rank: among what, in the words of the text"),
        own("among", "text", "of a rank: among what"),
        inner("window_duration", "window", "duration", "text", "of a rank: over how long", codes="ISO 8601 durations"),
        inner("window_comparator", "window", "comparator", "text", "how that length is bounded", codes="= ~ > >= < <="),
        own("members", "json", "of a count: those that the text lists"),
        own("marks", "list", "what is special about it", codes="cumulative annual new ceiling request …"),
        own("derived", "json", "values that follow from it, each with its rule"),
    ),
    "event": (
        own("type", "text", "sort of event", codes="RECORDS: event types (visit meeting summit call signing …)"),
        Column("actors", "list", "who takes part, role=id", _roles, codes=ACTORS, covers="actors"),
        own("object", "text", "what is opened, signed, issued, handed over"),
        own("place", "text", "id of the place", codes=ACTORS),
        own("series", "text", "numbered series it belongs to"),
        own("ordinal", "integer", "its number in the series"),
        own("count", "integer", "how often, where one clause tells of several"),
        *CODES,
        own("happening", "text", "id shared by what tells of one happening in this document"),
        own("happening_by", "text", "the rule that tied them"),
        own("part_of", "text", "the happening it is part of"),
        own("part_by", "text", "the rule that says so"),
        inner("not_after", "not_after", "edtf", "edtf", "of a past event without a time: it was over by this day"),
        inner("not_after_rule", "not_after", "rule", "text", "the rule that says so"),
        inner("ongoing_at", "ongoing_at", "edtf", "edtf", "of an ongoing event without a time: it went on this day"),
        inner("ongoing_rule", "ongoing_at", "rule", "text", "the rule that says so"),
        own("state", "text", "how far it has come, where the text says so", codes="completed …"),
        own("thing", "text", "sort of thing that is opened, founded or launched"),
        own("rank", "text", "of a visit: state, official, working …"),
        own("unresolved", "json", "who takes part without an id: role and words"),
        own("implies", "json", "events that follow without being told, each with its rule"),
    ),
    "relation": (
        own("type", "text", "sort of relation", codes="RECORDS: relation types (office membership chair …)"),
        own("subject", "list", "who; of a symmetric relation all parties", codes=ACTORS),
        own("object", "list", "to whom or what", codes=ACTORS),
        own("value", "text", "the office or partnership as written"),
        own("since", "edtf", "from when it holds"),
        own("until", "edtf", "until when it holds"),
        own("tier", "text", "rank of a partnership", codes="the lexicon's tiers of partnership"),
        own("previous", "text", "the partnership that it replaces, as written"),
        own("signed", "edtf", "of an instrument in force: when it was signed"),
        own("former", "boolean", "an office that is told as past"),
        own("former_by", "text", "the rule that says so"),
        inner("as_of", "as_of", "edtf", "edtf", "a time at which it held, where the text tells of the past"),
        inner("as_of_rule", "as_of", "rule", "text", "the rule that says so"),
    ),
    "stance": (
        own("holder", "list", "who holds the position", codes=ACTORS),
        own("attitude", "text", "the attitude",
            codes="supports opposes recognises condemns urges welcomes regrets concerned"),
        own("target", "text", "what it is about, in the words of the text"),
        own("target_ids", "list", "actors it is about", codes=ACTORS),
        own("strength", "text", "the adverb or verb as written"),
        own("reciprocal", "boolean", "whether sides support each other"),
        own("rung", "integer", "place on a ladder from mild to strong words", unit="1 to 9"),
        *CODES,
    ),
    "commitment": (
        own("holder", "list", "who undertakes it", codes=ACTORS),
        own("toward", "list", "to whom", codes=ACTORS),
        own("action", "text", "what is undertaken, in the words of the text"),
        own("modality", "text", "how firmly", codes="shall will agreed committed ready willing intends"),
        own("deadline", "edtf", "by when"),
        own("grade", "text", "whether it can be checked", codes="checkable vague …"),
        own("reason", "text", "what the grade rests on"),
        own("measure", "json", "the number it undertakes, with its unit"),
        own("conditions", "json", "what it depends on"),
        own("rung", "integer", "place on a ladder from weak to strong words", unit="1 to 9"),
        own("parts", "json", "where the measures listed under it stand: [[start, stop]]", OFFSET),
        *CODES,
    ),
    "phrase": (
        own("canonical", "text", "id of the set phrase", codes="the lexicon's phrases"),
        own("surface", "text", "the words as they stand"),
        own("scope", "text", "of whom or what it is said"),
        own("family", "text", "family of phrases it belongs to", codes="the lexicon's phrases"),
        own("tradition", "text", "whose phrase it is", codes="the lexicon's phrases"),
        own("rendering", "text", "whether the words may be an unusual rendering"),
        own("components", "json", "the parts of a phrase that lists some"),
        inner("first_year", "first", "year", "integer", "year of its first known use", "year"),
        inner("first_source", "first", "source", "text", "where that use can be checked"),
    ),
}  # fmt: skip


def more(columns: Sequence[Column]) -> Column:
    """The column for what the others do not hold, so that nothing is lost."""
    held: dict[str, list[Column]] = {}
    for column in columns:
        if column.covers:
            held.setdefault(column.covers, []).append(column)

    def rest(kept: Kept) -> dict[str, Any] | None:
        values = kept.record.values
        return {k: v for k, v in values.items() if not all(fits(c.type, c.get(kept)) for c in held.get(k, ())) or
                (k not in held and v is not None)} or None  # fmt: skip

    return Column("more", "json", "fields that no other column holds", rest)


def columns(kind: str) -> tuple[Column, ...]:
    """All columns of a kind, in order."""
    own_columns = KINDS[kind]
    return (*FIRST, *own_columns, *LAST, more(own_columns))
