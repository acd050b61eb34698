"""What each point of an article adds to a page when the better points of the article are told.

The news value of a sentence is what it is worth on its own. Here the candidates of an article are
taken one by one, best first, as a page would take them, and each is described by its own value, by
those before it and by the rest of the article. What it then adds is a quadratic function of this
description, fitted by ridge regression (``python -m briefing.training.news_value``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Any

from briefing.model import Candidate
from briefing.resources import data_path
from briefing.selection.pair_features import weight

FEATURES = (
    "value", "place", "best", "second", "share", "told", "worth_20", "worth_35", "candidates",
    "main", "score", "start", "words", "less", "after",
)  # fmt: skip
"""Of a candidate: its value, its place from 0, the two best values of its article, its share of the
best, the part of its words that those before it tell; how many candidates are worth 0.2, 0.35 and
anything; the article's chance to be the main event; salience, first character, words; how much less
it is worth than the one before it, and how many characters after the first one it stands."""

MOST, MOST_ARTICLES = 6, 100
"""Candidates of an article, and articles, that are described: no page has room for more of them."""

TOLD = 0.3
"""Shared part of the words (by rarity) of the shorter of two points up to which neither is told by
the other; from there what is told rises to all. 0.2 to 0.5 are alike on the labelled days."""


def told_share(cover: float) -> float:
    """What part of a point, from 0 to 1, is told by one that shares ``cover`` of its words."""
    return max(0.0, cover - TOLD) / (1.0 - TOLD)


def described(
    items: Sequence[Candidate], values: Sequence[float], main: float, others: Sequence[float] = ()
) -> Iterator[tuple[int, list[float]]]:
    """The place in ``items`` and the :data:`FEATURES` of the first ``MOST`` candidates of an
    article, in the order in which they are taken: most value that is not told first, ties by their
    start.

    ``values`` are parallel to ``items``; ``main`` is the article's chance to be the main event;
    ``others`` are the values of its candidates that no page shows.
    """
    all_values = [*values, *others]
    stems = [frozenset(item.stems) for item in items]
    weights = list(map(weight, stems))
    best, second = (*sorted(all_values, reverse=True)[:2], 0.0, 0.0)[:2]
    at_least = [float(sum(value > least for value in all_values)) for least in (0.2, 0.35)]
    covers = [0.0] * len(items)
    left = set(range(len(items)))
    before, first = 0.0, -1
    for place in range(min(MOST, len(items))):
        at = max(
            left, key=lambda i: (values[i] * (1.0 - told_share(covers[i])), -items[i].start, -i)
        )
        left.remove(at)
        item, value = items[at], values[at]
        yield at, [
            value, float(place), best, second, value / max(best, 1e-6), covers[at], *at_least,
            float(len(all_values)), main, item.score, float(item.start),
            float(len(item.text.split())), value - before,
            float(item.start - items[first].start) if place else 0.0,
        ]  # fmt: skip
        before, first = value, at if not place else first
        for other in left:
            least = max(1e-9, min(weights[other], weights[at]))
            covers[other] = max(covers[other], weight(stems[other] & stems[at]) / least)


@dataclass(frozen=True, slots=True)
class Further:
    """A quadratic function of the features, each kept between the bounds that were learned from and
    then less its mean, over its deviation: ``scales`` has the four. ``products`` has a weight for
    each pair of features, each with itself and with those after it."""

    base: float
    scales: tuple[tuple[float, float, float, float], ...]
    linear: tuple[float, ...]
    products: tuple[float, ...]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Further:
        """The model as its file has it."""
        pairs = combinations_with_replacement(FEATURES, 2)
        return cls(
            table["base"],
            tuple((*table["features"][name][:4],) for name in FEATURES),
            tuple(table["features"][name][4] for name in FEATURES),
            tuple(table["products"][f"{one} {other}"] for one, other in pairs),
        )

    def of(self, row: Sequence[float]) -> float:
        """What a candidate with these features adds, in [0, 1]."""
        scaled = [
            (min(high, max(low, x)) - mean) / deviation
            for x, (low, high, mean, deviation) in zip(row, self.scales, strict=True)
        ]
        squares = (x * y for x, y in combinations_with_replacement(scaled, 2))
        total = math.fsum((
            self.base,
            *map(float.__mul__, self.linear, scaled),
            *map(float.__mul__, self.products, squares),
        ))  # fmt: skip
        return min(1.0, max(0.0, total))


def with_further(
    items: Sequence[Candidate], model: Further, unclear: Sequence[Candidate] = ()
) -> list[Candidate]:
    """The candidates, in their order, with what each adds when the better ones of its article are
    told: nothing where ``MOST`` are better. Only the ``MOST_ARTICLES`` best articles are asked.

    ``unclear`` are candidates that no page shows; they tell how much an article has to say."""
    unshown: dict[str, list[float]] = {}
    for item in unclear:
        unshown.setdefault(item.source.id, []).append(item.value)
    articles: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        articles.setdefault(item.source.id, []).append(at)
    best = {article: max(items[at].value for at in own) for article, own in articles.items()}
    adds: dict[int, float] = {}
    for article in sorted(articles, key=lambda article: (-best[article], article))[:MOST_ARTICLES]:
        own = articles[article]
        group = [items[at] for at in own]
        adds |= dict.fromkeys(own, 0.0)
        values, others = [item.value for item in group], unshown.get(article, ())
        for place, row in described(group, values, group[0].main, others):
            adds[own[place]] = model.of(row)
    return [replace(item, adds=adds.get(at)) for at, item in enumerate(items)]


def shipped() -> Further:
    """The model that ships with the package."""
    return Further.read(json.loads(data_path("further_points.json").read_text("utf-8")))
