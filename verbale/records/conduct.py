"""Deeds in news: what states, bodies and armed or civil groups do to each other (lexicon table `conduct`).

What goes in: a parsed line. What comes out: deeds, each with its frame, the parties in words, ids and states. A deed
needs somebody who acts: a known actor, a name, or a noun that its frame lists ("rebels", "a court"); what stands
under another verb ("accused of", "urged to") is told by that verb (codes.governor).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.core.line import Line, Parse, Token
from verbale.core.span import Span
from verbale.lexicon import Entry, Lexicon
from verbale.lines.clauses import agents, clause_span, negated, objects, passive, preps
from verbale.records.cast import Party, expanded, named, namings, pairs, party
from verbale.records.codes import Codes, coded, governor, told
from verbale.records.context import Context
from verbale.records.frames import Frames, follows, indexed

ANYBODY = ("@authority", "@court", "@armed", "@civic", "@crowd")
TOWARD = (
    "against", "on", "upon", "into", "to", "with", "from", "at", "of", "over", "between", "for", "toward", "towards",
)  # fmt: skip
CLAUSE = ("xcomp", "ccomp", "oprd")


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed of a sentence: its frame, its predicate, its parties, and the noun that carries it, if any."""

    row: Entry
    verb: Token
    span: Span
    parties: tuple[Party, ...]
    noun: Token | None = None
    within: tuple[str, ...] = ()
    """States named in what is threatened, refused or allowed, where no object names one."""

    @property
    def sources(self) -> tuple[Party, ...]:
        """Who does it: where all take part alike, the first."""
        found = tuple(p for p in self.parties if p.role in ("initiator", "visitor"))
        return found or (self.parties[:1] if self.row.get("mutual") else ())

    @property
    def targets(self) -> tuple[Party, ...]:
        return tuple(p for p in self.parties if p.role in ("target", "host"))

    def dyads(self) -> list[list[str]]:
        """Pairs of states, both ways where all take part alike."""
        source = [s for p in self.sources for s in p.sure()]
        target = [s for p in self.targets for s in p.sure(source)] or list(self.within)
        if self.row.get("mutual") or (self.row.get("each_other") and not target):
            held = [s for p in self.parties for s in p.sure()]
            return pairs(held, held)
        return pairs(source, target)


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> Frames:
    rows = lexicon.table("conduct")
    return indexed({**r, "nouns": sorted(expanded(lexicon, r.get("nouns", ())))} for r in rows)


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> frozenset[str]:
    """First words of all verbs that are a frame's or carry a noun of one."""
    rows = lexicon.table("conduct")
    return frozenset(f.partition(" ")[0] for r in rows for f in (*r["verbs"], *r.get("doing", ())))


@lru_cache(maxsize=4096)
def _words(lexicon: Lexicon, words: tuple[str, ...]) -> frozenset[str]:
    return expanded(lexicon, words)


def deeds(ctx: Context, line: Line) -> Iterator[Deed]:
    """The deeds of a line in text order, one a verb."""
    parse = line.parse
    if parse is None:
        return
    table, known = _table(ctx.lexicon), _verbs(ctx.lexicon)
    for verb in parse:
        if verb.lemma not in known or verb.pos not in ("VERB", "AUX"):
            continue
        if _tells(ctx, parse, verb) and (deed := next(_of_verb(ctx, line, parse, verb, table), None)):
            yield deed


def undertaken(ctx: Context, line: Line, parse: Parse, action: Token) -> Codes:
    """The codes of an undertaking, by the deed that its action verb means: AGREE where it is no other."""
    if negated(parse, action):
        return {"plover": "REJECT", "cameo": "120"}
    target = objects(parse, action)
    table = _table(ctx.lexicon)
    carried = [r for n in target for r in table.of_noun(parse, n) if _carries(parse, action, r)]
    meant = (r for r in table.of_verb(parse, action) if _means(ctx, line, parse, r, action))
    row = next(iter(carried), None) or next(meant, None)
    return coded(ctx.lexicon, row["plover"], row["cameo"], "planned") if row else {"plover": "AGREE", "cameo": "030"}


def _means(ctx: Context, line: Line, parse: Parse, row: Entry, verb: Token) -> bool:
    """Whether the verb with its object and complement is the frame's, whoever acts."""
    return _complement(ctx, parse, row, verb) and _object(ctx, line, parse, row, verb, objects(parse, verb))


def _tells(ctx: Context, parse: Parse, verb: Token) -> bool:
    """Whether the verb tells something, free of a verb that only claims or asks for it."""
    return told(ctx.lexicon, parse, verb) and governor(ctx.lexicon, parse, verb) in (None, "intent", "threat")


def _of_verb(ctx: Context, line: Line, parse: Parse, verb: Token, table: Frames) -> Iterator[Deed]:
    turned = passive(parse, verb) or (verb.tag == "VBN" and bool(parse.kids(verb, "agent")))
    source = agents(parse, verb) if turned else ctx.subjects(line, parse, verb)
    target = ctx.subjects(line, parse, verb) if turned else objects(parse, verb)
    if verb.dep == "acl" and turned:
        target = (parse.head(verb),)
    for noun in target:
        for row in table.of_noun(parse, noun):
            if _carries(parse, verb, row) and _noun_fits(ctx, line, parse, row, source, noun, turned):
                yield _deed(ctx, line, parse, row, verb, source, _noun_targets(parse, verb, noun), noun)
    for row in table.of_verb(parse, verb):
        if _fits(ctx, line, parse, row, verb, source, target, turned):
            ends = _given(parse, verb, source, target) if row.get("reverse") else (source, target)
            yield _deed(ctx, line, parse, row, verb, *ends, None)


# -- a noun of deed under a verb that carries it ----------------------------------------------------------


def _carries(parse: Parse, verb: Token, row: Entry) -> bool:
    for form in row["doing"]:
        head, _, tail = form.partition(" ")
        if head == verb.lemma and (follows(parse, verb, tail) if tail else not parse.kids(verb, "prt")):
            return True
    return False


def _noun_fits(
    ctx: Context, line: Line, parse: Parse, row: Entry, source: Sequence[Token], noun: Token, turned: bool
) -> bool:
    barred = {k.low for k in parse.kids(noun, "amod", "compound")} & set(row.get("noun_bar", ()))
    if barred or (not source and not turned):
        return False
    if "noun_joint" in row and row["noun_joint"] != _joint(parse, noun, source, (noun,)):
        return False
    rule = row.get("noun_who")
    return not source or any(_acts(ctx, line, parse, row, t, rule) for t in source)


def _noun_targets(parse: Parse, verb: Token, noun: Token) -> tuple[Token, ...]:
    """Whom the noun's own prepositions name, or the verb's: "filed a suit against …", "issued a warning to …"."""
    near = tuple(t for token in (noun, verb) for prep, t in preps(parse, token) if prep in TOWARD)
    given = tuple(t for t in objects(parse, verb) if t.i != noun.i and t.dep == "dative")
    return given or near or parse.kids(noun, "poss")


# -- the verb itself ----------------------------------------------------------------------------------------


def _fits(
    ctx: Context, line: Line, parse: Parse, row: Entry, verb: Token, source: Sequence[Token],
    target: Sequence[Token], turned: bool,
) -> bool:  # fmt: skip
    """Whether a verb with these arguments is the frame's."""
    if not source and not (turned and row.get("unsaid") and verb.dep not in ("relcl", "acl")):
        return False
    if row.get("past") and (verb.tag not in ("VBD", "VBN") or verb.dep == "acl"):
        return False
    if turned and row.get("active"):
        return False
    if row.get("free") and parse.kids(verb, "dobj"):
        return False
    if verb.dep == "relcl" and verb.tag in ("VBZ", "VBP") and not parse.kids(verb, "aux", "auxpass"):
        return False  # "groups that provide training": a habit
    if parse.kids(verb, "prt") and not _with_particle(parse, row, verb):
        return False
    if "joint" in row and row["joint"] != _joint(parse, verb, source, target):
        return False
    if source and not row.get("reverse") and not any(_acts(ctx, line, parse, row, t, row.get("who")) for t in source):
        return False
    return _complement(ctx, parse, row, verb) and _object(ctx, line, parse, row, verb, target)


def _given(
    parse: Parse, verb: Token, source: Sequence[Token], target: Sequence[Token]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Giver and receiver of what is received: "from …" gives, the subject receives."""
    given = tuple(at for t in (verb, *target) for prep, at in preps(parse, t) if prep == "from")
    return given, tuple(source)


def _with_particle(parse: Parse, row: Entry, verb: Token) -> bool:
    """Whether the entry lists the verb with the particle it has here: "call off" is not "call"."""
    forms = [f.partition(" ") for f in row["verbs"]]
    return any(head == verb.lemma and tail and follows(parse, verb, tail) for head, _, tail in forms)


def _joint(parse: Parse, verb: Token, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Several do it, or with somebody, or it is called joint."""
    several = len(source) > 1 or any(p == "with" for t in (verb, *target) for p, _ in preps(parse, t))
    return several or any(k.low == "joint" for t in target for k in parse.kids(t, "amod"))


def _acts(ctx: Context, line: Line, parse: Parse, row: Entry, token: Token, words: Sequence[str] | None) -> bool:
    """Whether a subject can do what the frame says."""
    listed = _words(ctx.lexicon, tuple(words or ANYBODY))
    if not listed.isdisjoint(namings(ctx, parse, token)):
        return True
    if row.get("strict_words"):
        return False
    if row.get("strict"):
        actor = ctx.actor(line, token)
        return bool(actor and actor.ids and named(ctx, line, token))
    return named(ctx, line, token)


def _complement(ctx: Context, parse: Parse, row: Entry, verb: Token) -> bool:
    """The clause or infinitive that an entry asks for, and the words that must stand near."""
    clauses = parse.kids(verb, *CLAUSE)
    if row.get("clause") and not clauses:
        return False
    if row.get("infinitive") == "need" and not any(t.tag == "VB" for t in parse.kids(verb, *CLAUSE, "advcl")):
        return False
    if (wanted := row.get("clause_verbs")) and not _below(ctx, parse, clauses, wanted):
        return False
    if (only := row.get("only_clause", {}).get(verb.lemma)) and not _below(ctx, parse, clauses, only):
        return False
    near = row.get("near")
    return not near or not _words(ctx.lexicon, tuple(near)).isdisjoint(
        n for t in parse.subtree(verb) if t.i != verb.i for n in (t.lemma, f"{parse[t.i - 1].low} {t.lemma}")
    )


def _below(ctx: Context, parse: Parse, clauses: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether one of the clauses is headed by one of the verbs."""
    listed = _words(ctx.lexicon, tuple(words))
    return any(t.lemma in listed for c in clauses for t in (c, *parse.kids(c, "conj")))


def _object(ctx: Context, line: Line, parse: Parse, row: Entry, verb: Token, target: Sequence[Token]) -> bool:
    """The object that an entry asks for, for this verb or for all of its verbs."""
    mine = {f.partition(" ")[2] for f in row["verbs"] if f.partition(" ")[0] == verb.lemma}
    tails = [t for t in mine if t and follows(parse, verb, t)]
    if any(f"{verb.lemma} {t}" in row.get("bare_with", ()) for t in tails):
        return True
    held = (*target, *(t for prep, t in preps(parse, verb) if any(prep == x.split()[-1] for x in tails)))
    names = [namings(ctx, parse, t) for t in held]
    barred = _words(ctx.lexicon, tuple(row.get("bar", ())))
    if names and all(not barred.isdisjoint(n) for n in names):
        return False
    only = row.get("only", {}).get(verb.lemma)
    wanted = row.get("object") if only is None else only
    if not wanted:
        return bool(held or row.get("bare") or row.get("clause") or row.get("clause_verbs"))
    listed = _words(ctx.lexicon, tuple(wanted))
    if any(not listed.isdisjoint(n) for n in names) or (row.get("clause_too") and parse.kids(verb, *CLAUSE)):
        return True
    if only:
        return row["id"] == "criticise" and any(t.lemma in listed for t in parse.subtree(verb))
    return bool(row.get("named")) and any(named(ctx, line, t) for t in held)


# -- the deed -------------------------------------------------------------------------------------------------


def _deed(
    ctx: Context, line: Line, parse: Parse, row: Entry, verb: Token, source: Sequence[Token],
    target: Sequence[Token], noun: Token | None,
) -> Deed:  # fmt: skip
    roles = row.get("roles") or (("participant", "participant") if row.get("mutual") else ("initiator", "target"))
    done = [party(ctx, line, parse, t, roles[0]) for t in source]
    met = [party(ctx, line, parse, t, roles[1]) for t in target]
    if not any(p.states for p in met) and noun is None:
        met += [
            p
            for t in (verb, *target)
            for prep, at in preps(parse, t)
            if prep in TOWARD and at not in source and (p := party(ctx, line, parse, at, roles[1])).states
        ]
    span = clause_span(parse, verb, verb if verb.dep == "acl" else None)
    span = _to_object(parse, span, target)
    own = {s for p in done for s in p.states}
    near = (i for c in parse.kids(verb, *CLAUSE, "advcl") for i in _named_in(ctx, line, parse, c) if i not in own)
    return Deed(row, verb, span, (*done, *met), noun, tuple(near)[:1])


def _to_object(parse: Parse, span: Span, target: Sequence[Token]) -> Span:
    """The clause without what is only said of its object behind it ("a plan ensuring …", "a man who …")."""
    told = [k for t in target for k in parse.kids(t, "acl", "relcl") if k.i > t.i]
    words = [w for k in told for w in parse.subtree(k)]
    if not words or max(w.end for w in words) < span.end or min(w.start for w in words) <= span.start:
        return span
    last = max((t for t in parse if t.end <= min(w.start for w in words) and t.dep != "punct"), key=lambda t: t.i)
    return Span(span.start, max(last.end, span.start + 1))


def _named_in(ctx: Context, line: Line, parse: Parse, clause: Token) -> Iterator[str]:
    """States named in a clause, in order."""
    words = parse.subtree(clause)
    for actor in ctx.inside(line, Span(words[0].start, max(words[-1].end, words[0].start + 1))):
        yield from (s for i in (*actor.ids, *actor.of) if (s := ctx.state_of(i)))
