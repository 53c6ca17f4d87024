"""A folder of the package imports only from folders that sort before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import verbale

ROOT = Path(verbale.__file__).parent


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _against(path: Path) -> list[str]:
    here = path.relative_to(ROOT).parts[0]
    parts = [name.split(".") for name in _imports(path) if name.split(".")[0] == "verbale"]
    return [".".join(p) for p in parts if len(p) == 1 or p[1] > here or not (ROOT / p[1]).is_dir()]


def test_every_import_goes_down_the_alphabet() -> None:
    files = [p for p in ROOT.rglob("*.py") if len(p.relative_to(ROOT).parts) > 1]
    assert len(files) > 30
    assert {str(p.relative_to(ROOT)): bad for p in files if (bad := _against(p))} == {}


def test_the_folders_are_the_pipeline() -> None:
    folders = sorted(p.name for p in ROOT.iterdir() if p.is_dir() and (p / "__init__.py").exists())
    assert folders[:7] == ["core", "documents", "facts", "lexicon", "lines", "mentions", "records"]
