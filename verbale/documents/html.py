"""Web pages and fragments of HTML: the main text block by block, with the element of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from verbale.core.problem import Problem, Unreadable
from verbale.documents import blocks, decode, pagemeta
from verbale.documents.blocks import Piece
from verbale.documents.raw import Raw

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
OPENING = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
FRAGMENT = re.compile(
    rb"\s*<(?:p|div|article|section|main|h[1-6]|ul|ol|table|blockquote|span|strong|em|br)\b[^<]*>", re.I
)
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
LATIN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}  # read as windows-1252 (WHATWG Encoding, 4.2)
HEAD = 4096
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
VOID = ("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr")
CLOSED = frozenset((*VOID, "p", "li", "dt", "dd", "td", "th", "tr", "option"))
DEEPEST = 400  # open elements; pages stay under a hundred, and parsers slow down with the square of it

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDERS = ("body", "div", "section", "article", "main", "header", "ul", "ol", "dl", "table", "tbody", "thead", "hr")
BLOCKS = frozenset((*HEADINGS, *HOLDERS, "p", "blockquote", "li", "tr", "pre", "dt", "dd", "figcaption"))
ROWS = ("tr", "li")  # what stands inside them makes no blocks of its own, but for a list in a list
UNSEEN = ("script", "style", "nav", "noscript", "template", "head", "form", "button", "select", "iframe", "svg")
KEPT = 0.5  # of the words of <main> or <article>: with less, extraction has cut into the document


def sniff(data: bytes) -> bool:
    """Whether it opens with a doctype, a root element or a block of a fragment."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    return bool(OPENING.match(head) or FRAGMENT.match(head))


def read(data: bytes, source: str) -> Iterator[Raw | Problem]:
    """One page. Raises Unreadable where its encoding cannot be told or it holds no words."""
    markup = decoded(data)
    if depth(markup) > DEEPEST:
        raise Unreadable("is nested too deep to be read")
    try:
        tree = LexborHTMLParser(markup)
        text, places = blocks.join(pieces(main(markup, data) or markup))
        meta = pagemeta.of(tree)
    except (RecursionError, ValueError) as error:
        raise Unreadable("is not HTML that can be read") from error
    if not text.strip():
        raise Unreadable("holds no words")
    yield Raw(text, meta=meta, places=places)


def decoded(data: bytes) -> str:
    """The markup: UTF-8 or marked UTF-16 first, then the encoding the page declares, then as plain text."""
    if not data.strip():
        raise Unreadable("is empty")
    marked = decode.wide(data)
    named = CHARSET.search(data[:HEAD])
    declared = named[1].decode("ascii").lower() if named else ""
    for encoding in (marked or "utf-8-sig", "cp1252" if declared in LATIN else declared):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode.decode(data)[0]


def depth(markup: str) -> int:
    """The most elements open at once, those left out that need no end tag."""
    deepest = now = 0
    for end, name in TAG.findall(markup):
        if name.lower() not in CLOSED:
            now = max(now + (-1 if end else 1), 0)
            deepest = max(deepest, now)
    return deepest


def main(markup: str, data: bytes) -> str | None:
    """The markup of the main text of a whole page; None where there is no more than a fragment."""
    from trafilatura import extract

    if not OPENING.match(data[:HEAD].removeprefix(b"\xef\xbb\xbf")) and decode.wide(data) is None:
        return None
    found = extract(markup, favor_recall=True, include_comments=False, include_tables=True, output_format="html")
    whole = core(markup)
    return found if found and (not whole or words(found) >= KEPT * words(whole)) else whole


def core(markup: str) -> str | None:
    """The markup of the one <article>, else the one <main>."""
    tree = LexborHTMLParser(markup)
    for name in ("article", "main"):
        nodes = tree.css(name)
        if len(nodes) == 1:
            return nodes[0].html
    return None


def words(markup: str) -> int:
    return sum(len(piece.text.split()) for piece in pieces(markup))


def pieces(markup: str) -> Iterator[Piece]:
    """The blocks of the markup that have words, counted from 1 in document order."""
    tree = LexborHTMLParser(markup)
    tree.strip_tags(list(UNSEEN))
    runs = grouped(tree.body) if tree.body else ()
    before = ""
    for number, (name, text) in enumerate((run for run in runs if run[1]), 1):
        yield Piece(text, "element", number, name, tight=name == before and name in ("li", "tr"))
        before = name


def grouped(body: LexborNode) -> Iterator[tuple[str, str]]:
    """Runs of inline text after the name of the element that holds them."""
    for key, group in groupby(inline(body, ("body", 0), [0]), key=lambda pair: pair[0]):
        text = tidy("".join(text for _, text in group))
        yield key[0], blocks.BULLET + text if text and key[0] == "li" else text


Key = tuple[str, int]


def inline(node: LexborNode, block: Key, count: list[int]) -> Iterator[tuple[Key, str]]:
    """The text below a node, each stretch with its block and the number of that block."""
    for child in node.iter(include_text=True):
        name = child.tag or ""
        if name == "-text":
            yield block, re.sub(r"[ \t\r\n\f]+", " ", child.text_content or "")
        elif name == "br":
            yield block, "\n"
        elif name in ("td", "th"):
            yield from inline(child, block, count)
            yield block, "\t"
        elif name in BLOCKS and block[0] in ROWS and not (name == "li" and block[0] == "li"):
            yield block, " "
            yield from inline(child, block, count)
            yield block, " "
        elif name in BLOCKS:
            count[0] += 1
            yield from inline(child, (name, count[0]), count)
            count[0] += 1
            block = (block[0], count[0])
        else:
            yield from inline(child, block, count)


def tidy(text: str) -> str:
    """A block with single spaces, none beside its line breaks."""
    return re.sub(r" *([\n\t]) *", r"\1", re.sub(r" {2,}", " ", text)).strip(" \n\t")
