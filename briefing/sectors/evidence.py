"""Weigh the evidence of a document and choose a sector for each sentence.

A sentence's own phrases count most; the title, the heading above, the lead and the whole document
lend to it, and neighbours hold together: a chain model with one bonus for keeping the sector of the
sentence before (a Potts chain, decoded as by Viterbi 1967). The few parameters are learned by
``python -m briefing.train.sectors`` and shared by all sectors, so a new sector works at once.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from operator import mul

from briefing.model import NONE, Document, Kind, Sentence
from briefing.sectors.match import Hit, Matcher

Weights = dict[str, float]

OWN = ("own", "own_linear", "own_strong", "own_share", "own_first")
CONTEXT = ("title", "lead", "document", "document_share", "heading", "chief")
STAY = ("stay", "paragraph", "opening", "turning", "bare", "weak", "new_heading")
NONE_TERMS = ("none", "none_bare", "none_own", "none_document")
VARIETY = ("variety", "changes", "focus", "range")
TERMS = (*OWN, *CONTEXT, *STAY, *NONE_TERMS)
"""Terms of the chain model. A term's weight is ``w + varied * w_varied``: in a round-up over many
sectors a sentence's own words count for more than what surrounds it."""

CAP = 6.0
"""Two strong phrases: more of the same in a sentence says nothing new to its document."""

EARLY = 0.2
"""A phrase at the very end of a sentence counts for this much less than one at its beginning: what
a sentence is about comes before where, with whom and for what. From 0 to 0.6 the cross-validated
accuracy changes by 0.01 only; the middle reads best."""

STRONG = 3.0 * (1.0 - EARLY)
"""Weight that any phrase has which settles its sector alone (``strong`` in the table)."""

CLEAR = 2.0
"""Lead over the next sector that makes a sentence clear: the weight of a ``usual`` phrase. Of the
thresholds tried, 2 parts round-ups from stories on one matter best (area under the curve 0.93)."""

LEAST = 1.5
"""Evidence in the whole document that a sector needs to be chosen: more than one weak phrase."""

LEANING = frozenset(
    "he she it they this that these those his her its their him them but and also however there "
    "such both here then so yet or instead".split()
)
"""English openings that lean on the sentence before; other languages do without."""

TURNING = frozenset(
    "meanwhile separately additionally besides elsewhere finally moreover furthermore touching "
    "turning regarding under as".split()
)
"""English openings that often turn to another matter ("Meanwhile", "Under a separate pact")."""


@dataclass(slots=True)
class Clue:
    """The phrases of one sentence: weight by sector, and the hits that gave it."""

    sentence: Sentence
    hits: list[Hit]
    own: dict[str, float]
    total: float = 0.0
    top: float = 0.0
    first: Collection[str] = ()


@dataclass(slots=True)
class Evidence:
    """All clues of a document: content sentences in order, its headings, its title."""

    clues: list[Clue] = field(default_factory=list)
    headings: list[Clue | None] = field(default_factory=list)
    title: Clue | None = None
    document: dict[str, float] = field(default_factory=dict)
    whole: float = 0.0
    most: float = 0.0
    varied: float = 0.0


def clue(sentence: Sentence, matcher: Matcher) -> Clue:
    """The sentence's phrases; one said twice counts once, an early one more than a late one."""
    hits = matcher.find(sentence.tokens, sentence.stems)
    if not hits:
        return Clue(sentence, hits, {})
    own: dict[str, float] = {}
    seen: set[int] = set()
    slope = EARLY / len(sentence.tokens)
    first: Collection[str] = ()
    for hit in hits:
        entry = hit.entry
        if id(entry) in seen or not entry.weights:
            continue
        seen.add(id(entry))
        counts = 1.0 - slope * hit.first
        for slug, weight in entry.weights.items():
            own[slug] = own.get(slug, 0.0) + counts * weight
        if not first and entry.telling:
            first = entry.weights
    values = own.values()
    return Clue(sentence, hits, own, sum(values), max(values, default=0.0), first)


def gather(document: Document, matcher: Matcher) -> Evidence:
    """The evidence of a document; captions and boilerplate say nothing."""
    found = Evidence()
    heading: Clue | None = None
    for sentence in document.sentences:
        if sentence.kind is Kind.HEADING:
            heading = clue(sentence, matcher)
            if sentence.index == 0:
                found.title, heading = heading, None
        elif sentence.kind is Kind.CONTENT:
            found.clues.append(clue(sentence, matcher))
            found.headings.append(heading)
    total = found.document
    for each in found.clues if found.title is None else (*found.clues, found.title):
        for slug, weight in each.own.items():
            total[slug] = total.get(slug, 0.0) + (weight if weight < CAP else CAP)
    found.whole = sum(total.values())
    found.most = max(total.values(), default=0.0)
    return found


def variety_terms(found: Evidence) -> tuple[float, ...]:
    """Terms of ``VARIETY``: what tells a round-up over many sectors from a story on one matter."""
    clear = [(slug, weight) for slug, weight in map(_clear, found.clues) if slug]
    changes = sum(a[0] != b[0] for a, b in itertools.pairwise(clear))
    kinds = len({slug for slug, weight in clear if weight >= STRONG + CLEAR and slug != NONE})
    return (
        1.0,
        changes / (len(clear) + 1.0),
        found.most / (found.whole + 1.0),
        kinds / (len(found.clues) + 4.0),
    )


def weigh_variety(found: Evidence, weights: Weights) -> None:
    """Set ``found.varied``: the share of sentences expected to turn to another sector than the one
    before, in [0, 1]."""
    guess = sum(weights[n] * t for n, t in zip(VARIETY, variety_terms(found), strict=True))
    found.varied = min(1.0, max(0.0, guess))


def _clear(here: Clue) -> tuple[str, float]:
    """The sector that a strong phrase names and that no other comes near, with its weight."""
    if here.top < STRONG:
        return "", 0.0
    best = max(here.own, key=here.own.__getitem__)
    rival = max([w for s, w in here.own.items() if s != best], default=0.0)
    return (best, here.top) if here.top - rival >= CLEAR else ("", 0.0)


def own_terms(slug: str, here: Clue) -> tuple[float, ...]:
    """Terms of ``OWN`` for a sector that has own evidence in the sentence."""
    weight = here.own[slug]
    return (
        math.log1p(weight),
        weight if weight < CAP else CAP,
        1.0 if weight >= STRONG else 0.0,
        weight / (here.total + 1.0),
        1.0 if slug in here.first else 0.0,
    )


def context_terms(found: Evidence, heading: Clue | None, slug: str) -> tuple[float, ...]:
    """Terms of ``CONTEXT`` for a sector, the same for all sentences under one heading."""
    mine = found.document.get(slug, 0.0)
    return (
        _share(found.title, slug),
        _share(found.clues[0], slug),
        math.log1p(mine),
        mine / (found.whole + 2.0),
        _share(heading, slug),
        1.0 if mine and mine == found.most else 0.0,
    )


def _share(block: Clue | None, slug: str) -> float:
    return block.own.get(slug, 0.0) / (block.total + 1.0) if block is not None else 0.0


def none_terms(here: Clue, found: Evidence) -> tuple[float, ...]:
    """Terms of ``NONE_TERMS``: what speaks for no sector, beside what speaks for any."""
    return (
        1.0,
        0.0 if here.own else 1.0,
        math.log1p(here.own.get(NONE, 0.0)),
        found.document.get(NONE, 0.0) / (found.whole + 2.0),
    )


def stay_terms(before: Clue, here: Clue, same_heading: bool) -> tuple[float, ...]:
    """Terms of ``STAY``: how much a sentence holds on to the one before."""
    opening = _opening(here.sentence.tokens)
    return (
        1.0,
        1.0 if before.sentence.paragraph == here.sentence.paragraph else 0.0,
        1.0 if opening in LEANING else 0.0,
        1.0 if opening in TURNING else 0.0,
        0.0 if here.own else 1.0,
        1.0 if here.top < STRONG else 0.0,
        0.0 if same_heading else 1.0,
    )


def _opening(tokens: Iterable[str]) -> str:
    for token in tokens:
        if token[0].isalnum():
            return token.lower()
    return ""


def live_slugs(found: Evidence) -> list[str]:
    """The sectors that may be chosen, ``none`` last: those with more evidence in the document than
    one weak phrase, most first, then by slug."""
    live = [s for s, w in found.document.items() if w >= LEAST and s != NONE]
    live.sort(key=lambda s: (-found.document[s], s))
    return [*live, NONE]


def decide(found: Evidence, weights: Weights) -> list[str]:
    """The best chain of sectors for the content sentences; ``none`` where nothing speaks.

    Ties: the sector with more evidence in the document, then the first by slug.
    """
    weigh_variety(found, weights)
    slugs = live_slugs(found)
    if len(slugs) == 1 or not found.clues:
        return [NONE] * len(found.clues)
    varied = found.varied
    in_force = tuple(weights[name] + varied * weights[name + "_varied"] for name in TERMS)
    return _viterbi(found, slugs, in_force)


def _viterbi(found: Evidence, slugs: list[str], weights: tuple[float, ...]) -> list[str]:
    own, context, stay, none = _parts(weights)
    place = {slug: k for k, slug in enumerate(slugs)}
    bases: dict[int, list[float]] = {}
    score: list[float] = []
    back: list[list[int]] = []
    before: Clue | None = None
    above: Clue | None = None
    many = range(len(slugs))
    for here, heading in zip(found.clues, found.headings, strict=True):
        base = bases.get(id(heading))
        if base is None:
            base = [_dot(context, context_terms(found, heading, s)) for s in slugs]
            bases[id(heading)] = base
        emitted = base.copy()
        emitted[-1] += _dot(none, none_terms(here, found))
        for slug in here.own:
            if slug in place:
                emitted[place[slug]] += _dot(own, own_terms(slug, here))
        if before is None:
            score = emitted
        else:
            hold = _dot(stay, stay_terms(before, here, heading is above))
            move = max(score)
            best = score.index(move)
            came = [k if kept + hold >= move else best for k, kept in enumerate(score)]
            score = [emitted[k] + (score[k] + hold if came[k] == k else move) for k in many]
            back.append(came)
        before, above = here, heading
    last = score.index(max(score))
    chain = [last]
    for came in reversed(back):
        chain.append(came[chain[-1]])
    return [slugs[k] for k in reversed(chain)]


def _dot(weights: tuple[float, ...], terms: tuple[float, ...]) -> float:
    total: float = sum(map(mul, weights, terms))
    return total


def _parts(weights: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
    """Weights in the order of TERMS, parted into OWN, CONTEXT, STAY and NONE_TERMS."""
    sizes = itertools.accumulate((len(OWN), len(CONTEXT), len(STAY), len(NONE_TERMS)), initial=0)
    return tuple(weights[a:b] for a, b in itertools.pairwise(sizes))
