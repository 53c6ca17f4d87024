"""Traps: texts of our own that invite a wrong record, one file a pattern in tests/cases/traps.

A case says what must be there (`must`), what must not (`never`), how many records of a kind there are (`total`), whose
word a passage is (`voiced`), and which events are one happening (`tied`) or two (`apart`).
"""

from __future__ import annotations

from typing import Any

import pytest

import verbale
from tests.conftest import CASES, cases

PATTERNS = sorted(p.stem for p in (CASES / "traps").glob("*.toml"))
KNOWN = ("date", "publisher", "title", "genre")
ORDERED = ("said_by",)
CURRENT = ("former", "then", "late", "ex-")
Json = dict[str, Any]


def rows() -> list[Any]:
    return [pytest.param(row, id=f"{p}:{row['text'][:60]}") for p in PATTERNS for row in cases(f"traps/{p}")]


def meets(wanted: Json, got: Json) -> bool:
    """Whether a record has all that is asked for."""
    return all(SPECIAL.get(k, _plain(k))(v, got) for k, v in wanted.items())


def _plain(key: str) -> Any:
    def check(wanted: Any, got: Json) -> bool:
        held = got.get(key)
        if isinstance(wanted, list):
            if key in ORDERED and any(u["role"] == key for u in got.get("unresolved", ())):
                return False  # somebody else's word, though nobody knows whose
            return list(held or []) == wanted if key in ORDERED else sorted(held or []) == sorted(wanted)
        return bool(held == wanted or (wanted == "" and held is None))

    return check


def _roles(got: Json) -> set[str]:
    return {f"{a['id']}/{a['role']}" for a in got.get("actors") or ()}


def _pairs(got: Json) -> set[str]:
    return {"-".join(sorted(d)) for d in got.get("dyads") or ()}


def _sorted(pairs: list[str]) -> set[str]:
    return {"-".join(sorted(p.split("-"))) for p in pairs}


def _edtf(got: Json) -> str:
    return (got.get("time") or {}).get("edtf") or ""


def _current(wanted: bool, got: Json) -> bool:
    """An office that the record says is held now: no word of the past in it, no end, no time that lies behind."""
    value = (got.get("value") or "").casefold()
    return wanted == (not value.startswith(CURRENT) and not any(got.get(k) for k in ("until", "former", "as_of")))


SPECIAL: dict[str, Any] = {
    "edtf": lambda w, g: _edtf(g) == w,
    "year": lambda w, g: _edtf(g).startswith(w),
    "actors": lambda w, g: _roles(g) == set(w),
    "with": lambda w, g: set(w) <= _roles(g),
    "ids": lambda w, g: set(w) <= {a["id"] for a in g.get("actors") or ()},
    "said": lambda w, g: set(w) <= set(g["said_by"]),
    "target_ids": lambda w, g: set(w) <= set(g.get("target_ids") or ()),
    "pairs": lambda w, g: _pairs(g) == _sorted(w),
    "among": lambda w, g: _sorted(w) <= _pairs(g),
    "dyad": lambda w, g: _sorted(w) <= _pairs(g),
    "words": lambda w, g: w in " ".join(g["quote"].split()),
    "current": _current,
}


def broken(row: Json) -> list[str]:
    """What the reading of a case gets wrong, in words; nothing where it holds."""
    got = [r.json() for r in verbale.read(row["text"], **{k: row[k] for k in KNOWN if k in row}).records]
    out = [f"missing {w}" for w in row.get("must", ()) if not any(meets(w, g) for g in got)]
    out += [f"wrong {g['kind']} {g['quote']!r}: {w}" for w in row.get("never", ()) for g in got if meets(w, g)]
    for kind, number in row.get("total", {}).items():
        found = [g["quote"] for g in got if g["kind"] == kind]
        out += [f"{len(found)} {kind}: {found}"] if len(found) != number else []
    for voice in row.get("voiced", ()):
        out += [f"unattributed {g['kind']} {g['quote']!r}: {g['said_by']}" for g in _over(row, voice, got)]
    return out + _ties(row, [g for g in got if g["kind"] == "event"])


def _over(row: Json, voice: Json, got: list[Json]) -> list[Json]:
    """Records that state the words (their quote holds them or lies in them) without the voice they are of."""
    at = row["text"].index(voice["words"])
    end = at + len(voice["words"])
    over = [g for g in got if g["kind"] != "phrase" and g["span"][0] < end and at < g["span"][1]]
    own = ("stance", "commitment")  # the accuser's own acts: what he holds or does by these very words
    mine = [g for g in over if at <= g["span"][0] or not (g["kind"] in own or g.get("type") == "other")]
    return [g for g in mine if not set(voice["by"]) <= set(g["said_by"])]


def _ties(row: Json, events: list[Json]) -> list[str]:
    out = []
    for sort, wanted in (("tied", True), ("apart", False)):
        for a, b in row.get(sort, ()):
            one, two = _named(events, a), _named(events, b)
            same = bool(one and two and one.get("happening") and one.get("happening") == two.get("happening"))
            if same != wanted or not (one and two):
                out.append(f"not {sort}: {a!r} {'found' if one else 'missing'}, {b!r} {'found' if two else 'missing'}")
    return out


def _named(events: list[Json], words: str) -> Json | None:
    return next((e for e in events if words in " ".join(e["quote"].split())), None)


@pytest.mark.parametrize("row", rows())
def test_trap(row: Json) -> None:
    assert not broken(row)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_there_are_enough(pattern: str) -> None:
    assert len(cases(f"traps/{pattern}")) >= 15
