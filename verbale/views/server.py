"""A register for programs that speak the Model Context Protocol: five tools, all of which only read.

Every result gives the words it rests on and the document they stand in. The register is opened anew for each call, with
a connection that the database itself keeps from writing. A result has at most `SIZE` characters of JSON: of its longest
lists the ends are left out, and `left_out` says how many of which. What goes wrong is told in one line, without a path.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec

from pydantic import Field

from verbale.core.problem import Unreadable
from verbale.register import About, Hit, Kept, Register, RegisterError, open_register
from verbale.register.encoding import dumps
from verbale.views.exporting.collection import web
from verbale.views.frames import plain
from verbale.views.names import Names, identify
from verbale.views.wording import clean, gist, involved, when

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

SIZE = 60_000
"""Characters of JSON that a result has at most."""
WORDS = 2_000
"""Characters of a quote or a context that a result gives."""
DRAFT = 200_000
"""Characters of a text that is given to be checked."""
MOST = 100
INSTRUCTIONS = (
    "A register of what governments said to and about each other. Each record is a claim by those in said_by, not a "
    "fact: cite its quote and its source. Actors are ISO 3166-1 alpha-3 codes (KAZ), acronyms of bodies (SCO) or "
    "person:slug; English names of states will do. Days are ISO 8601 (2024-06-28). Nothing here can be changed."
)

Actor = Annotated[str, Field(max_length=200, description="A state or body: KAZ, Kazakhstan, SCO; or person:slug.")]
Words = Annotated[str, Field(max_length=500, description='Words that must all occur; a "phrase" in double quotes.')]
Day = Annotated[date | None, Field(description="A day, such as 2024-06-28.")]
Limit = Annotated[int, Field(ge=1, le=MOST, description="The most that is given.")]
P = ParamSpec("P")
Result = dict[str, Any]


def serve(register: str) -> None:
    """Answer on stdin and stdout until the other side goes. Raises RegisterError, Unreadable without package `mcp`."""
    made = build(register)
    with _only_read():
        with open_register(register, create=False):
            pass
        made.run("stdio")


def build(register: str) -> MCPServer[Any]:
    """The server of a register. Raises Unreadable where the package `mcp` is not installed."""
    from verbale.views.exporting.delivery import lacks

    lacks("a server", ("mcp",), "mcp")
    from mcp.server.mcpserver import MCPServer
    from mcp_types import ToolAnnotations

    made: MCPServer[Any] = MCPServer("verbale", instructions=INSTRUCTIONS, log_level="ERROR")
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in Tools(register).all():
        made.add_tool(tool, annotations=reads)
    return made


@contextmanager
def _only_read() -> Iterator[None]:
    """Keep every connection that this process opens meanwhile from writing, whatever is asked of it."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def closed(connection: Any, _: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.cursor().execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()

    event.listen(Engine, "connect", closed)
    try:
        yield
    finally:
        event.remove(Engine, "connect", closed)


def _told(tool: Callable[P, Result]) -> Callable[P, Result]:
    """The tool with results of a bounded size, and what goes wrong as one line for the other side."""

    @wraps(tool)
    def told(*args: P.args, **kwargs: P.kwargs) -> Result:
        from mcp.server.mcpserver.exceptions import ToolError

        try:
            return bounded(tool(*args, **kwargs))
        except (Unreadable, RegisterError, ValueError) as error:
            raise ToolError(clean(str(error))) from error

    return told


class Tools:
    """What the other side may call; a tool's words for it are its docstring and the descriptions of its parameters."""

    def __init__(self, register: str) -> None:
        self._register = register

    def all(self) -> tuple[Callable[..., Result], ...]:
        return self.search, self.show, self.brief, self.timeline, self.verify

    def _opened(self) -> Register:
        return open_register(self._register, create=False)

    @_told
    def search(self, words: Words, limit: Limit = 20) -> Result:
        """Find sentences that hold every word (forms of words count), best first, with the records in them."""
        with self._opened() as held:
            return {"hits": [_hit(h, held) for h in held.search(words, limit)]}

    @_told
    def show(self, id: Annotated[str, Field(max_length=64, description="The id of a record.")]) -> Result:
        """Give one record in full: its fields, the words around its quote, and its document."""
        with self._opened() as held:
            kept = held.get(id)
            if kept is None:
                raise Unreadable(f"no record {clean(id)}")
            return {"record": _record(kept, _names([kept], held)) | _details(kept)}

    @_told
    def brief(self, a: Actor, b: Actor) -> Result:
        """Sum up two sides: last meeting, agreements, figures, positions, undertakings, plans, all with evidence."""
        from verbale.views.brief import brief as made

        with self._opened() as held:
            return _evident(plain(made(held, identify(a), identify(b))))

    @_told
    def timeline(
        self,
        actors: Annotated[list[Actor], Field(min_length=1, max_length=4, description="All of them must take part.")],
        since: Day = None,
        until: Day = None,
        known_on: Day = None,
        limit: Limit = 50,
    ) -> Result:
        """Give visits, meetings, agreements, events and undertakings of some actors in order of time, latest last."""
        from verbale.register.asking import Query
        from verbale.views.teams import sides
        from verbale.views.timeline import timeline as made

        with self._opened() as held:
            query = Query(sides(held, actors).query, since=since, until=until, known_on=known_on)
            rows = [plain(row) for row in made(held, query).rows]
            return {"rows": rows[-limit:], "earlier": max(0, len(rows) - limit)}

    @_told
    def verify(
        self,
        document: Annotated[str | None, Field(max_length=300, description="Id or file name of a document.")] = None,
        text: Annotated[str | None, Field(max_length=DRAFT, description="Or a text from elsewhere.")] = None,
        date: Day = None,
        publisher: Actor | None = None,
    ) -> Result:
        """Check a document's arithmetic, calendar, offices, names and counts; a text may be given with its date."""
        if (document is None) == (text is None):
            raise Unreadable("give a document or a text")
        if text is not None:
            known = {"date": date.isoformat() if date else None, "publisher": publisher and identify(publisher)}
            return _checked([_draft(text, known)])
        with self._opened() as held:
            found = [d for d in held.texts() if document in (d.id, d.source)]
        if not found:
            raise Unreadable(f"no document {clean(str(document))}")
        return _checked(found)


def _names(kept: list[Kept], held: Register) -> Names:
    return Names(held.names({who for k in kept for who in (*involved(k.record), *k.record.said_by)}))


def _source(about: About, start: int, end: int) -> Result:
    """Where words stand: enough to cite them and to find them again."""
    title = clean(about.title or about.source)
    return {"title": title, "publisher": about.publisher, "date": about.date.edtf if about.date else None,
            "url": web(about.url), "file": about.source, "item": about.item, "document": about.id,
            "start": start, "end": end}  # fmt: skip


def _hit(hit: Hit, held: Register) -> Result:
    kept = [k for k in (held.get(id) for id in hit.records) if k]
    names = _names(kept, held)
    records = [
        {"id": k.id, "kind": k.record.kind, "status": k.record.status, "what": gist(k.record, names)} for k in kept
    ]
    return {"quote": _cut(hit.quote), "source": _source(hit.document, hit.span.start, hit.span.end),
            "records": records}  # fmt: skip


def _record(kept: Kept, names: Names) -> Result:
    record = kept.record
    return {"id": kept.id, "kind": record.kind, "status": record.status, "what": gist(record, names),
            "when": when(record.time), "said_by": [{"id": who, "name": names(who)} for who in record.said_by],
            "quote": _cut(record.quote),
            "source": _source(kept.document, record.span.start, record.span.end)}  # fmt: skip


def _details(kept: Kept) -> Result:
    """What only a record shown alone gives: its fields, the rule, the words around it, what persons decided."""
    record = kept.record
    return {"fields": dict(record.values), "time": record.time, "topics": record.topics, "supplied": record.supplied,
            "rule": record.by, "before": kept.before, "after": kept.after, "current": kept.current,
            "corrected": kept.corrected, "disputed": kept.disputed, "decisions": kept.decisions}  # fmt: skip


def _cut(text: str) -> str:
    """A text in at most `WORDS` characters; the end of a cut one is an ellipsis."""
    return text if len(text) <= WORDS else f"{text[: WORDS - 1]}…"


def _evident(page: Result) -> Result:
    """A brief in which each line has its evidence beside it instead of the numbers of notes."""
    notes = {n["number"]: n for n in page.get("notes") or () if isinstance(n, dict) and "number" in n}

    def line(value: Any) -> Any:
        if isinstance(value, list):
            return [line(v) for v in value]
        if not isinstance(value, dict):
            return value
        made = {k: line(v) for k, v in value.items() if k != "notes"}
        cited = [notes[n] for n in value.get("notes") or () if isinstance(n, int) and n in notes]
        return made | ({"evidence": cited} if cited else {})

    made = line(page)
    return made if isinstance(made, dict) else {"brief": made}


def _draft(text: str, known: dict[str, str | None]) -> Any:
    from verbale.documents import make

    given: dict[str, Any] = {k: v for k, v in known.items() if v}
    return make(text, **given)


def _checked(documents: list[Any]) -> Result:
    """The findings that have not passed, and how many checks ran to which end."""
    from collections import Counter

    from verbale.views.verifying import judge

    found = [p.finding for d in documents for p in judge(d).findings]
    ends = Counter(f.outcome for f in found)
    abouts = {d.id: d for d in documents}
    failed = [_finding(f.json(), abouts[f.doc]) for f in found if not f.passed]
    return {"findings": failed, "checks": dict(sorted(ends.items())), "documents": len(documents)}


def _finding(finding: Result, document: Any) -> Result:
    spans = finding["spans"] or [[0, 0]]
    known = {"title": clean(document.title or document.source), "publisher": document.publisher,
             "date": document.date.edtf if document.date else None, "url": web(document.url),
             "file": document.source, "item": document.item, "document": document.id,
             "start": spans[0][0], "end": spans[0][1]}  # fmt: skip
    return {k: v for k, v in finding.items() if k not in ("source", "item", "doc")} | {"source": known}


def bounded(result: Result, size: int = SIZE) -> Result:
    """The result with at most `size` characters of JSON; `left_out` says what that took from which list."""
    left: dict[str, int] = {}
    made: Result = plain(result)
    while len(dumps(made)) > size:
        path, longest = max(_lists(made, ""), key=lambda pair: len(dumps(pair[1])), default=("", []))
        if not longest:
            raise Unreadable("the answer is too large; ask for less")
        gone = max(1, len(longest) // 4)
        del longest[-gone:]
        left[path] = left.get(path, 0) + gone
    return made | ({"left_out": left} if left else {})


def _lists(value: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    """Lists that are results of their own: of objects, not inside one another's rows where the outer can be cut."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists(inner, f"{path}.{name}".strip("."))
    elif isinstance(value, list) and value:
        inner_lists = [pair for row in value for pair in _lists(row, path)] if path == "sections" else []
        yield from inner_lists or [(path, value)]
