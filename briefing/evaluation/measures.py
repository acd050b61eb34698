"""Measures of a ranking against an editor's salience, and intervals of means."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

GOOD, MUST = 2, 3
"""The salience that is worth a place in a brief, and the one that must have a place."""
RESAMPLES = 2000
SEED = 20240612


def ranking(scores: Sequence[float]) -> list[int]:
    """Places by score, best first; ties by position.

    >>> ranking([0.1, 0.5, 0.5])
    [1, 2, 0]
    """
    return sorted(range(len(scores)), key=lambda i: (-scores[i], i))


def wanted(salience: Sequence[int]) -> int:
    """k: the number of sentences of salience 2 or more."""
    return sum(s >= GOOD for s in salience)


def precision(salience: Sequence[int], scores: Sequence[float]) -> float | None:
    """The share of the k best scored that have salience 2 or more; None where k is 0.

    >>> precision([3, 0, 2, 1], [0.9, 0.8, 0.1, 0.0])
    0.5
    """
    k = wanted(salience)
    if not k:
        return None
    return sum(salience[i] >= GOOD for i in ranking(scores)[:k]) / k


def recall(salience: Sequence[int], scores: Sequence[float]) -> float | None:
    """The share of salience 3 among the k best scored; None where there is none.

    >>> recall([3, 0, 2, 1], [0.9, 0.8, 0.1, 0.0])
    1.0
    """
    must = sum(s == MUST for s in salience)
    if not must:
        return None
    best = ranking(scores)[: wanted(salience)]
    return sum(salience[i] == MUST for i in best) / must


def ndcg(salience: Sequence[int], scores: Sequence[float], *, steep: bool = False) -> float | None:
    """Discounted cumulative gain of the k best scored over the best possible; None where k is 0.

    The gain is the salience, or with ``steep`` 2**salience - 1 (Järvelin and Kekäläinen 2002; the
    discount is log2 of the rank plus one).

    >>> ndcg([0, 3], [0.1, 0.9])
    1.0
    """
    k = wanted(salience)
    if not k:
        return None
    gains = [2.0**s - 1 if steep else float(s) for s in salience]
    got = _discounted([gains[i] for i in ranking(scores)[:k]])
    return got / _discounted(sorted(gains, reverse=True)[:k])


def _discounted(gains: Sequence[float]) -> float:
    return sum(g / math.log2(rank + 2) for rank, g in enumerate(gains))


def interval(values: Sequence[float], *, resamples: int = RESAMPLES) -> tuple[float, float]:
    """Bounds of the 95% percentile bootstrap interval of the mean (Efron 1979), seeded.

    >>> interval([1.0, 1.0, 1.0])
    (1.0, 1.0)
    """
    if not values:
        return (0.0, 0.0)
    pick = random.Random(SEED)
    count = len(values)
    means = sorted(sum(pick.choices(values, k=count)) / count for _ in range(resamples))
    return (means[int(0.025 * resamples)], means[int(0.975 * resamples) - 1])


def ratio_interval(
    parts: Sequence[tuple[float, float]], *, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """The same of a ratio of sums, given numerator and denominator of each story: what is drawn is
    whole stories, so that a long one counts for more.

    >>> ratio_interval([(1, 2), (2, 4), (3, 6)])
    (0.5, 0.5)
    """
    if not parts:
        return (0.0, 0.0)
    pick = random.Random(SEED)
    ratios = []
    for _ in range(resamples):
        drawn = pick.choices(parts, k=len(parts))
        ratios.append(sum(a for a, _ in drawn) / max(1, sum(b for _, b in drawn)))
    ratios.sort()
    return (ratios[int(0.025 * resamples)], ratios[int(0.975 * resamples) - 1])
