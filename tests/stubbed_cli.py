"""The command line with the stub in place of the real reading, to be run as a file (workers import it again)."""

from __future__ import annotations

import sys
from types import ModuleType

from tests.handmade import stub
from verbale.core.document import Document
from verbale.core.record import Reading

reading = ModuleType("verbale.records.reading")


class Settings:
    """As the real one: made without arguments."""


def read(document: Document, settings: Settings) -> Reading:
    return stub(document)


reading.Settings, reading.read = Settings, read  # type: ignore[attr-defined]
sys.modules["verbale.records.reading"] = reading

if __name__ == "__main__":
    from verbale.cli import main

    main()
