"""The ten planted documents (tests/cases/register/planted) in a register, and hostile ones."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import verbale
from tests.conftest import CASES
from verbale.core.document import Document
from verbale.register import Register, open_register

PLANTED = CASES / "register" / "planted"
HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)> {{ 7 * 7 }} & \"quoted\""


def fill(where: Path, *more: Document) -> Register:
    """A register of the planted documents and more."""
    register = open_register(where)
    for document in (*verbale.load(*sorted(str(p) for p in PLANTED.glob("*.txt"))), *more):
        assert isinstance(document, Document), document
        register.add(verbale.read(document))
    return register


def hostile() -> Document:
    """A document whose title, file name, address and words are an attack."""
    text = (
        "Foreign Minister Mario Ejemplo of Uruguay visited Portugal on 2 March 2025. "
        "Uruguay firmly supports Portugal in <script>alert(2)</script> the matter of ports. "
        "Uruguay will open a <b onmouseover=alert(3)>school</b> in Porto by 2027. "
        "Trade between Uruguay and Portugal reached 999 million euros in 2021."
    )
    known: dict[str, Any] = {"date": "2025-03-03", "publisher": "URY", "title": f"=cmd|' /C calc'!A0 {HOSTILE}"}
    return verbale.document(text, source="<svg onload=alert(4)>.txt", url="javascript:alert(5)", **known)


class Page(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, its text, its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def check(self) -> None:
        """Nothing is fetched, nothing of a document runs, inner links lead somewhere."""
        names = [name for name, _ in self.tags]
        assert not {"img", "svg", "link", "iframe", "b", "object", "embed", "base", "form"} & set(names)
        handlers = [a for _, attrs in self.tags for a in attrs if a.startswith("on")]
        sources = [attrs["src"] for _, attrs in self.tags if "src" in attrs]
        assert handlers == [] and sources == []
        links = [str(attrs["href"]) for _, attrs in self.tags if "href" in attrs]
        assert all(re.match(r"https?://|#", link) for link in links)
        ids = [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]
        assert len(ids) == len(set(ids)) and {x[1:] for x in links if x.startswith("#")} <= set(ids)
        policy = [attrs for name, attrs in self.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
        assert len(policy) == 1 and "default-src 'none'" in str(policy[0]["content"])
