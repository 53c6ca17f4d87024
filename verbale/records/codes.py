"""PLOVER roots and CAMEO numbers of a deed by the way it is told, and what governs it.

PLOVER codebook (2021): cooperation in the future tense is AGREE, hostility in the future THREATEN, refused
cooperation REJECT. What stands under "accused of", "urged to", "threatened to" has not been told as done.
"""

from __future__ import annotations

from functools import lru_cache

from verbale.core.line import Parse, Token
from verbale.lexicon import Entry, Lexicon
from verbale.lines.clauses import negated, words
from verbale.records.frames import Frames, frames

Codes = dict[str, str | None]
AHEAD = {"planned": "intent", "conditional": "intent", "denied": "refusal"}
"""The mode of code for each status that is not `held`."""
VERBAL = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE")


@lru_cache(maxsize=4)
def _modes(lexicon: Lexicon) -> dict[str, dict[str, list[str]]]:
    return {r["id"]: r["roots"] for r in lexicon.table("code-mode")}


def coded(lexicon: Lexicon, root: str | None, cameo: str | None, status: str, governed: str | None = None) -> Codes:
    """The codes of a deed of a root and number told in a status, under a governing mode (table `governor`)."""
    mode = governed if governed in _modes(lexicon) else AHEAD.get(status)
    moved = _modes(lexicon).get(mode, {}).get(root or "") if mode else None
    if moved:
        return {"plover": moved[0], "cameo": moved[1]}
    return {"plover": root, "cameo": cameo}


def governor(lexicon: Lexicon, parse: Parse, verb: Token) -> str | None:
    """The id of the `governor` entry that an infinitive, gerund or clause stands under; None where it stands free."""
    table = frames(lexicon, "governor")
    at = verb
    while at.head != at.i:
        head = parse.head(at)
        if at.dep == "conj" and head.pos in ("VERB", "AUX"):
            at = head
            continue
        over = parse.head(head) if at.dep == "pcomp" else head
        found = _governing(table, parse, at, over)
        if found is None:
            return None
        if found["id"] != "done":
            return str(found["id"])
        at = over
    return None


def _governing(table: Frames, parse: Parse, verb: Token, over: Token) -> Entry | None:
    """The entry of the word over a verb: of a verb for its complement, of a noun for "to …" after it, of the verb over
    an object for "of …ing" that hangs on the object."""
    if over.pos in ("VERB", "AUX") and verb.dep in ("xcomp", "ccomp", "pcomp", "advcl", "oprd", "dep"):
        found = next(iter(table.of_verb(parse, over)), None)
        finite = verb.tag in ("VBD", "VBZ") or bool(parse.kids(verb, "mark"))
        open_ = found is not None and found.get("finite") and verb.dep == "ccomp"
        return None if finite and verb.dep in ("ccomp", "advcl") and not open_ else found
    if verb.dep == "pcomp" and over.pos not in ("VERB", "AUX") and over.dep == "dobj":
        above = next(iter(table.of_verb(parse, parse.head(over))), None)
        if above is not None and above["id"] == "claim":
            return above
    if over.pos == "NOUN" and verb.dep in ("acl", "pcomp", "ccomp"):
        return next(iter(table.of_noun(parse, over)), None)
    return None


def told(lexicon: Lexicon, parse: Parse, verb: Token) -> bool:
    """Whether a verb tells something of its subject: finite, coordinated with such a verb, a participle of result
    ("…, killing ten"), or under a verb of beginning; not a purpose and not the infinitive of a noun."""
    if verb.tag in ("VBD", "VBZ", "VBP") or any(_finite(k) for k in parse.kids(verb, "aux", "auxpass")):
        return True
    head = parse.head(verb)
    if verb.dep == "conj" and head.pos in ("VERB", "AUX"):
        return told(lexicon, parse, head) and not (verb.tag == "VB" and head.tag != "VB")
    if verb.dep == "xcomp" and head.pos == "VERB":
        done = any(r["id"] == "done" for r in frames(lexicon, "governor").of_verb(parse, head))
        return done and told(lexicon, parse, head)
    if any(k.tag == "TO" for k in parse.kids(verb, "aux")):
        return False
    if verb.tag == "VBG":
        return verb.dep == "ROOT" or (verb.dep == "advcl" and not parse.kids(verb, "mark") and verb.i > head.i)
    return verb.tag == "VBN" and (verb.dep == "ROOT" or (verb.dep == "acl" and bool(parse.kids(verb, "agent"))))


def reported(parse: Parse, verb: Token) -> bool:
    """ "He said he would expel them": a modal of the future in the past, not one of a condition."""
    under = next((t for t in (verb, *parse.ancestors(verb)) if t.dep != "conj"), verb)
    return under.dep == "ccomp" and any(k.low in words("reported-future") for k in parse.kids(verb, "aux"))


def able(parse: Parse, verb: Token) -> bool:
    """ "can attack": what one is able to do is told as no deed."""
    return any(k.low in words("ability") for k in parse.kids(verb, "aux")) and not negated(parse, verb)


def _finite(aux: Token) -> bool:
    """An auxiliary that makes its verb finite; what one is able to do is not told as done."""
    return aux.tag in ("VBD", "VBZ", "VBP") or (aux.tag == "MD" and aux.low not in words("ability"))
