"""What a web page says about itself: meta elements, JSON-LD and time elements of its header.

Only a stated day of publication counts: Open Graph `article:published_time`, schema.org `datePublished`,
Dublin Core `date` and `issued`. Days of modification and of retrieval do not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from verbale.documents import genres, metadata

PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "citation_publication_date", "citation_date"),
    *("publication_date", "publication-date", "publish-date", "publishdate", "pubdate", "parsely-pub-date"),
    *("sailthru.date", "date"),
)
HEADED = ("time[itemprop=datePublished]", "time[pubdate]", "article header time", "main header time", "header time")
NAMES: Mapping[str, tuple[str, ...]] = {
    "date": PUBLISHED,
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title"),
    "url": ("og:url",),
    "genre": ("dc.type", "dcterms.type", "article:section"),
}


def of(tree: LexborHTMLParser) -> dict[str, str]:
    """The words under `metadata.KEYS` that a page gives."""
    stated, linked = named(tree), article(tree)
    found: dict[str, Any] = {key: first(stated, NAMES[key]) or linked.get(key) for key in NAMES}
    found["title"] = linked.get("title") or heading(tree) or found["title"] or shown(tree, "title")
    found["date"] = found["date"] or timed(tree)
    found["url"] = attribute(tree, "link[rel=canonical]", "href") or found["url"]
    found["language"] = (attribute(tree, "html", "lang") or "").replace("_", "-").partition("-")[0].lower()
    found["genre"] = genres.of(str(found["genre"] or ""))
    return metadata.words(found)


def named(tree: LexborHTMLParser) -> dict[str, str]:
    """The contents of meta elements by name, property or itemprop in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content], [itemprop=datePublished]"):
        names = (node.attributes.get(a) for a in ("property", "name", "itemprop"))
        content = node.attributes.get("content") or node.attributes.get("datetime")
        for name in filter(None, names):
            if content and content.strip():
                found.setdefault(name.lower(), content)
    return found


def first(stated: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((stated[name] for name in names if name in stated), None)


def article(tree: LexborHTMLParser) -> dict[str, Any]:
    """The first object of the page's JSON-LD that has a day of publication, in our names."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(node.text())
        except (ValueError, RecursionError):
            continue
        for thing in things(value):
            if "datePublished" in thing:
                publisher = thing.get("publisher")
                by = publisher.get("name") if isinstance(publisher, dict) else publisher
                return {"date": thing["datePublished"], "title": thing.get("headline"), "publisher": by}
    return {}


def things(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD value: itself, the members of a list, the members of a graph."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            yield from things(item.get("@graph", []))


def heading(tree: LexborHTMLParser) -> str | None:
    """The words of the one first-level heading of the main text."""
    for place in ("article h1", "main h1", "h1"):
        nodes = tree.css(place)
        if len(nodes) == 1:
            return " ".join(nodes[0].text().split()) or None
    return None


def timed(tree: LexborHTMLParser) -> str | None:
    """The day of the time elements in the header, where they agree."""
    for place in HEADED:
        values = {(n.attributes.get("datetime") or n.text()).strip()[:10] for n in tree.css(place)}
        if values:
            return values.pop() if len(values) == 1 else None
    return None


def attribute(tree: LexborHTMLParser, place: str, name: str) -> str | None:
    return from_node(tree, place, lambda node: node.attributes.get(name))


def shown(tree: LexborHTMLParser, place: str) -> str | None:
    return from_node(tree, place, lambda node: node.text())


def from_node(tree: LexborHTMLParser, place: str, take: Callable[[Any], str | None]) -> str | None:
    node = tree.css_first(place)
    return take(node) if node else None
