"""Weigh the evidence of a document and choose a sector for each sentence.

Three small models share their parameters over all sectors, so that a new sector works at once: how
likely each sector is to be the topic of the whole document, how likely the document is a round-up
over many, and, given these, a chain in which a sentence's own phrases count most, the topic, the
headings and the paragraph lend to it, and neighbours hold together: one bonus for keeping the
sector of the sentence before (a Potts chain, decoded as by Viterbi 1967). In a round-up each term
weighs differently. The parameters are learned by ``python -m briefing.training.sectors``.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from briefing.model import NONE
from briefing.sectors.evidence import FILED, DocumentEvidence, SentenceEvidence
from briefing.sectors.features import (
    BARE,
    CHAIN,
    CONTEXT,
    OWN,
    STAY,
    Weights,
    bare_terms,
    context_terms,
    dot,
    own_terms,
    roundup_probability,
    stay_terms,
    topic_probabilities,
)

Part = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The weights of one document, by part."""

    own: Part
    context: Part
    bare: Part
    stay: Part


def in_force(weights: Weights, share: float) -> InForce:
    """The weights where ``share`` is the chance of a round-up: ``w + share * w_varied``."""
    mixed = tuple(weights[name] + share * weights[name + "_varied"] for name in CHAIN)
    sizes = [len(part) for part in (OWN, CONTEXT, BARE, STAY)]
    ends = itertools.accumulate(sizes, initial=0)
    return InForce(*(mixed[a:b] for a, b in itertools.pairwise(ends)))


Support = tuple[tuple[str, float], ...]
"""How likely each sector is for one sentence, likeliest first; what is left out is unlikely."""

PLAIN_LEAD = 6.0
"""Lead in a sentence's own evidence, of another sector over the one that the chain chose, from
which the sentence goes to the other: two clear phrases. Of 60 such sentences in labelled news (18
English, 42 translated into twelve languages) the other sector is right for 49, the chain's for 10;
from a lead of 5 for 95 and 46 of 145. Where the chain chose none it stays, which is right for 14 of
17."""

PLAIN_SUPPORT = (0.82, 0.17)
"""The chances of the two sectors then: these shares."""

LEAST_SUPPORT = 0.05
"""Chance below which a sector of a sentence is left out of its support."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The sectors of the content sentences and the support of each sentence, given the others'."""

    sectors: list[str]
    support: list[Support]


def decode(evidence: DocumentEvidence, weights: Weights) -> Decoded:
    """The best chain of sectors for the content sentences; ``none`` where nothing speaks.

    Phrases that settle a sentence are obeyed after the chain is found, so that they decide their
    own sentence and weigh in the others like any phrase; so is evidence that is plain (see
    ``PLAIN_LEAD``). Ties: the sector with more evidence in the
    document, then the first by slug.
    """
    slugs = evidence.eligible
    if len(slugs) == 1 or not evidence.sentences:
        count = len(evidence.sentences)
        return Decoded([NONE] * count, [((NONE, 1.0),)] * count)
    force = in_force(weights, roundup_probability(evidence, weights))
    emitted = _emitted(evidence, slugs, topic_probabilities(evidence, weights), force)
    holds = _holds(evidence, force)
    path = _viterbi(emitted, holds)
    support = _support(emitted, holds, path, slugs)
    sectors = [slugs[k] for k in path]
    for place, here in enumerate(evidence.sentences):
        if here.deciding:
            sectors[place] = _settled(here, sectors[place])
            support[place] = ((sectors[place], 1.0),)
        elif here.top >= PLAIN_LEAD and (other := _plainly_other(here, sectors[place])):
            pair = zip((other, sectors[place]), PLAIN_SUPPORT, strict=True)
            sectors[place], support[place] = other, tuple(pair)
    return Decoded(sectors, support)


def _plainly_other(here: SentenceEvidence, slug: str) -> str:
    """The sector for which a sentence speaks plainly, where the chain chose another; ``""`` if it
    speaks for none so, or for two alike."""
    if slug == NONE or here.top - max(here.rival, here.own.get(slug, 0.0)) <= 0.0:
        return ""
    best = max(here.own, key=here.own.__getitem__)
    return best if best != NONE and here.top - here.own.get(slug, 0.0) >= PLAIN_LEAD else ""


_share = itemgetter(0)


def _support(
    emitted: list[list[float]], holds: list[float], path: list[int], slugs: list[str]
) -> list[Support]:
    """The chance of each sector in each sentence where its neighbours have theirs of ``path``."""
    last = len(path) - 1
    rows: list[Support] = []
    for place, scores in enumerate(emitted):
        scores = scores.copy()
        if place:
            scores[path[place - 1]] += holds[place - 1]
        if place < last:
            scores[path[place + 1]] += holds[place]
        top = max(scores)
        shares = list(map(math.exp, [score - top for score in scores]))
        whole = sum(shares)
        least = LEAST_SUPPORT * whole
        kept = [(share, slug) for share, slug in zip(shares, slugs, strict=True) if share >= least]
        if len(kept) > 1:
            kept.sort(key=_share, reverse=True)
        rows.append(tuple([(slug, round(share / whole, 2)) for share, slug in kept]))
    return rows


def _settled(here: SentenceEvidence, slug: str) -> str:
    """The sector of a sentence that phrases of the table settle: the one that most of them name;
    of several, the chain's own ``slug``, else the heaviest, else the first by slug."""
    named = Counter(here.deciding)
    most = max(named.values())
    best = [s for s, count in named.items() if count == most]
    return slug if slug in best else min(best, key=lambda s: (-here.own.get(s, 0.0), s))


def _viterbi(emitted: list[list[float]], holds: list[float]) -> list[int]:
    """The best path through the sectors of each sentence, by their numbers."""
    score = emitted[0]
    back: list[tuple[list[float], float, int]] = []
    for mine, hold in zip(emitted[1:], holds, strict=True):
        move = max(score)
        best = score.index(move)
        kept = [value + hold for value in score]
        score = [e + (v if v >= move else move) for e, v in zip(mine, kept, strict=True)]
        score[best] = mine[best] + kept[best]
        back.append((kept, move, best))
    last = score.index(max(score))
    chain = [last]
    for kept, move, best in reversed(back):
        chain.append(chain[-1] if kept[chain[-1]] >= move else best)
    return chain[::-1]


def _base(
    evidence: DocumentEvidence,
    slugs: list[str],
    chance: list[float],
    heading: SentenceEvidence | None,
    force: InForce,
) -> list[float]:
    top = max(chance)
    scores = [
        dot(force.context, context_terms(slug, share, share == top, heading, evidence.title))
        for slug, share in zip(slugs, chance, strict=True)
    ]
    for slug in evidence.filed.intersection(slugs):
        scores[slugs.index(slug)] += FILED
    return scores


def _emitted(
    evidence: DocumentEvidence, slugs: list[str], chance: list[float], force: InForce
) -> list[list[float]]:
    """The score of each sector for each sentence, whatever its neighbours are."""
    index = {slug: k for k, slug in enumerate(slugs)}
    bases: dict[int, list[float]] = {}
    rows: list[list[float]] = []
    for here, heading in zip(evidence.sentences, evidence.headings, strict=True):
        base = bases.get(id(heading))
        if base is None:
            base = bases[id(heading)] = _base(evidence, slugs, chance, heading, force)
        emitted = base.copy()
        emitted[-1] += dot(force.bare, bare_terms(here, evidence))
        for slug in here.own:
            if slug in index:
                emitted[index[slug]] += dot(force.own, own_terms(slug, here))
        rows.append(emitted)
    return rows


def _holds(evidence: DocumentEvidence, force: InForce) -> list[float]:
    """The bonus of each sentence but the first for keeping the sector of the one before."""
    pairs = zip(
        itertools.pairwise(evidence.sentences), itertools.pairwise(evidence.headings), strict=True
    )
    return [
        dot(force.stay, stay_terms(before, here, heading is above))
        for (before, here), (above, heading) in pairs
    ]
