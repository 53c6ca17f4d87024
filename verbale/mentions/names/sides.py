"""The words around a name that make it a side or a group: "the Kazakh side", "Swedish and Finnish media",
"other EU member states"; and the vocabulary of groups and pronouns.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from verbale.core.line import Line
from verbale.core.mention import Actor
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon, variants
from verbale.mentions.names.matcher import Matcher
from verbale.mentions.view import View


class Forms:
    """Group words and pronouns of a lexicon, found at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.rows: dict[str, Entry] = {}
        for row in (r for r in lexicon.table("group") if "means" in r):
            for form in (f for p in row["patterns"] for f in variants(p)):
                self.rows.setdefault(form.casefold(), row)
        self.pronouns = {f: row["means"] for row in lexicon.table("pronoun") for f in row["forms"]}
        self.reach = frozenset(w for row in lexicon.table("pronoun") for w in row.get("object_after", ()))
        self.forms = sorted(self.rows)
        self.matcher = Matcher(self.forms)
        bodied = [row for row in lexicon.table("group") if row.get("after_body")]
        self.bodied = {f: row["after_body"] for row in bodied for p in row["patterns"] for f in variants(p)}
        sides = lexicon.table("side")
        self.lesser = frozenset(w for r in lexicon.table("lesser-office") for w in r["words"])
        self.address = frozenset(w for r in sides for w in r["address"])
        self.public = {w: r["of_states"] for r in lexicon.table("group") if "of_states" in r for w in r["patterns"]}
        self.courtesy = tuple(w for r in sides for w in r["courtesy"])
        self.after = frozenset(w for r in sides for w in r["after"])
        self.before = tuple(w for r in sides for w in r["before"])


@lru_cache(maxsize=4)
def forms(lexicon: Lexicon) -> Forms:
    return Forms(lexicon)


def sided(view: View, line: Line, here: list[Actor]) -> list[Actor]:
    """ "the Kazakh side", "the Government of Chile": the mention covers the words around the name."""
    words, text = forms(view.lexicon), view.document.text
    out = []
    for a in here:
        if a.sort == "state" and (new := _side(text, line, a, words)):
            a = replace(a, span=new, form="group" if a.form == "demonym" else a.form)
        out.append(a)
    return out


def publics(view: View, line: Line, here: list[Actor]) -> list[Actor]:
    """ "Swedish and Finnish media": one group, though states are named in it."""
    words, text = forms(view.lexicon).public, view.document.text
    out: list[Actor] = []
    for a in here:
        after = text[a.span.end : line.span.end].split(maxsplit=1)[:1]
        word = after[0].strip(".,;:") if after and a.form == "demonym" else ""
        if word in words and a.name == a.span:
            first = out[-1] if out and text[out[-1].span.end : a.span.start].strip() in ("and", "or", ",") else a
            start = first.span.start if first.form == "demonym" else a.span.start
            end = a.span.end + text[a.span.end :].find(word) + len(word)
            out = [b for b in out if b.span.end <= start]
            a = Actor(Span(start, end), line.index, "group", (words[word],), form="group")
        out.append(a)
    return out


def officed(view: View, line: Line, here: list[Actor]) -> list[Actor]:
    """ "the Peruvian and Chilean presidents": the persons who hold that office at the document's date, beside the
    states; left alone where one of them is not known."""
    text, out = view.document.text, list(here)
    day = view.document.date.latest if view.document.date else None
    row: list[Actor] = []
    for a in here:
        if a.form != "demonym" or len(a.ids) != 1:
            continue
        follows = row and " ".join(text[row[-1].span.end : a.span.start].split()) in ("and", ",", ", and")
        row = [*row, a] if follows else [a]
        at = view.flat.forth(a.span.end) + 1
        title = next((t for t in view.titles_in(at, at + 1) if t.plural), None)
        if title is None or len(row) < 2 or day is None:
            continue
        held = [{f.subject for f in view.facts.holders(title.level, b.ids[0], day)} for b in row]
        ids = tuple(next(iter(h)) for h in held if len(h) == 1)
        if len(ids) == len(row):
            span = Span(row[0].span.start, view.flat.back(title.start, title.end).end)
            out.append(Actor(span, line.index, "group", ids, ids, form="group", supplied=("members",)))
    return out


def bodied(view: View, line: Line, here: list[Actor]) -> list[Actor]:
    """ "the ASEAN leaders", "other EU member states": the group of a body's members that its name begins."""
    words, text, out = forms(view.lexicon).bodied, view.document.text, list(here)
    for a in here:
        if a.sort != "body" or len(a.ids) != 1 or a.form not in ("name", "acronym"):
            continue
        row = text[a.span.end : min(line.span.end, a.span.end + 40)].split()
        for n in range(min(4, len(row)), 0, -1):
            phrase = " ".join(row[:n]).strip(".,;:")
            if (tail := words.get(phrase.casefold())) and text[a.span.end : a.span.end + 1].isspace():
                last = row[n - 1].strip(".,;:")
                end = text.find(last, a.span.end + sum(map(len, row[: n - 1]))) + len(last)
                ids = (f"{a.ids[0]}@{tail}",)
                out.append(Actor(Span(a.span.start, end), line.index, "group", ids, ids, form="group"))
                break
    return out


def _side(text: str, line: Line, a: Actor, words: Forms) -> Span | None:
    tail = text[a.span.end : min(line.span.end, a.span.end + 30)]
    after = tail.split()[:1]
    start, end = a.span.start, a.span.end
    if (
        after
        and tail[:1].isspace()
        and after[0].strip(".,;:").casefold() == after[0].strip(".,;:")
        and after[0].strip(".,;:") in words.after
    ):
        end = a.span.end + tail.find(after[0]) + len(after[0].rstrip(".,;:"))
    before = text[max(line.span.start, start - 40) : start].casefold()
    cue = next((b for b in words.before if before.endswith(b + " ") or before.endswith(b + " the ")), None)
    start = start - len(before) + before.rfind(cue) if cue else start
    return Span(start, end) if (start, end) != (a.span.start, a.span.end) else None
