"""The notebook of the documentation runs from first to last, and is kept without what running it leaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
TOUR = ROOT / "docs/tour.ipynb"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after a run beside a copy of the examples."""
    folder = tmp_path_factory.mktemp("tour")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    book = nbformat.read(TOUR, as_version=4)
    NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    return book


def outputs(book: Any) -> str:
    return json.dumps([cell.get("outputs", []) for cell in book.cells], ensure_ascii=False)


def test_every_cell_runs(ran: Any) -> None:
    code = [cell for cell in ran.cells if cell.cell_type == "code"]
    assert len(code) > 10
    assert all(cell.execution_count for cell in code)
    assert not [o for cell in code for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]


def test_it_shows_what_it_promises(ran: Any) -> None:
    said = outputs(ran)
    for words in ("text/html", "A note", "sections.entries", "Kishida", "billion", "records in talks.zip"):
        assert words in said, words


def test_it_shows_no_path_of_a_machine(ran: Any) -> None:
    said = outputs(ran)
    assert "/tmp/" not in said and str(ROOT) not in said and "/home/" not in said


def test_it_is_kept_without_outputs() -> None:
    book = nbformat.read(TOUR, as_version=4)
    nbformat.validate(book)
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in book.cells)
    assert TOUR.read_text("utf-8").endswith("}\n") and "/home/" not in TOUR.read_text("utf-8")
