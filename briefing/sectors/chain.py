"""Weigh the evidence of a document and choose a sector for each sentence.

Three small models share their parameters over all sectors, so that a new sector works at once: how
likely each sector is to be the topic of the whole document, how likely the document is a round-up
over many, and, given these, a chain in which a sentence's own phrases count most, the topic, the
headings and the paragraph lend to it, and neighbours hold together: one bonus for keeping the
sector of the sentence before (a Potts chain, decoded as by Viterbi 1967). In a round-up each term
weighs differently. The parameters are learned by ``python -m briefing.train.sectors``.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from briefing.model import NONE
from briefing.sectors.evidence import Clue, Evidence
from briefing.sectors.terms import (
    BARE,
    CHAIN,
    CONTEXT,
    NEAR,
    OWN,
    STAY,
    Weights,
    bare_terms,
    chances,
    context_terms,
    dot,
    near_terms,
    own_terms,
    stay_terms,
    varied,
)

Part = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The weights of one document, by part."""

    own: Part
    context: Part
    near: Part
    bare: Part
    stay: Part


def in_force(weights: Weights, share: float) -> InForce:
    """The weights where ``share`` is the chance of a round-up: ``w + share * w_varied``."""
    mixed = tuple(weights[name] + share * weights[name + "_varied"] for name in CHAIN)
    sizes = [len(part) for part in (OWN, CONTEXT, NEAR, BARE, STAY)]
    ends = itertools.accumulate(sizes, initial=0)
    return InForce(*(mixed[a:b] for a, b in itertools.pairwise(ends)))


def decide(found: Evidence, weights: Weights) -> list[str]:
    """The best chain of sectors for the content sentences; ``none`` where nothing speaks.

    Ties: the sector with more evidence in the document, then the first by slug.
    """
    slugs = found.live()
    if len(slugs) == 1 or not found.clues:
        return [NONE] * len(found.clues)
    return _viterbi(found, slugs, weights)


def _viterbi(found: Evidence, slugs: list[str], weights: Weights) -> list[str]:
    force = in_force(weights, varied(found, weights))
    chance = chances(found, slugs, weights)
    bases: dict[int, list[float]] = {}
    score: list[float] = []
    back: list[list[int]] = []
    many = range(len(slugs))
    index = {slug: k for k, slug in enumerate(slugs)}
    for place, (here, heading) in enumerate(zip(found.clues, found.headings, strict=True)):
        base = bases.get(id(heading))
        if base is None:
            base = bases[id(heading)] = _base(found, slugs, chance, heading, force)
        emitted = _emitted(found, place, base, index, force)
        if not place:
            score = emitted
            continue
        before, above = found.clues[place - 1], found.headings[place - 1]
        hold = dot(force.stay, stay_terms(before, here, heading is above))
        move = max(score)
        best = score.index(move)
        came = [k if kept + hold >= move else best for k, kept in enumerate(score)]
        score = [emitted[k] + (score[k] + hold if came[k] == k else move) for k in many]
        back.append(came)
    last = score.index(max(score))
    chain = [last]
    for came in reversed(back):
        chain.append(came[chain[-1]])
    return [slugs[k] for k in reversed(chain)]


def _base(
    found: Evidence, slugs: list[str], chance: list[float], heading: Clue | None, force: InForce
) -> list[float]:
    top = max(chance)
    return [
        dot(force.context, context_terms(slug, share, share == top, heading, found.title))
        for slug, share in zip(slugs, chance, strict=True)
    ]


def _emitted(
    found: Evidence, place: int, base: list[float], index: dict[str, int], force: InForce
) -> list[float]:
    """The score of each sector for one sentence, whatever its neighbours are."""
    here = found.clues[place]
    emitted = base.copy()
    emitted[-1] += dot(force.bare, bare_terms(here, found))
    for slug in here.own:
        k = index.get(slug)
        if k is not None:
            emitted[k] += dot(force.own, own_terms(slug, here))
    for slug, terms in near_terms(found, place).items():
        k = index.get(slug)
        if k is not None:
            emitted[k] += dot(force.near, terms)
    return emitted
