"""Boosted regression trees (Friedman 2001) as they are applied: a base and a sum of leaves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Tree = float | tuple[int, float, "Tree", "Tree"]
"""A leaf, which adds to the log-odds, or place of the feature, cut, tree up to the cut (included),
tree above it."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Log-odds before any tree, and the trees that add to them."""

    base: float
    trees: tuple[Tree, ...]

    @classmethod
    def read(cls, base: float, trees: Iterable[Any], features: Sequence[str]) -> BoostedTrees:
        """The trees as their file has them, with the names of features in place of numbers."""
        place = {name: i for i, name in enumerate(features)}
        return cls(base, tuple(_placed(tree, place) for tree in trees))

    def total(self, values: Sequence[float]) -> float:
        """The sum of base and leaves for the values of the features in their order."""
        total = self.base
        for tree in self.trees:
            while isinstance(tree, tuple):
                tree = tree[2] if values[tree[0]] <= tree[1] else tree[3]
            total += tree
        return total

    def probability(self, values: Sequence[float]) -> float:
        """The probability, in (0, 1), of log-odds that are the :meth:`total`."""
        return 1.0 / (1.0 + math.exp(-self.total(values)))


def _placed(tree: Any, place: dict[str, int]) -> Tree:
    if isinstance(tree, (int, float)):
        return float(tree)
    name, cut, low, high = tree
    return place[name], float(cut), _placed(low, place), _placed(high, place)
