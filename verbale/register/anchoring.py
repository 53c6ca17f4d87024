"""From a record to the words a decision stands on, and from those words to a record of a later reading.

A decision is tied to a record of the same kind at the same words, by the first of these that names exactly one:

1. the record that has the id it was made on;
2. the only record at exactly these words, where there was only one when it was made;
3. the only record at exactly these words that says the same (`said`);
4. the only record that says the same at a stretch around these words or inside them.

Otherwise it is tied to none: it is never moved to other words, and never guessed between two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verbale.core.ids import digest
from verbale.core.record import Record
from verbale.core.span import Span
from verbale.register.decision import Anchor
from verbale.register.encoding import canonical
from verbale.register.rows import storable

AROUND = 32
"""Characters that are kept before and after the quote."""
SAID = {
    "figure": ("form", "measure", "about", "comparator", "value", "low", "high", "unit", "period", "as_of"),
    "event": ("type", "actors", "object", "place", "count"),
    "relation": ("type", "subject", "object", "value"),
    "stance": ("holder", "attitude", "target"),
    "commitment": ("holder", "modality", "action"),
    "phrase": ("canonical",),
}
"""The fields that tell one record from another at the same words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A record in the reading it stands in. number: its place in the reading."""

    number: int
    id: str
    record: Record


def said(record: Record) -> str:
    """A digest of what a record says, apart from where it stands."""
    fields = SAID.get(record.kind, tuple(sorted(record.values)))
    return digest(record.kind, canonical([record.values.get(name) for name in fields]))


def anchor(standing: Standing, text: str, others: Sequence[Standing]) -> Anchor:
    """The anchor of a record in a text; others: all records of its reading."""
    record, span = standing.record, standing.record.span
    alike = sum(o.record.kind == record.kind and o.record.span == span for o in others)
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    quote, left, right = (storable(words) for words in (span.of(text), before, after))
    origin = (record.doc, storable(record.source), record.item, record.kind, standing.id)
    return Anchor(*origin, span, quote, left, right, said(record), alike)


def placed(target: Anchor, text: str, same: bool) -> Anchor | None:
    """The anchor where its words stand in a text; None where they do not, or in another text not just once.

    same: it is the very text of the anchor, whose place then counts.
    """
    if same:
        return target if target.span.of(text) == target.quote else None
    whole = target.before + target.quote + target.after
    if not whole.strip() or text.count(whole) != 1:
        return None
    start = text.index(whole) + len(target.before)
    return replace(target, span=Span(start, start + len(target.quote)))


def found(target: Anchor, standing: Sequence[Standing]) -> int | None:
    """The number of the record, of one reading, that an anchor names."""
    kind = [s for s in standing if s.record.kind == target.kind]
    exact = [s for s in kind if s.record.span == target.span]
    near = [s for s in kind if s.record.span.contains(target.span) or target.span.contains(s.record.span)]
    rules: tuple[tuple[Sequence[Standing], Callable[[Standing], bool]], ...] = (
        (exact, lambda s: s.id == target.record),
        (exact, lambda s: target.alike == 1),
        (exact, lambda s: said(s.record) == target.key),
        (near, lambda s: said(s.record) == target.key),
    )
    for among, rule in rules:
        chosen = [s.number for s in among if rule(s)]
        if len(chosen) == 1:
            return chosen[0]
    return None
