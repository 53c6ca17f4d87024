"""Office titles, honorifics and the small words of names, as the lexicon has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from verbale.lexicon import Entry, Lexicon, variants
from verbale.mentions.names.matcher import Matcher

NAMED_BY_OFFICE = ("head-of-state", "head-of-government", "foreign-minister", "minister", "deputy", "legislator")
SENT = ("ambassador", "envoy")


@dataclass(frozen=True, slots=True)
class Title:
    """An office title found in the flat text; plural where it names several holders."""

    start: int
    end: int
    office: str
    level: str
    of: str
    plural: bool = False
    needs_name: bool = False
    leader_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A person as written: the whole mention, the name, and the title words where there are any (flat offsets).

    past: whether the office is one he held before, or is to hold. called: the title of one of several who share it
    ("Presidents A and B"), "" where it is as written.
    """

    start: int
    end: int
    name: tuple[int, int]
    title: tuple[int, int] | None
    office: str | None = None
    level: str | None = None
    of: str = ""
    past: bool = False
    called: str = ""


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


class Titles:
    """Finds titles and honorifics; capitals do not matter to finding."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows: dict[str, tuple[Entry, bool]] = {}
        for row in lexicon.table("office"):
            for plural, key in ((False, "titles"), (True, "plural")):
                for form in (f.casefold() for p in row.get(key, ()) for f in variants(p)):
                    self._rows.setdefault(form, (row, plural))
        self._forms = sorted(self._rows)
        self._matcher = Matcher(self._forms)
        forms = {f for row in lexicon.table("honorific") for f in row["forms"]}
        self.honorifics = frozenset(forms | {f.rstrip(".") for f in forms} | {f.upper() for f in forms if len(f) > 3})
        self.bench = frozenset(w for r in lexicon.table("honorific") for w in r.get("bench", ()))
        behind = {f.rstrip(".") for r in lexicon.table("honorific") if r.get("place") == "after" for f in r["forms"]}
        self.headline = frozenset(w for r in lexicon.table("headline-noun") for w in r["words"])
        self.acts = frozenset(w for r in lexicon.table("headline-noun") for w in r["verbs"])
        self.things = frozenset(w for r in lexicon.table("office-thing") for w in r["words"])
        self.sites = frozenset(w for r in lexicon.table("office-thing") for w in r["lone"])
        self.behind = frozenset(f for f in behind if f.strip("IVX") and f[0].isalpha())  # "SC", but not "III"
        words = [w for r in lexicon.table("sentence-starter") for w in r["words"]]
        dates = ("month", "weekday")
        months = [f.casefold() for r in lexicon.table("time_word") if r["class"] in dates for f in r["words"]]
        self.starters = frozenset([*words, *months]) - {"the"}
        rows = lexicon.table("name-particle")
        self.inside = frozenset(w for row in rows for w in row["words"])
        self.particles = frozenset(w for row in rows for w in row["person"])
        tied = sorted({w for row in rows for w in row["bound"]}, key=len, reverse=True)
        self._tied = re.compile(rf"(?:{'|'.join(map(re.escape, tied))})[-'][^\W\d_]")
        away = [row for row in lexicon.table("office-modifier") if row["holds"] != "now"]
        self.apposed = frozenset(w for row in away for w in row.get("apposed", ()))
        self._past = re.compile(rf"(?<![\w-])(?:{_choice(w for row in away for w in row['before'])})(?:\s+|(?<=-))$")
        self._lapsed = re.compile(rf"\s*(?:{_choice(w for row in away for w in row['after'])})(?!\w)")
        self.predicate = frozenset(w for row in lexicon.table("office-lead") for w in row["words"])
        heads = {w.casefold() for r in lexicon.table("institution-head") for w in r["words"]}
        fields = {w for r in lexicon.table("portfolio") for w in r["name"].casefold().replace(",", "").split()}
        self.vocabulary = frozenset(
            w for w in {w for f in self._forms for w in f.split()} | heads | fields if len(w) > 2
        )

    def tied(self, word: str) -> bool:
        """ "el-Masri", "d'Orsay": a name that begins with a small word tied to it."""
        found = self._tied.match(word)
        return bool(found) and word[found.end() - 1].isupper() if found else False

    def past(self, text: str, start: int, first: int, end: int) -> int | None:
        """Where the words begin that say that an office is not held now, or None. start: of the title's own words,
        with nationality and the like; first, end: of the office."""
        before = self._past.search(text, max(0, start - 24), start) or self._past.search(text, start, first)
        if before is None and start < first:
            before = next((m for i in range(first, start, -1) if (m := self._past.search(text, start, i))), None)
        return before.start() if before else start if self._lapsed.match(text, end) else None

    def singular(self, words: str, office: str) -> str:
        """The title of one holder from a plural one as written: of the office's titles the one spelt most alike."""
        rows = (row for row, _ in self._rows.values() if row["id"] == office)
        held = [f for p in next(rows).get("titles", ()) for f in variants(p)]
        held += [f[: len(words) - 1] for f in held if words[-1:] == "s" and f.startswith(words[:-1])]
        alike = [(SequenceMatcher(None, f.casefold(), words.casefold()).ratio(), -len(f), f) for f in held]
        return max(alike)[2] if alike else words

    def find(self, low: str) -> list[Title]:
        """Titles in the lower-cased flat text, longest first, none overlapping."""
        out: list[Title] = []
        for start, minus, number in self._matcher.find(low):
            if not out or start >= out[-1].end:
                row, plural = self._rows[self._forms[number]]
                kind = (row["id"], row.get("level", "official"), row.get("of", "other"))
                leads = tuple(row.get("leader_in", ()))
                out.append(Title(start, -minus, *kind, plural, bool(row.get("needs_name")), leads))
        return out


@lru_cache(maxsize=4)
def titles(lexicon: Lexicon) -> Titles:
    return Titles(lexicon)
