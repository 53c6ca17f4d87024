"""Runs of capitals that may be the name of a person: where one begins, where it ends, and what is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verbale.mentions.names.index import Hit
from verbale.mentions.names.titles import NAMED_BY_OFFICE, SENT, Title, Titles
from verbale.mentions.names.words import Word

Ordinary = Callable[[str], bool]
LONGEST = 14  # words of a person's name


@dataclass(frozen=True, slots=True)
class Runs:
    """Reads runs of capitals in one line of the flat text.

    found: the titles of the line. names: the known names in it. ordinary: whether a lower-case word is an English
    word. orgs: where institutions stand in it, as (start, end).
    """

    text: str
    tools: Titles
    found: Sequence[Title]
    names: Sequence[Hit]
    ordinary: Ordinary
    orgs: Sequence[tuple[int, int]] = ()

    def _office_at(self, row: list[Word], i: int) -> Title | None:
        """The title that begins at word i."""
        return next((t for t in self.found if i < len(row) and t.start == row[i].start), None)

    def _past_the(self, row: list[Word], i: int) -> int:
        return i + 1 if i < len(row) and row[i].text == "the" else i

    def _at(self, row: list[Word], offset: int) -> int:
        return next((i for i, w in enumerate(row) if w.start >= offset), len(row))

    def _closing(self, row: list[Word], i: int) -> int | None:
        return next((j for j in range(i + 1, min(i + 5, len(row))) if row[j].text == ")"), None)

    def _run(self, row: list[Word], i: int, strict: bool, lone: bool = False) -> tuple[int, int] | None:
        """A person's name that begins at word i, after honorifics: (first, end) or None."""
        begun = i
        while i < len(row) and self._courtesy(row, i):
            i = self._past_rank(row, i + 1)
        end, honoured = i, i > begun
        while end < len(row) and end - i < LONGEST and self._namelike(row[end]):
            if end > i and (self._belongs_elsewhere(row[end]) or row[end].bare in self.tools.acts):
                break
            end += 1
            if row[end - 1].stops:
                break
        while end > i and (not self._capital(row[end - 1]) or (end - i > 1 and self._after_name(row[end - 1]))):
            end -= 1
        if end > i and self._of_thing(row[i], row[end - 1]):
            return None
        led = end > i + 1 and row[i].text in self.tools.particles and row[i + 1].capital  # "President ter Horst"
        if end == i or not (self._capital(row[i]) or led) or not self._is_name(row[i:end]):
            return None
        lone = lone and self._lone(row[i])
        plain = not honoured and all(self.ordinary(w.bare.casefold()) for w in row[i:end])
        if strict and (plain or (end - i < 2 and not lone)):
            return None
        return i, end

    def _of_thing(self, first: Word, last: Word) -> bool:
        """ "Premier Youth Scholarship", "President Hotel Geneva", "Ambassador Bridge": what has an office's name."""
        lone = first is last and last.bare in self.tools.sites
        return lone or not {first.bare, last.bare}.isdisjoint(self.tools.things)

    def _owned(self, title: Title) -> bool:
        """ "the Governor's Palace": what follows is the office's, and is not called by it."""
        return self.text[title.end : title.end + 1] == "'" or self.text[title.end : title.end + 2] == "s'"

    def _after_name(self, word: Word) -> bool:
        """ "SC" after a name, or what a headline says next: "Vice President Jane Doe Call with …"."""
        return word.bare in self.tools.behind or word.bare in self.tools.headline

    def _lone(self, word: Word) -> bool:
        """Whether one word alone can be a person's whole name: "President Sukarno", no English word, no opener."""
        low = word.bare.casefold()
        return len(low) > 3 and not self.ordinary(low) and low not in self.tools.starters and not word.bare.isupper()

    def _honorific(self, row: list[Word], i: int) -> bool:
        """One word of an honorific of one or two words ("His Excellency")."""
        word = row[i].text.rstrip(".")
        pairs = {f"{row[k].text} {row[k + 1].text}" for k in (i - 1, i) if 0 <= k < len(row) - 1}
        return word in self.tools.honorifics or bool(pairs & self.tools.honorifics)

    def _courtesy(self, row: list[Word], i: int) -> bool:
        """An honorific, or a rank in capitals before brackets: "BG(NS)"."""
        word = row[i].text.rstrip(".")
        bracket = i + 1 < len(row) and row[i + 1].text == "(" and word.isupper() and len(word) <= 5
        bench = row[i].text in self.tools.bench and i > 0 and row[i - 1].text.rstrip(".") in self.tools.honorifics
        return word in self.tools.honorifics or bracket or bench

    def _polite(self, word: Word) -> bool:
        """ "Your Excellency Chief Justice X": an honorific is no word of an office."""
        return word.text.rstrip(".") in self.tools.honorifics and word.bare.casefold() not in self.tools.vocabulary

    def _past_rank(self, row: list[Word], i: int) -> int:
        """Past a bracketed rank: "BG(NS) Yap Ong Heng"."""
        close = self._closing(row, i) if i < len(row) and row[i].text == "(" else None
        return close + 1 if close else i

    def _namelike(self, word: Word) -> bool:
        low = word.text.casefold()
        if low in self.tools.particles:
            return True
        if self.tools.tied(word.text):
            return True
        return word.capital and word.text[0].isalpha() and not (low in self.tools.inside and word.text.isupper())

    def _capital(self, word: Word) -> bool:
        return word.capital or self.tools.tied(word.text)

    def _belongs_elsewhere(self, word: Word) -> bool:
        return any(t.start == word.start and t.level != "royal" for t in self.found)

    def _is_name(self, run: list[Word]) -> bool:
        """No known name of a state or body, no title, not only office words."""
        start, end = run[0].start, run[-1].end
        for hit in self.names:
            sorts = {n.sort for n in hit.names}
            if hit.start <= start and hit.end >= end - 2 and "person" not in sorts:
                return False
            if hit.start == start and sorts & {"body", "instrument"}:
                return False
        if any(t.start == start for t in self.found):
            return False
        return not all(w.bare.casefold() in self.tools.vocabulary for w in run)

    def _plausible(self, run: list[Word], title: Title) -> bool:
        """After a title that is also an English word, English words are no name ("General Terms")."""
        owned = self._owned(title)
        firm = title.level in (*NAMED_BY_OFFICE, *SENT) and not title.plural and not owned
        if owned and all(self.ordinary(w.bare.casefold()) for w in run):  # "Leaders' Joint Statement"
            return False
        if title.plural and all(self.ordinary(w.bare.casefold()) for w in run):  # "Medal of Honor Recipient"
            return False
        if len(run) > 1 and not title.needs_name:
            return run[-1].bare.casefold() not in self.tools.vocabulary
        return firm or not all(self.ordinary(w.bare.casefold()) for w in run)
