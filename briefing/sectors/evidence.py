"""Weigh the evidence of a document and choose a sector for each sentence.

A sentence's own phrases count most; the title, the heading above, the lead and the whole document
lend to it, and neighbours hold together: a chain model with one bonus for keeping the sector of the
sentence before (a Potts chain, decoded as by Viterbi 1967). The few parameters are learned by
``python -m briefing.train.sectors`` and shared by all sectors, so a new sector works at once.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.model import NONE, Document, Kind, Sentence
from briefing.sectors.match import Hit, Matcher

Weights = dict[str, float]

OWN = (
    "own", "own_linear", "own_strong", "own_share", "own_lead", "own_first",
    "own_varied", "own_linear_varied", "own_lead_varied", "own_first_varied",
)  # fmt: skip
CONTEXT = (
    "title", "title_share", "lead", "doc", "doc_share", "heading", "heading_share", "chief",
    "title_varied", "lead_varied", "doc_varied", "doc_share_varied", "chief_varied",
)  # fmt: skip
STAY = (
    "stay", "stay_paragraph", "stay_opening", "stay_turning", "stay_bare", "stay_weak",
    "stay_heading", "stay_varied", "stay_weak_varied", "stay_paragraph_varied",
)  # fmt: skip
NONE_BIAS = ("none", "none_bare", "none_own", "none_doc", "none_varied")
VARIETY = ("bias", "changes", "focus", "range")
PARAMETERS = (*OWN, *CONTEXT, *STAY, *NONE_BIAS)
"""The learned weights; those that end in ``varied`` are multiplied by ``Evidence.varied``."""

CAP = 6.0
"""Two strong phrases: more of the same in a sentence says nothing new to its document."""

STRONG = 3.0
"""Weight of a phrase that settles its sector alone (``strong`` in the table)."""

CLEAR = 2.0
"""Lead over the next sector that makes a sentence clear: the weight of a ``usual`` phrase. Of the
thresholds tried, 2 parts round-ups from stories on one matter best (area under the curve 0.93)."""

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
    first: frozenset[str] = frozenset()


@dataclass(slots=True)
class Evidence:
    """All clues of a document: content sentences in order, its headings, its title."""

    clues: list[Clue] = field(default_factory=list)
    headings: list[Clue | None] = field(default_factory=list)
    title: Clue | None = None
    document: dict[str, float] = field(default_factory=dict)
    varied: float = 0.0


def clue(sentence: Sentence, matcher: Matcher) -> Clue:
    """The sentence's phrases; a phrase said twice counts once."""
    hits = matcher.find(sentence.tokens, sentence.stems)
    own: dict[str, float] = {}
    if len(hits) == 1:
        own.update(hits[0].entry.weights)
    else:
        seen: set[int] = set()
        for hit in hits:
            if id(hit.entry) not in seen:
                seen.add(id(hit.entry))
                for slug, weight in hit.entry.weights.items():
                    own[slug] = own.get(slug, 0.0) + weight
    first = next((h.entry.weights for h in hits if max(h.entry.weights.values(), default=0) > 1), {})
    return Clue(sentence, hits, own, sum(own.values()), frozenset(first))


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
            own = clue(sentence, matcher)
            found.clues.append(own)
            found.headings.append(heading)
            for slug, weight in own.own.items():
                found.document[slug] = found.document.get(slug, 0.0) + min(weight, CAP)
    if found.title is not None:
        for slug, weight in found.title.own.items():
            found.document[slug] = found.document.get(slug, 0.0) + min(weight, CAP)
    return found


def variety_terms(found: Evidence) -> tuple[float, ...]:
    """Terms of ``VARIETY``: what tells a round-up over many sectors from a story on one matter."""
    clear = [_clear(here.own, STRONG) for here in found.clues]
    very = {_clear(here.own, STRONG + CLEAR) for here in found.clues}
    focus = max(found.document.values(), default=0.0) / (sum(found.document.values()) + 1.0)
    kinds = len(very - {"", NONE})
    return (1.0, _changes([slug for slug in clear if slug]), focus, kinds / (len(clear) + 4.0))


def weigh_variety(found: Evidence, weights: Weights) -> None:
    """Set ``found.varied``: the share of sentences expected to turn to another sector than the one
    before, in [0, 1]."""
    guess = sum(weights[n] * t for n, t in zip(VARIETY, variety_terms(found), strict=True))
    found.varied = min(1.0, max(0.0, guess))


def _changes(slugs: list[str]) -> float:
    return sum(a != b for a, b in itertools.pairwise(slugs)) / (len(slugs) + 1.0)


def _clear(own: dict[str, float], least: float) -> str:
    """The sector that weighs ``least`` and that no other comes near, or ""."""
    best = max(own, key=own.__getitem__, default="")
    if not best or own[best] < least:
        return ""
    rival = max([w for s, w in own.items() if s != best], default=0.0)
    return best if own[best] - rival >= CLEAR else ""


def own_terms(slug: str, here: Clue, found: Evidence) -> tuple[float, ...]:
    """Terms of ``OWN`` for a sector that has own evidence in the sentence."""
    weight = here.own[slug]
    rival = max([w for s, w in here.own.items() if s != slug], default=0.0)
    some, linear = math.log1p(weight), min(weight, CAP)
    ahead = max(-CAP, min(CAP, weight - rival))
    first = 1.0 if slug in here.first else 0.0
    varied = found.varied
    return (
        some,
        linear,
        1.0 if weight >= STRONG else 0.0,
        weight / (here.total + 1.0),
        ahead,
        first,
        some * varied,
        linear * varied,
        ahead * varied,
        first * varied,
    )


def block_terms(block: Clue | None, slug: str) -> tuple[float, float]:
    """Terms of a heading, title or lead for a sector."""
    if block is None:
        return (0.0, 0.0)
    weight = block.own.get(slug, 0.0)
    return (math.log1p(weight), weight / (block.total + 1.0)) if weight else (0.0, 0.0)


def context_terms(found: Evidence, heading: Clue | None, slug: str) -> tuple[float, ...]:
    """Terms of ``CONTEXT`` for a sector, the same for all sentences under one heading."""
    whole = sum(found.document.values())
    mine = found.document.get(slug, 0.0)
    strongest = max(found.document.values(), default=0.0)
    title, title_share = block_terms(found.title, slug)
    lead = block_terms(found.clues[0] if found.clues else None, slug)[1]
    some, share = math.log1p(mine), mine / (whole + 2.0)
    chief = 1.0 if mine and mine == strongest else 0.0
    parts = (title, title_share, lead, some, share, *block_terms(heading, slug), chief)
    return (*parts, *(found.varied * part for part in (title_share, lead, some, share, chief)))


def none_terms(here: Clue, found: Evidence) -> tuple[float, ...]:
    """Terms of ``NONE_BIAS``: what speaks for no sector, beside what speaks for any."""
    return (
        1.0,
        0.0 if here.own else 1.0,
        math.log1p(here.own.get(NONE, 0.0)),
        found.document.get(NONE, 0.0) / (sum(found.document.values()) + 2.0),
        found.varied,
    )


def stay_terms(
    found: Evidence, before: Clue, here: Clue, same_heading: bool
) -> tuple[float, ...]:
    """Terms of ``STAY``: how much a sentence holds on to the one before."""
    opening = _opening(here.sentence.tokens)
    paragraph = 1.0 if before.sentence.paragraph == here.sentence.paragraph else 0.0
    weak = 1.0 if max(here.own.values(), default=0.0) < STRONG else 0.0
    return (
        1.0,
        paragraph,
        1.0 if opening in LEANING else 0.0,
        1.0 if opening in TURNING else 0.0,
        0.0 if here.own else 1.0,
        weak,
        0.0 if same_heading else 1.0,
        found.varied,
        weak * found.varied,
        paragraph * found.varied,
    )


def _opening(tokens: Iterable[str]) -> str:
    return next((token.lower() for token in tokens if token[0].isalnum()), "")


def _dot(names: tuple[str, ...], terms: tuple[float, ...], weights: Weights) -> float:
    return sum([weights[name] * term for name, term in zip(names, terms, strict=True)])


def decide(found: Evidence, weights: Weights) -> list[str]:
    """The best chain of sectors for the content sentences; ``none`` where nothing speaks.

    Ties: the sector with more evidence in the document, then the first by slug.
    """
    weigh_variety(found, weights)
    slugs = sorted(found.document, key=lambda s: (-found.document[s], s))
    if NONE in slugs:
        slugs.remove(NONE)
    slugs.append(NONE)
    if len(slugs) == 1 or not found.clues:
        return [NONE] * len(found.clues)
    return _viterbi(found, slugs, weights)


def _viterbi(found: Evidence, slugs: list[str], weights: Weights) -> list[str]:
    context: dict[int, list[float]] = {}
    score: list[float] = []
    back: list[list[int]] = []
    before: Clue | None = None
    above: Clue | None = None
    many = range(len(slugs))
    for here, heading in zip(found.clues, found.headings, strict=True):
        base = context.get(id(heading))
        if base is None:
            base = [_dot(CONTEXT, context_terms(found, heading, s), weights) for s in slugs]
            context[id(heading)] = base
        emitted = _emissions(base, here, slugs, weights, found)
        if before is None:
            score = emitted
        else:
            stay = _dot(STAY, stay_terms(found, before, here, heading is above), weights)
            best = max(many, key=score.__getitem__)
            move = score[best]
            came = [k if score[k] + stay >= move else best for k in many]
            score = [emitted[k] + (score[k] + stay if came[k] == k else move) for k in many]
            back.append(came)
        before, above = here, heading
    last = max(many, key=score.__getitem__)
    chain = [last]
    for came in reversed(back):
        chain.append(came[chain[-1]])
    return [slugs[k] for k in reversed(chain)]


def _emissions(
    base: list[float], here: Clue, slugs: list[str], weights: Weights, found: Evidence
) -> list[float]:
    emitted = base.copy()
    emitted[-1] += _dot(NONE_BIAS, none_terms(here, found), weights)
    for k, slug in enumerate(slugs):
        if slug in here.own:
            emitted[k] += _dot(OWN, own_terms(slug, here, found), weights)
    return emitted
