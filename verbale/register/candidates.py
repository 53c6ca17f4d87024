"""Candidates for set phrases: fixed sequences of words that recur across documents and are no ordinary language.

A pure function over texts. What is counted: sequences of `shortest` to `longest` words inside a clause, over all
documents; what the lexicon knows already (set phrases, names of states, bodies, persons, places) is taken out first.

Why a sequence is no ordinary language, by the corpus' own rates and a background list (lexicon tables `function-word`,
`common-word`); c is a number of uses, N the number of words, p a share of the words:
1. it recurs in at least `documents` documents of at least `publishers` publishers;
2. its first and last words are no function words, at least two words are content words, one of them outside the
   background list of common English, and at most `share_of_names` are names (words that the corpus has with a capital
   only);
3. its words stick together: npmi = ln(p(w1…wn) / Πp(wi)) / −((n−1) ln p(w1…wn)) ≥ `least`, the normalised pointwise
   mutual information of G. Bouma, "Normalized (Pointwise) Mutual Information in Collocation Extraction", GSCL 2009, for
   n words as in T. Van de Cruys, "Two Multivariate Generalizations of Pointwise Mutual Information", DiSCo 2011.
   1: the words never stand apart, 0: chance;
4. its word pairs do not explain it: c ≥ `above_pairs` · by_pairs, where by_pairs = c(w1)·Πp(wi | wi−1), or the
   sequences one word shorter hardly stand without it: c ≥ `alone` · max(c(w1…wn−1), c(w2…wn));
5. no longer candidate holds nearly all (`NESTED`) of its uses: the longest sequence wins (compare the C-value of
   K. Frantzi, S. Ananiadou, H. Mima, "Automatic recognition of multi-word terms", IJDL 3, 2000).

What has all its content words with a capital and never stands in quotes is a title and goes too. `by_chance` is the
number of uses that the single words would give, N·Πp(wi). A person decides; `phrase_decisions.py` reads what.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.core.ids import slug
from verbale.facts import load as load_facts
from verbale.lexicon import Lexicon, load, vocabulary
from verbale.mentions.names.flat import flat, lowered
from verbale.mentions.names.index import index
from verbale.mentions.phrases import forms

Text = tuple[str, str | None, str | None, str]
"""Document id, publisher, date (ISO) and text."""
Gram = tuple[int, ...]
TOKEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|,|\S")
PARAGRAPH = re.compile(r"\n\s*\n")
NESTED = 0.8
ALWAYS = 0.9
SHOWN = 3
OPENING = "\"'"
"""Quotes as the folded text has them."""
AROUND = 60
NAMES = ("state", "body", "person", "place", "region", "office")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a candidate must meet; see the module's list. shortest, longest: in words, commas among them."""

    documents: int = 3
    publishers: int = 1
    shortest: int = 3
    longest: int = 9
    least: float = 0.4
    above_pairs: float = 2.0
    alone: float = 0.8
    share_of_names: float = 0.34


@dataclass(frozen=True, slots=True)
class Use:
    """One use, for a person to look at: the words with some text around them."""

    doc: str
    publisher: str | None
    date: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sequence that may be a set phrase. canonical: a proposed id; first, last: days of earliest and latest use."""

    words: str
    canonical: str
    count: int
    documents: int
    publishers: tuple[str, ...]
    first: str | None
    last: str | None
    examples: tuple[Use, ...]
    npmi: float
    by_chance: float
    by_pairs: float

    @property
    def because(self) -> str:
        """Why it is no ordinary language, in numbers that can be redone."""
        return (
            f"{self.count} uses in {self.documents} documents; single words would give {self.by_chance:.3g}, "
            f"word pairs {self.by_pairs:.3g}; npmi {self.npmi:.2f}"
        )

    def json(self) -> dict[str, Any]:
        return {
            "kind": "candidate", "words": self.words, "canonical": self.canonical, "count": self.count,
            "documents": self.documents, "publishers": list(self.publishers), "first": self.first, "last": self.last,
            "npmi": self.npmi, "because": self.because,
            "examples": [{"doc": u.doc, "publisher": u.publisher, "date": u.date, "quote": u.quote}
                         for u in self.examples],
        }  # fmt: skip


def candidates(
    texts: Iterable[Text],
    rules: Rules = Rules(),
    lexicon: Lexicon | None = None,
    decided: Iterable[str] = (),
) -> tuple[Candidate, ...]:
    """Candidates, those in most documents first.

    texts: read once; one document may come once only. decided: words of candidates that a person accepted or rejected
    before; they do not come again.
    """
    lexicon = lexicon or load()
    corpus = _Corpus(lexicon)
    for text in texts:
        corpus.add(*text)
    known = {" ".join(w.casefold().split()) for w in decided}
    grams = corpus.recurring(rules)
    kept = {g: n for g, n in grams.items() if corpus.fit(g, grams, rules)}
    free = [g for g in kept if corpus.words(g) not in known and not _nested(g, grams, kept)]
    found = [c for c in corpus.candidates(free) if len(c.publishers) >= rules.publishers or rules.publishers < 2]
    return tuple(sorted(found, key=lambda c: (-c.documents, -c.count, c.words)))


def _nested(gram: Gram, grams: Mapping[Gram, int], kept: Mapping[Gram, int]) -> bool:
    """Whether longer candidates hold nearly all uses of this one."""
    n = len(gram)
    around = (m for g, m in kept.items() if len(g) > n and any(g[i : i + n] == gram for i in range(len(g) - n + 1)))
    return max(around, default=0) >= NESTED * grams[gram]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A clause of a document: word numbers, and where each word stands in the paragraph that it is of."""

    doc: int
    words: Gram
    places: tuple[tuple[int, int], ...]
    paragraph: str


class _Corpus:
    """The texts as numbers, with the counts that all scores rest on."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.documents: list[tuple[str, str | None, str | None]] = []
        self.pieces: list[_Piece] = []
        self.numbers: dict[str, int] = {",": 0}
        self.counts: Counter[int] = Counter()
        self.small: set[int] = set()
        self.pairs: Counter[Gram] = Counter()
        self._table: list[str] = []
        self.function = vocabulary(lexicon, "function-word", "words")
        self.common = vocabulary(lexicon, "common-word", "words") | self.function
        self.names = index(lexicon, load_facts())
        self.phrases = forms(lexicon).matcher

    # -- reading -----------------------------------------------------------------------------------

    def add(self, doc: str, publisher: str | None, date: str | None, text: str) -> None:
        """Take in a document."""
        self.documents.append((doc, publisher, date))
        for paragraph in PARAGRAPH.split(text):
            words = flat(paragraph).text.strip()
            if words:
                self._paragraph(words)

    def _paragraph(self, text: str) -> None:
        taken = sorted(self._known(text))
        run: list[tuple[int, int, int]] = []
        at = 0
        for match in TOKEN.finditer(text):
            while at < len(taken) and taken[at][1] <= match.start():
                at += 1
            word = match.group()
            hidden = at < len(taken) and taken[at][0] < match.end()
            if word[0].isalpha():
                number = self._number(word)
                if not hidden:
                    run.append((number, *match.span()))
                    continue
            if hidden or word != ",":
                self._close(run, text)
                run = []
            elif run:
                run.append((0, *match.span()))
        self._close(run, text)

    def _known(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches that the lexicon knows: set phrases and names."""
        yield from ((start, -minus) for start, minus, _ in self.phrases.find(lowered(text)))
        hits = self.names.find(text)
        yield from ((h.start, h.end) for h in hits if any(n.sort in NAMES for n in h.names))

    def _number(self, word: str) -> int:
        """The word's number; counts it, and notes where it stands in lower case."""
        number = self.numbers.setdefault(word.casefold(), len(self.numbers))
        self.counts[number] += 1
        if word[0].islower():
            self.small.add(number)
        return number

    def _close(self, run: list[tuple[int, int, int]], text: str) -> None:
        if len(run) > 1:
            words = tuple(n for n, *_ in run)
            self.pairs.update(words[i : i + 2] for i in range(len(words) - 1))
            self.pieces.append(_Piece(len(self.documents) - 1, words, tuple((s, e) for _, s, e in run), text))

    # -- counting ----------------------------------------------------------------------------------

    def recurring(self, rules: Rules) -> dict[Gram, int]:
        """Sequences by number of uses that recur in enough documents, level by level: a sequence can only recur where
        its beginning and its end do."""
        found: dict[Gram, int] = {}
        before: set[Gram] | None = None
        for n in range(2, rules.longest + 1):
            uses: Counter[Gram] = Counter()
            docs: dict[Gram, list[int]] = {}
            for piece in self.pieces:
                for gram in self._grams(piece.words, n, before):
                    uses[gram] += 1
                    seen = docs.setdefault(gram, [0, -1])
                    if seen[1] != piece.doc:
                        seen[0], seen[1] = seen[0] + 1, piece.doc
            before = {g for g, (number, _) in docs.items() if number >= rules.documents}
            found |= {g: uses[g] for g in before}
            if not before:
                break
        return found

    def _grams(self, words: Gram, n: int, before: set[Gram] | None) -> Iterator[Gram]:
        for i in range(len(words) - n + 1):
            gram = words[i : i + n]
            if before is None or (gram[1:] in before and gram[:-1] in before):
                yield gram

    # -- judging -----------------------------------------------------------------------------------

    def words(self, gram: Gram) -> str:
        """The sequence in lower case."""
        table = self._words()
        return " ".join(table[i] for i in gram).replace(" ,", ",")

    def _words(self) -> Sequence[str]:
        if len(self._table) != len(self.numbers):
            self._table = list(self.numbers)
        return self._table

    def fit(self, gram: Gram, grams: Mapping[Gram, int], rules: Rules) -> bool:
        """Whether a sequence meets points 2 to 4 of the module's list."""
        if sum(i > 0 for i in gram) < rules.shortest or 0 in (gram[0], gram[-1]):
            return False
        if self._functional(gram[0]) or self._functional(gram[-1]):
            return False
        content = [i for i in gram if i and not self._functional(i)]
        rare = [i for i in content if self._words()[i] not in self.common]
        names = [i for i in content if i not in self.small]
        if len(content) < 2 or not rare or len(names) > rules.share_of_names * len(content):
            return False
        return self.npmi(gram, grams[gram]) >= rules.least and self._fixed(gram, grams, rules)

    def _functional(self, number: int) -> bool:
        """A function word, or one with a contracted verb ("we're")."""
        return re.split("['-]", self._words()[number])[0] in self.function

    def _fixed(self, gram: Gram, grams: Mapping[Gram, int], rules: Rules) -> bool:
        """Point 4: the pairs do not explain it, or its parts do not stand alone."""
        if len(gram) < 3 or grams[gram] >= rules.above_pairs * self.by_pairs(gram):
            return True
        parts = max(grams.get(gram[1:], 0), grams.get(gram[:-1], 0))
        return grams[gram] >= rules.alone * parts

    def by_pairs(self, gram: Gram) -> float:
        """Uses that the word pairs would give."""
        links = ((self.pairs[gram[i : i + 2]], self.counts[gram[i]]) for i in range(len(gram) - 1))
        return self.counts[gram[0]] * math.prod(together / max(together, first, 1) for together, first in links)

    def _total(self) -> int:
        return max(1, self.counts.total())

    def npmi(self, gram: Gram, uses: int) -> float:
        """How far the words stick together, from 0 to 1 (commas count as no words)."""
        total, words = self._total(), [i for i in gram if i]
        whole = uses / total
        if whole >= 1 or len(words) < 2:
            return 0.0
        apart = sum(math.log(self.counts[i] / total) for i in words)
        return (math.log(whole) - apart) / (-(len(words) - 1) * math.log(whole))

    def by_chance(self, gram: Gram) -> float:
        total = self._total()
        return total * math.prod(self.counts[i] / total for i in gram if i)

    def candidates(self, grams: Sequence[Gram]) -> Iterator[Candidate]:
        """The candidates with their uses, from one last pass."""
        wanted = set(grams)
        lengths = sorted({len(g) for g in wanted})
        uses: dict[Gram, list[tuple[_Piece, int]]] = {g: [] for g in grams}
        for piece in self.pieces:
            for n in lengths:
                for i in range(len(piece.words) - n + 1):
                    if (gram := piece.words[i : i + n]) in wanted:
                        uses[gram].append((piece, i))
        for gram, held in ((g, h) for g, h in uses.items() if not self._title(g, h)):
            yield self._candidate(gram, held)

    def _candidate(self, gram: Gram, held: Sequence[tuple[_Piece, int]]) -> Candidate:
        told = [self.documents[piece.doc] for piece, _ in held]
        days = sorted(d for *_, d in told if d)
        shown = Counter(_surface(piece, i, len(gram)) for piece, i in held)
        words = max(shown, key=lambda w: (shown[w], w))
        docs = {doc for doc, *_ in told}
        publishers = tuple(sorted({p for _, p, _ in told if p}))
        npmi = round(self.npmi(gram, len(held)), 4)
        return Candidate(
            words, slug(words), len(held), len(docs), publishers, days[0] if days else None, days[-1] if days else None,
            tuple(self._examples(held, len(gram))), npmi, self.by_chance(gram), self.by_pairs(gram),
        )  # fmt: skip

    def _title(self, gram: Gram, held: Sequence[tuple[_Piece, int]]) -> bool:
        """Whether it is a title or an office: capitals on all content words in nearly all uses, and never in quotes."""
        content = [k for k, i in enumerate(gram) if i and not self._functional(i)]
        high = sum(all(piece.paragraph[piece.places[i + k][0]].isupper() for k in content) for piece, i in held)
        before = (piece.paragraph[max(0, piece.places[i][0] - 1) : piece.places[i][0]] for piece, i in held)
        return high >= ALWAYS * len(held) and not any(c in OPENING for c in before if c)

    def _examples(self, held: Sequence[tuple[_Piece, int]], size: int) -> Iterator[Use]:
        """The first use in each of the first few documents."""
        seen: set[int] = set()
        for piece, i in held:
            if piece.doc not in seen and len(seen) < SHOWN:
                seen.add(piece.doc)
                start, end = piece.places[i][0], piece.places[i + size - 1][1]
                quote = piece.paragraph[max(0, start - AROUND) : end + AROUND].strip()
                yield Use(*self.documents[piece.doc], quote)


def _surface(piece: _Piece, start: int, size: int) -> str:
    return piece.paragraph[piece.places[start][0] : piece.places[start + size - 1][1]]
