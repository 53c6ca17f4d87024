"""Read the examples into a fresh register, check every span, and write a brief.

`make demo` runs it. All it writes goes under out/. It ends with 1 where a check fails or a document cannot be read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import verbale
from verbale.core.document import Document
from verbale.core.finding import Finding
from verbale.core.record import Reading
from verbale.register import Register, open_register
from verbale.verify.run import checks, examine
from verbale.views import records_json
from verbale.views.brief import brief, html

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
OUT = PROJECT / "out"
SIDES = ("JPN", "USA")
"""The two sides that most of the examples are about."""


def main() -> int:
    register, page = OUT / "demo.sqlite", OUT / "brief.html"
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("demo.sqlite*"):
        old.unlink()
    documents = list(found())
    readings = [verbale.read(document) for document in documents]
    with open_register(register) as held:
        for reading in readings:
            held.add(reading)
        summary(readings)
        sound = verify(held, readings)
        page.write_text(html(brief(held, *SIDES)), encoding="utf-8")
    print(f"\nregister  {shown(register)}\nbrief     {shown(page)}")
    return 0 if sound and documents else 1


def found() -> Iterator[Document]:
    """The documents among the examples, in order of name."""
    for item in verbale.load(str(HERE)):
        if isinstance(item, Document):
            yield item
        else:
            raise SystemExit(str(item))


def summary(readings: Sequence[Reading]) -> None:
    """Print each document with its counts, then the records by kind and the refusals by reason."""
    for reading in readings:
        document = reading.document
        name = document.source + (f" ({document.item})" if document.item else "")
        print(f"{name:<44} {len(reading.records):>4} records {len(reading.refusals):>4} refusals")
    kinds = Counter(record.kind for reading in readings for record in reading.records)
    reasons = Counter(refusal.reason for reading in readings for refusal in reading.refusals)
    print(f"\n{len(readings)} documents")
    print(f"{kinds.total()} records: {listed(kinds)}")
    print(f"{reasons.total()} sentences gave none: {listed(reasons)}")


def listed(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def verify(register: Register, first: Sequence[Reading]) -> bool:
    """Check what is stored against the texts, a second reading against the first, and what the texts say."""
    texts = {document.id: document.text for document in found()}
    kept = register.records()
    good = sum(texts[k.record.doc][k.record.span.start : k.record.span.end] == k.record.quote for k in kept)
    same = sum(lines(reading) == lines(verbale.read(reading.document)) for reading in first)
    print(f"\nspans verified: {good} of {len(kept)} stored quotes are the text at their span")
    print(f"read twice: {same} of {len(first)} documents gave the same bytes")
    findings([f for reading in first for f in examine(reading)])
    return good == len(kept) == sum(len(reading.records) for reading in first) and same == len(first)


def findings(found: Sequence[Finding]) -> None:
    """Print what does not add up, and how much was looked at."""
    held = sum(f.passed for f in found)
    print(f"checked: {len(found)} outcomes of {len(checks())} checks, {held} hold or cannot be checked")
    for f in found:
        if f.severity != "info":
            print(f"{f.severity}: {f.source}: {f.message}")


def lines(reading: Reading) -> list[str]:
    return list(records_json.lines(reading, mentions=True, refused=True))


def shown(path: Path) -> str:
    """A path relative to the project."""
    return path.relative_to(PROJECT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
