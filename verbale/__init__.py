"""verbale reads what governments say to and about each other and keeps it as dated, quoted records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from verbale.core.document import Document
    from verbale.core.record import Reading
    from verbale.register import Kept, Register
    from verbale.views.exporting.delivery import Written
    from verbale.views.frames import Shown

__version__ = "0.1.0"
__all__ = ["__version__", "document", "export", "frame", "frames", "load", "open_register", "read", "select", "show"]


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


def open_register(url_or_path: str | Path, create: bool = True) -> Register:
    """The register at a path or database URL, made where there is none; see `verbale.register.open_register`."""
    from verbale.register import open_register as _open

    return _open(url_or_path, create)


def select(
    register: Register,
    *actors: str,
    kinds: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    **more: Any,
) -> list[Kept]:
    """Records of a register, as `Kept`, that name every actor; `more` as in `verbale.register.asking.Query`."""
    from verbale.register.asking import Query

    return register.select(Query(actors, kinds, since=since, until=until, **more))


def frame(of: Any, at: str | None = None) -> pd.DataFrame:
    """A pandas DataFrame of a reading, of kept records or of any view; see `verbale.views.frames.frame`."""
    from verbale.views.frames import frame as _frame

    return _frame(of, at)


def frames(of: Any) -> dict[str, pd.DataFrame]:
    """Every table of a view as a DataFrame, by its path; see `verbale.views.frames.frames`."""
    from verbale.views.frames import frames as _frames

    return _frames(of)


def show(of: Any, register: Register | None = None, limit: int = 50) -> Shown:
    """A reading, records or a view as a notebook shows it; see `verbale.views.frames.show`."""
    from verbale.views.frames import show as _show

    return _show(of, register, limit)


def export(register: Register, form: str, out: str | Path, **query: Any) -> Written:
    """Write a register's records in a form such as "csv"; `query` as in `verbale.register.asking.Query`."""
    from verbale.register.asking import Query
    from verbale.views.exporting.delivery import export as _export

    return _export(register, Query(**query), form, out)
