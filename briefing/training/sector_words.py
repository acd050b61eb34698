"""Fit the words that speak for the sectors (see ``briefing.sectors.learned_words``)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from briefing.model import Document
from briefing.sectors.learned_words import LearnedWords, word_counts

Floats = npt.NDArray[np.float64]

LEAST_ARTICLES = 6
"""Articles in which a word must stand: with 4 the words of newswire are filed 0.02 better, with 8
those of other days 0.005 worse, at half the size."""

MOST_ARTICLES = 0.5
"""Share of the articles above which a word says nothing."""

RIDGE = 0.15
"""Penalty per squared unit of weight; 0.4 loses 0.01."""

LEAST_WEIGHT = 0.2
"""Weights nearer to 0 are left out: from 0.3 on the accuracy falls by 0.02."""

DECIMALS = 2


def fit_words(
    documents: Sequence[Document],
    slugs: Sequence[str],
    sectors: Sequence[str],
    weights: Sequence[float],
) -> LearnedWords:
    """The model of documents, each filed under one of ``slugs`` and counted with its weight.

    ``sectors`` are all that are to be told apart. The same data give the same model.
    """
    counts = [word_counts(document) for document in documents]
    spread = Counter(stem for count in counts for stem in count)
    known = sorted(
        stem
        for stem, number in spread.items()
        if stem and not stem[0].isdigit()
        if LEAST_ARTICLES <= number <= MOST_ARTICLES * len(documents)
    )
    rarity = {stem: math.log(len(documents) / spread[stem]) for stem in known}
    place = {stem: i for i, stem in enumerate(known)}
    rows, columns, values = [], [], []
    for i, count in enumerate(counts):
        stems = [stem for stem in count if stem in place]
        for stem in stems:
            rows.append(i)
            columns.append(place[stem])
            values.append(math.log1p(count[stem]) * rarity[stem] / math.sqrt(len(stems)))
    shape = (len(documents), len(known))
    target = np.array([sectors.index(slug) for slug in slugs])
    weight, bias = _logistic(rows, columns, values, shape, target, len(sectors), np.array(weights))
    words: dict[str, list[float]] = {}
    for stem in known:
        pairs: list[float] = []
        for number in np.flatnonzero(np.abs(weight[place[stem]]) >= LEAST_WEIGHT):
            pairs += [
                int(number),
                round(float(weight[place[stem], number]) * rarity[stem], DECIMALS),
            ]
        if pairs:
            words[stem] = pairs
    return LearnedWords(tuple(sectors), tuple(round(float(b), DECIMALS) for b in bias), words)


def _logistic(
    rows: list[int],
    columns: list[int],
    values: list[float],
    shape: tuple[int, int],
    target: npt.NDArray[np.int64],
    classes: int,
    counts: Floats,
) -> tuple[Floats, Floats]:
    """Multinomial logistic regression with a ridge penalty: weights (word × class) and biases."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    x = csr_matrix((values, (rows, columns)), shape=shape)
    wanted = np.eye(classes)[target]
    size = shape[1] * classes

    def loss(theta: Floats) -> tuple[float, Floats]:
        weight, bias = theta[:size].reshape(shape[1], classes), theta[size:]
        score = x @ weight + bias
        score -= score.max(axis=1, keepdims=True)
        chance = np.exp(score)
        logs = score - np.log(chance.sum(axis=1, keepdims=True))
        pull = (np.exp(logs) - wanted) * counts[:, None]
        value = -float((counts[:, None] * wanted * logs).sum()) + RIDGE * float((weight**2).sum())
        slope = np.asarray(x.T @ pull + 2 * RIDGE * weight).ravel()
        return value, np.concatenate([slope, pull.sum(axis=0)])

    start = np.zeros(size + classes)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return best[:size].reshape(shape[1], classes), best[size:]
