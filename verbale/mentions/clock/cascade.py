"""A small cascade of finite-state rules over classed tokens (after FASTUS, Hobbs et al. 1997).

A line is a string with one private character a token; a rule is a regular expression in which `<class>` stands for any
token of that class and `<class:name>` also keeps it. Each level is tried over the whole line, leftmost first and in the
order of its rules; what a rule matches becomes one token that later levels can use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from verbale.mentions.clock.tokens import Node
from verbale.mentions.clock.vocabulary import Vocabulary

SLOT = re.compile(r"<([\w|]+)(?::(\w+))?>")
ANY = r"(?s:.)"


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: the tokens it kept by name."""

    kept: dict[str, Node]
    wanted: dict[str, tuple[str, ...]]
    first: Node
    last: Node
    text: str

    def __contains__(self, name: str) -> bool:
        return name in self.kept

    def __getitem__(self, name: str) -> Any:
        """The value of a kept token under the first of the classes that its slot asks for."""
        values = self.kept[name].values
        return next(values[c] for c in self.wanted[name] if c in values)

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self.kept else default

    def words(self, name: str) -> str:
        return self.kept[name].text


Build = Callable[[Match], tuple[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means: kind and meaning, or None where the tokens do not bear it out."""

    pattern: str
    build: Build


@dataclass(slots=True)
class Level:
    """The rules of one pass, filled by its `rule` decorator in order of priority."""

    rules: list[Rule] = field(default_factory=list)

    def rule(self, *patterns: str) -> Callable[[Build], Build]:
        def add(build: Build) -> Build:
            self.rules.extend(Rule(p, build) for p in patterns)
            return build

        return add


@dataclass(frozen=True, slots=True)
class Compiled:
    pattern: re.Pattern[str]
    single: dict[str, re.Pattern[str]]
    builds: dict[str, Build]
    slots: dict[str, dict[str, tuple[str, tuple[str, ...]]]]


def compiled(level: Level, vocabulary: Vocabulary) -> Compiled:
    """The rules of a level as one pattern; group names are numbered apart."""
    parts, builds, slots = [], {}, {}
    for number, rule in enumerate(level.rules):
        names: dict[str, tuple[str, tuple[str, ...]]] = {}

        def slot(m: re.Match[str], number: int = number, names: dict[str, tuple[str, tuple[str, ...]]] = names) -> str:
            codes = vocabulary.having(m[1])
            body = f"[{codes}]" if codes else r"(?!)"
            if not m[2]:
                return body
            name = f"{m[2]}_{number}_{len(names)}"
            names[name] = (m[2], tuple(m[1].split("|")))
            return f"(?P<{name}>{body})"

        body = SLOT.sub(slot, rule.pattern.replace(" ", ""))
        parts.append(f"(?P<R{number}>{body})")
        builds[f"R{number}"], slots[f"R{number}"] = rule.build, names
    single = {name: re.compile(body) for name, body in zip(builds, parts, strict=True)}
    return Compiled(re.compile("|".join(parts)), single, builds, slots)


def run(nodes: Sequence[Node], level: Compiled, text: str, vocabulary: Vocabulary) -> list[Node]:
    """The tokens after one level."""
    string = "".join(n.code for n in nodes)
    out: list[Node] = []
    done = at = 0
    while found := level.pattern.search(string, at):
        start = found.start()
        hit = _first(found, level, nodes, text, vocabulary)
        if hit is None:
            at = start + 1
            continue
        out.extend(nodes[done:start])
        out.append(hit[0])
        done = at = hit[1]
    out.extend(nodes[done:])
    return out


def _first(
    found: re.Match[str], level: Compiled, nodes: Sequence[Node], text: str, vocabulary: Vocabulary
) -> tuple[Node, int] | None:
    """What the first rule that holds here makes, and where it ends; a rule that declines leaves room for the next."""
    before = True
    for name, pattern in level.single.items():
        before = before and name != found.lastgroup
        if before:
            continue
        here = found if name == found.lastgroup else pattern.match(found.string, found.start())
        if here and here.end() > here.start() and (made := _made(here, level, nodes, text, vocabulary)):
            return made, here.end()
    return None


def _made(
    found: re.Match[str], level: Compiled, nodes: Sequence[Node], text: str, vocabulary: Vocabulary
) -> Node | None:
    rule = found.lastgroup or ""
    names = level.slots[rule]
    kept = {short: nodes[found.start(name)] for name, (short, _) in names.items() if found.start(name) >= 0}
    wanted = {short: classes for name, (short, classes) in names.items() if found.start(name) >= 0}
    first, last = nodes[found.start()], nodes[found.end() - 1]
    result = level.builds[rule](Match(kept, wanted, first, last, text))
    if result is None:
        return None
    kind, meaning = result
    values = {"T": meaning, kind: meaning}
    return Node(first.start, last.end, vocabulary.code(values), values, text[first.start : last.end])
