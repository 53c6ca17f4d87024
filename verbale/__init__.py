"""verbale reads what governments say to and about each other and keeps it as dated, quoted records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.core.document import Document
    from verbale.core.record import Reading

__version__ = "0.1.0"
__all__ = ["__version__", "document", "load", "read"]


def document(text: str, **known: Any) -> Document:
    """A document from a text; `known` may give date (ISO), publisher, title, source, url, genre."""
    from verbale.documents import make

    return make(text, **known)


def load(*paths: str, **known: Any) -> Any:
    """Documents (or Problems) from files and folders, one after the other; see `verbale.documents.load`."""
    from verbale.documents import load as _load

    return _load(paths, **known)


def read(source: Document | str, **known: Any) -> Reading:
    """The reading of a document, or of a text given as a string."""
    from verbale.records.reading import read as _read

    return _read(document(source, **known) if isinstance(source, str) else source)
