"""Word lists as regular expressions that share prefixes, so that one scan finds any of many words."""

from __future__ import annotations

import re
from collections.abc import Iterable

Node = dict[str, "Node"]


def alternation(words: Iterable[str]) -> str:
    """A non-capturing pattern for any of the words, the longest first. A space matches any run of white space.

    An empty list gives a pattern that never matches.
    """
    root: Node = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(root) if root else r"(?!)"


def _pattern(node: Node) -> str:
    branches = [_letter(k) + _pattern(v) for k, v in sorted(node.items()) if k]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in node else body


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else r"['’‘]" if letter in "'’" else re.escape(letter)
