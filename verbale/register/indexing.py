"""The word index of each kind of database: its statements, kept in step with `passages` by the database itself.

Word forms are joined by Porter's stemmer and accents do not count, on both. No word is too common to be found.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

SQLITE = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(body, content='passages', content_rowid='key',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN"
    " INSERT INTO passage_words(rowid, body) VALUES (new.key, new.body); END",
    "CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN"
    " INSERT INTO passage_words(passage_words, rowid, body) VALUES ('delete', old.key, old.body); END",
)
"""FTS5 (sqlite.org/fts5.html)."""

CONFIGURATION = "verbale"
KINDS = "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart"
"""Kinds of token that hold letters (PostgreSQL documentation, "Text Search Parsers")."""


def postgresql() -> tuple[str, ...]:
    """A configuration without stop words, and a column of lexemes that the database fills (its chapter 12)."""
    left, right = folding()
    return (
        "CREATE TEXT SEARCH DICTIONARY verbale_stem (TEMPLATE = snowball, LANGUAGE = porter)",
        f"CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = pg_catalog.simple)",
        f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ALTER MAPPING FOR {KINDS} WITH verbale_stem",
        f"ALTER TABLE passages ADD COLUMN words tsvector GENERATED ALWAYS AS"
        f" (to_tsvector('{CONFIGURATION}', translate(body, '{left}', '{right}'))) STORED",
        "CREATE INDEX passages_by_words ON passages USING gin (words)",
    )


def word_index(dialect: str) -> tuple[str, ...]:
    return SQLITE if dialect == "sqlite" else postgresql()


@cache
def folding() -> tuple[str, str]:
    """Letters with accents, and for each the one it stands on ("é", "e"): one code point for one, so that places stay.

    Those of the Unicode Character Database that decompose into one letter and marks.
    """
    found = [(chr(n), unicodedata.normalize("NFD", chr(n))) for n in range(0xC0, min(0x2000, sys.maxunicode))]
    pairs = [(c, d[0]) for c, d in found if len(d) > 1 and all(unicodedata.combining(m) for m in d[1:])]
    return "".join(c for c, _ in pairs), "".join(base for _, base in pairs)


def folded(text: str) -> str:
    return text.translate(str.maketrans(*folding()))
