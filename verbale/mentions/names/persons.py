"""The persons who stand beside office titles.

"Assistant Secretary of Defense for Homeland Defense Melissa Dalton", "Scott Bessent, Secretary of the
Treasury", "The President of Kazakhstan, Kassym-Jomart Tokayev": title before or after, several titles, honorifics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from verbale.mentions.names.runs import LONGEST, Runs
from verbale.mentions.names.titles import NAMED_BY_OFFICE, SENT, Named, Title
from verbale.mentions.names.words import Word, words

LEADS = ("head-of-state", "head-of-government")

HEAD_OF_STATE = "head-of-state"
BELOW = ("deputy", "minister", "foreign-minister", "head-of-government", "ambassador")
"""Levels of the lexicon's offices (table `office`) that nobody holds together with the first of a state."""
LEADING, LED = (HEAD_OF_STATE, "head-of-government"), ("foreign-minister", "minister")
MILITARY = "military"  # a rank: no office beside one
FAR = 8  # words from a name to the office in the title after it ("U.S. Special Presidential Coordinator")


@dataclass(frozen=True, slots=True)
class Reader(Runs):
    """Reads persons around titles in one line of the flat text."""

    def persons(self, start: int, end: int) -> list[Named]:
        """Persons in text[start:end], in order; mentions do not overlap."""
        row = words(self.text, start, end)
        out: list[Named] = []
        reach = start
        for title in self.found:
            if title.start < reach or not start <= title.start < end:
                continue
            named = self._before(row, title)
            if title.level == MILITARY and named and self._officed(row, self._at(row, named[0].name[1])):
                continue  # "Gen. Lund, Secretary of Defense": the office behind the name is his
            if not named or self._next_ones(row, named[0], title):
                named = self._after(row, title, reach) or named
            for person in named:
                if person.start >= reach:
                    out.append(self._dated(person, title))
                    reach = person.end
        return sorted(out + self._honoured(row, out), key=lambda n: n.start)

    def _officed(self, row: list[Word], i: int) -> bool:
        """Whether a comma and an office that is no rank follow at word i."""
        office = self._office_at(row, self._past_the(row, i + 1)) if row[i : i + 1] and row[i].text == "," else None
        return office is not None and office.level != MILITARY

    def _dated(self, person: Named, title: Title) -> Named:
        """The person with his office marked where he held it before: "former President Lind"."""
        if person.title is None:
            return person
        if person.title[0] > person.name[0] and self.text[slice(*person.title)].split()[0] in self.tools.apposed:
            return replace(person, past=True)
        if (at := self.tools.past(self.text, person.title[0], title.start, title.end)) is None:
            return person
        return replace(person, start=min(at, person.start), past=True)

    # -- title before the name ---------------------------------------------------------------------

    def _before(self, row: list[Word], title: Title) -> list[Named]:
        """The title with its tail, and the name or names after it."""
        if not self.text[title.start].isupper():
            return self._plain(row, title)
        left = self._left(row, title)
        i, tail_end, comma = self._tail(row, self._at(row, title.end), title.end)
        name = self._run(row, i, strict=comma, lone=title.level in (*NAMED_BY_OFFICE, *SENT))
        if name is None:
            return []
        first, last = name
        more = self._coordinated(row, last, title, (left, tail_end)) if title.plural else []
        if not self._plausible(row[first:last], title) and (not more or self._of_event(row[last - 1])):
            return []
        name = (row[first].start, row[last - 1].end)
        called = self._one_of(title, left, tail_end) if title.plural else ""
        person = Named(left, name[1], name, (left, tail_end), title.office, title.level, title.of, called=called)
        trimmed = self._trim(person)
        alone = comma and last - first == 1 and last < len(row) and row[last].text not in (",", ".", ";", ":")
        return [trimmed, *more] if not comma or (self._closes(row, last) and not alone) else []

    def _plain(self, row: list[Word], title: Title) -> list[Named]:
        """ "Kenya's president William Ruto", "the Ugandan leader Yoweri Museveni": in lower case, with a full name."""
        i, end = self._of_known(row, self._at(row, title.end), title.end)
        name = self._run(row, i, strict=True, lone=title.level in NAMED_BY_OFFICE) if end == title.end else None
        apposed = name is None and row[i : i + 1] and row[i].text == ","
        name = self._run(row, i + 1, strict=True) if apposed else name
        if name is None or title.plural or (apposed and not self._closes(row, name[1])):
            return []
        if self.text[end : row[name[0]].start].strip(" ,"):
            return []
        first, last = name
        left, span = self._left(row, title), (row[first].start, row[last - 1].end)
        return [self._trim(Named(left, span[1], span, (left, end), title.office, title.level, title.of))]

    def _of_known(self, row: list[Word], i: int, end: int) -> tuple[int, int]:
        """Past "of Peru" or "for the Gambia" after a title in lower case, where a known name and a comma follow."""
        if i + 1 >= len(row) or row[i].text not in self.tools.inside or row[i].text == "and":
            return i, end
        at = row[i + 2 if row[i + 1].text == "the" and i + 2 < len(row) else i + 1].start
        hit = next((h for h in self.names if h.start <= at < h.end), None)
        after = self._at(row, hit.end) if hit else len(row)
        return (after, hit.end) if hit and after < len(row) and row[after].text == "," else (i, end)

    def _trim(self, person: Named) -> Named:
        word = self.text[person.name[0] : person.end]
        cut = person.end - (
            2 if word.endswith("'s") else 1 if word.endswith(("'", ".")) and not re.search(r"\b[A-Z]\.$", word) else 0
        )
        return replace(person, end=cut, name=(person.name[0], cut))

    def _one_of(self, title: Title, start: int, end: int) -> str:
        """The words of a plural title as each of its holders has it: "US Presidents" gives "US President"."""
        one = self.tools.singular(self.text[title.start : title.end], title.office)
        return self.text[start : title.start] + one + self.text[title.end : end]

    def _coordinated(self, row: list[Word], i: int, title: Title, span: tuple[int, int]) -> list[Named]:
        """ "Senior Directors A and B": each further name has the title too."""
        out = []
        lone = title.level in NAMED_BY_OFFICE
        while i < len(row) and row[i].text in ("and", ","):
            j = i + 1 + int(row[i].text == "," and i + 1 < len(row) and row[i + 1].text == "and")
            name = self._run(row, j, strict=True, lone=lone) or (self._short(row, j) if lone else None)
            if name is None:
                break
            first, last = name
            at = (row[first].start, row[last - 1].end)
            called = self._one_of(title, *span)
            person = Named(*at, at, span, title.office, title.level, title.of, called=called)
            out.append(self._trim(person))
            i = last
        return out

    def _short(self, row: list[Word], i: int) -> tuple[int, int] | None:
        """A family name of two or three letters in such a list: "Presidents A and Xi"."""
        word = row[i] if i < len(row) else None
        if word is None or not word.capital or not 1 < len(word.bare) < 4 or word.bare.isupper():
            return None
        low, last = word.bare.casefold(), i + 1 == len(row) or not row[i + 1].capital
        plain = self.ordinary(low) or low in self.tools.starters
        return (i, i + 1) if last and not plain and self._is_name([word]) else None

    def _closes(self, row: list[Word], i: int) -> bool:
        """A name between commas, or before a verb or the end, is an apposition; before "and" it may be a list."""
        while i < len(row) and row[i].bare in self.tools.behind:
            i += 1
        if i + 2 < len(row) and row[i].text == "and" and row[i + 1].text == "the" and self._office_at(row, i + 2):
            return True  # "the President of the Court, H.E. A and the Chief Justice, H.E. B"
        return i >= len(row) or (not row[i].text[:1].isupper() and row[i].text != "and")

    def _of_event(self, word: Word) -> bool:
        """A word of offices, of events or of things named after somebody: no word of a name."""
        return word.bare in self.tools.headline or word.bare.casefold() in self.tools.vocabulary

    def _left(self, row: list[Word], title: Title) -> int:
        """Where the title's words begin: capitalised words, acronyms and possessive names before it belong to it."""
        i = self._at(row, title.start)
        start = title.start
        while i > 0 and row[i - 1].capital and row[i - 1].end >= start - 1 and not row[i - 1].stopped:
            lone = row[i - 1].initial and len(row[i - 1].text) < 3  # "Plan B. Minister Lind"
            lone = lone or row[i - 1].bare in self.tools.acts  # "Minister A Meets Minister B"
            lone = lone or self._polite(row[i - 1])
            if lone or (i == 1 and not self._modifies(row[0])) or row[i - 1].text.casefold() in self.tools.starters:
                break
            i -= 1
            start = row[i].start
        part = next((h for h in self.names if h.start < start < h.end <= title.start), None)  # "Republic of Togo"
        if self._anothers(row, self._at(row, part.start if part else start)):
            return title.start
        return row[self._at(row, part.end)].start if part else start

    def _anothers(self, row: list[Word], i: int) -> bool:
        """ "President Lind of Norway / President Niinistö of Finland": the state before a title belongs to the name
        before it."""
        i -= int(i > 0 and row[i - 1].text == "the")
        before = max((t.end for t in self.found if t.end <= row[i].start), default=None) if i < len(row) else None
        if before is None or i < 2 or row[i - 1].text != "of":
            return False
        name = row[self._at(row, before) : i - 1]
        return 0 < len(name) <= LONGEST and all(self._namelike(w) or w.text == "," for w in name)

    def _modifies(self, word: Word) -> bool:
        """Whether a sentence's first word belongs to a title (a name, an acronym), not just to the sentence."""
        known = any(h.start <= word.start < h.end for h in self.names)
        return known or (word.text.isupper() and len(word.text) > 1) or (word.bare.casefold() in self.tools.vocabulary)

    def _tail(self, row: list[Word], i: int, end: int) -> tuple[int, int, bool]:
        """(index where a name may begin, end of the title, whether a comma stands between)."""
        deep = False
        for _ in range(16):
            if i >= len(row):
                break
            word = row[i]
            if word.text == "(" and (close := self._closing(row, i)):
                i, end = close + 1, row[close].end
            elif (
                word.text in self.tools.inside
                and i + 1 < len(row)
                and word.text != "the"
                and not self._two(row, i)
                and (after := self._object(row, i)) is not None
            ):
                i, end, deep = after, row[after - 1].clean, True
            elif word.text == "," and deep and (listed := self._listed(row, i)):
                i, end = listed, row[listed - 1].clean
            elif word.capital and (title := self._office_at(row, i)) and not self._owned(title):
                rank = title.level == MILITARY and row[i - 1].text != "and"  # "Secretary of Defense General Lund"
                i, end = self._at(row, title.end), end if rank else title.end
            elif word.text == "," and i + 1 < len(row) and row[i + 1].capital:
                return i + 1, end, True
            else:
                break
        return i, end, False

    def _two(self, row: list[Word], i: int) -> bool:
        """ "the Vice President and President Vik": a state's head and one who ranks below are two persons."""
        after = self._office_at(row, self._past_the(row, i + 1))
        before = max((t for t in self.found if t.end <= row[i].start), key=lambda t: t.end, default=None)
        if row[i].text != "and" or after is None or before is None:
            return False
        if after.level == HEAD_OF_STATE:
            return before.level in BELOW
        return (before.office == after.office and not after.plural) or (
            after.level in (*LEADING, *LED)
            and before.level in (SENT[0], *LED)
            and not (after.level in LED and before.level in LED)
        )

    def _next_ones(self, row: list[Word], person: Named, title: Title) -> bool:
        """Whether the name found after a title may be the next of a list, where the title stands after a name too:
        "A, title A, B, title B", "A, title A and title B B"."""
        assert person.title is not None
        i, j = self._at(row, person.title[1]), self._at(row, person.name[0])
        if any(w.text == "," for w in row[i:j]):
            after = self._at(row, person.name[1])
            after += int(after < len(row) and row[after].text in ("'s", "'"))
            if after >= len(row) or row[after].text not in (",", "("):
                return False
            return any(self._at(row, self._left(row, t)) in (after + 1, after + 2) for t in self._behind(row, after))
        return self._joined(row, title, j) is not None

    def _behind(self, row: list[Word], i: int) -> list[Title]:
        """The titles that begin within a few words of word i."""
        return [t for t in self.found if 0 < self._at(row, t.start) - i <= FAR]

    def _joined(self, row: list[Word], title: Title, i: int) -> int | None:
        """Where "and" stands that joins to a title the next person's ("of Togo and Minister P. Ruiz"); i: his name."""
        ands = [k for k in range(self._at(row, title.end), i) if row[k].text == "and"]
        led = [k for k in ands if self._office_at(row, self._past_the(row, k + 1))]
        return led[-1] if led and self._run(row, i, strict=True) else None

    def _listed(self, row: list[Word], i: int) -> int | None:
        """Index after one more item of a portfolio ("for Economic Growth, Energy, and the Environment"): the comma
        is followed by "and", or by capitals that a comma or "and" follows and that are no name."""
        j = i + 1
        if row[j : j + 1] and row[j].text == "and":
            return j if self._object(row, j) and not self._office_at(row, self._past_the(row, j + 1)) else None
        while j < len(row) and row[j].capital and self.ordinary(row[j].bare.casefold()):
            j += 1
        more = j < len(row) and row[j].text in (",", "and")
        return j if j > i + 1 and more and not any(t.start == row[i + 1].start for t in self.found) else None

    def _object(self, row: list[Word], i: int) -> int | None:
        """Index after the object of a title's preposition, up to where a person's name begins."""
        led = row[i + 1].capital and not self._courtesy(row, i + 1)
        if row[i].text == "and" and not (led or row[i + 1].text == "the"):
            return None
        j = i + 1
        while j < len(row) and (row[j].text == "the" or row[j].text.casefold() in ("his", "her", "its")):
            j += 1
        if j >= len(row) or not row[j].capital:
            return None
        if (
            j == i + 1
            and row[i].text != "and"
            and any(t.start == row[j].start and t.level in LEADS for t in self.found)
        ):
            return self._council(row, j)  # "Senior Directors on President Lind's council"
        if (office := self._office_at(row, j)) and self._owned(office):  # "the President and the Governor's Palace"
            return None
        end = j
        while end < len(row) and row[end].capital and not any(t.start == row[end].start for t in self.found):
            end += 1
            if self._breaks(row, end - 1) or (end < len(row) and row[end].start > row[end - 1].end + 1):
                break
        after = self._split(row, j, end) if end > j else j
        return after if after > j or end == j else None  # "of Sweden and Pedro Ruiz, Minister": the next one's name

    def _council(self, row: list[Word], i: int) -> int | None:
        """Index after "President Lind's NSC", "President Lind's Trade Council": a body of the leader's."""
        owner = next((k for k in range(i + 1, min(i + 5, len(row))) if row[k].text.endswith("'s")), None)
        if owner is None or owner + 1 >= len(row) or not all(w.capital for w in row[i : owner + 2]):
            return None
        if row[owner + 1].bare.isupper() and len(row[owner + 1].bare) > 1:
            return owner + 2
        for k in range(owner + 1, min(owner + 6, len(row))):
            if not row[k].capital or row[k].stops:
                return None
            if row[k].bare in self.tools.things:
                return k + 1
        return None

    def _breaks(self, row: list[Word], i: int) -> bool:
        """Whether a run of capitals ends with a word; "the Supreme People's Court" goes on after the possessive."""
        if not row[i].stops or not row[i].text.endswith("'s") or i + 1 >= len(row) or not row[i + 1].capital:
            return row[i].stops
        return not (self.ordinary(row[i].bare.casefold()) and self.ordinary(row[i + 1].bare.casefold()))

    def _split(self, row: list[Word], first: int, end: int) -> int:
        """Where in a run of capitals the title's object ends: after a known name, else before the first word
        that is no English word."""
        known = max((self._at(row, h.end) for h in self.names if h.start <= row[first].start < h.end), default=first)
        office = [k + 1 for k in range(first, end) if row[k].bare.casefold() in self.tools.vocabulary]
        i = max(known, first, *office)
        if i > first:
            return i
        while i < end and (self.ordinary(row[i].bare.casefold()) or "'" in row[i].text):
            i += 1
        if i == end < len(row) and row[end].text in self.tools.inside - {"and"}:  # "of Intellectual Property of Togo"
            return end
        if end - i < 2 <= end - first:  # "Finance Brent Neiman": a given name may be an English word
            i = max(first, end - 2)
        return i

    # -- title after the name ----------------------------------------------------------------------

    def _after(self, row: list[Word], title: Title, reach: int) -> list[Named]:
        """ "Scott Bessent, Secretary of the Treasury": the run of capitals before the comma."""
        left = self._at(row, self._left(row, title))
        while 0 < left < len(row) and (
            row[left - 1].text in ("the", "a", "an", "its", "his", "her", "our", "then")
            or self.tools.past(self.text, row[left].start, row[left].start, row[left].start) is not None
        ):
            left -= 1
        bracket = left > 1 and row[left - 1].text == "(" and not title.plural
        if not 2 <= left < len(row) or not (row[left - 1].text == "," or bracket):
            return []
        first = last = left - 1
        while first > 0 and self._namelike(row[first - 1]) and row[first - 1].start >= reach:
            first -= 1
        opening = self.tools.starters | self.tools.inside
        while first < last and (
            not self._capital(row[first])
            or self._honorific(row, first)
            or (last - first < 3 and row[first].bare.casefold() in opening)
        ):
            first += 1
        while (rank := self._office_at(row, first)) and rank.level == MILITARY and first < last:
            first = self._at(row, rank.end)
        first = self._led(row, first, last)
        alone = last - first == 1 and title.level in (*NAMED_BY_OFFICE, *SENT) and self._lone(row[first])
        behind = self._at(row, self._tail(row, self._at(row, title.end), title.end)[1])
        alone = alone and (first > 0 or (row[behind : behind + 1][:1] != [] and row[behind].text == ","))
        alone = alone and not any(h.start <= row[first].start < h.end for h in self.names)
        if not (alone or 2 <= last - first <= LONGEST) or not self._is_name(row[first:last]):
            return []
        if bracket and any(self._of_event(w) for w in row[first:last]):  # "Working Visit (President of Chile)"
            return []
        i, tail_end, comma = self._tail(row, self._at(row, title.end), title.end)
        if not comma and (cut := self._joined(row, title, i)):
            i, tail_end = cut, row[cut - 1].clean
        start = row[left].start
        span = (row[first].start, row[last - 1].end)
        end = row[i].end if bracket and i < len(row) and row[i].text == ")" else tail_end
        return [Named(span[0], end, span, (start, tail_end), title.office, title.level, title.of)]

    def _led(self, row: list[Word], first: int, last: int) -> int:
        """Where the name begins after words and an honorific ("Guest-of-Honour Mr Tan Ah Kow, Minister for Law")."""
        for k in range(last - 1, first, -1):
            before = [p for w in row[first:k] for p in w.bare.casefold().split("-")]
            if self._honorific(row, k) and any(self.ordinary(p) for p in before):
                return min(k + 1, last - 1)
        return first

    # -- honorifics --------------------------------------------------------------------------------

    def _honoured(self, row: list[Word], known: list[Named]) -> list[Named]:
        """ "Ms Gloria Lim", "Dr Dinh": a name after an honorific and no title."""
        out: list[Named] = []
        for i, word in enumerate(row):
            if word.text.rstrip(".") not in self.tools.honorifics or not word.capital:
                continue
            if any(n.start <= word.start < n.end for n in known + out):
                continue
            if name := self._run(row, i, strict=False):
                first, last = name
                if any(n.start < row[last - 1].end and row[first].start < n.end for n in known):
                    continue
                if first > i:
                    person = Named(word.start, row[last - 1].end, (row[first].start, row[last - 1].end), None)
                    out.append(self._trim(person))
        return out
