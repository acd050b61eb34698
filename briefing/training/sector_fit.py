"""Fit the parameters of the evidence model (see ``briefing.sectors.decode``) to editors' labels.

All three models are fitted by maximum likelihood with a ridge penalty (L-BFGS, fixed start: the
same data give the same bytes).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from briefing.model import NONE, Document
from briefing.sectors.evidence import DocumentEvidence
from briefing.sectors.features import (
    BARE,
    CHAIN,
    CONTEXT,
    NO_TOPIC,
    OWN,
    STAY,
    STORY,
    TOPIC,
    bare_terms,
    context_terms,
    own_terms,
    roundup_probability,
    stay_terms,
    story_terms,
    topic_probabilities,
)

Floats = npt.NDArray[np.float64]
Params = dict[str, float]

MOST_STEPS = 300
"""Steps of L-BFGS after which a fit ends at the latest."""
RIDGE = 0.005
"""Penalty per squared unit of weight, beside the mean log-likelihood of an item times 100; 0.02
gave the same cross-validated accuracy within 0.005."""

STANDING_RIDGE = 0.5
"""The same for an article's own sector, over the sum of all articles: 1 and 2 differ by 0.01."""

NEWSWIRE_WEIGHT = 2.0
"""A desk's own filing says more of an article than the commonest of its sentences' labels: with 2
newswire is filed right in 0.90 held out, with 1 in 0.88; labelled stories lose 0.003."""

STORY_RIDGE = 0.5
"""The same for the few terms that tell round-ups, which all but part the two kinds."""

ANNOTATED_WEIGHT = 4.0
"""There are nine times as many sentences of plain news as of the articles that briefs are made of;
with 4 neither kind gives up more than 0.005 of the accuracy it reaches when trained on alone."""

ROUND_UP = 0.25
"""A document is a round-up if more of its sentences turn to another sector than the one before has;
0.15 and 0.35 gave the same accuracy within 0.01."""

BATCHES = 12
"""Groups of articles of like length, so that short ones are not padded to the longest."""

EMITTED = len(CHAIN) - len(STAY)


@dataclass(frozen=True)
class Labelled:
    """A document with the sectors an editor accepts for each content sentence (empty: unknown)."""

    document: Document
    gold: tuple[frozenset[str], ...]
    first: tuple[str, ...]
    source: str
    group: str

    @property
    def weight(self) -> float:
        """How much the document counts in training."""
        return ANNOTATED_WEIGHT if self.source == "annotated" else 1.0


@dataclass(frozen=True)
class Filed:
    """The evidence of an article that an editor filed under one sector as a whole; ``accepted`` are
    the sectors that are right, ``slug`` among them."""

    evidence: DocumentEvidence
    slug: str
    group: str
    source: str = "newswire"
    accepted: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """How much the article counts in training."""
        return {"annotated": ANNOTATED_WEIGHT, "newswire": NEWSWIRE_WEIGHT}.get(self.source, 1.0)


def fit(
    items: Sequence[Labelled],
    evidences: Sequence[DocumentEvidence],
    slugs: Sequence[str],
    filed: Sequence[Filed] = (),
    *,
    rising: bool = False,
) -> Params:
    """All parameters: topic and story first, then the chain given these; apart from them those of
    the article's sector, from ``filed`` and the commonest label of each of ``items``.

    ``rising``: more evidence of a sector never speaks against it. In a table of few phrases a
    writer sees each weight at work; in a large one terms that overlap may take from each other.
    """
    both = [(item, e) for item, e in zip(items, evidences, strict=True) if e.sentences]
    items, evidences = [item for item, _ in both], [e for _, e in both]
    whole = [i for i, item in enumerate(items) if all(item.first)]  # not days, known in part
    story = _fit_story([items[i] for i in whole], [evidences[i] for i in whole])
    weights = {**_fit_topic(items, evidences, rising), **story}
    weights |= fit_article([*as_filed(items, evidences), *filed], slugs, rising)
    by_length = sorted(range(len(items)), key=lambda i: len(evidences[i].sentences))
    batches = [
        _batch([items[i] for i in part], [evidences[i] for i in part], slugs, weights)
        for part in np.array_split(by_length, min(BATCHES, len(items)))
    ]
    return {**weights, **_fit_chain(batches, rising)}


def commonest(item: Labelled) -> str:
    """The commonest label of an article's sentences, the first of equals."""
    return Counter(slug for slug in item.first if slug).most_common(1)[0][0]


def accepted(item: Labelled) -> frozenset[str]:
    """The commonest label of an article, and the sectors that are right in the most of its
    sentences, alternatives counted."""
    counts = Counter(slug for slugs in item.gold for slug in slugs)
    most = max(counts.values())
    return frozenset({commonest(item), *(slug for slug, n in counts.items() if n == most)})


def as_filed(items: Sequence[Labelled], evidences: Sequence[DocumentEvidence]) -> list[Filed]:
    """Articles under the commonest label of their sentences, the first of equals."""
    return [
        Filed(evidence, commonest(item), item.group, item.source, accepted(item))
        for item, evidence in zip(items, evidences, strict=True)
        if evidence.sentences
    ]


def _minimum(
    loss: Callable[[Floats], tuple[float, Floats]],
    start: Floats,
    positive: Sequence[bool] | None = None,
) -> list[float]:
    """The parameters of least loss; those that are ``positive`` are 0 or more."""
    from scipy.optimize import minimize

    bounded = positive is not None and any(positive)
    bounds = [(0.0 if each else None, None) for each in positive or ()] if bounded else None
    options = {"maxiter": MOST_STEPS}
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return [round(float(w), 3) for w in best.x]


def _fit_topic(
    items: Sequence[Labelled], evidences: Sequence[DocumentEvidence], rising: bool
) -> Params:
    """A softmax over the sectors of each document; the target is their shares of its sentences."""
    rows, target, sizes = [], [], []
    for item, evidence in zip(items, evidences, strict=True):
        live = evidence.eligible
        rows += _topic_rows(evidence)
        counted = Counter(s for s in item.first if s in live)
        whole = counted.total()
        target += [counted[s] / whole if whole else 1 / len(live) for s in live]
        sizes.append(len(live))
    weight = np.array([item.weight for item in items])
    scale = 100 / weight.sum()
    ridge = np.full(len(rows[0]), RIDGE)
    positive = [rising and name in TOPIC for name in (*TOPIC, *NO_TOPIC)]
    best = _softmax(np.array(rows), np.array(target), sizes, weight * scale, ridge, positive)
    return dict(zip((*TOPIC, *NO_TOPIC), best, strict=True))


def fit_article(filed: Sequence[Filed], slugs: Sequence[str], rising: bool = False) -> Params:
    """A softmax over the sectors that may be chosen; those of a slug that may not teach nothing."""
    names = [*(f"article_{n}" for n in (*TOPIC, *NO_TOPIC)), *(f"article_to_{s}" for s in slugs)]
    rows, target, sizes, weight = [], [], [], []
    for each in filed:
        live = each.evidence.eligible if each.evidence.sentences else []
        if each.slug not in live:
            continue
        standing = np.eye(len(slugs))[[slugs.index(slug) for slug in live]]
        rows += [(*a, *b) for a, b in zip(_topic_rows(each.evidence), standing, strict=True)]
        target += [float(slug == each.slug) for slug in live]
        sizes.append(len(live))
        weight.append(each.weight)
    ridge = np.full(len(names), STANDING_RIDGE)
    positive = [rising and name in {f"article_{n}" for n in TOPIC} for name in names]
    best = _softmax(np.array(rows), np.array(target), sizes, np.array(weight), ridge, positive)
    return dict(zip(names, best, strict=True))


def _topic_rows(evidence: DocumentEvidence) -> list[tuple[float, ...]]:
    """``DocumentEvidence.topic`` of one length: those of none are 0 for a sector."""
    size = len(TOPIC) + len(NO_TOPIC)
    return [(*terms, *(0.0,) * len(NO_TOPIC))[:size] for terms in evidence.topic]


def _softmax(
    x: Floats,
    wanted: Floats,
    sizes: list[int],
    counts: Floats,
    ridge: Floats,
    positive: Sequence[bool],
) -> list[float]:
    """The weights of a choice between the rows of each document, of which there are ``sizes``."""
    starts = np.cumsum([0, *sizes[:-1]])
    item_of = np.repeat(np.arange(len(sizes)), sizes)
    times = counts[item_of]

    def loss(theta: Floats) -> tuple[float, Floats]:
        score = x @ theta
        score -= np.maximum.reduceat(score, starts)[item_of]
        chance = np.exp(score)
        logs = score - np.log(np.add.reduceat(chance, starts))[item_of]
        slope = x.T @ (times * (np.exp(logs) - wanted))
        value = -float(times @ (wanted * logs)) + float(ridge @ (theta * theta))
        return value, slope + 2 * ridge * theta

    return _minimum(loss, np.zeros(x.shape[1]), positive)


def _fit_story(items: Sequence[Labelled], evidences: Sequence[DocumentEvidence]) -> Params:
    """A logistic regression of whether a document is a round-up."""
    x = np.array([story_terms(evidence) for evidence in evidences])
    turns = [[a != b for a, b in itertools.pairwise(item.first)] for item in items]
    sign = np.array([1.0 if sum(t) > ROUND_UP * len(t) else -1.0 for t in turns])
    weight = np.array([item.weight for item in items])

    def loss(theta: Floats) -> tuple[float, Floats]:
        margin = sign * (x @ theta)
        value = float(weight @ np.logaddexp(0.0, -margin)) + STORY_RIDGE * float(theta @ theta)
        pull = -sign * weight / (1.0 + np.exp(margin))
        return value, x.T @ pull + 2 * STORY_RIDGE * theta

    return dict(zip(STORY, _minimum(loss, np.zeros(len(STORY))), strict=True))


# --- the chain -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Batch:
    """Rows of terms of each sector that may be chosen at a place, with (article, place, sector) in
    ``at``; the others are padded: articles × places × sectors (or terms of ``STAY``)."""

    rows: Floats
    at: tuple[npt.NDArray[np.int64], ...]
    stay: Floats
    active: Floats
    gold: Floats
    real: Floats
    weight: Floats


def _batch(
    items: Sequence[Labelled],
    evidences: Sequence[DocumentEvidence],
    slugs: Sequence[str],
    weights: Params,
) -> Batch:
    """The arrays of ``items``; a place whose gold sector has no evidence at all leaves it open."""
    shape = (len(items), max(len(e.sentences) for e in evidences), len(slugs))
    active, gold = np.full(shape, -1e9), np.full(shape, -1e9)
    real, stay = np.zeros(shape[:2]), np.zeros((*shape[:2], 2 * len(STAY)))
    rows: list[list[float]] = []
    at: list[tuple[int, int, int]] = []
    number = {slug: k for k, slug in enumerate(slugs)}
    for a, (item, evidence) in enumerate(zip(items, evidences, strict=True)):
        live = evidence.eligible
        share = roundup_probability(evidence, weights)
        for place, terms in enumerate(_emitted(evidence, live, weights)):
            real[a, place] = 1.0
            for slug, row in zip(live, terms, strict=True):
                rows.append([*row, *(share * term for term in row)])
                at.append((a, place, number[slug]))
            active[a, place, [number[s] for s in live]] = 0.0
            right = [s for s in live if s in item.gold[place]]
            chief = [s for s in right if s == item.first[place]]
            gold[a, place, [number[s] for s in chief or right or live]] = 0.0
            if place:
                held = _held(evidence, place)
                stay[a, place] = (*held, *(share * term for term in held))
    weight = np.array([item.weight for item in items])
    return Batch(np.array(rows), tuple(np.array(at).T), stay, active, gold, real, weight)


def _emitted(
    evidence: DocumentEvidence, live: list[str], weights: Params
) -> list[list[list[float]]]:
    """For each sentence and each sector that may be chosen its terms, those of ``STAY`` apart."""
    chance = topic_probabilities(evidence, weights)
    top = max(chance)
    terms = []
    for here, heading in zip(evidence.sentences, evidence.headings, strict=True):
        rows = []
        for slug, share in zip(live, chance, strict=True):
            own = own_terms(slug, here) if slug in here.own else (0.0,) * len(OWN)
            context = context_terms(slug, share, share == top, heading, evidence.title)
            bare = bare_terms(here, evidence) if slug == NONE else (0.0,) * len(BARE)
            rows.append([*own, *context, *bare])
        terms.append(rows)
    return terms


def _held(evidence: DocumentEvidence, place: int) -> tuple[float, ...]:
    same = evidence.headings[place] is evidence.headings[place - 1]
    return stay_terms(evidence.sentences[place - 1], evidence.sentences[place], same)


def _fit_chain(batches: Sequence[Batch], rising: bool) -> Params:
    """The parameters that make the gold labels most likely."""
    names = [*CHAIN[:EMITTED], *(f"{n}_varied" for n in CHAIN[:EMITTED])]
    names += [*STAY, *(f"{n}_varied" for n in STAY)]
    count = sum(float((data.real.sum(axis=1) * data.weight).sum()) for data in batches)

    def loss(theta: Floats) -> tuple[float, Floats]:
        parts = [_likelihood(data, theta) for data in batches]
        value = -100 * sum(part for part, _ in parts) / count
        slope = -100 * np.sum([part for _, part in parts], axis=0) / count
        return value + RIDGE * float(theta @ theta), slope + 2 * RIDGE * theta

    start = np.zeros(len(names))
    start[0] = 1.0
    positive = [rising and name.removesuffix("_varied") in (*OWN, *CONTEXT) for name in names]
    return dict(zip(names, _minimum(loss, start, positive), strict=True))


def _likelihood(data: Batch, theta: Floats) -> tuple[float, Floats]:
    """The log-likelihood of the gold labels and its gradient: terms of the sectors, then STAY."""
    scores = np.zeros(data.active.shape)
    scores[data.at] = data.rows @ theta[: 2 * EMITTED]
    holds = data.stay @ theta[2 * EMITTED :]
    total, p, s = _chain(scores + data.active, holds, data.real)
    wanted, q, r = _chain(scores + data.gold, holds, data.real)
    pull = ((q - p) * data.weight[:, None, None])[data.at]
    kept = np.einsum("a,at,atf->f", data.weight, r - s, data.stay)
    return float(data.weight @ (wanted - total)), np.concatenate([data.rows.T @ pull, kept])


def _chain(scores: Floats, holds: Floats, real: Floats) -> tuple[Floats, Floats, Floats]:
    """Log-sum of all chains, the chance of each sector at each place, and of staying."""
    articles, places = scores.shape[:2]
    ahead = np.zeros_like(scores)
    behind = np.zeros_like(scores)
    extra = np.expm1(holds)
    ahead[:, 0] = scores[:, 0]
    for t in range(1, places):
        step = scores[:, t] + _mix(ahead[:, t - 1], extra[:, t])
        ahead[:, t] = np.where(real[:, t, None] > 0, step, ahead[:, t - 1])
    for t in range(places - 2, -1, -1):
        step = _mix(behind[:, t + 1] + scores[:, t + 1], extra[:, t + 1])
        behind[:, t] = np.where(real[:, t + 1, None] > 0, step, behind[:, t + 1])
    last = ahead[:, -1]
    top = last.max(axis=1)
    total = top + np.log(np.exp(last - top[:, None]).sum(axis=1))
    chance = np.exp(ahead + behind - total[:, None, None]) * real[:, :, None]
    stays = np.zeros((articles, places))
    for t in range(1, places):
        both = ahead[:, t - 1] + holds[:, t, None] + scores[:, t] + behind[:, t]
        stays[:, t] = np.exp(both - total[:, None]).sum(axis=1) * real[:, t]
    return total, chance, stays


def _mix(values: Floats, extra: Floats) -> Floats:
    """log(sum over all + extra × own) of ``values`` in logs, row by row."""
    top = values.max(axis=1, keepdims=True)
    shares = np.exp(values - top)
    mixed: Floats = top + np.log(
        shares.sum(axis=1, keepdims=True) + extra[:, None] * shares + 1e-300
    )
    return mixed
