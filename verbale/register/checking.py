"""How much a register holds, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from verbale.register.schema import decisions, documents, meta, readings, records, refusals

NONE = {
    "documents without exactly one current reading": (
        "SELECT count(*) FROM documents d"
        " WHERE (SELECT count(*) FROM readings r WHERE r.doc = d.id AND r.current) <> 1"
    ),
    "records whose quote is not in the text": (
        "SELECT count(*) FROM records r JOIN readings g ON g.number = r.reading JOIN documents d ON d.id = g.doc"
        " WHERE substr(d.text, r.start + 1, r.stop - r.start) <> r.quote"
    ),
}
"""What no register has, and how many it has of it."""


def counts(connection: sa.Connection) -> dict[str, int]:
    found = {"schema": int(connection.execute(sa.select(meta.c.value).where(meta.c.name == "schema")).scalar_one())}
    for table in (documents, readings, records, refusals, decisions):
        found[table.name] = int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
    now = sa.select(sa.func.count()).select_from(records).join(readings, readings.c.number == records.c.reading)
    found["records now"] = int(connection.execute(now.where(readings.c.current)).scalar_one())
    by_kind = (
        sa.select(records.c.kind, sa.func.count())
        .join(readings, readings.c.number == records.c.reading)
        .where(readings.c.current)
        .group_by(records.c.kind)
        .order_by(records.c.kind)
    )
    return found | {kind: int(number) for kind, number in connection.execute(by_kind)}


def problems(connection: sa.Connection) -> list[str]:
    return list(_problems(connection))


def _problems(connection: sa.Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield f"the file: {line}"
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            yield "rows that belong to nothing"
    for words, asked in NONE.items():
        number = int(connection.exec_driver_sql(asked).scalar() or 0)
        if number:
            yield f"{number} {words}"
