"""Weigh the evidence of a document and choose a sector for each sentence.

A sentence's own phrases count most; the title, the heading above, the lead and the whole document
lend to it, and neighbours hold together: a chain model with one bonus for keeping the sector of the
sentence before (a Potts chain, decoded as by Viterbi 1967). The few parameters are learned by
``python -m briefing.train.sectors`` and shared by all sectors, so a new sector works at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.model import NONE, Document, Kind, Sentence
from briefing.sectors.match import Hit, Matcher

Weights = dict[str, float]

OWN = ("own", "own_share", "own_most")
CONTEXT = ("title", "title_share", "lead", "doc", "doc_share", "heading", "heading_share", "all")
STAY = ("stay", "stay_paragraph", "stay_opening", "stay_bare", "stay_heading")
NONE_BIAS = ("none", "none_bare")
PARAMETERS = (*OWN, *CONTEXT, *STAY, *NONE_BIAS)

CAP = 6.0
"""Two strong phrases: more of the same in a sentence says nothing new to its document."""

LEANING = frozenset(
    "he she it they this that these those his her its their him them but and also however there "
    "such both here then so yet or instead".split()
)
"""English openings that lean on the sentence before; other languages do without."""


@dataclass(slots=True)
class Clue:
    """The phrases of one sentence: weight by sector, and the hits that gave it."""

    sentence: Sentence
    hits: list[Hit]
    own: dict[str, float]
    total: float = 0.0


@dataclass(slots=True)
class Evidence:
    """All clues of a document: content sentences in order, its headings, its title."""

    clues: list[Clue] = field(default_factory=list)
    headings: list[Clue | None] = field(default_factory=list)
    title: Clue | None = None
    document: dict[str, float] = field(default_factory=dict)


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
    return Clue(sentence, hits, own, sum(own.values()))


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


def own_terms(weight: float, total: float, most: bool) -> tuple[float, ...]:
    """Terms of ``OWN`` for a sector with own ``weight`` of ``total`` in the sentence."""
    return (math.log1p(weight), weight / (total + 1.0), 1.0 if most else 0.0)


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
    lead = found.clues[0] if found.clues else None
    share = mine / (whole + 2.0)
    strongest = max(found.document.values(), default=0.0)
    title, title_share = block_terms(found.title, slug)
    return (
        title,
        title_share,
        block_terms(lead, slug)[1],
        math.log1p(mine),
        share,
        *block_terms(heading, slug),
        1.0 if mine and mine == strongest else 0.0,
    )


def stay_terms(before: Clue, here: Clue, same_heading: bool) -> tuple[float, ...]:
    """Terms of ``STAY``: how much a sentence holds on to the one before."""
    opening = here.sentence.tokens and _opening(here.sentence.tokens) in LEANING
    return (
        1.0,
        1.0 if before.sentence.paragraph == here.sentence.paragraph else 0.0,
        1.0 if opening else 0.0,
        1.0 if not here.own else 0.0,
        0.0 if same_heading else 1.0,
    )


def _opening(tokens: Iterable[str]) -> str:
    return next((token.lower() for token in tokens if token[0].isalnum()), "")


def _dot(names: tuple[str, ...], terms: tuple[float, ...], weights: Weights) -> float:
    return sum([weights[name] * term for name, term in zip(names, terms, strict=True)])


def decide(found: Evidence, weights: Weights) -> list[str]:
    """The best chain of sectors for the content sentences; ``none`` where nothing speaks.

    Ties: the sector with more evidence in the document, then the first by slug.
    """
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
            base[-1] += weights["none"]
            context[id(heading)] = base
        emitted = _emissions(base, here, slugs, weights)
        if before is None:
            score = emitted
        else:
            stay = _dot(STAY, stay_terms(before, here, heading is above), weights)
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


def _emissions(base: list[float], here: Clue, slugs: list[str], weights: Weights) -> list[float]:
    emitted = base.copy()
    if not here.own:
        emitted[-1] += weights["none_bare"]
        return emitted
    most = max(here.own.values())
    for k, slug in enumerate(slugs):
        weight = here.own.get(slug)
        if weight:
            emitted[k] += _dot(OWN, own_terms(weight, here.total, weight == most), weights)
    return emitted
